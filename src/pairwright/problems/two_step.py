"""Two-step equations with an integer solution: ax + b = c, ax - b = c, b - ax = c.

With p = a*x the equation is one fact of sums, p + b = c or the like, so a family is the product
fact {u, v, p} with the other two numbers k and l of the sum fact that p is part of.
Either p + k = l (shape 'sum'), or k + l = p (shape 'parts').
"""

from __future__ import annotations

from pairwright.facts.closed import TWO_STEPS
from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated, remainder_slip
from pairwright.problems.kind import ProblemKind, View


def _undone_wrongly(product: str, inverse: str) -> Ways:
    """Mistakes in undoing two steps: `product` is what a*x comes to, `inverse` the same with the first step wrong."""
    return (
        *calculated("wrong_inverse", f"({inverse})/{{a}}", product, f"({product})*{{a}}", "{c}/{a}"),
        *remainder_slip(product, "a", f"({product})/{{a}}"),
    )


def _view(name: str, operator: str, question: str, holds: str, mistakes: Ways, form: str = "") -> View:
    product = _PRODUCTS[holds]
    return View(
        name,
        operator,
        question,
        f"({product})/{{a}}",
        steps={"product": product, "solution": "{product}/{a}"},
        holds=holds,
        nonzero=("a",),
        mistakes=mistakes,
        form=form,
    )


_PLUS, _MINUS, _TAKEN_FROM = "{a}*{x}+{b}=={c}", "{a}*{x}-{b}=={c}", "{b}-{a}*{x}=={c}"
# What a*x comes to.
_PRODUCTS = {_PLUS: "{c}-{b}", _MINUS: "{c}+{b}", _TAKEN_FROM: "{b}-{c}"}
_OF_PLUS = _undone_wrongly("{c}-{b}", "{c}+{b}")
_OF_MINUS = _undone_wrongly("{c}+{b}", "{c}-{b}")
_OF_TAKEN_FROM = _undone_wrongly("{b}-{c}", "{b}+{c}") + calculated("wrong_sign", "({c}-{b})/{a}")

KIND = ProblemKind(
    name="two_step",
    title="two-step equations with an integer solution",
    topic="algebra",
    space=TWO_STEPS,
    ranges={"coefficient": (2, 12), "operand": (1, 100), "result": (-20, 20)},
    parameters={"a": "coefficient", "b": "operand", "c": "operand", "x": "result"},
    fact=Fact("*+", ("{a}", "{x}", "{b}", "{c}")),
    answer="x",
    views=(
        _view("product_plus", "*+", "{a}*x+{b}={c},x=?", _PLUS, _OF_PLUS, form="plus"),
        _view("plus_product", "*+", "{b}+{a}*x={c},x=?", _PLUS, _OF_PLUS, form="plus"),
        _view("product_minus", "*-", "{a}*x-{b}={c},x=?", _MINUS, _OF_MINUS),
        _view("minus_product", "*-", "{b}-{a}*x={c},x=?", _TAKEN_FROM, _OF_TAKEN_FROM),
    ),
)
