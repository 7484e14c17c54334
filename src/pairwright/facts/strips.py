"""Fact families counted and unranked in closed form: a space of families is a table of strips.

A family is fixed by two numbers (u, v), and a third, the mark, where a problem needs one.
A *strip* is a run of evenly spaced u; for each u the v form one interval, whose length grows
linearly along the run.  So the families of a strip are counted by an arithmetic series, and family
number r is found by solving a quadratic: whole NumPy columns at a time, at range 10**9 as at
range 10.  Addition up to 10**9 needs one strip; multiplication needs one for each first factor up
to the square root (31,622 at 10**9).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import attrgetter

from pairwright.errors import RecipeError
from pairwright.keyed import Integers
from pairwright.lazily import np

MAX_FAMILIES = 1 << 61
# What `unrank` needs of a strip.
_NAMES = ("u", "u_step", "v", "v_step", "width", "growth", "mark")


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows t = 0..rows-1 with u = `u` + t * `u_step`.

    In row t, v goes from `v` + t * `v_step` over `width` + t * `growth` values, growth >= 0.
    All families of a strip have the same `mark`.
    """

    rows: int
    u: int
    u_step: int
    v: int
    v_step: int
    width: int
    growth: int
    mark: int = 0

    @property
    def count(self) -> int:
        """How many (u, v) the strip holds."""
        return self.rows * self.width + self.growth * (self.rows * (self.rows - 1) // 2)


@dataclass(frozen=True, slots=True)
class Line:
    """The bound `at_zero` + t * `slope` on v in row t."""

    at_zero: int
    slope: int = 0

    def at(self, row: int) -> int:
        """The bound in one row."""
        return self.at_zero + row * self.slope


def strips_between(
    *, first: int, last: int, lower: Sequence[Line], upper: Sequence[Line], step: int = 1, mark: int = 0
) -> Iterator[Strip]:
    """The strips of {(u, v): u = first + t*step <= last, max(lower) <= v <= min(upper)}.

    The lines are functions of the row t, not of u.  The rows are cut wherever two lines cross;
    between two cuts one lower and one upper line bind.  Exact integers throughout.

    >>> [strip.count for strip in strips_between(first=1, last=3, lower=[Line(1, 1)], upper=[Line(3)])]
    [6]
    """
    rows = (last - first) // step + 1
    if rows <= 0:
        return
    ends = [Line(line.at_zero + 1, line.slope) for line in upper]
    cuts = sorted(_crossings([*lower, *ends], rows) | {0, rows})
    for start, stop in pairwise(cuts):
        low = max(lower, key=lambda line: (line.at(start), line.at(stop - 1)))
        end = min(ends, key=lambda line: (line.at(start), line.at(stop - 1)))
        width = end.at(start) - low.at(start)
        if width > 0 and end.at(stop - 1) > low.at(stop - 1):
            yield _widening(first, step, start, stop, low, end, mark)


def _crossings(lines: Sequence[Line], rows: int) -> set[int]:
    """The rows in 1..rows-1 next to which two of the lines cross."""
    found: set[int] = set()
    for one, other in combinations(lines, 2):
        if one.slope != other.slope:
            row = (other.at_zero - one.at_zero) // (one.slope - other.slope)
            found.update(cut for cut in (row, row + 1) if 0 < cut < rows)
    return found


def _widening(first: int, step: int, start: int, stop: int, low: Line, end: Line, mark: int) -> Strip:
    """One strip, walked in the direction in which it widens: that keeps the quadratic stable."""
    growth = end.slope - low.slope
    turned = -1 if growth < 0 else 1
    at = stop - 1 if growth < 0 else start
    return Strip(
        rows=stop - start,
        u=first + step * at,
        u_step=step * turned,
        v=low.at(at),
        v_step=low.slope * turned,
        width=end.at(at) - low.at(at),
        growth=abs(growth),
        mark=mark,
    )


_of_strip = attrgetter(*_NAMES)


class StripTable:
    """Many strips laid end to end, with a number for each family in them.

    Args:
        strips: the strips; those of one table must not overlap.

    Raises:
        RecipeError: they hold more than 2**61 families.

    >>> table = StripTable(list(strips_between(first=1, last=3, lower=[Line(1, 1)], upper=[Line(3)])))
    >>> table.count, [column.tolist() for column in table.unrank(np.arange(3))]
    (6, [[3, 2, 2], [3, 2, 3], [0, 0, 0]])

    """

    def __init__(self, strips: Sequence[Strip]) -> None:
        rows = np.array([_of_strip(strip) for strip in strips], dtype=np.int64).reshape(-1, len(_NAMES))
        counts = [strip.count for strip in strips]
        self._set(dict(zip(_NAMES, rows.T, strict=True)), counts, sum(counts))

    @classmethod
    def of_rows(cls, u: Integers, first: Integers, last: Integers) -> StripTable:
        """A strip of one row for each u, with v from `first` to `last`; none where there is no v.

        >>> StripTable.of_rows(np.array([1, 2]), np.array([5, 6]), np.array([6, 5])).count
        2
        """
        there = first <= last
        u, v, width = u[there], first[there], (last - first + 1)[there]
        nothing = np.zeros_like(u)
        columns = (u, nothing + 1, v, nothing, width, nothing, nothing)
        # No sum of 64 bits might be too small for it.
        total = sum(width.tolist()) if float(width.sum(dtype=float)) > MAX_FAMILIES / 2 else int(width.sum())
        table = cls.__new__(cls)
        table._set(dict(zip(_NAMES, columns, strict=True)), width, total)
        return table

    @classmethod
    def joined(cls, tables: Sequence[StripTable]) -> StripTable:
        """The strips of several tables, end to end."""
        if len(tables) == 1:
            return tables[0]
        table = cls.__new__(cls)
        columns = {name: np.concatenate([each._columns[name] for each in tables]) for name in _NAMES}
        counts = np.concatenate([each._counts for each in tables])
        table._set(columns, counts, sum(each.count for each in tables))
        return table

    def _set(self, columns: Mapping[str, Integers], counts: Sequence[int] | Integers, total: int) -> None:
        if total > MAX_FAMILIES:
            raise RecipeError(f"the ranges hold {total:.3g} fact families, more than 2**61; narrow them")
        self.count = total
        self._columns, self._counts = columns, np.asarray(counts, dtype=np.int64)
        self._starts = np.cumsum(self._counts) - self._counts

    def unrank(self, ranks: Integers) -> tuple[Integers, Integers, Integers]:
        """The columns u, v and mark (int64) of the families with the given numbers (0..count-1)."""
        strip = np.searchsorted(self._starts, ranks, side="right") - 1
        rest = ranks - self._starts[strip]
        width, growth = self._columns["width"][strip], self._columns["growth"][strip]
        row = _row_of(rest, width, growth)
        rest -= _families_before(row, width, growth)
        u = self._columns["u"][strip] + row * self._columns["u_step"][strip]
        v = self._columns["v"][strip] + row * self._columns["v_step"][strip] + rest
        return u, v, self._columns["mark"][strip]


def _families_before(row: Integers, width: Integers, growth: Integers) -> Integers:
    """How many families the rows before `row` hold."""
    return row * width + growth * (row * (row - 1) // 2)


def _row_of(rest: Integers, width: Integers, growth: Integers) -> Integers:
    """The last row whose families start at or before `rest`, exactly.

    The float root of the quadratic is at most one row off (its relative error is about 1e-15 and
    there are at most 1e9 rows); integer arithmetic then settles it.
    """
    if not growth.any():
        return rest // width
    half = width - growth / 2
    root = np.sqrt(half * half + 2.0 * growth * rest)
    falling = half <= 0
    row = np.where(falling, (root - half) / np.maximum(growth, 1), 2.0 * rest / np.where(falling, 1.0, half + root))
    found = row.astype(np.int64)
    while (over := _families_before(found, width, growth) > rest).any():
        found -= over
    while (under := _families_before(found + 1, width, growth) <= rest).any():
        found += under
    return found
