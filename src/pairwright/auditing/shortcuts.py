"""Shortcuts: how well length, first word or last word alone tell chosen from rejected, as AUC.

Lengths and words are those of the completions.  For words the score is fitted on the rows with even line
numbers and judged on the odd ones, and the other way round: many rare words then give no false alarm.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Example, Finding, excerpt, finding

# Reported as a finding from here on: one in five pairs or fewer is told wrongly.
ALARM = 0.8
# With fewer texts on a side an AUC says nothing.
FEWEST = 20
_LONGEST = 4096
_MOST_WORDS = 50_000
_WORDS = {"first-word": "first", "last-word": "last"}
Counts = npt.NDArray[np.int64]


class Shortcuts:
    """Counts lengths and words on both sides."""

    def __init__(self) -> None:
        self._lengths: Counts = np.zeros((2, _LONGEST + 1), dtype=np.int64)
        self._words = {name: _Words(which) for name, which in _WORDS.items()}
        self._examples: list[Example] = []

    def look(self, block: Judged) -> None:
        """Count a block's completions."""
        frame = block.frame
        for side, name in enumerate(("chosen", "rejected")):
            lengths = frame[f"{name}_length"].drop_nulls().to_numpy()
            self._lengths[side] += np.bincount(np.minimum(lengths, _LONGEST), minlength=_LONGEST + 1)
        for words in self._words.values():
            words.look(frame)
        if len(self._examples) < 3:
            both = frame.select("line", "row", "chosen", "rejected").drop_nulls().head(3 - len(self._examples))
            shown = both.iter_rows()
            self._examples += [Example(block.file, line, excerpt(*texts), row) for line, row, *texts in shown]

    def aucs(self) -> dict[str, float]:
        """AUC by kind, 0.5 (nothing to tell by) to 1; empty where a side has too few texts."""
        if self._lengths.sum(axis=1).min() < FEWEST:
            return {}
        length = _auc(self._lengths[0], self._lengths[1])
        return {
            "length": round(max(length, 1 - length), 4),
            **{name: round(words.auc(), 4) for name, words in self._words.items()},
        }

    def findings(self) -> Iterator[Finding]:
        """Those that tell the sides apart too well."""
        for name, auc in self.aucs().items():
            if auc >= ALARM:
                count = int(self._lengths.sum(axis=1).min())
                yield finding(f"shortcut-{name}", count, count, self._examples, f"AUC {auc:.2f}")


class _Words:
    """How often each word stands on each side, on even and odd lines."""

    def __init__(self, which: str) -> None:
        self._which = which
        self._counts = pl.DataFrame(
            schema={"word": pl.String, "odd": pl.Boolean, "chosen": pl.Int64, "rejected": pl.Int64}
        )

    def look(self, frame: pl.DataFrame) -> None:
        parts = [self._counts]
        for side, other in (("chosen", "rejected"), ("rejected", "chosen")):
            counted = (
                frame.filter(pl.col(side).is_not_null())
                .select(pl.col(f"{side}_{self._which}").fill_null("").alias("word"), odd=pl.col("line") % 2 == 1)
                .group_by("word", "odd")
                .agg(pl.len().cast(pl.Int64).alias(side))
                .with_columns(pl.lit(0, dtype=pl.Int64).alias(other))
            )
            parts.append(counted.select(self._counts.columns))
        together = pl.concat(parts).group_by("word", "odd").agg(pl.col("chosen", "rejected").sum())
        if together.height > 2 * _MOST_WORDS:
            together = together.top_k(2 * _MOST_WORDS, by=pl.col("chosen") + pl.col("rejected"))
        self._counts = together

    def auc(self) -> float:
        """The mean of both ways of fitting and judging."""
        wide = self._counts.pivot("odd", index="word", values=["chosen", "rejected"]).fill_null(0)
        names = [f"{side}_{odd}" for odd in ("true", "false") for side in ("chosen", "rejected")]
        missing = [pl.lit(0, dtype=pl.Int64).alias(name) for name in names if name not in wide.columns]
        odd_chosen, odd_rejected, even_chosen, even_rejected = (
            wide.with_columns(missing).select(names).to_numpy().astype(np.int64).T
        )
        one = _judged(odd_chosen, odd_rejected, even_chosen, even_rejected)
        other = _judged(even_chosen, even_rejected, odd_chosen, odd_rejected)
        found = [each for each in (one, other) if each is not None]
        return sum(found) / len(found) if found else 0.5


def _judged(chosen: Counts, rejected: Counts, new_chosen: Counts, new_rejected: Counts) -> float | None:
    """The AUC on new counts of the words ordered by the share of chosen in the old ones."""
    if not new_chosen.sum() or not new_rejected.sum():
        return None
    _, rank = np.unique((chosen + 0.5) / (chosen + rejected + 1.0), return_inverse=True)
    size = int(rank.max()) + 1
    ranked = [
        np.bincount(rank, weights=counts, minlength=size).astype(np.int64) for counts in (new_chosen, new_rejected)
    ]
    return _auc(ranked[0], ranked[1])


def _auc(chosen: Counts, rejected: Counts) -> float:
    """The chance that a chosen one ranks above a rejected one, ties counted half; counts by rank."""
    below = np.concatenate([[0], np.cumsum(rejected)[:-1]]).astype(np.float64)
    wins = float((chosen * (below + rejected / 2)).sum())
    return wins / (float(chosen.sum()) * float(rejected.sum()))
