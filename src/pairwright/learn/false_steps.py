"""The first false step of a worked answer, beside the step that is right there: pairs as `step_preference` has them."""

from __future__ import annotations

import polars as pl

from pairwright.verify import score_column

# What ends a step stands at the head of the next piece.
_ENDS = r"(,\s+|;\s*|\n+|\.\s+|\.$)"
_MARK = "\x1f"
_END = rf"^{_ENDS}"
# Words, then a calculation of numbers and what it comes to, and nothing behind it.
_STEP = r"^(?:[,;.\n]\s*)?\s*(?:[\p{L}:]+\s+)*([-(0-9][-+*/×÷·()0-9. ]*?)\s*=\s*(-?[0-9]+(?:[./][0-9]+)?)\s*$"
_RESULT = r"-?[0-9]+(?:[./][0-9]+)?\s*$"


def at_first_false_step(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers that go wrong at a step, as pairs that begin there.

    All steps before it are proven right; a step that cannot be read whole ends the search, since what follows it is not
    known to be the first.

    Args:
        rows: question, completion (String), and any other columns.

    Returns:
        Those that have such a step, with prompt (the question and the steps before), chosen (the step with what it
        comes to), rejected (the step as it was said), asked (the calculation, as a question), all String.

    >>> said = pl.DataFrame({"question": ["18-(7+4)=?"], "completion": ["7+4=11, 18-11=8. The answer is 8."]})
    >>> at_first_false_step(said).select("prompt", "chosen", "rejected").row(0)
    ('18-(7+4)=? 7+4=11,', ' 18-11=7', ' 18-11=8')

    """
    marked = pl.col("completion").str.strip_chars().str.replace_all(_ENDS, f"{_MARK}${{1}}")
    pieces = rows.with_row_index("answer_number").with_columns(piece=marked.str.split(_MARK)).explode("piece")
    pieces = pieces.with_columns(
        asked=pl.col("piece").str.extract(_STEP, 1).str.strip_chars() + "=?",
        result=pl.col("piece").str.extract(_STEP, 2),
    )
    scored = score_column(pieces, question="asked", completion="result").select("verdict", "expected")
    pieces = pl.concat([pieces.drop("verdict", "expected", strict=False), scored], how="horizontal")
    calculates = pl.col("piece").str.contains("=")
    doubtful = calculates & (pl.col("verdict") != "RIGHT")
    so_far = pieces.with_columns(prefix=_joined_before(pieces)).filter(doubtful)
    first = so_far.unique("answer_number", keep="first", maintain_order=True)
    first = first.filter((pl.col("verdict") == "WRONG") & pl.col("expected").is_not_null())
    step = pl.col("piece").str.replace(_END, "").str.strip_chars()
    end = pl.col("piece").str.extract(_END, 1).fill_null("")
    # The space between two steps stands at the head of the second, as it stands at the head of answers.
    space = pl.coalesce(end.str.extract(r"(\s+)$", 1), pl.lit(" "))
    shown = pl.when(pl.col("prefix") == "").then(pl.lit("")).otherwise(pl.lit(" ") + pl.col("prefix"))
    return first.select(
        *rows.columns,
        "asked",
        prompt=pl.col("question") + shown + end.str.strip_chars_end(),
        chosen=space + step.str.replace(_RESULT, pl.col("expected")),
        rejected=space + step,
    )


def _joined_before(pieces: pl.DataFrame) -> pl.Series:
    """What stands before each piece of an answer."""
    lists = pieces.group_by("answer_number", maintain_order=True).agg(pl.col("piece"))
    lengths = pieces.select(place=pl.int_range(pl.len()).over("answer_number"), answer_number="answer_number")
    whole = lengths.join(lists, on="answer_number", how="left", maintain_order="left")
    return whole.select(pl.col("piece").list.head("place").list.join("").str.strip_chars()).to_series()
