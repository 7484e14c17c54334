"""The closed set of verdicts; there is no partial credit."""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    """What the verifier says of a text; the numbers are the codes in whole columns (uint8)."""

    RIGHT = 0
    """The answer satisfies the question, and the calculation given for it holds."""
    WRONG = 1
    """It was understood, and the answer or its calculation is false."""
    UNPARSED = 2
    """It does not read as a question with one answer."""
    DEGENERATE = 3
    """Every number, or none, would be an answer, or something is divided by 0."""
