"""Stories of two changes, three places, and a comparison with a total.

Mistakes: one of the steps left out (Quintero 1983, on problems of two steps); the operation that a word suggests
(keyword strategy, Lewis & Mayer 1987); what is compared taken for the total.
"""

from __future__ import annotations

from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_GAIN_AND_LOSS = {
    "buys_and_gives": "{name} has {a} {thing}. {name} buys {b} more and then gives {c} to a friend. "
    "How many {thing} does {name} have now?",
    "finds_and_loses": "{name} had {a} {thing}. {name} found {b} more {thing}, but lost {c} of them. "
    "How many {thing} are left?",
}
_LOSS_AND_GAIN = {
    "bus": "There were {a} people on a bus. At the first stop {b} people got off and {c} people got on. "
    "How many people are on the bus now?",
    "fence": "There were {a} birds on a fence. Then {b} birds flew away and {c} birds came. "
    "How many birds are on the fence now?",
}
_LOSSES = {
    "loses_and_gives": "{name} has {a} {thing}. {name} loses {b} {thing} and gives {c} {thing} to a friend. "
    "How many {thing} are left?"
}
_THREE_PLACES = {
    "three_places": "There are {a} {thing} in a box, {b} {thing} in a bag and {c} {thing} on the table. "
    "How many {thing} are there altogether?"
}
_MORE = {
    "more_together": "{name} has {a} {thing}. The teacher has {b} more {thing} than {name}. "
    "How many {thing} do they have together?"
}
_FEWER = {
    "fewer_together": "{name} has {a} {thing}. The teacher has {b} fewer {thing} than {name}. "
    "How many {thing} do they have in all?"
}

KIND = ProblemKind(
    name="story_two_changes",
    title="stories of two changes and of totals",
    topic="stories",
    ranges={"operand": (20, 60), "small": (2, 12), "second": (2, 19)},
    parameters={"a": "operand", "b": "small", "c": "second"},
    words=WORDS,
    views=(
        *told(
            "sum_of_3", "{a}+{b}-{c}", "s={a}+{b} t={s}-{c}", _GAIN_AND_LOSS,
            step_left_out=("{a}+{b}", "{a}-{c}"), wrong_operation=("{a}+{b}+{c}",),
        ),
        *told(
            "sum_of_3", "{a}-{b}+{c}", "s={a}-{b} t={s}+{c}", _LOSS_AND_GAIN, "{a}>={b}",
            step_left_out=("{a}-{b}", "{a}+{c}"), wrong_operation=("{a}+{b}+{c}", "{a}-{b}-{c}"),
        ),
        *told(
            "sum_of_3", "{a}-{b}-{c}", "s={a}-{b} t={s}-{c}", _LOSSES, "{a}>{b}+{c}",
            step_left_out=("{a}-{b}", "{a}-{c}"), wrong_operation=("{a}+{b}+{c}", "{a}-{b}+{c}"),
        ),
        *told(
            "sum_of_3", "{a}+{b}+{c}", "s={a}+{b} t={s}+{c}", _THREE_PLACES,
            step_left_out=("{a}+{b}", "{b}+{c}"), wrong_operation=("{a}-{b}+{c}",),
        ),
        *told(
            "sum_of_3", "{a}+{a}+{b}", "s={a}+{b} t={a}+{s}", _MORE,
            worked=("s", "t"), step_left_out=("{a}+{b}",), wrong_operation=("{a}+{a}-{b}",),
        ),
        *told(
            "sum_of_3", "{a}+{a}-{b}", "s={a}-{b} t={a}+{s}", _FEWER, "{a}>={b}",
            worked=("s", "t"), step_left_out=("{a}-{b}", "{a}+{b}"), wrong_operation=("{a}+{a}+{b}",),
        ),
    ),
)  # fmt: skip
