"""Some rows of a file from one layout to the other."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pairwright.converting.answers import with_answers
from pairwright.converting.laying_out import laid_out
from pairwright.converting.marks import JOINED, marked
from pairwright.converting.parting import parted_at_steps
from pairwright.converting.prompts import grouped, paired
from pairwright.layouts import LABELLED_STEPS, NEXT_STEPS, Layout, Rejects
from pairwright.reading.json_lines import ReadRows, Reject
from pairwright.reading.meaning import Meaning
from pairwright.reading.opening import without
from pairwright.texts import sides_of
from pairwright.verify import Declared

_UNLABELLED = "a step has no label, as one that PRM800K rates 0"
_TRAPPED = "the sides go on alike after the question, so a trainer would take part of the answer for the prompt"


@dataclass(frozen=True)
class Piece:
    """Some rows of a file, converted.

    Attributes:
        frame: the rows to write.
        read: how many rows of the file they come from, rejects included.
        rejects: those that could not be converted.

    """

    frame: pl.DataFrame
    read: int
    rejects: list[Reject]


@dataclass(frozen=True)
class Converter:
    """Takes rows of one layout to another.

    Attributes:
        source: how the rows are read.
        target: how they are written.
        kept: which further columns they keep.
        declared: what the recipe of the rows declares; None: nothing.

    """

    source: Meaning
    target: Layout
    kept: tuple[str, ...]
    declared: Declared | None = None

    @property
    def run_keys(self) -> list[str]:
        """The keys by which rows next to each other may belong to one prompt; none where each stands for itself."""
        if self._pairs_up:
            return self._keys_of(self.source.prompt)
        if not self._groups:
            return []
        rejected = self._keys_of(self.source.rejected)
        return [key for key in self.source.side_keys if key not in rejected]

    def converted(self, rows: ReadRows) -> Piece:
        """Rows as read, to be written; all rows of a prompt must be among them."""
        frame = marked(sides_of(rows.frame, self.source, declared=self.declared), self.source)
        if self._pairs_up:
            frame = paired(frame, alone=self.target.rejects is Rejects.NONE)
        if self.target.states_number:
            frame = with_answers(frame, self.declared)
        if self.target is NEXT_STEPS:
            frame = parted_at_steps(frame, self.declared)
        if self.target is LABELLED_STEPS:
            doubt = pl.col("labels").list.contains(pl.lit(None, dtype=pl.Boolean))
            frame = frame.with_columns(reason=pl.coalesce("reason", pl.when(doubt).then(pl.lit(_UNLABELLED))))
        if self.target.trapped is not None:
            frame = _untrapped(frame, self.target.trapped)
        bad = frame.filter(pl.col("reason").is_not_null())
        good = frame.filter(~pl.col("row").is_in(bad["row"].unique().implode())) if bad.height else frame
        left = without(rows, _reasons(bad, good))
        if self._groups:
            good = grouped(good)
        elif self.source.listed:
            good = good.with_columns(group=pl.col("row").rle_id())
        return Piece(laid_out(good, self.target, self.kept), rows.frame.height + len(rows.rejects), left.rejects)

    @staticmethod
    def _keys_of(side: pl.Expr | None) -> list[str]:
        return [] if side is None else side.meta.root_names()

    @property
    def _pairs_up(self) -> bool:
        return self.source.label and self.target.rejects is not Rejects.APART

    @property
    def _groups(self) -> bool:
        """Whether neighbours that have the same prompt and chosen answer become one."""
        single = self.source.label or self.source.listed or self.source.rejected is None
        return not single and self.target.rejects is not Rejects.BESIDE


def _untrapped(frame: pl.DataFrame, trapped: pl.Expr) -> pl.DataFrame:
    """With a reason where the layout must not hold a row."""
    plain = frame.select("question", pl.col("chosen", "rejected").str.strip_prefix(JOINED))
    hits = plain.select(trapped.fill_null(value=False)).to_series()
    return frame.with_columns(reason=pl.coalesce("reason", pl.when(hits).then(pl.lit(_TRAPPED))))


def _reasons(bad: pl.DataFrame, good: pl.DataFrame) -> dict[int, str]:
    """Why each row of the file goes nowhere; one that also stands in a good row goes there."""
    names = [name for name in ("row", "chosen_row") if name in bad.columns]
    lost = pl.concat([bad.select(pl.col(name).alias("row"), "reason") for name in names]).drop_nulls("row")
    used = pl.concat([good.select(pl.col(name).alias("row")) for name in names]).drop_nulls()
    lost = lost.unique("row", keep="first", maintain_order=True).join(used.unique(), on="row", how="anti")
    return dict(lost.iter_rows())
