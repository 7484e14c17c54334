"""Time that passes from one moment to another, and the time of day so many minutes later or earlier.

"A flight departed at 9:40 and arrived at 11:25. How long was the flight? Answer in HH:MM." and "What time is it 45
minutes after 9:40?".
"""

from __future__ import annotations

import re

from pairwright.verify.answer_types.dates import TIME, Moment, moments
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings.forms import phrase

_MARK = "◆"
_EVENT = r"(?:an? )?(?:[a-z]+ ){1,3}"
_ASKED = re.compile(
    rf"(?:(?:what is|calculate|find) the (?:duration|time difference|time|time that passes) between {_MARK} and {_MARK}"
    rf"|how (?:much time|long) (?:elapsed|passes|passed|elapses|is it|is there) (?:from {_MARK} to|between {_MARK} and) {_MARK}"
    rf"|{_EVENT}(?:started|departed|began) at {_MARK} and (?:ended|completed|arrived|finished) at {_MARK}[.;]"
    r" (?:how long was the [a-z]+|what was the (?:[a-z]+ ){1,3}duration|how long did the [a-z]+ take))[?.]?"
    r"(?: (?:please )?(?:answer|express (?:the result|it)|give (?:your|the) answer) in (?P<format>d days|(?:d days, )?hh:mm(?::ss(?:\.mmm)?)?))?[?. ]*",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"what time (?:is|was|will) it (?:be )?(?:(?P<hours>0) hours?(?: and |, | )?)?(?:(?P<minutes>0) minutes?)? ?(?P<where>after|before) {_MARK}[?. ]*",
    re.IGNORECASE,
)
_MINUTE, _DAY = Constant(60), Constant(86_400)


def duration_of(shape: str, first: int) -> Question | None:
    """The question for the time between two moments, or for a time of day; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
    """
    text = phrase(shape)
    if text is None or not ("0:0" in text or "day" in text.lower()):
        return None
    found = list(moments(text, first))
    plain = text
    for each in reversed(found):
        plain = plain[: each.start] + _MARK + plain[each.end :]
    if (match := _ASKED.fullmatch(plain)) is not None:
        return _between(found, (match["format"] or "").lower())
    match = _MOVED.fullmatch(plain)
    return None if match is None or len(found) != 1 else _moved(match, found[0], first)


def _between(found: list[Moment], form: str) -> Question | None:
    start, end = found
    for told in ("date", "time", "offset"):
        if (getattr(start, told) is None) != (getattr(end, told) is None):
            return None
    seconds = start.seconds, end.seconds
    if seconds[0] is None or seconds[1] is None:
        return None
    if start.time is None:
        return _days(start, end) if form in {"", "d days"} else None
    if not form or form == "d days":
        return None
    # Of two times without a date the second one may be the next day's.
    asked: Tree = Operation("difference", seconds[1], seconds[0])
    unit = Constant(1) if "ss" in form else _MINUTE
    if "mmm" not in form:
        # So many whole minutes, or seconds, as a clock shows them.
        asked = Operation("*", Operation("//", asked, unit), unit)
    return Question(
        asked, Unknown("?"), answers=TIME, states=("time", tuple(_in_minutes(each) for each in seconds if each))
    )


def _days(start: Moment, end: Moment) -> Question | None:
    if start.date is None or end.date is None:
        return None
    days = Operation("difference", end.date, start.date)
    return Question(days, Unknown("?"), counts="things", states=("date", (start.date, end.date)))


def _in_minutes(seconds: Tree) -> Tree:
    return Operation("/", seconds, _MINUTE)


def _moved(match: re.Match[str], moment: Moment, first: int) -> Question | None:
    if (
        moment.time is None
        or moment.date is not None
        or moment.offset is not None
        or not (match["hours"] or match["minutes"])
    ):
        return None
    hours = Numeral(first) if match["hours"] else Zero()
    minutes = Numeral(first + bool(match["hours"])) if match["minutes"] else Zero()
    passed = Operation("*", Operation("+", Operation("*", hours, _MINUTE), minutes), _MINUTE)
    sign = "+" if match["where"].lower() == "after" else "-"
    asked = Operation("of day", Zero(), Operation(sign, moment.time, passed))
    return Question(asked, Unknown("?"), answers=TIME, states=("time", (_in_minutes(moment.time), _in_minutes(asked))))
