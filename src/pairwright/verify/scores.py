"""A model's answers scored: question and completion in, verdict out.

The completion may say its answer in any of the field's ways (see `answers`); the question is one
that the grammar reads, or the right answer is stated beside it.  Whole columns cost one reading per distinct shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from pairwright.arguments import AnyText, guarded
from pairwright.errors import DataError, did_you_mean
from pairwright.verify.answer_types.choices import claimed
from pairwright.verify.declared_texts.declared import Declared
from pairwright.verify.scoring import SCHEMA, Options, scored
from pairwright.verify.stated import stated_text
from pairwright.verify.verdict import Reason, Verdict

_TEXTS = (pl.String, pl.Categorical, pl.Enum, pl.Null)
# What is told as numbers.
_ONE = r"(?:[a-zA-Z] = )?-?[0-9]+(?:[./][0-9]+)?"
_NUMBERS = re.compile(rf"{_ONE}(?:(?:, | R |\*){_ONE})*")
# A number, quotient and remainder, a word (yes, <), an inequality, a number in a form of its own, or nothing.
Exact = Fraction | tuple[Fraction, ...] | str | None


@dataclass(frozen=True)
class Score:
    """What the verifier says of one completion.

    Attributes:
        verdict: of the answer alone.
        reason: of the calculations given beside it.
        expected: the answer to the question; None if it has not just one, or is not understood.
        found: the answer that the completion gives; None if it gives none, or more than one.
        note: 'rounded' of an answer that is the right one rounded, 'reversed' of one whose digits stand from right to
            left, 'gold differs' where the stated answer is not
            the question's own; None of most.
    """

    verdict: Verdict
    reason: Reason
    expected: Exact
    found: Exact
    note: str | None = None

    @property
    def sound(self) -> bool:
        """Whether the answer is RIGHT and no reason given for it FAILS."""
        return self.verdict is Verdict.RIGHT and self.reason is not Reason.FAILS


@guarded
def score(
    question: AnyText,
    completion: AnyText,
    *,
    answer: AnyText | float | None = None,
    extract: str = "auto",
    decimals: int | None = None,
    wording: Declared | None = None,
) -> Score:
    r"""Score one completion.

    Args:
        question: such as '57+4=?', 'x+55=95,x=?', 'What is 7*8?', 'Solve 3x+5=20 for x.'
        completion: such as 'The answer is 61 because 57+4 equals 61.', '#### 61', '\\boxed{61}', 'x = 40', '61'.
        answer: the right answer, a number or a text such as GSM8K's '... #### 72', for a question that is not
            understood; where both are there, the question is what counts, and a difference is noted.
        extract: where the answer must stand: 'auto' (wherever it is plain to a reader), 'boxed', 'hash' (`####`),
            'last_line', or 'tag:NAME', such as 'tag:answer'.
        decimals: an answer rounded to as many decimals, or more, is RIGHT; None for exact answers only.
        wording: what a recipe declares (`Recipe.declared`): what stands around a question is taken off, an answer in
            a declared wording is read as such.

    Returns:
        The score; texts that are not understood are UNPARSED.

    Raises:
        DataError: an option that is none of these, or an answer of more digits than Python writes.

    >>> score("x+55=95,x=?", "x = 40").verdict, score("How many apples?", "The answer is 5.", answer=5).found
    (<Verdict.RIGHT: 0>, Fraction(5, 1))
    """
    texts = {"question": question, "completion": completion, "answer": stated_text(answer)}
    # A lone surrogate is no text.
    rows = {name: [None if text is None else text.encode(errors="replace").decode()] for name, text in texts.items()}
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String))
    row = scored(frame, Options(extract, decimals, wording)).row(0, named=True)
    return Score(
        verdict=Verdict[row["verdict"]],
        reason=Reason[row["reason"]],
        expected=_exact(row["expected"]),
        found=_exact(row["found"]),
        note=row["note"],
    )


def _exact(text: str | None) -> Exact:
    """The number of a text, or the numbers of one such as '3 R 2'; a word is itself; None of none."""
    if text is None or claimed(text) is not None or not _NUMBERS.fullmatch(text):
        return text
    numbers = tuple(Fraction(part.rpartition("= ")[2]) for part in re.split(r" R |, |\*", text))
    return numbers if len(numbers) > 1 else numbers[0]


@guarded
def score_column(
    frame: pl.DataFrame,
    *,
    question: str = "question",
    completion: str = "completion",
    answer: str | None = None,
    extract: str = "auto",
    decimals: int | None = None,
    wording: Declared | None = None,
) -> pl.DataFrame:
    """Score whole columns.

    Args:
        frame: with a question and a completion a row (String; nulls are UNPARSED).
        question: the name of the question's column.
        completion: the name of the completion's column.
        answer: the name of a column of right answers (texts or numbers), if there is one.
        extract: where the answer must stand, as `score` says.
        decimals: how many decimals suffice.
        wording: what a recipe declares, as `score` says.

    Returns:
        One row each: verdict (String), reason (String: HOLDS, FAILS, UNREAD or NONE), expected and found
        (String, exact, such as '-7', '1/3' or '3 R 2'; null if there is none), note (String; mostly null).

    Raises:
        DataError: an option that is none of these, a column that is not there, or is not of texts (or numbers).

    >>> score_column(pl.DataFrame({"question": ["7*8=?"], "completion": ["54"]})).row(0)
    ('WRONG', 'NONE', '56', '54', None)
    """
    texts = frame.select(
        question=_texts(frame, "question", question),
        completion=_texts(frame, "completion", completion),
        answer=pl.lit(None, dtype=pl.String) if answer is None else _texts(frame, "answer", answer, numbers=True),
    )
    return scored(texts, Options(extract, decimals, wording)).select(list(SCHEMA))


def _texts(frame: pl.DataFrame, role: str, name: str, *, numbers: bool = False) -> pl.Expr:
    """A column as texts, if it is one of texts, or of numbers where those will do."""
    if name not in frame.columns:
        raise DataError(f"{role}: no column {name!r}; {did_you_mean(name, frame.columns)}")
    dtype = frame.schema[name]
    if not (dtype in _TEXTS or (numbers and dtype.is_numeric())):
        wanted = "texts or numbers" if numbers else "texts"
        raise DataError(f"{role}: column {name!r} is of {dtype}; give one of {wanted}, or cast it")
    return pl.col(name).cast(pl.String)
