"""Derivatives of expressions with powers of a letter: Differentiate 4*x^3-5*x^2+7*x+2.

Mistakes: the exponent lowered and not brought down; the number at the end kept; brought down and not lowered, as far as
it can be seen in the last two terms (Orton 1983, 'Students' understanding of differentiation'; without frequencies).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import Polynomial
from pairwright.values.types import SIGNED_TERM

_CUBIC, _SQUARE = "{a}*x^3{b_}*x^2{c_}*x{d_}", "{a}*x^2{b_}*x{c_}"


def _cubic(name: str, question: str) -> View:
    return View(
        name,
        "derivative",
        question,
        "3*{a}",
        answer=("{c}", "2*{b}", "3*{a}"),
        type=Polynomial(2, 9999),
        result="{s}",
        steps={"cubes": "3*{a}", "squares": "2*{b}"},
        fact=Fact("derivative", ("{a}", "{b}", "{c}", "{d}")),
        mistakes=(
            *calculated("exponent_not_brought_down", ("{c}", "{b}", "{a}"), shows="3*{a}"),
            *calculated("constant_kept", ("{c}+{d}", "2*{b}", "3*{a}"), shows="3*{a}"),
            *calculated("one_exponent_for_all", ("{c}", "3*{b}", "3*{a}"), shows="3*{a}"),
        ),
        form="derivative_of_cubic",
        solution={"cubes": "3*{a}", "value": ("{c}", "2*{b}", "{cubes}")},
        lines={"value": "{cubes}*x^2+2*{b}*x{c_}"},
        stated=(Fact("collect", ("3*{a}", "2", "{b}", "{c}")),),
    )


def _square(name: str, question: str) -> View:
    return View(
        name,
        "derivative",
        question,
        "2*{a}",
        answer=("{b}", "2*{a}"),
        type=Polynomial(1, 9999),
        result="{t}",
        steps={"squares": "2*{a}"},
        fact=Fact("derivative", ("{a}", "{b}", "{c}")),
        mistakes=(
            *calculated("exponent_not_brought_down", ("{b}", "{a}"), shows="2*{a}"),
            *calculated("constant_kept", ("{b}+{c}", "2*{a}"), shows="2*{a}"),
        ),
        form="derivative_of_square",
        solution={"value": ("{b}", "2*{a}")},
        lines={"value": "2*{a}*x{b_}"},
    )


KIND = ProblemKind(
    name="derivative",
    topic="algebra",
    title="derivatives of expressions with powers",
    ranges={"coefficient": (2, 30), "term": (-20, 20)},
    parameters={"a": "coefficient", "b": "term", "c": "term", "d": "term"},
    given={"s": "3*{a}", "t": "2*{a}"} | {f"{each}_": f"{{{each}}}" for each in "bcd"},
    types={f"{each}_": SIGNED_TERM for each in "bcd"},
    conditions=("abs({b})>1", "abs({c})>1", "{d}!=0"),
    views=(
        _cubic("derivative", f"Differentiate {_CUBIC}."),
        _cubic("derivative_in_words", f"What is the derivative of {_CUBIC}?"),
        _square("derivative_of_square", f"Differentiate {_SQUARE}."),
        _square("derivative_of_square_in_words", f"Find the derivative of {_SQUARE} with respect to x."),
    ),
)
