"""Number sentences with an operation on both sides: 5+7=x+3,x=?

A sum on both sides states the fact of a chain of sums (see `chain`).
Mistakes: the equals sign taken for "makes", 5+7 = 12 + 3, or all numbers joined (entry 51 of 'Math misconceptions';
McNeil & Alibali 2005).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View


def _view(name: str, question: str, side: str, undo: str, last: str, joined: str, form: str = "") -> View:
    """The view whose left side is worked out, and then what stands beside x undone."""
    shown = f"{side}{undo}{last}"
    relation = "++" if undo in "+-" else "**"
    numbers = (side[:3], side[4:], last, shown)
    return View(
        name,
        relation,
        question,
        shown,
        answer=(shown,),
        steps={"side": side, "solution": f"{{side}}{undo}{last}"},
        conditions=(f"{shown}>0", f"{side}>0", *(f"{shown}!={each}" for each in numbers[:3])),
        fact=Fact(relation, numbers),
        mistakes=(
            *calculated("equals_as_makes", side, shows=shown),
            *calculated("all_joined", joined, shows=shown),
        ),
        form=form,
    )


KIND = ProblemKind(
    name="equality_sentence",
    title="number sentences with an operation on both sides",
    topic="arithmetic",
    ranges={"operand": (1, 60), "factor": (2, 12)},
    parameters={"a": "operand", "b": "operand", "c": "operand", "f": "factor", "g": "factor", "h": "factor"},
    given={"p": "{f}*{h}"},
    conditions=("{f}!={g}", "{g}!={h}"),
    views=(
        _view("sum_is_sum", "{a}+{b}=x+{c},x=?", "{a}+{b}", "-", "{c}", "{a}+{b}+{c}", "equal_sums"),
        _view("sum_is_sum_reversed", "{a}+{b}={c}+x,x=?", "{a}+{b}", "-", "{c}", "{a}+{b}+{c}", "equal_sums"),
        _view("sum_is_difference", "{a}+{b}=x-{c},x=?", "{a}+{b}", "+", "{c}", "{a}+{b}-{c}"),
        _view("difference_is_sum", "{a}-{b}=x+{c},x=?", "{a}-{b}", "-", "{c}", "{a}-{b}+{c}"),
        _view("product_is_product", "{p}*{g}=x*{f},x=?", "{p}*{g}", "/", "{f}", "{p}*{g}*{f}"),
    ),
)
