"""The questions of a pool whose difficulty lies within bounds.

Up to 2**20 questions are looked at, all of them.  Beyond, row i owns a lane of the pool's keyed order, as in
`keyed_pools`, and takes the first question there that qualifies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pairwright.errors import RecipeError
from pairwright.facts.space import Numbers
from pairwright.keyed import Integers, Permutation, integers
from pairwright.plan.difficulty import difficulty_of
from pairwright.plan.keyed_pools import CutQuestions, KeyedPool
from pairwright.plan.lanes import attempts_for, first_in_lanes
from pairwright.plan.pools import Pool
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.difficulty import Bounds
from pairwright.values.exact import Booleans

MAX_LOOKED_AT = 1 << 20
_BLOCK = 1 << 17
# Among the numbers of a question; none of a kind is called so.
_FAMILY = "family of the question"
# So many are looked at where all are too many: of what is a thousandth some 65 are found.
_SAMPLED = 1 << 16
# What is rarer than that in a pool too large to be looked at counts as not there: a row would cost 2,000 others.
_RAREST = 1 / 2000


@dataclass(frozen=True)
class BoundedPool(Pool):
    """Part of a pool.

    Attributes:
        of: the whole pool.
        bounds: of the difficulty.
        all_questions: how many questions the view has in its ranges, whatever the split.
        seed: of the recipe.
        split: whose pool it is, for complaints.

    """

    of: Pool
    bounds: Bounds
    all_questions: int
    seed: int
    split: str

    @property
    def problem(self) -> ProblemKind:  # type: ignore[override]  # read only here, as everywhere
        """The kind of problem."""
        return self.of.problem

    @property
    def view(self) -> View:  # type: ignore[override]
        """The view."""
        return self.of.view

    @property
    def is_wider(self) -> bool:
        """Whether its families are those of wider ranges."""
        return self.of.is_wider

    @cached_property
    def count(self) -> int:
        """How many questions rows can ask without a repeat."""
        return self._lanes if self._ranks is None else self._ranks.size

    @cached_property
    def questions_there(self) -> int:
        """How many there are: exactly where all were looked at, estimated otherwise."""
        if self._ranks is not None:
            return self.count
        return round(
            self._density * (self.of.questions_there if self._keyed is None else self._keyed.questions.choices)
        )

    @property
    def reach(self) -> tuple[int, int]:
        """The least and the largest difficulty (tenths) of some questions of the whole pool, evenly chosen."""
        few = np.linspace(0, self.of.count - 1, min(self.of.count, _SAMPLED)).astype(np.int64)
        found = self._tenths(self.of.questions(few)[0])
        return int(found.min()), int(found.max())

    def _tenths(self, numbers: Numbers) -> Integers:
        return difficulty_of(self.problem, self.view, numbers, self.all_questions).tenths

    def _within(self, numbers: Numbers) -> Booleans:
        tenths = self._tenths(numbers)
        return (tenths >= self.bounds.least) & (tenths <= self.bounds.most)

    @cached_property
    def _ranks(self) -> Integers | None:
        """The questions of the whole pool that lie within; None where there are too many to look at."""
        if self.of.count > MAX_LOOKED_AT or self._keyed is not None:
            return None
        starts = range(0, self.of.count, _BLOCK)
        blocks = (np.arange(start, min(start + _BLOCK, self.of.count)) for start in starts)
        found = [block[self._within(self.of.questions(block)[0])] for block in blocks]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    @cached_property
    def _keyed(self) -> CutQuestions | None:
        """The questions themselves, where the whole pool has lanes of them: lanes of lanes would be few."""
        return self.of.of if isinstance(self.of, KeyedPool) and self.of.is_estimated else None

    @property
    def _places(self) -> int:
        return self.of.count if self._keyed is None else self._keyed.questions.count

    def _at(self, places: Integers) -> tuple[Booleans, Numbers]:
        """Whether a question within the bounds stands at places, its numbers and, where it is known, its family."""
        if self._keyed is not None and isinstance(self.of, KeyedPool):
            admitted, numbers = self._keyed.admits(self.of.split, places)
            return admitted & self._within(numbers), numbers
        numbers, families = self.of.questions(places)
        return self._within(numbers), {**numbers, _FAMILY: families}

    @cached_property
    def _density(self) -> float:
        stream = f"difficulty/{self.problem.name}/{self.view.name}"
        sample = integers(self.seed, stream, np.arange(_SAMPLED), self._places)
        return float(np.count_nonzero(self._at(sample)[0])) / _SAMPLED

    @cached_property
    def _attempts(self) -> int:
        return attempts_for(self._density) if self._density >= _RAREST else 0

    @property
    def _lanes(self) -> int:
        return self._places // self._attempts if self._attempts else 0

    @cached_property
    def _order(self) -> Permutation:
        stream = f"difficulty/lanes/{self.problem.name}/{self.view.name}"
        return Permutation(self._places, seed=self.seed, stream=stream)

    def questions(self, ranks: Integers) -> tuple[Numbers, Integers]:
        """As of any pool, but in lanes each time anew: a table would look for questions that nobody asks."""
        return self._unranked(ranks) if self._ranks is None else super().questions(ranks)

    def _unranked(self, ranks: Integers) -> tuple[Numbers, Integers]:
        """The numbers and families of questions; in lanes each is the first of its own that qualifies.

        Raises:
            RecipeError: a lane holds no question, though a sample says that it should.

        """
        if self._ranks is not None:
            return self.of.questions(self._ranks[ranks])
        found = first_in_lanes(ranks, self._lanes, self._attempts, lambda places: self._at(self._order(places)))
        if found is None:
            raise RecipeError(
                f"splits.{self.split}.difficulty: {self._attempts:,} questions of {self.problem.name}."
                f"{self.view.name} hold none of {self.bounds.text}; widen the bounds, or change the seed"
            )
        if self._keyed is not None:
            return found, self._keyed.asked(found).view(np.int64)
        families = found.pop(_FAMILY)
        return found, families

    def stated(self, numbers: Numbers) -> list[Integers] | None:
        """As of the whole pool."""
        return self.of.stated(numbers)

    @property
    def is_signed(self) -> bool:
        """Whether a question or a right answer of the whole pool has a negative number."""
        return self.of.is_signed
