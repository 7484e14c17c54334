"""What is looked for in a completion, what was found, and the number that stands at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pairwright.verify.answers.claims import CLOSE, OPEN, Equation
from pairwright.verify.answers.extraction import AUTO
from pairwright.verify.answers.numbers import Condition, Read, number_at
from pairwright.verify.answers.pieces import MATHEMATICS, Page
from pairwright.verify.answers.statements import tree_at, trimmed
from pairwright.verify.questions.trees import unknowns

# Equations, which pieces were read whole, and whether more is said to be equal.
Said = tuple[list[Equation], set[int], bool]
MAX_CLAIMS = 20
_MAX_SIDES = 20
STRETCH = re.compile(MATHEMATICS + r"|[ \t]+(?=[A-Za-z0()+*/÷^=-]))+")
NAMED = re.compile(r"[ \t]*([A-Za-z])[ \t]*=[ \t]*")
_GOES_ON = re.compile(r"(?!(?:[ \t]|(?<=[ \t]))-[ \t][A-Za-z]{2})[ \t]*(?:[-+*/÷^=<>≤≥≠≈±%‰°²³⁴⁵⁶⁷⁸⁹]|\\)")
_PERCENT = re.compile(r"[ ]?%")
EMPTY = " \t\r\n*_$`\"'()[]{}|.,:;!" + OPEN + CLOSE


@dataclass(frozen=True)
class Wanted:
    """What must be known of a question to find its answer.

    Attributes:
        shape: its text.
        runs: how many runs of digits that has.
        unknown: the letter that it asks for ('?' if none).
        operations: how many it has.
        parted: whether it asks for quotient and remainder.
        letters: the unknowns of a system, if it asks for all of them.
        extract: where the answer must stand.
        several: whether it may have several answers, all of which are wanted.
        answers: what an answer is, as `Question.answers` has it.
        rounded: whether it is to be rounded, so that it may be said to be.
        percent: whether it is so many percent, which may be said behind it.
        things: of a question told as a story or not read at all, its words: they may stand beside an answer, and count it.
        beside: the words of any question that may stand beside its answer.
        operating: the words of operations in it, which say no more beside its answer than it does: mod, rounded.
        operator: the last operation of what is to be worked out; '' where an unknown is asked for.
        quantities: what its answer may be called, as `named.quantities` has it; None if anything.
        told: whether the right answer is stated in place of a question that is read, so that it may be of anything.
    """

    shape: str
    runs: int
    unknown: str
    operations: int = 1
    parted: bool = False
    letters: tuple[str, ...] = ()
    extract: str = AUTO
    told: bool = False
    things: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    operating: frozenset[str] = frozenset()
    operator: str = ""
    several: bool = False
    answers: str = ""
    rounded: bool = False
    percent: bool = False
    quantities: frozenset[str] | None = None


@dataclass(frozen=True)
class Found:
    """A number where an answer is expected.

    Attributes:
        start: where what leads to it begins.
        end: where it ends.
        read: the number.
        strong: whether it is marked or announced as the answer.
        conditions: what must be so for it to be one.
    """

    start: int
    end: int
    read: Read
    strong: bool
    conditions: tuple[Condition, ...] = ()


class InDoubtError(Exception):
    """Something stands where the answer should, and it is none."""


def value_at(page: Page, at: int, asked: Wanted) -> Read | None:
    """The number at a place, or the value of what is said to be equal there: `0`, `x = 0`, `0+0 = 0`."""
    text = page.text
    named = NAMED.match(text, at)
    if named:
        if asked.unknown != named[1]:
            raise InDoubtError
        at = named.end()
    stretch = STRETCH.match(text, at)
    if stretch and "=" in stretch[0]:
        *sides, last = stretch[0].split("=")
        if len(sides) > _MAX_SIDES or not last.strip():
            return None
        for side in sides:
            tree = tree_at(trimmed(side)[0])
            if tree is None or unknowns(tree):
                return None
        at = stretch.end() - len(last)
    return number_at(text, at, page.passage.runs[page.first(at) :])


def goes_on(text: str, end: int, things: frozenset[str] = frozenset()) -> bool:
    """Whether a number is only the beginning of what is written; percent are things that some questions ask for."""
    if "%" in things and (percent := _PERCENT.match(text, end)):
        end = percent.end()
    return _GOES_ON.match(text, end) is not None
