"""One text at a time, in Python's integers: for shapes that few texts share.

Columns pay where texts are many; for a single one they cost ten times as much as they do.  What is not plain
arithmetic on numbers of moderate length is left to the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from typing import NamedTuple

from pairwright.verify.answers.numbers import Claim, Condition
from pairwright.verify.columns.lifting import Shape
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Scale, Tree, Unknown
from pairwright.verify.verdict import Reason, Verdict

# Shapes of more texts go through columns.
FEW = 4
# Longer numbers might make a result too long to work with.
MAX_DIGITS = 18
# The least number of so many digits that does not begin with a 0 too many.
_LEAST = (0, 0, *(10**digits for digits in range(1, MAX_DIGITS)))
Ratio = tuple[int, int]


class Numbers(NamedTuple):
    """The runs of digits of one text.

    Attributes:
        values: what they are as numbers.
        widths: how many digits they have.
    """

    values: Sequence[int]
    widths: Sequence[int]


@dataclass(frozen=True)
class Single:
    """What is said of one text.

    Attributes:
        verdict: of its answer.
        expected: the answer, numerator and denominator; None if there is none.
        found: the answer given.
    """

    verdict: Verdict
    expected: Ratio | None
    found: Ratio | None


class UnwrittenError(ValueError):
    """A number is written as no numbers are: 007, 1,00."""


def value_of(tree: Tree, numbers: Numbers, first: int = 0, unknown: Ratio | None = None) -> Ratio:
    """Numerator and denominator of a plain tree; denominator 0 where something is divided by 0.

    Args:
        tree: as parsed.
        numbers: of the text.
        first: which run is the first that the tree counts.
        unknown: what stands for the unknown.

    Raises:
        UnwrittenError: a number is written as no numbers are.
    """
    if isinstance(tree, Numeral):
        return _written(tree, numbers, first)
    if isinstance(tree, Operation):
        if tree.summands is not None:
            return _added_up(tree.summands, numbers, first), 1
        return _combined(
            tree.operator, value_of(tree.left, numbers, first, unknown), value_of(tree.right, numbers, first, unknown)
        )
    if isinstance(tree, Unknown):
        if unknown is None:
            raise UnwrittenError
        return unknown
    if isinstance(tree, Scale):
        return 10 ** numbers.widths[first + tree.index], 1
    return (tree.value if isinstance(tree, Constant) else 0), 1


def _added_up(summands: Sequence[tuple[int, int]], numbers: Numbers, first: int) -> int:
    """The sum of whole numbers with their signs, which most calculations are: half the time of a tree's."""
    values, widths = numbers
    total = 0
    for run, sign in summands:
        value = values[first + run]
        if value < _LEAST[widths[first + run]]:
            raise UnwrittenError
        total += sign * value
    return total


def _combined(operator: str, left: Ratio, right: Ratio) -> Ratio:
    (above, below), (top, bottom) = left, right
    if operator == "*":
        return above * top, below * bottom
    if operator == "/":
        return (above * bottom, below * top) if bottom else (1, 0)
    if operator == "-":
        top = -top
    if below == bottom:
        return above + top, below
    return above * bottom + top * below, below * bottom


def _written(numeral: Numeral, numbers: Numbers, first: int) -> Ratio:
    index, groups = first + numeral.index, numeral.groups
    values, widths = numbers.values, numbers.widths
    value = values[index] if groups else 0
    if groups:
        width = widths[index]
        if width > numeral.padded if numeral.padded else width > 1 and value < 10 ** (width - 1):
            raise UnwrittenError
        if groups > 1:
            if width > 3 or not value or any(widths[index + group] != 3 for group in range(1, groups)):
                raise UnwrittenError
            for group in range(1, groups):
                value = value * 1000 + values[index + group]
    if not numeral.decimal:
        return value, 1
    scale = 10 ** widths[index + groups]
    return value * scale + values[index + groups], scale


def few(shape: Shape) -> list[Numbers] | None:
    """The numbers of each text of a shape; None where there are many texts, or long numbers."""
    if shape.rows.size > FEW or shape.longest_here > MAX_DIGITS:
        return None
    return [Numbers(values, widths) for values, widths in shape.each]


def claimed(tree: Tree, numbers: Numbers) -> Ratio | None:
    """The value of a claim that may be written as no number is; None if it is."""
    try:
        return value_of(tree, numbers)
    except UnwrittenError:
        return None


def met(conditions: Sequence[Condition], numbers: Numbers) -> bool:
    """Whether all conditions are met."""
    values, widths = numbers.values, numbers.widths
    for each in conditions:
        if each.either:
            if not any(met(option, numbers) for option in each.either):
                return False
            continue
        if each.same is not None and holds(*each.same, numbers, 0, None) is not Reason.HOLDS:
            return False
        value, width = values[each.run], widths[each.run]
        if any(values[run] == value and widths[run] == width for run in each.apart):
            return False
        if each.among and not any(values[run] == value and widths[run] == width for run in each.among):
            return False
        if (each.number >= 0 and value != each.number) or (each.width and width != each.width):
            return False
    return True


def judged(question: Question, claims: Sequence[Claim], numbers: Numbers) -> Single:
    """What is said of the answer to something to be worked out, all of it plain."""
    try:
        expected = value_of(question.left, numbers)
        found = [value_of(claim.tree, numbers) for claim in claims]
    except UnwrittenError:
        return Single(Verdict.UNPARSED, None, None)
    if not expected[1]:
        return Single(Verdict.DEGENERATE, None, found[0] if found and found[0][1] else None)
    if not _counted(question.counts, expected):
        return Single(Verdict.UNPARSED, None, None)
    if not found or any(not other[1] or not _same(found[0], other) for other in found):
        return Single(Verdict.UNPARSED, expected, None)
    right = _same(found[0], expected)
    if right and any(_unfinished(claim, numbers) for claim in claims if claim.fraction):
        return Single(Verdict.UNPARSED, expected, None)
    return Single(Verdict.RIGHT if right else Verdict.WRONG, expected, found[0])


def _counted(counts: str, answer: Ratio) -> bool:
    """Whether the answer is one of what `Question.counts` says: no -3 of anything, no 17/5 of a box."""
    above, below = answer
    if counts in {"things", "whole"} and above % below:
        return False
    return counts in {"", "whole"} or above * below >= 0


def _same(one: Ratio, other: Ratio) -> bool:
    return one[0] * other[1] == other[0] * one[1]


def _unfinished(claim: Claim, numbers: Numbers) -> bool:
    """Whether a fraction is not in lowest terms, or whole."""
    if any(each.decimal for each in claim.numerals):
        return True
    above, below = (_written(each, numbers, 0)[0] for each in claim.numerals)
    return gcd(above, below) != 1 or below == 1


def holds(left: Tree, right: Tree, numbers: Numbers, first: int, unknown: Ratio | None) -> Reason:
    """HOLDS where both sides are equal, FAILS where they are not, UNREAD where a number is none."""
    try:
        one, other = value_of(left, numbers, first, unknown), value_of(right, numbers, first, unknown)
    except UnwrittenError:
        return Reason.UNREAD
    return Reason.HOLDS if one[1] and other[1] and _same(one, other) else Reason.FAILS
