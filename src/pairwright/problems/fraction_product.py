"""Products of fractions in lowest terms, the product or one of the factors missing: 1/2*2/3=?

Mistakes: over a common denominator that is kept, 3/6*4/6=12/6 (the strategy of sums carried over; Braithwaite, Tian &
Siegler 2018); numerators multiplied and denominators added; multiplied in place of undone; turned over for undone.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import RATIO

_FACT = Fact("*", ("{f}", "{g}", "{r}"))
_STEPS = {"top": "{a}*{c}", "bottom": "{b}*{d}"}
_PRODUCT = {"above": "{a}*{c}", "below": "{b}*{d}", "value": "{above}/{below}"}
# The product r in lowest terms is kept in mind, then multiplied by the other factor turned over.
_KEPT = {"r_above": "{a}*{c}//gcd({a}*{c},{b}*{d})", "r_below": "{b}*{d}//gcd({a}*{c},{b}*{d})"}
_FACTOR = _KEPT | {"above": "{r_above}*{d}", "below": "{r_below}*{c}", "value": "{above}/{below}"}
_MULTIPLYING: Ways = (
    *calculated("denominator_kept", "({a}*({m}/{b})*{c}*({m}/{d}))/{m}", shows="({f})*({g})"),
    *calculated("denominators_added", "({a}*{c})/({b}+{d})", shows="({f})*({g})"),
)
_UNDOING: Ways = (
    *calculated("wrong_inverse", "{r}*{g}", "{g}/{r}"),
    *calculated("subtracted", "{r}-{g}", shows="({r})/({g})"),
)


def _view(name: str, operator: str, question: str, calculation: str, answer: str, mistakes: Ways, form: str) -> View:
    solution = _PRODUCT if form == "product" else _FACTOR
    return View(
        name, operator, question, calculation, answer=(answer,), type=RATIO, steps=_STEPS, mistakes=mistakes, form=form,
        solution=solution, unwritten=tuple(_KEPT.keys() & solution),
    )  # fmt: skip


KIND = ProblemKind(
    name="fraction_product",
    title="products of fractions",
    topic="fractions and decimals",
    ranges={"numerator": (1, 12), "denominator": (2, 12)},
    parameters={"a": "numerator", "b": "denominator", "c": "numerator", "d": "denominator"},
    given={"f": "{a}/{b}", "g": "{c}/{d}", "r": "{f}*{g}", "m": "lcm({b},{d})"},
    types={"f": RATIO, "g": RATIO, "r": RATIO},
    conditions=("gcd({a},{b})==1", "gcd({c},{d})==1"),
    fact=_FACT,
    views=(
        _view("fraction_product", "*", "{f}*{g}=?", "({f})*({g})", "{r}", _MULTIPLYING, "product"),
        _view("missing_fraction_factor", "/", "x*{g}={r},x=?", "({r})/({g})", "{f}", _UNDOING, "missing_factor"),
    ),
)
