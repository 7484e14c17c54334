"""Legs of two sorts of animals together (reasoning-gym's `leg_counting`).

Mistakes: the animals counted in place of their legs; all counted as if they had the legs of the first; one sort
left out (Van Dooren et al. 2005, 'Not everything is proportional'; a number that is needed left out, MaE42).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View


def _view(first: str, legs: int, second: str, others: int) -> View:
    total = f"{{a}}*{legs}+{{b}}*{others}"
    return View(
        f"legs_of_{first}_and_{second}",
        "**+",
        f"How many legs are there in total if you have {{a}} {first} and {{b}} {second}?",
        total,
        answer=(total,),
        steps={"first": f"{{a}}*{legs}", "second": f"{{b}}*{others}", "sum": "{first}+{second}"},
        fact=Fact("**+", ("{a}", str(legs), "{b}", str(others), total)),
        mistakes=(
            *calculated("animals_counted", "{a}+{b}"),
            *calculated("one_sort_for_both", f"{{a}}*{legs}+{{b}}*{legs}"),
            *calculated("one_sort_left_out", f"{{a}}*{legs}", f"{{b}}*{others}"),
        ),
    )


KIND = ProblemKind(
    name="leg_counting",
    topic="quantities",
    title="legs of animals counted together",
    ranges={"animals": (2, 40)},
    parameters={"a": "animals", "b": "animals"},
    views=(
        _view("dogs", 4, "birds", 2),
        _view("spiders", 8, "cats", 4),
        _view("bees", 6, "chickens", 2),
        _view("crabs", 10, "ants", 6),
    ),
)
