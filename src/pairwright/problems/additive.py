"""One-step addition and subtraction: the facts u + v = w.

`57+4=61`, `4+57=61`, `61-4=57`, `4-61=-57` and the equations made of them are one family,
{4, 57, 61}: whatever the signs, the largest of the three without its sign is the sum of the others.
"""

from __future__ import annotations

from pairwright.facts.closed import SUMS
from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated, no_borrow, no_carry
from pairwright.problems.kind import ProblemKind, View

# The smaller from the larger, whichever comes first: that is how a difference loses its sign.
_TAKING = no_borrow("a", "b") + calculated("wrong_sign", "{b}-{a}")
# x+55=95 -> 150: the operation that is seen, not the one that undoes it.
_INVERSE_ADDS = calculated("wrong_inverse", "{a}+{b}")


def _sum(name: str, question: str, own: Ways) -> View:
    return View(name, "+", question, "{a}+{b}", holds="{a}+{b}=={r}", mistakes=no_carry("a", "b") + own)


def _difference(name: str, question: str, own: Ways, form: str = "") -> View:
    return View(name, "-", question, "{a}-{b}", holds="{a}-{b}=={r}", mistakes=_TAKING + own, form=form)


KIND = ProblemKind(
    name="additive",
    title="one-step addition and subtraction",
    topic="arithmetic",
    space=SUMS,
    ranges={"operand": (1, 100), "result": (-100, 100)},
    parameters={"a": "operand", "b": "operand", "r": "result"},
    fact=Fact("+", ("{a}", "{b}", "{r}")),
    answer="r",
    views=(
        _sum("sum", "{a}+{b}=?", calculated("wrong_operation", "{a}-{b}")),
        _sum("missing_minuend", "x-{a}={b},x=?", calculated("wrong_inverse", "{b}-{a}")),
        _difference("difference", "{a}-{b}=?", calculated("wrong_operation", "{a}+{b}")),
        _difference("missing_first_addend", "x+{b}={a},x=?", _INVERSE_ADDS, form="missing_addend"),
        _difference("missing_second_addend", "{b}+x={a},x=?", _INVERSE_ADDS, form="missing_addend"),
        _difference("missing_subtrahend", "{a}-x={b},x=?", _INVERSE_ADDS),
    ),
)
