"""All questions of one view in some ranges, by number: what may be asked, before any split is cut."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from math import prod
from typing import ClassVar, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from pairwright.errors import RecipeError
from pairwright.facts.grid import Grid
from pairwright.facts.keys import Fact
from pairwright.facts.space import Arrangement, FamilyClass, Interval, Numbers
from pairwright.keyed import Integers
from pairwright.problems.kind import ANSWER, ProblemKind, Ranges, View
from pairwright.values.calculation import Remembering, holds, size_of, worked_out
from pairwright.values.exact import Booleans, Exact
from pairwright.values.types import WHOLE
from pairwright.wording.template import slots

# Arrays of so many numbers stay in the caches.
LISTED_BLOCK = 1 << 17
# Bytes: more than the columns of a block take together.
_KEPT = 1 << 24
# Where fewer places meet the conditions, the others are left aside.
_FEW = 0.5
# Choices that blocks have beside all others.
_MOST_IDLE = 64
_Scalar = TypeVar("_Scalar", bound=np.generic)


@dataclass(frozen=True)
class Stretch:
    """Some places, and what stands there.

    Attributes:
        count: how many places.
        numbers: the codes of the kind's numbers (name -> int64), to be broadcast.
        admitted: which of them are questions (bool), to be broadcast.
        rows: the places that numbers and `admitted` are of, where they are few: the others are no questions.
        part: where they stand among all places, along each axis of these (see `Alike.shape`).

    """

    count: int
    numbers: Numbers
    admitted: Booleans
    rows: Integers | None = None
    part: tuple[slice, ...] = ()

    def narrowed(self) -> Stretch:
        """The same, only questions looked at, where most places are none: 13 of 14 for mixed numbers.

        Numbers must be columns, none of them still to be broadcast to a mesh.
        """
        looked_at = self.count if self.rows is None else self.rows.size
        chosen = np.flatnonzero(np.broadcast_to(self.admitted, looked_at))
        if chosen.size > looked_at // 2:
            return self
        numbers = {name: np.broadcast_to(column, looked_at)[chosen] for name, column in self.numbers.items()}
        rows = chosen if self.rows is None else self.rows[chosen]
        return Stretch(self.count, numbers, np.ones(1, dtype=bool), rows, self.part)

    def spread(self, column: npt.NDArray[_Scalar]) -> npt.NDArray[_Scalar]:
        """What is known of the numbers as a column for all places; 0 at those that are not looked at."""
        size = np.broadcast_shapes(*(each.shape for each in self.numbers.values()))
        known = np.broadcast_to(column, size).ravel()
        if self.rows is None:
            return known
        found = np.zeros(self.count, dtype=column.dtype)
        found[self.rows] = known
        return found


@dataclass(frozen=True)
class Alike:
    """Places that go together: each of `count` stands for as many questions as there are `ways`, which state the same.

    Attributes:
        key: what decides the facts there: views of a kind that have it in common state the same at the same place.
        shape: the axes of the places, the last of which changes fastest.
        stretches: all of these places.

    """

    key: Hashable
    shape: tuple[int, ...]
    ways: int
    stretches: Callable[[], Iterator[Stretch]]


class QuestionSpace(Protocol):
    """The questions of one view: every place is one, or none where it is not admitted."""

    @property
    def count(self) -> int:
        """How many places there are."""

    @property
    def choices(self) -> int:
        """How many questions there would be if all were admitted: more than places where these cannot be numbered."""

    @property
    def tellings(self) -> int:
        """How many places after one another tell the same numbers in other words: with other names, of other things."""

    def numbers(self, places: Integers) -> tuple[Numbers, Booleans]:
        """The codes of the kind's numbers (name -> int64) at the given places, and which are admitted (bool)."""

    def stretch(self, places: Integers) -> Stretch:
        """What stands at the given places."""

    def alike(self) -> Iterator[Alike]:
        """The first telling of all places in order, those together that state the same facts."""


