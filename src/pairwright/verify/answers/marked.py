r"""Answers that are marked, in a box or in a tag: `\boxed{0}`, `<answer>0</answer>`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pairwright.verify.answers.announcements import announcements
from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.numbers import Read, number_at
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import after, led_up_to, neutral, own_words, words_of
from pairwright.verify.answers.readings import EMPTY, Found, InDoubtError, Wanted, value_at
from pairwright.verify.answers.statements import tree_at, trimmed
from pairwright.verify.answers.story_prose import leads_in_story, opines, sentence_tail
from pairwright.verify.answers.words import LEADING
from pairwright.verify.questions.trees import unknowns

_BOX = re.compile(rf"{OPEN}[\s$*]*([^{OPEN}{CLOSE}]*)(?:{CLOSE}|\Z)")
_TOLD_WITHIN = re.compile(r"[^0\n]{0,80}(?:\b(?:is|are|equals)\b|[=:])[\s*$]*(?=[-.0])", re.IGNORECASE)
# "0 = \\boxed{0}": both are said to be the same.
_BESIDE_BOX = re.compile(r"(?:^|[\n.;:,$]|[a-z][ ])[ $]*(?P<said>-?0(?:[.,]0)*)[ $*]*=[ $*]*\Z", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[ $*]+(?=[A-Z][a-z]+[ '])")
_BEFORE_BOX = re.compile(r"[^\n,;:.→⇒!?]*\Z")
_LED = re.compile(r"[ \t$*]*(?:[A-Za-z]{2,}[ \t$*]+)*")


def marked(page: Page, asked: Wanted) -> Iterator[Found]:
    """What stands in boxes and tags; anything else than an answer there leaves all in doubt."""
    text = page.text
    if OPEN not in text:
        return
    for match in _BOX.finditer(text):
        start, end = match.span(1)
        read = value_at(page, start, asked) or _announced_within(page, start, end, asked)
        if (
            read is None
            or (behind := after(text[:end], read.end, units=asked.things)) is None
            or text[behind:end].strip(EMPTY)
            or ".." in text[behind:end]
        ):
            raise InDoubtError
        if not _closes(text, match.end(), asked) or not _names_the_unknown(text, match.start(), asked):
            raise InDoubtError
        if not led_up_to(text, _side_start(text, match.start()), marked=True, things=asked.things) and not (
            asked.things and leads_in_story(text, match.start(), asked.things, own_words(asked.shape), marked=True)
        ):
            raise InDoubtError
        if asked.things and opines(text, match.start(), own_words(asked.shape)):
            raise InDoubtError
        if (beside := _BESIDE_BOX.search(text, max(0, match.start() - 60), match.start())) is not None:
            other = number_at(text, beside.start("said"), page.passage.runs[page.first(beside.start("said")) :])
            if other is not None:
                yield Found(match.start(), other.end, other, strong=True)
        yield Found(match.start(), match.end(), read, strong=True)


def _closes(text: str, end: int, asked: Wanted) -> bool:
    """Whether a box or a tag ends its sentence; the next one may follow without a mark."""
    return behind(text, end, asked) is not None or _NEXT_SENTENCE.match(text, end) is not None


def behind(text: str, end: int, asked: Wanted) -> int | None:
    """Where what belongs to an answer ends behind it; None where what follows makes something else of it."""
    found = after(text, end, units=asked.things)
    return (
        found
        if found is not None or not asked.things
        else sentence_tail(text, end, asked.things, own_words(asked.shape))
    )


def _announced_within(page: Page, start: int, end: int, asked: Wanted) -> Read | None:
    """The answer of a sentence in a tag: `<answer>The answer is 0.</answer>`."""
    begun = [each.end for each in announcements(page.passage) if start <= each.start and each.end < end]
    if not begun and (match := _TOLD_WITHIN.match(page.text, start, end)):
        return value_at(page, match.end(), asked) if neutral(match[0], asked.beside) else None
    return value_at(page, begun[0], asked) if len(begun) == 1 and neutral(page.text[start : begun[0]]) else None


def _side_start(text: str, at: int) -> int:
    r"""Where the left side of `... = \boxed{0}` begins; the place itself where there is none."""
    if not text[:at].rstrip(" \t$*").endswith("="):
        return at
    match = _BEFORE_BOX.search(text, max(0, at - 400), at)
    if match is None:
        return at
    # "So we have 0 - 0 = ": the words that lead to it are no part of the side.
    return match.start() + _LED.match(match[0]).end()  # type: ignore[union-attr]


def _names_the_unknown(text: str, at: int, asked: Wanted) -> bool:
    """Whether what stands right before a box is nothing, the unknown, or a calculation that it is the value of."""
    before = text[max(0, at - 400) : at].rstrip(" \t$*\"'(")
    if not before or before[-1] in "\n.,;:!?→⇒|)>✅\x02" or not before[-1].isascii():
        return not before.endswith((")", ">")) or _worded_bracket(before)
    if before[-1] == "=" and asked.told:
        return True
    if before[-1] != "=":
        return before[-1].isalpha() and (len(before) < 2 or before[-2].isalpha() or before[-2].isspace() is False)
    side = before[max(before.rfind(mark) for mark in "\n.,;:→⇒") + 1 : -1]
    sides = side.split("=")
    if sides[0].strip(" \t$*") == asked.unknown:
        sides = sides[1:]
    lead = _LED.match(sides[0]) if sides else None
    if lead is not None and words_of(lead[0]) <= LEADING:
        sides[0] = sides[0][lead.end() :]
    for each in sides:
        tree = tree_at(trimmed(each.strip(" $"))[0])
        if tree is None:
            if "0" in each or not neutral(each) or len(each.strip(" \t$*")) == 1:
                return False
        elif unknowns(tree):
            return False
    return True


def _worded_bracket(before: str) -> bool:
    return before.endswith(")") and before[:-1].rstrip()[-1:].isalpha()
