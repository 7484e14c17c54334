"""What must be known of a question to find its answer in a text."""

from __future__ import annotations

from functools import lru_cache

from pairwright.verify.answers.named import quantities
from pairwright.verify.answers.prose import things_of, words_of
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.voices import PEOPLE
from pairwright.verify.answers.words import ASKED_FOR, OPERATING
from pairwright.verify.questions.trees import Operation, Question, Tree, Unknown, is_percent

# Stories of all names and things, a few kB each at most.
_MAX_QUESTIONS = 16_384


@lru_cache(maxsize=_MAX_QUESTIONS)
def wanted(shape: str, question: Question, extract: str) -> Wanted:
    """What to look for as the answer to a question that was read.

    Args:
        shape: its text.
        question: as it was read.
        extract: where the answer must stand.
    """
    counts = question.counts in {"things", "amount"}
    named = quantities(shape, _operators(question), several=counts or question.unknown != "?")
    operating = OPERATING & words_of(shape)
    things = things_of(shape) | PEOPLE if counts else frozenset()
    return Wanted(
        shape,
        shape.count("0"),
        question.unknown,
        sum(_operations(side) for sides in question.equations for side in sides),
        parted=bool(question.parts),
        letters=question.letters,
        operating=operating,
        extract=extract,
        operator=_operator(question),
        several=_degree(question) > 1,
        answers=question.answers,
        things=things,
        beside=things_of(shape) | things | operating | words_of(" ".join(named or ())),
        quantities=named,
        rounded=question.precision is not None,
        percent=any(is_percent(side) for side in (question.left, question.right)),
    )


@lru_cache(maxsize=_MAX_QUESTIONS)
def wanted_by_answer(shape: str, extract: str) -> Wanted:
    """What to look for as the answer to a question that was not read, its answer stated."""
    things = things_of(shape) | PEOPLE | ASKED_FOR
    named = quantities(shape, frozenset(), several=True)
    return Wanted(
        shape, shape.count("0"), "?", extract=extract, told=True, things=things, beside=things, quantities=named
    )


def _operator(question: Question) -> str:
    """The last operation of what is to be worked out."""
    worked_out = question.right == Unknown("?") and isinstance(question.left, Operation)
    return question.left.operator if worked_out and isinstance(question.left, Operation) else ""


def _operators(question: Question) -> frozenset[str]:
    """The operations of a question."""
    return frozenset(each for sides in question.equations for side in sides for each in _signs(side))


def _signs(tree: Tree) -> set[str]:
    return {tree.operator} | _signs(tree.left) | _signs(tree.right) if isinstance(tree, Operation) else set()


def _operations(tree: Tree) -> int:
    return 1 + _operations(tree.left) + _operations(tree.right) if isinstance(tree, Operation) else 0


def _degree(question: Question) -> int:
    """The highest power of the unknown, or more."""
    return max(_power(side) for side in (question.left, question.right))


def _power(tree: Tree) -> int:
    if not isinstance(tree, Operation):
        return isinstance(tree, Unknown)
    left, right = _power(tree.left), _power(tree.right)
    if tree.operator == "^":
        return 2 * left
    return left + right if tree.operator in {"*", "/"} else max(left, right)
