"""Whole columns of texts of declared wording to verdicts, shape by shape."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import polars as pl

from pairwright.verify.frame import Frame
from pairwright.verify.judging import Codes, Judge
from pairwright.verify.lifting import lifted
from pairwright.verify.shapes import ShapeJudge
from pairwright.verify.verdict import Verdict

_MAX_SHAPES = 4096


class Verifier:
    """Reads texts of one wording and says of each whether what it claims is so.

    Args:
        wording: how question and answer stand together, with the slots question, answer and
            (if there is one) calculation.

    >>> said = Verifier("{question} The answer is {answer}.")
    >>> said.verdicts(pl.Series(["57+4=? The answer is 61.", "x+5=8,x=? The answer is 4."])).tolist()
    [0, 1]
    """

    def __init__(self, wording: str) -> None:
        self._frame = Frame(wording)
        self._judge = lru_cache(maxsize=_MAX_SHAPES)(self._compiled)

    def verdicts(self, texts: pl.Series) -> Codes:
        """The `Verdict` codes (uint8, one for each text) of a column (dtype String, no nulls)."""
        codes = np.full(len(texts), Verdict.UNPARSED, dtype=np.uint8)
        for shape in lifted(texts):
            if (judge := self._judge(shape.text)) is not None:
                for rows, judged in judge.judged(shape):
                    codes[shape.rows[rows]] = judged.codes
        return codes

    def _compiled(self, shape: str) -> ShapeJudge | None:
        framed = self._frame.read(shape)
        return None if framed is None else ShapeJudge(Judge(framed.question, framed.reading), shape.count("0"))
