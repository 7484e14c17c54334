"""A model's answers scored: question and completion in, verdict out.

The completion may say its answer in any of the field's ways (see `answers`); the question is one
that the grammar reads.  Whole columns cost one reading per distinct shape.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.verify.answers import Asked, Reading, reading_of
from pairwright.verify.declared import Declared
from pairwright.verify.fractions import Fractions
from pairwright.verify.grammar import question_of
from pairwright.verify.judging import Judge
from pairwright.verify.lifting import Shape, alike, lifted
from pairwright.verify.notations import one_notation
from pairwright.verify.numbers import Condition
from pairwright.verify.reasons import Statement, reasons, statement
from pairwright.verify.shapes import ShapeJudge
from pairwright.verify.trees import Operation, Question, Tree
from pairwright.verify.verdict import Reason, Verdict

# Between question and completion while numbers are lifted out of both.
_BETWEEN = "\x1f"
_MAX_SHAPES = 4096
# Stories of all names and things, a few kB each at most.
_MAX_QUESTIONS = 16_384
_SCHEMA = {"verdict": pl.String, "reason": pl.String, "expected": pl.String, "found": pl.String}


# A number, quotient and remainder, or nothing.
Exact = Fraction | tuple[Fraction, ...] | None


@dataclass(frozen=True)
class Score:
    """What the verifier says of one completion.

    Attributes:
        verdict: of the answer alone.
        reason: of the calculations given beside it.
        expected: the answer to the question; None if it has not just one, or is not understood.
        found: the answer that the completion gives; None if it gives none, or more than one.
    """

    verdict: Verdict
    reason: Reason
    expected: Exact
    found: Exact

    @property
    def sound(self) -> bool:
        """Whether the answer is RIGHT and no reason given for it FAILS."""
        return self.verdict is Verdict.RIGHT and self.reason is not Reason.FAILS


def score(question: str, completion: str, *, wording: Declared | None = None) -> Score:
    r"""Score one completion.

    Args:
        question: such as '57+4=?', 'x+55=95,x=?', 'What is 7*8?', 'Solve 3x+5=20 for x.'
        completion: such as 'The answer is 61 because 57+4 equals 61.', '#### 61', '\\boxed{61}', 'x = 40', '61'.
        wording: what a recipe declares, as `pairwright.declared` gives it: what stands around a question is taken
            off, an answer in a declared wording is read as such.

    Returns:
        The score; texts that are not understood are UNPARSED, nothing raises.

    >>> score("x+55=95,x=?", "x = 40")
    Score(verdict=<Verdict.RIGHT: 0>, reason=<Reason.NONE: 3>, expected=Fraction(40, 1), found=Fraction(40, 1))
    """
    frame = pl.DataFrame({"question": [question], "completion": [completion]})
    row = score_column(frame, wording=wording).row(0, named=True)
    return Score(
        verdict=Verdict[row["verdict"]],
        reason=Reason[row["reason"]],
        expected=_exact(row["expected"]),
        found=_exact(row["found"]),
    )


def _exact(text: str | None) -> Exact:
    """The number of a text, or the numbers of one such as '3 R 2'; None of none."""
    if text is None:
        return None
    numbers = tuple(Fraction(part) for part in text.split(" R "))
    return numbers if len(numbers) > 1 else numbers[0]


def score_column(
    frame: pl.DataFrame,
    *,
    question: str = "question",
    completion: str = "completion",
    wording: Declared | None = None,
) -> pl.DataFrame:
    """Score whole columns.

    Args:
        frame: with a question and a completion a row (String; nulls are UNPARSED).
        question: the name of the question's column.
        completion: the name of the completion's column.
        wording: as in `score`.

    Returns:
        One row each: verdict (String), reason (String: HOLDS, FAILS, UNREAD or NONE), expected and found
        (String, exact, such as '-7' or '1/3'; null if there is none).

    >>> score_column(pl.DataFrame({"question": ["7*8=?"], "completion": ["54"]})).row(0)
    ('WRONG', 'NONE', '56', '54')
    """
    asked, said = frame[question], frame[completion]
    if wording is not None:
        asked, said = wording.bare(asked), wording.said(said)
    both = pl.DataFrame({"asked": asked, "said": said}, schema={"asked": pl.String, "said": pl.String})
    texts = both.select(
        text=pl.concat_str([pl.col("asked").fill_null(""), pl.lit(_BETWEEN), pl.col("said").fill_null("")])
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
    return _rewards(prompts, completions, columns, None)


def reward_for(wording: Declared) -> Callable[..., list[float]]:
    """`reward` for the wordings that a recipe declares.

    Args:
        wording: as `pairwright.declared` gives it.

    >>> from pairwright.verify import Declared
    >>> reward_for(Declared(("Q: {question}",), ("It makes {answer}.",)))(["Q: 57+4=?"], ["It makes 61."])
    [1.0]
    """

    def declared_reward(prompts: list[Any], completions: list[Any], **columns: Any) -> list[float]:
        return _rewards(prompts, completions, columns, wording)

    return declared_reward


def _rewards(
    prompts: list[Any], completions: list[Any], columns: Mapping[str, Any], wording: Declared | None
) -> list[float]:
    stated = columns.get("question", prompts)
    asked = [prompt if own is None else own for prompt, own in zip(prompts, stated, strict=True)]
    frame = pl.DataFrame(
        {"question": [_text(each) for each in asked], "completion": [_text(each) for each in completions]},
        schema={"question": pl.String, "completion": pl.String},
    )
    return (score_column(frame, wording=wording)["verdict"] == Verdict.RIGHT.name).cast(pl.Float64).to_list()


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
    why = np.full(len(texts), Reason.NONE, dtype=np.uint8)
    expected, found = Fractions(len(texts)), Fractions(len(texts))
    for shape in alike(lifted(one_notation(texts)), _meaning):
        if (judges := _judges(shape.text)) is None:
            continue
        judge = judges.answer
        for rows, judged in judge.judged(shape):
            at = shape.rows[rows]
            codes[at] = judged.codes
            expected.put_parts(at, judge.judge.expected(judged))
            found.put_parts(at, judge.judge.found(judged))
        if judges.conditions:
            unmet = shape.rows[~_met(judges.conditions, shape)]
            codes[unmet[codes[unmet] != Verdict.DEGENERATE]] = Verdict.UNPARSED
        why[shape.rows] = reasons(judges.statements, unread=judges.unread, shape=shape)
    unclear = codes == Verdict.UNPARSED
    why[unclear] = Reason.NONE
    return pl.DataFrame(
        {
            "verdict": pl.Series([verdict.name for verdict in Verdict]).gather(codes),
            "reason": pl.Series([reason.name for reason in Reason]).gather(why),
            "expected": expected.texts(),
            "found": found.texts().set(pl.Series(unclear), None),
        },
        schema=_SCHEMA,
    )


@dataclass(frozen=True)
class _Judges:
    """The judges of a shape: of its answer, and of its reason; and what must be so for there to be an answer."""

    answer: ShapeJudge[Judge]
    statements: list[Statement]
    unread: bool
    conditions: tuple[Condition, ...]


@lru_cache(maxsize=_MAX_QUESTIONS)
def _question(shape: str) -> Question | None:
    return question_of(shape, 0)


def _meaning(shape: str) -> Hashable:
    """What is asked and what is answered: equal for stories of other people and things; None if nothing is asked."""
    question, *rest = shape.split(_BETWEEN)
    if len(rest) != 1 or (asked := _question(question)) is None:
        return None
    # A completion that asks is compared with the question's text.
    return shape if "?" in rest[0] else (asked, question.count("0"), rest[0])


@lru_cache(maxsize=_MAX_SHAPES)
def _judges(shape: str) -> _Judges | None:
    """The judges of a shape; None where the question is not understood."""
    question_shape, *rest = shape.split(_BETWEEN)
    question = _question(question_shape)
    if question is None or len(rest) != 1:
        return None
    operations = sum(_operations(side) for sides in question.equations for side in sides)
    asked = Asked(question_shape, question_shape.count("0"), question.unknown, operations, bool(question.parts))
    reading = reading_of(rest[0], asked) or Reading()
    claim = reading.claims[0].tree if reading.claims else None
    stated = [statement(each, shape, claim) for each in reading.equations]
    return _Judges(
        ShapeJudge(Judge(question, reading), shape.count("0")),
        [each for each in stated if each is not None],
        reading.unread or None in stated,
        reading.conditions,
    )


def _operations(tree: Tree) -> int:
    return 1 + _operations(tree.left) + _operations(tree.right) if isinstance(tree, Operation) else 0


def _met(conditions: tuple[Condition, ...], shape: Shape) -> npt.NDArray[np.bool_]:
    """Where all conditions are met."""
    met = np.ones(shape.rows.size, dtype=bool)
    numbers = shape.numbers() if conditions else []
    for each in conditions:
        if each.among:
            known = np.zeros(shape.rows.size, dtype=bool)
            for run in each.among:
                known |= (numbers[each.run] == numbers[run]) & (shape.widths(each.run) == shape.widths(run))
            met &= known
        if each.number >= 0:
            met &= numbers[each.run] == each.number
        if each.width:
            met &= shape.widths(each.run) == each.width
    return met
