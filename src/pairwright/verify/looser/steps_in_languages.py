"""The answer of a solution in another language than English: "Decine: 0 + 0 = 0. Unità: 0 + 0 = 0. In tutto 0".

Its calculations are read in signs, and its words only where they conclude; those on the way may be any, as long as none
denies, doubts or asks. What is read so counts only where it is the right answer, and nothing said to be equal is false.
"""

from __future__ import annotations

import re
from functools import reduce
from itertools import takewhile

from pairwright.verify.answers.answers import as_asked
from pairwright.verify.answers.claims import Equation, Reading
from pairwright.verify.answers.closings import without_closings, without_pictures
from pairwright.verify.answers.extraction import AUTO
from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.numbers import Condition, Read, number_at
from pairwright.verify.answers.passage import Passage, told
from pairwright.verify.answers.pieces import Formula, Page
from pairwright.verify.answers.readings import EMPTY, Wanted
from pairwright.verify.answers.several import at_the_end, values_of_letters
from pairwright.verify.answers.statements import statements, tree_at
from pairwright.verify.questions.trees import ROOTS, Operation, written
from pairwright.verify.retelling.conclusions_of_languages import (
    CONCLUDING,
    behind_number,
    conclusion_of,
    ends_conclusion,
)
from pairwright.verify.retelling.denials_of_languages import denies
from pairwright.verify.retelling.operations_in_languages import in_languages

_LONGEST = 2_000
_ANSWERS = frozenset(["", ROOTS, "ratio"])
# A text with one of these is English, whatever words of other languages stand in it.
ENGLISH = frozenset("the and of that this these with our you your it its it's which answer step because from".split())
_BEYOND = "\u0250-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(
    rf"(?:[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?:['-][A-Za-z\u00c0-\u024f]+)*)|[{_BEYOND}]+"
)
_OTHER_LETTER = re.compile(f"[{_BEYOND}]")
_CALLS = {
    **dict.fromkeys("pgcd ggt mcd mdc нод nwd nsd ebob obeb fpb ggd нсд sgd gcd".split(), "gcd"),
    **dict.fromkeys("ppcm kgv mcm mmc нок nww nsn ekok okek kpk нск mgm lcm".split(), "lcm"),
    "sqrt": "sqrt",
}
_VERB = r"(?:равно|равен|равняется|дорівнює|es igual a|es|est égale? à|fait|vaut|ist gleich|ist|ergibt|è uguale a|è|fa|é igual a|é|is gelijk aan|is|to|daje|wynosi|je|rovná se|este|är|er|on|adalah|bằng|là|είναι|是|等于|等於|为|为|は|은|는|이|=)"
# "0 squared is", "0 to the power of 0 is".
_SQUARED = re.compile(
    r"(?<=0)[ ]?(?:в квадрате|у квадраті|al cuadrado|au carré|zum quadrat|im quadrat|al quadrato|ao quadrado|in het kwadraat|do kwadratu|na druhou|în kvadrat|la pătrat|i kvadrat"
    rf"|opphøyd i andre|i anden|στο τετράγωνο|的平方|の二乗|의 제곱|bình phương|kuadrat|toiseen)[ ]?{_VERB}[ ]?(?=0)",
    re.IGNORECASE,
)
_POWER = re.compile(
    r"(?<=0)(?:[ ]?(?:elevado a(?: la)?|elevada a|à la puissance|puissance|exposant|hoch|elevato (?:alla?|a)|tot de macht|do potęgi|na|umocněno na|в степени|у степені|в ступені|üzeri|pangkat|mũ|upphöjt (?:till|i)"
    rf"|opphøyd i|opløftet i|potenssiin|la puterea|στην|의|的|の)[ ]?)0(?:[ ]?(?:次方|次幂|제곱|승|乗))?[ ]?{_VERB}[ ]?(?=0)",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"(?<=[0)])[ ]?:[ ]?(?=0[ ]?=)")
