"""A forecast: how many pairs are trivially easy (refusals), how many so close that the chosen side may suffer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Finding, Hits

# From this share on, what most pairs are like decides how training goes.
_MOST = 0.5
_SIDES = ("chosen", "rejected")


class Forecast:
    """Counts refusals and near misses."""

    def __init__(self) -> None:
        self._tally = Hits()
        self._pairs = 0

    def look(self, block: Judged) -> None:
        """Count a block's pairs."""
        rejected = block.frame["rejected"]
        self._pairs += len(rejected) - rejected.null_count()
        block.count(self._tally, "too-easy", block.frame["refusal"], _SIDES)
        block.count(self._tally, "near-miss", block.frame["near"], _SIDES)

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
