"""Sums and differences of mixed numbers: What is 1 3/4 plus 2 1/2?

Their fact is that of the values, as of improper fractions.
Mistakes: nothing carried from the fractions to the whole, or nothing borrowed, the smaller fraction from the larger one
(entries 10 and 11 of 'Math misconceptions'); tops and bottoms of the fractions added (entry 8).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import MIXED, RATIO

# The calculation has improper fractions: n/b and k/d.
_SUM, _DIFFERENCE = "{n}/{b}+{k}/{d}", "{n}/{b}-{k}/{d}"
_ADDING: Ways = (
    *calculated("no_carry", "({v}+{w}+{p}-1)/({p}>=1)", shows=_SUM),
    *calculated("tops_and_bottoms", "{v}+{w}+({a}+{c})/({b}+{d})", shows=_SUM),
)
_TAKING: Ways = (
    *calculated("no_borrow", "{v}-{w}+abs({a}/{b}-{c}/{d})", shows=_DIFFERENCE),
    *calculated("wholes_only", "{v}-{w}+{a}/{b}", shows=_DIFFERENCE),
)


def _view(name: str, question: str, calculation: str, answer: str, mistakes: Ways, form: str) -> View:
    sign = "+" if form == "sum" else "-"
    top, bottom = f"({{n}}*{{d}}{sign}{{k}}*{{b}})", "({b}*{d})"
    shared = f"gcd({top},{bottom})"
    return View(
        name,
        sign,
        question,
        calculation,
        answer=(answer,),
        type=MIXED,
        result="{s}" if form == "sum" else "{t}",
        steps={"wholes": f"{{v}}{sign}{{w}}", "first": "{v}+{a}/{b}", "second": "{w}+{c}/{d}"},
        fact=Fact("+", ("{f}", "{g}", answer)),
        conditions=() if form == "sum" else ("{f}>{g}",),
        mistakes=mistakes,
        form=form,
        solution={"one": "{v}*{b}+{a}", "other": "{w}*{d}+{c}", "total": f"{{one}}/{{b}}{sign}{{other}}/{{d}}"}
        | {"mixed": "{total}"},
        # 53/4=13 1/4 says what 53 divided by 4 is.
        stated=(Fact("*", (f"{top}/{shared}", f"{bottom}/{shared}", answer)),),
    )


KIND = ProblemKind(
    name="mixed_number_sum",
    title="sums and differences of mixed numbers",
    topic="fractions and decimals",
    ranges={"whole": (1, 9), "numerator": (1, 11), "denominator": (2, 12)},
    parameters={"v": "whole", "w": "whole"}
    | {"a": "numerator", "b": "denominator", "c": "numerator", "d": "denominator"},
    given={"n": "{v}*{b}+{a}", "k": "{w}*{d}+{c}", "f": "{n}/{b}", "g": "{k}/{d}", "p": "{a}/{b}+{c}/{d}"}
    | {"s": "{f}+{g}", "t": "{f}-{g}"},
    types={"f": MIXED, "g": MIXED, "p": RATIO, "total": RATIO, "s": RATIO, "t": RATIO},
    conditions=("{a}<{b}", "{c}<{d}", "gcd({a},{b})==1", "gcd({c},{d})==1"),
    views=(
        _view("mixed_number_sum", "What is {f} plus {g}?", _SUM, "{f}+{g}", _ADDING, "sum"),
        _view("mixed_number_difference", "What is {f} minus {g}?", _DIFFERENCE, "{f}-{g}", _TAKING, "difference"),
    ),
)