# A division with its remainder, which no equation is.
_WITH_REST = re.compile(
    r"(?P<of>0)[ ]?(?:[/÷:]|除以)[ ]?(?P<by>0)[ ]?=[ ]?0[ ]?(?:\.\.\.+|…+|[,(]?[ ]?(?:余数?|餘數?|あまり|余り|나머지|reste|resto|residuo|rest|reszta|reszty|zbytek|zb\.|ост\.|остаток|остача|dư|sisa|kalan|con resto|mit rest|avec un reste de|med rest|maradék|υπόλοιπο|الباقي|والباقي|שארית|शेष)[ ]?(?:是|为)?)[ ]?(?P<rest>0)[ )]*",
    re.IGNORECASE,
)
# A word of Hebrew that is written with the next one.
_PREFIXED = re.compile(r"(?<=[\u0590-\u05ff])-(?=[A-Za-z0])")
_INDEX = re.compile(r"(?<=[A-Za-z])[₀-₉]")
# "0: x = 0"
_NUMBERED = re.compile(r"(?<=0):(?=[ ]?[A-Za-z])")
# A calculation on one line, its value on the next.
_NEXT_LINE = re.compile(r"(?<=[0)])\n(?=[ ]*=)")
# What stands between a calculation and what is concluded.
_BETWEEN = " \t\r\n*_$`\"'.,;:!()[]|→⇒✓✅>-–—"
# Two fractions of a question have four numbers.
_FRACTIONS, _THEIR_NUMBERS = re.compile(r"0/0[ ]?[-+][ ]?0/0"), 4
_BASIC = frozenset("+-*/")
_FEW, _MOST = 2, 8
_PERCENT = re.compile(r"0[ ]?(?:%|percent)[ ]of[ ][$]?0", re.IGNORECASE)


