"""Several answers given as one: all roots of an equation, the values of all unknowns of a system."""

from __future__ import annotations

import re

from pairwright.verify.numbers import Claim, Read, number_at
from pairwright.verify.passage import Passage
from pairwright.verify.pieces import Page
from pairwright.verify.prose import led_up_to
from pairwright.verify.readings import EMPTY, MAX_CLAIMS, Reading, Wanted
from pairwright.verify.trees import Operation, Zero

_ONE = r"-?[ \t]*0(?:\.0|/0)?"
_ROOT = r"(?:[A-Za-z][_ ]?0?[ \t]*=[ \t]*)?[-+]?[ \t]*[(]?-?[0.][0./]*[)]?"
# x = 3 or x = -3; 3 and -3; x = ±3.
_SEVERAL = re.compile(
    rf"(?P<list>{_ROOT}(?:(?:[ \t]*,)?[ \t]*(?:or|and|,|;|\n)[ \t]*{_ROOT})+"
    rf"|(?:[A-Za-z][ \t]*=[ \t]*)?(?P<both>±)[ \t]*0(?:\.0)?)"
)
_NAMED = rf"[A-Za-z][ \t]*(?:=|:|[ ]is[ ])[ \t]*({_ONE})"
_JOIN = r"[ \t]*(?:,|;|\n|[ ]and[ ])[ \t\n]*(?:and[ ])?"
_IN_ORDER = rf"(?:\([ \t]*[A-Za-z](?:[ \t]*,[ \t]*[A-Za-z])*[ \t]*\)[ \t]*=[ \t]*)?\([ \t]*{_ONE}(?:[ \t]*,[ \t]*{_ONE})+[ \t]*\)"
# x = 0, y = 0; (x, y) = (0, 0).
_PARTS = re.compile(rf"(?<![A-Za-z0])(?:{_NAMED}(?:{_JOIN}{_NAMED})+|{_IN_ORDER})")
_NAMES = re.compile(r"[A-Za-z](?![A-Za-z])(?=[ \t]*(?:=|:|[ ]is[ ]|,|\)))")
_NUMBERS = re.compile(r"-?[ \t]*0(?:\.0|/0)?")
_ONE_OF = re.compile(r"(?:([A-Za-z])[_ ]?0?[ \t]*=[ \t]*)?±?[ \t]*([-+]?[ \t]*[(]?-?[0.][0./]*[)]?)")


def roots(passage: Passage, asked: Wanted) -> Reading | None:
    """Several answers, `x = 0 or x = 0`, at the end of a passage; None where they are not given so."""
    page = Page(passage)
    text = page.text
    match = next(iter(list(_SEVERAL.finditer(text))[-1:]), None)
    if match is None or text[match.end() :].strip(EMPTY) or not led_up_to(text, match.start("list")):
        return None
    reads: list[Read] = []
    for each in _ONE_OF.finditer(text, match.start("list"), match.end()):
        named = each[1]
        read = number_at(text, each.start(2), passage.runs[page.first(each.start(2)) :])
        if read is None or (named is not None and named != asked.unknown) or len(reads) == MAX_CLAIMS:
            return None
        reads.append(read)
    if match["both"]:
        reads.append(Read(Claim(Operation("-", Zero(), reads[0].claim.tree)), reads[0].end))
    conditions = tuple(condition for read in reads for condition in read.conditions)
    return Reading(tuple(read.claim for read in reads), conditions=conditions, together=True)


def named_parts(passage: Passage, asked: Wanted) -> Reading | None:
    """The values of all unknowns of a system, `x = 0, y = 0` or `(0, 0)`, at the end of a passage."""
    page = Page(passage)
    text = page.text
    match = next(iter(list(_PARTS.finditer(text))[-1:]), None)
    if match is None or text[match.end() :].strip(EMPTY) or not led_up_to(text, match.start(), marked=True):
        return Reading()
    names, found = _NAMES.findall(match[0]), list(_NUMBERS.finditer(text, match.start(), match.end()))
    if len(found) != len(asked.letters) or (names and sorted(names) != sorted(asked.letters)):
        return Reading()
    claims: dict[str, Claim] = {}
    for name, each in zip(names or asked.letters, found, strict=True):
        # A comma behind a number parts two of them here.
        read = number_at(text[: each.end()], each.start(), passage.runs[page.first(each.start()) :])
        if read is None:
            return Reading()
        claims[name] = read.claim
    first, *others = (claims[name] for name in asked.letters)
    return Reading((Claim(first.tree, first.numerals, first.fraction, tuple(others)),))
