"""Pass rates by what is known of the questions, counted shard by shard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from pairwright.learn.evaluation.result import Share
from pairwright.learn.grading.questions import KNOWN


@dataclass
class Tables:
    """What has been counted.

    Attributes:
        questions, answers, right, refused, unread, unended: how many; the last three are no single answer that can be
            read, words without a number, and what did not end.
        rates: how many questions have so many right answers.
        by: axis -> value -> [right answers, answers].
        mistakes: kind -> answers.

    """

    questions: int = 0
    answers: int = 0
    right: int = 0
    refused: int = 0
    unread: int = 0
    unended: int = 0
    rates: Counter[int] = field(default_factory=Counter)
    by: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    mistakes: Counter[str] = field(default_factory=Counter)

    def add(self, rows: pl.DataFrame) -> None:
        """Count the judged answers of a shard."""
        right = rows["verdict"] == "RIGHT"
        self.answers += rows.height
        self.right += int(right.sum())
        self.refused += int((rows["mistake"] == "refusal").sum())
        self.unread += int((rows["mistake"] == "unparsed").sum())
        self.unended += int((~rows["stopped"]).sum())
        self.mistakes.update(dict(rows["mistake"].drop_nulls().value_counts().iter_rows()))
        rates = rows.select("number", right=right).group_by("number").agg(pl.col("right").sum())["right"]
        self.questions += len(rates)
        self.rates.update(dict(rates.value_counts().iter_rows()))
        for axis in KNOWN:
            if axis in rows.columns:
                self._count(axis, rows.select(pl.col(axis).cast(pl.String).fill_null("unknown"), right=right))

    def _count(self, axis: str, rows: pl.DataFrame) -> None:
        values = self.by.setdefault(axis, {})
        for value, count, of in rows.group_by(axis).agg(pl.col("right").sum(), pl.len()).sort(axis).iter_rows():
            before = values.setdefault(value, [0, 0])
            values[value] = [before[0] + count, before[1] + of]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        counts = {
            name: getattr(self, name) for name in ("questions", "answers", "right", "refused", "unread", "unended")
        }
        return {
            **counts,
            "rates": {str(count): self.rates[count] for count in sorted(self.rates)},
            "by": {
                axis: {value: Share(*each).as_dict() for value, each in sorted(values.items())}
                for axis, values in self.by.items()
            },
            "mistakes": dict(sorted(self.mistakes.items(), key=lambda each: (-each[1], each[0]))),
        }

    @classmethod
    def of(cls, found: dict[str, Any]) -> Tables:
        """The tables whose `as_dict` gave this."""
        by = {
            axis: {value: [s["count"], s["of"]] for value, s in values.items()} for axis, values in found["by"].items()
        }
        counts = {name: found[name] for name in ("questions", "answers", "right", "refused", "unread", "unended")}
        rates = Counter({int(count): number for count, number in found["rates"].items()})
        return cls(**counts, rates=rates, by=by, mistakes=Counter(found["mistakes"]))

    def merge(self, other: Tables) -> None:
        """Add what was counted elsewhere."""
        for name in ("questions", "answers", "right", "refused", "unread", "unended"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.rates.update(other.rates)
        self.mistakes.update(other.mistakes)
        for axis, values in other.by.items():
            mine = self.by.setdefault(axis, {})
            for value, (count, of) in values.items():
                before = mine.setdefault(value, [0, 0])
                mine[value] = [before[0] + count, before[1] + of]