def exact_numbers(kind: ProblemKind, view: View, numbers: Numbers) -> Remembering:
    """The numbers of questions as exact values, those that are numbers."""
    types = {name: kind.type_of(name, view) for name in numbers if name != ANSWER and name not in kind.words}
    return Remembering({name: type_.exact(numbers[name]) for name, type_ in types.items()})


@dataclass(frozen=True)
class ClosedQuestions:
    """The questions of a view of a closed space: families times arrangements, class by class.

    Attributes:
        classes: those in which the view has an arrangement.
        elsewhere: for each class whether another view that asks its families has a form of the other parity.

    """

    kind: ProblemKind
    view: View
    classes: Sequence[FamilyClass]
    elsewhere: Sequence[bool]
    tellings: ClassVar[int] = 1

    @cached_property
    def _ends(self) -> Integers:
        ways = (len(each.arrangements[self.view.name]) for each in self.classes)
        counts = [each.count * way for each, way in zip(self.classes, ways, strict=True)]
        return np.cumsum(np.array([0, *counts], dtype=np.int64))

    @property
    def count(self) -> int:
        """Families times arrangements."""
        return int(self._ends[-1])

    @property
    def choices(self) -> int:
        """Families times arrangements."""
        return self.count

    def asked_elsewhere(self, places: Integers) -> Booleans:
        """Whether the families at places are asked in a form of the other parity."""
        return np.array(self.elsewhere, dtype=bool)[np.searchsorted(self._ends, places, side="right") - 1]

    def numbers(self, places: Integers) -> tuple[Numbers, Booleans]:
        """The roles' numbers; every place is admitted."""
        found = {role: np.empty(places.size, dtype=np.int64) for role in self.kind.parameters}
        which = np.searchsorted(self._ends, places, side="right") - 1
        for number, each in enumerate(self.classes):
            rows = np.flatnonzero(which == number)
            if not rows.size:
                continue
            arrangements = each.arrangements[self.view.name]
            ranks, way = np.divmod(places[rows] - self._ends[number], len(arrangements))
            family = each.unrank(ranks)
            for place, arrangement in enumerate(arrangements):
                chosen = way == place
                values = arrangement.values({name: column[chosen] for name, column in family.items()})
                for role, value in values.items():
                    found[role][rows[chosen]] = value
        return found, np.ones(places.size, dtype=bool)

    def stretch(self, places: Integers) -> Stretch:
        """What stands at the given places."""
        return Stretch(places.size, *self.numbers(places))

    def alike(self) -> Iterator[Alike]:
        """The families of each class: whatever the arrangement and the view, they state the same facts."""
        for each in self.classes:
            arrangements = each.arrangements[self.view.name]
            yield Alike(each, (each.count,), len(arrangements), partial(_in_one_way, each, arrangements[0]))


@cache
def _keep_freed_memory() -> None:
    """Have the C library keep what is freed: to get the pages of all columns anew took a third of the time of a plan.

    In glibc the largest block that was ever freed decides which ones are given back at once. No page of this is used.
    """
    np.empty(_KEPT, dtype=np.uint8)


def _in_one_way(families: FamilyClass, arrangement: Arrangement) -> Iterator[Stretch]:
    _keep_freed_memory()
    for start in range(0, families.count, LISTED_BLOCK):
        ranks = np.arange(start, min(start + LISTED_BLOCK, families.count))
        part = (slice(start, start + ranks.size),)
        yield Stretch(ranks.size, arrangement.values(families.unrank(ranks)), np.ones(1, dtype=bool), part=part)


