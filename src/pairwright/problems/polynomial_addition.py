"""Sums and differences of two quadratic expressions in brackets (polynomials add).

Mistakes: the minus before a bracket taken for its first term only (Kieran 2007); the other operation; the last terms
left out (KINDS 39: school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import Polynomial
from pairwright.values.types import SIGNED_TERM

_BOTH = "({a}*x^2{b_}*x{c_})%s({d}*x^2{e_}*x{f_})"


def _view(name: str, sign: str, result: str) -> View:
    steps = {"squares": f"{{a}}{sign}{{d}}", "letters": f"{{b}}{sign}{{e}}", "numbers": f"{{c}}{sign}{{f}}"}
    added = ("{c}+{f}", "{b}+{e}", "{a}+{d}")
    if sign == "-":
        wrong: Ways = (
            *calculated("minus_for_first_term_only", (*added[:2], "{a}-{d}"), shows=steps["squares"]),
            *calculated("wrong_operation", added, shows=steps["squares"]),
        )
    else:
        wrong = (
            *calculated("wrong_operation", tuple(each.replace("+", "-") for each in added), shows=steps["squares"]),
            *calculated("last_terms_left_out", ("0", *added[1:]), shows=steps["squares"]),
        )
    return View(
        name,
        "terms",
        f"Simplify {_BOTH % sign}.",
        steps["squares"],
        answer=(steps["numbers"], steps["letters"], steps["squares"]),
        type=Polynomial(2, 9999),
        result=result,
        steps=steps,
        fact=Fact("collect", ("{a}", "{b}", "{c}", "{d}", "{e}", "{f}")),
        mistakes=wrong,
        form=f"polynomials{sign}",
    )


KIND = ProblemKind(
    name="polynomial_addition",
    title="sums and differences of quadratic expressions",
    topic="algebra",
    ranges={"coefficient": (2, 20), "term": (-20, 20)},
    parameters={"a": "coefficient", "b": "term", "c": "term", "d": "coefficient", "e": "term", "f": "term"},
    given={"s": "{a}+{d}", "t": "{a}-{d}"} | {f"{each}_": f"{{{each}}}" for each in "bcef"},
    types={f"{each}_": SIGNED_TERM for each in "bcef"},
    conditions=("abs({b})>1", "abs({e})>1", "{c}!=0", "{f}!=0"),
    views=(_view("sum_of_polynomials", "+", "{s}"), _view("difference_of_polynomials", "-", "{t}")),
)
