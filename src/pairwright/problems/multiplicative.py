"""One-step multiplication and division: the facts u * v = w.

`7*8=56`, `8*7=56`, `56/7=8` and the equations made of them are one family, {7, 8, 56}.
Division is always exact; nothing is divided by 0, and no equation has 0*x or 0/x.
"""

from __future__ import annotations

from pairwright.facts.closed import PRODUCTS
from pairwright.facts.keys import Fact
from pairwright.facts.space import Numbers
from pairwright.keyed import Integers
from pairwright.lazily import np
from pairwright.mistakes.kinds import Ways, calculated, multiplication_slip, remainder_slip
from pairwright.problems.kind import DrawWeights, ProblemKind, Ranges, View

_MULTIPLYING = multiplication_slip("a", "b")
_DIVIDING = remainder_slip("{a}", "b", "{a}/{b}")
# x*3=12 -> 36, the operation that is seen; or -> 9, as though it were x+3=12.
_INVERSE_OF_PRODUCT = calculated("wrong_inverse", "{a}*{b}", "{a}-{b}")


def _rounded_dividend(numbers: Numbers, ranges: Ranges) -> Integers:
    """How often the classroom trick gives a/b=r, times two.

    The trick: draw two operands, divide the larger by the smaller, round the dividend down to a
    multiple, and throw away every other quotient 1.  So a/b=r comes from each n in r*b..r*b+b-1
    that is at most the largest operand, twice (either order) unless n = b.
    """
    divisor, quotient = numbers["b"], numbers["r"]
    highest = ranges["operand"][1]
    dividends = np.minimum(quotient * divisor + divisor - 1, highest) - quotient * divisor + 1
    weights = np.where(quotient == 1, 2 * (dividends - 1) + 1, 4 * dividends)
    return np.where((divisor > 0) & (quotient > 0), weights, 0)


def _product(name: str, question: str, own: Ways, nonzero: tuple[str, ...] = ()) -> View:
    mistakes = _MULTIPLYING + own
    return View(name, "*", question, "{a}*{b}", holds="{a}*{b}=={r}", nonzero=nonzero, mistakes=mistakes)


def _quotient(name: str, question: str, own: Ways, nonzero: tuple[str, ...] = ("b",), form: str = "") -> View:
    mistakes = _DIVIDING + own
    return View(name, "/", question, "{a}/{b}", holds="{a}=={b}*{r}", nonzero=nonzero, mistakes=mistakes, form=form)


KIND = ProblemKind(
    name="multiplicative",
    title="one-step multiplication and exact division",
    topic="arithmetic",
    space=PRODUCTS,
    ranges={"operand": (1, 100), "result": (-100, 100)},
    parameters={"a": "operand", "b": "operand", "r": "result"},
    fact=Fact("*", ("{a}", "{b}", "{r}")),
    answer="r",
    views=(
        _product("product", "{a}*{b}=?", calculated("wrong_operation", "{a}+{b}")),
        _product("missing_dividend", "x/{b}={a},x=?", calculated("wrong_inverse", "{a}/{b}", "{a}+{b}"), ("b",)),
        _quotient("quotient", "{a}/{b}=?", calculated("wrong_operation", "{a}*{b}", "{a}-{b}")),
        _quotient("missing_first_factor", "x*{b}={a},x=?", _INVERSE_OF_PRODUCT, form="missing_factor"),
        _quotient("missing_second_factor", "{b}*x={a},x=?", _INVERSE_OF_PRODUCT, form="missing_factor"),
        _quotient("missing_divisor", "{a}/x={b},x=?", _INVERSE_OF_PRODUCT, nonzero=("a", "b", "r")),
    ),
    draws={"rounded_dividend": DrawWeights("/", _rounded_dividend)},
)
