"""A function of a function at a number: f(x)=3*x+5, g(x)=2*x-1, f(g(4))=?

Mistakes: the functions applied in the other order, or multiplied, f(4)*g(4) (Meel 2003: composition taken for a
product); the inner one left out.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SIGNED_TERM

_SHOWN = "{a}*({c}*{v}+{d})+{b}"
_STEPS = {"product": "{c}*{v}", "inner": "{product}+{d}", "outer": "{a}*{inner}", "value": "{outer}+{b}"}


def _view(name: str, question: str) -> View:
    return View(
        name,
        "f(g)",
        question,
        _SHOWN,
        answer=(_SHOWN,),
        steps=_STEPS,
        fact=Fact("**++", ("{a}", "{b}", "{c}", "{d}", "{v}", _SHOWN)),
        mistakes=(
            *calculated("other_order", "{c}*({a}*{v}+{b})+{d}"),
            *calculated("multiplied", "({a}*{v}+{b})*({c}*{v}+{d})"),
            *calculated("inner_left_out", "{a}*{v}+{b}"),
        ),
        form="composed",
    )


KIND = ProblemKind(
    name="composed_functions",
    title="a function of a function at a number",
    topic="algebra",
    ranges={"coefficient": (2, 9), "term": (-12, 12), "point": (-9, 9)},
    parameters={"a": "coefficient", "b": "term", "c": "coefficient", "d": "term", "v": "point"},
    given={"b_": "{b}", "d_": "{d}"},
    types={"b_": SIGNED_TERM, "d_": SIGNED_TERM},
    conditions=("{b}!=0", "{d}!=0", "{v}!=0"),
    views=(
        _view("composed", "f(x)={a}*x{b_}, g(x)={c}*x{d_}, f(g({v}))=?"),
        _view("composed_in_words", "Let f(x)={a}*x{b_} and g(x)={c}*x{d_}. What is f(g({v}))?"),
    ),
)
