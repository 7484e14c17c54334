"""A random choice among more rows than are trained on, made while they come by, in bounded memory."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from pairwright.keyed import Integers, Permutation, words

_STREAM = "training/rows"
_KEY, _PLACE = "_key", "_place"


class Sample:
    """At most so many rows, each as likely as any other, in the order in which they came.

    Each row has a random key by its number, and those with the smallest are kept: bottom-k sampling (Cohen and
    Kaplan, PODC 2007).

    Args:
        most: how many; None: all.
        seed: another seed, another choice.

    >>> sample = Sample(3, seed=1)
    >>> for start in (0, 10):
    ...     sample.add(pl.DataFrame({"row": range(start, start + 10)}))
    >>> sample.frame({"row": pl.Int64}).height
    3

    """

    def __init__(self, most: int | None, seed: int) -> None:
        self.most = most
        self._seed = seed
        self._seen = 0
        self._parts: list[pl.DataFrame] = []

    def numbers(self, rows: int) -> Integers:
        """The numbers (int64, ascending) of the rows that are chosen among 0..rows-1, without a look at them."""
        if self.most is None or self.most >= rows:
            return np.arange(rows)
        return np.sort(Permutation(rows, seed=self._seed, stream=_STREAM)(np.arange(self.most)))

    def add(self, rows: pl.DataFrame) -> None:
        """The next rows that come by."""
        place = np.arange(self._seen, self._seen + rows.height)
        self._seen += rows.height
        keyed = rows.with_columns(pl.Series(_KEY, words(self._seed, _STREAM, place)), pl.Series(_PLACE, place))
        self._parts.append(keyed)
        # Twice as many at the most, so that each is looked at a few times only.
        if self.most is not None and sum(part.height for part in self._parts) > 2 * self.most:
            self._parts = [self._fewest()]

    def frame(self, schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
        """What was chosen, with the columns of the schema."""
        if not self._parts:
            return pl.DataFrame(schema=schema)
        return self._fewest().sort(_PLACE).select(list(schema))

    def _fewest(self) -> pl.DataFrame:
        rows = pl.concat(self._parts)
        return rows if self.most is None else rows.bottom_k(self.most, by=_KEY)
