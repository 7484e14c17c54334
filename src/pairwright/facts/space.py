"""From a relation and its ranges to classes of families that can all be asked in the same ways.

Which statements may be made of a family depends on which of its numbers lie in range, so a space
is cut into *boxes* at the ends of all ranges: within a box every family can take exactly the same
*arrangements* (which number, with which sign, stands in which role).  Boxes with the same
arrangements make up a class.  Hence the number of questions of a view is families times
arrangements, exactly, for any part of a class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, permutations, product
from typing import Protocol

import numpy as np

from pairwright.facts.strips import Strip, StripTable
from pairwright.keyed import Integers

Interval = tuple[int, int]
Box = Mapping[str, Interval]
Numbers = dict[str, Integers]


@dataclass(frozen=True, order=True)
class Arrangement:
    """The family's number, and its sign, that stands in each role of a statement."""

    roles: tuple[str, ...]
    numbers: tuple[str, ...]
    signs: tuple[int, ...]

    def values(self, family: Mapping[str, Integers]) -> Numbers:
        """The roles' values (role -> int64) for columns of families."""
        placed = zip(self.roles, self.numbers, self.signs, strict=True)
        return {role: family[number] if sign > 0 else -family[number] for role, number, sign in placed}

    def within(self, box: Box, ranges: Mapping[str, Sequence[Interval]]) -> bool:
        """Whether each role's whole interval in the box lies inside one of the role's intervals."""
        return all(
            any(low <= least and most <= high for low, high in ranges[role]) for role, least, most in self._spans(box)
        )

    def _spans(self, box: Box) -> Iterator[tuple[str, int, int]]:
        for role, number, sign in zip(self.roles, self.numbers, self.signs, strict=True):
            least, most = box[number]
            yield (role, least, most) if sign > 0 else (role, -most, -least)


