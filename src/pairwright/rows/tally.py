"""What is counted while rows are made: views, mistakes, distinct questions, families.

Each shard is counted by itself, wherever it is made; what was counted goes into its record as plain
data, and the counts of a split's shards add up to those of the split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.keyed import Integers
from pairwright.plan import Plan, SplitPlan
from pairwright.plan.pools import Asked, Pool
from pairwright.rows.packed import (
    Booleans,
    different,
    packed_marks,
    packed_numbers,
    unpacked_marks,
    unpacked_numbers,
)

# Up to this many, what was seen is marked in a table of a byte each (16 MiB); above, ids are kept.
_TABLE_SIZE = 1 << 24
_MAX_KEPT_IDS = 1 << 22
_PLANNED_ROWS = 1 << 17
# Of bits of what is looked for (4 MiB).
_LARGEST_TABLE_BITS = 22
_SPREADING = 0x9E3779B97F4A7C15


@dataclass(frozen=True)
class Tallies:
    """Makes the tallies of a plan's splits."""

    plan: Plan

    def of(self, split: str) -> Tally:
        """A tally with nothing counted yet."""
        watched = self._watched if split in self.training else {}
        recipe = self.plan.recipe
        return Tally(
            self.plan.splits[split],
            self.plan.family_count,
            watched,
            lambda pool: recipe.view_name(pool.problem, pool.view),
        )

    @cached_property
    def training(self) -> tuple[str, ...]:
        """The split with whose families those of the others are compared: the largest one for training.

        The stages of a curriculum are one such split.
        """
        recipe = self.plan.recipe
        trained = [name for name in self.plan.splits if recipe.splits[name].families in {"training", "all"}]
        largest = max(trained, key=lambda name: self.plan.splits[name].rows, default=None)
        if largest is None:
            return ()
        stage = recipe.splits[largest].stage
        beside = [name for name in trained if stage is not None and stage.is_beside(recipe.splits[name].stage)]
        return tuple(beside or [largest])

    def shared(self, counted: Mapping[str, Tally], split: str) -> int | None:
        """How many families a split has in common with training; None where it is training, or if not known."""
        if split in self.training or not self.training:
            return None
        found = [counted[name].marks_shared_with(counted[split]) for name in self.training]
        marks = [each for each in found if each is not None]
        return int(np.count_nonzero(np.logical_or.reduce(marks))) if len(marks) == len(found) else None

    @cached_property
    def _watched(self) -> dict[str, Integers]:
        """The family ids of the other splits, where there are too many families for tables."""
        if self.plan.family_count is not None and self.plan.family_count <= _TABLE_SIZE:
            return {}
        others = {name: split for name, split in self.plan.splits.items() if name not in self.training}
        return {name: _family_ids(split) for name, split in others.items() if split.rows <= _MAX_KEPT_IDS}


def _family_ids(split: SplitPlan) -> Integers:
    """The different ids (sorted) of the families that a split asks."""
    starts = range(0, split.prompts, _PLANNED_ROWS)
    stretches = ((start, min(start + _PLANNED_ROWS, split.prompts)) for start in starts)
    pieces = [each.families for stretch in stretches for each in split.asked(*stretch)]
    return different(np.concatenate([np.empty(0, dtype=np.int64), *pieces]))


