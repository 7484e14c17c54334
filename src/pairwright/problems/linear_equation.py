"""Linear equations with the unknown on both sides or in brackets: 3*x+5=2*x-9, 4*(x-2)=20.

Mistakes: a term or the unknown moved over with its sign kept; a bracket multiplied into its first term only; the
coefficient taken away in place of divided by (Sleeman 1984; Payne & Squibb 1990: few are frequent, most rare).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import RATIO, SIGNED_TERM, WHOLE

_FIRST_TERM_ONLY = calculated("first_term_only", "({g}-{b})/({a}-{c})")
# The left side with the solution x put in: a*x+b, or a*(x+b).
_TERMS, _BRACKET = {"ax": "{a}*{%s}", "left": "{ax}+{b}"}, {"sum": "{%s}+{b}", "left": "{a}*{sum}"}


def _both_sides(name: str, question: str, d: str, x: str = "{x}", own: Ways = ()) -> View:
    """A view with c*x+d on the right side; its steps solve the equation, then put the solution in."""
    start, left = ({"product": "{a}*{b}"}, _BRACKET) if own else ({}, _TERMS)
    b, product = ("{a}*{b}", "{product}") if own else ("{b}", "{b}")
    solving = {"constant": f"{d}-{product}", "coefficient": "{a}-{c}", "solution": "{constant}/{coefficient}"}
    checking = {step: each.replace("{%s}", x) for step, each in left.items()} | {"cx": f"{{c}}*{x}"}
    return View(
        name,
        "x=x",
        question,
        f"({d}-{b})/({{a}}-{{c}})",
        answer=(x,),
        type=RATIO if x == "{f}" else WHOLE,
        steps=start | solving | checking | {"right": f"{{cx}}+{d}"},
        worked=(*start, *solving),
        fact=Fact("**++", ("{a}", "{b}", "{c}", d, x)),
        mistakes=(
            *calculated("sign_kept_in_moving", f"({d}+{b})/({{a}}-{{c}})", f"({d}-{b})/({{a}}+{{c}})"),
            *calculated("coefficient_subtracted", f"({d}-{b})-({{a}}-{{c}})"),
            *own,
        ),
        form="unknown_on_both_sides",
        solution={"moved": "{e}-{b}", "slope": "{a}-{c}", "value": "{moved}/{slope}"} if x == "{f}" else {},
    )


KIND = ProblemKind(
    name="linear_equation",
    title="linear equations with the unknown on both sides or in brackets",
    topic="algebra",
    ranges={"coefficient": (2, 12), "term": (-30, 30), "solution": (-12, 12)},
    parameters={"a": "coefficient", "b": "term", "c": "coefficient", "x": "solution", "e": "term"},
    given={"d": "{a}*{x}+{b}-{c}*{x}", "p": "{a}*({x}+{b})", "g": "{p}-{c}*{x}", "f": "({e}-{b})/({a}-{c})"}
    | {f"{each}_": f"{{{each}}}" for each in "bdeg"},
    types={"f": RATIO} | {f"{each}_": SIGNED_TERM for each in "bdeg"},
    conditions=("{b}!=0", "{a}!={c}", "{d}!=0", "{e}!=0", "{g}!=0", "({e}-{b})%({a}-{c})!=0"),
    views=(
        _both_sides("unknown_on_both_sides", "{a}*x{b_}={c}*x{d_},x=?", "{d}"),
        _both_sides("unknown_on_both_sides_in_words", "Solve {a}*x{b_}={c}*x{d_} for x.", "{d}"),
        _both_sides("fraction_for_unknown", "{a}*x{b_}={c}*x{e_},x=?", "{e}", "{f}"),
        _both_sides("bracket_and_unknown", "{a}*(x{b_})={c}*x{g_},x=?", "{g}", own=_FIRST_TERM_ONLY),
        View(
            "unknown_in_brackets",
            "x=x",
            "{a}*(x{b_})={p},x=?",
            "{p}/{a}-{b}",
            answer=("{x}",),
            steps={"quotient": "{p}/{a}", "solution": "{quotient}-{b}", "left": "{a}*{quotient}"},
            worked=("quotient", "solution"),
            fact=Fact("*+", ("{a}", "{b}", "{p}", "{x}")),
            mistakes=(
                *calculated("sign_kept_in_moving", "{p}/{a}+{b}"),
                *calculated("first_term_only", "({p}-{b})/{a}"),
                *calculated("coefficient_subtracted", "{p}-{a}-{b}"),
            ),
        ),
    ),
)
