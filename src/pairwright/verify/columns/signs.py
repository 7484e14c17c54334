"""Signs told apart from what a text says: texts that differ in signs alone are judged together.

`3+5-2` and `3-5+2` are both a sum of three numbers, of which some are negative.  A chain of six terms has 32 such
shapes, and to judge a shape takes 0.3 ms, as long as two thousand texts of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.questions.trees import Numeral, Operation, Question, Scale, Tree, Zero


def signs_apart(question: Question, reading: Reading) -> tuple[Question, Reading, frozenset[int]]:
    """The same with plus for minus before numbers, and the runs of digits that are negative therefore.

    A run must be whole, plain, and negative wherever it stands; others stay as they are.

    >>> asked = Question(Operation("-", Numeral(0), Numeral(1)), Numeral(2))
    >>> changed, _, negative = signs_apart(asked, Reading())
    >>> changed.left.operator, sorted(negative)
    ('+', [1])
    """
    if reading.conditions:
        return question, reading, frozenset()
    plus: set[int] = set()
    minus: set[int] = set()
    claims = [each for claim in reading.claims for each in (claim, *claim.further)]
    equations = [side for each in reading.equations for side in each.absolute]
    for tree in (*_sides(question), *(each.tree for each in claims), *equations):
        _sort(tree, plus, minus, negative=False)
    for claim in claims:
        if claim.fraction:
            plus.update(each.index for each in claim.numerals)
    negative = frozenset(minus - plus)
    if not negative or any(each.first for each in reading.equations):
        return question, reading, frozenset()
    return _of_question(question, negative), _of_reading(reading, negative), negative


def _sides(question: Question) -> Iterable[Tree]:
    return (side for sides in question.equations for side in sides)


def _sort(tree: Tree, plus: set[int], minus: set[int], *, negative: bool) -> None:
    """Put the runs of a tree to those that stand behind a minus, and those that do not, or are parts of numbers."""
    if isinstance(tree, Operation):
        _sort(tree.left, plus, minus, negative=False)
        _sort(tree.right, plus, minus, negative=tree.operator == "-")
    elif isinstance(tree, Numeral):
        runs = range(tree.index, tree.index + tree.groups + tree.decimal)
        (minus if negative and len(runs) == 1 and not tree.decimal else plus).update(runs)
    elif isinstance(tree, Scale):
        plus.add(tree.index)


def _of_question(question: Question, negative: frozenset[int]) -> Question:
    further = tuple((_turned(left, negative), _turned(right, negative)) for left, right in question.further)
    left, right = _turned(question.left, negative), _turned(question.right, negative)
    return replace(question, left=left, right=right, further=further)


def _of_reading(reading: Reading, negative: frozenset[int]) -> Reading:
    claims = tuple(_of_claim(each, negative) for each in reading.claims)
    equations = (
        each._replace(left=_turned(each.left, negative), right=_turned(each.right, negative))
        for each in reading.equations
    )
    return replace(reading, claims=claims, equations=tuple(equations))


def _of_claim(claim: Claim, negative: frozenset[int]) -> Claim:
    further = tuple(_of_claim(each, negative) for each in claim.further)
    return replace(claim, tree=_turned(claim.tree, negative), further=further)


def _turned(tree: Tree, negative: frozenset[int]) -> Tree:
    if not isinstance(tree, Operation):
        return tree
    left, right = _turned(tree.left, negative), _turned(tree.right, negative)
    if tree.operator == "-" and isinstance(tree.right, Numeral) and tree.right.index in negative:
        return right if isinstance(left, Zero) else Operation("+", left, right)
    return Operation(tree.operator, left, right)
