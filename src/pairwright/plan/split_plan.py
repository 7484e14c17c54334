"""One split: its runs, and which prompt stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from pairwright.keyed import Integers
from pairwright.plan.ordering import Order
from pairwright.plan.pools import Asked
from pairwright.plan.sampling import Run


@dataclass(frozen=True)
class SplitPlan:
    """One split: its runs, one after the other, and the order in which their prompts are written.

    Attributes:
        per_prompt: how many rows a prompt takes, one after the other.
        spare: rows that the last prompt has fewer.
        families: how many fact families its questions are drawn from.
        shortfalls: operator -> questions there are, where there are fewer than were asked for.
        order: place -> prompt of the runs, one after the other; None: as they stand.
        stage: the part of a larger split's prompts that it has, in the order of these; None: it is no stage.
        kept: the rows that are left where none may stand twice; None: all.

    """

    name: str
    runs: Sequence[Run]
    families: int
    shortfalls: Mapping[str, int]
    order: Order | None
    per_prompt: int = 1
    spare: int = 0
    stage: range | None = None
    kept: Integers | None = field(default=None, compare=False, repr=False)

    @cached_property
    def prompts(self) -> int:
        """How many prompts the split has; its runs count them."""
        return sum(run.rows for run in self.runs) if self.stage is None else len(self.stage)

    @property
    def asked_rows(self) -> int:
        """How many rows the split would have if any might stand twice."""
        return self.prompts * self.per_prompt - self.spare

    @property
    def rows(self) -> int:
        """How many rows the split has."""
        return self.asked_rows if self.kept is None else self.kept.size

    @cached_property
    def questions(self) -> int:
        """How many different questions could stand in the split."""
        return sum(pool.count for run in self.runs for pool in run.pools)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What there is to say of the plan, a line each.

        How many rows are left where none may stand twice; then each view of which more rows are asked than its space
        has room for, the space being sampled.
        """
        few = self.kept is not None and self.rows < self.asked_rows
        left = (f"{self.rows:,} different rows exist, of {self.asked_rows:,} asked for",) if few else ()
        return left + tuple(
            f"{run.rows:,} rows are asked of {pool.problem.name}.{pool.view.name}, where about "
            f"{pool.questions_there:,} questions exist and {pool.count:,} rows go without a repeat; widen the ranges, "
            "or ask for fewer"
            # The stages of a curriculum share their runs: the first one says it.
            for run in (self.runs if self.stage is None or not self.stage.start else ())
            for pool in run.pools
            if pool.questions_there > pool.count and run.rows > pool.count
        )

    @cached_property
    def _ends(self) -> Integers:
        return np.cumsum([run.rows for run in self.runs], dtype=np.int64)

    def asked(self, start: int, stop: int) -> Iterator[Asked]:
        """The questions of prompts start..stop-1, view by view; their places count from `start`."""
        return self.asked_at(np.arange(start, stop))

    def asked_at(self, prompts: Integers) -> Iterator[Asked]:
        """The questions of any prompts (int64), view by view; their places are places in `prompts`."""
        index = prompts if self.order is None else self.order(prompts)
        which = np.searchsorted(self._ends, index, side="right").astype(np.uint16)
        by_run = np.argsort(which, kind="stable")
        bounds = np.searchsorted(which[by_run], np.arange(len(self.runs) + 1))
        for i, run in enumerate(self.runs):
            places = by_run[bounds[i] : bounds[i + 1]]
            if places.size:
                yield from run.asked(index[places] - (self._ends[i] - run.rows), places)
