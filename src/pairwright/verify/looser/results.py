"""What stands at the end of a solution in steps, by the kind of answer that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pairwright.verify.answer_types.answer_forms import FORMS
from pairwright.verify.answer_types.choices import WEEKDAY, claimed
from pairwright.verify.answer_types.dates import WEEKDAYS
from pairwright.verify.answer_types.lists import FACTORS, LISTS, has_powers, list_at_end, list_of
from pairwright.verify.answers.named import EXTREMES, calls_it_another, names_before, names_in, with_extremes
from pairwright.verify.answers.no_numbers import READERS
from pairwright.verify.answers.numbers import Claim, Condition, number_at
from pairwright.verify.answers.passage import LETTER, in_a_row, words_in
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import after, of_it, says_more, sentence_start
from pairwright.verify.answers.readings import Wanted, goes_on
from pairwright.verify.answers.sentences import property_asked
from pairwright.verify.answers.several import at_the_end, values_of_letters
from pairwright.verify.answers.words import DOUBT, NEUTRAL, UNITS
from pairwright.verify.looser.solutions import ROUNDS, Working, harmless

_CALL = re.compile(r"[A-Za-z](?:_\{?0\}?|\([^=]*\))")
_ITEM = re.compile(r"0[ ]*(?:,|,? (?:and|or|to))[ ]*[-(]*\Z", re.IGNORECASE)
_TIED = re.compile(r"[-+*/÷^=<>≠≈≤≥±~%#@&|√\\]\s*\Z|[A-Za-z0]\Z|(?<![A-Za-z])[A-Za-z]\s*[\[({]\s*\Z")
_TIED_BEFORE = re.compile(r"[|'√∛\\}_<>≠≤≥≈±^∓0][ (]*\Z")
# Not there, but on this side of it or on that: "we stop before 0", but "0 over 0".
_NEARBY = re.compile(r"(?<!0 )\b(?:before|over|past|beyond|near|towards?|until|under)[ ][*$]*\Z", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"-?(?:0 ?(?= ?0 ?/ ?0))?(?:0(?:,0)*(?:\.0)?|\.0)(?:R0| ?/ ?0)?\Z")
_UNIT = re.compile(r"[ \t]*([^\W\d_]+)")
# No units, but what makes another number.
SIZES = frozenset("pair pairs dozen dozens tens hundreds thousands".split())
_SHORT_UNITS = {
    short: long
    for long, shorts in (
        ("minutes", "min mins"),
        ("hours", "h hr hrs"),
        ("seconds", "s sec secs"),
        ("miles", "mi"),
        ("kilometers", "km"),
    )
    for short in shorts.split()
}
# Under a line the columns come to something.
_RULED = re.compile(r"[-_=─—]{2,}[|\s]*\n[ |]*\Z")
_SUPPOSED = re.compile(r"\b(?:let|put|set|take|try|trying|suppose|if|say|assume|with|when|at|for)[ ]*\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[,:→⇒](?!0)|(?<=[0)])[ ](?=(?:so|thus|hence|therefore)\b)")
# What Euclid's algorithm ends with.
_LAST_REST = re.compile(r"\blast\s+(?:\w+\s+)?remainder\b|\bprevious\s+remainder\b")
_COPULA = re.compile(r"\b(?:is|are|was|equals?|becomes)\b", re.IGNORECASE)
_OF_UNITS = (
    (frozenset("miles kilometers kilometres km meters metres far".split()), "distance"),
    (frozenset("minutes hours days weeks seconds long".split()), "time"),
    (frozenset("mph fast kph".split()), "speed"),
)
# Words of doubt that are none beside a result.
_BESIDE = frozenset("one two three least greatest percent percentage base binary larger smaller most".split())


@dataclass(frozen=True)
class Result:
    """With what a solution ends.

    Attributes:
        claims: what is told; all of them the same, or several together.
        start: where it stands.
        end: where it ends.
        conditions: what must be so for it to be read like this.
        together: whether they are several answers given as one.
        complete: whether it is so much that nothing else can be meant: all roots, the values of all unknowns.
        of_unknown: whether it is told as the value of the unknown.
        ruled: whether it stands under a line.
        own: the letter that the solution gives to what is asked for; '' if none.
    """

    claims: tuple[Claim, ...]
    start: int
    end: int
    conditions: tuple[Condition, ...] = ()
    together: bool = False
    complete: bool = False
    of_unknown: bool = False
    ruled: bool = False
    own: str = ""


def result_of(solution: Working, asked: Wanted) -> Result | None:
    """The result of a solution; None where it has none of the kind that is asked for."""
    if asked.answers in READERS:
        found = _OF_KIND[asked.answers](solution, asked) if asked.answers in _OF_KIND else None
    elif asked.several:
        found = _roots(solution, asked)
    elif asked.letters:
        found = _values(solution, asked)
    else:
        return _number(solution, asked)
    return found if found is not None and _is_led(solution, found, asked) else None


def _is_led(solution: Working, found: Result, asked: Wanted) -> bool:
    """Whether nothing in the sentence of a result casts doubt on it."""
    said = solution.page.text[sentence_start(solution.page.text, found.start) : found.start]
    if "=" in said:
        # "Each is 0 more than the one before, so it is 0 + 0 = 0": of the clause with the calculation.
        said = said[max((match.end() for match in _CLAUSE.finditer(said[: said.index("=")])), default=0) :]
    allowed = asked.beside | _BESIDE | (ROUNDS if asked.rounded else frozenset())
    return words_in(harmless(said)).isdisjoint(DOUBT - allowed)


def _number(solution: Working, asked: Wanted) -> Result | None:
    """The last number, behind which nothing makes something else of it."""
    page, text = solution.page, solution.page.text
    if asked.operator == "/" and (written := _long_division(page)) is not None:
        return written
    if asked.parted and (parts := _parts(page)) is not None:
        return parts
    found = _equal(page, asked) or _alone(page, solution.start)
    if found is None or goes_on(text, found.end, asked.things) or not _ends(text, found.end, asked):
        return None
    said = text[solution.start : found.start]
    if not _is_led(solution, found, asked) or said.count("{") > said.count("}"):
        return None
    if of_it(text, found.start) or _is_called_another(text, solution.start, found, asked):
        return None
    return found


def _is_called_another(text: str, start: int, found: Result, asked: Wanted) -> bool:
    """Whether a result is told by the name of another quantity; of a calculation the name right before it counts."""
    if asked.quantities is None:
        return False
    said, allowed = text[start : found.start], asked.quantities
    allowed |= {name for units, name in _OF_UNITS if asked.things & units}
    # "The greatest one is 0": of the common divisors.
    allowed = with_extremes(allowed)
    if "=" not in said:
        small = harmless(said)
        euclid = _LAST_REST.search(small) is not None
        names = names_in(_LAST_REST.sub(" ", small)) - {"total"}
        if euclid or (names and not names & allowed):
            behind = names_in(text[found.end :].lower())
            return not euclid or not allowed & EXTREMES.keys() or bool(behind and not behind & allowed)
        return calls_it_another(text, found.start, found.end, allowed)
    led = re.split(r"[-(]*0", said, maxsplit=1)[0] if "0" in said else said
    if names_in(led) & allowed:
        return False
    if _COPULA.search(led):
        return calls_it_another(text, found.start, found.end, allowed)
    names = names_before(led)
    # "Sum: 0 + 0 = 0" says what is done.
    signs = {"+": "sum", "-": "difference", "*": "product", "/": "quotient", "÷": "quotient"}
    return bool(names) and not names & (allowed | {"total", *(signs[sign] for sign in signs if sign in said)})


def _equal(page: Page, asked: Wanted) -> Result | None:
    """What the last statement says that something is equal to."""
    piece = page.pieces[-1] if page.pieces else None
    if piece is None or "=" not in piece.text:
        return None
    *sides, last = piece.text.split("=")
    if not last.strip(" \t*") or "0" not in last:
        return None
    first = sides[0].strip(" \t*(")
    named = first == asked.unknown
    own = first if asked.unknown == "?" and len(first) == 1 and first.isalpha() else ""
    if any(LETTER.search(side) for side in sides[1:]) or (
        LETTER.search(first) and not (named or own) and not _CALL.fullmatch(first)
    ):
        return None
    before = page.text[max(0, piece.start - 20) : piece.start]
    if (named or own) and (_TIED_BEFORE.search(before) or _SUPPOSED.search(before)):
        return None
    at = piece.end - len(last)
    read = number_at(page.text, at, page.passage.runs[page.first(at) :])
    return None if read is None else Result((read.claim,), at, read.end, read.conditions, of_unknown=named, own=own)


def _alone(page: Page, start: int) -> Result | None:
    """The last number of a sentence that leads to it."""
    text, last = page.text, page.zeros[-1] + 1
    match = _LAST_NUMBER.search(text, max(start, last - 60), last)
    if match is None:
        return None
    before = text[start : match.start()]
    if _NEARBY.search(before):
        return None
    ruled = _RULED.search(text, 0, match.start()) is not None
    if ("R" not in match[0] and _ITEM.search(before)) or (_TIED.search(before) and not ruled):
        return None
    read = number_at(text, match.start(), page.passage.runs[page.first(match.start()) :])
    if read is None or read.end < last:
        return None
    return Result((read.claim,), match.start(), read.end, read.conditions, ruled=ruled)


def _long_division(page: Page) -> Result | None:
    """The number above the line of a long division."""
    match = _DIVISION.match(page.text)
    if match is None:
        return None
    read = number_at(page.text[: match.end("above")], match.start("above"), page.passage.runs)
    runs = page.runs(*match.span("of"))
    conditions = (Condition(runs[0], (1,)), Condition(runs[1], (0,)))
    return None if read is None else Result((read.claim,), *match.span("above"), conditions, complete=True)


def _parts(page: Page) -> Result | None:
    """Quotient and remainder, each by its name, the last two things that are said."""
    match = _QUOTIENT_REMAINDER.search(page.text)
    if match is None:
        return None
    reads = [
        number_at(page.text[: match.end(name)], match.start(name), page.passage.runs[page.first(match.start(name)) :])
        for name in ("quotient", "remainder")
    ]
    if reads[0] is None or reads[1] is None:
        return None
    claim = Claim(reads[0].claim.tree, further=(reads[1].claim,))
    return Result((claim,), match.start(), match.end(), complete=True)


def _ends(text: str, end: int, asked: Wanted) -> bool:
    """Whether nothing but a unit, and words that say no more, stands behind a number."""
    unit = _UNIT.match(text, end)
    if unit and unit[1].lower() in SIZES - asked.beside:
        return False
    if unit and _SHORT_UNITS.get(unit[1].lower()) in asked.beside:
        end = unit.end()
    elif unit and unit[1].lower() in UNITS - asked.beside and unit[1].lower() not in NEUTRAL:
        return False
    closed = after(text, end, units=asked.beside)
    if closed is None or says_more(text, end, asked.beside):
        return False
    return words_in(text[closed:]) <= NEUTRAL | asked.beside


def _roots(solution: Working, asked: Wanted) -> Result | None:
    """All roots, in a list at the end or one by one."""
    found = at_the_end(solution.page, asked)
    if found is None:
        return None
    reads, start = found
    conditions = tuple(condition for read in reads for condition in read.conditions)
    return Result(tuple(read.claim for read in reads), start, reads[-1].end, conditions, together=True, complete=True)


def _values(solution: Working, asked: Wanted) -> Result | None:
    """The values of all unknowns of a system, wherever they are found."""
    found = values_of_letters(solution.page, asked)
    if found is None:
        return None
    claims, start, end, conditions = found
    return Result(claims, start, end, conditions, complete=True)


def _list(solution: Working, asked: Wanted) -> Result | None:
    """A list at the end."""
    page = solution.page
    span = list_at_end(page.text)
    runs = () if span is None else page.runs(*span)
    if span is None or not in_a_row(runs):
        return None
    claim = list_of(page.text[slice(*span)], runs[0])
    if claim is None or (has_powers(claim) and asked.answers != FACTORS):
        return None
    return Result((claim,), *span, complete=True)


def _truth(solution: Working, asked: Wanted) -> Result | None:
    """Yes or no, as the last sentence says it of the number that is asked about: "so it is not prime"."""
    text = solution.page.text
    said = property_asked(asked.shape)
    match = None if said is None else re.search(_SAID_OF_IT.format(re.escape(said)), text, re.IGNORECASE)
    claim = None if match is None else claimed("no" if match["no"] else "yes")
    if match is None or claim is None:
        return None
    runs = solution.page.runs(*match.span("of"))
    return Result((claim,), *match.span(), tuple(Condition(run, (0,)) for run in runs), complete=True)


def _weekday(solution: Working, _: Wanted) -> Result | None:
    """The weekday with which a solution ends."""
    match = _LAST_DAY.search(solution.page.text)
    claim = None if match is None else claimed(match["day"])
    return None if claim is None or match is None else Result((claim,), *match.span("day"), complete=True)


def _form(solution: Working, asked: Wanted) -> Result | None:
    """A number in a form of its own with which a solution ends."""
    page, form = solution.page, FORMS[asked.answers]
    match = re.search(rf"(?<![\w./:+-])(?P<written>{form.free})[\s*_`\"'.!)]*\Z", page.text, re.IGNORECASE)
    runs = () if match is None else page.runs(*match.span("written"))
    if match is None or not runs or not in_a_row(runs):
        return None
    claim = form.claim(match["written"], runs[0])
    return None if claim is None else Result((claim,), *match.span("written"), complete=True)


_DIVISION = re.compile(
    r"\s*(?P<above>0)[ ]*\n[ |+]*[-_─—]{2,}[ ]*\n[ ]*(?P<of>0[ ]*[)|⟌][ ]*0)[ ]*(?:\n[ ]*(?:-?[ ]*0|[-_─—]+)[ ]*)*\s*\Z"
)
_ON_A_LINE = r"[ ]*(?:is|=|:)[ ]*(?:[-+*/÷(). 0]*=[ ]*)?"
_QUOTIENT_REMAINDER = re.compile(
    rf"\bquotient{_ON_A_LINE}(?P<quotient>0)[.,;]?\s+(?:and )?(?:the )?remainder{_ON_A_LINE}(?P<remainder>0)[\s*_`.!)]*\Z",
    re.IGNORECASE,
)
_SAID_OF_IT = r"\b(?:(?P<of>0)|it|this|this number|the number)(?: is|'s|(?= isn't))(?P<no> not| indeed not|n't)?(?: indeed| also| therefore)?(?: an?)? {}(?: number)?[\s*_`.!)]*\Z"
_LAST_DAY = re.compile(rf"(?<![^\W\d_])(?P<day>{'|'.join(WEEKDAYS)})[\s*_`\"'.!)]*\Z", re.IGNORECASE)
_OF_KIND: dict[str, Callable[[Working, Wanted], Result | None]] = {
    **dict.fromkeys(LISTS, _list),
    "truth": _truth,
    WEEKDAY: _weekday,
    **dict.fromkeys(FORMS, _form),
}
