"""Two or three operations with and without parentheses: 3+4*5=?, (3+4)*5=?, 12-(7-2)=?

Mistakes: from left to right whatever comes first, 5+6*10=110 (entry 34 of 'Math misconceptions'); addition before
subtraction, as the word PEMDAS says (Blando, Kelly, Schneider & Sleeman 1989); parentheses ignored, a-(b-c)=a-b-c
(Kieran 1979).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View


def _left(calculation: str) -> Ways:
    return calculated("left_to_right", calculation)


def _sum_first(calculation: str) -> Ways:
    return calculated("sum_first", calculation)


def _ignored(calculation: str) -> Ways:
    return calculated("parentheses_ignored", calculation)


def _view(calculation: str, steps: str, mistakes: Ways, name: str, form: str = "") -> View:
    """A view of the calculation; its relation has a sign for each operation, inverse ones counted as one."""
    letters = dict.fromkeys(each for each in calculation if each.isalpha())
    signs = sorted("*" if each in "*/" else "+" for each in calculation if each in "+-*/")
    values = dict(step.split("=") for step in steps.split())
    return View(
        name,
        "".join(signs),
        f"{calculation}=?",
        calculation,
        answer=(calculation,),
        steps=values,
        fact=Fact("".join(signs), (*(f"{{{each}}}" for each in letters), calculation)),
        mistakes=mistakes,
        form=form,
    )


# Without their parentheses these are chains of sums, so they ask in the form of those.
_CHAIN = "sum_of_3"

KIND = ProblemKind(
    name="order_of_operations",
    title="two or three operations, with and without parentheses",
    topic="arithmetic",
    ranges={"operand": (2, 25), "factor": (2, 9)},
    parameters={"a": "operand", "b": "factor", "c": "factor", "d": "operand", "k": "factor"},
    given={"p": "{b}*{k}"},
    views=(
        _view("{a}+{b}*{c}", "s={b}*{c} t={a}+{s}", _left("({a}+{b})*{c}"), "sum_and_product"),
        _view("{b}*{c}+{a}", "s={b}*{c} t={s}+{a}", _sum_first("{b}*({c}+{a})"), "product_and_sum", "sum_and_product"),
        _view("{a}-{b}*{c}", "s={b}*{c} t={a}-{s}", _left("({a}-{b})*{c}"), "difference_and_product"),
        _view("({a}+{b})*{c}", "s={a}+{b} t={s}*{c}", _ignored("{a}+{b}*{c}"), "sum_times"),
        _view("{c}*({a}-{b})", "s={a}-{b} t={c}*{s}", _ignored("{c}*{a}-{b}"), "times_difference"),
        _view("{a}+{p}/{b}", "s={p}/{b} t={a}+{s}", _left("({a}+{p})/{b}"), "sum_and_quotient"),
        _view("{a}-({d}-{b})", "s={d}-{b} t={a}-{s}", _ignored("{a}-{d}-{b}"), "minus_difference", _CHAIN),
        _view("{a}-({d}+{b})", "s={d}+{b} t={a}-{s}", _ignored("{a}-{d}+{b}"), "minus_sum", _CHAIN),
        _view("{a}*{b}+{c}*{d}", "s={a}*{b} t={c}*{d} u={s}+{t}", _left("({a}*{b}+{c})*{d}"), "two_products"),
        _view("{a}+{b}*{c}-{d}", "s={b}*{c} t={a}+{s} u={t}-{d}", _left("({a}+{b})*{c}-{d}"), "product_amid_sums"),
        _view(
            "({a}+{b})*({d}-{c})", "s={a}+{b} t={d}-{c} u={s}*{t}", _ignored("{a}+{b}*{d}-{c}"), "sum_times_difference"
        ),
    ),
)
