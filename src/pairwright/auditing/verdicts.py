"""The verifier, as the audit uses it; all of it goes through here."""

from __future__ import annotations

import polars as pl

from pairwright.texts.judged_steps import readable, steps_judged
from pairwright.verify import families, score_column, split_texts

__all__ = ["families", "judged", "readable", "split_texts", "steps_judged"]


def judged(frame: pl.DataFrame, completion: str) -> pl.DataFrame:
    """The verdict on each answer of a column, and that on the reason given for it.

    Args:
        frame: with question and the completion (String).
        completion: the column's name.

    Returns:
        One row each: verdict (String; RIGHT, WRONG, UNPARSED or DEGENERATE, of the answer alone), reason (String;
        HOLDS, FAILS, UNREAD or NONE), expected, found (String; null where there is none).

    """
    return score_column(frame, completion=completion).select("verdict", "reason", "expected", "found")
