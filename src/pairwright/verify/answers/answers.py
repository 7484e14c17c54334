r"""What a completion claims: its final answer, and what it says is equal, over shapes.

A final answer is marked (`\boxed{0}`, `<answer>0</answer>`, `#### 0`), announced (`The answer is 0`), assigned
(`x = 0`), ends a calculation (`0+0 = 0`), or is all there is (`0`).  Whatever could be read in two ways claims
nothing: answers that differ, something left over behind one ("72 or 73"), a word that is not known to leave it
what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pairwright.verify.answer_types.choices import CHOICES
from pairwright.verify.answer_types.remainders import joined, without_division
from pairwright.verify.answer_types.rounding import said_rounded
from pairwright.verify.answers.accounted import accounted, done_as_asked
from pairwright.verify.answers.announcements import Announcement, announcements, last_result
from pairwright.verify.answers.claims import OPEN, Equation, Reading
from pairwright.verify.answers.closings import without_closings, without_pictures
from pairwright.verify.answers.contrasts import without_contrast
from pairwright.verify.answers.extraction import AUTO, LAST_LINE, extracted
from pairwright.verify.answers.marked import behind, marked
from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.named import calls_it_another
from pairwright.verify.answers.no_numbers import READERS
from pairwright.verify.answers.numbers import Claim, Condition, Read, number_at
from pairwright.verify.answers.objects import laid_out
from pairwright.verify.answers.passage import Passage, told, without_programs
from pairwright.verify.answers.phrases import matches_at, places
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import (
    after,
    led_up_to,
    neutral,
    of_it,
    own_words,
    says_more,
    sentence_start,
    words_of,
)
from pairwright.verify.answers.readings import (
    EMPTY,
    MAX_CLAIMS,
    NAMED,
    STRETCH,
    Found,
    InDoubtError,
    Said,
    Wanted,
    goes_on,
    value_at,
)
from pairwright.verify.answers.sentences import told_by_name
from pairwright.verify.answers.several import named_parts, roots
from pairwright.verify.answers.statements import statements, trimmed
from pairwright.verify.answers.story_prose import leads_in_story, tells_on
from pairwright.verify.answers.turns import answering, corrected, distanced, ends_denied
from pairwright.verify.answers.unmarked import bare, does_more, ending, restated, told_sentence, twice
from pairwright.verify.questions.trees import ROOTS
from pairwright.verify.retelling.afterthoughts import without_reason
from pairwright.verify.retelling.numbers_of_languages import in_words_of_a_language
from pairwright.verify.retelling.openings import without_openings
from pairwright.verify.retelling.operations_in_words import all_in_words
from pairwright.verify.retelling.spellings import in_usual_spelling
from pairwright.verify.retelling.telling import Retold, as_laid_out, in_plain_words

__all__ = [
    "Claim",
    "Condition",
    "Reading",
    "Wanted",
    "as_asked",
    "of_plain",
    "reading_in",
    "reading_of",
    "said_plainly",
]

_PREMISING = frozenset("question problem given different another numbers values".split())
_TOLD = r"(?P<told>-?0(?:[-+*/÷^(), ]|and\b|0)*0\)?)(?![ \t)]*[=0])"
# What is worked out with the answer is another number: "answer - 0 = 0", "-answer = 0", "the answer! = 0".
_NOUNS = frozenset("answer result sum total difference product quotient value solution".split())
_NOUN = rf"(?:{'|'.join(sorted(_NOUNS))})"
_WORKED_WITH = re.compile(
    rf"\b{_NOUN}[ ]*[-+*/÷^][ ]*(?:0|{_NOUN})[ ]*=|[-|√]{_NOUN}\b\|?[ ]*=|\b{_NOUN}(?:'|!|\([a-z]\))[ ]*="
)
# Longer texts say more than that.
_SHORT = 200
# In small letters: "the problem is 0 + 0", and "0 + 0 instead".
_PREMISE = re.compile(rf"\b(?:{'|'.join(sorted(_PREMISING))})\b[^.=\n0]{{0,30}}{_TOLD}")
_INSTEAD = re.compile(rf"{_TOLD}[ ]instead")
_FOUND_OUT = re.compile(
    r"\b(?:gives|yields|giving|get|obtain|find|leaves|makes|means|follows)(?: that)?[ \t:$*]*\Z", re.IGNORECASE
)
_FOR = re.compile(
    r"\b(?:for|given|evaluating|computing|calculating)[ ]+[$(]*(?P<of>0[-+*/÷^()., 0]*)[$)]*,?[ ]+(?:the|our)[ ]+(?:\w+[ ])?\Z",
    re.IGNORECASE,
)
_OF_LETTER = re.compile(
    r"(?:\b(?:for|of|so|then|thus|hence|therefore|and|that)[ ]+|(?:^|[.;:,\n])[ ]*)[$*]*([A-Za-z])\b[$*]*[ ]+(?:is|equals|=|:)(?!.*[,;])"
)
_ON_A_SIDE = re.compile(r"\bon the (?:left|right|other side)\b(?!.*[A-Za-z][ ]*=)", re.IGNORECASE)
_BRACKET = re.compile(r"[ \t*$]*\([ \t$*]*")
# The answer is a multiple of 0, half of 0.
_OF_IT = re.compile(
    r"(?:an?|the|some)?[ ]?(?:multiple|factor|divisor|neighbou?r|successor|predecessor|opposite|inverse|negative|root|digit"
    r"|part|fraction|percentage|square|cube|double|half|twice|triple)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<=0)[ ]?(?:%|percent\b|per cent\b)(?![ ]*(?:of\b|[-+*/^=0]))", re.IGNORECASE)
# Kinds of answers that are numbers.
_PLAIN_ANSWERS = frozenset(["", ROOTS])
# `-|0|` is an expression; in "|-0| = 0" it is worked out.
_ABSOLUTE = re.compile(r"(?:-[ ]?\|[ ]?-?|\|[ ]?-)0(?:,0)*(?:\.0)?[ ]?\|(?![ ]*[=|])")
# "Answer (in thousands): 0".
_SCALED = re.compile(
    r"\b(?:answer|result|solution|value|total|sum)[ *]*\([^()\n]{0,20}?(?:\b(?:tens|hundreds|thousands?|millions?|billions?|dozens?)\b|[x*][ ]?0)[^()\n]{0,20}\)[ *]*:",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"[-+*/]=|!=|:=.*:=|=[ \t]*-[ \t]*[a-z]")


def reading_of(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape claims, its runs of digits counted behind the question's; None if nothing certain."""
    passage = told(shape, asked.runs)
    return None if passage is None else reading_in(passage, asked)


