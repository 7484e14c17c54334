"""Minutes between two times of a day: How many minutes are there between 9:40 and 11:25?

Mistakes: hours counted as a hundred minutes, 185 for 105; the hours or the minutes forgotten, the times added
(KINDS 36: school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View

_SHOWN = "60*{k}+{m}-(60*{h}+{l})"
_STEPS = {
    "until": "60*{k}",
    "end": "{until}+{m}",
    "since": "60*{h}",
    "start": "{since}+{l}",
    "minutes": "{end}-{start}",
}
_MISTAKES: Ways = (
    *calculated("hundred_minutes_an_hour", "100*{k}+{m}-(100*{h}+{l})", shows=_SHOWN),
    *calculated("hours_only", "60*({k}-{h})", shows=_SHOWN),
    *calculated("times_added", "60*({k}+{h})+{m}+{l}", shows=_SHOWN),
    *calculated("minutes_only", "abs({m}-{l})", shows=_SHOWN),
)


def _view(name: str, question: str) -> View:
    return View(
        name,
        "time",
        question,
        _SHOWN,
        answer=(_SHOWN,),
        steps=_STEPS,
        mistakes=_MISTAKES,
        form="minutes_between",
    )


KIND = ProblemKind(
    name="time_interval",
    title="minutes between two times of a day",
    topic="quantities",
    ranges={"hour": (1, 12), "minute": (10, 59)},
    parameters={"h": "hour", "l": "minute", "k": "hour", "m": "minute"},
    conditions=("60*{h}+{l}<60*{k}+{m}", "{k}<24", "{l}<60", "{m}<60", "{h}!={k}"),
    fact=Fact("time", ("60*{h}+{l}", "60*{k}+{m}")),
    views=(
        _view("minutes_between", "How many minutes are there between {h}:{l} and {k}:{m}?"),
        _view("minutes_from_to", "How many minutes is it from {h}:{l} to {k}:{m}?"),
    ),
)
