"""Numbers written in another base, both ways: What is 1011 (base 2) in base 10?

Their fact is the number, in whatever base.
Mistakes: the digits read as they stand, or their sum for the number; remainders in the order in which they come, 11 as
1101; the last one forgotten (KINDS 37: school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems._digits import from_digits, in_base
from pairwright.problems.kind import ProblemKind, View

# The number has the digits x, y, z in base b, of which the first is not 0.
_SHOWN = in_base("xyz")
_STEPS = {
    "once": "{x}*{b}",
    "first": "{once}*{b}",
    "second": "{y}*{b}",
    "both": "{first}+{second}",
    "all": "{both}+{z}",
}


def _to_ten(name: str, question: str) -> View:
    return View(
        name,
        "base",
        question,
        _SHOWN,
        answer=("{n}",),
        steps=_STEPS,
        mistakes=(
            *calculated("digits_as_they_stand", "{digits}", shows=_SHOWN),
            *calculated("sum_of_digits", "{x}+{y}+{z}", shows=_SHOWN),
            *calculated("read_backwards", "{z}*{b}*{b}+{y}*{b}+{x}", shows=_SHOWN),
        ),
        form="to_base_ten",
    )


def _from_ten(name: str, question: str) -> View:
    return View(
        name,
        "base",
        question,
        _SHOWN,
        answer=("{digits}",),
        result="{n}",
        steps=_STEPS,
        mistakes=(
            *calculated("remainders_as_they_come", "{z}*100+{y}*10+{x}", shows=_SHOWN),
            *calculated("last_remainder_forgotten", "{x}*10+{y}", shows=_SHOWN),
        ),
        form="from_base_ten",
        solution={"whole": "{n}//{b}", "last": "{n}%{b}", "lead": "{whole}//{b}", "middle": "{whole}%{b}"}
        | {"value": "{lead}*100+{middle}*10+{last}"},
        lines={"last": "{n} mod {b}", "middle": "{whole} mod {b}"},
    )


KIND = ProblemKind(
    name="base_conversion",
    title="numbers in another base",
    topic="number theory",
    ranges={"base": (2, 6), "first_digit": (1, 8), "digit": (0, 8)},
    parameters={"b": "base", "x": "first_digit", "y": "digit", "z": "digit"},
    given={"n": _SHOWN, "digits": from_digits([*"xyz"])},
    conditions=("{b}<10", "{x}<{b}", "{y}<{b}", "{z}<{b}"),
    fact=Fact("base", ("{n}",)),
    views=(
        _to_ten("to_base_ten", "What is {digits} (base {b}) in base 10?"),
        _to_ten("converted_to_base_ten", "Convert {digits} (base {b}) to base 10."),
        _from_ten("from_base_ten", "What is {n} (base 10) in base {b}?"),
        _from_ten("converted_from_base_ten", "Convert {n} (base 10) to base {b}."),
    ),
)