def reading_in(passage: Passage, asked: Wanted) -> Reading | None:
    """What a passage claims; None if nothing certain."""
    if asked.extract == LAST_LINE:
        passage = extracted(passage, LAST_LINE)[0]
    elif asked.extract != AUTO:
        return _in_place(passage, asked)
    retelling = as_laid_out(passage, asked)
    passage, conditions = retelling.passage, retelling.conditions
    if asked.extract == AUTO and (set_out := laid_out(passage, asked)) is not None:
        return set_out
    if "```" in passage.text and retelling.passage is passage and not asked.things:
        passage = without_programs(passage)
    return in_plain_text(said_plainly(as_asked(plain(passage, asked.unknown), asked), asked), asked, conditions)


def in_plain_text(passage: Passage, asked: Wanted, conditions: tuple[Condition, ...] = ()) -> Reading | None:
    """What a passage without markup claims, set phrases in it retold; what must be so besides."""
    retelling = Retold(passage)
    if asked.answers in _PLAIN_ANSWERS:
        if (in_words := in_words_of_a_language(passage) or all_in_words(passage, asked)) is not None:
            return in_words
        retelling = in_plain_words(passage, asked)
        passage, conditions = retelling.passage, conditions + retelling.conditions
    elif asked.answers in CHOICES:
        passage, reason, conditions = without_reason(passage, asked)
        retelling = Retold(passage, checks=() if reason is None else (reason,))
    reading = of_plain(passage, asked)
    if reading is None or not (conditions or retelling.checks):
        return reading
    equations = (*reading.equations, *(each for check in retelling.checks for each in _checked(check, asked)))
    return replace(reading, equations=equations, conditions=(*reading.conditions, *conditions))


def said_plainly(passage: Passage, asked: Wanted) -> Passage:
    """The passage without what is said to its reader, or in pictures, at its head and its end, in its usual spelling."""
    passage = without_pictures(without_closings(passage))
    return in_usual_spelling(without_openings(passage, cries=asked.answers in _PLAIN_ANSWERS))


