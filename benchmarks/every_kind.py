"""Certified rows of each kind of problem a CPU second, in the ranges that it has by itself: plain, and worked mistakes.

python -m benchmarks.every_kind [KIND ...]      a table of them, the slowest first

Nothing is taken from a table of questions.  Where a kind has few, rows repeat, and each is certified once a block.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pairwright.plan import Plan
from pairwright.problems import registered
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker

ROWS = 65_536
_WORKED = {"mistakes": "frequent", "wording": {"answer": "steps_first"}}


class Speed(NamedTuple):
    """Rows a CPU second: right answers beside a refusal, and worked solutions beside learners' mistakes."""

    plain: float
    worked: float


def speed_of(kind: str, rows: int = ROWS) -> Speed:
    """The speeds of one kind, a block behind the one in which the verifier has read each shape for the first time."""
    return Speed(_rows_a_second(kind, rows, {}), _rows_a_second(kind, rows // 2, _WORKED))


def speeds_of_kinds(kinds: Iterable[str] = (), rows: int = ROWS) -> dict[str, Speed]:
    """The speeds of some kinds, or of all."""
    return {kind: speed_of(kind, rows) for kind in kinds or registered()}


def _rows_a_second(kind: str, rows: int, how: Mapping[str, object]) -> float:
    splits = {"train": {"families": "training", "rows": 4 * rows, "layout": "preference"}}
    plan = Plan.of(Recipe.of({"problems": {kind: {"weight": 1}}, "splits": splits, **how}))
    maker = BlockMaker(plan, "train", table_rows=0)
    maker.block(0, rows)
    start = time.process_time()
    maker.block(rows, 2 * rows)
    return rows / (time.process_time() - start)


def main() -> None:
    """Print the table."""
    found = sorted(speeds_of_kinds(sys.argv[1:]).items(), key=lambda each: each[1].plain)
    for kind, speed in found:
        print(f"{kind:<26}{speed.plain:>12,.0f}{speed.worked:>12,.0f}")


if __name__ == "__main__":
    main()
