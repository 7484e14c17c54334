"""Both roots of a quadratic equation with whole ones: the roots of x^2-5*x+6=0 are 2, 3 (polynomial_roots).

The equation is one fact with what is expanded, what is factored, and what one of its roots is asked of.
Mistakes: the signs of the roots, from (x-2)(x-3) to -2 and -3, or of one of them; b and c given for roots (KINDS 41:
found in a tutor's list); a pair with the right product and another sum.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import TwoBrackets
from pairwright.values.types import SIGNED_TERM, SetOf

_ROOTS = SetOf(2, 9999, -9999)
_MONIC, _LED = ("x^2{n_}*x{p_}", "1", "{n}", "{p}"), ("{a}*x^2{b_}*x{c_}", "{a}", "{b}", "{c}")


def _view(name: str, question: str, equation: str, a: str, b: str, c: str) -> View:
    led = a != "1"
    shown, result = "{u}*{v}", "{p}"
    mistakes: Ways = (
        *calculated("signs_of_roots", ("-{u}", "-{v}"), shows=shown),
        *calculated("sign_of_one_root", ("-{u}", "{v}"), ("{u}", "-{v}"), shows=shown),
        *calculated("coefficients_for_roots", (b, c), shows=shown),
        *calculated("other_pair", ("1", "{p}"), ("-1", "-{p}"), ("{u}-1", "{v}+1"), shows=shown),
    )
    # From the coefficients to sum and product of the roots, then these put together.
    divided = {"sum": f"-{b}/{a}", "product": f"{c}/{a}"} if led else {"sum": f"-{b}"}
    # Two numbers with that sum and that product stand in the brackets, with the other signs.
    over = {"middle": "{b}/{a}", "end": "{c}/{a}"} if led else {}
    kept = {"middle_": "{middle}", "end_": "{end}"} if led else {}
    brackets = {"product": "{u}*{v}", "sum": "{u}+{v}", "brackets": ("-{u}", "-{v}")}
    return View(
        name, "x^2", question.format(f"{equation}=0"), shown, answer=("{u}", "{v}"), type=_ROOTS, result=result,
        steps=divided | {"added": "{u}+{v}", "multiplied": "{u}*{v}"},
        fact=Fact("square", (a, b, c)),
        mistakes=mistakes,
        form="both_roots", solution=over | kept | brackets, unwritten=tuple(kept), solved=("{u}", "{v}"),
        lines={"brackets": "x^2{middle_}*x{end_}" if led else "x^2{n_}*x{p_}"},
        stated=(Fact("square", ("1", "{n}", "{p}")),),
    )  # fmt: skip


KIND = ProblemKind(
    name="polynomial_roots",
    title="both roots of quadratic equations",
    topic="algebra",
    ranges={"leading": (2, 5), "root": (-12, 12)},
    parameters={"a": "leading", "u": "root", "v": "root"},
    given={"n": "-({u}+{v})", "p": "{u}*{v}", "b": "{a}*{n}", "c": "{a}*{p}"}
    | {f"{each}_": f"{{{each}}}" for each in "npbc"},
    types={"brackets": TwoBrackets(9999)} | {f"{each}_": SIGNED_TERM for each in (*"npbc", "middle", "end")},
    conditions=("{u}<{v}", "{p}!=0", "abs({u}+{v})>1"),
    views=(
        _view("both_roots", "What are the roots of {}?", *_MONIC),
        _view("both_solutions", "Find both solutions of {}.", *_MONIC),
        _view("both_roots_of_multiple", "What are the roots of {}?", *_LED),
        _view("both_solutions_of_multiple", "Find both solutions of {}.", *_LED),
    ),
)
