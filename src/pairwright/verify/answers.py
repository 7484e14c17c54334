r"""What a completion claims: its final answer, and what it says is equal, over shapes.

A final answer is marked (`\boxed{0}`, `<answer>0</answer>`, `#### 0`), announced (`The answer is 0`), assigned
(`x = 0`), ends a calculation (`0+0 = 0`), or is all there is (`0`).  Whatever could be read in two ways claims
nothing: answers that differ, something left over behind one ("72 or 73"), a word that is not known to leave it
what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pairwright.verify.announcements import Announcement, announcements
from pairwright.verify.choices import CHOICES
from pairwright.verify.expressions import EXPRESSIONS
from pairwright.verify.extraction import AUTO, LAST_LINE, extracted
from pairwright.verify.markup import CLOSE, OPEN, plain
from pairwright.verify.numbers import Claim, Condition, Read, number_at
from pairwright.verify.objects import in_object, in_table
from pairwright.verify.passage import Passage, told
from pairwright.verify.pieces import MATHEMATICS, Page
from pairwright.verify.prose import after, led_up_to, neutral
from pairwright.verify.remainders import joined
from pairwright.verify.statements import Equation, statements, tree_at, trimmed
from pairwright.verify.trees import Operation, Tree, Zero, unknowns
from pairwright.verify.turns import answering, corrected
from pairwright.verify.typed_answers import chosen_in, expression_in
from pairwright.verify.wanted import Reading, Wanted

__all__ = ["Claim", "Condition", "Reading", "Wanted", "reading_of"]

_MAX_CLAIMS = 20
_MAX_SIDES = 20
_BOX = re.compile(rf"{OPEN}[\s$*]*([^{OPEN}{CLOSE}]*)(?:{CLOSE}|\Z)")
_STRETCH = re.compile(MATHEMATICS + r"|[ \t]+(?=[A-Za-z0()+*/÷^=-]))+")
_NAMED = re.compile(r"[ \t]*([A-Za-z])[ \t]*=[ \t]*")
_GOES_ON = re.compile(r"[ \t]*(?:[-+*/÷^=<>≤≥≠≈±%‰°²³]|\\)")
_AND = re.compile(r"[ \t]*(?:,|or|and|,[ ]?or|,[ ]?and)[ \t]+(?=[-+A-Za-z(]*[ \t=]*[-+(]?0)")
_BARE = re.compile(r"[\s*_$`\"'\[{|#=→⇒✅✓:\x02]*?(?=[-+(]*[ \t]*[-+$€£¥₹]?[ \t]*[.0½⅓⅔¼¾]|[A-Za-z])")
_ROOT = r"(?:[A-Za-z][_ ]?0?[ \t]*=[ \t]*)?[-+]?[ \t]*[(]?-?[0.][0./]*[)]?"
# x = 3 or x = -3; 3 and -3; x = ±3.
_SEVERAL = re.compile(
    rf"(?P<list>{_ROOT}(?:(?:[ \t]*,)?[ \t]*(?:or|and|,|;|\n)[ \t]*{_ROOT})+"
    rf"|(?:[A-Za-z][ \t]*=[ \t]*)?(?P<both>±)[ \t]*0(?:\.0)?)"
)
_ONE_OF = re.compile(r"(?:([A-Za-z])[ \t]*=[ \t]*)?±?[ \t]*([-+]?[ \t]*[(]?-?[0.][0./]*[)]?)")
_ARROW = re.compile(r"[→⇒]|=>|->")
_BEFORE_BOX = re.compile(r"[^\n,;:.→⇒!?]*\Z")
_EMPTY = " \t\r\n*_$`\"'()[]{}|.,:;!" + OPEN + CLOSE
_CHANGED = re.compile(r"[-+*/]=|!=|:=.*:=|=[ \t]*-[ \t]*[a-z]")


@dataclass(frozen=True)
class _Found:
    """A number where an answer is expected.

    Attributes:
        start: where what leads to it begins.
        end: where it ends.
        read: the number.
        strong: whether it is marked or announced as the answer.
        conditions: what must be so for it to be one.
    """

    start: int
    end: int
    read: Read
    strong: bool
    conditions: tuple[Condition, ...] = ()


class _InDoubt(Exception):  # noqa: N818 (no error: it ends a reading)
    """Something stands where the answer should, and it is none."""


def reading_of(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape claims, its runs of digits counted behind the question's; None if nothing certain."""
    passage = told(shape, asked.runs)
    if passage is None:
        return None
    if asked.extract == AUTO and (laid_out := _laid_out(passage)) is not None:
        return laid_out
    if asked.extract == LAST_LINE:
        passage = extracted(passage, LAST_LINE)[0]
    elif asked.extract != AUTO:
        return _in_place(passage, asked)
    passage = plain(passage, asked.unknown)
    if asked.answers in CHOICES:
        return chosen_in(passage, asked)
    if asked.answers in EXPRESSIONS:
        return expression_in(passage, asked)
    if asked.several and (roots := _roots(passage, asked)) is not None:
        return roots
    if asked.parted:
        passage = Passage(joined(passage.text), passage.runs)
    turn = answering(passage, asked.shape, 0)
    if turn is None:
        return None
    turn = corrected(turn)
    page = Page(turn.passage)
    try:
        found, read = _answers(page, asked)
        if not found and turn.taken_back is not None and not turn.hard:
            page = Page(Passage(f"{turn.taken_back.text} {page.text}", [*turn.taken_back.runs, *page.passage.runs]))
            found, read = _answers(page, asked)
    except _InDoubt:
        return None
    equations, _, unread = read
    if not found:
        return Reading((), tuple(equations), unread)
    conditions = [*turn.conditions, *(each for one in found for each in (*one.conditions, *one.read.conditions))]
    return Reading(tuple(one.read.claim for one in found), tuple(equations), unread, tuple(conditions))


