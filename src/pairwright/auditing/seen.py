"""The memory of what was seen: 64-bit hashes, each with where it was first met.

Hashes are kept in sorted runs that are merged when they grow alike, so a block is looked up with a few
binary searches.  At 10**7 distinct rows the chance that any two share a hash is about 3 in a million.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
# Distinct hashes that one memory holds: 120 MB with 4 bytes beside each, 160 MB with 8.  Later ones are
# compared with these but not remembered, so counts become lower bounds; the report then says so.
MOST = 10_000_000


class Seen:
    """Which hashes have been met, and the value that stood beside each the first time.

    Args:
        dtype: of the values (0 must not be one of them).
        most: how many distinct hashes are remembered.

    """

    def __init__(self, dtype: npt.DTypeLike = np.uint32, most: int = MOST) -> None:
        self._dtype = np.dtype(dtype)
        self._most = most
        self._runs: list[tuple[Hashes, npt.NDArray[Any]]] = []
        self.full = False

    def __len__(self) -> int:
        return sum(keys.size for keys, _ in self._runs)

    def add(self, hashes: Hashes, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Meet hashes; gives for each the value of its first meeting, 0 where this is the first."""
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        starts = np.ones(ordered.size, dtype=bool)
        starts[1:] = ordered[1:] != ordered[:-1]
        keys, firsts = ordered[starts], values[order[starts]].astype(self._dtype)
        known = self._known(keys)
        self._remember(keys[known == 0], firsts[known == 0])
        group = np.cumsum(starts) - 1
        met = np.where(known[group] != 0, known[group], firsts[group])
        met[starts & (known[group] == 0)] = 0
        before: npt.NDArray[Any] = np.empty_like(met)
        before[order] = met
        return before

    def _known(self, keys: Hashes) -> npt.NDArray[Any]:
        """For each of some distinct sorted hashes, its value; 0 if it was never met."""
        known = np.zeros(keys.size, dtype=self._dtype)
        for run, values in self._runs:
            at = np.minimum(np.searchsorted(run, keys), run.size - 1)
            np.copyto(known, values[at], where=run[at] == keys)
        return known

    def _remember(self, keys: Hashes, values: npt.NDArray[Any]) -> None:
        room = self._most - len(self)
        if keys.size > room:
            self.full = True
            keys, values = keys[:room], values[:room]
        if not keys.size:
            return
        while self._runs and self._runs[-1][0].size < 2 * keys.size:
            run, beside = self._runs.pop()
            together = np.concatenate([run, keys])
            # Two sorted runs: the stable sort merges them.
            order = np.argsort(together, kind="stable")
            keys, values = together[order], np.concatenate([beside, values])[order]
        self._runs.append((keys, values))
