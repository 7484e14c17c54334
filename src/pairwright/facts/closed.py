"""Spaces of facts in closed form: counted and unranked by strips, at range 10**9 as at range 10.

- `SUMS`       u + v = w, 0 <= u <= v
- `PRODUCTS`   u * v = w, 0 <= u <= v
- `TWO_STEPS`  u * v + k = l, or k + l = u * v with k <= l
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isqrt

from pairwright.facts.space import Box, Numbers
from pairwright.facts.strips import Line, Strip, StripTable, strips_between
from pairwright.keyed import Integers
from pairwright.lazily import np


@dataclass(frozen=True)
class ClosedSpace:
    """A space of facts in closed form.

    Attributes:
        numbers: the names of a fact's numbers, none of which is ever negative.
        statement: for each shape (a part of the space whose facts have the same symmetries) the canonical wording.
        strips: shape, box -> the facts of that shape with each number inside its interval.
        family: shape, u, v, mark -> all numbers of the facts that the strips give so.

    """

    numbers: tuple[str, ...]
    statement: Mapping[str, str]
    strips: Callable[[str, Box], StripTable]
    family: Callable[[str, Integers, Integers, Integers], Numbers]

    @property
    def shapes(self) -> tuple[str, ...]:
        """The names of the shapes."""
        return tuple(self.statement)


def _strips_of_sums(shape: str, box: Box) -> StripTable:
    """One row for each u; v between its own limits and those that w = u + v sets."""
    (u_min, u_max), (v_min, v_max), (w_min, w_max) = (box[number] for number in "uvw")
    diagonal = Line(u_min, 1)
    above = Line(u_min + 1, 1)
    strips = strips_between(
        first=u_min,
        last=u_max,
        lower=[Line(v_min), Line(w_min - u_min, -1), above if shape == "u<v" else diagonal],
        upper=[Line(v_max), Line(w_max - u_min, -1), *([] if shape == "u<v" else [diagonal])],
    )
    return StripTable(list(strips))


def _strips_of_products(shape: str, box: Box) -> StripTable:
    """One strip for each u > 0 (at most the root of the largest w: 31,622 at 10**9), and one row for u = 0."""
    (u_min, u_max), (v_min, v_max), (w_min, w_max) = (box[number] for number in "uvw")
    if u_min == 0:
        first, last = (v_min, v_max) if shape == "u<v" else (0, 0)
        there = w_min == 0 and v_min <= first <= last and (shape == "u=v" or first > 0)
        return StripTable([Strip(1, u=0, u_step=1, v=first, v_step=0, width=last - first + 1, growth=0)] * there)
    u = np.arange(u_min, min(u_max, v_max, isqrt(w_max)) + 1)
    lowest = np.maximum(np.maximum(v_min, -(-w_min // u)), u + (shape == "u<v"))
    highest = np.minimum(v_max, w_max // u)
    return StripTable.of_rows(u, lowest, highest if shape == "u<v" else np.minimum(highest, u))


def _strips_of_two_steps(shape: str, box: Box) -> StripTable:
    """For each u (the mark), rows over v; in a row, k between the limits that l sets."""
    return StripTable(list(_each_strip_of_two_steps(shape, box)))


def _each_strip_of_two_steps(shape: str, box: Box) -> Iterator[Strip]:
    kind, factors, *parts = shape.split()
    u_min, u_max = box["u"]
    v_min, v_max = box["v"]
    highest_product = box["l"][1] + (box["k"][1] if kind == "parts" else 0)
    for u in range(u_min, min(u_max, v_max, isqrt(highest_product)) + 1):
        first, last = max(v_min, u + (factors == "u<v")), v_max if factors == "u<v" else min(v_max, u)
        last = min(last, highest_product // u) if u else last
        if first > last:
            continue
        if kind == "sum":
            yield from _sum_strips(u, first, last, box)
        elif u:
            yield from _parts_strips(u, first, last, box, halves=parts == ["k=l"])


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


def _two_steps(shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
    """The factors are the mark and the row; k is the place in the row, and l follows."""
    product = mark * u
    return {"u": mark, "v": u, "k": v, "l": product + v if shape.startswith("sum") else product - v}


_SUM, _PARTS = "{u}*{v}+{k}={l}", "{u}*{v}={k}+{l}"

SUMS = ClosedSpace(
    numbers=("u", "v", "w"),
    statement={"u<v": "{u}+{v}={w}", "u=v": "{u}+{v}={w}"},
    strips=_strips_of_sums,
    family=lambda _, u, v, __: {"u": u, "v": v, "w": u + v},
)
PRODUCTS = ClosedSpace(
    numbers=("u", "v", "w"),
    statement={"u<v": "{u}*{v}={w}", "u=v": "{u}*{v}={w}"},
    strips=_strips_of_products,
    family=lambda _, u, v, __: {"u": u, "v": v, "w": u * v},
)
TWO_STEPS = ClosedSpace(
    numbers=("u", "v", "k", "l"),
    statement={
        "sum u<v": _SUM,
        "sum u=v": _SUM,
        "parts u<v k<l": _PARTS,
        "parts u<v k=l": _PARTS,
        "parts u=v k<l": _PARTS,
        "parts u=v k=l": _PARTS,
    },
    strips=_strips_of_two_steps,
    family=_two_steps,
)
