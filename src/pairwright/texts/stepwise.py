"""Worked solutions whose steps are labelled one by one, in the forms in which they are published, on whole columns.

- lists: prompt, `completions` (a list of steps) and `labels` (as many, true or false): TRL's, and ours.
- marks: question and solution in one text, each step ended by ` ки`; the same text with + or - in its place
  (Math-Shepherd, Wang et al. 2024).
- ratings: `question.problem`, and in `label.steps` for each step the completions that were tried, rated -1, 0 or 1
  (PRM800K, Lightman et al. 2023); a step that is rated 0 has no label.
"""

from __future__ import annotations

import polars as pl

from pairwright.reading.meaning import LABELS, LISTS, MARK, MARKS, RATED, TEXTS, Meaning
from pairwright.texts.talks import decoded, decoded_object

_FIRST_STEP = r"(?s)^(.*?)\s*\bStep 1\s*:"
_TRUE, _FALSE = ("true", "1", "1.0", "+"), ("false", "0", "-1", "0.0", "-1.0", "-")
NO_STEPS = "no steps with a label each"


def with_steps(frame: pl.DataFrame, meaning: Meaning) -> pl.DataFrame:
    """Rows with their solutions step by step.

    Args:
        frame: prompt and, as the file has them, rejected (the steps) and chosen (their labels; String), stated, reason.
        meaning: its `steps` says which form it is.

    Returns:
        The same with question (String), steps (List of String: one solution), labels (List of Boolean, null where a
        step has none), rated (List of step and label: all that have been labelled, those of no solution too), chosen
        and rejected (String: the solution, as all of its labels, or not all, are right), and a reason without one.

    """
    read = {LISTS: _lists, MARKS: _marks}.get(meaning.steps, _ratings)(frame)
    whole = pl.col("steps").list.len() > 0
    text = pl.when(whole).then(pl.col("steps").list.join("\n"))
    wrong = pl.col("labels").list.contains(item=False)
    return read.with_columns(
        chosen=pl.when(~wrong).then(text),
        rejected=pl.when(wrong).then(text),
        asks_apart=pl.lit(value=False),
        reason=pl.coalesce("reason", pl.when(~whole.fill_null(value=False)).then(pl.lit(NO_STEPS))),
    )


def _lists(frame: pl.DataFrame) -> pl.DataFrame:
    said = pl.col("told").list.eval(_label(pl.element()))
    steps, told = decoded(frame["rejected"], TEXTS), decoded(frame["chosen"], LABELS)
    frame = frame.with_columns(steps.alias("steps"), told.alias("told"), question=pl.col("prompt"))
    frame = frame.with_columns(labels=said)
    # As many labels as steps.
    fits = (pl.col("steps").list.len() == pl.col("labels").list.len()) & ~pl.col("steps").list.contains(
        pl.lit(None, dtype=pl.String)
    )
    frame = frame.with_columns(pl.when(fits).then(name).alias(name) for name in ("steps", "labels"))
    return _all_rated(frame)


def _label(said: pl.Expr) -> pl.Expr:
    low = said.str.to_lowercase()
    return pl.when(low.is_in(_TRUE)).then(pl.lit(value=True)).when(low.is_in(_FALSE)).then(pl.lit(value=False))


def _marks(frame: pl.DataFrame) -> pl.DataFrame:
    """Each step by its mark; in the other text stands a sign just where in this one a mark does."""
    frame = frame.with_row_index("at")
    head = pl.col("prompt").str.extract(_FIRST_STEP, 1)
    pieces = frame.select("at", told="chosen", piece=pl.col("prompt").str.split(MARK)).explode(
        "piece", empty_as_null=True
    )
    length = pl.col("piece").str.len_chars().cast(pl.Int64)
    # A mark is two characters, a sign is one.
    sign = pl.col("told").str.slice((length + 1).cum_sum().over("at") - 1, 1)
    # Behind the last mark is nothing.
    pieces = pieces.with_columns(sign=sign).filter(pl.int_range(pl.len()).over("at") < pl.len().over("at") - 1)
    told = pieces.group_by("at", maintain_order=True).agg(
        steps=pl.col("piece").str.strip_chars(),
        labels=pl.when(pl.col("sign") == "+").then(True).when(pl.col("sign") == "-").then(False),
    )
    found = frame.join(told, on="at", how="left", maintain_order="left")
    known = ~pl.col("labels").list.contains(pl.lit(None, dtype=pl.Boolean))
    first = pl.col("steps").list.first().str.slice(head.str.len_chars()).str.strip_chars_start()
    rest = pl.concat_list(pl.concat_list(first), pl.col("steps").list.slice(1))
    question = head.str.strip_chars()
    found = found.with_columns(
        question=question,
        steps=pl.when(known & question.is_not_null()).then(rest),
        labels=pl.when(known).then("labels"),
    )
    return _all_rated(found.drop("at"))


def _ratings(frame: pl.DataFrame) -> pl.DataFrame:
    """The solution is what was gone on with; every completion that has a rating is a labelled step."""
    frame = frame.with_row_index("at").with_columns(
        question=pl.col("prompt").str.json_path_match("$.problem"),
        stated=pl.coalesce("stated", pl.col("prompt").str.json_path_match("$.ground_truth_answer")),
        told=decoded_object(frame["chosen"], RATED).struct.field("steps"),
    )
    steps = frame.select("at", pl.col("told")).explode("told", empty_as_null=True).drop_nulls("told").unnest("told")
    chosen = pl.coalesce(
        "human_completion", pl.col("completions").list.get(pl.col("chosen_completion"), null_on_oob=True)
    )
    path = steps.select("at", said=chosen).filter(pl.col("said").struct.field("text").is_not_null())
    path = path.group_by("at", maintain_order=True).agg(
        steps=pl.col("said").struct.field("text"), labels=_rating(pl.col("said").struct.field("rating"))
    )
    tried = steps.select("at", said="completions").explode("said", empty_as_null=True).drop_nulls("said")
    said = pl.col("said").struct
    rated = tried.select("at", rated=pl.struct(step=said.field("text"), label=_rating(said.field("rating"))))
    rated = rated.group_by("at", maintain_order=True).agg("rated")
    both = frame.join(path, on="at", how="left", maintain_order="left")
    return both.join(rated, on="at", how="left", maintain_order="left").drop("at")


def _rating(said: pl.Expr) -> pl.Expr:
    return pl.when(said > 0).then(pl.lit(value=True)).when(said < 0).then(pl.lit(value=False))


def _all_rated(frame: pl.DataFrame) -> pl.DataFrame:
    """With `rated`: the steps of the solution, where there is no other."""
    frame = frame.with_row_index("at")
    steps = frame.select("at", "steps", "labels").explode("steps", "labels", empty_as_null=True).drop_nulls("steps")
    steps = steps.select("at", rated=pl.struct(step="steps", label="labels"))
    listed = steps.group_by("at", maintain_order=True).agg("rated")
    return frame.join(listed, on="at", how="left", maintain_order="left").drop("at")
