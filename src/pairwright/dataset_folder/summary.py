"""What was written: rows, distinct questions, families and leaks of each split, and its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pairwright.files import WrittenFile
from pairwright.rows.tally import Tallies, Tally


@dataclass(frozen=True)
class SplitSummary:
    """One split as written.

    Attributes:
        questions, families: how many different ones; None where there were too many to keep count.
        shared_families: how many of them are in the training split too; None if not known.
        counts: operator -> view -> rows.
        mistakes: kind of mistake -> rejected answers, the most frequent first.
        shortfalls: operator -> questions there are, where fewer than were asked for.
        notes: what else there is to say of the plan, a line each.

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
    notes: list[str] = field(default_factory=list)

    @property
    def pattern(self) -> str:
        """The names of its files as one: train.jsonl, or train-*-of-00008.jsonl."""
        return re.sub(r"-\d+-of-", "-*-of-", self.files[0].path) if len(self.files) > 1 else self.files[0].path

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
            "notes": self.notes,
        }

    @classmethod
    def of(cls, name: str, data: Mapping[str, Any]) -> SplitSummary:
        """The summary whose `as_dict` gave this."""
        return cls(
            name=name,
            kind=data["families_from"],
            rows=data["rows"],
            questions=data["distinct_questions"],
            families=data["families"],
            shared_families=data["families_shared_with_train"],
            counts=data["counts"],
            mistakes=data["mistakes"],
            shortfalls=data["shortfalls"],
            files=[WrittenFile(**file) for file in data["files"]],
            notes=data.get("notes", []),
        )


@dataclass(frozen=True)
class Summary:
    """A whole dataset as written, how long that took (seconds), and whether no row of a split stands twice."""

    recipe: str
    fingerprint: str
    seed: int
    out: str
    certified: bool
    seconds: float
    splits: list[SplitSummary] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    distinct: bool = False

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
            "distinct": self.distinct,
            "rows": self.rows,
            "seconds": round(self.seconds, 3),
            "rows_per_second": round(self.rows / max(self.seconds, 1e-9)),
            "splits": {split.name: split.as_dict() for split in self.splits},
            "empty_splits": self.empty,
        }


def summarised(
    tallies: Tallies, counted: Mapping[str, Tally], written: Mapping[str, list[WrittenFile]]
) -> list[SplitSummary]:
    """The splits in the recipe's order; families are compared with those of the largest training split."""
    plan = tallies.plan
    found: list[SplitSummary] = []
    for name in plan.splits:
        tally = counted[name]
        counts: dict[str, dict[str, int]] = {}
        for (operator, view), rows in sorted(tally.views.items()):
            counts.setdefault(operator, {})[view] = rows
        found.append(
            SplitSummary(
                name=name,
                kind=plan.recipe.splits[name].families,
                rows=sum(file.rows for file in written[name]),
                questions=tally.questions,
                families=tally.families,
                shared_families=tallies.shared(counted, name),
                counts=counts,
                mistakes=dict(sorted(tally.mistakes.items(), key=lambda each: (-each[1], each[0]))),
                shortfalls=dict(tally.plan.shortfalls),
                files=written[name],
                notes=[*tally.plan.notes, *_never_made(plan.recipe.mix, tally.mistakes)],
            )
        )
    return found


def _never_made(mix: Mapping[str, float], made: Mapping[str, int]) -> Iterator[str]:
    """One line for the mistakes of a mix that no row of a split with rejected answers has."""
    if made and (never := [name for name in mix if name not in made]):
        yield f"no rejected answer is {', '.join(never)}: what they are made in stands in none of its questions"


def summary_of(manifest: Mapping[str, Any], recipe: str, out: str, seconds: float) -> Summary:
    """The summary of a dataset that is there already."""
    splits = [SplitSummary.of(name, data) for name, data in manifest["splits"].items()]
    return Summary(
        recipe=recipe,
        fingerprint=manifest["fingerprint"],
        seed=manifest["seed"],
        out=out,
        certified=manifest["certified"],
        seconds=seconds,
        splits=splits,
        empty=[name for name in manifest["recipe"]["splits"] if name not in manifest["splits"]],
        distinct=manifest.get("distinct") is True,
    )
