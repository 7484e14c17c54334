"""Answers of two parts, quotient and remainder, in the ways in which they are written: `3 R 2`, "3, remainder 2"."""

from __future__ import annotations

import re

_NUMBER = r"0(?:,0)*"
_LINK = r"[ \t]*(?:[,;]|\.?[ \t]*\n)?[ \t]*(?:(?:and|with)[ \t]+)*(?:(?:an?|the)[ \t]+)?"
_REMAINDER = r"(?:r|rem\.?|remainder|rest)(?:[ \t]+(?:of|is))?[ \t]*[:=]?[ \t]*"
_WRITTEN = re.compile(
    rf"(?:\b(?:the[ \t]+)?quotient(?:[ \t]+(?:of|is))?[ \t]*[:=]?[ \t]*)?({_NUMBER}){_LINK}{_REMAINDER}({_NUMBER})(?![ \t]*[-+*/÷^=])",
    re.IGNORECASE,
)


def joined(shape: str) -> str:
    """The shape with each quotient and remainder written as `0R0`.

    >>> joined("The answer is 0, remainder 0."), joined("quotient 0 and remainder 0"), joined("0 r 0")
    ('The answer is 0R0.', '0R0', '0R0')
    """
    return _WRITTEN.sub(r"\1R\2", shape)
