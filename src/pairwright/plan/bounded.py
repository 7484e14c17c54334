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
from pairwright.plan.lanes import attempts_for, first_in_lanes
from pairwright.plan.pools import Pool
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.difficulty import Bounds
from pairwright.values.exact import Booleans

MAX_LOOKED_AT = 1 << 20
_BLOCK = 1 << 17
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

    @cached_property
    def count(self) -> int:
        """How many questions rows can ask without a repeat."""
        return self._lanes if self._ranks is None else self._ranks.size

    @cached_property
    def questions_there(self) -> int:
        """How many there are: exactly where all were looked at, estimated otherwise."""
        return self.count if self._ranks is not None else round(self._density * self.of.questions_there)

    def tenths(self, ranks: Integers) -> Integers:
        """The difficulty (int64, tenths) of questions of the whole pool."""
        numbers, _ = self.of.questions(ranks)
        return difficulty_of(self.problem, self.view, numbers, self.all_questions).tenths

    @property
    def reach(self) -> tuple[int, int]:
        """The least and the largest difficulty (tenths) of some questions of the whole pool, evenly chosen."""
        few = np.linspace(0, self.of.count - 1, min(self.of.count, _SAMPLED)).astype(np.int64)
        found = self.tenths(few)
        return int(found.min()), int(found.max())

    def _within(self, ranks: Integers) -> Booleans:
        tenths = self.tenths(ranks)
        return (tenths >= self.bounds.least) & (tenths <= self.bounds.most)

    @cached_property
    def _ranks(self) -> Integers | None:
        """The questions of the whole pool that lie within; None where there are too many to look at."""
        if self.of.count > MAX_LOOKED_AT:
            return None
        starts = range(0, self.of.count, _BLOCK)
        blocks = (np.arange(start, min(start + _BLOCK, self.of.count)) for start in starts)
        found = [block[self._within(block)] for block in blocks]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    @cached_property
    def _density(self) -> float:
        stream = f"difficulty/{self.problem.name}/{self.view.name}"
        sample = integers(self.seed, stream, np.arange(_SAMPLED), self.of.count)
        return float(np.count_nonzero(self._within(sample))) / _SAMPLED

    @cached_property
    def _attempts(self) -> int:
        return attempts_for(self._density) if self._density >= _RAREST else 0

    @property
    def _lanes(self) -> int:
        return self.of.count // self._attempts if self._attempts else 0

    @cached_property
    def _order(self) -> Permutation:
        stream = f"difficulty/lanes/{self.problem.name}/{self.view.name}"
        return Permutation(self.of.count, seed=self.seed, stream=stream)

    def questions(self, ranks: Integers) -> tuple[Numbers, Integers]:
        """As of any pool, but in lanes each time anew: a table would look for questions that nobody asks."""
        return self._unranked(ranks) if self._ranks is None else super().questions(ranks)

    def _unranked(self, ranks: Integers) -> tuple[Numbers, Integers]:
        return self.of.questions(self._in_lanes(ranks) if self._ranks is None else self._ranks[ranks])

    def _in_lanes(self, ranks: Integers) -> Integers:
        """Those of the whole pool, each the first of its lane that qualifies.

        Raises:
            RecipeError: a lane holds no question, though a sample says that it should.

        """
        found = first_in_lanes(ranks, self._lanes, self._attempts, self._look)
        if found is None:
            raise RecipeError(
                f"splits.{self.split}.difficulty: {self._attempts:,} questions of {self.problem.name}."
                f"{self.view.name} hold none of {self.bounds.text}; widen the bounds, or change the seed"
            )
        return found["rank"]

    def _look(self, places: Integers) -> tuple[Booleans, Numbers]:
        ranks = self._order(places)
        return self._within(ranks), {"rank": ranks}

    def stated(self, numbers: Numbers) -> list[Integers] | None:
        """As of the whole pool."""
        return self.of.stated(numbers)

    @property
    def is_signed(self) -> bool:
        """Whether a question or a right answer of the whole pool has a negative number."""
        return self.of.is_signed
