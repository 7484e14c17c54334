"""Products and quotients of decimals, the result or a factor missing: 2.5*0.4=?

Their fact is that of the values, and they state that of the digits too: 25*4=100.
Mistakes: the point set as in a sum, 2.5*0.4 = 10 (entry 20 of 'Math misconceptions'); a product expected to be larger
and a quotient smaller, so the other of the two (Lortie-Forgues & Siegler 2017).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import Decimal

# The product of a product with a factor, a learner's answer, has five.
_PLACES = Decimal(5)
_STEPS = {"digits": "{a}*{b}"}
_PRODUCT = {"first": "10*{f}", "second": "100*{g}", "digits": "{first}*{second}", "value": "{digits}/1000"}
_QUOTIENT = {"first": "1000*{r}", "second": "100*{g}", "digits": "{first}/{second}", "value": "{digits}/10"}
_TIMES: Ways = (
    *calculated("point_as_in_a_sum", "{r}*10", shows="{f}*{g}"),
    *calculated("multiplying_enlarges", "{f}/{g}", shows="{f}*{g}"),
)
_DIVIDED: Ways = (
    *calculated("point_as_in_a_sum", "{f}/10", shows="{r}/{g}"),
    *calculated("dividing_reduces", "{r}*{g}", shows="{r}/{g}"),
)


def _view(name: str, operator: str, question: str, calculation: str, answer: str, mistakes: Ways, form: str) -> View:
    return View(
        name,
        operator,
        question,
        calculation,
        answer=(answer,),
        type=_PLACES,
        steps=_STEPS,
        mistakes=mistakes,
        form=form,
        solution=_PRODUCT if form == "product" else _QUOTIENT,
    )


KIND = ProblemKind(
    name="decimal_product",
    title="products and quotients of decimals",
    topic="fractions and decimals",
    ranges={"first_digits": (2, 99), "second_digits": (2, 99)},
    parameters={"a": "first_digits", "b": "second_digits"},
    given={"f": "{a}/10", "g": "{b}/100", "r": "{f}*{g}"},
    types=dict.fromkeys(("f", "g", "r"), _PLACES),
    conditions=("{a}%10!=0", "{b}%10!=0"),
    fact=Fact("*", ("{f}", "{g}", "{r}")),
    views=(
        _view("decimal_product", "*", "{f}*{g}=?", "{f}*{g}", "{r}", _TIMES, "product"),
        _view("decimal_quotient", "/", "{r}/{g}=?", "{r}/{g}", "{f}", _DIVIDED, "quotient"),
        _view("missing_decimal_factor", "/", "x*{g}={r},x=?", "{r}/{g}", "{f}", _DIVIDED, "missing_factor"),
    ),
)
