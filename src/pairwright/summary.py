"""What was written, measured while it was written: rows, distinct questions, families, and leaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.files import WrittenFile
from pairwright.keyed import Integers
from pairwright.plan import Plan, SplitPlan
from pairwright.plan.pools import Asked

# Up to this many, what was seen is marked in a table of a byte each (16 MiB); above, ids are kept.
_TABLE_SIZE = 1 << 24
_MAX_KEPT_IDS = 1 << 22


class Tally:
    """Counts one split while its blocks go by.

    Args:
        plan: the split's plan.
        families: how many families there are in all.
        others: tallies of splits that are already written, to look for shared families.

    """

    def __init__(self, plan: SplitPlan, families: int, others: Sequence[Tally]) -> None:
        self.plan = plan
        self.views: Counter[tuple[str, str]] = Counter()
        self.mistakes: Counter[str] = Counter()
        self._seen = np.zeros(families, dtype=bool) if families <= _TABLE_SIZE else None
        self._pieces: list[Integers] = []
        self._others = {other.plan.name: other for other in others}
        self._hits = {name: np.zeros(other.ids.size, dtype=bool) for name, other in self._others.items()}
        self._questions = _QuestionCount(plan)

    def add(self, asked: Sequence[Asked], rows: Sequence[int], mistakes: Mapping[str, int]) -> None:
        """Count one block: its questions, how many rows ask each of them, and its rejected answers by kind."""
        self.mistakes.update(mistakes)
        for each, count in zip(asked, rows, strict=True):
            self.views[each.pool.view.operator, each.pool.view.name] += count
            self._questions.add(each)
            if self._seen is not None:
                self._seen[each.families] = True
                continue
            if self._counts_ids:
                self._pieces.append(each.families)
            for name, hits in self._hits.items():
                _mark(hits, self._others[name].ids, each.families)

    @property
    def _counts_ids(self) -> bool:
        return self._seen is None and self.plan.rows <= _MAX_KEPT_IDS

    @cached_property
    def ids(self) -> Integers:
        """The different family ids (int64, sorted), for when all blocks are counted; empty if they are not kept."""
        return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *self._pieces]))

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
        """How many families both splits ask; `other` was written before. None if not known."""
        if self._seen is not None and other._seen is not None:
            return int(np.count_nonzero(self._seen & other._seen))
        return int(np.count_nonzero(self._hits[other.plan.name])) if other.families is not None else None


def _mark(hits: npt.NDArray[np.bool_], known: Integers, found: Integers) -> None:
    if known.size:
        at = np.minimum(np.searchsorted(known, found), known.size - 1)
        hits[at[known[at] == found]] = True


class _QuestionCount:
    """Distinct questions: known beforehand under cover sampling, marked in tables otherwise."""

    def __init__(self, plan: SplitPlan) -> None:
        self._known = (
            None
            if any(run.repeats_at_random for run in plan.runs)
            else sum(min(run.rows, sum(pool.count for pool in run.pools)) for run in plan.runs)
        )
        countable = self._known is None and plan.questions <= _TABLE_SIZE
        pools = [pool for run in plan.runs for pool in run.pools] if countable else []
        self._seen = {id(pool): np.zeros(pool.count, dtype=bool) for pool in pools}

    def add(self, asked: Asked) -> None:
        if (seen := self._seen.get(id(asked.pool))) is not None:
            seen[asked.ranks] = True

    @property
    def distinct(self) -> int | None:
        if self._known is not None:
            return self._known
        return sum(int(np.count_nonzero(seen)) for seen in self._seen.values()) if self._seen else None


@dataclass(frozen=True)
class SplitSummary:
    """One split as written.

    Attributes:
        questions, families: how many different ones; None where there were too many to keep count.
        shared_families: how many of them are in the training split too; None if not known.
        counts: operator -> view -> rows.
        mistakes: kind of mistake -> rejected answers, the most frequent first.
        shortfalls: operator -> questions there are, where fewer than were asked for.

    """

    name: str
    kind: str
    rows: int
    questions: int | None
    families: int | None
    shared_families: int | None
    counts: dict[str, dict[str, int]]
    mistakes: dict[str, int]
    shortfalls: dict[str, int]
    files: list[WrittenFile]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "families_from": self.kind,
            "rows": self.rows,
            "distinct_questions": self.questions,
            "families": self.families,
            "families_shared_with_train": self.shared_families,
            "counts": self.counts,
            "mistakes": self.mistakes,
            "shortfalls": self.shortfalls,
            "files": [vars(file) for file in self.files],
        }


@dataclass(frozen=True)
class Summary:
    """A whole dataset as written, and how long that took (seconds)."""

    recipe: str
    fingerprint: str
    seed: int
    out: str
    certified: bool
    seconds: float
    splits: list[SplitSummary] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows of all splits."""
        return sum(split.rows for split in self.splits)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "recipe": self.recipe,
            "fingerprint": self.fingerprint,
            "seed": self.seed,
            "out": self.out,
            "certified": self.certified,
            "rows": self.rows,
            "seconds": round(self.seconds, 3),
            "rows_per_second": round(self.rows / max(self.seconds, 1e-9)),
            "splits": {split.name: split.as_dict() for split in self.splits},
            "empty_splits": self.empty,
        }


def summarised(plan: Plan, tallies: dict[str, Tally], written: dict[str, list[WrittenFile]]) -> list[SplitSummary]:
    """The splits in the recipe's order; families are compared with those of the largest training split."""
    trained = [name for name in tallies if plan.recipe.splits[name].families in {"training", "all"}]
    training = trained[-1] if trained else None
    found: list[SplitSummary] = []
    for name in plan.splits:
        tally = tallies[name]
        counts: dict[str, dict[str, int]] = {}
        for (operator, view), rows in sorted(tally.views.items()):
            counts.setdefault(operator, {})[view] = rows
        compared = training is not None and name != training
        found.append(
            SplitSummary(
                name=name,
                kind=plan.recipe.splits[name].families,
                rows=sum(file.rows for file in written[name]),
                questions=tally.questions,
                families=tally.families,
                shared_families=tallies[training].shared_with(tally) if compared and training else None,
                counts=counts,
                mistakes=dict(sorted(tally.mistakes.items(), key=lambda each: (-each[1], each[0]))),
                shortfalls=dict(tally.plan.shortfalls),
                files=written[name],
            )
        )
    return found
