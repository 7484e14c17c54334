"""Leakage: how many rows of a test are in the data, as the same question, mirrored, or as the same fact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Example, Finding, excerpt, finding
from pairwright.auditing.found_rows import FoundRows
from pairwright.auditing.places import Places
from pairwright.auditing.seen import Hashes

# The three levels, the nearest first; a test row counts at the nearest at which it is met.
LEVELS = ("question", "mirrored", "family")
_KEYS = ("same_question", "same_canonical", "same_family")
_TEXTS_KEPT = 1000


@dataclass
class _Level:
    """The keys of a test at one level.

    Attributes:
        keys: distinct, sorted.
        rows: for each row of the test, which key is its own; -1 if it has none.
        met: for each key, where it first stands in the data; 0 if nowhere.
        texts: for some keys, the question there.

    """

    keys: Hashes
    rows: npt.NDArray[np.int64]
    met: npt.NDArray[np.uint32]
    texts: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, keys: pl.Series) -> _Level:
        there = keys.is_not_null().to_numpy()
        distinct, which = np.unique(keys.fill_null(0).to_numpy()[there], return_inverse=True)
        rows = np.full(len(keys), -1, dtype=np.int64)
        rows[there] = which
        return cls(distinct, rows, np.zeros(distinct.size, dtype=np.uint32))

    def look(self, block: Judged, keys: pl.Series) -> npt.NDArray[np.int64]:
        """Note the keys that a block has; which of its rows have one."""
        if not self.keys.size:
            return np.zeros(0, dtype=np.int64)
        hashes = keys.fill_null(0).to_numpy()
        at = np.minimum(np.searchsorted(self.keys, hashes), self.keys.size - 1)
        hit = np.flatnonzero((self.keys[at] == hashes) & keys.is_not_null().to_numpy())
        found, first = np.unique(at[hit], return_index=True)
        new = self.met[found] == 0
        places = block.places[hit[first[new]]]
        self.met[found[new]] = places
        for key, row in zip(found[new][:_TEXTS_KEPT].tolist(), hit[first[new]].tolist(), strict=False):
            if len(self.texts) < _TEXTS_KEPT:
                self.texts[key] = excerpt(block.frame["question"][row])
        return hit

    def hits(self) -> npt.NDArray[np.bool_]:
        """Which rows of the test are in the data."""
        there: npt.NDArray[np.bool_] = self.rows >= 0
        there[there] = self.met[self.rows[there]] > 0
        return there


class Leakage:
    """One test against the data.

    Args:
        file: the test's name.
        questions: its rows: line, same_question, same_canonical, same_family (see `likeness`).
        places: where the data's lines are.
        meant: the codes of leaks that are no fault in this test.

    """

    def __init__(
        self, file: str, questions: Iterable[pl.DataFrame], places: Places, meant: Collection[str] = ()
    ) -> None:
        self.file = file
        self.meant = meant
        self._places = places
        empty = pl.DataFrame(schema={"line": pl.Int64, "row": pl.Int64, **dict.fromkeys(_KEYS, pl.UInt64)})
        rows = pl.concat([empty, *(frame.select(empty.columns) for frame in questions)])
        self._lines, self._numbers = rows["line"], rows["row"]
        self._levels = [_Level.of(rows[name]) for name in _KEYS]

    @property
    def rows(self) -> int:
        """How many rows the test has."""
        return len(self._lines)

    def look(self, block: Judged) -> None:
        """Look for the test in a block of the data; rows of the data that state what it asks are listed, too."""
        nearer = np.zeros(block.frame.height, dtype=bool)
        for level, key, name in zip(self._levels, _KEYS, LEVELS, strict=True):
            hits = level.look(block, block.frame[key])
            new, code = hits[~nearer[hits]], f"leak-{name}"
            nearer[hits] = True
            if block.found is not None and code not in self.meant:
                block.found.add(code, block.file, block.frame["line", "row"][new])

    def listed(self, found: FoundRows) -> None:
        """Note the rows of the test that are in the data."""
        for name, at in self._nearest():
            rows = pl.DataFrame({"line": self._lines[at], "row": self._numbers[at]})
            if (code := f"leak-{name}") not in self.meant:
                found.add(code, self.file, rows)

    def findings(self) -> Iterator[Finding]:
        """How many test rows were met at each level; a row counts at the nearest."""
        for (name, hits), level in zip(self._nearest(), self._levels, strict=True):
            if hits.size:
                examples = [self._example(level, row) for row in hits[:3].tolist()]
                detail = f"of the {self.rows:,} rows of {self.file}"
                yield finding(f"leak-{name}", int(hits.size), self.rows, examples, detail)

    def _nearest(self) -> Iterator[tuple[str, npt.NDArray[np.int64]]]:
        """Each level with the rows of the test that are met there, and at no nearer one."""
        nearer = np.zeros(self.rows, dtype=bool)
        for name, level in zip(LEVELS, self._levels, strict=True):
            hits = level.hits()
            yield name, np.flatnonzero(hits & ~nearer)
            nearer |= hits

    def counts(self) -> dict[str, int]:
        """Test rows by the nearest level at which they are met."""
        found = {each.code.removeprefix("leak-"): each.count for each in self.findings()}
        return {name: found.get(name, 0) for name in LEVELS}

    def _example(self, level: _Level, row: int) -> Example:
        key = int(level.rows[row])
        place = self._places.said(int(level.met[key]))
        text = level.texts.get(key)
        said = f"is {place}" + (f": {text}" if text else "")
        return Example(self.file, int(self._lines[row]), said, int(self._numbers[row]))
