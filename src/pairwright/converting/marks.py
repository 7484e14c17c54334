"""What stands between a question and its answer: one space in all our layouts, and a mark where it is something else.

An answer behind anything but one space begins with `JOINED`, and then all that stood there; `laying_out` puts no space
before that.
"""

from __future__ import annotations

import polars as pl

from pairwright.reading.meaning import Meaning

# A code point that Unicode keeps for the inside of programs: no text may hold it.
JOINED = "\ufdd0"
_SIDES = ("chosen", "rejected")


def marked(frame: pl.DataFrame, meaning: Meaning) -> pl.DataFrame:
    """Rows with their sides marked, and a reason where a text holds the mark already.

    Args:
        frame: as `pairwright.texts.sides_of` gives it.
        meaning: what it was made with.

    """
    texts = ("question", *_SIDES)
    holds = pl.any_horizontal(pl.col(name).str.contains(JOINED, literal=True) for name in texts)
    reason = pl.when(holds).then(pl.lit("a text holds U+FDD0, which no text may"))
    sides = {side: each for side in _SIDES if (each := _marked(side, meaning)) is not None}
    # An answer that stands for itself states itself.
    stated = pl.coalesce("stated", "chosen") if meaning.bare else pl.col("stated")
    return frame.with_columns(reason=pl.coalesce(reason, "reason"), stated=stated, **sides)


def _marked(side: str, meaning: Meaning) -> pl.Expr | None:
    """A side that follows the question, less the one space that every layout puts there; None if it stays as it is."""
    stands: pl.Expr | None = getattr(meaning, side)
    # Messages have nothing between them, steps nothing before them, and a stated answer stands for itself.
    if (
        stands is None
        or meaning.bare
        or meaning.is_stepwise
        or any(key in meaning.talks for key in stands.meta.root_names())
    ):
        return None
    text = pl.col(side)
    less = pl.when(text.str.starts_with(" ")).then(text.str.strip_prefix(" ")).otherwise(pl.lit(JOINED) + text)
    # A whole text without the question is an answer of its own, with one space before it.
    return pl.when(pl.col(f"{side}_asks")).then(less).otherwise(text) if meaning.whole else less
