"""Answers that are lists: the factors of a number, its divisors, numbers in order; and which list is the right one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.numbers import Claim, number_at
from pairwright.verify.exact.algebra import Columns, exponent_of, fraction_of
from pairwright.verify.exact.polynomials import Fraction, Value
from pairwright.verify.exact.whole_numbers import least_factor, whole
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Tree, Zero

# Divisors are looked for one by one up to the root of the largest number; a larger one is left in doubt.
MAX_DIVIDED = 10**6
_MOST_TIMES = 64
# Between the items of a list, in declared wording and in any.
_DECLARED = r"(?:, |\*)"
_ANY = r"[ ]?(?:,[ ]?(?:and[ ])?|[ ]and[ ]|[ ]?\*[ ]?)"
_ITEM = r"-?0(?:\.0)?"
# As a factor it may stand there several times: 0^0.
_POWER = rf"{_ITEM}(?:\^[{{(]?0[}})]?|[²³⁴⁵⁶⁷⁸⁹])?"
# The list of an answer in declared wording, behind its first number.
FURTHER = rf"(?:{_DECLARED}{_ITEM})*"
_LIST = rf"[\[({{]?(?P<list>{_POWER}(?:{_ANY}{_POWER})*)[\])}}]?(?![\d^/]|[ ]?[=+*/-][ ]?0|\.0)"
_LEAD = rf"[\s*_$`\"'#:{OPEN}]*"
_PLACES = (
    re.compile(
        rf"\b(?:answer|list|factorization|order)\b[\"'*]*[ ]*(?:is|would be|must be|:){_LEAD}{_LIST}", re.IGNORECASE
    ),
    re.compile(rf"####[ ]*{_LIST}"),
    re.compile(rf"{OPEN}[\s$]*{_LIST}[\s$]*{CLOSE}"),
)
_ALL = re.compile(rf"(?:\A|.*\n){_LEAD}{_LIST}[\s*_$`.]*\Z", re.DOTALL)
_AT_END = re.compile(rf"(?:\A|(?<=[\s=:(\[{{{{])){_LIST}[\s*_`.!)\]}}}}]*\Z")
FACTORS = "factors"
Matrix = npt.NDArray[Any]
_NONE = -1


@dataclass(frozen=True)
class Right:
    """The right lists, a column each.

    Attributes:
        items: item by row, times `scale`; rows with fewer items have none behind them.
        counts: how many items each has.
        scale: what all items are divided by.
        doubts: where there is no one right list.
    """

    items: Matrix
    counts: Value
    scale: Value = 1
    doubts: Value = False


def _factors(numbers: Sequence[Fraction]) -> Right:
    """The primes whose product a number is, as often as they are in it."""
    (number, broken) = whole(numbers[0])
    rest = np.atleast_1d(np.where(number < 1, 1, number))
    items: list[Value] = []
    large: Value = False
    while np.any(rest > 1):
        factor, beyond = least_factor(rest)
        large = large | beyond
        factor = np.where(beyond | (rest <= 1), 1, factor)
        items.append(np.where(factor > 1, factor, _NONE))
        rest = np.where(factor > 1, rest // factor, 1)
    matrix = np.stack(items) if items else np.zeros((0, rest.size), dtype=np.int64)
    return Right(matrix, (matrix != _NONE).sum(axis=0), doubts=broken | (number < 2) | large)


def _prime_divisors(numbers: Sequence[Fraction]) -> Right:
    """The primes in a number, each once."""
    found = _factors(numbers)
    again = np.zeros(found.items.shape, dtype=bool)
    again[1:] = found.items[1:] == found.items[:-1]
    items = np.where(again, _NONE, found.items)
    order = np.argsort(np.where(items == _NONE, np.iinfo(np.int64).max, items).astype(np.int64), axis=0, kind="stable")
    items = np.take_along_axis(items, order, axis=0)
    return replace(found, items=items, counts=(items != _NONE).sum(axis=0))


def _divisors(numbers: Sequence[Fraction]) -> Right:
    """All numbers that divide a number, from 1 to itself."""
    (number, broken) = whole(numbers[0])
    large = (number > MAX_DIVIDED) | (number < 1)
    number = np.atleast_1d(np.where(large, 1, number)).astype(np.int64)
    pairs = [np.where(number % each == 0, each, 0) for each in range(1, int(np.sqrt(number.max())) + 1)]
    low = np.stack([np.where(each * each <= number, each, 0) for each in pairs])
    high = np.where((low > 0) & (low * low != number), number // np.maximum(low, 1), 0)
    items = np.sort(np.concatenate([low, high]), axis=0)
    counts = (items > 0).sum(axis=0)
    order = (np.arange(items.shape[0])[:, None] + (items.shape[0] - counts)) % items.shape[0]
    items = np.take_along_axis(items, order, axis=0)[: int(counts.max(initial=1))]
    return Right(np.where(items == 0, _NONE, items), counts, doubts=broken | large)


def _ascending(numbers: Sequence[Fraction]) -> Right:
    """The numbers in order, the smallest first; all denominators are powers of ten."""
    scale = numbers[0].denominator[0]
    for each in numbers[1:]:
        scale = np.maximum(scale, each.denominator[0])
    scaled = np.broadcast_arrays(*(each.numerator[0] * (scale // each.denominator[0]) for each in numbers))
    return Right(np.sort(np.atleast_2d(np.stack(scaled)), axis=0), len(numbers), scale)


def _descending(numbers: Sequence[Fraction]) -> Right:
    found = _ascending(numbers)
    return replace(found, items=found.items[::-1])


@dataclass(frozen=True)
class Listing:
    """A kind of list: which one is right, and whether its order counts."""

    right: Callable[[Sequence[Fraction]], Right]
    ordered: bool = False


LISTS: Mapping[str, Listing] = {
    FACTORS: Listing(_factors),
    "prime divisors": Listing(_prime_divisors),
    "divisors": Listing(_divisors),
    "ascending": Listing(_ascending, ordered=True),
    "descending": Listing(_descending, ordered=True),
}


def satisfied(answers: str, right: Right, claimed: Sequence[Fraction]) -> npt.NDArray[np.bool_]:
    """Whether claimed items, one column each, are the right list."""
    rows = np.broadcast_shapes(*(np.shape(each.numerator[0]) for each in claimed), right.items.shape[1:])
    holds = np.broadcast_to(right.counts == len(claimed), rows).copy()
    if len(claimed) > right.items.shape[0]:
        return np.zeros(rows, dtype=bool)
    items = [np.broadcast_to(each.numerator[0] * right.scale, rows) for each in claimed]
    below = [each.denominator[0] for each in claimed]
    if not LISTS[answers].ordered:
        holds &= np.logical_and.reduce([np.broadcast_to(each == 1, rows) for each in below])
        items = list(np.sort(np.stack(items), axis=0))
        below = [1] * len(items)
    for place, item in enumerate(items):
        holds &= np.asarray(item == right.items[place] * below[place], dtype=bool)
    return holds


def listed_numbers(tree: Tree) -> list[Tree]:
    """The numbers of a question for a list."""
    if isinstance(tree, Operation) and tree.operator in {"factors of", "sorted"}:
        return [*listed_numbers(tree.left), *listed_numbers(tree.right)]
    return [] if isinstance(tree, Zero) else [tree]


def list_of(written: str, first: int) -> Claim | None:
    """The claim that a written list is, its runs of digits counted from the first one's; None if an item is none."""
    claims: list[Claim] = []
    for each in re.finditer(rf"(?P<base>{_ITEM})(?:\^[{{(]?(?P<times>0)[}})]?|(?P<sign>[²³⁴⁵⁶⁷⁸⁹]))?", written):
        index = first + written.count("0", 0, each.start())
        base = each["base"]
        read = number_at(base, 0, range(index, index + base.count("0")))
        if read is None or read.end != len(base):
            return None
        claim = read.claim
        if each["times"] or each["sign"]:
            times = Numeral(index + base.count("0")) if each["times"] else Constant("⁰¹²³⁴⁵⁶⁷⁸⁹".index(each["sign"]))
            claim = Claim(Operation("^", claim.tree, times))
        claims.append(claim)
    return replace(claims[0], further=tuple(claims[1:])) if claims else None


