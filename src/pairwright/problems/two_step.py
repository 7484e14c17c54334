"""Two-step equations, `3*x+5=20,x=?`: a product fact and a sum fact that share a number.

The family of `3*x+5=20`, `5+3*x=20`, `20-3*x=5` and `3*x-20=-5` is {3, 5} with {5, 20}: the
factors u and v of the product p, and the other two numbers k and l of the sum fact that p is part of.
Either p + k = l (shape 'sum'), or k + l = p (shape 'parts').
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isqrt

from pairwright.facts.space import Box, Numbers
from pairwright.facts.strips import Line, Strip, strips_between
from pairwright.keyed import Integers
from pairwright.mistakes.base import Mistake
from pairwright.mistakes.kinds import calculated, remainder_slip
from pairwright.problems import register
from pairwright.problems.base import Problem, View


def _plus(a: int, b: int, c: int, x: int) -> bool:
    return a * x + b == c


def _minus(a: int, b: int, c: int, x: int) -> bool:
    return a * x - b == c


def _taken_from(a: int, b: int, c: int, x: int) -> bool:
    return b - a * x == c


def _undone_wrongly(product: str, inverse: str) -> tuple[Mistake, ...]:
    """Mistakes in undoing two steps: `product` is what a*x comes to, `inverse` the same with the first step wrong."""
    return (
        *calculated("wrong_inverse", f"({inverse})/{{a}}", product, f"({product})*{{a}}", "{c}/{a}"),
        *remainder_slip(product, "a", f"({product})/{{a}}"),
    )


_OF_PLUS = _undone_wrongly("{c}-{b}", "{c}+{b}")
_OF_MINUS = _undone_wrongly("{c}+{b}", "{c}-{b}")
_OF_TAKEN_FROM = _undone_wrongly("{b}-{c}", "{b}+{c}") + calculated("wrong_sign", "({c}-{b})/{a}")
_SUM, _PARTS = "{u}*{v}+{k}={l}", "{u}*{v}={k}+{l}"


@register
class TwoStep(Problem):
    """Families {u, v} with {k, l}, 0 <= u <= v, and u*v + k = l or k + l = u*v with k <= l."""

    name = "two_step"
    title = "two-step equations with an integer solution"
    numbers = ("u", "v", "k", "l")
    statement = {
        "sum u<v": _SUM,
        "sum u=v": _SUM,
        "parts u<v k<l": _PARTS,
        "parts u<v k=l": _PARTS,
        "parts u=v k<l": _PARTS,
        "parts u=v k=l": _PARTS,
    }
    shapes = tuple(statement)
    roles = {"a": "coefficient", "b": "operand", "c": "operand", "x": "result"}
    answer = "x"
    default_ranges = {"coefficient": (2, 12), "operand": (1, 100), "result": (-20, 20)}
    views = (
        View("product_plus", "*+", "{a}*x+{b}={c},x=?", "({c}-{b})/{a}", _plus, ("a",), _OF_PLUS, form="plus"),
        View("plus_product", "*+", "{b}+{a}*x={c},x=?", "({c}-{b})/{a}", _plus, ("a",), _OF_PLUS, form="plus"),
        View("product_minus", "*-", "{a}*x-{b}={c},x=?", "({c}+{b})/{a}", _minus, ("a",), _OF_MINUS),
        View("minus_product", "*-", "{b}-{a}*x={c},x=?", "({b}-{c})/{a}", _taken_from, ("a",), _OF_TAKEN_FROM),
    )

    def strips(self, shape: str, box: Box) -> Iterable[Strip]:
        """For each u (the mark), rows over v; in a row, k between the limits that l sets."""
        kind, factors, *parts = shape.split()
        u_min, u_max = box["u"]
        v_min, v_max = box["v"]
        highest_product = box["l"][1] + (box["k"][1] if kind == "parts" else 0)
        for u in range(u_min, min(u_max, v_max, isqrt(highest_product)) + 1):
            first, last = max(v_min, u + (factors == "u<v")), v_max if factors == "u<v" else min(v_max, u)
            last = min(last, highest_product // u) if u else last
            if kind == "sum":
                yield from _sum_strips(u, first, last, box)
            elif u:
                yield from _parts_strips(u, first, last, box, halves=parts == ["k=l"])

    def family(self, shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
        """The factors are the mark and the row; k is the place in the row, and l follows."""
        product = mark * u
        return {"u": mark, "v": u, "k": v, "l": product + v if shape.startswith("sum") else product - v}


def _sum_strips(u: int, first: int, last: int, box: Box) -> Iterator[Strip]:
    """Rows v = first..last of u*v + k = l."""
    (k_min, k_max), (l_min, l_max) = box["k"], box["l"]
    yield from strips_between(
        first=first,
        last=last,
        lower=[Line(k_min), Line(l_min - u * first, -u)],
        upper=[Line(k_max), Line(l_max - u * first, -u)],
        mark=u,
    )


def _parts_strips(u: int, first: int, last: int, box: Box, *, halves: bool) -> Iterator[Strip]:
    """Rows v = first..last of k + l = u*v with 1 <= k < l, or with k = l where `halves`.

    Half the product is linear along the rows of one parity, so where u is odd these go apart.
    """
    (k_min, k_max), (l_min, l_max) = box["k"], box["l"]
    step = 2 if u % 2 else 1
    for start in range(first, first + step):
        product, slope = u * start, u * step
        if halves and product % 2:
            continue
        half = Line(product // 2 if halves else (product - 1) // 2, slope // 2)
        yield from strips_between(
            first=start,
            last=last,
            step=step,
            lower=[Line(max(k_min, 1)), Line(product - l_max, slope), *([half] if halves else [])],
            upper=[Line(k_max), Line(product - l_min, slope), half],
            mark=u,
        )