def _checked(check: Passage, asked: Wanted) -> list[Equation]:
    """What a check says is equal."""
    return statements(Page(check), asked.unknown)[0]


def of_plain(passage: Passage, asked: Wanted) -> Reading | None:
    """What a passage in plain text claims."""
    if (reader := READERS.get(asked.answers)) is not None:
        return None if ends_denied(passage.text) else reader(passage, asked)
    if asked.several and (several := roots(passage, asked)) is not None:
        return several
    if asked.letters:
        return named_parts(passage, asked)
    if _is_of_another_size(passage):
        return None
    passage = without_contrast(passage)
    divided: tuple[Condition, ...] = ()
    if asked.parted:
        passage, divided = without_division(Passage(joined(passage.text), passage.runs), asked)
    in_words = asked.shape[:2].isalpha() and bool(passage.words)
    spoken = plain(Passage(asked.shape, range(asked.runs)), asked.unknown).text if in_words else ""
    introduced = None if asked.told else asked.things | words_of(asked.shape)
    own = own_words(asked.shape) if asked.told else frozenset()
    if distanced(passage.text, introduced, own) or _is_worked_with(passage):
        return None
    turn = answering(passage, asked.shape, 0, spoken, story=asked.told)
    if turn is None:
        return None
    turn = corrected(turn)
    page = Page(turn.passage)
    try:
        found, read = _answers(page, asked)
        if not found and turn.taken_back is not None and not turn.hard:
            page = Page(Passage(f"{turn.taken_back.text} {page.text}", [*turn.taken_back.runs, *page.passage.runs]))
            found, read = _answers(page, asked)
    except InDoubtError:
        return None
    equations, _, unread = read
    if not found:
        return Reading((), tuple(equations), unread)
    conditions = [
        *divided,
        *turn.conditions,
        *(each for one in found for each in (*one.conditions, *one.read.conditions)),
    ]
    return Reading(tuple(one.read.claim for one in found), tuple(equations), unread, tuple(conditions))


def _is_of_another_size(passage: Passage) -> bool:
    """Whether a number is told by its absolute value, or in thousands."""
    if "|" in passage.text and _ABSOLUTE.search(passage.text):
        return True
    return "(" in passage.text and ":" in passage.text and _SCALED.search(passage.text) is not None


def _is_worked_with(passage: Passage) -> bool:
    """Whether a short text works something out with its answer, and tells only what that comes to."""
    return (
        len(passage.text) < _SHORT
        and "=" in passage.text
        and not passage.words.isdisjoint(_NOUNS)
        and _WORKED_WITH.search(passage.small) is not None
    )


def as_asked(passage: Passage, asked: Wanted) -> Passage:
    """The passage without what it says of an answer because it is asked so: that it is rounded, that it is percent."""
    if asked.rounded:
        passage = said_rounded(passage)
    if asked.percent:
        passage = passage.without(match.span() for match in _PERCENT.finditer(passage.text))
    return passage


def _in_place(passage: Passage, asked: Wanted) -> Reading | None:
    """The answers in the places where one must stand, and nowhere else."""
    if (reader := READERS.get(asked.answers)) is not None:
        places = list(extracted(passage, asked.extract))
        return reader(plain(places[0], asked.unknown), asked) if len(places) == 1 else None
    reads: list[Read] = []
    for place in extracted(passage, asked.extract):
        page = Page(plain(place, asked.unknown))
        at = len(page.text) - len(page.text.lstrip(EMPTY))
        try:
            read = value_at(page, at, asked)
        except InDoubtError:
            return None
        end = None if read is None else after(page.text, read.end, units=asked.things)
        if read is None or end is None or page.text[end:].strip(EMPTY):
            return None
        reads.append(read)
    equations, _, unread = statements(Page(plain(passage, asked.unknown)), asked.unknown)
    if len(reads) > MAX_CLAIMS:
        return None
    conditions = tuple(condition for read in reads for condition in read.conditions)
    return Reading(tuple(read.claim for read in reads), tuple(equations), unread, conditions)