def items_of(claim: Claim, columns: Columns) -> list[Fraction]:
    """The items of a claimed list, a power as often as it is a factor."""
    found: list[Fraction] = []
    for each in (claim, *claim.further):
        tree = each.tree
        if isinstance(tree, Operation) and tree.operator == "^":
            times = exponent_of(tree.right, columns.exponents)
            found += [fraction_of(tree.left, columns)] * max(1, min(times, _MOST_TIMES))
        else:
            found.append(fraction_of(tree, columns))
    return found


def has_powers(claim: Claim) -> bool:
    """Whether an item of a claimed list is a power."""
    return any(isinstance(each.tree, Operation) and each.tree.operator == "^" for each in (claim, *claim.further))


def list_at_end(text: str) -> tuple[int, int] | None:
    """Where the list stands with which a passage ends: "0 = 0 * 0 * 0", "So the divisors are 0, 0 and 0."."""
    match = _AT_END.search(text)
    return None if match is None else match.span("list")


def lists_in(text: str) -> list[tuple[int, int]]:
    """Where a passage gives lists as its answer: what is announced or marked, else all that there is."""
    found = [each.span("list") for pattern in _PLACES for each in pattern.finditer(text)]
    whole_text = None if found else _ALL.match(text)
    return sorted(set(found)) if found else [] if whole_text is None else [whole_text.span("list")]