class Tally:
    """Counts the blocks of one split or of one of its shards.

    Args:
        plan: the split's plan.
        families: how many families there are in all; None where facts have keys, and no numbers.
        watched: split -> family ids (sorted) that are looked for, where there are too many for a table.
        called: what the view of a pool is called.

    """

    def __init__(
        self, plan: SplitPlan, families: int | None, watched: Mapping[str, Integers], called: Callable[[Pool], str]
    ) -> None:
        self.plan = plan
        self._called = called
        self.views: Counter[tuple[str, str]] = Counter()
        self.mistakes: Counter[str] = Counter()
        self._seen = np.zeros(families, dtype=bool) if families is not None and families <= _TABLE_SIZE else None
        self._ids = np.empty(0, dtype=np.int64)
        self._pieces: list[Integers] = []
        self._watched = watched
        self._likely = _Likely(watched.values())
        self._hits = {name: np.zeros(ids.size, dtype=bool) for name, ids in watched.items()}
        self._questions = _QuestionCount(plan)

    def add(self, asked: Sequence[Asked], rows: Sequence[int], mistakes: Mapping[str, int]) -> None:
        """Count one block: its questions, how many rows ask each of them, and its rejected answers by kind."""
        self.mistakes.update(mistakes)
        for each, count in zip(asked, rows, strict=True):
            self.views[each.pool.view.operator, self._called(each.pool)] += count
            self._questions.add(each)
            if self._seen is not None:
                self._seen[each.families] = True
                continue
            if self._counts_ids:
                self._pieces.append(each.families)
            if self._hits:
                self._look_for(each)

    def _look_for(self, asked: Asked) -> None:
        """Mark the families of the other splits that these rows ask, or state in a step."""
        stated = asked.pool.stated(asked.numbers)
        for keys in [asked.families] if stated is None else stated:
            few = self._likely.among(keys)
            for name, hits in self._hits.items() if few.size else ():
                _mark(hits, self._watched[name], few)

    def as_dict(self) -> dict[str, Any]:
        """All that was counted, as plain data for JSON."""
        return {
            "views": [[*view, rows] for view, rows in self.views.items()],
            "mistakes": dict(self.mistakes),
            "families": packed_numbers(self.ids) if self._seen is None else packed_marks(self._seen),
            "hits": {name: packed_marks(hits) for name, hits in self._hits.items()},
            "questions": [packed_marks(seen) for seen in self._questions.seen],
        }

    def merge(self, counted: Mapping[str, Any]) -> None:
        """Add what another tally of the same split has counted (its `as_dict`)."""
        self.views.update({(operator, view): rows for operator, view, rows in counted["views"]})
        self.mistakes.update(counted["mistakes"])
        if self._seen is None:
            self._pieces.append(unpacked_numbers(counted["families"]))
        else:
            _join(self._seen, counted["families"])
        for name, hits in self._hits.items():
            _join(hits, counted["hits"][name])
        for seen, other in zip(self._questions.seen, counted["questions"], strict=True):
            _join(seen, other)

    @property
    def _counts_ids(self) -> bool:
        return self._seen is None and self.plan.rows <= _MAX_KEPT_IDS

    @property
    def ids(self) -> Integers:
        """The different family ids (int64, sorted); empty if they are not kept."""
        if self._pieces:
            self._ids = different(np.concatenate([self._ids, *self._pieces]))
            self._pieces.clear()
        return self._ids

    @property
    def families(self) -> int | None:
        """How many different families were asked; None where there are too many to keep count."""
        if self._seen is not None:
            return int(np.count_nonzero(self._seen))
        return int(self.ids.size) if self._counts_ids else None

    @property
    def questions(self) -> int | None:
        """How many different questions were asked; None where there are too many to keep count."""
        return self._questions.distinct

    def shared_with(self, other: Tally) -> int | None:
        """How many families both splits ask, this one being for training. None if not known."""
        found = self.marks_shared_with(other)
        return None if found is None else int(np.count_nonzero(found))

    def marks_shared_with(self, other: Tally) -> Booleans | None:
        """Which families these are, in an order of `other`'s own."""
        if self._seen is not None and other._seen is not None:
            both: Booleans = self._seen & other._seen
            return both
        return self._hits.get(other.plan.name)


class _Likely:
    """Which ids may be among those that are looked for: a table of bits of theirs tells in a fifth of a search's time.

    Args:
        known: the ids of each split.

    """

    def __init__(self, known: Iterable[Integers]) -> None:
        ids = np.concatenate([np.empty(0, dtype=np.int64), *known])
        # So large that one id in 16 others is taken for one of them.
        self._bits = min(max(ids.size.bit_length() + 4, 8), _LARGEST_TABLE_BITS)
        self._table = np.zeros(1 << self._bits, dtype=bool)
        self._table[self._places(ids)] = True

    def among(self, ids: Integers) -> Integers:
        """Those that may be; all that are, and some others."""
        return ids[self._table[self._places(ids)]]

    def _places(self, ids: Integers) -> npt.NDArray[np.uint64]:
        # Ids may be numbers in a row: the upper bits of a product with an odd number have all of them in.
        return (ids.view(np.uint64) * np.uint64(_SPREADING)) >> np.uint64(64 - self._bits)


def _mark(hits: Booleans, known: Integers, found: Integers) -> None:
    if known.size:
        at = np.minimum(np.searchsorted(known, found), known.size - 1)
        hits[at[known[at] == found]] = True


def _join(marks: Booleans, packed: str) -> None:
    marks |= unpacked_marks(packed, marks.size)


class _QuestionCount:
    """Distinct questions: known beforehand under cover sampling, marked in tables otherwise.

    Attributes:
        seen: a table for each pool, in the order of the plan.

    """

    def __init__(self, plan: SplitPlan) -> None:
        self._known = (
            None
            if any(run.repeats_at_random for run in plan.runs) or plan.stage is not None or plan.kept is not None
            else sum(min(run.rows, sum(pool.count for pool in run.pools)) for run in plan.runs)
        )
        countable = self._known is None and plan.questions <= _TABLE_SIZE
        pools = [pool for run in plan.runs for pool in run.pools] if countable else []
        self.seen = [np.zeros(pool.count, dtype=bool) for pool in pools]
        self._table_of = {id(pool): table for pool, table in zip(pools, self.seen, strict=True)}

    def add(self, asked: Asked) -> None:
        if (seen := self._table_of.get(id(asked.pool))) is not None:
            seen[asked.ranks] = True

    @property
    def distinct(self) -> int | None:
        if self._known is not None:
            return self._known
        return sum(int(np.count_nonzero(seen)) for seen in self.seen) if self.seen else None
