"""Whole texts: the question is found by the grammar at the head of one side, the other has the same or none."""

from __future__ import annotations

import polars as pl

from pairwright.texts.declared import declared_heads
from pairwright.verify import Declared, families, split_texts

# A calculation that no question mark ends: nanoGPT's `50+148=198`, nothing but a number behind it, or `151+108 The
# answer is 259.`, where a sentence begins. In prose ("2+3=5 apples and then") neither is a question.
_CALCULATION = r"[-+(0-9][-+*/×÷·−^().,0-9\s]{0,2000}?[0-9)]"
_NUMBER = r"[-−]?[0-9]+(?:[.,/][0-9]+)*\.?\s*(?:</?s>|<\|\w{1,20}\|>)?"
_BARE = (rf"^\s*({_CALCULATION}\s*=)\s*{_NUMBER}\s*$", rf"^\s*({_CALCULATION})\s+[A-Z][a-z]*[ ',]")
# A number alone, with its sign, calculates nothing.
_OPERATION = r"[0-9)]\s*[-+*/×÷·−^]\s*[-(0-9]"


def parted(frame: pl.DataFrame, declared: Declared | None = None) -> pl.DataFrame:
    """Whole texts as a question and what follows it.

    Args:
        frame: chosen, rejected (String), reason.
        declared: what a recipe declares to stand around its questions.

    Returns:
        The same with question (String, just as it stands at the head of a side; null if it is found at none),
        chosen and rejected without it, chosen_asks and rejected_asks (Boolean: whether the grammar finds a question
        at the head of that side, or the other's stands there), asks_apart (Boolean: the sides begin with different
        ones) and, where a row cannot be taken apart, a reason.

    """
    chosen, rejected = frame["chosen"], frame["rejected"]
    asked = _heads(chosen, chosen.is_not_null(), declared)
    # Most often the rejected side begins as the chosen one does; only the others have to be read.
    same = frame.select(pl.col("rejected").str.starts_with(pl.lit(asked)).fill_null(value=False)).to_series()
    other = _heads(rejected, rejected.is_not_null() & ~same, declared)
    question = asked.zip_with(asked.is_not_null(), other)
    heads = frame.with_columns(question=question, asked=asked, other=asked.zip_with(same, other))
    apart = asked.is_not_null() & other.is_not_null()
    reason = (
        pl.when(pl.col("question").is_null())
        .then(pl.lit("no question is found at the head of a side"))
        .when(apart)
        .then(pl.lit("the sides begin with different questions"))
    )
    return heads.with_columns(
        reason=pl.coalesce("reason", reason),
        # Behind another's question a side goes on as it will; one with a question of its own is taken apart at that.
        chosen=_less("chosen", "asked"),
        rejected=_less("rejected", "other"),
        chosen_asks=_begins("chosen") | pl.col("asked").is_not_null(),
        rejected_asks=_begins("rejected") | pl.col("other").is_not_null(),
        asks_apart=apart,
    ).drop("asked", "other")


def _less(side: str, asked: str) -> pl.Expr:
    head = pl.when(_begins(side)).then("question").otherwise(pl.col(asked).fill_null(""))
    return pl.col(side).str.strip_prefix(head)


def _begins(side: str) -> pl.Expr:
    return pl.col(side).str.starts_with(pl.col("question")).fill_null(value=False)


def _heads(texts: pl.Series, read: pl.Series, declared: Declared | None) -> pl.Series:
    """The question at the head of each text that is to be read, just as it stands there; null where there is none."""
    heads = pl.Series("question", [None], dtype=pl.String).new_from_index(0, len(texts))
    chosen = texts.filter(read)
    if not len(chosen):
        return heads
    parts = split_texts(chosen).with_columns(text=chosen)
    head = pl.col("text").str.head(pl.col("text").str.len_chars() - pl.col("completion").str.len_chars())
    found = parts.select(pl.when(pl.col("question").is_not_null()).then(head.str.strip_chars_end())).to_series()
    if declared is not None:
        worded = declared_heads(chosen, declared)
        found = worded.zip_with(worded.is_not_null(), found)
    missing = found.is_null()
    if missing.any():
        found = found.zip_with(~missing, _bare_heads(chosen))
    return heads.scatter(read.arg_true(), found)


def _bare_heads(texts: pl.Series) -> pl.Series:
    """The calculation at the head of each text that no question mark ends; null where there is none that is read."""
    text = pl.col("text")
    heads = texts.rename("text").to_frame().select(pl.coalesce(text.str.extract(each, 1) for each in _BARE)).to_series()
    heads = heads.set(~heads.str.contains(_OPERATION).fill_null(value=False), None)
    if heads.null_count() == len(heads):
        return heads
    return heads.set(families(heads)["canonical"].is_null(), None)
