"""Whether one number divides another: divisible, factor, multiple, and what is left over.

Its fact is that of a division with remainder, a = b*q+r, whatever is asked of it.
Mistakes: the last digit looked at for any divisor, 17 divisible by 7 (Zazkis & Campbell 1996); the two numbers in each
other's place (factor and multiple confused); the quotient given for the remainder.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import TRUTH

_STEPS = {"product": "{b}*{q}", "rest": "{a}-{product}"}
_SHOWN = "{a}-{b}*{q}"
_SOLUTION = {"times": "{a}//{b}", "multiple": "{b}*{times}", "left_over": "{a}-{multiple}"}
_JUDGING: Ways = (
    *calculated("last_digit", "{a}%10%{b}==0", shows=_SHOWN),
    *calculated("factor_and_multiple", "{b}%{a}==0", shows=_SHOWN),
)
_LEFT: Ways = (
    *calculated("quotient_for_remainder", "{q}", shows=_SHOWN),
    *calculated("to_the_next_multiple", "{b}-{r}", shows=_SHOWN),
)


def _truth(name: str, question: str) -> View:
    return View(
        name,
        "mod",
        question,
        _SHOWN,
        answer=("{r}==0",),
        type=TRUTH,
        result="{r}",
        steps=_STEPS,
        mistakes=_JUDGING,
        form="divisible",
        solution=_SOLUTION,
        solved=("{left_over}==0",),
    )


KIND = ProblemKind(
    name="is_factor",
    title="whether one number divides another",
    topic="number theory",
    ranges={"divisor": (2, 20), "quotient": (1, 100), "left_over": (0, 1)},
    parameters={"b": "divisor", "q": "quotient", "o": "left_over"},
    # Each multiple has one number beside it that is none, so that half of the answers are yes.
    given={"r": "{o}*(({q}*{q}+{q}//3)%({b}-1)+1)", "a": "{b}*{q}+{r}"},
    conditions=("{a}>{b}", "{o}<2"),
    fact=Fact("*+", ("{a}", "{b}", "{q}", "{r}")),
    views=(
        _truth("is_divisible", "Is {a} divisible by {b}?"),
        _truth("is_factor", "Is {b} a factor of {a}?"),
        _truth("is_multiple", "Is {a} a multiple of {b}?"),
        View(
            "remainder_when_divided",
            "mod",
            "What is the remainder when {a} is divided by {b}?",
            _SHOWN,
            answer=("{r}",),
            steps=_STEPS,
            mistakes=_LEFT,
            form="remainder",
        ),
    ),
)
