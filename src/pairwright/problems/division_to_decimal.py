"""Divisions that leave something over, answered by a decimal: 17 divided by 4 is 4.25.

Mistakes: the remainder written behind the point, 4 R 1 as 4.1, or left out (entry 22 of 'Math misconceptions').
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import Decimal

_SHOWN = "{a}/{b}"
_STEPS = {"product": "{b}*{q}", "left": "{a}-{product}", "part": "{left}/{b}", "total": "{q}+{part}"}
_MISTAKES: Ways = (
    *calculated("remainder_as_decimal", "{q}+{r}/10*({r}<10)+{r}/100*({r}>=10)", shows=_SHOWN),
    *calculated("remainder_left_out", "{q}", shows=_SHOWN),
)


def _view(name: str, question: str) -> View:
    return View(
        name,
        "/",
        question,
        _SHOWN,
        answer=(_SHOWN,),
        type=Decimal(5),
        steps=_STEPS,
        mistakes=_MISTAKES,
        form="quotient_as_decimal",
        solution=_STEPS,
    )


KIND = ProblemKind(
    name="division_to_decimal",
    title="divisions that leave something over, as decimals",
    topic="fractions and decimals",
    ranges={"divisor": (2, 50), "quotient": (1, 60), "remainder": (1, 40)},
    parameters={"b": "divisor", "q": "quotient", "r": "remainder"},
    given={"a": "{b}*{q}+{r}"},
    types={"part": Decimal(5)},
    # Only then is there an end to the decimal.
    conditions=("{r}<{b}", "{r}>0", "{b}>1", "1000%{b}==0"),
    fact=Fact("*", ("{a}", "{b}", "{a}/{b}")),
    views=(
        _view("quotient_as_decimal", "What is {a} divided by {b} as a decimal?"),
        _view("divided_to_decimal", "Divide {a} by {b} and give the answer as a decimal."),
    ),
)
