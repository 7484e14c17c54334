"""Whole texts, `57+4=? The answer is 61.`, parted into question and completion."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.verify.answer_types.hexadecimals import MARK
from pairwright.verify.columns.lifting import lifted
from pairwright.verify.kept import Kept
from pairwright.verify.questions.grammar import question_of

# A question ends with a question mark, or with a full stop ("Solve ... for x.", "find x.").
_ENDS = re.compile(r"\?|\.(?=\s|$)")
_MAX_TRIES = 6


def split_texts(texts: pl.Series) -> pl.DataFrame:
    """Part whole texts into the question at their head and the rest.

    Args:
        texts: a column of texts (String; nulls have no question).

    Returns:
        One row each: question (String; null where the text does not begin with one that the grammar
        reads) and completion (String: the rest, or the whole text).

    >>> split_texts(pl.Series(["57+4=? The answer is 61."])).row(0)
    ('57+4=?', 'The answer is 61.')
    """
    filled = texts.fill_null("")
    cut = np.zeros(len(filled), dtype=np.int64)
    for shape in lifted(filled):
        if end := _end_of_question(shape.text):
            # In the text, each number takes as many characters as it has digits.
            if MARK in shape.text:
                cut[shape.rows] = _cuts(filled.gather(shape.rows), len(_ENDS.findall(shape.text, 0, end)))
                continue
            runs = shape.text.count("0", 0, end)
            cut[shape.rows] = end + sum((shape.widths(run) - 1 for run in range(runs)), np.zeros_like(shape.rows))
    frame = pl.DataFrame({"text": filled, "cut": cut})
    return frame.select(
        question=pl.when(pl.col("cut") > 0).then(pl.col("text").str.slice(0, pl.col("cut")).str.strip_chars()),
        completion=pl.col("text").str.slice(pl.col("cut")).str.strip_chars_start(),
    )


def _cuts(texts: pl.Series, ends: int) -> npt.NDArray[np.int64]:
    """Where the question ends in texts whose numbers are written otherwise than in their shape: with the n-th end."""
    head = texts.str.extract(rf"(?s)^((?:.*?(?:\?|\.(?:\s|$))){{{ends}}})", 1)
    return head.str.len_chars().fill_null(0).cast(pl.Int64).to_numpy()


@Kept
def _end_of_question(shape: str) -> int:
    """Where the question at the head of a shape ends; 0 if there is none."""
    for tried, match in enumerate(_ENDS.finditer(shape)):
        if tried == _MAX_TRIES:
            break
        if question_of(shape[: match.end()], 0) is not None:
            return match.end()
    return 0
