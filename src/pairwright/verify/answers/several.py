"""Several answers given as one: all roots of an equation, the values of all unknowns of a system."""

from __future__ import annotations

import re

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim, Condition, Read, number_at
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import led_up_to
from pairwright.verify.answers.readings import EMPTY, MAX_CLAIMS, Wanted
from pairwright.verify.answers.statements import statements
from pairwright.verify.questions.trees import Operation, Zero

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
_ROOTING = frozenset(
    "square root roots factoring factorising factorizing formula quadratic zero product property".split()
)
# In usual spelling "minus" and "negative," are signs already.
_PLUS_MINUS = re.compile(
    r"(?:plus or minus[ ]*|plus/minus[ ]*|plus-minus[ ]*|plus or -|plus/-|\+/-[ ]*|\+-[ ]*)(?=[$*]*0)", re.IGNORECASE
)
_AND_ALSO = re.compile(r"\b(and|or) (?:also|then|its (?:negative|opposite),?|its(?= -0)) ?", re.IGNORECASE)
# "x = ±√0 = ±0"
_BY_WAY_OF = re.compile(r"(?<==)[ ]*±[ ]*(?:√|\\?sqrt|root)?[ ({]*0[ )}]*=(?=[ ]*±)")
_SATISFY = re.compile(
    r"(?<=0)[ ]?(?:both )?(?:work|are (?:both )?(?:the )?(?:two |only )?(?:solutions|roots|answers)|(?:satisfy|solve) (?:it|the equation|this))(?=[.!]*\s*\Z)"
)
# "The two solutions are", "so either".
_COUNTING = re.compile(
    r"(?P<lead>(?:\A|(?<=[\s.,;:(*])))(?:(?:either|both)[ ]+(?=[A-Za-z][ ]*=|-?0|±)|(?:the|its|these|our)?[ ]*(?:two|both|only|real|distinct|different|possible)(?:[ ](?:real|distinct|different|possible|valid))*[ ](?:solutions|roots|answers|values|zeros)(?:[ ](?:of|to)[ ](?:the|this)[ ]equation)?[ ]*(?:are|:|is)[ ]*(?=[*$({\[±A-Za-z-]*\s*[0=])"
    r"|(?:roots?|solutions?|zeros|answers?|values)[ ]*[*]*:[*]*[ ]*(?=[*$({\[±A-Za-z-]*\s*[0=]))",
    re.IGNORECASE,
)
# "x = 0 (the bigger one), y = 0 (by subtracting)".
_APART = frozenset(
    "bigger larger greater smaller lesser first second other adding subtracting elimination substitution substituting".split()
)
_ASIDE = re.compile(
    r"[ ]?\((?:the )?(?:bigger|larger|greater|smaller|lesser|first|second|other)(?: (?:one|number))?\)"
    r"|[ ]?\((?:from|by|after) (?:adding|subtracting|elimination|substitution|substituting)(?: (?:the|both|two|equations|them|back|it|in)){0,4}\)",
    re.IGNORECASE,
)
_UNKNOWNS_ARE = re.compile(
    r"(?:\A|(?<=[.:\n] ))(?:so )?(?:the|our|both)[ ](?:two )?(?:unknowns|variables)[ ](?:are|come out as)[: ]*(?=[a-z][ ]?=)",
    re.IGNORECASE,
)
_NO_OBJECT = str.maketrans({'"': None, "{": None, "}": None})
_NAMED = rf"[A-Za-z][ \t]*(?:=|:|[ ]is[ ])[ \t]*({_ONE})"
_JOIN = r"[ \t]*(?:,|;|\n|[ ]and[ ])[ \t\n]*(?:and[ ])?"
_IN_ORDER = rf"(?:\([ \t]*[A-Za-z](?:[ \t]*,[ \t]*[A-Za-z])*[ \t]*\)[ \t]*=[ \t]*)?\([ \t]*{_ONE}(?:[ \t]*,[ \t]*{_ONE})+[ \t]*\)"
# x = 0, y = 0; (x, y) = (0, 0).
_PARTS = re.compile(rf"(?<![A-Za-z0])(?:{_NAMED}(?:{_JOIN}{_NAMED})+|{_IN_ORDER})")
_NAMES = re.compile(r"[A-Za-z](?![A-Za-z])(?=[ \t]*(?:=|:|[ ]is[ ]|,|\)))")
_NUMBERS = re.compile(r"-?[ \t]*0(?:\.0|/0)?")
_ONE_OF = re.compile(r"(?:([A-Za-z])[_ ]?0?[ \t]*=[ \t]*)?±?[ \t]*([-+]?[ \t]*[(]?-?[0.][0./]*[)]?)")


def roots_in_signs(passage: Passage, unknown: str) -> Passage:
    """The passage with "x is 0" as x = 0, and without the words that count its answers."""
    text = re.sub(
        rf"(?<![^\W\d_])({re.escape(unknown)})[ ](?:is|equals|are|can be|could be|may be|must be|has to be)(?: equal to)?(?:[ ](?:either|both|equal to))*:?[ ](?=[*$({{±-]*\s*0)",
        r"\1 = ",
        passage.text,
    )
    text = _PLUS_MINUS.sub("±", _AND_ALSO.sub(r"\1 ", text))
    text = _COUNTING.sub(r"\g<lead>", _SATISFY.sub("", text))
    return Passage(text, passage.runs).without(match.span() for match in _BY_WAY_OF.finditer(text))


