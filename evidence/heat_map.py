"""Which of the 100x100 questions of each operator the demo's base and its model answer right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

import pairwright
from evidence import recipes
from evidence.results import FILE
from pairwright.learn.folders import open_model
from pairwright.learn.generating import completions
from pairwright.learn.training.result import Trained

OPERATORS = ("+", "-", "*", "/")
MAPS = FILE.with_name("heat_maps.parquet")
SIZE = 100


def questions() -> pl.DataFrame:
    """Every `a+b=?`, `a-b=?`, `a*b=?`, `a/b=?` within the recipe's ranges: a, b, operator, question, unseen.

    `unseen` are those of families that no form is trained on.
    """
    a, b = (each.ravel() for each in np.meshgrid(np.arange(1, SIZE + 1), np.arange(1, SIZE + 1), indexing="ij"))
    within = {"+": a + b <= SIZE, "-": a > 0, "*": a * b <= SIZE, "/": a % b == 0}
    parts = [
        pl.DataFrame({"a": a[inside], "b": b[inside]}).with_columns(
            pl.lit(operator).alias("operator"), question=pl.format("{}{}{}=?", "a", pl.lit(operator), "b")
        )
        for operator, inside in within.items()
    ]
    return pl.concat(parts).with_columns(unseen=pl.col("question").is_in(_held_out().implode()))


def _held_out() -> pl.Series:
    """All questions of the held-out families."""
    rows = pairwright.dataset(recipes.held_out(recipes.reason_first()), recipes.HELD_OUT)
    return pl.Series(rows[:]["question"])


def measure(base: Path, trained: Sequence[Trained]) -> None:
    """Ask the base and each model after it, and keep what is right."""
    asked = questions()
    for place, folder in enumerate((base, *(Path(each.out) for each in trained))):
        model, tokenizer = open_model(folder)
        said = completions(model, tokenizer, asked["question"].to_list())
        verdicts = pairwright.score_column(said.with_columns(asked["question"]))["verdict"]
        asked = asked.with_columns((verdicts == "RIGHT").alias(f"right_{place}"))
    asked.drop("question").write_parquet(MAPS, compression="zstd")


def picture(rows: pl.DataFrame, place: int) -> npt.NDArray[np.int8]:
    """(100, 100) int8: 0 not asked, 1 wrong, 2 right, and 2 more where the family is unseen; row a, column b."""
    found = np.zeros((SIZE, SIZE), dtype=np.int8)
    kinds = rows.select(1 + pl.col(f"right_{place}").cast(pl.Int8) + 2 * pl.col("unseen").cast(pl.Int8)).to_series()
    found[rows["a"].to_numpy() - 1, rows["b"].to_numpy() - 1] = kinds.to_numpy()
    return found
