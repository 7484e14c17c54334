"""Graded questions as rows, and those at the edge of what a model can do, as trainers' users name their columns."""

from __future__ import annotations

import re

import polars as pl

from pairwright.errors import TrainingError
from pairwright.learn.grading.questions import KNOWN

_KEEP = re.compile(r"(?P<low>0(\.\d+)?|1(\.0+)?|\.\d+)\.\.(?P<high>0(\.\d+)?|1(\.0+)?|\.\d+)")


def kept_range(text: str) -> tuple[float, float]:
    """The pass rates that 'LOW..HIGH' means, both ends within.

    Raises:
        TrainingError: it is no such range.

    >>> kept_range("0.2..0.8")
    (0.2, 0.8)

    """
    found = _KEEP.fullmatch(text.strip())
    low, high = (float(found["low"]), float(found["high"])) if found is not None else (1.0, 0.0)
    if low > high:
        raise TrainingError(f"keep: {text!r} should be two shares from 0 to 1, the lower first, such as 0.2..0.8")
    return low, high


def by_question(rows: pl.DataFrame) -> pl.DataFrame:
    """Judged answers, one row a question.

    Returns:
        question, chosen, ground_truth (String), pass_rate (Float64, 0..1), right, of (how many), samples, verdicts,
        mistakes (List(String)), ended (List(Boolean)), and what else is known of the question.

    """
    known = [name for name in rows.columns if name in KNOWN]
    right = (pl.col("verdict") == "RIGHT").sum()
    grouped = rows.group_by("number", maintain_order=True).agg(
        *(pl.col(name).first() for name in ("question", "chosen")),
        ground_truth=pl.col("expected").first(),
        pass_rate=right / pl.len(),
        right=right.cast(pl.Int64),
        of=pl.len().cast(pl.Int64),
        samples=pl.col("completion"),
        verdicts=pl.col("verdict"),
        mistakes=pl.col("mistake"),
        ended=pl.col("stopped"),
        **{name: pl.col(name).first() for name in known},
    )
    return grouped.drop("number")


def at_the_edge(graded: pl.DataFrame, keep: tuple[float, float], source: str) -> pl.DataFrame:
    """The questions with a pass rate in the range, to train on by GRPO and its kin.

    Args:
        graded: as `by_question` gives it.
        keep: the lowest and the highest pass rate.
        source: the recipe, as `dataset` and `data_source` name it.

    Returns:
        For open-instruct: messages, ground_truth, dataset; for verl: data_source, prompt, ability, reward_model,
        extra_info; for TRL: prompt, and question, which `pairwright.reward` takes.

    """
    said = pl.concat_list(pl.struct(role=pl.lit("user"), content=pl.col("question")))
    kept = graded.filter(pl.col("pass_rate").is_between(*keep)).with_row_index("index")
    return kept.select(
        said.alias("messages"),
        "ground_truth",
        pl.lit(source).alias("dataset"),
        pl.lit(source).alias("data_source"),
        said.alias("prompt"),
        pl.lit("math").alias("ability"),
        pl.struct(style=pl.lit("rule"), ground_truth=pl.col("ground_truth")).alias("reward_model"),
        pl.struct("question", "pass_rate").alias("extra_info"),
        "question",
        "pass_rate",
    )
