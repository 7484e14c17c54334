"""The likenesses of rows as 64-bit hashes: word for word, the same question, mirrored, of one family."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

Hashes = npt.NDArray[np.uint64]
# An odd factor, so that the order of columns shows in the hash of a row; overflow is meant.
_FACTOR = 0x9E3779B97F4A7C15


def question_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """The hashes of the questions.

    Args:
        frame: with question, canonical, family (String).

    Returns:
        same_question (UInt64; up to spaces), same_canonical, same_family; null where there is none.

    """
    return frame.select(
        same_question=pl.col("question").str.replace_all(" ", "", literal=True),
        same_canonical="canonical",
        same_family="family",
    ).select(pl.when(pl.all().is_not_null()).then(pl.all().hash()))


def row_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """The hashes of whole rows and of the answers found.

    Returns:
        same_row (UInt64) and same_answer (UInt64; null where no answer is found).

    """
    texts = [frame[name].hash().to_numpy() for name in ("chosen_text", "rejected_text", "question")]
    rows = (texts[0] * np.uint64(_FACTOR) + texts[1]) * np.uint64(_FACTOR) + texts[2]
    answers = frame.select(
        same_answer=pl.when(pl.col("chosen_found").is_not_null()).then(pl.col("chosen_found").hash())
    )
    return answers.with_columns(pl.Series("same_row", rows))
