"""A forecast: how many pairs are trivially easy (refusals), how many so close that they may pull down the chosen side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from pairwright.auditing.blocks import Block
from pairwright.auditing.edit_distance import near
from pairwright.auditing.findings import Finding, Tally

# From this share on, what most pairs are like decides how training goes.
_MOST = 0.5


class Difficulty:
    """Counts refusals and near misses."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._pairs = 0

    def look(self, block: Block) -> None:
        """Count a block's pairs."""
        frame = block.frame
        rejected = frame["rejected"]
        self._pairs += len(rejected) - rejected.null_count()
        # Who refuses names no number.
        refusals = (rejected.str.strip_chars() != "") & ~rejected.str.contains(r"[0-9]")
        block.count(self._tally, "too-easy", refusals, ("chosen", "rejected"))
        block.count(self._tally, "near-miss", _near_misses(frame, refusals), ("chosen", "rejected"))

    def findings(self) -> Iterator[Finding]:
        """Refusals and near misses, as shares of the pairs; few refusals are no cause for a warning."""
        for found in self._tally.findings(self._pairs):
            yield found if found.share >= _MOST else replace(found, severity="info")

    def shares(self) -> dict[str, float]:
        """Shares of the pairs: refusals, near misses, and the rest."""
        if not self._pairs:
            return {}
        refusals, close = (self._tally.counts.get(code, 0) for code in ("too-easy", "near-miss"))
        counts = {"refusals": refusals, "near_misses": close, "others": self._pairs - refusals - close}
        return {name: round(count / self._pairs, 6) for name, count in counts.items()}


def _near_misses(frame: pl.DataFrame, refusals: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Pairs (both sides there, no refusal) whose completions are one or two edits apart."""
    pairs = frame["chosen"].is_not_null() & frame["rejected"].is_not_null()
    candidates = np.flatnonzero((pairs & ~refusals).fill_null(value=False).to_numpy())
    hits = np.zeros(frame.height, dtype=bool)
    if candidates.size:
        sides = (frame[side].gather(candidates).str.strip_chars() for side in ("chosen", "rejected"))
        hits[candidates] = near(*sides)
    return hits
