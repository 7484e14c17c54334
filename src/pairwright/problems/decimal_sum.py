"""Sums and differences of decimals with up to two places, the result or a number missing: 1.25+0.5=?

Their fact is that of the values, and they state that of the hundredths too: 125+50=175.
Mistakes: written right-aligned, 1.25+0.5=1.30 (entry 16 of 'Math misconceptions'); the carry over the point forgotten,
1.75+0.5=1.25; the other operation, or the one that is seen in place of the one that undoes it.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import Decimal

_HUNDREDTHS = Decimal(2)
_FACT = Fact("+", ("{f}", "{g}", "{r}"))
_STEPS = {"hundredths": "{a}+{b}"}
_ADDED_UP = {"first": "100*{f}", "second": "100*{g}", "both": "{first}+{second}", "value": "{both}/100"}
_TAKEN_OFF = _ADDED_UP | {"first": "100*{r}", "both": "{first}-{second}"}
# The second number has tenths only: read as hundredths, 0.5 is 0.05.
_ALIGNED: Ways = calculated("right_aligned", "{f}+{g}/10", shows="{f}+{g}")
_NO_CARRY: Ways = calculated("no_carry", "{a}//100+{b}//100+({a}%100+{b}%100)%100/100", shows="{f}+{g}")
_TAKEN_ALIGNED: Ways = calculated("right_aligned", "{r}-{g}/10", shows="{r}-{g}")


def _view(name: str, question: str, calculation: str, answer: str, mistakes: Ways, form: str) -> View:
    return View(
        name,
        "+-",
        question,
        calculation,
        answer=(answer,),
        type=_HUNDREDTHS,
        steps=_STEPS,
        mistakes=mistakes,
        form=form,
        solution=_ADDED_UP if form == "sum" else _TAKEN_OFF,
    )


KIND = ProblemKind(
    name="decimal_sum",
    title="sums and differences of decimals",
    topic="fractions and decimals",
    ranges={"hundredths": (1, 399), "tenths": (1, 49)},
    parameters={"a": "hundredths", "n": "tenths"},
    given={"b": "{n}*10", "f": "{a}/100", "g": "{n}/10", "r": "{f}+{g}"},
    types={"f": _HUNDREDTHS, "g": _HUNDREDTHS, "r": _HUNDREDTHS},
    conditions=("{a}%10!=0",),
    fact=_FACT,
    views=(
        _view("decimal_sum", "{f}+{g}=?", "{f}+{g}", "{r}", _ALIGNED + _NO_CARRY, "sum"),
        _view(
            "decimal_difference",
            "{r}-{g}=?",
            "{r}-{g}",
            "{f}",
            calculated("wrong_operation", "{r}+{g}") + _TAKEN_ALIGNED,
            "difference",
        ),
        _view(
            "missing_decimal",
            "x+{g}={r},x=?",
            "{r}-{g}",
            "{f}",
            calculated("wrong_inverse", "{r}+{g}") + _TAKEN_ALIGNED,
            "missing_addend",
        ),
    ),
)
