"""Two linear equations with two unknowns, one of which is asked for: 3*x+2*y=16, 2*x-5*y=-2, x=? (linear_2d).

Mistakes: a sign lost in the elimination; the other unknown given; one equation solved as though it had no y (KINDS 42:
school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SIGNED_TERM

_EQUATIONS = "{a}*x{b_}*y={e}", "{c}*x{d_}*y={f}"
_DETERMINANT = {"ad": "{a}*{d}", "bc": "{b}*{c}", "below": "{ad}-{bc}", "solution": "{above}/{below}"}
_CHECK = {"ax": "{a}*{x}", "by": "{b}*{y}", "left": "{ax}+{by}", "cx": "{c}*{x}", "dy": "{d}*{y}"} | {
    "right": "{cx}+{dy}"
}


def _view(name: str, question: str, asked: str, above: str, one_only: str) -> View:
    first, second = above.split("-")
    solving = {"first": first, "second": second, "above": "{first}-{second}"} | _DETERMINANT
    other = "y" if asked == "x" else "x"
    return View(
        name,
        "x,y",
        question.format(" and ".join(_EQUATIONS) if question.startswith("S") else ", ".join(_EQUATIONS)),
        f"({above})/({{a}}*{{d}}-{{b}}*{{c}})",
        answer=(f"{{{asked}}}",),
        steps=solving | _CHECK,
        worked=tuple(solving),
        mistakes=(
            *calculated("sign_lost_in_elimination", f"({first}+{second})/({{a}}*{{d}}+{{b}}*{{c}})"),
            *calculated("other_unknown", f"{{{other}}}", shows=f"({above})/({{a}}*{{d}}-{{b}}*{{c}})"),
            *calculated("one_equation_only", one_only),
        ),
        form=asked,
    )


KIND = ProblemKind(
    name="linear_system",
    title="two linear equations with two unknowns",
    topic="algebra",
    ranges={"coefficient": (2, 9), "second_coefficient": (-9, 9), "solution": (-9, 9)},
    parameters={"a": "coefficient", "b": "second_coefficient", "c": "coefficient", "d": "second_coefficient"}
    | {"x": "solution", "y": "solution"},
    given={"e": "{a}*{x}+{b}*{y}", "f": "{c}*{x}+{d}*{y}", "b_": "{b}", "d_": "{d}"},
    types={"b_": SIGNED_TERM, "d_": SIGNED_TERM},
    conditions=("abs({b})>1", "abs({d})>1", "{a}*{d}!={b}*{c}", "{x}!=0", "{y}!=0"),
    fact=Fact("system", ("{a}", "{b}", "{e}", "{c}", "{d}", "{f}")),
    views=(
        _view("system_for_x", "{}, x=?", "x", "{e}*{d}-{b}*{f}", "{e}/{a}"),
        _view("system_for_y", "{}, y=?", "y", "{a}*{f}-{e}*{c}", "{f}/{d}"),
        _view("system_for_x_in_words", "Solve {} for x.", "x", "{e}*{d}-{b}*{f}", "{e}/{a}"),
        _view("system_for_y_in_words", "Solve {} for y.", "y", "{a}*{f}-{e}*{c}", "{f}/{d}"),
    ),
)
