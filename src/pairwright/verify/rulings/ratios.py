"""What is shared in a ratio: "Share 60 sweets between Ann and Bob in the ratio 2:3. How many sweets does Ann get?"."""

from __future__ import annotations

from pairwright.verify.questions.trees import Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling


def _shared(numbers: list[Tree], named: Named) -> Question | None:
    """The share of the one who is asked about, the first of two or the second, or the larger one."""
    whole, *parts = numbers
    both = Operation("/", whole, Operation("+", *parts))
    if (extreme := named.get("extreme")) is not None:
        part: Tree = Operation("min" if extreme.startswith("small") else "max", *parts)
    else:
        who, people = named.get("who") or named["whose"], [named["one"], named["other"]]
        if people.count(who) != 1:
            return None
        part = parts[people.index(who)]
    # A share of so many sweets is whole.
    counts = "things" if "things" in named else "amount"
    return Question(Operation("*", both, part), Unknown("?"), counts=counts)


_WHOLE = (
    r"(?:[$€£]{n}|(?:a total of )?{n}(?: (?:dollars|euros|pounds|cents|(?P<things>(?!in\b|between\b|among\b)[a-z]+)))?)"
)
_PEOPLE = r"(?P<one>[a-z]+) and (?P<other>[a-z]+)"
_RATIO = r"(?:in|according to|using) (?:the |a )?ratio(?: of)? {n} ?(?::|to) ?{n}"
_HOW = r"how (?:many|much)(?: (?!does|do|did|will|would|should|is)[a-z]+)?"
_ASKED = (
    rf"(?:{_HOW} (?:does|will|did|would|should) (?P<who>[a-z]+) (?:get|receive|have)"
    r"|(?:what is|find|calculate|work out) (?P<whose>[a-z]+)['’]s share)(?:,? in (?:dollars|euros|pounds|cents))?"
)
_SHARE = (
    r"(?:(?:what is|find|calculate|work out|give)|how (?:much|many) (?:is|are)(?: in)?) the (?:size of the |value of the )?"
    r"(?P<extreme>larger|bigger|largest|biggest|greater|smaller|smallest) (?:share|part|portion|amount)"
)
_STOP = r"[.;,] "

RULINGS = (
    Ruling((rf"(?:share|divide|split) {_WHOLE} (?:between|among) {_PEOPLE} {_RATIO}{_STOP}{_ASKED}",), _shared),
    Ruling((rf"{_PEOPLE} (?:share|divide|split|shared|divided) {_WHOLE} {_RATIO}{_STOP}{_ASKED}",), _shared),
    Ruling(
        (rf"{_WHOLE} (?:is|are) (?:shared|divided|split) (?:between|among) {_PEOPLE} {_RATIO}{_STOP}{_ASKED}",),
        _shared,
    ),
    Ruling((rf"(?:share|divide|split) {_WHOLE} {_RATIO}{_STOP}{_SHARE}",), _shared),
    Ruling((rf"{_WHOLE} (?:is|are) (?:shared|divided|split) {_RATIO}{_STOP}{_SHARE}",), _shared),
)
