"""Repeats: word for word, of a question, of a question turned round, of a fact; and questions answered in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.auditing.blocks import Judged, Mask
from pairwright.auditing.findings import Example, Finding, Hits, excerpt
from pairwright.auditing.places import Places
from pairwright.auditing.seen import MOST, Seen

Befores = npt.NDArray[np.uint32]
_LOW = np.uint64(0xFFFFFFFF)


class Repeats:
    """Looks up each row among all rows before it; a row counts once, at the nearest likeness."""

    def __init__(self, places: Places, most: int = MOST) -> None:
        self._places = places
        self._tally = Hits()
        self._rows = 0
        self._texts = Seen(np.uint32, most)
        # The answer's hash stands above the place, so that conflicts are found by the same look-up.
        self._questions = Seen(np.uint64, most)
        self._canonical = Seen(np.uint32, most)
        self._families = Seen(np.uint32, most)

    def look(self, block: Judged) -> None:
        """Count a block's repeats, and remember its rows."""
        frame, places = block.frame, block.places
        self._rows += frame.height
        exact = self._texts.add(frame["same_row"].to_numpy(), places)
        question, conflict = self._asked(frame, places, block.first)
        canonical = self._met(self._canonical, frame["same_canonical"], places, block.first)
        family = self._met(self._families, frame["same_family"], places, block.first)
        self._count(block, "repeat-exact", exact, exact > 0)
        self._count(block, "repeat-question", question, (question > 0) & (exact == 0))
        self._count(block, "conflict", question, conflict)
        self._count(block, "repeat-mirrored", canonical, (canonical > 0) & (question == 0))
        self._count(block, "repeat-family", family, (family > 0) & (canonical == 0) & (question == 0))

    def findings(self) -> Iterator[Finding]:
        """What was found, as shares of the rows."""
        full = [self._texts.full, self._questions.full, self._canonical.full, self._families.full]
        note = f"at least: only the first {MOST:,} distinct ones are remembered" if any(full) else ""
        return self._tally.findings(self._rows, dict.fromkeys(self._tally.counts, note))

    def distinct(self) -> dict[str, int]:
        """How many distinct rows, questions and families there are (lower bounds when the memory is full)."""
        return {"rows": len(self._texts), "questions": len(self._questions), "families": len(self._families)}

    def _asked(self, frame: pl.DataFrame, places: Befores, first: Mask) -> tuple[Befores, Mask]:
        """For each row: where its question was asked first, and whether it was answered otherwise there."""
        answers = frame["same_answer"].fill_null(0).to_numpy() & _LOW
        values = (answers << np.uint64(32)) | places.astype(np.uint64)
        met = self._met(self._questions, frame["same_question"], values, first)
        other = met >> np.uint64(32)
        return (met & _LOW).astype(np.uint32), (other != 0) & (answers != 0) & (other != answers)

    @staticmethod
    def _met(seen: Seen, keys: pl.Series, values: npt.NDArray[Any], first: Mask) -> npt.NDArray[Any]:
        """For each row: the value with which its key was first met; 0 if nowhere before, or if it has none."""
        at = np.flatnonzero(first & keys.is_not_null().to_numpy())
        met = np.zeros(len(keys), dtype=values.dtype)
        met[at] = seen.add(keys.fill_null(0).to_numpy()[at], values[at])
        return met

    def _count(self, block: Judged, code: str, before: Befores, hits: Mask) -> None:
        at = np.flatnonzero(hits)
        shown = at[: self._tally.wants(code)]
        rows = block.frame.select("line", "row", "question", "chosen")[shown].rows()
        examples = [
            Example(block.file, line, f"{excerpt(*texts)}; as {self._places.said(int(place), block.file)}", row)
            for (line, row, *texts), place in zip(rows, before[shown], strict=True)
        ]
        if block.found is not None:
            block.found.add(code, block.file, block.frame["line", "row"][at])
        self._tally.add(code, int(at.size), examples)
