"""From a relation and its ranges to classes of families that can all be asked in the same ways.

Which statements may be made of a family depends on which of its numbers lie in range, so a space
is cut into *boxes* at the ends of all ranges: within a box every family can take exactly the same
*arrangements* (which number, with which sign, stands in which role).  Boxes with the same
arrangements make up a class.  Hence the number of questions of a view is families times
arrangements, exactly, for any part of a class.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import pairwise, permutations, product
from typing import Protocol

from pairwright.facts.strips import StripTable
from pairwright.keyed import Integers
from pairwright.lazily import np
from pairwright.values.calculation import holds
from pairwright.values.exact import Booleans, Exact

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


class FamilySpace(Hashable, Protocol):
    """What `classes_of` needs to know of a kind of problem; it is known by its identity, so it must not change."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Names of a family's numbers, none of which is negative."""

    @property
    def shapes(self) -> tuple[str, ...]:
        """Names of the disjoint parts of the space, such as 'u<v' and 'u=v'."""

    def strips(self, shape: str, box: Box) -> StripTable:
        """The families of one shape with each number inside its interval."""

    def family(self, shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
        """All numbers of the families that a strip table gives."""


@dataclass(frozen=True, eq=False)
class RangedStatement:
    """One way of stating a family: the relation of its roles (`{a}+{b}=={r}`), and where each role may lie."""

    name: str
    holds: str
    ranges: Mapping[str, Sequence[Interval]]


@dataclass(frozen=True, eq=False)
class FamilyClass:
    """Families that can all be stated in the same ways.

    Attributes:
        name: the shape and the boxes; it keys the order of the families, so it says nothing of views.
        arrangements: for each statement's name, the arrangements that hold and lie in range.

    """

    name: str
    shape: str
    relation: FamilySpace
    table: StripTable
    arrangements: Mapping[str, tuple[Arrangement, ...]]

    @property
    def count(self) -> int:
        """How many families the class has."""
        return self.table.count

    def unrank(self, ranks: Integers) -> Numbers:
        """The numbers (name -> int64) of the families with the given ranks (0..count-1)."""
        return self.relation.family(self.shape, *self.table.unrank(ranks))


def classes_of(
    relation: FamilySpace, statements: Sequence[RangedStatement], *, cut_by: Sequence[RangedStatement] = ()
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
        possible = {s: _identities(relation, shape, s.holds, tuple(s.ranges)) for s in (*statements, *cut_by)}
        cuts = _Cuts.of(relation.numbers, possible)
        groups: dict[tuple[tuple[Arrangement, ...], ...], list[tuple[Box, StripTable]]] = {}
        for place in cuts.places(statements, cut_by):
            box = cuts.box(place)
            strips = relation.strips(shape, box)
            if strips.count:
                sample = _first_of(relation, shape, strips)
                distinct = tuple(_distinct(sample, cuts.stated(s, place)) for s in statements)
                groups.setdefault(distinct, []).append((box, strips))
        for distinct, members in groups.items():
            found.append(_class_of(relation, shape, statements, distinct, members))
    return found


def _class_of(
    relation: FamilySpace,
    shape: str,
    statements: Sequence[RangedStatement],
    arrangements: Sequence[tuple[Arrangement, ...]],
    members: Sequence[tuple[Box, StripTable]],
) -> FamilyClass:
    where = " | ".join(" ".join(f"{n}:{lo}..{hi}" for n, (lo, hi) in box.items()) for box, _ in members)
    return FamilyClass(
        name=f"{shape} {where}",
        shape=shape,
        relation=relation,
        table=StripTable.joined([strips for _, strips in members]),
        arrangements={s.name: each for s, each in zip(statements, arrangements, strict=True)},
    )


# A recipe has some ten statements, and a process a few kinds of closed spaces.
@lru_cache(maxsize=1024)
def _identities(relation: FamilySpace, shape: str, relates: str, roles: tuple[str, ...]) -> tuple[Arrangement, ...]:
    """The arrangements under which a statement holds for every family of the shape, whatever the ranges.

    Found by trying all of them, all at once, on three families from the inside of the space.
    """
    family = _sample(relation, shape)
    ways = list(permutations(range(len(relation.numbers)), len(roles)))
    turns = list(product((1, -1), repeat=len(roles)))
    tried = [(way, signs) for way in ways for signs in turns]
    numbers = np.stack([family[number] for number in relation.numbers])
    placed = numbers[[way for way, _ in tried]] * np.array([signs for _, signs in tried])[:, :, None]
    columns = {role: Exact(placed[:, at]) for at, role in enumerate(roles)}
    holding: list[bool] = np.logical_and.reduce(holds(relates, columns), axis=1).tolist()
    return tuple(
        Arrangement(roles, tuple(relation.numbers[at] for at in way), signs)
        for (way, signs), always in zip(tried, holding, strict=True)
        if always
    )


@lru_cache(maxsize=64)
def _sample(relation: FamilySpace, shape: str) -> Numbers:
    wide = dict.fromkeys(relation.numbers, (1, 300))
    table = relation.strips(shape, wide)
    return relation.family(shape, *table.unrank(np.array([table.count * part // 7 for part in (2, 4, 5)])))


def _first_of(relation: FamilySpace, shape: str, strips: StripTable) -> Mapping[str, int]:
    family = relation.family(shape, *strips.unrank(np.zeros(1, dtype=np.int64)))
    return {number: int(column[0]) for number, column in family.items()}


def _distinct(sample: Mapping[str, int], arrangements: Iterable[Arrangement]) -> tuple[Arrangement, ...]:
    """One arrangement of each set that gives the same values (as u+v and v+u do where u = v)."""
    by_values: dict[tuple[int, ...], Arrangement] = {}
    for each in arrangements:
        placed = zip(each.numbers, each.signs, strict=True)
        by_values.setdefault(tuple(sign * sample[number] for number, sign in placed), each)
    return tuple(by_values.values())


@dataclass(frozen=True)
class _Cuts:
    """The boxes between the ends of the ranges: all combinations of the numbers' intervals.

    Attributes:
        numbers: a family's numbers.
        intervals: for each of them its intervals, in order.
        fits: for each statement, for each of its arrangements, whether it lies in range (bool; as many
            dimensions as numbers).

    """

    numbers: tuple[str, ...]
    intervals: Sequence[tuple[Interval, ...]]
    fits: Mapping[RangedStatement, Sequence[tuple[Arrangement, Booleans]]]

    @classmethod
    def of(cls, numbers: tuple[str, ...], possible: Mapping[RangedStatement, Sequence[Arrangement]]) -> _Cuts:
        """Cut where an interval ends that some number is held to in some arrangement."""
        starts: dict[str, set[int]] = {number: {0, 1} for number in numbers}
        for number, sign, ranges in {each for every in possible.items() for each in _held(*every)}:
            for low, high in ranges:
                least, most = (low, high) if sign > 0 else (-high, -low)
                starts[number].update(cut for cut in (least, most + 1) if cut > 0)
        # Beyond a number's last start lies nothing that any range admits.
        intervals = [tuple((low, after - 1) for low, after in pairwise(sorted(starts[number]))) for number in numbers]
        fits = {
            statement: [(each, _lies(each, numbers, intervals, statement.ranges)) for each in arrangements]
            for statement, arrangements in possible.items()
        }
        return cls(numbers, intervals, fits)

    def places(
        self, statements: Iterable[RangedStatement], cut_by: Iterable[RangedStatement]
    ) -> Iterator[tuple[int, ...]]:
        """The boxes, in order, of which something is stated, and nothing by `cut_by`."""
        shape = tuple(len(each) for each in self.intervals)
        asked = self._any(statements, shape) & ~self._any(cut_by, shape)
        yield from (tuple(place) for place in np.argwhere(asked).tolist())

    def _any(self, statements: Iterable[RangedStatement], shape: tuple[int, ...]) -> Booleans:
        masks = (mask for statement in statements for _, mask in self.fits[statement])
        found: Booleans = reduce(np.logical_or, masks, np.zeros(shape, dtype=bool))
        return found

    def box(self, place: tuple[int, ...]) -> Box:
        """The box at a place."""
        return {number: each[at] for number, each, at in zip(self.numbers, self.intervals, place, strict=True)}

    def stated(self, statement: RangedStatement, place: tuple[int, ...]) -> Iterator[Arrangement]:
        """The arrangements in range there."""
        return (arrangement for arrangement, mask in self.fits[statement] if mask[place])


def _held(
    statement: RangedStatement, arrangements: Iterable[Arrangement]
) -> Iterator[tuple[str, int, tuple[Interval, ...]]]:
    """The ranges that hold each number, with its sign, under some arrangements of a statement."""
    ranges = {role: tuple(each) for role, each in statement.ranges.items()}
    for each in arrangements:
        for role, number, sign in zip(each.roles, each.numbers, each.signs, strict=True):
            yield number, sign, ranges[role]


def _lies(
    arrangement: Arrangement,
    numbers: Sequence[str],
    intervals: Sequence[tuple[Interval, ...]],
    ranges: Mapping[str, Sequence[Interval]],
) -> Booleans:
    """For each box, whether each role's whole interval lies inside one of the role's ranges."""
    placed = {n: (r, s) for r, n, s in zip(arrangement.roles, arrangement.numbers, arrangement.signs, strict=True)}
    sides = []
    for number, spans in zip(numbers, intervals, strict=True):
        role, sign = placed.get(number, ("", 1))
        sides.append(_inside(spans, tuple(ranges[role]), sign) if role else np.ones(len(spans), dtype=bool))
    lies: Booleans = reduce(np.logical_and.outer, sides)
    return lies


# A recipe has some hundred arrangements, whose numbers lie in a few ranges.
@lru_cache(maxsize=1024)
def _inside(spans: tuple[Interval, ...], held: tuple[Interval, ...], sign: int) -> Booleans:
    return np.array([_is_inside(span, held, sign) for span in spans], dtype=bool)


def _is_inside(span: Interval, held: Sequence[Interval], sign: int) -> bool:
    least, most = span if sign > 0 else (-span[1], -span[0])
    return any(low <= least and most <= high for low, high in held)
