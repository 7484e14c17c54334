"""One shape's question and claims, compiled, and judged on columns of numbers."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.verify.algebra import Columns, Fraction, Minus, Polynomial, Value, at, difference, fraction_of
from pairwright.verify.answers import Claim, Reading
from pairwright.verify.grammar import (
    Numeral,
    Operation,
    Question,
    Scale,
    Tree,
    Unknown,
    Zero,
    exponents,
    numerals,
    scales,
)
from pairwright.verify.verdict import Verdict

Codes = npt.NDArray[np.uint8]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """What was found on some rows (all columns of one length).

    Attributes:
        codes: `Verdict` codes (`Reason` codes where a statement was judged).
        columns: the numbers that were judged; None where they could not be read.
    """

    codes: Codes
    columns: Columns | None


@dataclass(frozen=True)
class Judge:
    """A question with the claims made about it, for all texts of one shape."""

    question: Question
    reading: Reading

    @cached_property
    def exponents(self) -> list[int]:
        """The runs of digits that are exponents: their values are part of the shape, so to speak."""
        return sorted({numeral.index for tree in self._trees for numeral in exponents(tree)})

    @cached_property
    def decimals(self) -> list[int]:
        """The runs of digits whose number counts: those behind a decimal point, or repeated."""
        return [run for tree in self._trees for run in scales(tree)]

    @cached_property
    def written(self) -> list[Numeral]:
        """All numerals, for a check of how they are written."""
        return [each for tree in self._trees for each in numerals(tree)]

    def loads(self, powers: Mapping[int, int]) -> tuple[Mapping[int, int], int]:
        """How many times each run of digits can be a factor of a result, and the largest power of the unknown.

        Args:
            powers: the values of the exponents, by run of digits.
        """
        loads: Counter[int] = Counter()
        degree = sum(load(tree, 1, powers, loads) for tree in (self.question.left, self.question.right))
        for claim in self.reading.claims:
            load(claim.tree, max(1, degree), powers, loads)
        return loads, degree

    @cached_property
    def _trees(self) -> list[Tree]:
        return [self.question.left, self.question.right, *(claim.tree for claim in self.reading.claims)]

    def unread(self, count: int) -> Judged:
        """What is said of rows whose numbers cannot be read."""
        return Judged(np.full(count, Verdict.UNPARSED, dtype=np.uint8), None)

    def judged(self, columns: Columns) -> Judged:
        """The verdicts on the rows of the numbers' columns."""
        sides = Sides(self.question, columns)
        if not self.reading.claims:
            return self._unclaimed(sides, columns)
        claims = [fraction_of(claim.tree, columns) for claim in self.reading.claims]
        found = claims[0]
        rows = _rows(columns)
        right = sides.satisfied_by(found, rows)
        unclear = np.zeros(rows, dtype=bool)
        for claim, other in zip(self.reading.claims, claims, strict=True):
            unclear |= ~zero(difference(found, other)[0], rows) | zero(other.denominator[0], rows)
            if claim.fraction:
                unclear |= self._echoes(claim, columns, rows)
        codes = np.where(right, Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        codes[unclear] = Verdict.UNPARSED
        codes[sides.degenerate(rows)] = Verdict.DEGENERATE
        return Judged(codes, columns)

    def _unclaimed(self, sides: Sides, columns: Columns) -> Judged:
        rows = _rows(columns)
        codes = np.where(sides.degenerate(rows), Verdict.DEGENERATE, Verdict.UNPARSED).astype(np.uint8)
        return Judged(codes, columns)

    def expected(self, judged: Judged) -> tuple[Value, Value]:
        """Numerator and denominator of the one solution; denominator 0 where there is none."""
        if judged.columns is None:
            return 0, 0
        above, below = Sides(self.question, judged.columns).solution(judged.codes.shape)
        degenerate = judged.codes == Verdict.DEGENERATE
        return above, np.where(degenerate, 0, below)

    def found(self, judged: Judged) -> tuple[Value, Value]:
        """Numerator and denominator of the answer that was claimed; denominator 0 where there is none."""
        if judged.columns is None or not self.reading.claims:
            return 0, 0
        claim = fraction_of(self.reading.claims[0].tree, judged.columns)
        return claim.numerator[0], claim.denominator[0]

    def _echoes(self, claim: Claim, columns: Columns, rows: tuple[int, ...]) -> Truth:
        """Whether a fraction a/b only repeats a division of the question, or is a whole number where there is none."""
        divisions = list(_divisions(self.question.left)) + list(_divisions(self.question.right))
        if not divisions:
            # 8/2 for 4 is a calculation left undone; 3/2 is how the answer to 4x=6 is written.
            value = fraction_of(claim.tree, columns)
            above, below = value.numerator[0], value.denominator[0]
            return np.broadcast_to(above % np.where(below == 0, 1, below) == 0, rows)
        echo = np.zeros(rows, dtype=bool)
        for above, below in divisions:
            same = [
                zero(columns.values[one.index] - columns.values[other.index], rows)
                for one, other in zip(claim.numerals, (above, below), strict=True)
            ]
            echo |= same[0] & same[1]
        return echo

    def bound(self, columns: Columns) -> int:
        """What no intermediate result exceeds while no number exceeds that of the columns (of one row)."""
        plus = operator.add
        fractions = [fraction_of(claim.tree, columns, plus) for claim in self.reading.claims]
        sides = Sides(self.question, columns, plus)
        magnitudes = [sides.magnitude(claim) for claim in (*fractions, Fraction([1], [1]))]
        magnitudes += [sum(difference(fractions[0], other, plus)) for other in fractions]
        return int(max(magnitudes))


class Sides:
    """Both sides of a question as fractions of polynomials in the unknown."""

    def __init__(self, question: Question, columns: Columns, minus: Minus = operator.sub) -> None:
        left, right = fraction_of(question.left, columns, minus), fraction_of(question.right, columns, minus)
        self.difference = difference(left, right, minus)
        self.divisors = (*left.divisors, *right.divisors)

    def satisfied_by(self, claim: Fraction, rows: tuple[int, ...]) -> Truth:
        """Whether the claim in place of the unknown makes both sides equal, and nothing is divided by 0."""
        holds = zero(at(self.difference, claim), rows) & ~zero(claim.denominator[0], rows)
        for divisor in self.divisors:
            holds &= ~zero(at(divisor, claim), rows)
        return holds

    def degenerate(self, rows: tuple[int, ...]) -> Truth:
        """Whether the unknown drops out (all numbers satisfy it, or none), or a divisor is 0 in any case."""
        found = _all_zero(self.difference[1:], rows)
        for divisor in self.divisors:
            found |= _all_zero(divisor, rows)
        return found

    def solution(self, rows: tuple[int, ...]) -> tuple[Value, Value]:
        """The one solution where the difference is linear; denominator 0 where it is not."""
        nothing = np.zeros(rows, dtype=np.int64)
        if len(self.difference) == 1 or not _all_zero(self.difference[2:], rows).all():
            return nothing, nothing
        return -(self.difference[0] + nothing), self.difference[1] + nothing

    def magnitude(self, claim: Fraction) -> int:
        """The largest value that substituting the claim can take."""
        polynomials = (self.difference, *self.divisors)
        return max(int(at(polynomial, claim)) + int(sum(polynomial)) for polynomial in polynomials)


def load(tree: Tree, times: int, powers: Mapping[int, int], loads: Counter[int]) -> int:
    """Add to the loads of the runs of digits in a tree that is a factor so many times; its power of the unknown."""
    if isinstance(tree, Unknown):
        return times
    if isinstance(tree, Scale):
        loads[tree.index] += times
    if isinstance(tree, Numeral):
        for run in range(tree.index, tree.index + tree.groups + tree.decimal):
            loads[run] += times
    if not isinstance(tree, Operation):
        return 0
    if tree.operator == "^" and isinstance(tree.right, Numeral):
        return load(tree.left, times * max(1, powers[tree.right.index]), powers, loads)
    return load(tree.left, times, powers, loads) + load(tree.right, times, powers, loads)


def _divisions(tree: Tree) -> Iterator[tuple[Numeral, Numeral]]:
    """The numerals a, b of each a/b in a tree."""
    if isinstance(tree, Operation):
        above, below = _unsigned(tree.left), _unsigned(tree.right)
        if tree.operator == "/" and isinstance(above, Numeral) and isinstance(below, Numeral):
            yield above, below
        yield from _divisions(tree.left)
        yield from _divisions(tree.right)


def _unsigned(tree: Tree) -> Tree:
    while isinstance(tree, Operation) and isinstance(tree.left, Zero):
        tree = tree.right
    return tree


def _rows(columns: Columns) -> tuple[int, ...]:
    return np.shape(columns.values[0]) if columns.values else (1,)


def _all_zero(polynomial: Polynomial, rows: tuple[int, ...]) -> Truth:
    found = np.ones(rows, dtype=bool)
    for coefficient in polynomial:
        found &= zero(coefficient, rows)
    return found


def zero(value: Any, rows: tuple[int, ...]) -> Truth:
    """Where a column, or one number for all rows, is 0."""
    return np.asarray(value == 0, dtype=bool) if np.shape(value) == rows else np.full(rows, bool(value == 0))
