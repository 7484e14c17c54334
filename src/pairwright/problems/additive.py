"""One-step addition and subtraction: the facts u + v = w.

`57+4=61`, `4+57=61`, `61-4=57`, `4-61=-57` and the equations made of them are one family,
{4, 57, 61}: whatever the signs, the largest of the three without its sign is the sum of the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from pairwright.facts.space import Box, Numbers
from pairwright.facts.strips import Line, Strip, strips_between
from pairwright.keyed import Integers
from pairwright.mistakes.kinds import calculated, no_borrow, no_carry
from pairwright.problems import register
from pairwright.problems.base import Problem, View


def _adds(a: int, b: int, r: int) -> bool:
    return a + b == r


def _subtracts(a: int, b: int, r: int) -> bool:
    return a - b == r


# The smaller from the larger, whichever comes first: that is how a difference loses its sign.
_TAKING = no_borrow("a", "b") + calculated("wrong_sign", "{b}-{a}")
_ADDING = no_carry("a", "b")
_OPERATION_ADDS, _OPERATION_TAKES_AWAY = (calculated("wrong_operation", each) for each in ("{a}+{b}", "{a}-{b}"))
# x+55=95 -> 150: the operation that is seen, not the one that undoes it.
_INVERSE_ADDS, _INVERSE_TAKES_AWAY = (calculated("wrong_inverse", each) for each in ("{a}+{b}", "{b}-{a}"))


@register
class Additive(Problem):
    """Families {u, v, w} with 0 <= u <= v and u + v = w."""

    name = "additive"
    title = "one-step addition and subtraction"
    numbers = ("u", "v", "w")
    shapes = ("u<v", "u=v")
    roles = {"a": "operand", "b": "operand", "r": "result"}
    answer = "r"
    statement = {"u<v": "{u}+{v}={w}", "u=v": "{u}+{v}={w}"}
    default_ranges = {"operand": (1, 100), "result": (-100, 100)}
    views = (
        View("sum", "+", "{a}+{b}=?", "{a}+{b}", _adds, mistakes=_ADDING + _OPERATION_TAKES_AWAY),
        View("missing_minuend", "+", "x-{a}={b},x=?", "{a}+{b}", _adds, mistakes=_ADDING + _INVERSE_TAKES_AWAY),
        View("difference", "-", "{a}-{b}=?", "{a}-{b}", _subtracts, mistakes=_TAKING + _OPERATION_ADDS),
        View(
            "missing_first_addend",
            "-",
            "x+{b}={a},x=?",
            "{a}-{b}",
            _subtracts,
            mistakes=_TAKING + _INVERSE_ADDS,
            form="missing_addend",
        ),
        View(
            "missing_second_addend",
            "-",
            "{b}+x={a},x=?",
            "{a}-{b}",
            _subtracts,
            mistakes=_TAKING + _INVERSE_ADDS,
            form="missing_addend",
        ),
        View("missing_subtrahend", "-", "{a}-x={b},x=?", "{a}-{b}", _subtracts, mistakes=_TAKING + _INVERSE_ADDS),
    )

    def strips(self, shape: str, box: Box) -> Iterable[Strip]:
        """One row for each u; v between its own limits and those that w = u + v sets."""
        (u_min, u_max), (v_min, v_max), (w_min, w_max) = (box[number] for number in self.numbers)
        diagonal = Line(u_min, 1)
        above = Line(u_min + 1, 1)
        return strips_between(
            first=u_min,
            last=u_max,
            lower=[Line(v_min), Line(w_min - u_min, -1), above if shape == "u<v" else diagonal],
            upper=[Line(v_max), Line(w_max - u_min, -1), *([] if shape == "u<v" else [diagonal])],
        )

    def family(self, shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
        """The third number is the sum."""
        return {"u": u, "v": v, "w": u + v}
