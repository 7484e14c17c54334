"""Sums and differences of fractions in lowest terms, the result or one of them missing: 1/2+1/3=?

Mistakes: tops and bottoms added, 1/2+1/3=2/5 (entry 8 of 'Math misconceptions'; Braithwaite, Pyke & Siegler 2017: the
most frequent one); a common denominator with the numerators kept, 1/2+1/3=2/6 (entry 9); added in place of undone.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import RATIO

# Over the common denominator m: a/b is n/m, and c/d is k/m.
_FACT = Fact("+", ("{f}", "{g}", "{r}"))
_STEPS = {"n": "{a}*({m}/{b})", "k": "{c}*({m}/{d})", "total": "{n}+{k}"}
_ADDED_UP = {"common": "lcm({b}, {d})", "first": "{a}*({common}/{b})", "second": "{c}*({common}/{d})"} | {
    "value": "({first}+{second})/{common}"
}
# The numerator and the denominator of r are kept in mind.
_TAKEN_OFF = {"above": "{s}//gcd({s},{m})", "below": "{m}//gcd({s},{m})", "common": "lcm({below}, {d})"} | {
    "first": "{above}*({common}/{below})",
    "second": "{c}*({common}/{d})",
    "value": "({first}-{second})/{common}",
}
_ADDING: Ways = (
    *calculated("tops_and_bottoms", "({a}+{c})/({b}+{d})", shows="{f}+{g}"),
    *calculated("numerators_kept", "({a}+{c})/lcm({b}, {d})", shows="{f}+{g}"),
)
_TAKING: Ways = calculated("tops_and_bottoms", "({s}-{c})/({m}-{d})", shows="{r}-{g}")
_ADDED: Ways = calculated("wrong_operation", "{r}+{g}")
_UNDONE_WRONGLY: Ways = calculated("wrong_inverse", "{r}+{g}")


def _view(name: str, question: str, calculation: str, answer: str, mistakes: Ways, form: str) -> View:
    solution = _ADDED_UP if form == "sum" else _TAKEN_OFF
    return View(
        name, "+-", question, calculation, answer=(answer,), type=RATIO, steps=_STEPS, mistakes=mistakes, form=form,
        solution=solution, unwritten=tuple(each for each in solution if each in {"above", "below"}),
    )  # fmt: skip


KIND = ProblemKind(
    name="fraction_sum",
    title="sums and differences of fractions",
    topic="fractions and decimals",
    ranges={"numerator": (1, 12), "denominator": (2, 12)},
    parameters={"a": "numerator", "b": "denominator", "c": "numerator", "d": "denominator"},
    given={
        "f": "{a}/{b}",
        "g": "{c}/{d}",
        "r": "{f}+{g}",
        "m": "lcm({b},{d})",
        "s": "{a}*({m}/{b})+{c}*({m}/{d})",
    },
    types={"f": RATIO, "g": RATIO, "r": RATIO},
    conditions=("gcd({a},{b})==1", "gcd({c},{d})==1"),
    fact=_FACT,
    views=(
        _view("fraction_sum", "{f}+{g}=?", "{f}+{g}", "{r}", _ADDING, "sum"),
        _view("fraction_difference", "{r}-{g}=?", "{r}-{g}", "{f}", _TAKING + _ADDED, "difference"),
        _view("missing_fraction", "x+{g}={r},x=?", "{r}-{g}", "{f}", _TAKING + _UNDONE_WRONGLY, "missing_addend"),
    ),
)
