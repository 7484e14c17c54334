"""A block of pairs with everything that is known of each row; the checks only count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.auditing import verdicts
from pairwright.auditing.cells import cells_of
from pairwright.auditing.closeness import closeness_of, ends_of
from pairwright.auditing.findings import Example, Hits, excerpt
from pairwright.auditing.likeness import question_keys, row_keys
from pairwright.reading.meaning import Meaning
from pairwright.texts import sides_of, unrepeated

Mask = npt.NDArray[np.bool_]
# Looking at distinct rows and copying what is found pays below this share of them.
_WORTH_IT = 0.7


@dataclass(frozen=True)
class Judged:
    """Some rows of one file.

    Attributes:
        file: its name, for examples.
        base: how many lines stand in the files before it, so base + line is one place in all the data.
        meaning: how its rows were read.
        frame: as `pairwright.texts.sides_of` says, and
            chosen_verdict, chosen_found, chosen_rationale, expected; rejected_verdict, rejected_found,
            rejected_rationale, as `pairwright.verify.score_column` says (null for a side that is not there);
            canonical, family, as `pairwright.verify.families` says;
            stated_verdict: of the stated answer (null where none is stated);
            and what `likeness`, `cells` and `closeness` say.

    """

    file: str
    base: int
    meaning: Meaning
    frame: pl.DataFrame

    @cached_property
    def places(self) -> npt.NDArray[np.uint32]:
        """Where each row stands in all the data; 0 beyond four thousand million lines."""
        places = self.frame["line"].to_numpy() + self.base
        return np.where(places < 2**32, places, 0).astype(np.uint32)

    @cached_property
    def first(self) -> Mask:
        """Which rows are the first pair of their line."""
        return self.frame["first"].to_numpy()

    def count(self, tally: Hits, code: str, hits: pl.Series | Mask, columns: Sequence[str]) -> None:
        """Count the rows that are hit, and keep the first as examples, shown by these columns."""
        mask = hits.fill_null(value=False).to_numpy() if isinstance(hits, pl.Series) else hits
        at = np.flatnonzero(mask)
        shown = self.frame.select("line", *columns)[at[: tally.wants(code)]]
        rows = (Example(self.file, line, excerpt(*texts)) for line, *texts in shown.iter_rows())
        tally.add(code, int(at.size), list(rows))


def block_of(file: str, base: int, meaning: Meaning, rows: pl.DataFrame) -> Judged:
    """Rows as read, with all that is known of them; rows alike are looked at once."""
    texts = rows.select(meaning.keys)
    _, first, which = np.unique(texts.hash_rows().to_numpy(), return_index=True, return_inverse=True)
    if meaning.listed or first.size > _WORTH_IT * rows.height:
        return Judged(file, base, meaning, _known(_pairs(rows, meaning)))
    distinct = _known(_pairs(rows[first], meaning))
    return Judged(file, base, meaning, distinct[which].with_columns(rows["line", "row"]))


def questions_of(meaning: Meaning, rows: pl.DataFrame) -> pl.DataFrame:
    """Only what leakage needs: line, and the keys of `likeness.question_keys`."""
    frame = _pairs(rows, meaning).filter("first")
    keys = question_keys(pl.concat([frame, verdicts.families(frame["question"])], how="horizontal"))
    return pl.concat([frame.select("line"), keys], how="horizontal")


def _pairs(rows: pl.DataFrame, meaning: Meaning) -> pl.DataFrame:
    """Rows as pairs, sides without the spaces before them, or the prompt if that is repeated there."""
    frame = sides_of(rows, meaning)
    if meaning.whole:
        return frame.with_columns(pl.col("chosen", "rejected").str.strip_chars_start())
    return unrepeated(frame)


def _known(frame: pl.DataFrame) -> pl.DataFrame:
    """Pairs with all that is known of each, column by column."""
    scored = (_scored(frame, side) for side in ("chosen", "rejected"))
    judged = pl.concat([frame, verdicts.families(frame["question"]), *scored, _stated(frame)], how="horizontal")
    more = (question_keys(judged), row_keys(judged), cells_of(judged), closeness_of(frame), ends_of(frame))
    return pl.concat([judged, *more], how="horizontal")


def _scored(frame: pl.DataFrame, side: str) -> pl.DataFrame:
    """The verdicts on one side; null where it is not there."""
    there = frame[side].is_not_null()
    names = {"verdict": f"{side}_verdict", "found": f"{side}_found", "rationale": f"{side}_rationale"}
    kept = [*names, *(["expected"] if side == "chosen" else [])]
    if not there.any():
        dtypes = {"rationale": pl.Boolean}
        return _nothing(frame, {names.get(each, each): dtypes.get(each, pl.String) for each in kept})
    scored = verdicts.score_column(frame, completion=side).select(kept)
    if not there.all():
        scored = scored.with_columns(pl.when(there).then(pl.col(name)).alias(name) for name in names)
    return scored.rename(names)


def _stated(frame: pl.DataFrame) -> pl.DataFrame:
    """The verdict on the stated answer; null where none is stated."""
    stated = frame["stated"].is_not_null()
    if not stated.any():
        return _nothing(frame, {"stated_verdict": pl.String})
    verdict = verdicts.score_column(frame, completion="stated")["verdict"]
    return pl.DataFrame({"verdict": verdict}).select(stated_verdict=pl.when(stated).then("verdict"))


def _nothing(frame: pl.DataFrame, columns: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """Columns of nulls, as high as the frame."""
    nulls = frame.with_columns(pl.lit(None, dtype=dtype).alias(name) for name, dtype in columns.items())
    return nulls.select(list(columns))