def _roots(passage: Passage, asked: Wanted) -> Reading | None:
    """Several answers, `x = 0 or x = 0`, at the end of a passage; None where they are not given so."""
    page = Page(passage)
    text = page.text
    match = next(iter(list(_SEVERAL.finditer(text))[-1:]), None)
    if match is None or text[match.end() :].strip(_EMPTY) or not led_up_to(text, match.start("list")):
        return None
    reads: list[Read] = []
    for each in _ONE_OF.finditer(text, match.start("list"), match.end()):
        named = each[1]
        read = number_at(text, each.start(2), passage.runs[page.first(each.start(2)) :])
        if read is None or (named is not None and named != asked.unknown) or len(reads) == _MAX_CLAIMS:
            return None
        reads.append(read)
    if match["both"]:
        reads.append(Read(Claim(Operation("-", Zero(), reads[0].claim.tree)), reads[0].end))
    conditions = tuple(condition for read in reads for condition in read.conditions)
    return Reading(tuple(read.claim for read in reads), conditions=conditions, together=True)


def _laid_out(passage: Passage) -> Reading | None:
    """The answer in an object or a table; None where the passage is neither."""
    read: Read | bool | None = False
    if passage.text.count("{") and '"' in passage.text:
        read = in_object(passage)
    elif passage.text.count("|") > 3:
        read = in_table(passage) or False
    if isinstance(read, bool):
        return None
    return Reading() if read is None else Reading((read.claim,), conditions=read.conditions)


