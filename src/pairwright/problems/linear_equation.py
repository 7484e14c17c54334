"""Linear equations with the unknown on both sides or in brackets: 3*x+5=2*x-9, 4*(x-2)=20 (linear_1d, simple_equations).

Mistakes: a term or the unknown moved over with its sign kept; a bracket multiplied into its first term only; the
coefficient taken away in place of divided by (Sleeman 1984; Payne & Squibb 1990: these few are frequent, most are rare).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import RATIO, SIGNED_TERM, WHOLE


def _moved(constant: str, kept: str, coefficient: str, added: str) -> Ways:
    """What goes wrong where both sides have the unknown: the right differences, and the same with a sign kept."""
    return (
        *calculated("sign_kept_in_moving", f"({kept})/({coefficient})", f"({constant})/({added})"),
        *calculated("coefficient_subtracted", f"({constant})-({coefficient})"),
    )


def _both_sides(name: str, question: str, d: str, x: str) -> View:
    """A view of a*x+b = c*x+d, where its last term and its solution are called so."""
    constant, coefficient = f"{{{d}}}-{{b}}", "{a}-{c}"
    solving = {"constant": constant, "coefficient": coefficient, "solution": "{constant}/{coefficient}"}
    checking = {"ax": f"{{a}}*{{{x}}}", "left": "{ax}+{b}", "cx": f"{{c}}*{{{x}}}", "right": f"{{cx}}+{{{d}}}"}
    return View(
        name,
        "x=x",
        question,
        f"({constant})/({coefficient})",
        answer=(f"{{{x}}}",),
        type=RATIO if x == "f" else WHOLE,
        steps=solving | checking,
        fact=Fact("**++", ("{a}", "{b}", "{c}", f"{{{d}}}", f"{{{x}}}")),
        mistakes=_moved(constant, f"{{{d}}}+{{b}}", coefficient, "{a}+{c}"),
        form="unknown_on_both_sides",
    )


_BRACKET = {"sum": "{x}+{b}", "left": "{a}*{sum}"}
_UNDONE_WRONGLY = calculated("first_term_only", "({p}-{b})/{a}") + calculated("coefficient_subtracted", "({p}-{a})-{b}")

KIND = ProblemKind(
    name="linear_equation",
    title="linear equations with the unknown on both sides or in brackets",
    ranges={"coefficient": (2, 12), "term": (-30, 30), "solution": (-12, 12)},
    parameters={"a": "coefficient", "b": "term", "c": "coefficient", "x": "solution", "e": "term"},
    given={
        "d": "{a}*{x}+{b}-{c}*{x}",
        "p": "{a}*({x}+{b})",
        "g": "{p}-{c}*{x}",
        "f": "({e}-{b})/({a}-{c})",
        "b_": "{b}",
        "d_": "{d}",
        "e_": "{e}",
        "g_": "{g}",
    },
    types={"f": RATIO} | dict.fromkeys(("b_", "d_", "e_", "g_"), SIGNED_TERM),
    conditions=("{b}!=0", "{a}!={c}", "{d}!=0", "{e}!=0", "{g}!=0", "({e}-{b})%({a}-{c})!=0"),
    views=(
        _both_sides("unknown_on_both_sides", "{a}*x{b_}={c}*x{d_},x=?", "d", "x"),
        _both_sides("unknown_on_both_sides_in_words", "Solve {a}*x{b_}={c}*x{d_} for x.", "d", "x"),
        _both_sides("fraction_for_unknown", "{a}*x{b_}={c}*x{e_},x=?", "e", "f"),
        View(
            "unknown_in_brackets",
            "x=x",
            "{a}*(x{b_})={p},x=?",
            "{p}/{a}-{b}",
            answer=("{x}",),
            steps={"quotient": "{p}/{a}", "solution": "{quotient}-{b}"} | _BRACKET,
            fact=Fact("*+", ("{a}", "{b}", "{p}", "{x}")),
            mistakes=calculated("sign_kept_in_moving", "{p}/{a}+{b}") + _UNDONE_WRONGLY,
        ),
        View(
            "brackets_and_unknown",
            "x=x",
            "{a}*(x{b_})={c}*x{g_},x=?",
            "({g}-{a}*{b})/({a}-{c})",
            answer=("{x}",),
            steps={"product": "{a}*{b}", "constant": "{g}-{product}", "coefficient": "{a}-{c}"}
            | {"solution": "{constant}/{coefficient}", "cx": "{c}*{x}", "right": "{cx}+{g}"}
            | _BRACKET,
            fact=Fact("**++", ("{a}", "{b}", "{c}", "{g}", "{x}")),
            mistakes=_moved("{g}-{a}*{b}", "{g}+{a}*{b}", "{a}-{c}", "{a}+{c}")
            + calculated("first_term_only", "({g}-{b})/({a}-{c})"),
        ),
    ),
)
