"""Distance, time and speed of what moves: "A train travels at 60 miles per hour for 3.5 hours. How far does it go?"."""

from __future__ import annotations

import re
from collections.abc import Callable

from pairwright.verify.questions.trees import Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling
from pairwright.verify.rulings.units import UNITS, Unit

_LENGTHS, _TIMES = (
    "|".join(sorted((name for name, unit in UNITS.items() if unit.what.startswith(what)), key=len, reverse=True))
    for what in ("length", "time")
)
_IN_ONE_WORD = {"mph": ("mile", "hour"), "kph": ("km", "hour"), "kmph": ("km", "hour"), "kmh": ("km", "hour")}
_RATE = rf"(?:(?:{_LENGTHS})(?: ?/ ?| per | an? )(?:{_TIMES})|{'|'.join(_IN_ONE_WORD)})"
_RATE_PARTS = re.compile(rf"\b({_LENGTHS})(?: ?/ ?| per | an? )({_TIMES})\b|\b({'|'.join(_IN_ONE_WORD)})\b")
_UNIT = re.compile(rf"(?:0|in|how many) ?({_LENGTHS}|{_TIMES})\b")


def _found(operator: str, *, turned: bool = False) -> Callable[[list[Tree], Named], Question | None]:
    """What two of distance, time and speed come to, where all are in the same units."""

    def asked(numbers: list[Tree], named: Named) -> Question | None:
        if len(_units(named["said"])) != 2:
            return None
        left, right = reversed(numbers) if turned else numbers
        return Question(Operation(operator, left, right), Unknown("?"), counts="amount")

    return asked


def _units(said: str) -> set[Unit]:
    """All units of length and of time that are told, those of speeds among them."""
    rates = [_IN_ONE_WORD[joined] if joined else (one, other) for one, other, joined in _RATE_PARTS.findall(said)]
    names = [name for rate in rates for name in rate] + _UNIT.findall(_RATE_PARTS.sub("", said))
    return {UNITS[name] for name in names}


_WHO = r"(?:(?:an?|the|my|his|her) )?[a-z]+(?: [a-z]+)?"
_GOES = (
    r"(?:(?:is|was) )?(?:travel(?:l?ing|l?ed|s)?|goes|going|go|went|moves?|moving|moved|drives?|driving|drove|runs?|running|ran|walks?|walking|walked"
    r"|cycles?|cycling|cycled|rides?|riding|rode|flies|flying|fly|flew|sails?|sailing|sailed|covers?|covered)"
)
_STEADY = r"(?: (?:at|with) (?:a|the same) (?:constant|steady|uniform|even) (?:speed|pace|rate))?"
_AT = rf"(?:(?:at|with) )?(?:an? (?:constant |steady |average |uniform )?(?:speed|rate|pace) of )?{{n}} ?{_RATE}"
_WAY, _LONG = rf"{{n}} ?(?:{_LENGTHS})", rf"{{n}} ?(?:{_TIMES})"
_IT = rf"(?:it|he|she|they|{_WHO})"
_IN_LENGTHS = rf"(?:,? in (?:{_LENGTHS}))?"
_DOES = "(?:does|did|will|has|have|do|would|can)"
_HOW_FAR = rf"(?:how far|what distance|how many (?:{_LENGTHS})) {_DOES} {_IT} {_GOES}"
# Without a unit it may be told in another.
_TAKES = rf"(?:it take|the (?:trip|journey|ride|drive|flight|walk) take|{_IT} (?:take|need))"
_HOW_LONG = rf"how many (?:{_TIMES}) {_DOES} {_TAKES}"
_HOW_LONG_IN = rf"how (?:long|much time)(?P<first>,? in (?:{_TIMES}),?)? {_DOES} {_TAKES}"
_SPEED = rf"(?:what (?:is|was) (?:its|his|her|the|their)(?: average| constant)? speed(?: of [a-z ]{{3,20}}?)?|how fast (?:is|was|does|did) {_IT}(?: {_GOES})?)(?:,? in {_RATE})?"
_STOP = r"[.;,] "

RULINGS = (
    Ruling((rf"(?P<said>{_WHO} {_GOES} {_AT}(?: {_GOES})? for {_LONG}{_STOP}{_HOW_FAR}{_IN_LENGTHS})",), _found("*")),
    Ruling((rf"(?P<said>{_WHO} {_GOES} for {_LONG} {_AT}{_STOP}{_HOW_FAR}{_IN_LENGTHS})",), _found("*")),
    Ruling((rf"(?P<said>{_WHO} {_GOES} {_AT}{_STOP}{_HOW_FAR} in {_LONG}{_IN_LENGTHS})",), _found("*")),
    Ruling((rf"(?P<said>{_HOW_FAR} in {_LONG} (?:if it {_GOES} )?{_AT})",), _found("*")),
    Ruling((rf"(?P<said>{_WHO} {_GOES} {_WAY} in {_LONG}{_STEADY}{_STOP}{_SPEED})",), _found("/")),
    *(
        Ruling((rf"(?P<said>{_WHO} {_GOES} {phrase})",), _found("/", turned=turned))
        for long, unit in ((_HOW_LONG, ""), (_HOW_LONG_IN, rf"(?(first)|,? in (?:{_TIMES}))"))
        for phrase, turned in (
            (rf"{_WAY} {_AT}{_STOP}{long}{unit}", False),
            (rf"{_AT}{_STOP}{long} to {_GOES} {_WAY}{unit}", True),
        )
    ),
)
