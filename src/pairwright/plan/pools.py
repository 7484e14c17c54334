"""The questions of one view that one split may ask: counted, and unranked to columns of numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from pairwright.facts.space import Arrangement, FamilyClass, Numbers
from pairwright.keyed import Integers, Permutation
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.parts import FamiliesName

# Up to here a pool's numbers are kept as a table: 65,536 questions of 3 roles are 2 MiB, and a
# lookup costs a twentieth of unranking.
_TABLE_SIZE = 1 << 16
# To work out one question by itself takes as long as so many at once.
_WORTH_ASKING = 1 << 11
# Splits name families; those of a problem's wider ranges stand in training splits beside the rest.
LandName = FamiliesName | Literal["wider"]
_SAMPLED = 1 << 11


@dataclass(frozen=True)
class Asked:
    """Rows of one view: the places they take, which questions of the pool they ask, and with what.

    All columns are int64: `numbers` by name (codes of their types), `families` by number, or by the key of the fact.
    """

    pool: Pool
    places: Integers
    ranks: Integers
    numbers: Numbers
    families: Integers


@dataclass(frozen=True)
class OrderedClass:
    """A class of families in the recipe's keyed order.

    Attributes:
        first_id: the number of the class's first family among all families of the recipe.

    """

    families: FamilyClass
    order: Permutation
    first_id: int


@dataclass(frozen=True)
class Segment:
    """The families at positions start..stop-1 of a class, each asked in some arrangements."""

    of: OrderedClass
    start: int
    stop: int
    arrangements: Sequence[Arrangement]

    @property
    def count(self) -> int:
        """How many questions: families times arrangements."""
        return (self.stop - self.start) * len(self.arrangements)

    def questions(self, ranks: Integers) -> tuple[Numbers, Integers]:
        """The roles' numbers (role -> int64) and the family ids (int64) of the given questions."""
        ways = len(self.arrangements)
        family_ranks = self.of.order(self.start + ranks // ways)
        family = self.of.families.unrank(family_ranks)
        which = ranks % ways
        roles = self.arrangements[0].roles
        numbers = {role: np.empty(ranks.size, dtype=np.int64) for role in roles}
        for way, arrangement in enumerate(self.arrangements):
            chosen = which == way
            values = arrangement.values({name: column[chosen] for name, column in family.items()})
            for role, value in values.items():
                numbers[role][chosen] = value
        return numbers, family_ranks + self.of.first_id


class Pool(ABC):
    """The questions of one view in one split, numbered 0..count-1."""

    problem: ProblemKind
    view: View

    @property
    @abstractmethod
    def count(self) -> int:
        """How many questions rows can ask without a repeat."""

    @property
    def is_wider(self) -> bool:
        """Whether its families are those of wider ranges."""
        return False

    @property
    def questions_there(self) -> int:
        """How many questions there are; more than `count` where these are too many to be listed."""
        return self.count

    @property
    @abstractmethod
    def is_signed(self) -> bool:
        """Whether a question or a right answer has a negative number."""

    @abstractmethod
    def stated(self, numbers: Numbers) -> list[Integers] | None:
        """The keys (int64) of all facts that questions state; None where their families say it all."""

    @abstractmethod
    def _unranked(self, ranks: Integers) -> tuple[Numbers, Integers]:
        """See `questions`; each time anew."""

    @cached_property
    def sample_of_numbers(self) -> Mapping[str, Integers]:
        """The numbers of some questions, evenly chosen."""
        few = np.unique(np.linspace(0, self.count - 1, min(self.count, _SAMPLED)).astype(np.int64))
        return self.questions(few)[0]

    @cached_property
    def spans(self) -> Mapping[str, tuple[int, int]]:
        """The least and the largest code of each number, in a sample."""
        return {
            name: (int(each.min(initial=0)), int(each.max(initial=0))) for name, each in self.sample_of_numbers.items()
        }

    def every_question(self) -> Asked:
        """All questions in order."""
        ranks = np.arange(self.count)
        return Asked(self, ranks, ranks, *self.questions(ranks))

    def questions(self, ranks: Integers) -> tuple[Numbers, Integers]:
        """The numbers' codes (name -> int64) and the families (int64) of the given questions."""
        if self.count > _TABLE_SIZE or not self._is_worth_a_table(ranks.size):
            return self._unranked(ranks)
        numbers, families = self._table
        return {role: column[ranks] for role, column in numbers.items()}, families[ranks]

    def _is_worth_a_table(self, more: int) -> bool:
        """Whether to work out the questions that were asked for, `more` among them, takes as long as all of them."""
        if "_table" in vars(self):
            return True
        self._asked_for[0] += _WORTH_ASKING + more
        return self._asked_for[0] >= self.count

    @cached_property
    def _asked_for(self) -> list[int]:
        """How many questions were asked for before there was a table, those included that asking was worth."""
        return [0]

    @cached_property
    def _table(self) -> tuple[Numbers, Integers]:
        return self._unranked(np.arange(self.count))


@dataclass(frozen=True)
class SegmentedPool(Pool):
    """Questions of families that stand one after the other in the order of their classes; `land` says which."""

    problem: ProblemKind
    view: View
    segments: Sequence[Segment]
    land: LandName = "training"

    @property
    def is_wider(self) -> bool:
        """Whether its families are those of wider ranges."""
        return self.land == "wider"

    @cached_property
    def count(self) -> int:
        """How many questions the pool holds."""
        return sum(segment.count for segment in self.segments)

    @cached_property
    def is_signed(self) -> bool:
        """Whether an arrangement gives a number a minus."""
        ways = (way for segment in self.segments for way in segment.arrangements)
        return any(sign < 0 for way in ways for sign in way.signs)

    def stated(self, numbers: Numbers) -> list[Integers] | None:
        """Nothing besides: where families have numbers, no kind of problem states those of another."""

    def _unranked(self, ranks: Integers) -> tuple[Numbers, Integers]:
        ends = np.cumsum([segment.count for segment in self.segments], dtype=np.int64)
        numbers = {role: np.empty(ranks.size, dtype=np.int64) for role in self.problem.parameters}
        families = np.empty(ranks.size, dtype=np.int64)
        which = np.searchsorted(ends, ranks, side="right")
        for i, segment in enumerate(self.segments):
            inside = np.flatnonzero(which == i)
            found, ids = segment.questions(ranks[inside] - (ends[i] - segment.count))
            families[inside] = ids
            for role, values in found.items():
                numbers[role][inside] = values
        return numbers, families
