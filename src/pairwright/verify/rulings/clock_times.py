"""Minutes, or hours, between two times of a day: from 9:15 to 10:05, a film that starts at 18:40 and ends at 20:25."""

from __future__ import annotations

import re

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling, padded

_HALF_DAY = re.compile(r"[ap](?=\.?m)")
_NOON = Constant(12)


def _passed(numbers: list[Tree], named: Named) -> Question | None:
    """How many minutes, or hours, pass from one time to another that is not before it."""
    said = named["start"], named["end"]
    halves = [found[0] if (found := _HALF_DAY.search(each)) else "" for each in said]
    if halves[0] and not halves[1] and said[1] != "noon":
        # From 9 am to 10:05: it may be in the evening.
        return None
    # From 9:15 to 10:05 pm: both are.
    if not halves[0] and said[0] != "noon" and "noon" not in said[1]:
        halves[0] = halves[1]
    rest = iter(numbers)
    start, end = (
        _time([padded(next(rest)) for _ in range(each.count("0"))], half)
        for each, half in zip(said, halves, strict=True)
    )
    minutes = Operation("minutes", end, start)
    passed = Operation("/", minutes, Constant(60)) if named["unit"] == "hours" else minutes
    return Question(passed, Unknown("?"), counts="amount")


def _time(told_in: list[Tree], half: str) -> Tree:
    """The minutes of a day."""
    hours = told_in[0] if told_in else _NOON
    if half:
        hours = Operation("mod", hours, _NOON)
    if half == "p":
        hours = Operation("+", hours, _NOON)
    return Operation("clock", hours, told_in[1] if len(told_in) > 1 else Constant(0))


_TIME = r"{n}:{n}(?: ?[ap]\.?m\.?)?|{n} ?[ap]\.?m\.?|noon"
_START, _END = rf"(?P<start>{_TIME})", rf"(?P<end>{_TIME})"
_SAME = (
    r"(?:,? ?(?:\(?(?:on |of |in )?(?:the same|that|one|this|that same) (?:day|morning|afternoon|evening|night)\)?))?"
)
_UNIT = "(?P<unit>minutes|hours)"
_EVENT = r"(?:(?:an?|the|my|our|his|her|their|[a-z]+['’]s) )?[a-z]+(?: [a-z]+){0,2}?"
_WHERE = r"(?:(?:from |in |at )?(?:the )?[a-z]+ )?"
_BEGINS = rf"(?:starts?|started|begins?|began|leaves?|left|departs?|departed|opens?|opened) {_WHERE}at"
_ENDS = rf"(?:ends?|ended|finish(?:es|ed)?|arrives?|arrived|is over|stops?|stopped|closes?|closed) {_WHERE}at"

RULINGS = (
    Ruling(
        (
            rf"how many {_UNIT} (?:(?:are(?: there)?|pass|lie|elapse|go by|is it|is there|is) )?"
            rf"(?:between|from) {_START} (?:and|to|until|till) {_END}{_SAME}",
        ),
        _passed,
    ),
    Ruling(
        (
            rf"{_EVENT} {_BEGINS} {_START}{_SAME},? (?:and|but) (?:it )?{_ENDS} {_END}{_SAME}[.;,]"
            rf" how many {_UNIT}(?: long)? (?:is|was|does|did|do) (?:it|he|she|{_EVENT})"
            "(?: ?(?:last|take|run|open|long|go on))?(?: for)?",
        ),
        _passed,
    ),
)
