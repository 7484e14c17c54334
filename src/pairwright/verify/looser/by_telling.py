"""What a text claims that explains its answer: in words before it, or behind it.

An answer that is read like this counts only where it is right, so that the ways of explaining need not be listed, and what
denies, doubts, bounds, goes on or takes back is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pairwright.verify.answers.announcements import announcements
from pairwright.verify.answers.answers import as_asked, in_plain_text, said_plainly
from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.extraction import AUTO
from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.named import calls_it_another, with_extremes
from pairwright.verify.answers.numbers import Claim, Condition, number_at
from pairwright.verify.answers.passage import Passage, told, words_in
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.readings import Wanted, goes_on
from pairwright.verify.answers.statements import statements
from pairwright.verify.answers.turns import answering, corrected, distances
from pairwright.verify.looser.agreeing import said_twice
from pairwright.verify.looser.by_ending import by_its_ending
from pairwright.verify.looser.by_steps import from_steps, numbered
from pairwright.verify.looser.explaining_words import SPEAKERS, UNSAID, UNTRUSTED
from pairwright.verify.looser.solutions import harmless
from pairwright.verify.looser.steps_in_languages import ENGLISH
from pairwright.verify.looser.told_in_words import EXPLAINED, explains, told_briefly, told_in_words, told_shortly
from pairwright.verify.questions.trees import ROOTS
from pairwright.verify.questions.trees import written as numbers_of
from pairwright.verify.retelling.courtesies import without_courtesies

_LONGEST = 2_000
# Tables and objects are read as such, nests of brackets are no explanations.
_IN_TABLE, _NESTED = 3, 20
_MOST_CUTS = 6
_NUMBERS = frozenset(["", ROOTS, "ratio"])
# A solution in words has no fewer numbers.
_WORKED = 3
# Where an explanation may begin behind an answer.
_CUT = re.compile(
    r"(?:(?<=[^\W\d_]{2}[.!?;])|(?<=[0)\]*$\"'][.!?;]))(?=[\s(])|\n(?=\s*\S)|[ ](?=\()|[ ](?=[–—-] ?[A-Za-z])"
    r"|(?=, (?:as|since|because|with|and (?:none|nothing|no)) )|(?=: (?:it|they|because|since|as)\b)"
)
_DOUBTED = (
    UNTRUSTED
    | SPEAKERS
    | (UNSAID - frozenset("different example examples similar hold opposite another".split()))
    | {"cached"}
)
# One of these is in whatever says why, without a number.
_REASONING = frozenset(
    "because since as decides multiplies multiply means mean counts think remember first copies check each every checking confirm".split()
)
_FIRST = re.compile(r"\s*-?0\.[ ]+(?=[A-Z(])")
_LISTED = re.compile(r"\n[ ]*0[.)][ ]")
# What it begins with where it ends with a calculation that is none of the answer.
_OPENS = re.compile(
    r"[\s,.;:(–—-]*(?:(?:that|this|it|here)(?:'s| is) )?(?:because|as|since|why|check|in (?:tens|ones|halves|thirds|quarters|\w+ths))\b",
    re.IGNORECASE,
)
_CONCLUDING = frozenset("so thus hence therefore".split())
_CONCLUDES = frozenset("so thus hence therefore is".split())
# With whom something is shared, and who says nothing.
_FRIENDS = re.compile(r"\b0 (?:friends|brothers|sisters|neighbou?rs|classmates|students|teachers)\b")
# Numbers in it need not be known.
_BRACKET = re.compile(r"\s\([^()]*(?:\([^()]*\)[^()]*)*\)[\s.]*\Z")
# Of so many words one may be unknown in a text that may be of another language.
_STRANGE_IN = 3
_IN_ENGLISH = frozenset(
    "by with are gives give makes make then have into between add take leaves left number numbers".split()
)
# Of an examiner: "[M1]".
_MARK = re.compile(r"[ ]*\[[A-Z]0\]")
# "44 : 4 = 11", "12 is 10 and 2 more", "2/3 is 2 * 13".
_DIVIDED = re.compile(r"(?<=0)[ ]?:[ ]?(?=0(?:\.0)?[ ]?=)")
_IS_PARTS = re.compile(r"(?<=0) is (?=0 (?:and|more|less) 0)|(?<=[*×·÷]0) is (?=(?:the same as )?[*×·÷][ ]?0)")
# 5% of 20 is 1 and not 1%.
_OF_HUNDRED = re.compile(r"0[*$ ]*(?:%|\\%|per ?cent)[*$ .!]*\Z", re.IGNORECASE)
_NO_REST = re.compile(r",? (?:and |with |leaving )*(?:no|without|without an?|without any|zero) remainder\b")
_IS_SHARE = re.compile(r"\b(0/0) is (?=0)")
# A number alone on the first line.
_HEAD = re.compile(r"(?:\s*0[.)][ ])?[\s*_`]*(?P<n>-?0(?:,0)*(?:\.0)?(?:/0)?)[\s*_`.!]*\n(?=[^\n]*0)")
_OF_DIGITS = re.compile(r"\bdigits?\b", re.IGNORECASE)
_ANSWERING = frozenset("answer answers result solution".split())
_ASIDE = re.compile(
    r"\bthink of it\b|\b(?:in|took|takes|needs?) (?:me |us |only |just )*0 (?:easy |short |quick )?(?:seconds?|minutes?|steps?|lines?)\b|\b(?:check|confirm|verif|substitut|plug)|\b(?:both|each) sides?\b|\(0(?:, 0)+ and",
    re.IGNORECASE,
)
# Other numbers that are named so: an estimate, what one gets in a wrong way.
_NAMED = re.compile(
    r"(?P<about>\((?:or |which is |that is |that's )?(?:about|roughly|approximately|approx\.?|around|nearly|≈|~)[^()0]*0(?:\.0)?[^()0]*\)"
    r"|\b(?:an? |my |the )?(?:rough |quick |first )?(?:estimates?|guess|approximation)\b(?: is| was| would be| gives|:)*"
    r"(?: about| near| around| roughly| approximately| close to)* 0[.;,:])"
    r"|,? (?:so |and )?(?:it|that) (?:isn't|is not) 0(?=[.;])|\((?:not|if you (?:got|get)) 0[^()]*\)|(?:^|(?<=[.!?\n] ))not 0[!.;]"
    r"|(?:^|(?<=[.!?\n]))[^.!?\n]*\b(?:would|you'd) (?:get|give|be) 0,? which is wrong[.!]"
    r"|(?:^|(?<=[.!?\n]))[^.:!?\n]*\b(?:common|frequent|typical|usual) (?:slip|mistake|error|trap)\b[^.:!?\n0]*0[^.:!?\n]*[.!]",
    re.IGNORECASE,
)
_UNEQUAL = re.compile(r"≠|¬|!=|=/=")
_NAMING = frozenset(
    "isn't about roughly approximately approx around estimate estimates guess approximation not if wrong slip mistake error trap".split()
)


def in_any_words(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape tells at its end, in any words, which counts only where it is right."""
    trusted = _trusted(shape, asked)
    if trusted is None:
        return None
    passage = trusted.page.passage
    reading = _by_its_words(passage, asked, trusted.page)
    strictly = in_plain_text(passage, asked) if reading is not None or trusted.retold else None
    if reading is None and strictly is not None and strictly.claims:
        reading, strictly = strictly, None
    # What is told in another way must be the same.
    return None if reading is None else said_twice(_with(reading, strictly, trusted, asked), passage)