def _in_place(passage: Passage, asked: Wanted) -> Reading | None:
    """The answers in the places where one must stand, and nowhere else."""
    reads: list[Read] = []
    for place in extracted(passage, asked.extract):
        page = Page(plain(place, asked.unknown))
        at = len(page.text) - len(page.text.lstrip(_EMPTY))
        try:
            read = _value_at(page, at, asked)
        except _InDoubt:
            return None
        end = None if read is None else after(page.text, read.end, units=asked.told)
        if read is None or end is None or page.text[end:].strip(_EMPTY):
            return None
        reads.append(read)
    equations, _, unread = statements(Page(plain(passage, asked.unknown)), asked.unknown)
    if len(reads) > _MAX_CLAIMS:
        return None
    conditions = tuple(condition for read in reads for condition in read.conditions)
    return Reading(tuple(read.claim for read in reads), tuple(equations), unread, conditions)


_Said = tuple[list[Equation], set[int], bool]


def _answers(page: Page, asked: Wanted) -> tuple[list[_Found], _Said]:
    """The answers of a page, all of which count, and what it says is equal."""
    said = statements(page, asked.unknown)
    found = _strongest([*_marked(page, asked), *_announced(page, asked), *_assigned(page, asked)])
    found = found or list(_ending(page, asked, said)) or list(_bare(page, asked))
    if not found:
        return [], said
    if len(found) > _MAX_CLAIMS:
        raise _InDoubt
    last = max(found, key=lambda one: one.end)
    behind = _known(page, asked, last, said)
    return [*found[:-1], _Found(last.start, last.end, last.read, last.strong, (*last.conditions, *behind))] if (
        found[-1] is last
    ) else [*found, _Found(last.start, last.end, last.read, last.strong, behind)], said


def _strongest(found: list[_Found]) -> list[_Found]:
    """Those that count: what is said to be the answer, and results behind it; else the last result, and whole ones."""
    found = sorted(found, key=lambda one: one.end)
    strong = [one for one in found if one.strong]
    if strong:
        return [one for one in found if one.strong or one.end > strong[-1].end]
    # x = 12/3 on the way to x = 4 is no answer.
    return [one for place, one in enumerate(found) if place == len(found) - 1 or not one.read.claim.fraction]


def _marked(page: Page, asked: Wanted) -> Iterator[_Found]:
    """What stands in boxes and tags; anything else than an answer there leaves all in doubt."""
    text = page.text
    if OPEN not in text:
        return
    for match in _BOX.finditer(text):
        start, end = match.span(1)
        read = _value_at(page, start, asked) or _announced_within(page, start, end, asked)
        if (
            read is None
            or (behind := after(text, read.end, units=asked.told)) is None
            or text[behind:end].strip(_EMPTY)
        ):
            raise _InDoubt
        if after(text, match.end(), units=asked.told) is None or not _names_the_unknown(text, match.start(), asked):
            raise _InDoubt
        if not led_up_to(text, _side_start(text, match.start()), marked=True):
            raise _InDoubt
        yield _Found(match.start(), match.end(), read, strong=True)


def _announced_within(page: Page, start: int, end: int, asked: Wanted) -> Read | None:
    """The answer of a sentence in a tag: `<answer>The answer is 0.</answer>`."""
    words = page.passage.words
    places = [each.end for each in announcements(page.text, words) if start <= each.start and each.end < end]
    return _value_at(page, places[0], asked) if len(places) == 1 and neutral(page.text[start : places[0]]) else None


def _side_start(text: str, at: int) -> int:
    r"""Where the left side of `... = \boxed{0}` begins; the place itself where there is none."""
    if not text[:at].rstrip(" \t$*").endswith("="):
        return at
    match = _BEFORE_BOX.search(text, max(0, at - 400), at)
    return match.start() if match else at


def _names_the_unknown(text: str, at: int, asked: Wanted) -> bool:
    """Whether what stands right before a box is nothing, the unknown, or a calculation that it is the value of."""
    before = text[max(0, at - 400) : at].rstrip(" \t$*\"'(")
    if not before or before[-1] in "\n.,;:!?→⇒|)>✅\x02" or not before[-1].isascii():
        return not before.endswith((")", ">")) or _worded_bracket(before)
    if before[-1] != "=":
        return before[-1].isalpha() and (len(before) < 2 or before[-2].isalpha() or before[-2].isspace() is False)
    side = before[max(before.rfind(mark) for mark in "\n.,;:→⇒") + 1 : -1]
    sides = side.split("=")
    if sides[0].strip(" \t$*") == asked.unknown:
        sides = sides[1:]
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


