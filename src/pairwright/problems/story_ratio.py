"""Stories of proportion and comparison: for every 3 of these 7 of those; the price of 7 from that of 3.

Mistakes: the same number added on both sides (additive strategy, entries 23 and 24 of 'Math misconceptions'); the price
of one given for all; the operation that "more", "fewer" and "times" suggest (Lewis & Mayer 1987).
"""

from __future__ import annotations

from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_SCALED = {
    "for_every": "For every {f} red {thing} there are {g} blue {thing}. There are {p} red {thing}. "
    "How many blue {thing} are there?",
    "ratio": "The ratio of boys to girls in a class is {f} to {g}. There are {p} boys. How many girls are there?",
    "price_of_others": "{f} {thing} cost {p} dollars. How much do {g} {thing} cost?",
}
_TIMES = {
    "times_as_many_has": "{name} has {p} {thing}. {name} has {f} times as many {thing} as the teacher. "
    "How many {thing} does the teacher have?"
}
_MORE = {
    "more_has": "{name} has {a} {thing}. {name} has {b} more {thing} than the teacher. "
    "How many {thing} does the teacher have?"
}
_FEWER = {
    "fewer_has": "{name} has {a} {thing}. {name} has {b} fewer {thing} than the teacher. "
    "How many {thing} does the teacher have?"
}

KIND = ProblemKind(
    name="story_ratio",
    title="stories of ratios, of so many times, more and fewer",
    topic="stories",
    ranges={"term": (2, 9), "scale": (2, 12), "operand": (13, 60)},
    parameters={"f": "term", "g": "term", "k": "scale", "a": "operand", "b": "scale"},
    given={"p": "{f}*{k}"},
    words=WORDS,
    views=(
        *told(
            "unit_and_multiple", "{p}/{f}*{g}", "unit={p}/{f} all={unit}*{g}", _SCALED, "{f}!={g}",
            additive_strategy=("{p}+{g}-{f}",), step_left_out=("{p}/{f}", "{p}*{g}"),
        ),
        *told("quotient", "{p}/{f}", "", _TIMES, wrong_operation=("{p}*{f}", "{p}-{f}")),
        *told("difference", "{a}-{b}", "", _MORE, "{a}>{b}", wrong_operation=("{a}+{b}", "{b}-{a}")),
        *told("sum", "{a}+{b}", "", _FEWER, wrong_operation=("{a}-{b}", "{b}*{a}")),
    ),
)  # fmt: skip
