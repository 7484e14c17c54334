"""Parentheses within parentheses, and before a factor: 20-(12-(7-2))=?, 3*(20-(4+5))=?

Mistakes: inner parentheses ignored, a-(b-(c-d)) = a-(b-c-d); all of them ignored, a-(b-c) = a-b-c (Kieran 1979); the
factor given to the first number in the parentheses alone (partial distribution, Matz 1980).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View


def _view(name: str, calculation: str, steps: str, mistakes: dict[str, str], form: str = "") -> View:
    """A view of the calculation; its relation has a sign for each operation, inverse ones counted as one."""
    letters = dict.fromkeys(each for each in calculation if each.isalpha())
    signs = "".join(sorted("*" if each in "*/" else "+" for each in calculation if each in "+-*/"))
    ways: Ways = tuple(way for kind, claim in mistakes.items() for way in calculated(kind, claim))
    return View(
        name,
        signs,
        f"{calculation}=?",
        calculation,
        answer=(calculation,),
        steps=dict(step.split("=") for step in steps.split()),
        fact=Fact(signs, (*(f"{{{each}}}" for each in letters), calculation)),
        mistakes=ways,
        form=form,
    )


# Without their parentheses these are chains of sums, so they ask in the form of those.
_CHAIN = "sum_of_4"

KIND = ProblemKind(
    name="nested_parentheses",
    title="parentheses within parentheses",
    topic="arithmetic",
    ranges={"operand": (2, 40), "factor": (2, 9)},
    parameters={"a": "operand", "b": "operand", "c": "operand", "d": "operand", "k": "factor"},
    views=(
        _view(
            "minus_nested_difference",
            "{a}-({b}-({c}-{d}))",
            "s={c}-{d} t={b}-{s} u={a}-{t}",
            {"inner_ignored": "{a}-({b}-{c}-{d})", "parentheses_ignored": "{a}-{b}-{c}-{d}"},
            _CHAIN,
        ),
        _view(
            "minus_nested_sum",
            "{a}-({b}-({c}+{d}))",
            "s={c}+{d} t={b}-{s} u={a}-{t}",
            {"inner_ignored": "{a}-({b}-{c}+{d})", "parentheses_ignored": "{a}-{b}-{c}+{d}"},
            _CHAIN,
        ),
        _view(
            "times_nested_sum",
            "{k}*({a}-({b}+{c}))",
            "s={b}+{c} t={a}-{s} u={k}*{t}",
            {"inner_ignored": "{k}*({a}-{b}+{c})", "first_term_only": "{k}*{a}-({b}+{c})"},
        ),
        _view(
            "minus_times_sum",
            "{a}-{k}*({b}-({c}-{d}))",
            "s={c}-{d} t={b}-{s} u={k}*{t} v={a}-{u}",
            {"inner_ignored": "{a}-{k}*({b}-{c}-{d})", "left_to_right": "({a}-{k})*({b}-({c}-{d}))"},
        ),
    ),
)
