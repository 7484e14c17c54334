"""Sums of two numbers in another base: In base 5, what is 134+221?

Their fact is the sum, in whatever base.
Mistakes: carried at ten; the sum brought to base ten; no carry at all (KINDS 37: school practice, without a published
frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems._digits import from_digits, in_base
from pairwright.problems.kind import ProblemKind, View

_SHOWN = "{n}+{m}"
# Digit by digit from the ones on, with what is carried.
_SUM = {
    "ones": "{z}+{w}",
    "d": "{ones}%{b}",
    "tens": "{y}+{v}+{ones}//{b}",
    "e": "{tens}%{b}",
    "rest": "{x}+{u}+{tens}//{b}",
    "digits": "({rest}//{b})*1000+({rest}%{b})*100+{e}*10+{d}",
}
# Carries are kept in mind, and that what the first digits come to has two of its own from the base on.
_SOLUTION = {"last": "{z}+{w}", "last_digit": "{last}%{b}", "carry": "{last}//{b}"} | {
    "middle": "{y}+{v}+{carry}",
    "middle_digit": "{middle}%{b}",
    "next_carry": "{middle}//{b}",
    "lead": "{x}+{u}+{next_carry}",
    "lead_digits": "{lead}//{b}*10+{lead}%{b}",
    "value": "{lead_digits}*100+{middle_digit}*10+{last_digit}",
}


def _view(name: str, question: str) -> View:
    return View(
        name,
        "base",
        question,
        _SHOWN,
        answer=("{digits}",),
        result="{s}",
        steps={"total": _SHOWN},
        mistakes=(
            *calculated("carried_at_ten", "{p}+{q}", shows=_SHOWN),
            *calculated("left_in_base_ten", "{s}", shows=_SHOWN),
            *calculated("carry_forgotten", "(({x}+{u})%{b})*100+(({y}+{v})%{b})*10+{d}", shows=_SHOWN),
        ),
        form="sum_in_base",
        solution=_SOLUTION,
        lines={"last_digit": "{last} mod {b}", "middle_digit": "{middle} mod {b}"},
        unwritten=("carry", "next_carry", "lead_digits"),
    )


KIND = ProblemKind(
    name="base_sum",
    topic="number theory",
    title="sums in another base",
    ranges={"base": (2, 8), "first_digit": (1, 7), "digit": (0, 7)},
    parameters=dict.fromkeys("xu", "first_digit") | dict.fromkeys("yzvw", "digit") | {"b": "base"},
    given={
        "p": from_digits([*"xyz"]),
        "q": from_digits([*"uvw"]),
        "n": in_base("xyz"),
        "m": in_base("uvw"),
        "s": _SHOWN,
        **_SUM,
    },
    conditions=("{b}<10", *(f"{{{each}}}<{{b}}" for each in "xyzuvw")),
    fact=Fact("+", ("{n}", "{m}", "{s}")),
    views=(
        _view("sum_in_base", "In base {b}, what is {p}+{q}?"),
        _view("sum_in_base_behind", "What is {p}+{q} in base {b}, where both numbers are in base {b}?"),
    ),
)
