"""How the rows of a split pick their questions; each is a pure function of the row's place.

A `Run` is a stretch of rows that are made alike; it turns places in the stretch into questions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from pairwright.errors import RecipeError
from pairwright.keyed import Integers, Permutation, integers, words
from pairwright.plan.pools import Asked, Pool
from pairwright.problems.kind import Ranges

MAX_WEIGHTED_QUESTIONS = 1 << 22


@dataclass(frozen=True)
class Run(ABC):
    """A stretch of `rows` rows of one operator; `stream` names its random choices."""

    operator: str
    rows: int
    seed: int
    stream: str
    repeats_at_random: ClassVar[bool] = True

    @property
    def period(self) -> int:
        """After how many rows the same is asked again: all of them, where draws are independent."""
        return self.rows

    @property
    @abstractmethod
    def pools(self) -> Sequence[Pool]:
        """The pools that the run asks."""

    @abstractmethod
    def asked(self, index: Integers, places: Integers) -> Iterator[Asked]:
        """The questions of the rows `index` (0..rows-1) of the run, which stand at `places`."""


@dataclass(frozen=True)
class CoverRun(Run):
    """Each question floor or ceil of rows/questions times, none twice before each stood once."""

    repeats_at_random = False
    pool: Pool

    @property
    def pools(self) -> Sequence[Pool]:
        """The one pool."""
        return (self.pool,)

    @property
    def period(self) -> int:
        """The questions, or the rows where these are fewer."""
        return min(self.rows, self.pool.count)

    @cached_property
    def _order(self) -> Permutation:
        return Permutation(self.pool.count, seed=self.seed, stream=self.stream)

    def asked(self, index: Integers, places: Integers) -> Iterator[Asked]:
        """Question number index mod questions, in the keyed order."""
        ranks = self._order(index % self.pool.count)
        yield Asked(self.pool, places, ranks, *self.pool.questions(ranks))


@dataclass(frozen=True)
class IndependentRun(Run):
    """An independent draw for each row, with repeats; all questions equally likely."""

    pool: Pool

    @property
    def pools(self) -> Sequence[Pool]:
        """The one pool."""
        return (self.pool,)

    def asked(self, index: Integers, places: Integers) -> Iterator[Asked]:
        """A keyed draw for each row."""
        ranks = integers(self.seed, self.stream, index, self.pool.count)
        yield Asked(self.pool, places, ranks, *self.pool.questions(ranks))


@dataclass(frozen=True)
class Form:
    """Views that share a form, with their chances (they add up to 1)."""

    members: Sequence[Pool]
    chances: Sequence[float]


@dataclass(frozen=True)
class BundledRun(Run):
    """Independent draws, each asked in every form of the operator, one row after another.

    All pools hold the same questions in the same order (see `splits`), so one rank fits all.
    """

    forms: Sequence[Form]
    weights: Integers | None

    @property
    def pools(self) -> Sequence[Pool]:
        """The pools of all forms."""
        return [pool for form in self.forms for pool in form.members]

    def asked(self, index: Integers, places: Integers) -> Iterator[Asked]:
        """Draw number index // forms, in form number index mod forms."""
        draws = index // len(self.forms)
        ranks = self._ranks(draws)
        for number, form in enumerate(self.forms):
            in_form = np.flatnonzero(index % len(self.forms) == number)
            coin = words(self.seed, f"{self.stream}/{form.members[0].view.form}", draws[in_form])
            chances = np.cumsum(form.chances)[:-1]
            member = np.searchsorted(chances, (coin >> np.uint64(11)) * 2.0**-53, side="right")
            for i, pool in enumerate(form.members):
                rows = in_form[member == i]
                if rows.size:
                    yield Asked(pool, places[rows], ranks[rows], *pool.questions(ranks[rows]))

    def _ranks(self, draws: Integers) -> Integers:
        if self.weights is None:
            return integers(self.seed, self.stream, draws, self.pools[0].count)
        reached = np.cumsum(self.weights)
        return np.searchsorted(reached, integers(self.seed, self.stream, draws, int(reached[-1])), side="right")


def question_weights(pool: Pool, draw: str, ranges: Ranges) -> Integers:
    """The integer weight (int64) that a named draw gives to each question of a pool.

    Raises:
        RecipeError: the pool is too large for a table of weights.

    """
    if pool.count > MAX_WEIGHTED_QUESTIONS:
        raise RecipeError(
            f"problems.{pool.problem.name}.draws: {draw!r} needs a table of {pool.count:,} questions, more than "
            f"{MAX_WEIGHTED_QUESTIONS:,}; narrow the ranges or leave the draw out"
        )
    numbers, _ = pool.questions(np.arange(pool.count))
    return pool.problem.draws[draw].weights(numbers, ranges)