@dataclass(frozen=True)
class GridQuestions:
    """The questions of a view whose numbers are worked out from parameters.

    Attributes:
        ranges: range name -> (min, max).
        seed: names the draws of what is too much to be numbered.
        solved: whether rows state the steps of worked solutions.
        without: ranges whose places are left out: those of training, where these are the ranges beyond it.

    Raises:
        RecipeError: a number may need more than 64 bits.

    """

    kind: ProblemKind
    view: View
    ranges: Ranges
    seed: int
    without: Ranges | None = None
    solved: bool = False

    def __post_init__(self) -> None:
        self._require_fitting()

    def _require_fitting(self) -> None:
        try:
            sizes = self.kind.sizes(self.view, self.ranges)
            for calculation in (*self.view.answer, *self._numbers_of_facts, *self._conditions):
                size_of(calculation, sizes)
        except OverflowError as error:
            raise RecipeError(
                f"problems.{self.kind.name}: in the view {self.view.name!r} {error}; narrow the ranges"
            ) from error

    @property
    def _facts(self) -> tuple[Fact, ...]:
        return self.kind.facts_of(self.view, solved=self.solved)

    @property
    def _numbers_of_facts(self) -> list[str]:
        """The calculations of all facts, those of the steps too."""
        return [calculation for fact in self._facts for calculation in fact.numbers]

    @cached_property
    def _grid(self) -> Grid:
        """Words come first, so that the tellings of the same numbers stand together."""
        ranges = {name: self.ranges[held] for name, held in self.kind.parameters_of(self.view).items()}
        stream = f"grid/{self.kind.name}/{self.view.name}"
        return Grid(self.kind.words_of(self.view) | ranges, self.seed, stream)

    @cached_property
    def tellings(self) -> int:
        """The choices of words."""
        return prod(high - low + 1 for low, high in self.kind.words_of(self.view).values())

    @cached_property
    def _given(self) -> Mapping[str, str]:
        return self.kind.given_of(self.view)

    @cached_property
    def _conditions(self) -> tuple[str, ...]:
        return self.kind.conditions_of(self.view)

    @cached_property
    def count(self) -> int:
        """How many choices of the parameters there are, or as many as can be numbered."""
        return self._grid.count

    @property
    def choices(self) -> int:
        """How many choices of the parameters there are."""
        return self._grid.choices

    def numbers(self, places: Integers) -> tuple[Numbers, Booleans]:
        """Parameters, given numbers and the answer; admitted where all are what they should be."""
        codes = self._grid.parameters(places)
        return codes, np.ones(places.size, dtype=bool) & self._completed(codes, self._exact(codes), self._conditions)

    def _exact(self, codes: Numbers) -> Remembering:
        return Remembering({name: Exact(column) for name, column in codes.items() if name not in self.kind.words})

    def _completed(self, codes: Numbers, values: Remembering, conditions: Sequence[str]) -> Booleans:
        """Give parameters the other numbers of the kind; whether all are what they should be, and conditions hold."""
        admitted = np.ones(1, dtype=bool)
        for name, calculation in self._given.items():
            value = worked_out(calculation, values)
            type_ = self.kind.types.get(name, WHOLE)
            codes[name], fits = type_.encoded(value)
            values[name] = Exact(codes[name]) if type_.is_whole else value
            admitted = admitted & fits
        admitted = admitted & self._all_hold(conditions, values) & self._within(values, self.ranges)
        if self.without is not None:
            admitted = admitted & ~self._inside(codes, values, self.without)
        codes[ANSWER], fits = self.view.type.encoded(*(worked_out(each, values) for each in self.view.answer))
        return admitted & fits

    def stretch(self, places: Integers) -> Stretch:
        """What stands at the given places; hardly more is worked out than of those that are questions."""
        codes = self._grid.parameters(places)
        early, late = self._conditions_in_turn
        looked_at = Stretch(places.size, codes, self._all_hold(early, self._exact(codes))).narrowed()
        return self._with_all_numbers(looked_at, late).narrowed()

    def alike(self) -> Iterator[Alike]:
        """All places at once."""
        view = self.view
        numbers = tuple(self._numbered.items())
        shape = tuple(high - low + 1 for low, high in reversed(list(self._numbered.values())))
        decided = tuple(self._given) if self._is_given(view) else view.answer
        stated = (self._facts, numbers, self._conditions, decided)
        yield Alike(stated, shape, 1, self._meshes)

    def _is_given(self, view: View) -> bool:
        """Whether the answer is a number of the kind, so that it is one of its type wherever all of these are."""
        answers = [name for name in (*self._given, *self.kind.parameters) if view.answer == (f"{{{name}}}",)]
        return any(self.kind.types.get(name, WHOLE) == view.type for name in answers)

    def _meshes(self) -> Iterator[Stretch]:
        _keep_freed_memory()
        for mesh in Grid(self._numbered).meshes(LISTED_BLOCK, self._idle):
            yield self._stretch_of(mesh)

    @cached_property
    def _numbered(self) -> Mapping[str, Interval]:
        """The ranges of the parameters that are numbers."""
        return {name: ends for name, ends in self._grid.ranges.items() if name not in self.kind.words}

    @cached_property
    def _idle(self) -> Collection[str]:
        """Parameters of few choices that no fact depends on: facts are so worked out once for all of these."""
        used = {name for calculation in self._numbers_of_facts for name in slots(calculation)}
        for name, calculation in reversed(list(self._given.items())):
            used |= set(slots(calculation)) if name in used else set()
        idle = {name: high - low + 1 for name, (low, high) in self._numbered.items() if name not in used}
        return idle if prod(idle.values()) <= _MOST_IDLE else ()

    def _stretch_of(self, mesh: Numbers) -> Stretch:
        """The places of a mesh; only those that meet the conditions on parameters, where these are few."""
        early, late = self._conditions_in_turn
        values = self._exact(mesh)
        admitted = self._all_hold(early, values)
        size = np.broadcast_shapes(*(column.shape for column in mesh.values()))
        firsts = [int(column.flat[0]) - self._numbered[name][0] for name, column in mesh.items()]
        part = tuple(slice(first, first + length) for first, length in zip(reversed(firsts), size, strict=True))
        if admitted.mean() > _FEW:
            return Stretch(prod(size), mesh, admitted & self._completed(mesh, values, late), part=part)
        rows = np.flatnonzero(np.broadcast_to(admitted, size))
        places = np.unravel_index(rows, size)
        codes = {name: column.ravel()[at] for (name, column), at in zip(mesh.items(), reversed(places), strict=True)}
        return self._with_all_numbers(Stretch(prod(size), codes, np.ones(1, dtype=bool), rows, part), late).narrowed()

    def _with_all_numbers(self, of: Stretch, conditions: Sequence[str]) -> Stretch:
        admitted = of.admitted & self._completed(of.numbers, self._exact(of.numbers), conditions)
        return Stretch(of.count, of.numbers, admitted, of.rows, of.part)

    @cached_property
    def _conditions_in_turn(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The conditions on parameters, and those that need other numbers."""
        early = tuple(each for each in self._conditions if self._grid.ranges.keys() >= set(slots(each)))
        return early, tuple(each for each in self._conditions if each not in early)

    @staticmethod
    def _all_hold(conditions: Sequence[str], values: Remembering) -> Booleans:
        found = np.ones(1, dtype=bool)
        for condition in conditions:
            found = found & holds(condition, values)
        return found

    def _within(self, values: Mapping[str, Exact], ranges: Ranges) -> Booleans:
        """Whether the given numbers that a range holds lie in it."""
        inside = np.ones(1, dtype=bool)
        for name, held in self.kind.within.items():
            if name in values:
                (low, high), value = ranges[held], values[name]
                inside = inside & (value.n >= low * value.below) & (value.n <= high * value.below)
        return inside

    def _inside(self, codes: Numbers, values: Mapping[str, Exact], ranges: Ranges) -> Booleans:
        """Whether a question could be asked in other ranges."""
        inside = self._within(values, ranges)
        for name, held in self.kind.parameters_of(self.view).items():
            low, high = ranges[held]
            inside = inside & (codes[name] >= low) & (codes[name] <= high)
        return inside
