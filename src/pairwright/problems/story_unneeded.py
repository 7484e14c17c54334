"""Stories with a number that is not needed: an age, other things, what another has.

Mistakes: the number that is not needed used like the others (Muth 1984, on extraneous information); the operation that
a word suggests (keyword strategy, Lewis & Mayer 1987).
"""

from __future__ import annotations

from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_LOSS = {
    "age_and_loss": "{name} is {u} years old. {name} has {a} {thing} and gives {b} of them to a friend. "
    "How many {thing} does {name} have left?",
    "pens_and_loss": "{name} has {a} {thing} and {u} pens. {name} loses {b} {thing}. "
    "How many {thing} does {name} have left?",
}
_GAIN = {
    "pens_and_gain": "{name} has {a} {thing} and {u} pens. {name} finds {b} more {thing}. "
    "How many {thing} does {name} have now?",
    "teacher_and_gain": "The teacher has {u} {thing}. {name} has {a} {thing}. {name} buys {b} more {thing}. "
    "How many {thing} does {name} have now?",
    "age_and_gain": "{name} is {u} years old. {name} has {a} {thing} and finds {b} more {thing}. "
    "How many {thing} does {name} have now?",
}
_RATE = {
    "age_and_days": "{name} is {u} years old. {name} collects {c} {thing} each day. "
    "How many {thing} does {name} collect in {f} days?",
}
_SHARE = {
    "age_and_share": "{name} shares {p} {thing} equally among {f} friends. {name} is {u} years old. "
    "How many {thing} does each friend get?",
}

KIND = ProblemKind(
    name="story_unneeded",
    title="stories with a number that is not needed",
    topic="stories",
    ranges={"operand": (20, 60), "small": (2, 19), "age": (6, 19), "factor": (2, 9)},
    parameters={"a": "operand", "b": "small", "c": "factor", "f": "factor", "u": "age"},
    given={"p": "{f}*{c}"},
    words=WORDS,
    views=(
        *told(
            "difference", "{a}-{b}", "", _LOSS, "{a}>{b}",
            unneeded_number_used=("{a}-{b}-{u}", "{a}-{b}+{u}", "{a}-{u}"), wrong_operation=("{a}+{b}",),
        ),
        *told(
            "sum", "{a}+{b}", "", _GAIN,
            unneeded_number_used=("{a}+{b}+{u}", "{a}+{u}", "{a}+{b}-{u}"), wrong_operation=("{a}-{b}",),
        ),
        *told(
            "product", "{c}*{f}", "", _RATE,
            unneeded_number_used=("{c}*{f}+{u}", "{u}*{f}"), wrong_operation=("{c}+{f}",),
        ),
        *told(
            "quotient", "{p}/{f}", "", _SHARE,
            unneeded_number_used=("({p}+{u})/{f}", "{p}/{f}+{u}"), wrong_operation=("{p}*{f}", "{p}-{f}"),
        ),
    ),
)  # fmt: skip
