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
from pairwright.auditing.found_rows import FoundRows
from pairwright.auditing.likeness import question_keys, row_keys
from pairwright.auditing.step_pairs import steps_apart
from pairwright.reading.meaning import NEXT, Meaning
from pairwright.texts import sides_of, unrepeated
from pairwright.texts.declared import as_declared
from pairwright.verify import Declared

Mask = npt.NDArray[np.bool_]
# Looking at distinct rows and copying what is found pays below this share of them.
_WORTH_IT = 0.7


@dataclass(frozen=True)
class Judged:
    """Some rows of one file.

    Attributes:
        file: its name, for examples.
        base: how many rows stand in the files before it, so base + row is one place in all the data.
        meaning: how its rows were read.
        frame: as `pairwright.texts.sides_of` says, and
            chosen_verdict, chosen_reason, chosen_found, expected; rejected_verdict, rejected_reason,
            rejected_found, as `verdicts.judged` says (null for a side that is not there);
            read (Boolean: the verifier reads the question);
            canonical, family, as `pairwright.verify.families` says;
            stated_verdict: of the stated answer (null where none is stated);
            and what `likeness`, `cells` and `closeness` say.
        found: keeps the rows of every finding; None if nobody wants them.
        steps: of solutions step by step, and of pairs of steps, a row for each: line, row, question, step (String),
            label (Boolean; null where it has none), said (String, as `verdicts.steps_judged` says) and right (Boolean:
            the answer to which it leads is); None of other data.
        levels: what the rows say of their kind and difficulty, as `levels.stated_levels` has it; None: nothing.

    """

    file: str
    base: int
    meaning: Meaning
    frame: pl.DataFrame
    found: FoundRows | None = None
    steps: pl.DataFrame | None = None
    levels: pl.DataFrame | None = None

    @property
    def rows(self) -> int:
        """How many rows of the file they are."""
        return self.frame["row"].n_unique()

    @cached_property
    def places(self) -> npt.NDArray[np.uint32]:
        """Where each row stands in all the data; 0 beyond four thousand million of them."""
        places = self.frame["row"].to_numpy() + self.base
        return np.where(places < 2**32, places, 0).astype(np.uint32)

    @cached_property
    def first(self) -> Mask:
        """Which pairs are the first of their row and turn."""
        return self.frame["first"].to_numpy()

    def count(self, tally: Hits, code: str, hits: pl.Series | Mask, columns: Sequence[str]) -> None:
        """Count the rows that are hit, and keep the first as examples, shown by these columns."""
        mask = hits.fill_null(value=False).to_numpy() if isinstance(hits, pl.Series) else hits
        at = np.flatnonzero(mask)
        shown = self.frame.select("line", "row", *columns)[at[: tally.wants(code)]]
        rows = (Example(self.file, line, excerpt(*texts), row) for line, row, *texts in shown.iter_rows())
        tally.add(code, int(at.size), list(rows))
        if self.found is not None:
            self.found.add(code, self.file, self.frame["line", "row"][at])


def block_of(file: str, base: int, meaning: Meaning, rows: pl.DataFrame, declared: Declared | None = None) -> Judged:
    """Rows as read, with all that is known of them; rows alike are looked at once."""
    texts = rows.select(meaning.keys)
    _, first, which = np.unique(texts.hash_rows().to_numpy(), return_index=True, return_inverse=True)
    if meaning.listed or meaning.talks or meaning.is_stepwise or first.size > _WORTH_IT * rows.height:
        return Judged(file, base, meaning, _known(_pairs(rows, meaning, declared)))
    distinct = _known(_pairs(rows[first], meaning, declared))
    return Judged(file, base, meaning, distinct[which].with_columns(rows["line", "row"]))


def questions_of(meaning: Meaning, rows: pl.DataFrame, declared: Declared | None = None) -> pl.DataFrame:
    """Only what leakage needs: line, row, and the keys of `likeness.question_keys`."""
    frame = _pairs(rows, meaning, declared).filter("first")
    keys = question_keys(pl.concat([frame, verdicts.families(frame["question"])], how="horizontal"))
    return pl.concat([frame.select("line", "row"), keys], how="horizontal")


def _pairs(rows: pl.DataFrame, meaning: Meaning, declared: Declared | None) -> pl.DataFrame:
    """Rows as pairs, sides without the spaces before them, or the prompt if that is repeated there."""
    frame = sides_of(rows, meaning, turns=True)
    if meaning.whole:
        frame = as_declared(frame, declared, whole=True)
        return frame.with_columns(pl.col("chosen", "rejected").str.strip_chars_start())
    frame = _as_read(as_declared(unrepeated(frame), declared, whole=False))
    if meaning.rejected is None or meaning.is_stepwise or meaning.listed or meaning.label:
        return frame
    return steps_apart(frame, every=meaning.steps == NEXT)


def _as_read(frame: pl.DataFrame) -> pl.DataFrame:
    """Where the prompt is not read as a question, a further text that is, such as the input of an instruction."""
    for name in (each for each in frame.columns if each.startswith("other_")):
        unread = ~verdicts.readable(frame["question"]) & verdicts.readable(frame[name])
        frame = frame.with_columns(frame["question"].zip_with(~unread, frame[name]))
    return frame


def _known(frame: pl.DataFrame) -> pl.DataFrame:
    """Pairs with all that is known of each, column by column."""
    scored = (_scored(frame, side) for side in ("chosen", "rejected"))
    judged = pl.concat([frame, verdicts.families(frame["question"]), *scored, _stated(frame)], how="horizontal")
    more = (question_keys(judged), row_keys(judged), cells_of(judged), closeness_of(frame), ends_of(frame))
    read = pl.col("canonical").is_not_null() | pl.col("expected").is_not_null()
    return pl.concat([judged.with_columns(read=read), *more], how="horizontal")


def _scored(frame: pl.DataFrame, side: str) -> pl.DataFrame:
    """The verdicts on one side; null where it is not there."""
    there = frame[side].is_not_null()
    names = {name: f"{side}_{name}" for name in ("verdict", "reason", "found")}
    kept = [*names, *(["expected"] if side == "chosen" else [])]
    if not there.any():
        return _nothing(frame, [names.get(each, each) for each in kept])
    scored = verdicts.judged(frame, side).select(kept)
    if not there.all():
        scored = scored.with_columns(pl.when(there).then(pl.col(name)).alias(name) for name in names)
    return scored.rename(names)


def _stated(frame: pl.DataFrame) -> pl.DataFrame:
    """The verdict on the stated answer; null where none is stated."""
    stated = frame["stated"].is_not_null()
    if not stated.any():
        return _nothing(frame, ["stated_verdict"])
    verdict = verdicts.judged(frame, "stated")["verdict"]
    return pl.DataFrame({"verdict": verdict}).select(stated_verdict=pl.when(stated).then("verdict"))


def _nothing(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Columns of null texts, as high as the frame."""
    return frame.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in names).select(names)
