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
# Power by power, each time all that is there so far: the squares, with the letters, with the numbers.
_TYPE = Polynomial(2, 9999)
_LINES = {
    "squares": "{a}*x^2%s{d}*x^2={with_squares}",
    "letters": "{with_squares}{b_}*x{e_%s}*x={with_letters}",
    "value": "{with_letters}{c_}{f_%s}",
}


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
        type=_TYPE,
        result=result,
        steps=steps,
        fact=Fact("collect", ("{a}", "{b}", "{c}", "{d}", "{e}", "{f}")),
        mistakes=wrong,
        form=f"polynomials{sign}",
        solution={
            **({} if sign == "+" else {"e_turned": "-{e}", "f_turned": "-{f}"}),
            "squares": steps["squares"],
            "with_squares": ("0", "0", "{squares}"),
            "letters": steps["letters"],
            "with_letters": ("0", "{letters}", "{squares}"),
            "value": (steps["numbers"], "{letters}", "{squares}"),
        },
        lines={
            "squares": _LINES["squares"] % sign,
            "letters": _LINES["letters"] % ("" if sign == "+" else "turned"),
            "value": _LINES["value"] % ("" if sign == "+" else "turned"),
        },
        unwritten=("with_squares", "with_letters", *(() if sign == "+" else ("e_turned", "f_turned"))),
        stated=(Fact("collect", (steps["squares"], steps["letters"], "{c}", "{f}")),),
    )


KIND = ProblemKind(
    name="polynomial_addition",
    title="sums and differences of quadratic expressions",
    topic="algebra",
    ranges={"coefficient": (2, 20), "term": (-20, 20)},
    parameters={"a": "coefficient", "b": "term", "c": "term", "d": "coefficient", "e": "term", "f": "term"},
    given={"s": "{a}+{d}", "t": "{a}-{d}"} | {f"{each}_": f"{{{each}}}" for each in "bcef"},
    types=dict.fromkeys(("with_squares", "with_letters"), _TYPE)
    | dict.fromkeys(("b_", "c_", "e_", "f_", "e_turned", "f_turned"), SIGNED_TERM),
    conditions=("abs({b})>1", "abs({e})>1", "{c}!=0", "{f}!=0"),
    views=(_view("sum_of_polynomials", "+", "{s}"), _view("difference_of_polynomials", "-", "{t}")),
)
