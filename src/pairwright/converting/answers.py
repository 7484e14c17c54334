"""The answer of each row as a whole number: as stated, or as the verifier proves it."""

from __future__ import annotations

import polars as pl

from pairwright.converting.marks import JOINED
from pairwright.verify import Declared, Verdict, score_column

# No more digits than Int64 holds for certain; 61.0 is 61.
_WHOLE = r"^\s*([-+]?[0-9]{1,18})(?:\.0*)?\s*$"


def with_answers(frame: pl.DataFrame, declared: Declared | None = None) -> pl.DataFrame:
    """Rows with `answer` (Int64), or with a reason why there is none.

    A number that is stated is taken as it stands; a sentence, stated or chosen, only if it is RIGHT.
    """
    whole = pl.col("stated").str.extract(_WHOLE).str.strip_prefix("+").cast(pl.Int64)
    frame = frame.with_columns(answer=whole, proven=pl.lit(None, dtype=pl.String))
    for side in ("stated", "chosen"):
        # A question that stands in both is scored once, and mostly in neither.
        wanted = frame.select(pl.col("answer").is_null() & pl.col("proven").is_null() & pl.col(side).is_not_null())
        at = wanted.to_series().arg_true()
        if len(at):
            asked = frame.select("question", pl.col(side).str.strip_prefix(JOINED))[at]
            scored = score_column(asked, completion=side, wording=declared)
            right = scored.select(pl.when(pl.col("verdict") == Verdict.RIGHT.name).then("found")).to_series()
            frame = frame.with_columns(frame["proven"].scatter(at, right))
    answer = pl.coalesce("answer", pl.col("proven").str.extract(_WHOLE).cast(pl.Int64))
    reason = (
        pl.when(answer.is_not_null())
        .then(None)
        .when(pl.col("proven").is_not_null())
        .then(pl.lit("the answer is no whole number"))
        .otherwise(pl.lit("no answer: no number is stated, and chosen is not proven right"))
    )
    return frame.with_columns(answer=answer, reason=pl.coalesce("reason", reason)).drop("proven")
