"""The calculations given beside an answer: whether what is said to be equal is so.

The reason is judged apart from the answer.  Only a statement that was read whole can fail; numbers that
are written as no numbers are, or would take too long, leave it unread.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pairwright.verify.answers.claims import Equation
from pairwright.verify.columns.lifting import Shape
from pairwright.verify.exact.algebra import Columns, fraction_of
from pairwright.verify.exact.polynomials import difference
from pairwright.verify.exact.roots import zero
from pairwright.verify.exact.sides import QuestionSides
from pairwright.verify.judging import Codes, Outcome, load
from pairwright.verify.numerals import OfNumerals
from pairwright.verify.questions.trees import Question, Tree, is_plain
from pairwright.verify.shapes import ShapeJudge
from pairwright.verify.single import Numbers, claimed, holds
from pairwright.verify.verdict import Reason

# Most statements are of a few forms.
_MAX_JUDGES = 4096


@dataclass(frozen=True, eq=False)
class Equality(OfNumerals):
    """Two sides said to be equal, judged for all texts of a shape.

    Attributes:
        left: may hold an unknown, as may the other.
        right: the same.
        claim: what stands for the unknown.
    """

    left: Tree
    right: Tree
    claim: Tree | None = None

    def loads(self, powers: Mapping[int, int]) -> tuple[Mapping[int, int], int]:
        """How many times each run can be a factor of a result, and the largest power of the unknown."""
        loads: Counter[int] = Counter()
        degree = sum(load(tree, 1, powers, loads) for tree in (self.left, self.right))
        if self.claim is not None:
            load(self.claim, max(1, degree), powers, loads)
        return loads, degree

    def bound(self, columns: Columns) -> int:
        """What no intermediate result exceeds while no number exceeds that of the columns (of one row)."""
        plus = operator.add
        left, right = fraction_of(self.left, columns, plus), fraction_of(self.right, columns, plus)
        if self.claim is None:
            return int(sum(difference(left, right, plus)))
        return QuestionSides(Question(self.left, self.right), columns, plus).magnitude(
            fraction_of(self.claim, columns, plus)
        )

    def judged(self, columns: Columns) -> Outcome:
        """`Reason.HOLDS` or `Reason.FAILS` for the rows of the numbers' columns."""
        if self.claim is not None:
            found = fraction_of(self.claim, columns)
            rows = np.shape(columns.values[0])
            holds = QuestionSides(Question(self.left, self.right), columns).satisfied_by(found, rows)
        else:
            left, right = fraction_of(self.left, columns), fraction_of(self.right, columns)
            rows = np.shape(columns.values[0])
            holds = zero(difference(left, right)[0], rows)
            for divisor in (*left.divisors, *right.divisors):
                holds &= ~zero(divisor[0], rows)
        return Outcome(np.where(holds, Reason.HOLDS, Reason.FAILS).astype(np.uint8), columns)

    def unread(self, count: int) -> Outcome:
        """What is said of rows whose numbers cannot be read."""
        return Outcome(np.full(count, Reason.UNREAD, dtype=np.uint8), None)

    @property
    def _trees(self) -> list[Tree]:
        return [self.left, self.right, *([] if self.claim is None else [self.claim])]


@lru_cache(maxsize=_MAX_JUDGES)
def _judge(left: Tree, right: Tree, claim: Tree | None, runs: int) -> ShapeJudge[Equality]:
    """The judge in columns of what is said to be equal in a text of so many runs of digits."""
    return ShapeJudge(Equality(left, right, claim), runs)


def statement(equation: Equation, shape: str, claim: Tree | None = None) -> Equation | None:
    """What is said to be equal in a shape; None where it cannot be judged: an unknown, and nothing to stand for it."""
    if not equation.unknown:
        return equation
    if claim is None:
        return None
    left, right = equation.absolute
    return Equation(left, right, shape, 0, unknown=True, plain=equation.plain and is_plain(claim), claim=claim)


def reasons(statements: Sequence[Equation], *, unread: bool, shape: Shape, numbers: Sequence[Numbers] | None) -> Codes:
    """The `Reason` codes (uint8) of the texts of a shape.

    Args:
        statements: what they say is equal.
        unread: whether there was more that was not read.
        shape: the texts.
        numbers: of each of them, where they are few.
    """
    if not statements or numbers is None or not all(each.plain for each in statements):
        return _in_columns(statements, unread=unread, shape=shape)
    return np.array([_of_one(statements, each, unread=unread) for each in numbers], dtype=np.uint8)


def same_numbers(left: Tree, right: Tree, shape: Shape) -> npt.NDArray[np.bool_]:
    """Where two calculations on the numbers of a shape's texts come to the same."""
    found = np.zeros(shape.rows.size, dtype=bool)
    for rows, judged in _judge(left, right, None, shape.text.count("0")).judged(shape):
        found[rows] = judged.codes == Reason.HOLDS
    return found


def _of_one(statements: Sequence[Equation], numbers: Numbers, *, unread: bool) -> Reason:
    """The reason of one text."""
    found = Reason.UNREAD if unread else Reason.HOLDS
    for each in statements:
        claim = None if each.claim is None else claimed(each.claim, numbers)
        said = holds(each.left, each.right, numbers, each.first, claim)
        if said is Reason.FAILS:
            return said
        found = max(found, said)
    return found


def _in_columns(statements: Sequence[Equation], *, unread: bool, shape: Shape) -> Codes:
    if not statements:
        return np.full(shape.rows.size, Reason.UNREAD if unread else Reason.NONE, dtype=np.uint8)
    fails = np.zeros(shape.rows.size, dtype=bool)
    unsure = np.full(shape.rows.size, unread)
    for each in statements:
        part = shape.part(each.text, each.first)
        for rows, judged in _judge(each.left, each.right, each.claim, part.count).judged(part):
            fails[rows] |= judged.codes == Reason.FAILS
            unsure[rows] |= judged.codes == Reason.UNREAD
    found = np.full(shape.rows.size, Reason.HOLDS, dtype=np.uint8)
    found[unsure] = Reason.UNREAD
    found[fails] = Reason.FAILS
    return found
