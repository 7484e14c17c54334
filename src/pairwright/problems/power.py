"""Powers with whole exponents: 2^5=?, the square of 7, the cube of 4.

A power and its root are one fact, {2, 5, 32}.
Mistakes: base times exponent, 2^5 = 10 (entry 3 of 'Math misconceptions'); one factor too few; base and exponent added.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View


def _view(name: str, question: str, exponent: int) -> View:
    shown, power = "*".join(["{a}"] * exponent), f"{{a}}**{exponent}"
    steps = {f"power_{each}": f"{{power_{each - 1}}}*{{a}}" for each in range(3, exponent + 1)}
    return View(
        name,
        "^",
        question,
        shown,
        answer=(power,),
        steps={"power_2": "{a}*{a}"} | steps,
        fact=Fact("^", ("{a}", str(exponent), power)),
        mistakes=(
            *calculated("base_times_exponent", f"{{a}}*{exponent}", shows=shown),
            *calculated("one_factor_less", f"{{a}}**{exponent - 1}", shows=shown),
            *calculated("exponent_added", f"{{a}}+{exponent}", shows=shown),
        ),
        form=f"power_{exponent}",
    )


KIND = ProblemKind(
    name="power",
    title="powers with whole exponents",
    topic="arithmetic",
    ranges={"base": (2, 120)},
    parameters={"a": "base"},
    views=(
        *(_view(f"power_{exponent}", f"{{a}}^{exponent}=?", exponent) for exponent in range(2, 6)),
        _view("square", "What is {a} squared?", 2),
        _view("cube", "What is the cube of {a}?", 3),
        _view("to_the_fourth", "What is {a} to the power of 4?", 4),
        _view("to_the_fifth", "What is {a} to the power of 5?", 5),
    ),
)
