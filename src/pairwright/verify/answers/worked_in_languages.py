"""The answer of a solution in another language than English: "Decine: 0 + 0 = 0. Unità: 0 + 0 = 0. In tutto fa 0."

Its calculations are read in signs, and its words only where they conclude; those on the way may be any, as long as none
denies, doubts or asks. What is read so counts only where it is the right answer, and nothing said to be equal is false.
"""

from __future__ import annotations

import re
from functools import reduce

from pairwright.verify.answers.answers import as_asked
from pairwright.verify.answers.claims import Equation, Reading
from pairwright.verify.answers.closings import without_closings, without_pictures
from pairwright.verify.answers.extraction import AUTO
from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.numbers import Condition, Read, number_at
from pairwright.verify.answers.passage import Passage, told
from pairwright.verify.answers.pieces import Formula, Page
from pairwright.verify.answers.readings import EMPTY, Wanted
from pairwright.verify.answers.statements import statements
from pairwright.verify.questions.trees import Operation, written
from pairwright.verify.retelling.conclusions_of_languages import CONCLUDING, behind_number, conclusion_of, ends_conclusion
from pairwright.verify.retelling.denials_of_languages import denies
from pairwright.verify.retelling.operations_in_languages import in_languages

_LONGEST = 2_000
_ANSWERS = frozenset(["", "ratio"])
# A text with one of these is English, whatever words of other languages stand in it.
_ENGLISH = frozenset("the and of that this these with our you your it its it's which answer step because from".split())
_BEYOND = "\u0250-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"(?P<latin>[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?:['-][A-Za-z\u00c0-\u024f]+)*)|[{_BEYOND}]+")
_OTHER_LETTER = re.compile(f"[{_BEYOND}]")
_CALLS = {
    **dict.fromkeys("pgcd ggt mcd mdc нод nwd nsd ebob obeb fpb ggd нсд sgd gcd".split(), "gcd"),
    **dict.fromkeys("ppcm kgv mcm mmc нок nww nsn ekok okek kpk нск mgm lcm".split(), "lcm"),
    "sqrt": "sqrt",
}
_SQUARED = re.compile(
    r"(?<=0)[ ]?(?:в квадрате|у квадраті|al cuadrado|au carré|zum quadrat|im quadrat|al quadrato|ao quadrado|do kwadratu|na druhou|în kvadrat|i kvadrat|kwadraat|"
    r"στο τετράγωνο|的平方|の[2０]乗|の二乗|의 제곱|bình phương|kuadrat|toiseen)[ ]?(?:равно|равен|дорівнює|es igual a|es|est égal à|fait|vaut|ist|ergibt|è uguale a|è|é igual a|é|to|je|este|är|er|是|等于|等於|は|은|는|bằng|adalah|on|=)[ ]?(?=0)",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"(?<=[0)])[ ]?:[ ]?(?=0[ ]?=)")
# A calculation on one line, its value on the next.
_NEXT_LINE = re.compile(r"(?<=[0)])\n(?=[ ]*=)")
# What stands between a calculation and what is concluded.
_BETWEEN = " \t\r\n*_$`\"'.,;:!()[]|→⇒✓✅>-–—"
_BASIC = frozenset("+-*/")
_FEW, _MOST = 2, 8
_PERCENT = re.compile(r"0[ ]?(?:%|percent)[ ]of[ ][$]?0", re.IGNORECASE)


def worked_in_languages(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape comes to as a solution in another language than English, or what it concludes."""
    if asked.extract != AUTO or asked.told or asked.several or asked.parted or asked.letters or asked.answers not in _ANSWERS:
        return None
    if len(shape) > _LONGEST or ('"' in shape and "{" in shape) or (passage := told(shape, asked.runs)) is None:
        return None
    if "0" not in passage.text or not _is_foreign(passage) or denies(passage):
        return None
    passage = without_pictures(without_closings(as_asked(plain(passage, asked.unknown), asked)))
    if asked.operator in _BASIC or asked.unknown != "?":
        passage = in_languages(passage, "")
    passage = Passage(_DIVIDED.sub(" / ", _SQUARED.sub("² = ", passage.text)), passage.runs)
    worked = Page(Passage(_without_words(passage.text, asked.unknown), passage.runs))
    equations, whole, unread = statements(worked, asked.unknown)
    if unread:
        return None
    last = worked.pieces[max(whole)] if whole else None
    found = _last_side(worked, last, passage.text, asked) or _concluded(Page(passage), last, len(whole), asked)
    if found is None:
        return None
    read, conditions = found
    linked = _linked(worked, equations, read, asked) if equations else ()
    if linked is None:
        return None
    return Reading((read.claim,), tuple(equations), conditions=(*conditions, *read.conditions, *linked))


def _is_foreign(passage: Passage) -> bool:
    """Whether a text is in another language than English, one whose words are known."""
    words = passage.words
    if not passage.text.isascii() and _OTHER_LETTER.search(passage.text):
        return words.isdisjoint(_ENGLISH)
    return not words.isdisjoint(CONCLUDING) and words.isdisjoint(_ENGLISH)


def _without_words(text: str, unknown: str) -> str:
    """A text with a mark in place of each word, all else where it was."""

    def kept(match: re.Match[str]) -> str:
        word = match[0]
        if word == unknown and text[match.end() : match.end() + 1] != "'":
            return word
        if (call := _CALLS.get(word.lower())) is not None and text[match.end() : match.end() + 1] == "(":
            return call.rjust(len(word))
        return ";".ljust(len(word))

    return _WORD.sub(kept, _NEXT_LINE.sub(" ", text))


def _last_side(
    worked: Page, last: Formula | None, text: str, asked: Wanted
) -> tuple[Read, tuple[Condition, ...]] | None:
    """The last side of the last equation, if the text ends with it; of the unknown, if that is asked for."""
    if last is None or not ends_conclusion(text[last.end :].strip(_BETWEEN + EMPTY)):
        return None
    first, *_, side = last.text.split("=")
    if asked.unknown != "?" and first.strip(" *()") != asked.unknown:
        return None
    at = last.end - len(side)
    read = number_at(worked.text[: last.end], at, worked.passage.runs[worked.first(at) :])
    return None if read is None or worked.text[read.end : last.end].strip(EMPTY) else (read, ())


def _concluded(page: Page, last: Formula | None, count: int, asked: Wanted) -> tuple[Read, tuple[Condition, ...]] | None:
    """The number that is concluded behind all calculations, or of the question's numbers alone."""
    begin = last.end if last else 0
    start = begin + behind_number(page.text[begin:])
    told_so = conclusion_of(page.text[start:])
    if told_so is None:
        return None
    if told_so.letter not in {"", asked.unknown}:
        return None
    if told_so.name and (asked.unknown != "?" or told_so.name not in (asked.quantities or ())):
        return None
    if not count and not (told_so.name or (told_so.percent and _PERCENT.search(asked.shape))):
        return None
    at, end = (start + each for each in told_so.number)
    read = number_at(page.text[:end], at, page.passage.runs[page.first(at) :])
    if read is None or read.end != end:
        return None
    known, named = tuple(range(asked.runs)), page.runs(start, at)
    if named and len(named) != asked.runs:
        return None
    each = [Condition(run, known) for run in named] + [Condition(run, named) for run in known if named]
    return read, tuple(each)


def _linked(worked: Page, equations: list[Equation], read: Read, asked: Wanted) -> tuple[Condition, ...] | None:
    """What must be so for equations to be of the question: its numbers stand in them, one goes on from those before, or it is their sum."""
    runs = worked.runs(0, len(worked.text))
    if asked.unknown != "?":
        return () if len(equations) >= _FEW else None
    whole = tuple(Condition(run, runs) for run in range(asked.runs))
    last = equations[-1].first
    used = written(next(each.left for each in equations if each.first == last))
    results = tuple(each.index + one.first for one in equations if one.first != last for each in written(one.right))
    going_on = tuple(Condition(each.index + last, results) for each in used)
    return (Condition(0, either=(whole, *([going_on] if results else []), *_summed(equations, read))),)


def _summed(equations: list[Equation], read: Read) -> list[tuple[Condition, ...]]:
    """That a number is the sum of what several calculations come to."""
    ends = {each.first: each.absolute[1] for each in equations}
    if not _FEW <= len(ends) <= _MOST:
        return []
    first, *others = ends.values()
    total = reduce(lambda sides, side: Operation("+", sides, side), others, first)
    return [(Condition(0, same=(total, read.claim.tree)),)]
