"""A result that is told, and what is reasoned for it: "We get 0, because 0 + 0 = 0" says twice what it is."""

from __future__ import annotations

import re
from dataclasses import replace

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage

_N = r"-?0(?:\.0)?"
_BECAUSE = re.compile(
    rf"(?:\b(?:gets?|got|is|are|gives?|obtain|obtains|makes?|equals|yields?|to|(?:result|answer|sum|product|difference|quotient):)[ $*]*(?P<told>{_N})"
    rf"|(?P<found>{_N})[ $*]*(?:is|are|was|comes out|results)(?: (?:obtained|found|got|reached|the \w+|what \w+ \w+))?)[$*]*,?[ ]*(?:because|since|as|for)[ $*]+[^=0]{{0,40}}0[^=a-z]{{1,80}}=[ $*]*(?P<worked>{_N})[$*.! ]*\Z"
)
_REASONS = frozenset(["because", "since", "as", "for"])


def said_twice(reading: Reading | None, passage: Passage) -> Reading | None:
    """What is read of a passage; only where the result that it tells is the one that it gives a reason for."""
    if reading is None or "=" not in passage.text or passage.words.isdisjoint(_REASONS):
        return reading
    match = _BECAUSE.search(passage.small, max(0, len(passage.text) - 200))
    if match is None:
        return reading
    told = passage.part(*match.span("told" if match["told"] else "found")).runs
    worked = passage.part(*match.span("worked")).runs
    same = tuple(Condition(one, (other,)) for one, other in zip(told, worked, strict=False))
    return replace(reading, conditions=(*reading.conditions, *same))
