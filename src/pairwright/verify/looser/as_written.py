"""Answers that are no one number: the values of all unknowns without brackets, and which of two calculations is the larger one.

They count only where they are right: `3, 2` may be one number with a comma, or two numbers of something else.
"""

from __future__ import annotations

import re

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim, Condition, number_at
from pairwright.verify.answers.passage import Passage, in_a_row
from pairwright.verify.answers.readings import EMPTY, Wanted
from pairwright.verify.answers.statements import tree_at
from pairwright.verify.questions.trees import shifted, unknowns

_LEAD = r"(?:(?:so|thus|hence|therefore),? )?(?:(?:the |my )?(?:final )?(?:answers?|solutions?|results?|values?|ordered pair|pair)(?: (?:to|of) the system)?\s*(?:is|are|:|=)\s*)?"
_NUMBER = r"-?[ ]?(?:\.0|0(?:[./]0)?)"
_VALUES = re.compile(rf"{_LEAD}[*$ ]*(?P<values>{_NUMBER}(?:(?:[ ]?[,;][ ]?|,? and ){_NUMBER})+)", re.IGNORECASE)
_EACH = re.compile(_NUMBER)
_SIDE = re.compile(
    rf"{_LEAD}[*$ ]*(?P<side>[-(0][-+*/^().0 ]*[0)])[*$ ]*(?:(?:,? which)? ?is (?:the )?(?P<size>[a-z]+)(?: one| value| number)?)?",
    re.IGNORECASE,
)
_SIZES = {
    "max": frozenset("greater larger bigger higher more greatest largest biggest highest".split()),
    "min": frozenset("smaller less lower lesser smallest least lowest".split()),
}


def as_written(passage: Passage, asked: Wanted) -> Reading | None:
    """What an ending claims that is all of it such an answer; None where it is none."""
    if asked.letters:
        return _values(passage, asked)
    return _side(passage, asked) if asked.operator in _SIZES else None


def _values(passage: Passage, asked: Wanted) -> Reading | None:
    """The values of all unknowns, in the order in which they are asked for."""
    text = passage.text.rstrip(EMPTY)
    start = len(text) - len(text.lstrip(EMPTY.replace("-", "")))
    match = _VALUES.fullmatch(text, start)
    if match is None:
        return None
    found = list(_EACH.finditer(text, match.start("values")))
    if len(found) != len(asked.letters):
        return None
    claims: list[Claim] = []
    conditions: list[Condition] = []
    for each in found:
        # A comma behind a number parts two of them here.
        read = number_at(text[: each.end()], each.start(), passage.runs[text.count("0", 0, each.start()) :])
        if read is None:
            return None
        claims.append(read.claim)
        conditions += read.conditions
    first, *others = claims
    claim = Claim(first.tree, first.numerals, first.fraction, tuple(others))
    return Reading((claim,), conditions=tuple(conditions))


def _side(passage: Passage, asked: Wanted) -> Reading | None:
    """One of the two calculations that are compared, as the question writes it."""
    text = passage.text.strip(EMPTY.replace("(", "").replace(")", ""))
    match = _SIDE.fullmatch(text)
    if match is None or not re.search(r"[-+*/^]", match["side"][1:]):
        return None
    if match["size"] and match["size"].lower() not in _SIZES[asked.operator]:
        return None
    tree, runs = tree_at(match["side"]), passage.runs
    if tree is None or unknowns(tree) or "".join(match["side"].split()) not in "".join(asked.shape.split()):
        return None
    if not in_a_row(runs):
        return None
    return Reading((Claim(shifted(tree, runs[0])),))
