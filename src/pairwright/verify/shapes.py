"""A judge applied to all texts of a shape: 64 bits where that is enough, Python integers elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from pairwright.verify.columns.lifting import MAX_DIGITS, Shape
from pairwright.verify.exact.algebra import Columns
from pairwright.verify.exact.polynomials import Value
from pairwright.verify.exact.roots import Holding
from pairwright.verify.judging import Outcome
from pairwright.verify.questions.trees import Numeral

_MAX_POWERS = 64
_INT64_LIMIT = 2**63
_MAX_EXPONENT = 64
_MAX_DEGREE = 128
# No text that the grammar admits can make more than 4,000 digits of numbers as short as this.
_ALWAYS_LIGHT = 13
RowNumbers = npt.NDArray[np.int64]


class Judges(Protocol):
    """What can be judged on the numbers of a shape: a question with its claims, or a statement of a reason."""

    @property
    def exponents(self) -> list[int]:
        """The runs of digits that are exponents."""

    @property
    def decimals(self) -> list[int]:
        """The runs of digits behind a decimal point."""

    @property
    def written(self) -> list[Numeral]:
        """All numerals, for a check of how they are written."""

    def loads(self, powers: Mapping[int, int]) -> tuple[Mapping[int, int], int]:
        """How many times each run can be a factor of a result, and the largest power of the unknown."""

    def bound(self, columns: Columns) -> int:
        """What no intermediate result exceeds."""

    def judged(self, columns: Columns) -> Outcome:
        """The codes of the rows of the numbers' columns."""

    def unread(self, count: int) -> Outcome:
        """The codes of rows whose numbers cannot be read."""


Judge = TypeVar("Judge", bound=Judges)


