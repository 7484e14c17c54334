"""Formulas in a text, its stretches of mathematics: where they stand, and what is said to be equal in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple

from pairwright.verify.answers.passage import Passage
from pairwright.verify.questions.operations import OPERATIONS, named_operation

# More are not read: time stays in bounds.
MAX_PIECES = 2_000
# What mathematics is written with: signs, letters that stand alone, named operations.
# The character first, what is before it behind: twice as fast.
_SIGNS = r"[0()+*/÷^=²³⁴⁵⁶⁷⁸⁹-]|[.,](?=0)|[A-Za-z](?<![^\W\d_].)(?<!'.)(?![^\W\d_]|')"
MATHEMATICS = rf"(?:{_SIGNS}|{named_operation()}"
_GAP = r"[ \t](?<=\S.)[ \t]*(?=[A-Za-z0()+*/÷^=-])"
# A class to begin with is four times as fast as all that may follow.
_BEGINS = r"[0(+*/÷^=-]|[A-Za-z](?![\w'])(?<![\w'].)|\.(?=0)"
_NAMELESS = re.compile(rf"(?:{_BEGINS})(?:{_SIGNS}|{_GAP})*")
_MATH = re.compile(rf"(?:{_BEGINS}|{named_operation()})(?:{_SIGNS}|{named_operation()}|{_GAP})*")
_NAMES = frozenset(name for row in OPERATIONS.values() for name in (*row.calls, *row.signs) if name.isalpha())
# What a stretch has beside letters.
_INNER = frozenset("0()+*/÷^=-., \t")


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
        # What is between them, measured: six times as fast as to search for each.
        parts = self.text.split("0")[:-1]
        return [before + zero for zero, before in enumerate(accumulate(map(len, parts)))]

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
        if self.passage.words & _NAMES:
            for match in _MATH.finditer(self.text):
                if "0" in match[0]:
                    yield Formula(match[0], match.start(), self.first(match.start()))
            return
        # Most of a text is words: looked for are its numbers, and around each the stretch in which it stands.
        text, end = self.text, 0
        for first, zero in enumerate(self.zeros):
            if end > zero:
                continue
            end = _begun(text, zero, end)
            while end <= zero and (found := _NAMELESS.search(text, end)) is not None:
                end = found.end()
                if end > zero:
                    yield Formula(found[0], found.start(), first)


def _begun(text: str, zero: int, least: int) -> int:
    """From where the stretch around a number is to be looked for: behind the last word, or mark, before it.

    Args:
        text: of the page.
        zero: where the number stands.
        least: where the stretch before it ends.
    """
    at = zero
    while at > least:
        before = text[at - 1]
        # A letter alone may be part of it, one behind another is none.
        if before not in _INNER and (not before.isalpha() or text[at - 2 : at - 1].isalpha()):
            break
        at -= 1
    return at
