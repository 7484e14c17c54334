"""The least common multiple of two numbers: a multiple of both, and with the greatest divisor their product.

A pair's greatest divisor and its least multiple are one fact (see `gcd`).
Mistakes: the product; the greatest common divisor; the larger of the two (KINDS 12: school practice, without a
published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_MISTAKES = (
    *calculated("product_for_lcm", "{a}*{b}", shows="lcm({a}, {b})"),
    *calculated("gcd_for_lcm", "gcd({a}, {b})", shows="lcm({a}, {b})"),
    *calculated("larger_number", "max({a}, {b})", shows="lcm({a}, {b})"),
)
_STEPS = {"first": "{l}/{a}", "second": "{l}/{b}"}


def _view(name: str, question: str) -> View:
    return View(
        name, "lcm", question, "lcm({a}, {b})", answer=("{l}",), steps=_STEPS, mistakes=_MISTAKES, form="gcd_or_lcm",
        solution={"common": "gcd({a}, {b})", "product": "{a}*{b}", "value": "{product}/{common}"},
    )  # fmt: skip


KIND = ProblemKind(
    name="lcm",
    title="least common multiple of two numbers",
    topic="number theory",
    ranges={"operand": (2, 60)},
    parameters={"a": "operand", "b": "operand"},
    given={"l": "lcm({a},{b})"},
    conditions=("{a}!={b}",),
    fact=Fact("gcd", ("{a}", "{b}")),
    views=(
        _view("lcm", "lcm({a}, {b})=?"),
        _view("lcm_in_words", "What is the least common multiple of {a} and {b}?"),
    ),
)
