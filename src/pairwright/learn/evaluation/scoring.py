"""Questions and completions to samples: the verdict, what went wrong, and the cell in which the question lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import polars as pl

from pairwright.auditing.cells import cells_of
from pairwright.learn.evaluation.kinds import mistakes_of
from pairwright.learn.evaluation.questions import Test
from pairwright.learn.evaluation.recognising import Recognised, views_of
from pairwright.verify import Declared, families, score_column

AXES = ("test", "kind", "operator", "form", "carry", "digits", "difficulty")


def asked_of(tests: list[Test]) -> pl.DataFrame:
    """All questions of the tests, with their cells.

    Returns:
        test, question, posed, stated, expected (String); kind (String; as the test states it, else the kind of problem
        whose question it is, null if it is none of ours); difficulty (String; as the test states it); operator
        (String; the one that finds the answer, `+` of x-9=42; of questions that are no view of ours as
        `auditing.operators` tells it), form (String; the text with its numbers written N), carry (Boolean; null if it
        cannot be told), digits (Int64; of the largest number).

    """
    # Questions that come without a test state nothing of themselves.
    nothing = pl.DataFrame(schema={"kind": pl.String, "difficulty": pl.String})
    named = [test.frame.select(pl.lit(test.name).alias("test"), pl.all()) for test in tests]
    frame = pl.concat([*named, nothing], how="diagonal")
    judged = frame.select("expected", question="posed")
    cells = cells_of(pl.concat([judged, families(judged["question"])], how="horizontal"))
    views = list(views_of(frame))
    operators = _told(frame.height, views, lambda asked: asked.view.operator)
    kinds = _told(frame.height, views, lambda asked: asked.problem.name)
    known = operators.zip_with(operators.is_not_null(), cells["operator"])
    frame = frame.with_columns(kind=pl.coalesce("kind", kinds))
    return pl.concat([frame, cells.select(known.alias("operator"), "form", "carry", "digits")], how="horizontal")


def _told(height: int, views: list[Recognised], what: Callable[[Recognised], str]) -> pl.Series:
    """What is known of each row whose view is (String; null elsewhere)."""
    told = pl.Series([None] * height, dtype=pl.String)
    for asked in views:
        told = told.scatter(asked.rows, what(asked))
    return told


def samples_of(
    model: str,
    asked: pl.DataFrame,
    answers: pl.DataFrame,
    wordings: Mapping[str, Declared | None] = MappingProxyType({}),
) -> pl.DataFrame:
    """Questions with what a model said, judged.

    Args:
        model: its name.
        asked: as `asked_of` gives it.
        answers: completion (String), stopped (Boolean); row by row.
        wordings: test -> what the recipe of its questions declares.

    Returns:
        model, test, question, completion, stopped, verdict, reason, expected, found, mistake, and the cell.

    """
    frame = pl.concat([asked.drop("expected"), answers], how="horizontal")
    parts = frame.partition_by("test", maintain_order=True)
    scored = [score_column(each, question="posed", wording=wordings.get(each["test"][0])) for each in parts]
    frame = pl.concat([frame, pl.concat(scored)], how="horizontal")
    mistakes = mistakes_of(frame, list(views_of(frame)))
    return frame.select(
        pl.lit(model).alias("model"),
        *("test", "question", "completion", "stopped", "verdict", "reason", "expected", "found"),
        mistakes,
        *("kind", "operator", "form", "carry", "digits", "difficulty"),
    )
