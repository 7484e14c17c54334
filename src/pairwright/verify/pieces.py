"""Stretches of mathematics in a text: where they stand, and what is said to be equal in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from pairwright.verify.passage import Passage
from pairwright.verify.wordings import named_operation

# More are not read: time stays in bounds.
MAX_PIECES = 2_000
# What mathematics is written with: named operations, letters that stand alone, signs.
MATHEMATICS = rf"(?:{named_operation()}|(?<![^\W\d_])[A-Za-z](?![^\W\d_]|')|//|[0()+*/^=-]|[.,](?=0)"
_MATH = re.compile(MATHEMATICS + r"|(?<=\S)[ \t]+(?=[A-Za-z0()+*/^=-]))+")
_ZERO = re.compile("0")


@dataclass(frozen=True)
class Piece:
    """A stretch of mathematics that holds a number.

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
    def pieces(self) -> list[Piece]:
        """The stretches of mathematics, from left to right; none where there are too many."""
        found = list(islice(self._found(), MAX_PIECES + 1))
        return found if len(found) <= MAX_PIECES else []

    def _found(self) -> Iterator[Piece]:
        for match in _MATH.finditer(self.text):
            if "0" in match[0]:
                yield Piece(match[0], match.start(), self.first(match.start()))
