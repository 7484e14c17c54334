"""One operation on whole numbers with signs: -6+(-8)=?, 5-(-3)=?, -7*8=?

Their facts are those of the plain kinds, whatever the signs.
Mistakes: two negative numbers taken to make a positive one in a sum, -6+(-8) = 14 (entry 19 of 'Math misconceptions');
the sizes worked out and the sign of the first put before them (entry 18); the sign before a bracket ignored.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View

# The sign of the first number, and sizes with it: -6+8 as -(6+8).
_FIRST = "(1-2*({a}<0))"
_ADDING: Ways = (
    *calculated("two_negatives_positive", "abs({a}+{b})", shows="{a}+{b}"),
    *calculated("sign_of_the_first", f"{_FIRST}*(abs({{a}})+abs({{b}}))", shows="{a}+{b}"),
    *calculated("sign_ignored", "{a}-{b}", shows="{a}+{b}"),
)
_TAKING: Ways = (
    *calculated("sign_of_the_first", f"{_FIRST}*abs(abs({{a}})-abs({{b}}))", shows="{a}-{b}"),
    *calculated("sign_ignored", "{a}+{b}", shows="{a}-{b}"),
)
_TIMES: Ways = (
    *calculated("sign_of_the_smaller", "min({c},{d})*abs(max({c},{d}))", shows="{c}*{d}"),
    *calculated("wrong_operation", "{c}+{d}", shows="{c}*{d}"),
)
_DIVIDED: Ways = (
    *calculated("sign_ignored", "abs({c})", shows="{p}/{d}"),
    *calculated("wrong_operation", "{p}-{d}", shows="{p}/{d}"),
)


def _view(name: str, operator: str, answer: str, mistakes: Ways, form: str) -> View:
    first = "{p}" if operator == "/" else "{c}" if operator == "*" else "{a}"
    second = "{b}" if operator in "+-" else "{d}"
    shown = f"{first}{operator}{second}"
    return View(
        name,
        operator,
        f"{shown}=?",
        shown,
        answer=(answer,),
        conditions=(f"min({first},{second})<0",),
        fact=Fact("+" if operator in "+-" else "*", (first, second, answer)),
        mistakes=mistakes,
        form=form,
    )


KIND = ProblemKind(
    name="signed_numbers",
    title="one operation on whole numbers with signs",
    topic="arithmetic",
    ranges={"operand": (-60, 60), "factor": (-12, 12)},
    parameters={"a": "operand", "b": "operand", "c": "factor", "d": "factor"},
    given={"p": "{c}*{d}"},
    conditions=("{a}!=0", "{b}!=0", "{c}!=0", "{d}!=0"),
    views=(
        _view("signed_sum", "+", "{a}+{b}", _ADDING, "sum"),
        _view("signed_difference", "-", "{a}-{b}", _TAKING, "difference"),
        _view("signed_product", "*", "{c}*{d}", _TIMES, "product"),
        _view("signed_quotient", "/", "{c}", _DIVIDED, "quotient"),
    ),
)
