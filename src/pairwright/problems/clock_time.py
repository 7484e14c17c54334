"""Times of a day so many minutes later or earlier: What time is it 45 minutes after 9:40?

Their fact is the two times, as that of the minutes between them (see `time_interval`).
Mistakes: the hour not moved on, an hour of a hundred minutes, 9:40 and 70 minutes as 10:10, counted to the other side
(KINDS 36: school practice, without a published frequency).
"""

from __future__ import annotations

from collections.abc import Mapping

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.forms import Clock

Named = Mapping[str, str]
# More than 59 minutes behind the hour are no time: 1440 more are none of a day.
_OF_A_HUNDRED = "60*{h}+60*(({l}+{n})//100)+({l}+{n})%100+1440*(({l}+{n})%100>=60)"
_AFTER: Named = {"since": "60*{h}", "start": "{since}+{l}", "end": "{start}+{n}"}
_BEFORE: Named = {"until": "60*{k}", "end": "{until}+{m}", "start": "{end}-{n}"}


def _view(name: str, question: str, result: str, shown: str, steps: Named, wrong: Named, form: str) -> View:
    conditions = ("{i}>1", "{j}>1") if "{i}" in question else ()
    mistakes: Ways = tuple(way for each, claim in wrong.items() for way in calculated(each, claim, shows=shown))
    return View(
        name, "time", question, shown, answer=(result,), type=Clock(), result=result, steps=steps, mistakes=mistakes,
        conditions=conditions, form=form, solution=steps, solved=(f"{{{list(steps)[-1]}}}",),
    )  # fmt: skip


def _after(name: str, question: str) -> View:
    wrong = {
        "hour_not_moved": "60*{h}+({l}+{n})%60",
        "hundred_minutes_an_hour": _OF_A_HUNDRED,
        "other_direction": "{a}-{n}",
    }
    return _view(name, question, "{b}", "60*{h}+{l}+{n}", _AFTER, wrong, "time_after")


def _before(name: str, question: str) -> View:
    wrong = {"hour_not_moved": "60*{k}+({m}-{n})%60", "other_direction": "{b}+{n}"}
    return _view(name, question, "{a}", "60*{k}+{m}-{n}", _BEFORE, wrong, "time_before")


KIND = ProblemKind(
    name="clock_time",
    title="times of a day so many minutes later or earlier",
    topic="quantities",
    ranges={"hour": (0, 22), "minute": (0, 59), "minutes": (5, 200)},
    parameters={"h": "hour", "l": "minute", "n": "minutes"},
    given={"a": "60*{h}+{l}", "b": "{a}+{n}", "k": "{b}//60", "m": "{b}%60", "s": "{a}", "t": "{b}"}
    | {"i": "{n}//60", "j": "{n}%60"},
    types={"s": Clock(), "t": Clock()},
    conditions=("{h}>=0", "{l}>=0", "{l}<60", "{n}>0", "{b}<1440"),
    fact=Fact("time", ("{a}", "{b}")),
    views=(
        _after("time_after", "What time is it {n} minutes after {s}?"),
        _after("time_after_hours", "What time is it {i} hours and {j} minutes after {s}?"),
        _before("time_before", "What time is it {n} minutes before {t}?"),
        _before("time_before_hours", "What time is it {i} hours and {j} minutes before {t}?"),
    ),
)
