"""Days of the week: so many days after another one or before it, and that of a date.

Mistakes: the day itself counted (fence-post, KINDS 36), counted to the other side, the last digit taken for what whole
weeks leave over (school practice, without a published frequency).
"""

from __future__ import annotations

from collections.abc import Mapping

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems._dates import days, length
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.forms import Date
from pairwright.values.types import Choice

_WEEKDAYS = Choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_MOVED = Fact("weekday", ("{w}", "{n}", "({w}+{n})%7"))


def _view(
    name: str, question: str, answer: str, number: str, weeks: str, fact: Fact, wrong: Mapping[str, str], form: str
) -> View:
    """A view, and the number that is divided by the seven days of a week."""
    shown = f"{{{number}}}-7*{{{weeks}}}"
    mistakes: Ways = tuple(way for each, claim in wrong.items() for way in calculated(each, claim, shows=shown))
    return View(
        name, "weekday", question, shown, answer=(answer,), type=_WEEKDAYS, result=f"{{{number}_left}}",
        steps={"product": f"7*{{{weeks}}}", "left": f"{{{number}}}-{{product}}"}, fact=fact, mistakes=mistakes,
        form=form,
    )  # fmt: skip


def _after(name: str, question: str) -> View:
    wrong = {"fence_post": "({w}+{n}-1)%7", "other_direction": "({w}-{n})%7", "last_digit": "({w}+{n}%10)%7"}
    return _view(name, question, "({w}+{n})%7", "n", "q", _MOVED, wrong, "weekday_after")


def _before(name: str, question: str) -> View:
    wrong = {"fence_post": "({w}+1)%7", "other_direction": "({w}+2*{n})%7", "last_digit": "({w}+{n}-{n}%10)%7"}
    return _view(name, question, "{w}", "n", "q", _MOVED, wrong, "weekday_before")


def _of_date(name: str, question: str) -> View:
    wrong = {"fence_post": "({t}+4)%7", "weeks_from_monday": "({d}+6)%7"}
    return _view(name, question, "({t}+3)%7", "u", "p", Fact("weekday", ("{t}",)), wrong, "weekday_of_date")


KIND = ProblemKind(
    name="weekday",
    title="days of the week",
    topic="quantities",
    ranges={"weekday": (0, 6), "days": (8, 400), "year": (1950, 2050), "month": (1, 12), "day": (1, 31)},
    parameters={"w": "weekday", "n": "days", "y": "year", "m": "month", "d": "day"},
    given={"a": "{w}", "b": "({w}+{n})%7", "q": "{n}//7", "n_left": "{n}%7"}
    | {"t": days("y", "m", "d"), "s": "{t}", "u": "{t}+25567", "p": "{u}//7", "u_left": "{u}%7", "l": length("y", "m")},
    types={"a": _WEEKDAYS, "b": _WEEKDAYS, "s": Date()},
    conditions=("{w}>=0", "{w}<7", "{n}>0", "{y}>=1901", "{y}<10000", "{m}>0", "{m}<13", "{d}>0", "{d}<={l}"),
    views=(
        _after("weekday_after", "What day of the week is {n} days after {a}?"),
        _after("weekday_in_days", "If today is {a}, what day of the week will it be in {n} days?"),
        _before("weekday_before", "What day of the week is {n} days before {b}?"),
        _before("weekday_days_ago", "If today is {b}, what day of the week was it {n} days ago?"),
        _of_date("weekday_of_date", "What day of the week is {s}?"),
        _of_date("weekday_that_date_falls_on", "On which weekday does {s} fall?"),
    ),
)