@dataclass(frozen=True, eq=False)
class ShapeJudge(Generic[Judge]):
    """A judge with what its shape allows: which numbers are small enough for 64 bits."""

    judge: Judge
    runs: int

    def judged(self, shape: Shape) -> Iterator[tuple[RowNumbers, Outcome]]:
        """The shape's texts (places in `shape.rows`) group by group, each text once."""
        numbers, exact = shape.numbers(), shape.exact_numbers()
        readable = self._readable(shape, numbers)
        if not (self.judge.exponents or exact) and readable.all() and self._is_light(shape.longest):
            # As nearly always: all texts at once, with no copy of their numbers.
            scales = {run: np.power(10, shape.widths(run)) for run in self.judge.decimals}
            yield np.arange(shape.rows.size), self.judge.judged(Columns(numbers, scales, {}))
            return
        if not readable.all():
            yield np.flatnonzero(~readable), self.judge.unread(int((~readable).sum()))
        for group, powers in _by_exponents(np.flatnonzero(readable), numbers, self.judge.exponents):
            exponents = dict(zip(self.judge.exponents, powers, strict=True))
            heavy = self._heavy(shape, exponents)[group]
            if heavy.any():
                yield group[heavy], self.judge.unread(int(heavy.sum()))
            if heavy.all():
                continue
            rows = group[~heavy]
            small = self._small(shape, numbers, powers)[rows] & ~np.isin(rows, list(exact))
            if (few := rows[small]).size:
                scales = {run: np.power(10, shape.widths(run)[few]) for run in self.judge.decimals}
                yield few, self.judge.judged(Columns([column[few] for column in numbers], scales, exponents))
            if (many := rows[~small]).size:
                yield many, self.judge.judged(self._exactly(many, shape, numbers, exact, exponents))

    def _is_light(self, digits: int) -> bool:
        """Whether numbers of so many digits are short enough for 64 bits, where there are no exponents."""
        if digits > _ALWAYS_LIGHT:
            return False
        if digits not in self._light:
            self._light[digits] = self._fits(digits, {})
        return self._light[digits]

    @cached_property
    def _light(self) -> dict[int, bool]:
        """What `_is_light` found: columns have numbers of a few lengths, and to find the longest takes five looks."""
        return {}

    @cached_property
    def _digits_by_powers(self) -> dict[tuple[int, ...], int]:
        return {}

    def _small_digits(self, powers: tuple[int, ...]) -> int:
        """The number of digits up to which 64 bits suffice, with the given exponents; worked out once."""
        if powers not in self._digits_by_powers:
            # Exponents come from texts: what is kept has to end somewhere.
            if len(self._digits_by_powers) >= _MAX_POWERS:
                self._digits_by_powers.clear()
            self._digits_by_powers[powers] = self._most_digits(powers)
        return self._digits_by_powers[powers]

    def _most_digits(self, powers: tuple[int, ...]) -> int:
        exponents = dict(zip(self.judge.exponents, powers, strict=True))
        # The bound grows with the digits, so halving finds the most of them: in 5 looks, not 18.
        return bisect_left(range(1, 19), True, key=lambda digits: not self._fits(digits, exponents))

    def _fits(self, digits: int, exponents: Mapping[int, int]) -> bool:
        scales = dict.fromkeys(self.judge.decimals, 10**digits)
        return self.judge.bound(Columns([10**digits] * self.runs, scales, exponents)) < _INT64_LIMIT

    def _exactly(
        self,
        rows: RowNumbers,
        shape: Shape,
        numbers: Sequence[Value],
        exact: Mapping[int, list[int]],
        exponents: Mapping[int, int],
    ) -> Columns:
        texts = [exact.get(row) or [int(column[row]) for column in numbers] for row in rows.tolist()]
        scales = {
            run: np.array([10**width for width in shape.widths(run)[rows].tolist()], dtype=object)
            for run in self.judge.decimals
        }
        columns = [np.array(column, dtype=object) for column in zip(*texts, strict=True)]
        return Columns(columns, scales, exponents)

    def _small(self, shape: Shape, numbers: Sequence[Value], powers: tuple[int, ...]) -> Holding:
        digits = self._small_digits(powers)
        small = np.ones(shape.rows.size, dtype=bool)
        if shape.largest > 10**digits:
            for column in numbers:
                small &= np.abs(column) <= 10**digits
        for run in self.judge.decimals:
            small &= shape.widths(run) <= digits
        return small

    def _heavy(self, shape: Shape, exponents: Mapping[int, int]) -> Holding:
        """Where a result could have more digits than are worked with, or too high a power of the unknown."""
        heavy = np.zeros(shape.rows.size, dtype=bool)
        if not exponents and shape.longest <= _ALWAYS_LIGHT:
            return heavy
        loads, degree = self.judge.loads(exponents)
        digits = sum((shape.widths(run) * load for run, load in loads.items()), np.zeros_like(shape.rows))
        return heavy | (digits > MAX_DIGITS) | (degree > _MAX_DEGREE)

    def _readable(self, shape: Shape, numbers: Sequence[Value]) -> Holding:
        """Whether every number is written as numbers are: 1,000 but neither 1,00 nor 0,200; 7 but not 007."""
        readable = np.ones(shape.rows.size, dtype=bool)
        for numeral in self.judge.written:
            after = numeral.index + numeral.groups
            if numeral.padded:
                readable &= shape.widths(numeral.index) <= numeral.padded
            elif numeral.groups and shape.has_leading_zeros:
                readable &= ~shape.leading_zeros(numeral.index)
            for group in range(numeral.index, after) if numeral.groups > 1 else ():
                first = group == numeral.index
                readable &= (shape.widths(group) <= 3) & (numbers[group] > 0) if first else shape.widths(group) == 3
        for run in self.judge.exponents:
            readable &= numbers[run] <= _MAX_EXPONENT
        return readable


def _by_exponents(
    rows: RowNumbers, numbers: Sequence[Value], runs: Sequence[int]
) -> Iterator[tuple[RowNumbers, tuple[int, ...]]]:
    """The rows grouped by the values of their exponents; one group where there are none."""
    if not rows.size:
        return
    if not runs:
        yield rows, ()
        return
    powers, group = np.unique(np.stack([numbers[run][rows] for run in runs]), axis=1, return_inverse=True)
    for number in range(powers.shape[1]):
        yield rows[group.ravel() == number], tuple(powers[:, number].tolist())
