"""Stories of ages: how old somebody will be, was, or is who is so much older or younger.

Mistakes: the operation that "ago" or "older" suggests (keyword strategy, Lewis & Mayer 1987); one step left out.
"""

from __future__ import annotations

from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_LATER = {
    "age_later": "{name} is {a} years old. How old will {name} be in {b} years?",
    "older": "{name} is {a} years old. The teacher is {b} years older than {name}. How old is the teacher?",
}
_EARLIER = {
    "age_ago": "{name} is {a} years old. How old was {name} {b} years ago?",
    "younger": "{name} is {a} years old. The coach is {b} years younger than {name}. How old is the coach?",
}
_OLDER_LATER = {
    "older_later": "{name} is {a} years old. Kim is {b} years older than {name}. How old will Kim be in {c} years?"
}
_YOUNGER_LATER = {
    "younger_later": "{name} is {a} years old. Kim is {b} years younger than {name}. How old will Kim be in {c} years?"
}

KIND = ProblemKind(
    name="story_time",
    title="stories of ages",
    topic="stories",
    ranges={"age": (20, 60), "years": (2, 19)},
    parameters={"a": "age", "b": "years", "c": "years"},
    words=WORDS,
    views=(
        *told("sum", "{a}+{b}", "", _LATER, wrong_operation=("{a}-{b}", "{b}*{a}")),
        *told("difference", "{a}-{b}", "", _EARLIER, "{a}>{b}", wrong_operation=("{a}+{b}", "{b}-{a}")),
        *told(
            "sum_of_3", "{a}+{b}+{c}", "s={a}+{b} t={s}+{c}", _OLDER_LATER,
            step_left_out=("{a}+{b}", "{a}+{c}"), wrong_operation=("{a}-{b}+{c}",),
        ),
        *told(
            "sum_of_3", "{a}-{b}+{c}", "s={a}-{b} t={s}+{c}", _YOUNGER_LATER, "{a}>{b}",
            step_left_out=("{a}-{b}", "{a}+{c}"), wrong_operation=("{a}+{b}+{c}", "{a}-{b}-{c}"),
        ),
    ),
)  # fmt: skip