def roots(passage: Passage, asked: Wanted) -> Reading | None:
    """Several answers, `x = 0 or x = 0`, announced or at the end of a passage; None where they are not given so."""
    passage = roots_in_signs(passage, asked.unknown)
    page = Page(passage)
    text = page.text
    announced = list(_ANNOUNCED.finditer(text))
    if len(announced) == 1 and led_up_to(text, announced[0].start()):
        return _announced_roots(passage, asked, announced[0])
    match = next(iter(list(SEVERAL.finditer(text))[-1:]), None)
    if match is None or text[match.end() :].strip(EMPTY) or not led_up_to(text, match.start("list"), things=_ROOTING):
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
    if '"' in passage.text and "{" in passage.text:
        # {"x": 0, "y": 0}
        passage = Passage(passage.text.translate(_NO_OBJECT), passage.runs)
    if " while " in passage.text or " whereas " in passage.text:
        passage = Passage(passage.text.replace(" while ", " and ").replace(" whereas ", " and "), passage.runs)
    if "(" in passage.text and not passage.words.isdisjoint(_APART):
        passage = Passage(_ASIDE.sub("", passage.text), passage.runs)
    if "unknowns" in passage.words or "variables" in passage.words:
        passage = Passage(_UNKNOWNS_ARE.sub("", passage.text), passage.runs)
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


def at_the_end(page: Page, asked: Wanted) -> tuple[list[Read], int] | None:
    """All roots at the end of a solution, in a list or told one by one on its way, and where the last of them stand."""
    text = page.text
    line = text.rstrip(EMPTY).rfind("\n") + 1
    lists = (list(SEVERAL.finditer(text, start))[-1:] for start in dict.fromkeys((line, 0)))
    match = next((one for each in lists for one in each if not text[one.end() :].strip(EMPTY)), None)
    if match is not None and not _TIED.search(text, 0, match.start()):
        reads = _reads(page, asked, match.span("list") if match["list"] else match.span())
        if reads is not None and match["both"]:
            reads.append(Read(Claim(Operation("-", Zero(), reads[0].claim.tree)), reads[0].end))
        return None if reads is None else (reads, match.start())
    each = [one for one in _VALUE.finditer(text) if one["name"] == asked.unknown]
    if not 1 < len(each) <= MAX_CLAIMS or text[each[-1].end() :].strip(EMPTY):
        return None
    found = [_value(page, one) for one in each]
    if any(read is None for read in found):
        return None
    *before, last = [read for read in found if read is not None]
    if any(_is_negative(read) == _is_negative(last) for read in before):
        # Said again, one is chosen.
        again = Condition(page.runs(*each[-1].span())[-1], apart=page.runs(0, each[-1].start("value")))
        last = last._replace(conditions=(*last.conditions, again))
    return [*before, last], each[-1].start()


def values_of_letters(page: Page, asked: Wanted) -> tuple[tuple[Claim, ...], int, int, tuple[Condition, ...]] | None:
    """The values of all unknowns of a system that a solution finds on its way: the claims, where the last stands and ends, and conditions.

    A letter may be said to be a number more than once: then it must be the same.
    """
    text = page.text
    found: dict[str, list[Read]] = {letter: [] for letter in asked.letters}
    last: re.Match[str] | None = None
    for each in _VALUE.finditer(text):
        read = _value(page, each)
        if each["name"] not in found:
            continue
        if read is None:
            return None
        found[each["name"]].append(read)
        last = each
    pair = next(iter(list(re.finditer(_IN_ORDER, text))[-1:]), None)
    if pair is not None and not text[pair.end() :].strip(EMPTY):
        numbers = list(_NUMBERS.finditer(text, pair.start(), pair.end()))
        for letter, each in zip(asked.letters, numbers, strict=False):
            read = number_at(text[: each.end()], each.start(), page.passage.runs[page.first(each.start()) :])
            if read is not None:
                found[letter].append(read)
        last = pair
    if last is None or text[last.end() :].strip(EMPTY) or not all(found.values()):
        return None
    most = max(map(len, found.values()))
    claims: list[Claim] = []
    for place in range(most):
        first, *others = (reads[min(place, len(reads) - 1)].claim for reads in found.values())
        claims.append(Claim(first.tree, first.numerals, first.fraction, tuple(others)))
    conditions = tuple(condition for reads in found.values() for read in reads for condition in read.conditions)
    return (tuple(claims), last.start(), last.end(), conditions) if most <= MAX_CLAIMS else None


def _value(page: Page, match: re.Match[str]) -> Read | None:
    """The number that a letter is said to be."""
    start = match.start("value")
    return number_at(page.text[: match.end()], start, page.passage.runs[page.first(start) :])


def _is_negative(read: Read) -> bool:
    return isinstance(read.claim.tree, Operation) and isinstance(read.claim.tree.left, Zero)


# What a letter is said to be, perhaps by way of a calculation: x = 0, y = 0 - 0 = 0; not the right side of 0 + y = 0.
_VALUE = re.compile(
    rf"(?<![A-Za-z0)*/÷^'_.])(?<![-+*/÷=(] )(?P<name>[A-Za-z])(?:_0)?[ \t]*=[ \t]*(?:[-+*/÷^(). 0]*=[ \t]*)?(?P<value>{_ONE})"
    r"(?![ \t]*[-+*/÷^=(0]|[A-Za-z]|[.,]0|\.[ ]?0)(?=[\s.,;:!)→⇒|*`✓]|\Z)"
)
_TIED = re.compile(r"[-+*/÷^=<>≠(]\s*\Z")
