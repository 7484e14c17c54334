"""Square and cube roots, exact ones and those to the nearest whole number.

A power and its root are one fact; a root that is only near states the number and the degree.
Mistakes: the number halved, or divided by the degree (KINDS 30); rounded down in any case; the number itself squared.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View


def _exact(name: str, question: str, degree: int, number: str) -> View:
    shown = "*".join(["{k}"] * degree)
    mistakes: Ways = (
        *calculated("divided_by_degree", f"{number}/{degree}", shows=shown),
        *calculated("one_root_off", "{k}-1", "{k}+1", shows=shown),
        *calculated("squared", f"{number}*{number}", shows=shown),
    )
    return View(
        name,
        "root",
        question,
        shown,
        answer=("{k}",),
        result=number,
        steps={"power": shown},
        fact=Fact("^", ("{k}", str(degree), number)),
        mistakes=mistakes,
        form=f"root_{degree}",
    )


_NEAR = "{y}-{k}*{k}"

KIND = ProblemKind(
    name="root",
    title="square and cube roots",
    topic="arithmetic",
    ranges={"root": (2, 150), "distance": (-30, 30)},
    parameters={"k": "root", "d": "distance"},
    given={"x": "{k}*{k}", "z": "{k}**3", "y": "{x}+{d}"},
    # Next to y = k*k+d is k, not k-1 or k+1.
    conditions=("{d}>-{k}", "{d}<={k}", "{d}!=0"),
    views=(
        _exact("square_root", "What is the square root of {x}?", 2, "{x}"),
        _exact("square_root_sign", "sqrt({x})=?", 2, "{x}"),
        _exact("cube_root", "What is the cube root of {z}?", 3, "{z}"),
        View(
            "nearest_square_root",
            "root",
            "What is the square root of {y} to the nearest integer?",
            _NEAR,
            answer=("{k}",),
            result="{d}",
            steps={"square": "{k}*{k}", "apart": "{y}-{square}"},
            fact=Fact("nearest_root", ("{y}", "2")),
            mistakes=(
                *calculated("rounded_down", "{k}-({d}<0)", shows=_NEAR),
                *calculated("divided_by_degree", "{y}/2", shows=_NEAR),
            ),
        ),
    ),
)
