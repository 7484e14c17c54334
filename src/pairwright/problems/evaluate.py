"""Expressions at given numbers: what is 3*x+5 when x=4? f(x)=2*x^2-3*x+1, f(5)=?

An expression at a number states what the number put in does: 3*x+5 at 4 is 3*4+5, the fact of 3*x+5=17 too.
Mistakes: coefficient and number written side by side, 2x at 3 is 23 (Booth 1984; KINDS 38); a coefficient added, or
squared with its letter, 3x^2 as (3x)^2; a square taken for the double.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SIGNED_TERM

_LINE, _SQUARE, _TWO = "{a}*{v}+{b}", "{a}*({v}*{v})+{b}*{v}+{c}", "{a}*{v}+{b}*{w}"
_LINE_STEPS = {"product": "{a}*{v}", "sum": "{product}+{b}"}
_TWO_STEPS = {"first": "{a}*{v}", "second": "{b}*{w}", "sum": "{first}+{second}"}
_SQUARE_STEPS = {"square": "{v}*{v}", "first": "{a}*{square}", "second": "{b}*{v}"} | {
    "two": "{first}+{second}",
    "sum": "{two}+{c}",
}


def _line(name: str, question: str) -> View:
    mistakes = (
        # Side by side are digits alone: at -3 or 12 nobody says so.
        *calculated("side_by_side", "({a}*10+{v})/(({v}>0)*({v}<10))+{b}", shows=_LINE),
        *calculated("coefficient_added", "{a}+{v}+{b}"),
    )
    return _view(name, question, _LINE, _LINE_STEPS, Fact("*+", ("{a}", "{v}", "{b}", _LINE)), mistakes)


def _square(name: str, question: str) -> View:
    mistakes = (
        *calculated("coefficient_squared", "{a}*{v}*{a}*{v}+{b}*{v}+{c}"),
        *calculated("square_doubled", "{a}*{v}*2+{b}*{v}+{c}"),
    )
    fact = Fact("**++^", ("{a}", "{v}", "2", "{b}", "{v}", "{c}", _SQUARE))
    return _view(name, question, _SQUARE, _SQUARE_STEPS | {"power": "{v}**2"}, fact, mistakes)


def _two(name: str, question: str) -> View:
    swapped = calculated("values_swapped", "{a}*{w}+{b}*{v}")
    fact = Fact("**+", ("{a}", "{v}", "{b}", "{w}", _TWO))
    return _view(name, question, _TWO, _TWO_STEPS, fact, swapped + calculated("coefficient_added", "{a}+{v}+{b}+{w}"))


def _view(name: str, question: str, shown: str, steps: dict[str, str], fact: Fact, mistakes: Ways) -> View:
    worked = tuple(step for step in steps if step != "power")
    form = f"evaluate {fact.relation}"
    return View(
        name, "f(x)", question, shown, "", (shown,), steps=steps, worked=worked, fact=fact, mistakes=mistakes, form=form
    )


KIND = ProblemKind(
    name="evaluate",
    title="expressions and functions at given numbers",
    topic="algebra",
    ranges={"coefficient": (2, 12), "term": (-20, 20), "point": (-12, 12)},
    parameters={"a": "coefficient", "b": "term", "c": "term", "v": "point", "w": "point"},
    given={"b_": "{b}", "c_": "{c}"},
    types={"b_": SIGNED_TERM, "c_": SIGNED_TERM},
    conditions=("abs({b})>1", "{c}!=0", "{v}!=0", "{w}!=0", "{v}!={w}"),
    views=(
        _line("linear_at", "What is {a}*x{b_} when x={v}?"),
        _line("linear_function_at", "f(x)={a}*x{b_}, f({v})=?"),
        _square("quadratic_at", "What is {a}*x^2{b_}*x{c_} when x={v}?"),
        _square("quadratic_function_at", "f(x)={a}*x^2{b_}*x{c_}, f({v})=?"),
        _two("two_letters_at", "What is {a}*x{b_}*y when x={v} and y={w}?"),
        _two("two_letters_at_in_signs", "x={v}, y={w}, {a}*x{b_}*y=?"),
    ),
)
