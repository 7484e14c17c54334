"""Both sides of an equation on columns of numbers: what makes them equal, and how many numbers do."""

from __future__ import annotations

import operator

import numpy as np

from pairwright.verify.answer_types.inequalities import AT_MOST, SIGNS
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.exact.algebra import Columns, fraction_of
from pairwright.verify.exact.polynomials import Fraction, Minus, Value, at, difference
from pairwright.verify.exact.roots import (
    CUBIC,
    Holding,
    all_zero,
    discriminant_of_cube,
    real_roots,
    without_roots,
    zero,
)
from pairwright.verify.questions.trees import Question

# What must be whole (`Question.counts`).
_WHOLE = frozenset(["things", "whole"])


class QuestionSides:
    """Both sides of a question as fractions of polynomials in the unknown."""

    def __init__(self, question: Question, columns: Columns, minus: Minus = operator.sub) -> None:
        left, right = fraction_of(question.left, columns, minus), fraction_of(question.right, columns, minus)
        self.difference = difference(left, right, minus)
        self._scale = left.denominator[0] * right.denominator[0]
        self.divisors = (*left.divisors, *right.divisors)
        self._doubts = (*left.doubts, *right.doubts)
        self._counts = question.counts

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
        every = different == real_roots(self.difference, rows)
        if len(self.difference) > CUBIC:
            every |= real_roots(without_roots(self.difference, claims, rows), rows) == 0
        complete: Holding = found & every
        return complete

    @property
    def _is_square(self) -> bool:
        return len(self.difference) > 2

    def degenerate(self, rows: tuple[int, ...]) -> Holding:
        """Whether the unknown drops out (all numbers satisfy it, or none), or a divisor is 0 in any case."""
        found = all_zero(self.difference[1:], rows)
        for divisor in self.divisors:
            found |= all_zero(divisor, rows)
        return found

    def doubted(self, rows: tuple[int, ...]) -> Holding:
        """Where two people would read the question differently, or its value is no fraction or none of what it counts."""
        found = np.zeros(rows, dtype=bool)
        for doubt in self._doubts:
            found |= doubt
        return found | self._uncounted(rows) if self._counts else found

    def _uncounted(self, rows: tuple[int, ...]) -> Holding:
        """Where the solution is none that `Question.counts` allows: -3 of anything, 17/5 of a box."""
        above, below = self.solution(rows)
        found: Holding = np.asarray((above * np.sign(below) < 0) & (self._counts != "whole"), dtype=bool)
        if self._counts in _WHOLE:
            found |= np.asarray(above % np.where(below == 0, 1, below) != 0, dtype=bool)
        found &= np.asarray(below != 0, dtype=bool)
        return found

    def counted(self, counts: str, rows: tuple[int, ...]) -> Holding:
        """Whether the solution is whole where it must be (`Question.counts`): no 17/5 of a box."""
        if counts not in _WHOLE:
            return np.ones(rows, dtype=bool)
        above, below = self.solution(rows)
        whole: Holding = above % np.where(below == 0, 1, below) == 0
        return whole

    def solution(self, rows: tuple[int, ...]) -> tuple[Value, Value]:
        """The one solution where the difference is linear; denominator 0 where it is not, and where there is none.

        0/x = 3 has none: the one number that could be it makes a divisor 0.
        """
        # A constant may exceed 64 bits though all numbers that are written are small: 24!.
        large = any(isinstance(each, int) and abs(each) >= 1 << 62 for each in self.difference[:2])
        nothing = np.zeros(rows, dtype=object if large else np.int64)
        if len(self.difference) == 1 or not all_zero(self.difference[2:], rows).all():
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
        if len(self.difference) >= CUBIC:
            discriminant = max(discriminant, discriminant_of_cube(self.difference[:CUBIC], operator.add))
        return max(
            int(discriminant), *(int(at(polynomial, claim)) + int(sum(polynomial)) for polynomial in polynomials)
        )
