"""Stories of so many in a time: how far, how long, how many an hour, a wage, of several that do so each day.

Mistakes: multiplied where it must be divided and the other way round (Fischbein et al. 1985); added; of several the
one that is told of taken for all.
"""

from __future__ import annotations

from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_IN_ALL = {
    "distance": "A train travels {v} miles per hour. How many miles does it travel in {f} hours?",
    "wage": "{name} earns {v} dollars an hour and works {f} hours. How much does {name} earn?",
    "pages": "{name} reads {v} pages a day. How many pages does {name} read in {f} days?",
    "savings": "{name} saves {v} dollars every week. How much does {name} save in {f} weeks?",
    "practice": "{name} practices {v} minutes each day for {f} days. How many minutes does {name} practice in all?",
}
_HOW_LONG = {
    "driving_time": "A car drives {v} kilometers each hour. How many hours does it take to drive {p} kilometers?",
    "making_time": "A machine makes {v} {thing} per minute. How many minutes does it take to make {p} {thing}?",
}
_HOW_FAST = {
    "each_hour": "A cyclist rides {p} miles in {f} hours at the same speed. "
    "How many miles does the cyclist ride each hour?"
}
_OF_SEVERAL = {
    "berries": "A bird eats {b} berries a day. {name} has {f} birds. How many berries do they eat in {g} days?"
}

KIND = ProblemKind(
    name="story_rates",
    title="stories of so many in an hour, a day, a week",
    topic="stories",
    ranges={"speed": (11, 90), "small": (2, 9), "factor": (2, 9)},
    parameters={"v": "speed", "b": "small", "f": "factor", "g": "factor"},
    given={"p": "{f}*{v}"},
    words=WORDS,
    views=(
        *told("product", "{f}*{v}", "", _IN_ALL, wrong_operation=("{f}+{v}", "{v}-{f}", "{v}/{f}")),
        *told("quotient", "{p}/{v}", "", _HOW_LONG, wrong_operation=("{p}*{v}", "{p}-{v}")),
        *told("quotient", "{p}/{f}", "", _HOW_FAST, wrong_operation=("{p}*{f}", "{p}-{f}")),
        *told(
            "product_of_3", "{b}*{f}*{g}", "s={b}*{f} t={s}*{g}", _OF_SEVERAL,
            step_left_out=("{b}*{g}", "{b}*{f}"), wrong_operation=("{b}*{f}/{g}", "{b}*{g}/{f}"),
        ),
    ),
)  # fmt: skip
