"""The random choice of rows: as many as asked, in order, all alike likely, whatever the blocks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.learn.training.data import training_data
from pairwright.learn.training.sample import Sample

SCHEMA = {"row": pl.Int64}


def chosen(most: int | None, rows: int, *, block: int, seed: int = 1) -> list[int]:
    sample = Sample(most, seed)
    for start in range(0, rows, block):
        sample.add(pl.DataFrame({"row": range(start, min(start + block, rows))}, schema=SCHEMA))
    return sample.frame(SCHEMA)["row"].to_list()


@pytest.mark.parametrize("most", [0, 1, 7, 99, 100, 500, None])
def test_as_many_as_asked_in_order_whatever_the_blocks(most: int | None) -> None:
    found = chosen(most, 100, block=9)
    assert len(found) == min(100, 100 if most is None else most)
    assert found == sorted(set(found)) == chosen(most, 100, block=100)
    assert chosen(most, 0, block=1) == []


def test_all_rows_are_alike_likely() -> None:
    counts = np.bincount([row for seed in range(400) for row in chosen(10, 40, block=11, seed=seed)], minlength=40)
    by_number = np.bincount([row for seed in range(400) for row in Sample(10, seed).numbers(40)], minlength=40)
    # 100 each; 8.7 is the standard deviation.
    for each in (counts, by_number):
        assert each.sum() == 4000
        assert abs(each - 100).max() < 40


@pytest.mark.parametrize("as_file", [True, False])
def test_of_data_that_is_sorted_every_operator_is_trained_on(as_file: bool, tmp_path: Path) -> None:
    recipe = pairwright.load_recipe("notebook")
    if as_file:
        pairwright.write(recipe, tmp_path)
    data = training_data(tmp_path if as_file else recipe, "dpo", rows=None, most=2000, seed=3)
    assert data.frame.height == 2000
    reasons = data.frame["chosen"].str.extract(r"because \S+?([-+*/])\S+ equals").value_counts()
    assert all(400 < count < 600 for count in dict(reasons.rows()).values()), reasons
    assert len(reasons) == 4
