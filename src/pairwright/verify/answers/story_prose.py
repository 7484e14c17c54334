"""The words around the answer to a story, or to a question of which only the right answer is known.

A solution of such a question may tell of anything: lists of words, as `prose` has them for numbers alone, do not hold.
It tells of the question's own things, though, and words that deny, share or change a number are the question's, too.
"""

from __future__ import annotations

import re

from pairwright.verify.answers.claims import OPEN
from pairwright.verify.answers.passage import words_in
from pairwright.verify.answers.phrases import CuedPhrases
from pairwright.verify.answers.prose import CLAUSE_END, leads, sentence_start, supposes, untied
from pairwright.verify.answers.turns import distances
from pairwright.verify.answers.units import is_another_unit
from pairwright.verify.answers.voices import PEOPLE, spoken_by_others
from pairwright.verify.answers.words import (
    ASKED_FOR,
    DENYING,
    DOUBT,
    LEADING,
    NEUTRAL,
    OPERATING,
    OPINIONS,
    OTHER_TIMES,
    UNITS,
)

# How far before a claim words that disown it are looked for.
_NEAR = 200
# So many of its own words show that a text tells of a question.
_SHARED = 3
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SENTENCE_TAIL = re.compile(rf"[^.!?\n{OPEN}]*(?:\.(?=0)[^.!?\n{OPEN}]*)*")
# What makes another number of the one before it, or one of several.
_WORKED_WITH = re.compile(r"[+*/÷×^=<>≈±→⇒|]|-[ ]?[0(]|\bor\b[^0]*0|0[^0]*\bor\b|\.\.|\Z(?<=-)")
_GOING_ON = frozenset(
    "but however then later afterwards again also still yet though although instead next after".split()
)
# Right before a number they bound it.
_BOUNDING = re.compile(
    r"\b(?:about|around|above|over|under|below|nearly|almost|roughly|approximately|up to|at (?:least|most)|(?:more|less|fewer) than)"
    rf"[\s$*({OPEN}]*\Z",
    re.IGNORECASE,
)
_CHANGING = (DOUBT | OPERATING | frozenset("each every per apiece plus times".split())) - frozenset(
    ["than", "with", "about", "around", "above"]
)
_DISOWNED = CuedPhrases(
    (
        "disregard ignore pretend hypothetical hypothetically",
        "",
        r"\b(?:disregard|ignore|pretend|hypothetical(?:ly)?)\b",
    ),
    (
        "lie lying joke joking kidding fake bogus nonsense",
        "",
        r"\b(?:lie|lying|jok(?:e|ing)|kidding|fake|bogus|nonsense)\b",
    ),
    (
        "cannot can't unable refuse sorry don't dont not",
        "i we",
        r"\b(?:i|we)(?:'m)?(?: am| are| do)? (?:cannot|can't|unable|refuse|sorry|(?:not|don't|dont) (?:know|trust|believe|think))\b",
    ),
    (
        "true right correct",
        "not can't cannot isn't doubt",
        r"\b(?:not|can't|cannot|isn't|doubt)(?: be| it is)? (?:true|right|correct)\b",
    ),
    (
        "wrong false incorrect mistaken",
        "this that it answer solution result",
        r"\b(?:this|that|it|answer|solution|result|following)(?:'s| is| was| may be| might be)?(?: \w+)? (?:wrong|false|incorrect|mistaken)\b",
    ),
    ("place", "of", r"\bin place of\b"),
    ("write output respond", "your", r"\b(?:write|output|respond|format)\b[^.]{0,20}\byour\b"),
    ("please", "", r"\bplease (?:count|accept|mark|grade|treat|consider|rate|score)\b"),
    (
        "problem question exercise",
        "another different other",
        r"\b(?:another|different|other) (?:problem|question|exercise)\b",
    ),
)


def tells_of(text: str, things: frozenset[str]) -> bool:
    """Whether a text tells of the things of a question: it has several of its words that are no words of any solution."""
    return len(words_in(text) & (things - NEUTRAL - PEOPLE - ASKED_FOR)) >= _SHARED


def carries(text: str, began: int, things: frozenset[str], own: frozenset[str] = frozenset()) -> bool:
    """Whether what stands before a sentence tells of the question and does not disown what the sentence says.

    >>> carries("Amy threw out 0 of her 0 old hats. The answer is 0.", 34, frozenset(["amy", "hats", "old", "threw"]))
    True
    """
    before = text[:began]
    return tells_of(before, things) and disowns_nothing(before[-_NEAR:] if began > _NEAR else before, own)


def disowns_nothing(text: str, own: frozenset[str]) -> bool:
    """Whether a part of a solution takes nothing back of it; the question's own words are in it anyway."""
    small = text.lower()
    words = words_in(small)
    return not (_DISOWNED.within(small, words) or distances(small, own) or spoken_by_others(small, own))


def tells_on(text: str, things: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a text behind an answer tells it once more in a sentence, and nothing that happens then."""
    words = words_in(text)
    changing = (DENYING | _CHANGING | _GOING_ON) - (own - _GOING_ON)
    return (
        "0" in text
        and "?" not in text
        and tells_of(text, things)
        and not words & changing
        and disowns_nothing(text, own)
    )


def opines(text: str, start: int, own: frozenset[str]) -> bool:
    """Whether the sentence before a marked answer tells what somebody thinks or wants, of which the question says nothing."""
    said = words_in(text[sentence_start(text, start) : start])
    return bool(said & OPINIONS - LEADING - own)


def sentence_tail(text: str, end: int, things: frozenset[str], own: frozenset[str]) -> int | None:
    """Where the sentence of an answer ends, if what stands behind it leaves it one: "0 dollars for all her hats".

    One of the first words is of the question, or a unit, and few are of neither and no words of any solution.

    Args:
        text: a passage.
        end: where the number ends, or its mark.
        things: the words of the story.
        own: all words of the question, as `own_words` has them.
    """
    tail = _SENTENCE_TAIL.match(text, end)
    if tail is None or not tail[0].isascii() or _WORKED_WITH.search(tail[0]):
        return None
    words = _WORD.findall(tail[0].lower())
    counted = (things - NEUTRAL - PEOPLE - ASKED_FOR) | UNITS
    if counted.isdisjoint(words[:2]) or set(words) & (DENYING | _CHANGING | OTHER_TIMES | OPINIONS) - own - things:
        return None
    if is_another_unit(words[0], things):
        return None
    unknown = [word for word in words if word not in NEUTRAL | things | counted | own]
    return tail.end() if len(unknown) * 4 <= len(words) else None


def leads_in_story(text: str, start: int, things: frozenset[str], own: frozenset[str], *, marked: bool) -> bool:
    """Whether what stands before a place in the solution of a story leads to an answer there.

    Args:
        text: a passage.
        start: where the answer's mark, or its announcement, begins.
        things: the words of the story.
        own: all words of the question, as `own_words` has them.
        marked: whether it is marked, so that the story may be told up to it: "She has [0] hats."
    """
    began = sentence_start(text, start)
    said = text[began:start]
    if not untied(text, start, said) or supposes(said) or _BOUNDING.search(said):
        return False
    clause = max((match.end() for match in CLAUSE_END.finditer(said)), default=0)
    told = said if marked else said[:clause]
    if words_in(told) & (DENYING | _CHANGING | OTHER_TIMES | OPINIONS) - own - things or not (
        marked or leads(said[clause:], things)
    ):
        return False
    return carries(text, began, things, own)