def _announced(page: Page, asked: Wanted) -> Iterator[_Found]:
    """What is announced as the answer, or as a result."""
    text = page.text
    for each in announcements(text, page.passage.words):
        if text.startswith(OPEN, each.end) or text[each.start : each.end].rstrip(" $*:\n").endswith(OPEN):
            continue
        if each.of is not None and asked.unknown != each.of:
            if each.strong:
                raise _InDoubt
            continue
        read = _value_at(page, each.end, asked)
        if read is None:
            _require_prose(text, each, asked)
            continue
        if (
            _goes_on(text, read.end)
            or after(text, read.end, units=asked.told) is None
            or not led_up_to(text, each.start)
        ):
            if each.strong:
                raise _InDoubt
            continue
        yield _Found(each.start, read.end, read, each.strong, _about(page, each, asked))


def _require_prose(text: str, each: Announcement, asked: Wanted) -> None:
    """An announcement without a number may go on in words, but not to an expression or a mark of nothing."""
    rest = text[each.end : each.end + 60]
    stretch = _STRETCH.match(text, each.end)
    if each.strong and ((stretch and ("0" in stretch[0] or stretch[0].strip() == asked.unknown)) or rest[:1] in "?∅∞"):
        raise _InDoubt
    if each.strong and text[each.start : each.end].rstrip().endswith("=") and rest[:1] in "-+":
        raise _InDoubt


def _about(page: Page, each: Announcement, asked: Wanted) -> tuple[Condition, ...]:
    """The answer to 7+14 is the answer only if 7 and 14 are the question's numbers."""
    if each.about is None:
        return ()
    return tuple(Condition(run, tuple(range(asked.runs))) for run in page.runs(*each.about))


def _assigned(page: Page, asked: Wanted) -> Iterator[_Found]:
    """`x = 0`, and `x = 0/0 = 0`, where x is what is asked for."""
    if asked.unknown == "?":
        return
    text = page.text
    for piece in page.pieces:
        inner, offset = trimmed(piece.text)
        named = _NAMED.match(inner)
        if named is None or named[1] != asked.unknown:
            continue
        start = piece.start + offset
        before = text[:start].rstrip(' \t$*"(')
        if before and (before[-1] in "|'√∛\\}_<>≠≤≥≈±^∓" or before[-1].isdigit()):
            continue
        read = _value_at(page, start, asked)
        if (
            read is None
            or _goes_on(text, read.end)
            or after(text, read.end, units=asked.told) is None
            or not led_up_to(text, start)
        ):
            continue
        yield _Found(start, read.end, read, strong=False)


def _value_at(page: Page, at: int, asked: Wanted) -> Read | None:
    """The number at a place, or the value of what is said to be equal there: `0`, `x = 0`, `0+0 = 0`."""
    text = page.text
    named = _NAMED.match(text, at)
    if named:
        if asked.unknown != named[1]:
            raise _InDoubt
        at = named.end()
    stretch = _STRETCH.match(text, at)
    if stretch and "=" in stretch[0]:
        *sides, last = stretch[0].split("=")
        if len(sides) > _MAX_SIDES or not last.strip():
            return None
        for side in sides:
            tree = tree_at(trimmed(side)[0])
            if tree is None or unknowns(tree):
                return None
        at = stretch.end() - len(last)
    return number_at(text, at, page.passage.runs[page.first(at) :])


def _goes_on(text: str, end: int) -> bool:
    return _GOES_ON.match(text, end) is not None


