"""Quotients of fractions in lowest terms, the quotient or the dividend missing: (5/6)/(2/3)=?

Mistakes: the dividend turned over in place of the divisor (entry 15 of 'Math misconceptions'); tops and bottoms divided
across and what is left over dropped (entry 14); multiplied, nothing turned over (Braithwaite, Pyke & Siegler 2017).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import RATIO

_STEPS = {"top": "{a}*{d}", "bottom": "{b}*{c}"}
_SOLUTION = {"above": "{a}*{d}", "below": "{b}*{c}", "value": "{above}/{below}"}
# The quotient r in lowest terms is kept in mind.
_KEPT = {"r_above": "{a}*{d}//gcd({a}*{d},{b}*{c})", "r_below": "{b}*{c}//gcd({a}*{d},{b}*{c})"}
_UNDONE = _KEPT | {"above": "{r_above}*{c}", "below": "{r_below}*{d}", "value": "{above}/{below}"}
_SHOWN = "({f})/({g})"
_DIVIDING: Ways = (
    *calculated("dividend_turned_over", "{g}/{f}", shows=_SHOWN),
    # Nobody who divides across comes to 0: where the divisor's top or bottom is larger, there is no such claim.
    *calculated("divided_across", "1/({b}//{d})/(1/({a}//{c}))", shows=_SHOWN),
    *calculated("not_turned_over", "{f}*{g}", shows=_SHOWN),
)


def _quotient(name: str, question: str) -> View:
    return View(
        name,
        "/",
        question,
        _SHOWN,
        answer=("{r}",),
        type=RATIO,
        steps=_STEPS,
        mistakes=_DIVIDING,
        form="fraction_quotient",
        solution=_SOLUTION,
    )


KIND = ProblemKind(
    name="fraction_quotient",
    title="quotients of fractions",
    topic="fractions and decimals",
    ranges={"numerator": (1, 12), "denominator": (2, 12)},
    parameters={"a": "numerator", "b": "denominator", "c": "numerator", "d": "denominator"},
    given={"f": "{a}/{b}", "g": "{c}/{d}", "r": "{f}/{g}"},
    types={"f": RATIO, "g": RATIO, "r": RATIO},
    conditions=("gcd({a},{b})==1", "gcd({c},{d})==1", "{f}!={g}"),
    fact=Fact("*", ("{f}", "{g}", "{r}")),
    views=(
        _quotient("fraction_quotient", "({f})/({g})=?"),
        _quotient("fraction_quotient_in_words", "What is {f} divided by {g}?"),
        View(
            "missing_fraction_dividend",
            "*",
            "x/({g})={r},x=?",
            "({r})*({g})",
            answer=("{f}",),
            type=RATIO,
            steps={"top": "{r}*{c}", "whole": "{top}/{d}"},
            mistakes=(
                *calculated("wrong_inverse", "{r}/{g}", shows="({r})*({g})"),
                *calculated("divisor_turned_over", "1/({r}*{g})", shows="({r})*({g})"),
            ),
            solution=_UNDONE,
            unwritten=tuple(_KEPT),
        ),
    ),
)
