"""What is known of the facts of steps, in tables of the two numbers that each is made of.

`60*k+m` states a sum, whatever k and m are parts of: of a million questions it has a few hundred. So they are looked at
once, and each question looks there: a few operations on its columns, in place of forty.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from pairwright.facts.keys import Fact
from pairwright.facts.space import Interval
from pairwright.keyed import Integers
from pairwright.values.calculation import SIGNS, parsed, worked_out, written
from pairwright.values.exact import Booleans, Exact

# Tables of so many bytes stay in the caches.
_LARGEST = 1 << 18
_NAMES = ("left", "right")


@dataclass(frozen=True)
class _Table:
    """What holds for each two numbers between some ends: a row for each right one."""

    left: Interval
    right: Interval
    marks: Booleans

    def covers(self, left: Interval, right: Interval) -> bool:
        """Whether all numbers between some ends are in it."""
        return _around(left, self.left) == self.left and _around(right, self.right) == self.right

    def at(self, left: Integers, right: Integers) -> Booleans:
        """What holds for two columns of numbers (int64, to be broadcast)."""
        places = (right - self.right[0]) * _count(self.left) + (left - self.left[0])
        return self.marks[np.atleast_1d(places)]


@dataclass(frozen=True)
class StepTables:
    """Tables of what holds for facts that two whole numbers decide.

    Attributes:
        holds: what holds (bool) for a fact and its numbers.

    """

    holds: Callable[[Fact, Mapping[str, Exact]], Booleans]
    _tables: dict[Fact, _Table] = field(default_factory=dict)
    _asked: dict[Fact, int] = field(default_factory=dict)

    def looked_up(self, fact: Fact, numbers: Mapping[str, Exact]) -> Booleans | None:
        """What holds for the fact of each row (bool); None where no table is worth it."""
        if (made := _made_of_two(fact)) is None:
            return None
        left, right = (_whole(worked_out(each, numbers)) for each in fact.numbers[:2])
        if left is None or right is None or not left.size or not right.size:
            return None
        table = self._table(made, left, right)
        return None if table is None else table.at(left, right)

    def _table(self, fact: Fact, left: Integers, right: Integers) -> _Table | None:
        """A table for two columns; made where as many rows have been asked for as it has places."""
        ends = _ends(left), _ends(right)
        known = self._tables.get(fact)
        if known is not None and known.covers(*ends):
            return known
        asked = self._asked[fact] = self._asked.get(fact, 0) + np.broadcast(left, right).size
        if known is not None:
            ends = _around(ends[0], known.left), _around(ends[1], known.right)
        if _count(ends[0]) * _count(ends[1]) > min(asked, _LARGEST):
            return None
        columns = np.arange(ends[0][0], ends[0][1] + 1), np.arange(ends[1][0], ends[1][1] + 1)[:, None]
        marks = self.holds(fact, dict(zip(_NAMES, map(Exact, columns), strict=True)))
        whole = np.broadcast_to(marks, (_count(ends[1]), _count(ends[0])))
        table = self._tables[fact] = _Table(*ends, whole.ravel())
        return table


@lru_cache(maxsize=4096)
def _made_of_two(fact: Fact) -> Fact | None:
    """The fact over the slots left and right, its first two numbers; None where these do not decide the others.

    >>> _made_of_two(Fact("+", ("{a}*{b}", "{c}", "{a}*{b}-{c}"))).numbers
    ('{left}', '{right}', '({left}-{right})')
    """
    if len(fact.numbers) < len(_NAMES):
        return None
    trees = [parsed(each) for each in fact.numbers]
    names = {tree: f"{{{name}}}" for tree, name in zip(trees, _NAMES, strict=False)}
    try:
        return Fact(fact.relation, tuple(_renamed(tree, names) for tree in trees))
    except _OtherNumberError:
        return None


class _OtherNumberError(Exception):
    """A calculation has a number that stands in none of the named parts."""


def _renamed(tree: ast.expr, names: Mapping[ast.expr, str]) -> str:
    """A calculation as text, some of its parts by names."""
    if (name := names.get(tree)) is not None:
        return name
    if isinstance(tree, ast.BinOp):
        return f"({_renamed(tree.left, names)}{SIGNS[type(tree.op)]}{_renamed(tree.right, names)})"
    if isinstance(tree, ast.Call):
        return f"{written(tree.func)}({','.join(_renamed(each, names) for each in tree.args)})"
    if isinstance(tree, ast.Constant):
        return written(tree)
    raise _OtherNumberError


def _whole(value: Exact) -> Integers | None:
    """The numbers of a column where all are whole."""
    return value.n if value.d is None or bool(value.whole.all()) else None


def _ends(column: Integers) -> Interval:
    return int(column.min()), int(column.max())


def _around(one: Interval, other: Interval) -> Interval:
    return min(one[0], other[0]), max(one[1], other[1])


def _count(ends: Interval) -> int:
    return ends[1] - ends[0] + 1