class Relation(Protocol):
    """What `classes_of` needs to know of a kind of problem."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Names of a family's numbers, none of which is negative."""

    @property
    def shapes(self) -> tuple[str, ...]:
        """Names of the disjoint parts of the space, such as 'u<v' and 'u=v'."""

    def strips(self, shape: str, box: Box) -> Iterable[Strip]:
        """The families of one shape with each number inside its interval."""

    def family(self, shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
        """All numbers of the families that a strip table gives."""


@dataclass(frozen=True, eq=False)
class Statement:
    """One way of stating a family: the relation of its roles, and where each role may lie."""

    name: str
    holds: Callable[..., bool | np.bool_]
    ranges: Mapping[str, Sequence[Interval]]


@dataclass(frozen=True)
class FamilyClass:
    """Families that can all be stated in the same ways.

    Attributes:
        name: the shape and the boxes; it keys the order of the families, so it says nothing of views.
        arrangements: for each statement's name, the arrangements that hold and lie in range.

    """

    name: str
    shape: str
    relation: Relation
    table: StripTable
    arrangements: Mapping[str, tuple[Arrangement, ...]]

    @property
    def count(self) -> int:
        """How many families the class has."""
        return self.table.count

    def unrank(self, ranks: Integers) -> Numbers:
        """The numbers (name -> int64) of the families with the given ranks (0..count-1)."""
        return self.relation.family(self.shape, *self.table.unrank(ranks))

    @cached_property
    def can_be_stated(self) -> bool:
        """Whether any statement at all has an arrangement in range."""
        return any(self.arrangements.values())


def classes_of(
    relation: Relation, statements: Sequence[Statement], *, cut_by: Sequence[Statement] = ()
) -> list[FamilyClass]:
    """The classes of all families that can be stated, in a fixed order.

    Args:
        relation: the numbers, shapes and strips of the space.
        statements: the ways of stating a family, with the ranges of their roles.
        cut_by: further statements whose ranges cut the boxes, though nothing is stated by them;
            families that can be stated by any of them are left out.

    """
    found: list[FamilyClass] = []
    for shape in relation.shapes:
        possible = {s: _identities(relation, shape, s) for s in (*statements, *cut_by)}
        groups: dict[tuple[tuple[Arrangement, ...], ...], list[tuple[Box, list[Strip]]]] = {}
        for box in _boxes(relation.numbers, possible):
            stated = tuple(_in_range(box, s, possible[s]) for s in statements)
            if not any(stated) or any(_in_range(box, s, possible[s]) for s in cut_by):
                continue
            if strips := list(relation.strips(shape, box)):
                distinct = tuple(_distinct(relation, shape, strips[0], each) for each in stated)
                groups.setdefault(distinct, []).append((box, strips))
        for distinct, members in groups.items():
            found.append(_class_of(relation, shape, statements, distinct, members))
    return found


def _class_of(
    relation: Relation,
    shape: str,
    statements: Sequence[Statement],
    arrangements: Sequence[tuple[Arrangement, ...]],
    members: Sequence[tuple[Box, list[Strip]]],
) -> FamilyClass:
    where = " | ".join(" ".join(f"{n}:{lo}..{hi}" for n, (lo, hi) in box.items()) for box, _ in members)
    return FamilyClass(
        name=f"{shape} {where}",
        shape=shape,
        relation=relation,
        table=StripTable([strip for _, strips in members for strip in strips]),
        arrangements={s.name: each for s, each in zip(statements, arrangements, strict=True)},
    )


def _in_range(box: Box, statement: Statement, possible: Iterable[Arrangement]) -> tuple[Arrangement, ...]:
    return tuple(each for each in possible if each.within(box, statement.ranges))


def _identities(relation: Relation, shape: str, statement: Statement) -> list[Arrangement]:
    """The arrangements under which the statement holds for every family of the shape.

    Found by trying all of them on three families from the inside of the space.
    """
    wide = dict.fromkeys(relation.numbers, (1, 2000))
    table = StripTable(list(relation.strips(shape, wide)))
    family = relation.family(shape, *table.unrank(np.array([table.count * part // 7 for part in (2, 4, 5)])))
    roles = tuple(statement.ranges)
    return [
        arrangement
        for numbers in permutations(relation.numbers, len(roles))
        for signs in product((1, -1), repeat=len(roles))
        if np.all(statement.holds(**(arrangement := Arrangement(roles, numbers, signs)).values(family)))
    ]


def _distinct(
    relation: Relation, shape: str, sample: Strip, arrangements: Iterable[Arrangement]
) -> tuple[Arrangement, ...]:
    """One arrangement of each set that gives the same values (as u+v and v+u do where u = v)."""
    family = relation.family(shape, *StripTable([sample]).unrank(np.zeros(1, dtype=np.int64)))
    by_values: dict[tuple[int, ...], Arrangement] = {}
    for each in arrangements:
        by_values.setdefault(tuple(int(value[0]) for value in each.values(family).values()), each)
    return tuple(by_values.values())


def _boxes(numbers: Sequence[str], possible: Mapping[Statement, Sequence[Arrangement]]) -> Iterator[Box]:
    """All boxes between the ends of the intervals that each number is held to in some arrangement."""
    starts: dict[str, set[int]] = {number: {0, 1} for number in numbers}
    for statement, arrangements in possible.items():
        for each in arrangements:
            for role, number, sign in zip(each.roles, each.numbers, each.signs, strict=True):
                for low, high in statement.ranges[role]:
                    least, most = (low, high) if sign > 0 else (-high, -low)
                    starts[number].update(cut for cut in (least, most + 1) if cut > 0)
    sides = [sorted(starts[number]) for number in numbers]
    # Beyond a number's last start lies nothing that any range admits.
    intervals = [[(low, next_low - 1) for low, next_low in pairwise(s)] for s in sides]
    for combination in product(*intervals):
        yield dict(zip(numbers, combination, strict=True))
