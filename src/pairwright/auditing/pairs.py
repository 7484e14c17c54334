"""Rows of any layout as one kind of frame: question, chosen and rejected completion, and the texts as trained on."""

from __future__ import annotations

import polars as pl

from pairwright.auditing import verdicts
from pairwright.reading.keys import Layout

_NO_TEXT = pl.lit(None, dtype=pl.String)


def pairs_of(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """One row for each pair (or single side, where the layout has but one).

    Args:
        rows: text columns as in the file, and `line`.
        layout: what they mean.

    Returns:
        Columns line (Int64); first (Boolean: the first pair of its line); question, chosen, rejected
        (String; completions without the question; null where there is none); chosen_text, rejected_text
        (String; what a model is trained on); answer (String; as stated, null if it is not);
        chosen_asks, rejected_asks (Boolean; whether the question stands before that side);
        repeats_prompt (Boolean; a side begins with the explicit prompt).

    """
    frame = rows.select(
        "line",
        prompt=_or_none(layout.prompt),
        chosen=_or_none(layout.chosen),
        rejected=_or_none(layout.rejected),
        answer=_or_none(layout.answer),
        first=pl.lit(value=True),
    )
    if layout.listed:
        frame = _one_rejected_a_row(frame)
    return _whole(frame) if layout.whole else _after_a_prompt(frame)


def _or_none(expression: pl.Expr | None) -> pl.Expr:
    return _NO_TEXT if expression is None else expression


def _one_rejected_a_row(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows with a JSON list of rejected texts as a row for each of them."""
    is_list = pl.col("rejected").str.starts_with("[")
    try:
        lists = frame.select(
            pl.when(is_list).then("rejected").otherwise(pl.lit("[]")).str.json_decode(pl.List(pl.String))
        ).to_series()
    except pl.exceptions.PolarsError:
        return frame
    one = frame.select(pl.concat_list("rejected")).to_series()
    lists = lists.zip_with(lists.list.len() > 0, one)
    apart = frame.with_columns(rejected=lists).explode("rejected")
    return apart.with_columns(first=pl.col("line").is_first_distinct())


def _after_a_prompt(frame: pl.DataFrame) -> pl.DataFrame:
    """An explicit prompt: it is the question, and stands before both sides."""
    repeated = [
        pl.col(side).str.starts_with(pl.col("prompt")) & (pl.col("prompt") != "") for side in ("chosen", "rejected")
    ]
    return frame.with_columns(
        chosen_text=_joined("prompt", "chosen"),
        rejected_text=_joined("prompt", "rejected"),
        repeats_prompt=pl.any_horizontal(repeated).fill_null(value=False),
        question="prompt",
        chosen=pl.when(repeated[0]).then(pl.col("chosen").str.strip_prefix(pl.col("prompt"))).otherwise("chosen"),
        rejected=pl.when(repeated[1]).then(pl.col("rejected").str.strip_prefix(pl.col("prompt"))).otherwise("rejected"),
        chosen_asks=pl.col("chosen").is_not_null(),
        rejected_asks=pl.col("rejected").is_not_null(),
    )


def _joined(prompt: str, side: str) -> pl.Expr:
    """Prompt and side; a space between them where neither has one, as a chat template would put something."""
    together = pl.concat_str([prompt, side])
    needs = ~(pl.col(prompt).str.contains(r"\s$") | pl.col(side).str.contains(r"^\s"))
    return pl.when(needs).then(pl.concat_str([prompt, side], separator=" ")).otherwise(together)


def _whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Whole texts: the question is found at the head of each side; one of them is enough to know it."""
    chosen, rejected = (verdicts.split_texts(frame[side]) for side in ("chosen", "rejected"))
    asked, other = chosen["question"], rejected["question"]
    return frame.with_columns(
        frame["chosen"].alias("chosen_text"),
        frame["rejected"].alias("rejected_text"),
        pl.lit(value=False).alias("repeats_prompt"),
        asked.zip_with(asked.is_not_null(), other).alias("question"),
        pl.when(pl.col("chosen").is_not_null()).then(chosen["completion"]).alias("chosen"),
        pl.when(pl.col("rejected").is_not_null()).then(rejected["completion"]).alias("rejected"),
        asked.is_not_null().alias("chosen_asks"),
        other.is_not_null().alias("rejected_asks"),
    )
