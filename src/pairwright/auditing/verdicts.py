"""The verifier, as the audit uses it; all of it goes through here."""

from __future__ import annotations

import polars as pl

from pairwright.verify import families, score_column

__all__ = ["families", "judged", "readable"]

_SCHEMA = {"verdict": pl.String, "reason": pl.String, "expected": pl.String, "found": pl.String}


def judged(frame: pl.DataFrame, completion: str) -> pl.DataFrame:
    """The verdict on each answer of a column, and that on the reason given for it.

    Args:
        frame: with question and the completion (String).
        completion: the column's name.

    Returns:
        One row each: verdict (String; RIGHT, WRONG, UNPARSED or DEGENERATE, of the answer alone), reason (String;
        HOLDS, FAILS, UNREAD or NONE), expected, found (String; null where there is none).

    """
    scored = score_column(frame, completion=completion)
    if "reason" in scored.columns:
        return scored.select(list(_SCHEMA))
    # A verifier whose verdict is on both: a right answer for a false reason is WRONG there.
    fails = (pl.col("rationale") == False).fill_null(value=False)  # noqa: E712
    right = fails & (pl.col("found") == pl.col("expected")).fill_null(value=False)
    reason = pl.when(pl.col("rationale").is_null()).then(pl.lit("NONE")).when(fails).then(pl.lit("FAILS"))
    return scored.select(
        verdict=pl.when(right & (pl.col("verdict") == "WRONG")).then(pl.lit("RIGHT")).otherwise("verdict"),
        reason=reason.otherwise(pl.lit("HOLDS")),
        expected="expected",
        found="found",
    )


def readable(questions: pl.Series) -> pl.Series:
    """Which texts are questions that the verifier reads (Boolean)."""
    return families(questions)["canonical"].is_not_null()
