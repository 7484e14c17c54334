"""Which rows of a split say what no earlier row says, so that none need stand twice.

All rows are made once, in blocks; of each only a 128-bit hash of its columns is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from pairwright.errors import RecipeError
from pairwright.keyed import Integers, Words
from pairwright.plan import Plan
from pairwright.rows.blocks import BLOCK_ROWS, BlockMaker, blocks
from pairwright.rows.packed import packed_marks, unpacked_marks

# Of each row 16 bytes are kept, and 8 while they are sorted: 1.5 GiB.
MOST_ROWS = 1 << 26
# Of 2**26 rows two different ones have the same 128 bits in one of 10**23 datasets.
_SEEDS = (1, 2)


def first_tellings(plan: Plan, split: str, told: Callable[[int], None]) -> Integers:
    """The numbers (int64, in order) of the rows that differ from all before them.

    Args:
        plan: of the recipe.
        split: one of its splits.
        told: called with the number of rows looked at after each block; what it raises ends the search.

    Raises:
        RecipeError: more rows than can be compared.

    >>> from pairwright.recipe.recipe import load_recipe
    >>> first_tellings(Plan.of(load_recipe("arithmetic").with_rows(100_000)), "train", lambda _: None).size
    40905

    """
    maker = BlockMaker(plan, split, certified=False)
    rows = plan.split(split).asked_rows
    if rows > MOST_ROWS:
        raise RecipeError(
            f"splits.{split}: {rows:,} rows are too many to be compared with each other; ask for {MOST_ROWS:,} at most"
        )
    first, second = (np.empty(rows, dtype=np.uint64) for _ in _SEEDS)
    table = None if maker.table is None else _hashes(maker.table)
    for start, stop in blocks(rows, size=BLOCK_ROWS):
        block = maker.block(start, stop)
        found = _hashes(block.source) if table is None else table
        first[start:stop], second[start:stop] = (each[block.at] for each in found)
        told(stop - start)
    # Rows that are alike stand in their own order.
    order = np.lexsort((second, first))
    alike = np.zeros(rows, dtype=bool)
    alike[1:] = (first[order[1:]] == first[order[:-1]]) & (second[order[1:]] == second[order[:-1]])
    return np.sort(order[~alike])


def _hashes(frame: pl.DataFrame) -> tuple[Words, Words]:
    first, second = (frame.hash_rows(seed).to_numpy() for seed in _SEEDS)
    return first, second


def without_repeats(plan: Plan, kept: Mapping[str, Integers]) -> Plan:
    """The plan with just the rows of each split that are kept (their numbers, int64)."""
    return replace(plan, splits={name: replace(split, kept=kept[name]) for name, split in plan.splits.items()})


def packed(plan: Plan) -> dict[str, str]:
    """The rows that a plan keeps, as text: split -> marks."""
    found = {}
    for name, split in plan.splits.items():
        marks = np.zeros(split.asked_rows, dtype=bool)
        marks[split.kept] = True
        found[name] = packed_marks(marks)
    return found


def unpacked(plan: Plan, marks: Mapping[str, str]) -> dict[str, Integers]:
    """What `packed` packed: split -> the rows that are kept."""
    return {name: np.flatnonzero(unpacked_marks(marks[name], split.asked_rows)) for name, split in plan.splits.items()}
