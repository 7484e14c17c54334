"""One shape's question and claims, compiled, and judged on columns of numbers."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.verify import complex_numbers
from pairwright.verify.algebra import Columns, exponent_of, exponents, fraction_of
from pairwright.verify.choices import suits
from pairwright.verify.complex_numbers import COMPLEX
from pairwright.verify.expressions import EXPRESSIONS, same, unfinished
from pairwright.verify.inequalities import AT_MOST, INEQUALITIES, SIGNS
from pairwright.verify.lists import LISTS, Right, listed_numbers, satisfied
from pairwright.verify.numbers import Claim
from pairwright.verify.operations import OPERATIONS
from pairwright.verify.polynomials import Fraction, Minus, Polynomial, Value, at, difference
from pairwright.verify.readings import Reading
from pairwright.verify.targets import TARGET, reached
from pairwright.verify.trees import Numeral, Operation, Question, Scale, Tree, Unknown, numerals, scales
from pairwright.verify.verdict import Verdict

Codes = npt.NDArray[np.uint8]
Holding = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outcome:
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
        degrees = [sum(load(tree, 1, powers, loads) for tree in sides) for sides in self.question.equations]
        for each in self._said:
            load(each.tree, max(1, *degrees), powers, loads)
        return loads, max(degrees)

    @cached_property
    def _trees(self) -> list[Tree]:
        return [*(tree for sides in self.question.equations for tree in sides), *(each.tree for each in self._said)]

    @cached_property
    def _said(self) -> list[Claim]:
        """All numbers claimed, each with those further parts of the answer."""
        return [each for claim in self.reading.claims for each in (claim, *claim.further)]

    @cached_property
    def _fits(self) -> bool:
        """Whether there are claims, and each has as many parts as the question asks for."""
        parts = len(self.question.equations)
        claims, answers = self.reading.claims, self.question.answers
        whole = answers in LISTS
        return bool(claims) and all(
            (whole or len(each.further) + 1 == parts) and suits(each, answers) for each in claims
        )

    def unread(self, count: int) -> Outcome:
        """What is said of rows whose numbers cannot be read."""
        return Outcome(np.full(count, Verdict.UNPARSED, dtype=np.uint8), None)

    def judged(self, columns: Columns) -> Outcome:
        """The verdicts on the rows of the numbers' columns."""
        if not self._fits:
            return self._unclaimed(columns)
        if self.question.answers in EXPRESSIONS:
            return self._expressions(columns)
        if self.question.answers == COMPLEX:
            return self._complex(columns)
        rows = _rows(columns)
        if self.question.answers in LISTS:
            return self._listed(columns)
        if self.question.answers in INEQUALITIES:
            return self._inequalities(columns)
        if self.question.answers == TARGET:
            return self._calculations(columns)
        right = np.ones(rows, dtype=bool)
        unclear, degenerate = ~right, ~right
        for part, sides in enumerate(self._sides(columns)):
            claims = [(claim, *claim.further)[part] for claim in self.reading.claims]
            values = [fraction_of(claim.tree, columns) for claim in claims]
            satisfied = sides.satisfied_by(values[0], rows)
            if self.reading.together:
                # Of several roots each must be one.
                for other in values[1:]:
                    satisfied &= sides.satisfied_by(other, rows)
            if len(sides.difference) > 2:
                # One root of two is no whole answer.
                complete = sides.complete(values, rows)
                unclear |= satisfied & ~complete
                satisfied &= complete
            right &= satisfied
            for claim, other in zip(claims, values, strict=True):
                apart = ~zero(difference(values[0], other)[0], rows) & (not self.reading.together)
                unclear |= apart | zero(other.denominator[0], rows)
                if claim.fraction:
                    unclear |= right & _unfinished(claim, columns, rows)
            unclear |= sides.doubted(rows)
            degenerate |= sides.degenerate(rows)
        codes = np.where(right, Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        codes[unclear] = Verdict.UNPARSED
        codes[degenerate] = Verdict.DEGENERATE
        return Outcome(codes, columns)

    def _expressions(self, columns: Columns) -> Outcome:
        """The verdicts where an expression is asked for."""
        rows = _rows(columns)
        asked = fraction_of(self.question.left, columns)
        right = np.ones(rows, dtype=bool)
        unclear = ~right
        values = [fraction_of(claim.tree, columns) for claim in self.reading.claims]
        for value in values:
            right &= same(asked, value, rows)
            unclear |= ~same(values[0], value, rows)
        for claim in self.reading.claims:
            unclear |= right & unfinished(claim.tree, self.question.answers, columns, rows)
        codes = np.where(right, Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        codes[unclear] = Verdict.UNPARSED
        return Outcome(codes, columns)

    def _complex(self, columns: Columns) -> Outcome:
        """The verdicts where a complex number is asked for."""
        rows = _rows(columns)
        asked = complex_numbers.parts_of(fraction_of(self.question.left, columns))
        claims = [complex_numbers.parts_of(fraction_of(claim.tree, columns)) for claim in self.reading.claims]
        right = complex_numbers.same(asked, claims[0], rows)
        codes = np.where(right, Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        for other in claims[1:]:
            codes[~complex_numbers.same(claims[0], other, rows)] = Verdict.UNPARSED
        codes[zero(asked.below, rows)] = Verdict.DEGENERATE
        return Outcome(codes, columns)

    def _inequalities(self, columns: Columns) -> Outcome:
        """The verdicts where it is asked on which side of a number the unknown lies; claims that differ say nothing."""
        rows, (sides,) = _rows(columns), self._sides(columns)
        right: list[Holding] = []
        unclear, degenerate = sides.doubted(rows), sides.degenerate(rows)
        for claim in self.reading.claims:
            value = fraction_of(claim.tree, columns)
            right.append(np.broadcast_to(sides.bounded_by(claim, value, self.question.answers), rows))
            unclear = unclear | zero(value.denominator[0], rows) | (right[-1] != right[0])
            if claim.fraction:
                unclear = unclear | (right[-1] & _unfinished(claim, columns, rows))
        codes = np.where(right[0], Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        codes[unclear] = Verdict.UNPARSED
        codes[degenerate] = Verdict.DEGENERATE
        return Outcome(codes, columns)

    def orders(self, judged: Outcome) -> tuple[list[str], list[str]]:
        """The signs of the right inequality and of the claimed one, a text for each row."""
        signs = [each.choice for each in self.reading.claims[:1] if self._fits] or [""]
        if judged.columns is None:
            return [""] * judged.codes.size, signs * judged.codes.size
        (sides,) = self._sides(judged.columns)
        rising = np.broadcast_to(sides.rising, judged.codes.shape)
        behind = "=" if self.question.answers == AT_MOST else ""
        return [f"{'<' if up else '>'}{behind}" for up in rising.tolist()], signs * judged.codes.size

    def _calculations(self, columns: Columns) -> Outcome:
        """The verdicts where any calculation that comes to a number is asked for; claims that differ say nothing."""
        rows = _rows(columns)
        right = [reached(self.question, claim, columns, rows) for claim in self.reading.claims]
        codes = np.where(right[0], Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        for other in right[1:]:
            codes[other != right[0]] = Verdict.UNPARSED
        return Outcome(codes, columns)

    def _listed(self, columns: Columns) -> Outcome:
        """The verdicts where a list is asked for; lists that differ claim nothing."""
        right, rows = self._right_list(columns), _rows(columns)
        said = [
            satisfied(
                self.question.answers, right, [fraction_of(each.tree, columns) for each in (claim, *claim.further)]
            )
            for claim in self.reading.claims
        ]
        codes = np.where(np.broadcast_to(said[0], rows), Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        unclear = np.broadcast_to(right.doubts, rows).copy()
        for other in said[1:]:
            unclear |= other != said[0]
        codes[unclear] = Verdict.UNPARSED
        return Outcome(codes, columns)

    def _right_list(self, columns: Columns) -> Right:
        numbers = [fraction_of(each, columns) for each in listed_numbers(self.question.left)]
        return LISTS[self.question.answers].right(numbers)

    def lists(self, judged: Outcome) -> tuple[list[tuple[Value, Value]], list[tuple[Value, Value]]]:
        """The items of the right list, and of the one that is claimed; denominator 0 where there is none."""
        if judged.columns is None:
            return [(0, 0)], [(0, 0)]
        right = self._right_list(judged.columns)
        below = np.where(np.broadcast_to(right.doubts, judged.codes.shape), 0, right.scale)
        expected: list[tuple[Value, Value]] = [
            (each, np.where(place < right.counts, below, 0)) for place, each in enumerate(right.items)
        ]
        claims = self.reading.claims[:1] if self._fits else ()
        values = [fraction_of(each.tree, judged.columns) for claim in claims for each in (claim, *claim.further)]
        found = [(value.numerator[0], value.denominator[0]) for value in values]
        return expected or [(0, 0)], found or [(0, 0)]

    def _sides(self, columns: Columns, minus: Minus = operator.sub) -> list[QuestionSides]:
        return [QuestionSides(Question(*sides), columns, minus) for sides in self.question.equations]

    def _unclaimed(self, columns: Columns) -> Outcome:
        rows = _rows(columns)
        degenerate = np.zeros(rows, dtype=bool)
        for sides in () if self.question.answers in {*EXPRESSIONS, COMPLEX} else self._sides(columns):
            degenerate |= sides.degenerate(rows)
        return Outcome(np.where(degenerate, Verdict.DEGENERATE, Verdict.UNPARSED).astype(np.uint8), columns)

    def expected(self, judged: Outcome) -> list[tuple[Value, Value]]:
        """Numerator and denominator of each part of the one solution; denominator 0 where there is none."""
        if judged.columns is None or self.question.answers in {*EXPRESSIONS, TARGET}:
            # Of calculations that come to a number there are many.
            return [(0, 0)]
        if self.question.answers == COMPLEX:
            real, imaginary, below = complex_numbers.parts_of(fraction_of(self.question.left, judged.columns))
            return [(real, below), (imaginary, below)]
        rows, parts = judged.codes.shape, []
        for sides in self._sides(judged.columns):
            above, below = sides.solution(rows)
            parts.append((above, np.where((judged.codes == Verdict.DEGENERATE) | sides.doubted(rows), 0, below)))
        return parts

    def found(self, judged: Outcome) -> list[tuple[Value, Value]]:
        """Numerator and denominator of each part of the answer claimed; denominator 0 where there is none."""
        if judged.columns is None or not self._fits or self.question.answers in EXPRESSIONS:
            return [(0, 0)]
        claim = self.reading.claims[0]
        if self.question.answers == COMPLEX:
            real, imaginary, below = complex_numbers.parts_of(fraction_of(claim.tree, judged.columns))
            return [(real, below), (imaginary, below)]
        values = [fraction_of(each.tree, judged.columns) for each in (claim, *claim.further)]
        return [(value.numerator[0], value.denominator[0]) for value in values]

    def bound(self, columns: Columns) -> int:
        """What no intermediate result exceeds while no number exceeds that of the columns (of one row)."""
        plus = operator.add
        if self.question.answers in LISTS:
            trees = [*listed_numbers(self.question.left), *(each.tree for each in self._said)]
            parts = [fraction_of(each, columns, plus) for each in trees]
            above, below = (
                sum(int(each[0]) for each in side)
                for side in zip(*((part.numerator, part.denominator) for part in parts), strict=True)
            )
            return (above + 1) * (below + 1) * 4
        fractions = [fraction_of(each.tree, columns, plus) for each in self._said]
        if self.question.answers == COMPLEX:
            return complex_numbers.bound([fraction_of(self.question.left, columns, plus), *fractions])
        if self.question.answers in EXPRESSIONS:
            asked = fraction_of(self.question.left, columns, plus)
            return int(
                max(sum(difference(one, other, plus)) for one in (asked, *fractions) for other in (asked, *fractions))
            )
        several = self._sides(columns, plus)
        magnitudes = [sides.magnitude(claim) for sides in several for claim in (*fractions, Fraction([1], [1]))]
        magnitudes += [sum(difference(fractions[0], other, plus)) for other in fractions]
        return int(max(magnitudes))


class QuestionSides:
    """Both sides of a question as fractions of polynomials in the unknown."""

    def __init__(self, question: Question, columns: Columns, minus: Minus = operator.sub) -> None:
        left, right = fraction_of(question.left, columns, minus), fraction_of(question.right, columns, minus)
        self.difference = difference(left, right, minus)
        self._scale = left.denominator[0] * right.denominator[0]
        self.divisors = (*left.divisors, *right.divisors)
        self._doubts = (*left.doubts, *right.doubts)

    def satisfied_by(self, claim: Fraction, rows: tuple[int, ...]) -> Holding:
        """Whether the claim in place of the unknown makes both sides equal, and nothing is divided by 0."""
        holds = zero(at(self.difference, claim), rows) & ~zero(claim.denominator[0], rows)
        for divisor in self.divisors:
            holds &= ~zero(at(divisor, claim), rows)
        return holds

    @property
    def rising(self) -> Holding:
        """Whether the left side grows over the right one with the unknown; both are linear in it."""
        slope = self.difference[1] if len(self.difference) > 1 else 0
        return np.asarray(slope * np.sign(self._scale) > 0, dtype=bool)

    def bounded_by(self, claim: Claim, value: Fraction, answers: str) -> Holding:
        """Whether the numbers of an inequality are just those that make the left side less, or no more, than the right.

        Both sides are equal at the number in it, and beyond it on the one side the left one is the larger.
        """
        above, included = SIGNS[claim.choice]
        edge = np.asarray(at(self.difference, value) == 0, dtype=bool)
        found: Holding = edge & (self.rising != above) & (included == (answers == AT_MOST))
        return found

    def complete(self, claims: list[Fraction], rows: tuple[int, ...]) -> Holding:
        """Whether the claims are all the real roots there are."""
        found = np.ones(rows, dtype=bool)
        different = np.zeros(rows, dtype=np.int64)
        for place, claim in enumerate(claims):
            found &= self.satisfied_by(claim, rows)
            new = np.ones(rows, dtype=bool)
            for other in claims[:place]:
                new &= ~zero(difference(claim, other)[0], rows)
            different += new
        if any(len(divisor) > 1 for divisor in self.divisors):
            # What was multiplied out may have roots that divide by 0; each that does not is taken as it is.
            return found
        complete: Holding = found & (different == self._roots(rows))
        return complete

    def _roots(self, rows: tuple[int, ...]) -> npt.NDArray[np.int64]:
        """How many real roots there are; of higher powers than the square the most there can be."""
        roots = np.zeros(rows, dtype=np.int64)
        for power, coefficient in enumerate(self.difference):
            roots = np.where(zero(coefficient, rows), roots, power)
        if len(self.difference) > 2:
            none, linear, square = self.difference[:3]
            discriminant = linear * linear - 4 * none * square
            touches = zero(discriminant, rows)
            roots = np.where((roots == 2) & touches, 1, roots)
            # a*x^n + c has one root where n is odd.
            odd = _all_zero(self.difference[1:-1], rows) & (roots == len(self.difference) - 1) & (roots % 2 == 1)
            roots = np.where(odd, 1, roots)
        return roots

    @property
    def _is_square(self) -> bool:
        return len(self.difference) > 2

    def degenerate(self, rows: tuple[int, ...]) -> Holding:
        """Whether the unknown drops out (all numbers satisfy it, or none), or a divisor is 0 in any case."""
        found = _all_zero(self.difference[1:], rows)
        for divisor in self.divisors:
            found |= _all_zero(divisor, rows)
        return found

    def doubted(self, rows: tuple[int, ...]) -> Holding:
        """Where two people would read the question differently, or its value is no fraction."""
        found = np.zeros(rows, dtype=bool)
        for doubt in self._doubts:
            found |= doubt
        return found

    def solution(self, rows: tuple[int, ...]) -> tuple[Value, Value]:
        """The one solution where the difference is linear; denominator 0 where it is not, and where there is none.

        0/x = 3 has none: the one number that could be it makes a divisor 0.
        """
        # A constant may exceed 64 bits though all numbers that are written are small: 24!.
        large = any(isinstance(each, int) and abs(each) >= 1 << 62 for each in self.difference[:2])
        nothing = np.zeros(rows, dtype=object if large else np.int64)
        if len(self.difference) == 1 or not _all_zero(self.difference[2:], rows).all():
            return nothing, nothing
        above, below = -(self.difference[0] + nothing), self.difference[1] + nothing
        in_it = [divisor for divisor in self.divisors if len(divisor) > 1]
        if in_it:
            only = Fraction([above], [np.where(below == 0, 1, below)])
            for divisor in in_it:
                below = np.where(zero(at(divisor, only), rows), 0, below)
        return above, below

    def magnitude(self, claim: Fraction) -> int:
        """The largest value that substituting the claim can take."""
        polynomials = (self.difference, *self.divisors)
        discriminant = self.difference[1] ** 2 + 4 * self.difference[0] * self.difference[2] if self._is_square else 0
        return max(
            int(discriminant), *(int(at(polynomial, claim)) + int(sum(polynomial)) for polynomial in polynomials)
        )


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
    if OPERATIONS[tree.operator].raised is not None:
        exponent = max(1, exponent_of(tree.right, powers))
        if tree.operator == "!":
            # n! has no more than n times the digits of n.
            return load(tree.right, times * exponent, powers, loads)
        return load(tree.left, times * exponent, powers, loads)
    return load(tree.left, times, powers, loads) + load(tree.right, times, powers, loads)


def _unfinished(claim: Claim, columns: Columns, rows: tuple[int, ...]) -> Holding:
    """Whether a fraction is not in lowest terms, or whole: 8/2 for 4, 10/12 for 5/6 are calculations left undone."""
    if any(each.decimal for each in claim.numerals):
        return np.ones(rows, dtype=bool)
    above, below = (fraction_of(each, columns).numerator[0] for each in claim.numerals)
    return np.asarray((np.gcd(above, below) != 1) | (below == 1), dtype=bool)


def _rows(columns: Columns) -> tuple[int, ...]:
    return np.shape(columns.values[0]) if columns.values else (1,)


def _all_zero(polynomial: Polynomial, rows: tuple[int, ...]) -> Holding:
    found = np.ones(rows, dtype=bool)
    for coefficient in polynomial:
        found &= zero(coefficient, rows)
    return found


def zero(value: Any, rows: tuple[int, ...]) -> Holding:
    """Where a column, or one number for all rows, is 0."""
    return np.asarray(value == 0, dtype=bool) if np.shape(value) == rows else np.full(rows, bool(value == 0))
