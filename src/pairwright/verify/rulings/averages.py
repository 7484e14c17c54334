"""The average of what was counted or measured: "Kim scored 82, 91 and 88 on three tests. What was her average score?"."""

from __future__ import annotations

from functools import reduce

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import LIST, Named, Ruling

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _average(numbers: list[Tree], named: Named) -> Question | None:
    """The average of all that is listed, as many as are said to be."""
    said = named.get("times", "")
    if said in _WORDS and _WORDS.index(said) + 2 != len(numbers):
        return None
    total = reduce(lambda one, other: Operation("+", one, other), numbers)
    return Question(Operation("/", total, Constant(len(numbers))), Unknown("?"), counts="amount")


_TIMES = rf"(?P<times>{'|'.join(_WORDS)}|the|his|her|their|these) [a-z]+(?: [a-z]+)?"
_THINGS = "(?: (?!and )[a-z]+(?: [a-z]+)?)?"
_WHO = r"(?:(?:an?|the|my|his|her) )?[a-z]+(?: [a-z]+)?"
_GOT = r"(?:scores?|scored|gets?|got|receives?|received|has|had|earns?|earned|makes?|made|runs?|ran|reads?|read|sells?|sold|weighs?|weighed|walks?|walked|caught|won)"
_ASKED = (
    r"(?:what (?:is|was)|find|calculate|work out) (?:his|her|the|their|its)(?: (?:average|mean)(?: (?:test|exam))?"
    r"(?: (?:score|mark|grade|points?|result|number of [a-z]+|temperature|weight|height|price|number|value))?"
    r"|(?: [a-z]+)? average| mean)(?: (?:per|of|for|over|on|in|from) (?:the |a |these |those |all )?[a-z]+(?: [a-z]+)?)?"
)
_WHEN = "(?:on|in|for|over|during|at|from)"

RULINGS = (
    Ruling(
        (
            rf"{_WHO} {_GOT}(?: scores of| marks of| grades of)? {LIST}{_THINGS}"
            rf"(?: {_WHEN} {_TIMES})?[.;,] {_ASKED}",
        ),
        _average,
    ),
    Ruling(
        (rf"{_WHEN} {_TIMES},? {_WHO} {_GOT}(?: scores of| marks of)? {LIST}{_THINGS}[.;,] {_ASKED}",),
        _average,
    ),
    Ruling(
        (
            rf"(?:(?:the|his|her|their|[a-z]+['’]s) )(?:[a-z]+ )?(?:scores?|marks?|grades?|temperatures?|weights?|heights?|prices?|ages?)"
            rf"(?: (?:{_WHEN}|of) {_TIMES})? (?:are|were|is|was) {LIST}{_THINGS}[.;,] {_ASKED}",
        ),
        _average,
    ),
)
