"""Factorials, sums of two, and quotients of two that are not far apart: 5!=?, 9!/7!=?

Mistakes: n*(n-1) in place of all factors, and the factors added up (5! = 5+4+3+2+1), as in every step from a product to
the sum beside it; one factor too few; the factorial taken of a sum or difference, 9!/7! = (9-7)!, 3!+2! = 5!
(linear thinking where nothing is linear: De Bock, Van Dooren, Janssens & Verschaffel 2007).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_SHOWN = "{n}*{before}"


def _one(name: str, question: str) -> View:
    return View(
        name, "!", question, _SHOWN, answer=("{f}",), steps={"all": _SHOWN}, fact=Fact("!", ("{n}", "{f}")),
        mistakes=(
            *calculated("two_factors_only", "{n}*{less}"),
            *calculated("factors_added", "{n}*({n}+1)/2", shows=_SHOWN),
            *calculated("one_factor_less", "{before}", shows=_SHOWN),
        ),
        form="factorial",
        solution={"smaller": "factorial({less})", "value": "{n}*{smaller}"},
        lines={"smaller": "{less}!"},
        stated=(Fact("!", ("{less}", "{before}")),),
    )  # fmt: skip


def _quotient(count: int) -> View:
    """A quotient of which so many factors are left."""
    left = ["{n}", "{less}", "{lesser}"][:count]
    shown = "*".join(left)
    steps = {"two": "{n}*{less}"} | ({"three": "{two}*{lesser}"} if count > 2 else {})
    below = f"low{count}"
    return View(
        f"factorial_quotient_{count}", "!", f"{{n}}!/{{{below}}}!=?", shown, answer=(shown,), steps=steps,
        conditions=(f"{{{below}}}>1",), fact=Fact("!!*", ("{n}", f"{{{below}}}", shown)),
        mistakes=(
            *calculated("factorial_of_difference", f"factorial({{n}}-{{{below}}})", shows=shown),
            *calculated("one_factor_less", "*".join(left[:-1]), shows=shown),
            *calculated("one_factor_more", f"{shown}*{{{below}}}"),
        ),
    )  # fmt: skip


KIND = ProblemKind(
    name="factorial",
    title="factorials, their sums and quotients",
    topic="arithmetic",
    ranges={"number": (3, 9), "other": (2, 7)},
    parameters={"n": "number", "m": "other"},
    given={"less": "{n}-1", "lesser": "{n}-2", "before": "factorial({less})", "f": "factorial({n})"}
    | {"low2": "{n}-2", "low3": "{n}-3", "g": "factorial({m})"},
    views=(
        _one("factorial", "{n}!=?"),
        _one("factorial_in_words", "What is the factorial of {n}?"),
        View(
            "sum_of_factorials",
            "!",
            "{n}!+{m}!=?",
            "{f}+{g}",
            answer=("{f}+{g}",),
            steps={"sum": "{f}+{g}"},
            conditions=("{m}!={n}",),
            fact=Fact("!!+", ("{n}", "{m}", "{f}+{g}")),
            mistakes=(
                *calculated("factorial_of_sum", "factorial({n}+{m})", shows="{n}+{m}"),
                *calculated("factorial_of_one_only", "{f}+{m}", "{n}+{g}"),
            ),
            solution={"one": "factorial({n})", "other": "factorial({m})", "value": "{one}+{other}"},
            lines={"one": "{n}!", "other": "{m}!"},
            stated=(Fact("!", ("{n}", "{f}")), Fact("!", ("{m}", "{g}"))),
        ),
        *map(_quotient, (2, 3)),
    ),
)
