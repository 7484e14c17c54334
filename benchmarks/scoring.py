"""Child: score completions of `arithmetic` with one scorer, and print rows and seconds (imports not counted).

python -m benchmarks.scoring pairwright|reasoning_gym|math_verify --rows 400000
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import polars as pl
import reasoning_gym
from math_verify import parse, verify

import pairwright
from benchmarks.clock import timed

Scorer = Callable[[pl.DataFrame], int]


def answered(rows: int) -> pl.DataFrame:
    """Questions of the training split with completions: the chosen one, or in every second row an answer off by one."""
    frame = pairwright.generate(pairwright.load_recipe("arithmetic").with_layout("preference"), "train", 0, rows)
    right, said = pl.int_range(pl.len()) % 2 == 0, pl.col("answer") + 1
    return frame.select(
        question="prompt",
        completion=pl.when(right).then(pl.col("chosen")).otherwise(pl.format(" The answer is {}.", said)),
        bare=pl.when(right).then(pl.col("answer")).otherwise(said).cast(pl.String),
        answer=pl.col("answer").cast(pl.String),
    )


def with_pairwright(frame: pl.DataFrame) -> int:
    """Whole columns; the question alone tells what is right."""
    return int((pairwright.score_column(frame)["verdict"] == "RIGHT").sum())


def with_reasoning_gym(frame: pl.DataFrame) -> int:
    """One by one, against the known answer; it takes bare numbers only, and of partial credit only the whole counts."""
    score = reasoning_gym.get_score_answer_fn("chain_sum")
    rows = zip(frame["bare"], frame["answer"], strict=True)
    return sum(score(bare, {"answer": answer}) == 1.0 for bare, answer in rows)


def with_math_verify(frame: pl.DataFrame) -> int:
    """One by one, against the known answer."""
    rows = zip(frame["completion"], frame["answer"], strict=True)
    return sum(bool(verify(parse(answer), parse(completion))) for completion, answer in rows)


SCORERS: dict[str, Scorer] = {
    "pairwright": with_pairwright,
    "reasoning_gym": with_reasoning_gym,
    "math_verify": with_math_verify,
}


def main() -> None:
    """Time one scorer; how many it finds right is printed beside, for a look (half of them are)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", choices=SCORERS)
    parser.add_argument("--rows", type=int, required=True)
    options = parser.parse_args()
    rows: int = options.rows
    frame, scorer = answered(rows), SCORERS[options.scorer]

    def work() -> int:
        print(f"{scorer(frame)} of {rows} right")
        return rows

    timed(work)


if __name__ == "__main__":
    main()
