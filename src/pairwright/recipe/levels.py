"""The levels of reasoning-gym's curricula, as far as they say something that our kinds have: ranges and views.

There an attribute such as `num_digits` has a list, and level n stands for its values from the first to the one at
place n, counted from 0 (of `min_value` and `max_value` for that one alone). A test compares the lists with theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isqrt
from typing import TYPE_CHECKING

from pairwright.errors import did_you_mean

if TYPE_CHECKING:
    from pairwright.recipe.parts import ProblemRecipe

Ends = dict[str, int]


@dataclass(frozen=True)
class Attribute:
    """One list of levels.

    Attributes:
        task: what reasoning-gym calls the kind.
        listed: the values of all levels.
        first, last: the levels that say something here, counted from 0.
        ends: value -> the ends of ranges.
        views: value -> views; empty: all.

    """

    task: str
    listed: tuple[int, ...]
    first: int
    last: int
    ends: Callable[[int], Ends] = field(default=lambda _: {})
    views: Callable[[int], tuple[str, ...]] = field(default=lambda _: ())


_TERMS, _DIGITS = tuple(range(2, 13)), tuple(range(1, 11))
_VALUES = (100, 1000, 10_000, 100_000)


def _nines(digits: int) -> int:
    return int(10**digits) - 1


def _sums(terms: int) -> tuple[str, ...]:
    return tuple(f"sum_of_{each}" for each in range(3, terms + 1))


def _powers(exponent: int) -> tuple[str, ...]:
    return tuple(f"power_{each}" for each in range(2, exponent + 1))


LEVELS: Mapping[str, Mapping[str, Attribute]] = {
    "chain": {
        "num_terms": Attribute("chain_sum", _TERMS, 1, 4, views=_sums),
        "num_digits": Attribute(
            "chain_sum",
            _DIGITS,
            0,
            8,
            lambda n: {"max_first": _nines(n), "min_term": -_nines(n), "max_term": _nines(n)},
        ),
    },
    "multiplicative": {
        "num_terms": Attribute("products", _TERMS, 0, 0, views=lambda _: ("product",)),
        "num_digits": Attribute(
            "products",
            _DIGITS,
            0,
            3,
            lambda n: {"max_operand": _nines(n), "min_result": 0, "max_result": _nines(n) ** 2},
            lambda _: ("product",),
        ),
    },
    "gcd": {
        "num_terms": Attribute("gcd", (2, 3, 4, 5), 0, 0),
        "value": Attribute("gcd", _VALUES, 0, 3, lambda n: {"max_divisor": isqrt(n), "max_cofactor": isqrt(n)}),
    },
    "lcm": {
        "numbers": Attribute("lcm", (2, 3, 4, 5), 0, 0),
        "value": Attribute("lcm", _VALUES, 0, 3, lambda n: {"max_operand": n}),
    },
    "prime_factorization": {
        "value": Attribute("prime_factorization", (10, 1000, 5000, 10_000), 0, 1, lambda n: {"max_number": n})
    },
    "power": {"exponent": Attribute("power_function", (2, 4, 6, 8, 10), 0, 1, views=_powers)},
    "simplify_fraction": {
        "value": Attribute(
            "fraction_simplification",
            (1, 100, 1000, 10_000),
            1,
            3,
            lambda n: {"max_numerator": n, "max_denominator": n},
        ),
        "factor": Attribute("fraction_simplification", (1, 10, 100, 1000), 1, 3, lambda n: {"max_divisor": n}),
    },
    "number_sorting": {
        "min_value": Attribute("number_sorting", (-100, -500, -1000, -10_000), 0, 2, lambda n: {"min_number": n}),
        "max_value": Attribute("number_sorting", (100, 500, 1000, 10_000), 0, 2, lambda n: {"max_number": n}),
    },
    "base_conversion": {
        "base": Attribute("base_conversion", (2, 9, 18, 27, 36), 1, 1, lambda n: {"min_base": 2, "max_base": n})
    },
}


def with_levels(kind: str, part: ProblemRecipe) -> ProblemRecipe:
    """A kind of a recipe with the ranges and views that its levels stand for; what it says itself goes before these.

    Raises:
        ValueError: in one line: a kind or attribute without levels, or a level that says nothing here.

    """
    if not part.levels:
        return part
    known = LEVELS.get(kind)
    if known is None:
        raise ValueError(f"problems.{kind}.levels: has none; these kinds have: {', '.join(LEVELS)}")
    ends: Ends = {}
    views: tuple[str, ...] | None = None
    for name, level in part.levels.items():
        where = f"problems.{kind}.levels"
        if name not in known:
            raise ValueError(f"{where}: unknown {name!r}; {did_you_mean(name, known)}")
        of = known[name]
        if not of.first <= level <= of.last:
            only = f"{of.first} to {of.last}" if of.first < of.last else f"{of.first}"
            raise ValueError(f"{where}.{name}: {level}, but of the levels of {of.task} only {only} can be had here")
        ends |= of.ends(of.listed[level])
        if asked := of.views(of.listed[level]):
            views = asked if views is None else tuple(each for each in asked if each in views)
    own = {name: value for name, value in ends.items() if name not in (part.model_extra or {})}
    chosen = {"views": views} if views is not None and part.views is None else {}
    return part.model_copy(update={**own, **chosen, "levels": {}})
