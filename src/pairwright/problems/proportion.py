"""Proportions with the fourth number missing: 3/4=9/x,x=?

Its fact is that of the product 3/4*x = 9.
Mistakes: the same number added on both sides, 3/4 = 9/10 (additive strategy, entries 23 and 24 of 'Math
misconceptions'); the one ratio turned over; the inverse proportion taken for the direct one (entry 28).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_SHOWN = "{b}*{c}/{a}"
_MISTAKES = (
    *calculated("additive_strategy", "{c}+{b}-{a}", shows=_SHOWN),
    *calculated("ratio_turned_over", "{a}*{c}/{b}", shows=_SHOWN),
    *calculated("inverse_proportion", "{a}*{b}/{c}", shows=_SHOWN),
)


def _view(name: str, question: str, *conditions: str) -> View:
    return View(
        name,
        "*/",
        question,
        _SHOWN,
        answer=("{x}",),
        steps={"product": "{b}*{c}", "solution": "{product}/{a}"},
        conditions=conditions,
        mistakes=_MISTAKES,
        form="proportion",
    )


KIND = ProblemKind(
    name="proportion",
    title="proportions with a number missing",
    topic="fractions and decimals",
    ranges={"term": (1, 30), "factor": (2, 20), "multiple": (1, 6)},
    # a = k*p and c = m*p: the scale m/k need not be whole.
    parameters={"p": "term", "b": "term", "m": "factor", "k": "multiple"},
    given={"a": "{k}*{p}", "c": "{m}*{p}", "x": "{b}*{m}/{k}"},
    conditions=("{a}!={b}", "{a}!={c}", "{c}!=0", "{a}%{b}!=0", "gcd({k},{m})==1"),
    fact=Fact("*", ("{a}/{b}", "{c}", "{x}")),
    views=(
        _view("proportion", "{a}/{b}={c}/x,x=?"),
        _view("proportion_with_colons", "{a}:{b}={c}:x,x=?"),
        _view("proportion_in_words", "{a} is to {b} as {c} is to what number?"),
    ),
)
