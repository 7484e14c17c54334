"""What a text of a form says in plain lines, and what must be so for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage, in_a_row, together
from pairwright.verify.answers.statements import tree_at
from pairwright.verify.questions.trees import Numeral, Operation, Scale, Tree, unknowns


class Unfolded(NamedTuple):
    """A passage told in plain lines.

    Attributes:
        passage: the lines.
        conditions: what must be so for them to say the same.
    """

    passage: Passage
    conditions: tuple[Condition, ...] = ()


def all_among(runs: int, known: Iterable[int]) -> tuple[Condition, ...]:
    """That every number of the question is one of these.

    Args:
        runs: how many numbers the question has.
        known: the runs.
    """
    among = tuple(known)
    return tuple(Condition(run, among) for run in range(runs))


def the_answer(number: Passage) -> Passage:
    """That a number is the answer."""
    return together(["The answer is ", number])


def by_lines(parts: Iterable[Passage]) -> Iterator[Passage | str]:
    """Parts, each on a line of its own."""
    for place, part in enumerate(parts):
        yield from ("\n", part) if place else (part,)


def equal(left: Passage, right: Passage) -> Condition | None:
    """That two calculations, put together from anywhere, come to the same; None where one of them is none."""
    sides = _counted(left), _counted(right)
    return None if sides[0] is None or sides[1] is None else Condition(0, same=(sides[0], sides[1]))


def _counted(part: Passage) -> Tree | None:
    """The tree of a calculation, its runs of digits counted through the whole text."""
    tree = tree_at(part.text.replace("**", "^"))
    if tree is None or unknowns(tree):
        return None
    return _placed(tree, part)


def _placed(tree: Tree, part: Passage) -> Tree | None:
    if isinstance(tree, Operation):
        left, right = _placed(tree.left, part), _placed(tree.right, part)
        return None if left is None or right is None else Operation(tree.operator, left, right)
    if not isinstance(tree, (Numeral, Scale)):
        return tree
    count = tree.groups + tree.decimal if isinstance(tree, Numeral) else 1
    runs = part.runs[tree.index : tree.index + count]
    return replace(tree, index=runs[0]) if len(runs) == count and in_a_row(runs) else None
