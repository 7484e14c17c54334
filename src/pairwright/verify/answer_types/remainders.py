"""Answers of two parts, quotient and remainder, in the ways in which they are written: `3 R 2`, "3, remainder 2"."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.readings import Wanted

_NUMBER = r"0(?:,0)*"
_LINK = r"[ \t]*(?:[,;]|\.?[ \t]*\n)?[ \t]*(?:(?:and|with)[ \t]+)*(?:(?:an?|the)[ \t]+)?"
_REMAINDER = r"(?:r|rem\.?|remainder|rest)(?:[ \t]+(?:of|is))?[ \t]*[:=]?[ \t]*"
_WRITTEN = re.compile(
    rf"(?:\b(?:the[ \t]+)?quotient(?:[ \t]+(?:of|is))?[ \t]*[:=]?[ \t]*)?({_NUMBER}){_LINK}{_REMAINDER}({_NUMBER})(?![ \t]*[-+*/÷^=])",
    re.IGNORECASE,
)


# "0 with 0 left over", "0 and 0 left", "0, leaving 0".
_LEFT_OVER = re.compile(
    rf"(?:\bit goes (?:in(?:to it)? )?)?({_NUMBER})(?:[ \t]+(?:times|whole|full|groups?|each|packs?|boxes))?[ \t]*,?[ \t]*(?:(?:and|with|but|plus)[ \t]+(?:you(?:'ve| have)[ \t]+|there(?:'s| is| are)[ \t]+|we(?:'ve| have)[ \t]+)?({_NUMBER})[ \t]+(?:is |are )?(?:left(?:[ -]?overs?)?|remain(?:s|ing|der)?|to spare|over)\b"
    rf"|(?:leaving|which leaves|that leaves|and leaves|remainder (?:being|=|equals))[ \t]+(?:us[ \t]+)?(?:with[ \t]+)?(?:an?[ \t]+)?(?:remainder[ \t]+of[ \t]+)?({_NUMBER})(?:[ \t]+(?:left(?:[ -]?over)?|over|as (?:the|a) remainder))?)",
    re.IGNORECASE,
)

# "0 ÷ 0 = 0R0"
_DIVISION = re.compile(
    r"(?<![-+*/÷.0])0[ ]?(?:÷|/|:|divided by)[ ]?0[ ]?(?:=|is|gives|equals|→)[ ]?(?=0R0)", re.IGNORECASE
)


def joined(shape: str) -> str:
    """The shape with each quotient and remainder written as `0R0`.

    >>> joined("The answer is 0, remainder 0."), joined("quotient 0 and remainder 0"), joined("0 r 0")
    ('The answer is 0R0.', '0R0', '0R0')
    """
    shape = _WRITTEN.sub(r"\1R\2", shape)
    return _LEFT_OVER.sub(lambda match: f"{match[1]}R{match[2] or match[3]}", shape) if "R" not in shape else shape


def without_division(passage: Passage, asked: Wanted) -> tuple[Passage, tuple[Condition, ...]]:
    """The passage without the division before quotient and remainder, and that it is the question's."""
    spans = [match.span() for match in _DIVISION.finditer(passage.text)]
    if not spans or asked.runs != 2:
        return passage, ()
    page = Page(passage)
    same = tuple(Condition(run, (place,)) for span in spans for place, run in enumerate(page.runs(*span)))
    return passage.without(spans), same
