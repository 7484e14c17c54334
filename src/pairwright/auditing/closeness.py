"""How far apart the sides of a pair are: refusals, near misses; and the words at their ends."""

from __future__ import annotations

import numpy as np
import polars as pl

from pairwright.auditing.edit_distance import near

_FIRST, _LAST = r"^\s*(\S+)", r"(\S+)\s*$"


def closeness_of(frame: pl.DataFrame) -> pl.DataFrame:
    """Of each pair, whether the rejected side refuses, and whether the sides nearly are the same.

    Args:
        frame: with chosen and rejected (String).

    Returns:
        One row each: refusal (Boolean: the rejected side holds no digit, so claims no number; null
        without one) and near (Boolean: no refusal, and the completions are one or two edits apart).

    """
    rejected = frame["rejected"]
    refusal = (rejected.str.strip_chars() != "") & ~rejected.str.contains(r"[0-9]")
    pairs = frame["chosen"].is_not_null() & rejected.is_not_null()
    candidates = np.flatnonzero((pairs & ~refusal).fill_null(value=False).to_numpy())
    hits = np.zeros(frame.height, dtype=bool)
    if candidates.size:
        sides = (frame[side].gather(candidates).str.strip_chars() for side in ("chosen", "rejected"))
        hits[candidates] = near(*sides)
    return pl.DataFrame({"refusal": refusal, "near": hits})


def ends_of(frame: pl.DataFrame) -> pl.DataFrame:
    """The first and the last word and the length of each side.

    Returns:
        One row each: chosen_first, chosen_last, rejected_first, rejected_last (String) and
        chosen_length, rejected_length (UInt32, in characters); null for a side that is not there.

    """
    return frame.select(
        expression.alias(f"{side}_{name}")
        for side in ("chosen", "rejected")
        for name, expression in (
            ("first", pl.col(side).str.extract(_FIRST)),
            ("last", pl.col(side).str.extract(_LAST)),
            ("length", pl.col(side).str.len_chars()),
        )
    )