def explained_behind(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape tells and explains behind it, which counts only where it is right."""
    trusted = _trusted(shape, asked)
    if trusted is None:
        return None
    passage = trusted.page.passage
    for cut in _cuts(passage.text):
        head, tail = passage.until(cut), passage.since(cut)
        if "0" not in head.text or not explains(tail.text, asked):
            return None
        if not _gives_reasons(tail.text) or (reading := _answer(head, asked, trusted.page)) is None:
            continue
        more = in_plain_text(tail, asked) if "0" in tail.text and not _OPENS.match(tail.text) else None
        if ((more is None or not more.claims) and _announces(tail)) or _calls_it_another(tail, asked):
            return None
        return _with(_behind(reading, tail, asked, trusted.page, head), more, trusted, asked)
    return None


def _announces(tail: Passage) -> bool:
    """Whether an explanation speaks of an answer with a number."""
    return "0" in tail.text and not tail.words.isdisjoint(_ANSWERING)


def _calls_it_another(tail: Passage, asked: Wanted) -> bool:
    """Whether an explanation ends with a number that it calls by the name of another quantity."""
    at = tail.text.rfind("0")
    return at >= 0 and calls_it_another(tail.text, at, at + 1, with_extremes(asked.quantities or frozenset()))


def _behind(reading: Reading, tail: Passage, asked: Wanted, whole: Page, head: Passage) -> Reading:
    """A reading, and that an explanation behind it ends with no other number."""
    if not tail.runs or _ASIDE.search(tail.text):
        return reading
    if _OF_DIGITS.search(tail.text):
        return replace(reading, conditions=(*reading.conditions, Condition(tail.runs[-1], width=1)))
    if _OPENS.match(tail.text) and tail.words.isdisjoint(_CONCLUDES) and Page(tail).pieces[-1].text.count("="):
        return reading
    again = told_in_words(tail, asked, whole)
    at_end = again is not None and tail.runs[-1] in _indices(again)
    if again is not None and at_end and (asked.runs > 2 or not tail.words.isdisjoint(_CONCLUDING)):
        return replace(reading, claims=(*reading.claims, *again.claims))
    # "6 * 4 makes 24" checks.
    known = (*range(asked.runs), *(head.runs if not at_end else _indices(reading)))
    return replace(reading, conditions=(*reading.conditions, Condition(tail.runs[-1], known)))


def _indices(reading: Reading) -> tuple[int, ...]:
    return tuple(each.index for each in numbers_of(reading.claims[0].tree))


def _announced(page: Page, asked: Wanted) -> Iterator[Claim]:
    """All that is announced as the answer, whatever is told besides, or stands on the first line alone."""
    for each in announcements(page.passage):
        read = number_at(page.text, each.end, page.passage.runs[page.first(each.end) :]) if each.strong else None
        if read is not None and not goes_on(page.text, read.end, asked.things):
            yield read.claim
    head = _HEAD.match(page.text)
    if head is not None:
        at = head.start("n")
        read = number_at(page.text[: head.end("n")], at, page.passage.runs[page.first(at) :])
        if read is not None:
            yield read.claim


def _with(reading: Reading, more: Reading | None, trusted: _Trusted, asked: Wanted) -> Reading:
    """A reading with what else is claimed, no number that is named as another one among it, and with all that is said to be equal."""
    # What claims only if something is so may claim nothing.
    further = () if more is None or more.conditions else more.claims
    apart = tuple(Condition(run, apart=_indices(reading)) for run in trusted.named)
    equations, _, unread = statements(trusted.page, asked.unknown)
    return replace(
        reading,
        claims=(*reading.claims, *further, *_announced(trusted.page, asked)),
        equations=tuple(equations),
        unread=unread,
        conditions=(*trusted.conditions, *reading.conditions, *apart),
    )


@dataclass(frozen=True)
class _Trusted:
    """A completion in plain text in which nothing is doubted.

    Attributes:
        page: without the numbers that are named as other ones.
        conditions: what must be so for it to answer the question.
        named: the numbers that are named as other ones.
        retold: whether it is not as it was written.
    """

    page: Page
    conditions: tuple[Condition, ...]
    named: tuple[int, ...]
    retold: bool


# Asked for twice, for each of the ways to read it.
@lru_cache(maxsize=64)
def _trusted(shape: str, asked: Wanted) -> _Trusted | None:
    """A completion as it is to be read; None where something in it is doubted."""
    passage = told(shape, asked.runs) if asked.extract == AUTO and not asked.told else None
    if passage is None or not asked.runs or asked.several or asked.letters or len(passage.text) > _LONGEST:
        return None
    if _FIRST.match(passage.text) and not _LISTED.search(passage.text):
        # "13. Both are ...": an answer, and no number of a list.
        passage = Passage(passage.text.replace(".", ";", 1), passage.runs)
    if not asked.percent and ("%" in asked.shape or "percent" in asked.shape) and _OF_HUNDRED.search(passage.text):
        return None
    if _is_strange(passage, asked):
        return None
    items, written = numbered(passage), passage.text
    passage = _in_our_signs(passage, asked)
    retold = passage.text != written
    passage = plain(passage, asked.unknown)
    passage = without_courtesies(said_plainly(as_asked(passage, asked), asked))
    named: tuple[int, ...] = ()
    if not passage.words.isdisjoint(_NAMING):
        spans = [match.span() for match in _NAMED.finditer(passage.text) if match["about"] is None]
        page = Page(passage)
        named = tuple(run for span in spans for run in page.runs(*span))
        passage = passage.without(match.span() for match in _NAMED.finditer(passage.text))
        retold = retold or len(passage.text) < len(page.text)
    text = passage.text
    if (
        "0" not in text
        or text.count("|") > _IN_TABLE
        or text.count("(") > _NESTED
        or ('"' in text and "{" in text)
        or not (_DOUBTED - asked.beside).isdisjoint(words_in(_FRIENDS.sub(" ", harmless(text))))
        or _UNEQUAL.search(text)
        or distances(harmless(text))
    ):
        return None
    turn = answering(passage, asked.shape, 0)
    if turn is None or corrected(turn).taken_back is not None:
        return None
    return _Trusted(Page(turn.passage), (*items, *turn.conditions), named, retold)


def _is_strange(passage: Passage, asked: Wanted) -> bool:
    """Whether a text without one word that is English alone has words that are not known: they may deny."""
    words = passage.words
    if not words or not words.isdisjoint(ENGLISH | _IN_ENGLISH):
        return False
    unknown = sum(len(word) > 1 for word in words - EXPLAINED - asked.beside)
    return unknown * _STRANGE_IN > len(words)


def _in_our_signs(passage: Passage, asked: Wanted) -> Passage:
    """A passage in which `:` divides as `÷`, and "2/3 is 26", "12 is 10 and 2" do not say that two numbers are the same."""
    if "[" in passage.text:
        passage = passage.without(match.span() for match in _MARK.finditer(passage.text))
    text = passage.text.replace("↔", "→")
    if ":" in text and ":" not in asked.shape:
        text = _DIVIDED.sub(" ÷ ", text)
    if "remainder" in passage.words and "remainder" not in asked.beside:
        text = _NO_REST.sub(" ", text)
    if " is " in text:
        text = _IS_PARTS.sub(" means ", text)
        if asked.operator == "*" and "/" in asked.shape:
            text = _IS_SHARE.sub(r"\1 means ", text)
    return Passage(text, passage.runs)


def _cuts(text: str) -> Iterator[int]:
    """Where explanations may begin, a bracket with which all ends first, then the last one."""
    if text.rstrip(" .\n").endswith(")") and (bracket := _BRACKET.search(text)):
        yield bracket.start()
    yield from [match.start() for match in _CUT.finditer(text)][: -_MOST_CUTS - 1 : -1]


def _gives_reasons(tail: str) -> bool:
    words = words_in(tail)
    if "0" in tail:
        return len(words) > 2 or _OPENS.match(tail) is not None or "=" in tail
    return len(words) > 2 and not words.isdisjoint(_REASONING)


def _answer(passage: Passage, asked: Wanted, whole: Page) -> Reading | None:
    """What a part of a text claims."""
    strictly = in_plain_text(passage, asked)
    if (in_words := _by_its_words(passage, asked, whole)) is not None:
        return replace(in_words, claims=(*in_words.claims, *(strictly.claims if strictly else ())))
    if strictly is not None and strictly.claims:
        return strictly
    reading = by_its_ending(passage, asked)
    return reading if reading is not None and reading.claims else None


def _by_its_words(passage: Passage, asked: Wanted, whole: Page) -> Reading | None:
    """What a part of a text claims that tells its steps in any words."""
    if whole.text.count("0") < _WORKED:
        if passage is not whole.passage or asked.answers not in _NUMBERS:
            return None
        return told_shortly(whole, asked) or told_briefly(whole, asked)
    reading = told_in_words(passage, asked, whole) if asked.answers in _NUMBERS else None
    if reading is None and passage.text.count("0") >= _WORKED:
        reading = from_steps(passage, asked, passage.text)
    return reading
