"""A model's answers scored: question and completion in, verdict out.

The completion may say its answer in any of the field's ways (see `answers`); the question is one
that the grammar reads.  Whole columns cost one reading per distinct shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl

from pairwright.verify.answers import Reading, reading_of
from pairwright.verify.fractions import Fractions
from pairwright.verify.grammar import question_of
from pairwright.verify.judging import Judge
from pairwright.verify.lifting import lifted
from pairwright.verify.shapes import ShapeJudge
from pairwright.verify.verdict import Verdict

# Between question and completion while numbers are lifted out of both.
_BETWEEN = "\x1f"
_MAX_SHAPES = 4096
_SCHEMA = {"verdict": pl.String, "expected": pl.String, "found": pl.String, "rationale": pl.Boolean}


@dataclass(frozen=True)
class Score:
    """What the verifier says of one completion.

    Attributes:
        verdict: RIGHT only if the answer satisfies the question and no calculation given for it fails.
        expected: the answer to the question; None if it has not just one, or is not understood.
        found: the answer that the completion gives; None if it gives none, or more than one.
        rationale: whether the calculations given hold and lead to the right answer; None if none is given.
    """

    verdict: Verdict
    expected: Fraction | None
    found: Fraction | None
    rationale: bool | None


def score(question: str, completion: str) -> Score:
    r"""Score one completion.

    Args:
        question: such as '57+4=?', 'x+55=95,x=?', 'What is 7*8?', 'Solve 3x+5=20 for x.'
        completion: such as 'The answer is 61 because 57+4 equals 61.', '#### 61', '\\boxed{61}', 'x = 40', '61'.

    Returns:
        The score; texts that are not understood are UNPARSED, nothing raises.

    >>> score("x+55=95,x=?", "x = 40")
    Score(verdict=<Verdict.RIGHT: 0>, expected=Fraction(40, 1), found=Fraction(40, 1), rationale=None)
    """
    row = score_column(pl.DataFrame({"question": [question], "completion": [completion]})).row(0, named=True)
    return Score(
        verdict=Verdict[row["verdict"]],
        expected=None if row["expected"] is None else Fraction(row["expected"]),
        found=None if row["found"] is None else Fraction(row["found"]),
        rationale=row["rationale"],
    )


def score_column(frame: pl.DataFrame, *, question: str = "question", completion: str = "completion") -> pl.DataFrame:
    """Score whole columns.

    Args:
        frame: with a question and a completion a row (String; nulls are UNPARSED).
        question: the name of the question's column.
        completion: the name of the completion's column.

    Returns:
        One row each: verdict (String), expected and found (String, exact, such as '-7' or '1/3';
        null if there is none), rationale (Boolean; null if none is given).

    >>> score_column(pl.DataFrame({"question": ["7*8=?"], "completion": ["54"]})).row(0)
    ('WRONG', '56', '54', None)
    """
    texts = frame.select(
        text=pl.concat_str([pl.col(question).fill_null(""), pl.lit(_BETWEEN), pl.col(completion).fill_null("")])
    )
    distinct = texts.unique(maintain_order=True)
    scored = pl.concat([distinct, _scored(distinct.to_series())], how="horizontal")
    return texts.join(scored, on="text", how="left", maintain_order="left").drop("text")


def reward(prompts: list[Any], completions: list[Any], **columns: Any) -> list[float]:
    """1.0 for each completion that is RIGHT, else 0.0; a reward function for TRL's GRPOTrainer.

    Args:
        prompts: texts, or conversations (lists of messages) whose last message is the question.
        completions: texts, or conversations whose last message is the answer.
        columns: further columns of the dataset; a column `question` is taken in place of the prompts
            (where it is not None, as it is in rows of a split that has no such column).

    Returns:
        One float each. There is no partial credit.

    >>> reward(["57+4=?"] * 3, ["61", "The answer is 62.", "Sorry, I don't know."])
    [1.0, 0.0, 0.0]
    """
    stated = columns.get("question", prompts)
    asked = [prompt if own is None else own for prompt, own in zip(prompts, stated, strict=True)]
    frame = pl.DataFrame(
        {"question": [_text(each) for each in asked], "completion": [_text(each) for each in completions]},
        schema={"question": pl.String, "completion": pl.String},
    )
    return (score_column(frame)["verdict"] == Verdict.RIGHT.name).cast(pl.Float64).to_list()


def _text(message: Any) -> str:
    """The text of a message, or of the last message of a conversation."""
    if isinstance(message, str):
        return message
    last = message[-1] if isinstance(message, list) and message else message
    content = last.get("content") if isinstance(last, dict) else None
    return content if isinstance(content, str) else ""


def _scored(texts: pl.Series) -> pl.DataFrame:
    """The columns of `score_column` for distinct texts of question, separator, completion."""
    codes = np.full(len(texts), Verdict.UNPARSED, dtype=np.uint8)
    rationale = np.full(len(texts), -1, dtype=np.int8)
    expected, found = Fractions(len(texts)), Fractions(len(texts))
    for shape in lifted(texts):
        if (judge := _judge(shape.text)) is not None:
            for rows, judged in judge.judged(shape):
                at = shape.rows[rows]
                codes[at], rationale[at] = judged.codes, judged.rationale
                expected.put(at, judge.judge.expected(judged))
                found.put(at, judge.judge.found(judged))
    rationale[codes == Verdict.UNPARSED] = -1
    unclear = pl.Series(codes == Verdict.UNPARSED)
    names = pl.Series([verdict.name for verdict in Verdict])
    return pl.DataFrame(
        {
            "verdict": names.gather(codes),
            "expected": expected.texts(),
            "found": found.texts().zip_with(~unclear, pl.Series([None] * len(texts), dtype=pl.String)),
            "rationale": pl.Series(rationale == 1).zip_with(
                pl.Series(rationale >= 0), pl.Series([None] * len(texts), dtype=pl.Boolean)
            ),
        },
        schema=_SCHEMA,
    )


@lru_cache(maxsize=_MAX_SHAPES)
def _judge(shape: str) -> ShapeJudge | None:
    """The judge of a shape; None where the question is not understood."""
    question_shape, *rest = shape.split(_BETWEEN)
    question = question_of(question_shape, 0)
    if question is None or len(rest) != 1:
        return None
    reading = reading_of(rest[0], question_shape.count("0"), question.unknown)
    return ShapeJudge(Judge(question, reading or Reading((), ())), shape.count("0"))
