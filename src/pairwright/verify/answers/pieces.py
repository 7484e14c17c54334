"""Formulas in a text, its stretches of mathematics: where they stand, and what is said to be equal in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from pairwright.verify.answers.passage import Passage
from pairwright.verify.questions.operations import OPERATIONS, named_operation

# More are not read: time stays in bounds.
MAX_PIECES = 2_000
# What mathematics is written with: signs, letters that stand alone, named operations.
_SIGNS = r"[0()+*/÷^=-]|[.,](?=0)|(?<![^\W\d_])(?<!')[A-Za-z](?![^\W\d_]|')"
MATHEMATICS = rf"(?:{_SIGNS}|{named_operation()}"
_GAP = r"(?<=\S)[ \t]+(?=[A-Za-z0()+*/÷^=-])"
# A class to begin with is four times as fast as all that may follow.
# The letter first, what is around it behind: twice as fast again.
_BEGINS = r"[0(+*/÷^=-]|[A-Za-z](?![\w'])(?<![\w'].)|\.(?=0)"
_NAMELESS = re.compile(rf"(?:{_BEGINS})(?:{_SIGNS}|{_GAP})*")
_MATH = re.compile(rf"(?:{_BEGINS}|{named_operation()})(?:{_SIGNS}|{named_operation()}|{_GAP})*")
_NAMES = frozenset(name for row in OPERATIONS.values() for name in (*row.calls, *row.signs) if name.isalpha())
_ZERO = re.compile("0")


class Formula(NamedTuple):
    """A stretch of mathematics in a text, with a number in it.

    Attributes:
        text: as it stands.
        start: where it begins in the passage.
        first: its first run of digits, counted in the passage.
    """

    text: str
    start: int
    first: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Page:
    """A passage in plain text, with what is looked up in it again and again."""

    passage: Passage

    @property
    def text(self) -> str:
        """The text."""
        return self.passage.text

    @cached_property
    def zeros(self) -> list[int]:
        """Where the runs of digits stand."""
        return [match.start() for match in _ZERO.finditer(self.text)]

    def first(self, at: int) -> int:
        """How many runs of digits stand before a place."""
        return bisect_left(self.zeros, at)

    def runs(self, start: int, end: int) -> tuple[int, ...]:
        """Which runs of the whole text stand in a stretch."""
        return tuple(self.passage.runs[self.first(start) : self.first(end)])

    @cached_property
    def pieces(self) -> list[Formula]:
        """The formulas, from left to right; none where there are too many."""
        found = list(islice(self._found(), MAX_PIECES + 1))
        return found if len(found) <= MAX_PIECES else []

    def _found(self) -> Iterator[Formula]:
        text, at, first = self.text, 0, 0
        pattern = _MATH if self.passage.words & _NAMES else _NAMELESS
        for match in pattern.finditer(text):
            if "0" in match[0]:
                first += text.count("0", at, match.start())
                at = match.start()
                yield Formula(match[0], at, first)
