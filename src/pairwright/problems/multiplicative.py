"""One-step multiplication and division: the facts u * v = w.

`7*8=56`, `8*7=56`, `56/7=8` and the equations made of them are one family, {7, 8, 56}.
Division is always exact; nothing is divided by 0, and no equation has 0*x or 0/x.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isqrt

import numpy as np

from pairwright.facts.space import Box, Numbers
from pairwright.facts.strips import Strip
from pairwright.keyed import Integers
from pairwright.mistakes.kinds import calculated, multiplication_slip, remainder_slip
from pairwright.problems import register
from pairwright.problems.base import DrawWeights, Problem, Ranges, View


def _multiplies(a: int, b: int, r: int) -> bool:
    return a * b == r


def _divides(a: int, b: int, r: int) -> bool:
    return a == b * r


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


_MULTIPLYING = multiplication_slip("a", "b")
_DIVIDING = remainder_slip("{a}", "b", "{a}/{b}")
# x*3=12 -> 36, the operation that is seen; or -> 9, as though it were x+3=12.
_INVERSE_OF_PRODUCT = calculated("wrong_inverse", "{a}*{b}", "{a}-{b}")


@register
class Multiplicative(Problem):
    """Families {u, v, w} with 0 <= u <= v and u * v = w."""

    name = "multiplicative"
    title = "one-step multiplication and exact division"
    numbers = ("u", "v", "w")
    shapes = ("u<v", "u=v")
    roles = {"a": "operand", "b": "operand", "r": "result"}
    answer = "r"
    statement = {"u<v": "{u}*{v}={w}", "u=v": "{u}*{v}={w}"}
    default_ranges = {"operand": (1, 100), "result": (-100, 100)}
    views = (
        View(
            "product",
            "*",
            "{a}*{b}=?",
            "{a}*{b}",
            _multiplies,
            mistakes=_MULTIPLYING + calculated("wrong_operation", "{a}+{b}"),
        ),
        View(
            "missing_dividend",
            "*",
            "x/{b}={a},x=?",
            "{a}*{b}",
            _multiplies,
            nonzero=("b",),
            mistakes=_MULTIPLYING + calculated("wrong_inverse", "{a}/{b}", "{a}+{b}"),
        ),
        View(
            "quotient",
            "/",
            "{a}/{b}=?",
            "{a}/{b}",
            _divides,
            nonzero=("b",),
            mistakes=_DIVIDING + calculated("wrong_operation", "{a}*{b}", "{a}-{b}"),
        ),
        View(
            "missing_first_factor",
            "/",
            "x*{b}={a},x=?",
            "{a}/{b}",
            _divides,
            nonzero=("b",),
            mistakes=_DIVIDING + _INVERSE_OF_PRODUCT,
            form="missing_factor",
        ),
        View(
            "missing_second_factor",
            "/",
            "{b}*x={a},x=?",
            "{a}/{b}",
            _divides,
            nonzero=("b",),
            mistakes=_DIVIDING + _INVERSE_OF_PRODUCT,
            form="missing_factor",
        ),
        View(
            "missing_divisor",
            "/",
            "{a}/x={b},x=?",
            "{a}/{b}",
            _divides,
            nonzero=("a", "b", "r"),
            mistakes=_DIVIDING + _INVERSE_OF_PRODUCT,
        ),
    )
    draws = {
        "rounded_dividend": DrawWeights(
            "/", _rounded_dividend, "two operands, the larger rounded down to a multiple of the smaller"
        )
    }

    def strips(self, shape: str, box: Box) -> Iterable[Strip]:
        """One strip for each u > 0 (at most the root of the largest w), and one row for u = 0."""
        (u_min, u_max), (v_min, v_max), (w_min, w_max) = (box[number] for number in self.numbers)
        if u_min == 0:
            first, last = (v_min, v_max) if shape == "u<v" else (0, 0)
            if w_min == 0 and v_min <= first <= last and (shape == "u=v" or first > 0):
                yield Strip(rows=1, u=0, u_step=1, v=first, v_step=0, width=last - first + 1, growth=0)
            return
        for u in range(u_min, min(u_max, v_max, isqrt(w_max)) + 1):
            first = max(v_min, -(-w_min // u), u + (shape == "u<v"))
            last = min(v_max, w_max // u, *([] if shape == "u<v" else [u]))
            if first <= last:
                yield Strip(rows=1, u=u, u_step=1, v=first, v_step=0, width=last - first + 1, growth=0)

    def family(self, shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
        """The third number is the product."""
        return {"u": u, "v": v, "w": u * v}
