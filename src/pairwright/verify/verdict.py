"""The closed sets of what is said of an answer and of the reason given for it; there is no partial credit."""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    """What the verifier says of an answer; the numbers are the codes in whole columns (uint8)."""

    RIGHT = 0
    """The answer satisfies the question."""
    WRONG = 1
    """It was understood, and it does not."""
    UNPARSED = 2
    """It does not read as a question with one answer."""
    DEGENERATE = 3
    """Every number, or none, would be an answer, or something is divided by 0."""


class Reason(IntEnum):
    """What it says of the calculations given beside an answer; the numbers are the codes in whole columns (uint8)."""

    HOLDS = 0
    """All that is said to be equal is so."""
    FAILS = 1
    """Something that was read whole, both its sides, is false."""
    UNREAD = 2
    """Nothing that was read is false, but not all could be read."""
    NONE = 3
    """Nothing is said to be equal."""
