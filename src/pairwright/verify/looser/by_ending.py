"""What a text claims that is read more loosely, by its ending alone, where all of it together is not understood.

Such an answer counts only where it is right.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pairwright.verify.answers.answers import as_asked, of_plain, said_plainly
from pairwright.verify.answers.claims import CLOSE, OPEN, Reading
from pairwright.verify.answers.extraction import AUTO
from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.named import names_it
from pairwright.verify.answers.passage import Passage, told
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.several import roots_at
from pairwright.verify.answers.statements import statements
from pairwright.verify.answers.turns import answering
from pairwright.verify.answers.unmarked import does_more
from pairwright.verify.looser.agreeing import said_twice
from pairwright.verify.looser.as_written import as_written
from pairwright.verify.looser.by_steps import numbered
from pairwright.verify.looser.endings import endings, roots_told_last, told_last
from pairwright.verify.looser.last_sentences import reasoned
from pairwright.verify.questions.trees import PLAIN_OPERATORS, ROOTS

# Kinds of answers that are numbers: one, all roots, a fraction in lowest terms.
_NUMBERS = frozenset(["", ROOTS, "ratio"])
_IN_BOX = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}[\s$*.!]*\Z")


def loose_reading_of(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape claims that is read by its ending alone, which counts only where it is right."""
    passage = told(shape, asked.runs) if asked.extract == AUTO else None
    return None if passage is None else said_twice(loose_reading_in(passage, asked), passage)


def loose_reading_in(passage: Passage, asked: Wanted) -> Reading | None:
    """What a passage claims that is read by its ending alone."""
    reading = by_its_ending(said_plainly(as_asked(plain(passage, asked.unknown), asked), asked), asked)
    items = () if reading is None else numbered(passage)
    return replace(reading, conditions=(*items, *reading.conditions)) if reading and items else reading


def by_its_ending(passage: Passage, asked: Wanted) -> Reading | None:
    """What a passage in plain text claims by its ending alone."""
    for ending_alone in endings(passage, asked):
        reading = as_written(ending_alone, asked) or of_plain(ending_alone, asked)
        if reading is None and not _IN_BOX.search(ending_alone.text):
            continue
        if (reading is None or not reading.claims) and asked.answers in _NUMBERS and _is_worked(passage, asked):
            reading = _told(ending_alone, asked)
        if reading is not None and reading.claims:
            equations, _, unread = statements(Page(passage), asked.unknown)
            return replace(reading, equations=tuple(equations), unread=unread)
    return reasoned(passage, asked)


def _is_worked(passage: Passage, asked: Wanted) -> bool:
    """Whether more stands in a passage than an answer: another number, or what it is called."""
    text = passage.text
    return text.count("0") > 1 or names_it(text[: text.find("0")], asked.quantities)


def _told(passage: Passage, asked: Wanted) -> Reading:
    """The number that an ending tells."""
    turn = None if asked.letters else answering(passage, asked.shape, 0)
    if turn is None:
        return Reading()
    page = Page(turn.passage)
    if asked.several:
        span = roots_told_last(page, asked)
        told_roots = None if span is None else roots_at(page, asked, span)
        return replace(told_roots, conditions=(*turn.conditions, *told_roots.conditions)) if told_roots else Reading()
    said = statements(page, asked.unknown)
    found = None if asked.operator in PLAIN_OPERATORS and does_more(said, asked) else told_last(page, asked, said)
    if found is None:
        return Reading()
    return Reading((found.read.claim,), conditions=(*turn.conditions, *found.conditions, *found.read.conditions))