def _answers(page: Page, asked: Wanted) -> tuple[list[Found], Said]:
    """The answers of a page, all of which count, and what it says is equal."""
    said = statements(page, asked.unknown)
    found = _strongest([*marked(page, asked), *_announced(page, asked), *_assigned(page, asked)])
    more = does_more(said, asked)
    found = (
        found
        or (list(ending(page, asked, said)) if not more else [])
        or list(told_by_name(page, asked))
        or list(twice(page, asked))
        or (list(bare(page, asked)) if not more else [])
        or list(told_sentence(page, asked))
        or list(restated(page, asked))
        or list(_resulting(page, asked))
        or (list(accounted(page, asked, said)) if not more else [])
    )
    if not found:
        return [], said
    if len(found) > MAX_CLAIMS or any(
        calls_it_another(page.text, one.start, one.end, asked.quantities)
        or (not one.strong and _of_another_letter(page.text, one, asked))
        for one in found
    ):
        raise InDoubtError
    found = [done_as_asked(page, one, asked) for one in found]
    found += _said_twice(page, max(found, key=lambda one: one.end))
    last = max(found, key=lambda one: one.end)
    behind = (*_known(page, asked, last, said), *_premises(page, asked))
    return [*found[:-1], Found(last.start, last.end, last.read, last.strong, (*last.conditions, *behind))] if (
        found[-1] is last
    ) else [*found, Found(last.start, last.end, last.read, last.strong, behind)], said


def _of_another_letter(text: str, one: Found, asked: Wanted) -> bool:
    """Whether a number is told to be what another letter stands for: "the solution for t is 0"."""
    if asked.unknown == "?":
        return False
    if _ON_A_SIDE.search(text, sentence_start(text, one.start), one.end):
        return True
    match = _OF_LETTER.search(text, sentence_start(text, one.start), one.end)
    return match is not None and match[1] != asked.unknown


def _said_twice(page: Page, last: Found) -> list[Found]:
    """The number in brackets right behind an answer, which must be the same: "twenty (20)"."""
    match = _BRACKET.match(page.text, last.end)
    read = None if match is None else number_at(page.text, match.end(), page.passage.runs[page.first(match.end()) :])
    if read is None or page.text[read.end : read.end + 1] != ")":
        return []
    return [Found(last.start, read.end + 1, read, last.strong)]


def _strongest(found: list[Found]) -> list[Found]:
    """Those that count: what is said to be the answer, and results behind it; else the last result, and whole ones."""
    found = sorted(found, key=lambda one: one.end)
    strong = [one for one in found if one.strong]
    if strong:
        return [one for one in found if one.strong or one.end > strong[-1].end]
    # x = 12/3 on the way to x = 4 is no answer.
    return [one for place, one in enumerate(found) if place == len(found) - 1 or not one.read.claim.fraction]


def _announced(page: Page, asked: Wanted) -> Iterator[Found]:
    """What is announced as the answer, or as a result."""
    text = page.text
    found = list(announcements(page.passage))
    last = max((each.start for each in found if each.strong), default=-1)
    for each in found:
        if text.startswith(OPEN, each.end) or text[each.start : each.end].rstrip(" $*:\n").endswith(OPEN):
            continue
        if each.of is not None and asked.unknown != each.of:
            if each.strong:
                raise InDoubtError
            continue
        read = value_at(page, each.end, asked)
        if read is None:
            if not (asked.told and each.start < last):
                _require_prose(text, each, asked)
            continue
        start, about = _for_it(page, each, asked)
        if (
            goes_on(text, read.end, asked.things)
            or behind(text, read.end, asked) is None
            or of_it(text, each.start)
            or not (
                led_up_to(text, start, alone=each.supposed, things=asked.beside)
                or (asked.things and each.strong and _leads_in_story(text, each, asked))
            )
        ):
            # A solution may speak of its answer on the way to it.
            if each.strong and not (asked.told and each.start < last):
                raise InDoubtError
            continue
        yield Found(each.start, read.end, read, each.strong, (*about, *_about(page, each, asked)))


def _leads_in_story(text: str, each: Announcement, asked: Wanted) -> bool:
    return not each.supposed and leads_in_story(text, each.start, asked.things, own_words(asked.shape), marked=False)


def _for_it(page: Page, each: Announcement, asked: Wanted) -> tuple[int, tuple[Condition, ...]]:
    """Where an announcement begins with what it is for, "for 0 + 0 the answer", and what must be so for that."""
    near = max(0, each.start - 60)
    if asked.told or "0" not in page.text[near : each.start] or not (match := _FOR.search(page.text, near, each.start)):
        return each.start, ()
    known = tuple(range(asked.runs))
    return match.start(), tuple(Condition(run, known) for run in page.runs(*match.span("of")))


