"""One shape's question and claims, compiled, and judged on columns of numbers."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pairwright.verify.answer_types import complex_numbers
from pairwright.verify.answer_types.choices import suits
from pairwright.verify.answer_types.complex_numbers import COMPLEX
from pairwright.verify.answer_types.expressions import EXPRESSIONS, same, unfinished
from pairwright.verify.answer_types.inequalities import AT_MOST, INEQUALITIES
from pairwright.verify.answer_types.lists import LISTS, Right, items_of, listed_numbers, satisfied
from pairwright.verify.answer_types.targets import TARGET, reached
from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.exact.algebra import Columns, exponent_of, fraction_of
from pairwright.verify.exact.polynomials import Fraction, Minus, Value, difference
from pairwright.verify.exact.roots import Holding, zero
from pairwright.verify.exact.sides import QuestionSides
from pairwright.verify.numerals import OfNumerals
from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.trees import Numeral, Operation, Question, Scale, Tree, Unknown
from pairwright.verify.verdict import Verdict

Codes = npt.NDArray[np.uint8]


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
class Judge(OfNumerals):
    """A question with the claims made about it, for all texts of one shape."""

    question: Question
    reading: Reading

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

    @property
    def _stated(self) -> Sequence[Tree]:
        return () if self.question.states is None else self.question.states[1]

    @cached_property
    def _trees(self) -> list[Tree]:
        unit = [] if self.question.precision is None else [self.question.precision.unit]
        sides = (tree for sides in self.question.equations for tree in sides)
        return [*sides, *unit, *(each.tree for each in self._said)]

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
        if self.question.precision is not None:
            from pairwright.verify.answer_types.precise import precisely_judged

            return Outcome(precisely_judged(self.question, self.reading, columns), columns)
        for kinds, judge in (
            (EXPRESSIONS, self._expressions),
            ({COMPLEX}, self._complex),
            (LISTS, self._listed),
            (INEQUALITIES, self._inequalities),
            ({TARGET}, self._calculations),
        ):
            if self.question.answers in kinds:
                return judge(columns)
        return self._numbers(columns)

    def _numbers(self, columns: Columns) -> Outcome:
        """The verdicts where numbers are asked for, one for each equation or all roots of one."""
        rows = _rows(columns)
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
            if self.question.otherwise is not None:
                less_usual = QuestionSides(Question(self.question.otherwise, self.question.right), columns)
                unclear |= less_usual.satisfied_by(values[0], rows) & ~satisfied
            right &= satisfied
            for claim, other in zip(claims, values, strict=True):
                apart = ~zero(difference(values[0], other)[0], rows) & (not self.reading.together)
                unclear |= apart | zero(other.denominator[0], rows)
                if claim.fraction:
                    unclear |= right & _unfinished(claim, columns, rows)
            unclear |= sides.doubted(rows) | ~sides.counted(self.question.counts, rows)
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
        said = [satisfied(self.question.answers, right, items_of(claim, columns)) for claim in self.reading.claims]
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
        values = [each for claim in claims for each in items_of(claim, judged.columns)]
        found = [(value.numerator[0], value.denominator[0]) for value in values]
        return expected or [(0, 0)], found or [(0, 0)]

    def _sides(self, columns: Columns, minus: Minus = operator.sub) -> list[QuestionSides]:
        counts = self.question.counts
        return [QuestionSides(Question(*sides, counts=counts), columns, minus) for sides in self.question.equations]

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
        if self.question.precision is not None:
            from pairwright.verify.answer_types.precise import expected_of

            return expected_of(self.question, judged.columns)
        if self.question.answers == COMPLEX:
            real, imaginary, below = complex_numbers.parts_of(fraction_of(self.question.left, judged.columns))
            return [(real, below), (imaginary, below)]
        rows, parts = judged.codes.shape, []
        for sides in self._sides(judged.columns):
            above, below = sides.solution(rows)
            none = (
                (judged.codes == Verdict.DEGENERATE) | sides.doubted(rows) | ~sides.counted(self.question.counts, rows)
            )
            parts.append((above, np.where(none, 0, below)))
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
