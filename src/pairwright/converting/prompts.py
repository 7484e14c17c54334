"""Which rows next to each other belong to one prompt: runs that no block may cut, groups within them, KTO's pairs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import polars as pl

from pairwright.reading.json_lines import EXTRA, Lines, ReadRows
from pairwright.texts import OF_REJECTED

# A longer run of one prompt is cut, so that no file can fill the memory.
LONGEST = 1 << 17
_NEWLINE = ord("\n")
_NO_LINES = Lines(b"", np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def whole_runs(blocks: Iterable[ReadRows], keys: Sequence[str]) -> Iterator[ReadRows]:
    """The same rows in blocks that end where the keys change."""
    held: ReadRows | None = None
    for block in blocks:
        rows = block if held is None else _together(held, block)
        start = _last_run(rows.frame, keys)
        if rows.frame.height - start >= LONGEST:
            start = rows.frame.height
        # Rejects stay in the order of the file.
        row = rows.frame["row"][start] if start < rows.frame.height else sys.maxsize
        now = [each for each in rows.rejects if each.row < row]
        yield ReadRows(rows.frame[:start], now, rows.lines)
        held = ReadRows(rows.frame[start:], rows.rejects[len(now) :], _since(rows, start))
    if held is not None:
        yield held


def _last_run(frame: pl.DataFrame, keys: Sequence[str]) -> int:
    """Where the last rows begin that have the same keys."""
    changes = frame.select(pl.struct(keys).rle_id()).to_series()
    return int(changes.search_sorted(changes[-1])) if frame.height else 0


def _since(rows: ReadRows, start: int) -> Lines | None:
    """The lines from a row on."""
    lines = rows.lines
    if lines is None or start >= rows.frame.height:
        return None if lines is None else _NO_LINES
    place = int(np.searchsorted(lines.rows, rows.frame["row"][start]))
    ends = np.flatnonzero(np.frombuffer(lines.raw, dtype=np.uint8) == _NEWLINE)
    return Lines(lines.raw[int(ends[place - 1]) + 1 if place else 0 :], lines.numbers[place:], lines.rows[place:])


def _together(held: ReadRows, block: ReadRows) -> ReadRows:
    lines = block.lines
    if held.lines is not None:
        after = lines or _NO_LINES
        lines = Lines(
            held.lines.raw + after.raw,
            np.concatenate([held.lines.numbers, after.numbers]),
            np.concatenate([held.lines.rows, after.rows]),
        )
    return ReadRows(pl.concat([held.frame, block.frame]), [*held.rejects, *block.rejects], lines)


def grouped(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows with `group` (UInt32): neighbours with the same question, chosen answer and further columns are one."""
    alike = frame.select("question", "chosen")
    if EXTRA in frame.columns:
        further = frame[EXTRA].struct.unnest().drop(*OF_REJECTED, strict=False)
        alike = alike.with_columns(further.to_struct(EXTRA))
    return frame.with_columns(alike.to_struct("group").rle_id())


def paired(frame: pl.DataFrame, *, alone: bool) -> pl.DataFrame:
    """Rows of single completions as pairs: each rejected one with the chosen one beside which it stands.

    A prompt's rows stand next to each other; the chosen answer is the first of its rejected ones, or else the last.

    Args:
        frame: as `sides_of` gives it, chosen or rejected null in each row.
        alone: whether a chosen answer may do without a rejected one.

    Returns:
        The pairs, with `group` (UInt32: one for each chosen answer) and `chosen_row` (Int64); then, as
        single rows with a reason, what found no partner. Further columns are those of the chosen answer.

    """
    good = frame.filter(pl.col("reason").is_null())
    good = good.with_columns(run=pl.col("question").rle_id(), right=pl.col("chosen").is_not_null())
    before = pl.col("right").shift(1, fill_value=False).over("run")
    step = pl.when(pl.col("right").first().over("run")).then("right").otherwise(before)
    good = good.with_columns(group=pl.struct("run", step.cast(pl.Int64).cum_sum().over("run").alias("step")).rle_id())
    of_chosen = ["chosen", "row", *([EXTRA] if EXTRA in frame.columns else [])]
    there = {"row": "chosen_row"}
    partners = good.filter("right").unique("group", keep="first", maintain_order=True)
    partners = partners.select("group", *(pl.col(name).alias(there.get(name, f"chosen {name}")) for name in of_chosen))
    rows = good.join(partners, on="group", how="left", maintain_order="left")
    lonely = rows["group"].is_in(rows.filter(~pl.col("right"))["group"].unique()).not_()
    rows = rows.with_columns(lonely=lonely)
    pairs = rows.filter((~pl.col("right") | pl.col("lonely")) & pl.col("chosen_row").is_not_null())
    reason = (
        pl.when(pl.col("chosen_row").is_null())
        .then(pl.lit("no chosen answer for this prompt beside it"))
        .when(pl.col("lonely") & (not alone))
        .then(pl.lit("no rejected answer for this prompt beside it"))
    )
    filled = [pl.col(f"chosen {name}").alias(name) for name in of_chosen if name != "row"]
    orphans = rows.filter(pl.col("chosen_row").is_null())
    columns = [*frame.columns, "group", "chosen_row"]
    bad = frame.filter(pl.col("reason").is_not_null())
    return pl.concat(
        [
            pairs.with_columns(*filled, reason=reason).select(columns),
            orphans.with_columns(reason=reason).select(columns),
            bad.with_columns(group=pl.lit(None, dtype=pl.UInt32), chosen_row=pl.lit(None, dtype=pl.Int64)).select(
                columns
            ),
        ]
    )
