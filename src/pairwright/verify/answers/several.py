"""Several answers given as one: all roots of an equation, the values of all unknowns of a system."""

from __future__ import annotations

import re

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim, Read, number_at
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import led_up_to
from pairwright.verify.answers.readings import EMPTY, MAX_CLAIMS, Wanted
from pairwright.verify.answers.statements import statements
from pairwright.verify.questions.trees import ROOTS, Operation, Zero

_ONE = r"-?[ \t]*0(?:\.0|/0)?"
_ROOT = r"(?:[A-Za-z][_ ]?0?[ \t]*=[ \t]*)?[-+]?[ \t]*[(]?-?[0.][0./]*[)]?"
# x = 3 or x = -3; 3 and -3; x = ±3.
SEVERAL = re.compile(
    rf"(?P<list>{_ROOT}(?:(?:[ \t]*,)?[ \t]*(?:or|and|und|oder|et|ou|y|e|или|и|,|;|\n)[ \t]*{_ROOT})+"
    rf"|(?:[A-Za-z][ \t]*=[ \t]*)?(?P<both>±)[ \t]*0(?:\.0)?)"
)
# The answer is 2, 3 because ...; the roots are 2 and 3.
_ANNOUNCED = re.compile(
    rf"\b(?:answers?|roots|solutions)\b[\"'*]*[ ]*(?:is|are|:)[ \t]*(?P<list>{_ROOT}(?:(?:[ \t]*,)?[ \t]*(?:or|and|,)[ \t]*{_ROOT})+)"
    r"(?=[\s.!*]*\Z|[ \t]*,?[ \t]*(?:because|since|as)\b[^.\n]*(?:\.0[^.\n]*)*[\s.!*]*\Z)",
    re.IGNORECASE,
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
    """Several answers, `x = 0 or x = 0`, announced or at the end of a passage; None where they are not given so."""
    page = Page(passage)
    text = page.text
    announced = list(_ANNOUNCED.finditer(text)) if asked.answers == ROOTS else []
    if len(announced) == 1 and led_up_to(text, announced[0].start()):
        return _announced_roots(passage, asked, announced[0])
    match = next(iter(list(SEVERAL.finditer(text))[-1:]), None)
    if match is None or text[match.end() :].strip(EMPTY) or not led_up_to(text, match.start("list")):
        return None
    return roots_at(page, asked, match.span())


def roots_at(page: Page, asked: Wanted, span: tuple[int, int]) -> Reading | None:
    """Several answers that stand at a place; None where one is none, or another unknown's."""
    match = SEVERAL.match(page.text, *span)
    reads = None if match is None else _reads(page, asked, match.span("list") if match["list"] else match.span())
    if match is None or reads is None:
        return None
    if match["both"]:
        reads.append(Read(Claim(Operation("-", Zero(), reads[0].claim.tree)), reads[0].end))
    conditions = tuple(condition for read in reads for condition in read.conditions)
    return Reading(tuple(read.claim for read in reads), conditions=conditions, together=True)


def _announced_roots(passage: Passage, asked: Wanted, match: re.Match[str]) -> Reading | None:
    """Roots that are announced as the answer, and what is said to be equal beside them."""
    reads = _reads(Page(passage), asked, match.span("list"))
    if reads is None:
        return None
    equations, _, unread = statements(Page(passage.without([match.span("list")])), asked.unknown)
    conditions = tuple(condition for read in reads for condition in read.conditions)
    return Reading(tuple(read.claim for read in reads), tuple(equations), unread, conditions, together=True)


def _reads(page: Page, asked: Wanted, span: tuple[int, int]) -> list[Read] | None:
    """The numbers in a part of a page; None where one is none, or another unknown's."""
    text = page.text
    reads: list[Read] = []
    for each in _ONE_OF.finditer(text, *span):
        named = each[1]
        # A comma behind a number parts two of them here.
        read = number_at(text[: each.end()], each.start(2), page.passage.runs[page.first(each.start(2)) :])
        if read is None or (named is not None and named != asked.unknown) or len(reads) == MAX_CLAIMS:
            return None
        reads.append(read)
    return reads


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
