"""Division with remainder: a = b*q + r with 0 <= r < b, both asked for or either of them.

Its fact is that of b*q+r=a, the same with quotient and divisor in each other's place.
Mistakes: a remainder that is not below the divisor; the remainder written as a decimal, 17/5 = 3.2 (entry 22 of 'Math
misconceptions'); the quotient taken for the remainder and the other way round; what is missing to the next multiple.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import QUOTIENT_WITH_REMAINDER

_FACT = Fact("*+", ("{a}", "{b}", "{q}", "{r}"))
_STEPS = {"product": "{b}*{q}", "rest": "{a}-{product}"}
_SHOWN = "{b}*{q}+{r}"
_SOLUTION = {"times": "{a}//{b}", "multiple": "{b}*{times}", "left_over": "{a}-{multiple}"}
_BOTH: Ways = (
    *calculated("remainder_too_large", ("{q}-1", "{r}+{b}"), shows=_SHOWN),
    *calculated("to_the_next_multiple", ("{q}+1", "{b}-{r}"), shows=_SHOWN),
)
_QUOTIENT: Ways = (
    *calculated("rounded_up", "{q}+1", shows="{a}//{b}"),
    *calculated("remainder_for_quotient", "{r}", shows="{a}//{b}"),
)
_REMAINDER: Ways = (
    *calculated("quotient_for_remainder", "{q}", shows="{a}//{b}"),
    *calculated("to_the_next_multiple", "{b}-{r}", shows="{a}-{b}*{q}"),
)


def _both(name: str, question: str) -> View:
    return View(
        name,
        "divmod",
        question,
        _SHOWN,
        answer=("{q}", "{r}"),
        type=QUOTIENT_WITH_REMAINDER,
        result="{a}",
        steps=_STEPS,
        mistakes=_BOTH,
        form="both",
        solution=_SOLUTION,
        solved=("{times}", "{left_over}"),
    )


KIND = ProblemKind(
    name="division_with_remainder",
    title="division with remainder",
    topic="number theory",
    ranges={"divisor": (2, 20), "quotient": (1, 50)},
    parameters={"b": "divisor", "q": "quotient", "r": "divisor"},
    given={"a": "{b}*{q}+{r}"},
    conditions=("{r}<{b}", "{r}>0"),
    fact=_FACT,
    views=(
        _both("with_remainder", "{a} divided by {b} with remainder=?"),
        _both("with_remainder_in_words", "Divide {a} by {b} with remainder."),
        View("whole_quotient", "//", "{a}//{b}=?", "{a}//{b}", answer=("{q}",), steps=_STEPS, mistakes=_QUOTIENT),
        View("remainder", "mod", "{a} mod {b}=?", "{a}-{b}*{q}", answer=("{r}",), steps=_STEPS, mistakes=_REMAINDER),
    ),
)
