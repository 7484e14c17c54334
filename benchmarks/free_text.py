"""Child: score long free texts with one scorer, and print rows and seconds (imports not counted).

python -m benchmarks.free_text pairwright|math_verify --rows 1000

The solutions of `solutions.py`; every second answer is off by one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import polars as pl
from math_verify import parse, verify

import pairwright
from benchmarks.clock import timed
from benchmarks.solutions import written


def with_pairwright(frame: pl.DataFrame) -> int:
    """Whole columns; the question alone tells what is right."""
    return int((pairwright.score_column(frame)["verdict"] == "RIGHT").sum())


def with_math_verify(frame: pl.DataFrame) -> int:
    """One by one, against the known answer."""
    rows = zip(frame["completion"], frame["answer"], strict=True)
    return sum(bool(verify(parse(answer), parse(completion))) for completion, answer in rows)


SCORERS: dict[str, Callable[[pl.DataFrame], int]] = {"pairwright": with_pairwright, "math_verify": with_math_verify}


def main() -> None:
    """Time one scorer; how many it finds right is printed beside (half of them are)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", choices=SCORERS)
    parser.add_argument("--rows", type=int, required=True)
    options = parser.parse_args()
    rows: int = options.rows
    frame, scorer = written(rows), SCORERS[options.scorer]
    # What is built once, at the first call, is not counted.
    scorer(frame.head(20))

    def work() -> int:
        print(f"{scorer(frame)} of {rows} right")
        return rows

    timed(work)


if __name__ == "__main__":
    main()
