"""Quadratic expressions as a product of two brackets: x^2-x-6 is (x-3)*(x+2).

A product and what it is factored from are one fact (see `expand`).
Mistakes: both signs turned, as though roots stood in the brackets; two numbers with the right sum, or product, alone
(KINDS 41: found in a tutor's list).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import TwoBrackets
from pairwright.values.types import SIGNED_TERM


def _view(name: str, question: str) -> View:
    return View(
        name,
        "factor",
        question,
        "{b}*{d}",
        answer=("{b}", "{d}"),
        type=TwoBrackets(9999),
        result="{p}",
        steps={"product": "{b}*{d}", "sum": "{b}+{d}"},
        fact=Fact("square", ("1", "{s}", "{p}")),
        mistakes=(
            *calculated("signs_of_roots", ("-{b}", "-{d}"), shows="{b}*{d}"),
            *calculated("sum_alone", ("{b}+1", "{d}-1"), ("{b}-1", "{d}+1"), shows="{b}*{d}"),
            *calculated("product_alone", ("1", "{p}"), ("-1", "-{p}"), shows="{b}*{d}"),
        ),
        form="factor",
        solution={"product": "{b}*{d}", "sum": "{b}+{d}", "value": ("{b}", "{d}")},
        lines={"value": "x^2{s_}*x{p_}"},
    )


KIND = ProblemKind(
    name="factor",
    title="quadratic expressions as a product of two brackets",
    topic="algebra",
    ranges={"term": (-20, 20)},
    parameters={"b": "term", "d": "term"},
    given={"s": "{b}+{d}", "p": "{b}*{d}", "s_": "{s}", "p_": "{p}"},
    types={"s_": SIGNED_TERM, "p_": SIGNED_TERM},
    conditions=("{b}<={d}", "{p}!=0", "abs({s})>1"),
    views=(_view("factor", "Factor x^2{s_}*x{p_}."), _view("factorise", "Factorise the expression x^2{s_}*x{p_}.")),
)