def _resulting(page: Page, asked: Wanted) -> Iterator[Found]:
    """What a text says last that something comes to, where it gives no other answer: "So we get 0."."""
    each, text = last_result(page.text), page.text
    read = None if each is None else value_at(page, each.end, asked)
    if (
        each is not None
        and read is not None
        and not goes_on(text, read.end, asked.things)
        and after(text, read.end, units=asked.things) is not None
        and "0" not in text[read.end :]
        and led_up_to(text, each.start, things=asked.beside, marked="0" in text[: each.start])
    ):
        known = tuple(range(asked.runs))
        began = sentence_start(text, each.start)
        about = () if asked.told else tuple(Condition(run, known) for run in page.runs(began, each.start))
        yield Found(each.start, read.end, read, strong=False, conditions=about)


def _require_prose(text: str, each: Announcement, asked: Wanted) -> None:
    """An announcement without a number may go on in words, but not to an expression or a mark of nothing."""
    rest = text[each.end : each.end + 60]
    stretch = STRETCH.match(text, each.end)
    if each.strong and ((stretch and ("0" in stretch[0] or stretch[0].strip() == asked.unknown)) or rest[:1] in "?∅∞"):
        raise InDoubtError
    if each.strong and _OF_IT.match(rest):
        raise InDoubtError
    if each.strong and text[each.start : each.end].rstrip().endswith("=") and rest[:1] in "-+":
        raise InDoubtError


def _about(page: Page, each: Announcement, asked: Wanted) -> tuple[Condition, ...]:
    """The answer to 7+14 is the answer only if 7 and 14 are the question's numbers."""
    if each.about is None:
        return ()
    return tuple(Condition(run, tuple(range(asked.runs))) for run in page.runs(*each.about))


def _assigned(page: Page, asked: Wanted) -> Iterator[Found]:
    """`x = 0`, and `x = 0/0 = 0`, where x is what is asked for."""
    if asked.unknown == "?":
        return
    text = page.text
    for piece in page.pieces:
        inner, offset = trimmed(piece.text)
        named = NAMED.match(inner)
        if named is None or named[1] != asked.unknown:
            continue
        start = piece.start + offset
        before = text[:start].rstrip(' \t$*"(')
        if before and (before[-1] in "|'√∛\\}_<>≠≤≥≈±^∓" or before[-1].isdigit()):
            continue
        read = value_at(page, start, asked)
        if (
            read is None
            or goes_on(text, read.end, asked.things)
            or after(text, read.end, units=asked.things) is None
            or not led_up_to(
                text, start, things=asked.beside, marked=_FOUND_OUT.search(text, max(0, start - 30), start) is not None
            )
        ):
            continue
        yield Found(start, read.end, read, strong=False)


def _premises(page: Page, asked: Wanted) -> tuple[Condition, ...]:
    """What is told as the question, or done in its place, must be of its numbers."""
    words, small = page.passage.words, page.passage.small
    if asked.told or not asked.runs:
        return ()
    found = matches_at(_PREMISE, small, places(small, words & _PREMISING))
    found += _INSTEAD.finditer(small) if "instead" in words else ()
    known = tuple(range(asked.runs))
    return tuple(Condition(run, known) for match in found for run in page.runs(*match.span("told")))


def _known(page: Page, asked: Wanted, last: Found, said: Said) -> tuple[Condition, ...]:
    """What must be so of what stands behind the last answer; in doubt where it says more than can be told."""
    text = page.text
    end = behind(text, last.end, asked) if last.strong else after(text, last.end, units=asked.things)
    tail = text[last.end if end is None else end :]
    if (
        says_more(text, last.end if end is None else end, asked.beside)
        or not (neutral(tail, asked.beside) or (last.strong and tells_on(tail, asked.things, own_words(asked.shape))))
        or _CHANGED.search(tail)
    ):
        raise InDoubtError
    if "0" not in text[last.end :]:
        return ()
    mine = set(page.runs(last.start, last.end)) | set(range(asked.runs))
    mine |= {run for each in said[0] for run in range(each.first, each.first + each.text.count("0"))}
    read = {run for place in said[1] for run in page.runs(page.pieces[place].start, page.pieces[place].end)}
    known = tuple(sorted(mine))
    return tuple(Condition(run, known) for run in page.runs(last.end, len(text)) if run not in read)
