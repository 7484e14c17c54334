"""The greatest common divisor of two numbers: g divides both, and what is left has no divisor in common.

A pair's greatest divisor and its least multiple are one fact, since their product is the pair's (see `lcm`).
Mistakes: the other of the two; a common divisor that is not the greatest; Euclid's algorithm ended a step early
(KINDS 11: school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_MISTAKES = (
    *calculated("lcm_for_gcd", "lcm({a}, {b})", shows="lcm({a}, {b})"),
    *calculated("not_the_greatest", "{g}/2", "{g}/3", "{g}/5", shows="gcd({a}, {b})"),
    *calculated("one_step_early", "max({a}, {b})%min({a}, {b})", shows="gcd({a}, {b})"),
)
_STEPS = {"first": "{a}/{g}", "second": "{b}/{g}"}
# Euclid's first step: what divides both divides how far they are apart.
_SOLUTION = {"larger": "max({a},{b})", "smaller": "min({a},{b})", "apart": "{larger}-{smaller}"} | {
    "value": "gcd({smaller}, {apart})"
}


def _view(name: str, question: str) -> View:
    return View(
        name, "gcd", question, "gcd({a}, {b})", answer=("{g}",), steps=_STEPS, mistakes=_MISTAKES, form="gcd_or_lcm",
        solution=_SOLUTION, unwritten=("larger", "smaller"),
    )  # fmt: skip


KIND = ProblemKind(
    name="gcd",
    title="greatest common divisor of two numbers",
    topic="number theory",
    ranges={"divisor": (2, 30), "cofactor": (1, 30)},
    parameters={"g": "divisor", "p": "cofactor", "q": "cofactor"},
    given={"a": "{g}*{p}", "b": "{g}*{q}"},
    conditions=("gcd({p},{q})==1", "{p}!={q}"),
    fact=Fact("gcd", ("{a}", "{b}")),
    views=(
        _view("gcd", "gcd({a}, {b})=?"),
        _view("gcd_in_words", "What is the greatest common divisor of {a} and {b}?"),
    ),
)
