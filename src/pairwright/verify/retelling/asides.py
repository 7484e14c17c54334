"""What is told of an answer besides: what it is about, how another base writes it."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.set_form import SetForm, retold, set_form

_ROUND = r"(?:about|approximately|roughly|around|approx\.?|≈|circa)"
_PLACE = r"(?:ten|tens|hundred|thousand|unit|whole number|integer|tenth|hundredth)s?"
_ROUNDED = re.compile(
    rf"(?<=0)[*$)]*(?:,? or|,?[ ]\(or|,) {_ROUND} [*$]*0(?:,0)*(?:\.0)?[*$]*,? (?:if|when) (?:(?:you|we|it's|it is|one) )?(?:round|rounds|rounded)(?: (?:it|that))?(?: off)?(?: to the nearest {_PLACE}| to 0 (?:decimals|decimal places|places))?[).!]*\s*\Z"
    rf"|(?<=0)[*$)]*,?[ ]?\(?(?:or )?{_ROUND} [*$]*0(?:,0)*(?:\.0)?[*$]*,? (?:rounded|to the nearest {_PLACE}|rounded to the nearest {_PLACE})[).!]*\s*\Z",
    re.IGNORECASE,
)
_BASE = r"(?:binary|hexadecimal|hex|octal|base (?:0|two|eight|sixteen))"
_WRITTEN = re.compile(
    rf"(?<=0)[*$.]* \((?:that's |that is |this is |it's |which is |or |i\.e\.,? |= ?)?0(?: ?0)* in {_BASE}(?: notation)?(?:,? by the way|,? btw|,? for fun)?[.!]?\)[.!]*\s*\Z"
    rf"|(?<=0)[*$]*[.!] (?:(?:by the way|btw|fun fact),?:? )?(?:in {_BASE},? (?:that's|it's|that is|this is|it is) 0|(?:that's|it's|that is|this is) 0 in {_BASE})(?:,? by the way|,? btw)?[.!]*\s*\Z",
    re.IGNORECASE,
)
_ASIDE = frozenset("round rounds rounded nearest binary hexadecimal hex octal base".split())
# A fraction and a decimal, which must be the same number.
_OF_FRACTION: tuple[SetForm, ...] = (
    set_form(
        rf"(?P<all>[^\n]{{0,120}}?(?P<n>-?0 ?/ ?0)[*$)]*)(?:,? or|,|,? which is|,? that is) (?:{_ROUND}|exactly|in decimal(?: form)?,?) [*$]*(?P<d>-?0?\.0)[*$]*[.!)]*\s*",
        "{all}. The answer is {d}.",
    ),
)


def without_asides(passage: Passage, runs: int) -> tuple[Passage, tuple[Condition, ...]]:
    """The passage without what rounds its answer, or writes it in another base, behind it.

    >>> without_asides(Passage("That's 0, or about 0 if you round to the nearest ten.", range(2)), 2)[0].text
    "That's 0."
    """
    if "/" in passage.text and "." in passage.text and len(passage.text) < 300:
        return retold(passage, _OF_FRACTION, runs)
    if passage.words.isdisjoint(_ASIDE):
        return passage, ()
    text = passage.text
    for pattern in (_ROUNDED, _WRITTEN):
        match = pattern.search(text, max(0, len(text) - 160))
        if match is not None:
            first = text.count("0", 0, match.start())
            return Passage(f"{text[: match.start()]}.", passage.runs[:first]), ()
    return passage, ()
