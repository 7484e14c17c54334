"""How a dataset is cut decides nothing but the files: the rows in order are the same to the byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pairwright
from pairwright.dataset_folder.shards import shards_of
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe

MISTAKES = {"off_by_one": 1, "random_number": 1, "refusal": 1}
LAYOUTS = ["pairs", "preference", "listwise", "qa"]


def recipe_of(layout: str, rows: int, per_prompt: int, format_name: str, sampling: str = "cover") -> Recipe:
    splits = {
        "train": {"families": "training", "rows": rows, "layout": layout},
        "test": {"families": "held_out", "rows": 20},
    }
    data: dict[str, Any] = {"splits": splits, "format": format_name, "sampling": sampling, "mistakes": MISTAKES}
    return Recipe.of({**data, "rejected_per_prompt": per_prompt if layout != "qa" else 1})


def rows_of(folder: Path, format_name: str) -> Any:
    """The rows of the training shards one after the other: bytes of JSON Lines, else values."""
    paths = sorted(folder.glob("train*"))
    if format_name == "jsonl":
        return b"".join(path.read_bytes() for path in paths)
    if format_name == "json":
        return [row for path in paths for row in json.loads(path.read_bytes())]
    return pl.concat([pl.read_parquet(path) for path in paths]).to_dict(as_series=False)


def said_of(folder: Path) -> Any:
    """The manifest but for the files."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for split in manifest["splits"].values():
        del split["files"]
    # The card names the files, and the seal is over all of it.
    del manifest["beside"], manifest["seal"]
    return manifest


@settings(deadline=None, derandomize=True, max_examples=15)
@given(data=st.data())
def test_rows_and_counts_do_not_depend_on_the_cuts(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    format_name = data.draw(st.sampled_from(["jsonl", "json", "parquet"]))
    layout, rows = data.draw(st.sampled_from(LAYOUTS)), data.draw(st.integers(1, 200))
    recipe = recipe_of(
        layout, rows, data.draw(st.integers(1, 3)), format_name, data.draw(st.sampled_from(["cover", "independent"]))
    )
    root, prompts = tmp_path_factory.mktemp("data"), Plan.of(recipe).splits["train"].prompts
    pairwright.write(recipe, root / "one", shards=1, workers=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pairwright.dataset_folder.shard_maker.BLOCK_ROWS", data.draw(st.integers(15, 300)))
        count = data.draw(st.integers(1, min(prompts, 40)))
        pairwright.write(recipe, root / "many", shards=count, workers=data.draw(st.integers(1, 4)))
    assert len(list((root / "many").glob("train*"))) == count
    assert rows_of(root / "many", format_name) == rows_of(root / "one", format_name)
    assert said_of(root / "many") == said_of(root / "one")


@settings(deadline=None, derandomize=True, max_examples=40)
@given(
    layout=st.sampled_from(LAYOUTS), rows=st.integers(1, 10**9), per_prompt=st.integers(1, 3), count=st.integers(1, 90)
)
def test_shards_are_the_rows_once_and_cut_no_prompt(layout: str, rows: int, per_prompt: int, count: int) -> None:
    plan = Plan.of(recipe_of(layout, rows, per_prompt, "jsonl"))
    split = plan.splits["train"]
    found = list(shards_of(plan, "train", min(count, split.prompts)))
    assert [shard.number for shard in found] == list(range(len(found)))
    assert [shard.start for shard in found] == [0, *(shard.stop for shard in found[:-1])]
    assert found[-1].stop == split.rows
    assert all(shard.start % split.per_prompt == 0 for shard in found)
    sizes = [-(-shard.rows // split.per_prompt) for shard in found]
    assert 1 <= min(sizes) <= max(sizes) <= min(sizes) + 1
