"""One key for each fact, whatever asks it: a relation and the sizes of its numbers, their order and signs aside.

`57+4=61`, `61-4=57`, `x-57=4` and a story about 57 apples and 4 more are the fact `+ {4, 57, 61}`; 1/2+1/3=5/6 is
`+ {1/3, 1/2, 5/6}`.  The relation is written as the operations that make it, inverse ones counted as one: `+` for a
sum or difference, `*` for a product or quotient, `*+` for 3*x+5=20, `gcd` for a pair with its divisor and multiple.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce

from pairwright.keyed import Words, mixed, stream_keys
from pairwright.lazily import np, pl
from pairwright.values.calculation import worked_out
from pairwright.values.exact import Booleans, Exact, in_order, magnitude
from pairwright.values.types import RATIO

# How recipes call the relations that can be named there (`families: {taught: {sum: 12}}`).
NAMED_RELATIONS: Mapping[str, str] = {"sum": "+", "product": "*"}
# The words of whole numbers below this are kept (512 KiB), for columns of some length: to look up takes a fifth.
_TABULATED, _MANY = 1 << 15, 1 << 10
_HALVES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True)
class Fact:
    """A relation, and the calculations that give its numbers.

    >>> columns = {"a": Exact(np.array([57, 61])), "b": Exact(np.array([4, -4]))}
    >>> keys = Fact("+", ("{a}", "{b}", "{a}+{b}")).keys(columns)
    >>> bool(keys[0] == keys[1])
    True

    """

    relation: str
    numbers: tuple[str, ...]

    def values(self, numbers: Mapping[str, Exact]) -> list[Exact]:
        """The numbers without their signs, column by column; one that is the same for all rows stands once."""
        found = [magnitude(worked_out(each, numbers)) for each in self.numbers]
        return [each if each.n.ndim else Exact(each.n[None]) for each in found]

    def keys(self, numbers: Mapping[str, Exact]) -> Words:
        """The key (uint64) of each row's fact; two facts are one just where their keys are, up to 2**-64.

        It is the sum of the mixed numbers, since their order does not matter.
        """
        words = [_word(worked_out(each, numbers)) for each in self.numbers]
        # Columns of a mesh are broadcast as late as can be.
        total: Words = reduce(np.add, sorted(words, key=lambda each: each.size))
        return mixed(total ^ stream_keys(0, f"fact/{self.relation}/{len(words)}")[0])

    def text(self, numbers: Mapping[str, Exact]) -> pl.Series:
        """The fact of each row (String), as the audit calls it: `+ 4 57 61`."""
        sorted_values = in_order(self.values(numbers))
        texts = [RATIO.text(RATIO.encoded(each)[0]) if each.d is not None else _digits(each) for each in sorted_values]
        return pl.select(pl.concat_str([pl.lit(self.relation), *texts], separator=" ")).to_series()


def _word(value: Exact) -> Words:
    """A mixed word (uint64) for each number, the same with and without its sign; at least one for all rows."""
    n = np.atleast_1d(value.n)
    if value.d is None and n.size >= _MANY and n.min() > -_TABULATED and n.max() < _TABULATED:
        return _tabulated()[n]
    below = _HALVES[1] if value.d is None else value.d.astype(np.uint64) * _HALVES[1]
    return mixed(np.add(np.abs(n).astype(np.uint64) * _HALVES[0], below))


@lru_cache(maxsize=1)
def _tabulated() -> Words:
    """The words of small whole numbers; those of negative ones are counted from the end, as indices below 0 are."""
    sizes = np.arange(_TABULATED)
    return _word(Exact(np.concatenate([sizes, -sizes[:0:-1]]), np.ones(2 * _TABULATED - 1, dtype=np.int64)))


def all_but_one_within(values: list[Exact], most: int) -> Booleans:
    """Whether all numbers of a fact are whole, and all but the largest at most `most`: 7*8=56 is within 12."""
    beyond = reduce(np.add, sorted(((each.n > most).astype(np.int8) for each in values), key=lambda each: each.size))
    whole = [each.whole for each in values if each.d is not None]
    within: Booleans = reduce(np.logical_and, whole, beyond <= 1)
    return within


def _digits(value: Exact) -> pl.Series:
    return pl.Series(value.n).cast(pl.String)
