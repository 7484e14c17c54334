"""The columns of the layout asked for, and whatever else the rows had."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pairwright.converting.marks import JOINED
from pairwright.layouts import Layout, Rejects
from pairwright.reading.json_lines import EXTRA
from pairwright.texts import OF_REJECTED


def laid_out(frame: pl.DataFrame, target: Layout, kept: Sequence[str]) -> pl.DataFrame:
    """Rows of question, chosen, rejected (and answer), one for each pair, in the layout.

    Args:
        frame: with `group` where the layout does not take every pair as a row of its own.
        target: the layout.
        kept: which fields of `EXTRA` to keep as columns.

    Returns:
        The columns of the layout, then those kept; of `OF_REJECTED` lists where rejected answers stand in
        lists, null beside chosen answers, and none where no rejected answers stand.

    """
    apart = [name for name in OF_REJECTED if name in frame.columns]
    frame = _arranged(frame, target, apart)
    if is_talk(target):
        frame = frame.with_columns(_unmarked("chosen"), _unmarked("rejected"))
    rows = frame.select(**target.columns)
    if not is_talk(target) and _has_marks(frame):
        rows = rows.with_columns(_closed(name, dtype) for name, dtype in rows.schema.items())
    if target.rejects is Rejects.NONE:
        kept = [name for name in kept if name not in apart]
    further = frame[EXTRA].struct.unnest() if kept else pl.DataFrame()
    return rows.with_columns(frame[name] if name in apart else further[name] for name in kept)


def is_talk(target: Layout) -> bool:
    """Whether answers stand in messages, which have nothing between them."""
    return any(isinstance(target.dtypes.get(name), list) for name in ("chosen", "completion"))


def _arranged(frame: pl.DataFrame, target: Layout, apart: list[str]) -> pl.DataFrame:
    """Pairs as the layout takes them: side by side, in lists, one after the other, or only the chosen ones."""
    if target.rejects is Rejects.BESIDE or "group" not in frame.columns:
        return frame
    each = ["rejected", *apart]
    if target.rejects is Rejects.APART:
        nothing = [pl.lit(None, dtype=frame.schema[name]).alias(name) for name in each]
        heads = frame.unique("group", keep="first", maintain_order=True).with_columns(nothing)
        ordered = pl.concat([heads.with_columns(place=0), frame.with_columns(place=1)])
        return ordered.sort("group", "place", maintain_order=True)
    if target.rejects is Rejects.LISTED:
        once = [pl.col(name).first() for name in frame.columns if name not in (*each, "group")]
        return frame.group_by("group", maintain_order=True).agg(*once, *map(pl.col, each))
    return frame.unique("group", keep="first", maintain_order=True)


def _has_marks(frame: pl.DataFrame) -> bool:
    """Whether some answer does not stand one space behind its question."""
    sides = (frame[name] for name in ("chosen", "rejected"))
    texts = (side.list.explode() if isinstance(side.dtype, pl.List) else side for side in sides)
    return any(bool(each.str.starts_with(JOINED).any()) for each in texts)


def _unmarked(name: str) -> pl.Expr:
    return pl.col(name).str.strip_prefix(JOINED)


def _closed(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column without the space that a layout has put before a mark."""
    gap = f" {JOINED}"
    if dtype == pl.List(pl.String):
        return pl.col(name).list.eval(pl.element().str.replace(gap, "", literal=True))
    return pl.col(name).str.replace(gap, "", literal=True) if dtype == pl.String else pl.col(name)
