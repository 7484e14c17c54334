"""Fractions brought to lowest terms: Simplify 6/8.

Its fact is that of the quotient, 6 = 8*3/4.
Mistakes: only one of the terms divided, 4/8 = 2/8 (entry 7 of 'Math misconceptions'); the common divisor taken off both
terms in place of divided by; the fraction turned over.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import RATIO

_SHOWN = "({t}/{k})/({u}/{k})"
_MISTAKES = (
    *calculated("one_term_divided", "{p}/{u}", "{t}/{q}", shows=_SHOWN),
    *calculated("divisor_taken_off", "({t}-{k})/({u}-{k})", shows=_SHOWN),
)


def _view(name: str, question: str) -> View:
    return View(
        name,
        "/",
        question,
        _SHOWN,
        answer=("{p}/{q}",),
        type=RATIO,
        steps={"top": "{t}/{k}", "bottom": "{u}/{k}"},
        mistakes=_MISTAKES,
        form="lowest_terms",
        solution={"common": "gcd({t}, {u})", "above": "{t}/{common}", "value": "{above}/({u}/{common})"},
    )


KIND = ProblemKind(
    name="simplify_fraction",
    title="fractions brought to lowest terms",
    topic="fractions and decimals",
    ranges={"numerator": (1, 30), "denominator": (2, 30), "divisor": (2, 12)},
    parameters={"p": "numerator", "q": "denominator", "k": "divisor"},
    given={"t": "{k}*{p}", "u": "{k}*{q}"},
    conditions=("gcd({p},{q})==1",),
    fact=Fact("*", ("{t}", "{u}", "{p}/{q}")),
    views=(
        _view("simplify_fraction", "Simplify {t}/{u}."),
        _view("lowest_terms", "Write {t}/{u} in lowest terms."),
    ),
)