def worked_in_languages(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape comes to as a solution in another language than English, or what it concludes."""
    if asked.extract != AUTO or asked.told or (asked.parted and not asked.letters) or asked.answers not in _ANSWERS:
        return None
    if len(shape) > _LONGEST or ('"' in shape and "{" in shape) or (passage := told(shape, asked.runs)) is None:
        return None
    if "0" not in passage.text or not _is_foreign(passage):
        return None
    passage = without_pictures(without_closings(as_asked(plain(passage, asked.unknown), asked)))
    if denies(passage):
        return None
    if asked.operator in _BASIC or asked.unknown != "?":
        passage = in_languages(passage, "")
    passage, divided = _without_rests(Passage(_in_signs(passage.text, asked), passage.runs), asked)
    worked = Page(Passage(_without_words(passage.text, {asked.unknown, *asked.letters}), passage.runs))
    if not worked.zeros:
        return None
    if asked.letters or asked.several:
        return _several(worked, passage.text, asked)
    equations, whole, unread = statements(worked, asked.unknown)
    last = worked.pieces[max(whole)] if whole else None
    found = _last_side(worked, last, passage.text, asked) or _concluded(Page(passage), last, len(whole), asked)
    if unread or found is None:
        return None
    read, conditions = found
    linked = _linked(worked, equations, read, asked) if equations else ()
    if linked is None:
        return None
    return Reading((read.claim,), tuple(equations), conditions=(*divided, *conditions, *read.conditions, *linked))


def _several(worked: Page, text: str, asked: Wanted) -> Reading | None:
    """All roots with which a text ends, or the values of all unknowns that it finds."""
    end = worked.zeros[-1] + 1
    if not ends_conclusion(text[end:].strip(_BETWEEN + EMPTY)):
        return None
    equations, _, unread = statements(worked, asked.unknown)
    worked = Page(worked.passage.until(end))
    if asked.letters:
        values = values_of_letters(worked, asked)
        return None if values is None else Reading(values[0], tuple(equations), unread, values[3])
    return None if unread else _roots(worked, equations, asked)


def _roots(worked: Page, equations: list[Equation], asked: Wanted) -> Reading | None:
    """All roots with which a text ends."""
    ending = takewhile(
        lambda piece: piece.text.split("=")[0].strip() in {piece.text.strip(), asked.unknown}, reversed(worked.pieces)
    )
    begin = min((piece.start for piece in ending), default=len(worked.text))
    found = at_the_end(Page(worked.passage.since(begin)), asked)
    if found is None or asked.unknown not in worked.text[begin:]:
        return None
    conditions = tuple(condition for read in found[0] for condition in read.conditions)
    said = tuple(each for each in equations if not each.unknown)
    return Reading(tuple(read.claim for read in found[0]), said, conditions=conditions, together=True)


def _is_foreign(passage: Passage) -> bool:
    """Whether a text is in another language than English, one whose words are known."""
    words = passage.words
    if not passage.text.isascii() and _OTHER_LETTER.search(passage.text):
        return words.isdisjoint(ENGLISH)
    return not words.isdisjoint(CONCLUDING) and words.isdisjoint(ENGLISH)


def _without_rests(passage: Passage, asked: Wanted) -> tuple[Passage, tuple[Condition, ...]]:
    """The passage from behind the division with its remainder on, where one is asked for, and what must be so of it."""
    match = _WITH_REST.search(passage.text) if asked.operator == "mod" else None
    if match is None or "0" not in passage.text[match.end() :]:
        return passage, ()
    page = Page(passage)
    of, by, rest = (page.runs(*match.span(name))[0] for name in ("of", "by", "rest"))
    behind = passage.since(match.end() + behind_number(passage.text[match.end() :]))
    return behind, (Condition(of, (0,)), Condition(by, (1,)), Condition(rest, tuple(behind.runs)))


def _in_signs(text: str, asked: Wanted) -> str:
    """A text with squares, powers and quotients in signs, as many numbers in it as before."""
    text = _INDEX.sub(" ", _PREFIXED.sub(" ", _DIVIDED.sub(" / ", _SQUARED.sub("² = ", text))))
    return _POWER.sub("^0 = ", text) if asked.operator == "^" else text


def _without_words(text: str, letters: set[str]) -> str:
    """A text with a mark in place of each word, all else where it was."""

    def kept(match: re.Match[str]) -> str:
        word = match[0]
        if word in letters and text[match.end() : match.end() + 1] != "'":
            return word
        if (call := _CALLS.get(word.lower())) is not None and text[match.end() : match.end() + 1] == "(":
            return call.rjust(len(word))
        return ";".ljust(len(word))

    return _WORD.sub(kept, _NUMBERED.sub(";", _NEXT_LINE.sub(" ", text)))


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


def _concluded(
    page: Page, last: Formula | None, count: int, asked: Wanted
) -> tuple[Read, tuple[Condition, ...]] | None:
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
    if not (count or told_so.name or told_so.again or (told_so.percent and _PERCENT.search(asked.shape))):
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
    begun, ended = (
        [each.index + equation.first for each in written(equation.left)]
        for equation in (equations[0], next(each for each in equations if each.first == equations[-1].first))
    )
    if not ended:
        return whole
    results = tuple(
        each.index + one.first for one in equations for each in written(one.right) if each.index + one.first < ended[0]
    )
    known = tuple(range(asked.runs))
    going_on = [(Condition(begin, known), Condition(end, results)) for begin in begun for end in ended if results]
    percent = [(Condition(run, known),) for run in begun if _PERCENT.search(asked.shape)]
    return (Condition(0, either=(whole, *going_on, *percent, *_summed(equations, read), *_same(equations, asked))),)


def _same(equations: list[Equation], asked: Wanted) -> list[tuple[Condition, ...]]:
    """That both sides of the operation are the question's, in another form: 0/0 + 0/0 with a common denominator."""
    match = _FRACTIONS.search(asked.shape) if asked.runs == _THEIR_NUMBERS else None
    tree = None if match is None else tree_at(match[0])
    left = next(each.absolute[0] for each in equations if each.first == equations[-1].first)
    if not (isinstance(tree, Operation) and isinstance(left, Operation) and tree.operator == left.operator):
        return []
    return [(Condition(0, same=(tree.left, left.left)), Condition(0, same=(tree.right, left.right)))]


def _summed(equations: list[Equation], read: Read) -> list[tuple[Condition, ...]]:
    """That a number is the sum of what several calculations come to."""
    ends = {each.first: each.absolute[1] for each in equations}
    if not _FEW <= len(ends) <= _MOST:
        return []
    first, *others = ends.values()
    total = reduce(lambda sides, side: Operation("+", sides, side), others, first)
    return [(Condition(0, same=(total, read.claim.tree)),)]