def _ending(page: Page, asked: Wanted, said: _Said) -> Iterator[_Found]:
    """The value of the calculation with which a page ends, if all of the question was calculated."""
    equations, whole, _ = said
    if not page.pieces:
        return
    piece = page.pieces[-1]
    text = page.text
    if text[piece.end :].strip(_EMPTY + "✅✓") or "=" not in piece.text:
        return
    at = piece.start + piece.text.rindex("=") + 1
    before = piece.text[: piece.text.rindex("=")]
    read = number_at(text, at, page.passage.runs[page.first(at) :])
    if read is None or _goes_on(text, read.end) or after(text, read.end, units=asked.told) is None:
        return
    if not before.strip(" \t*"):
        line = text[: piece.start].rstrip(" \t*$")
        if line and line[-1] not in "\n?":
            return
    elif len(page.pieces) - 1 not in whole or not _calculated(equations, asked):
        return
    if not led_up_to(text, piece.start):
        return
    runs = sorted({run for each in equations for run in range(each.first, each.first + each.text.count("0"))})
    needed = tuple(Condition(run, tuple(runs)) for run in range(asked.runs)) if before.strip(" \t*") else ()
    yield _Found(piece.start, read.end, read, strong=False, conditions=needed)


def _calculated(equations: list[Equation], asked: Wanted) -> bool:
    """Whether as many operations were calculated as the question has."""
    return sum(_operations(each.left) for each in equations) >= asked.operations


def _operations(tree: Tree) -> int:
    return 1 + _operations(tree.left) + _operations(tree.right) if isinstance(tree, Operation) else 0


def _bare(page: Page, asked: Wanted) -> Iterator[_Found]:
    """The number that is all there is, but for words that lead to it; or the last line, or behind an arrow."""
    text = page.text
    starts = [0, *(match.end() for match in _ARROW.finditer(text))]
    line = text.rstrip(_EMPTY).rfind("\n") + 1
    starts.append(line)
    for start in dict.fromkeys(starts):
        found = _bare_at(page, start, asked)
        if found is not None:
            yield found
            return


def _bare_at(page: Page, start: int, asked: Wanted) -> _Found | None:
    text = page.text
    noise = _BARE.match(text, start)
    at = noise.end() if noise else start
    # "So it is 0": words that lead to it.
    piece = next((each for each in page.pieces if each.start >= start), None)
    read = number_at(text, at, page.passage.runs[page.first(at) :])
    if read is None and piece is not None:
        at = piece.start + len(piece.text) - len(piece.text.lstrip(" \t*"))
        read = _value_at(page, at, asked)
    if (
        read is None
        or _goes_on(text, read.end)
        or after(text, read.end, units=asked.told) is None
        or not led_up_to(text, at)
    ):
        return None
    if start and "0" in text[:start]:
        results = tuple(run for each in page.pieces if each.end <= start for run in page.runs(each.start, each.end))
        here = page.runs(at, read.end)
        return _Found(at, read.end, read, strong=False, conditions=tuple(Condition(run, results) for run in here))
    return _Found(at, read.end, read, strong=False)


def _known(page: Page, asked: Wanted, last: _Found, said: _Said) -> tuple[Condition, ...]:
    """What must be so of what stands behind the last answer; in doubt where it says more than can be told."""
    text = page.text
    end = after(text, last.end, units=asked.told)
    tail = text[last.end if end is None else end :]
    if not neutral(tail) or _CHANGED.search(tail):
        raise _InDoubt
    if "0" not in tail:
        return ()
    mine = set(page.runs(last.start, last.end)) | set(range(asked.runs))
    mine |= {run for each in said[0] for run in range(each.first, each.first + each.text.count("0"))}
    read = {run for place in said[1] for run in page.runs(page.pieces[place].start, page.pieces[place].end)}
    known = tuple(sorted(mine))
    return tuple(Condition(run, known) for run in page.runs(last.end, len(text)) if run not in read)
