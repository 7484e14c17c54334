"""`distinct`: no row twice, the same rows whatever makes them, and how many there are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import pairwright
from pairwright.dataset_folder.shard_maker import Job, make_shard, maker_of
from pairwright.dataset_folder.shards import shards_of
from pairwright.errors import OutputError, RecipeError
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows import distinct
from pairwright.stores.base import DISTINCT

SMALL = {"min_operand": -7, "max_operand": 7, "min_result": -9, "max_result": 9}
MISTAKES = {"mistakes": ["off_by_one", "refusal", "wrong_operation"], "rejected_per_prompt": 2}
LAYOUTS: dict[str, Mapping[str, Any]] = {"preference": {}, "kto": MISTAKES, "listwise": MISTAKES, "chat": {}}
ROWS = 4000
Snapshot = Callable[[Path], dict[str, str]]


def recipe_of(layout: str = "kto", **changes: Any) -> Recipe:
    """Sums stand in both kinds, in the same words."""
    problems = {"additive": SMALL, "signed_numbers": {"min_operand": -7, "max_operand": 7}}
    train = {"families": "all", "rows": ROWS, "layout": layout}
    return Recipe.of({"problems": problems, "splits": {"train": train}, **LAYOUTS[layout], **changes})


def lines(folder: Path) -> list[str]:
    return [line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text().splitlines()]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_row_stands_once_in_the_order_of_its_first(layout: str, tmp_path: Path) -> None:
    recipe = recipe_of(layout)
    pairwright.write(recipe, tmp_path / "all")
    summary = pairwright.write(recipe, tmp_path / "distinct", distinct=True, shards=3)
    once = list(dict.fromkeys(lines(tmp_path / "all")))
    assert lines(tmp_path / "distinct") == once
    assert len(once) == summary.rows < ROWS
    assert f"{len(once):,} different rows exist, of {ROWS:,} asked for" in summary.splits[0].notes
    assert pairwright.check(tmp_path / "distinct", remake="all").whole
    assert "No row of a split stands in it twice." in (tmp_path / "distinct" / "README.md").read_text()


def test_what_is_interrupted_goes_on(tmp_path: Path, snapshot: Snapshot) -> None:
    recipe = recipe_of()

    def stop(done: int, _: int) -> None:
        if done > ROWS * 1.2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pairwright.write(recipe, tmp_path / "a", distinct=True, shards=6, progress=stop, workers=1)
    assert (tmp_path / "a" / DISTINCT).exists()
    with pytest.raises(OutputError, match="distinct True, not False"):
        pairwright.write(recipe, tmp_path / "a", resume=True)
    pairwright.write(recipe, tmp_path / "a", distinct=True, resume=True)
    pairwright.write(recipe, tmp_path / "b", distinct=True, shards=6)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")
    with pytest.raises(OutputError, match="distinct True, not False"):
        pairwright.write(recipe, tmp_path / "b", resume=True)
    damaged = tmp_path / "b" / "train-00003-of-00006.jsonl"
    damaged.write_bytes(b"")
    pairwright.write(recipe, tmp_path / "b", distinct=True, resume=True)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")
    with pytest.raises(OutputError, match="a finished dataset; add --overwrite"):
        pairwright.write(recipe, tmp_path / "b", distinct=True)


def test_a_worker_elsewhere_makes_the_same_shards(tmp_path: Path) -> None:
    """It finds in the store which rows are kept."""
    recipe = recipe_of()
    made: list[str] = []

    def stop(done: int, _: int) -> None:
        if done > ROWS:
            plan = distinct.without_repeats(Plan.of(recipe), distinct.unpacked(Plan.of(recipe), _marks(tmp_path)))
            told, out = recipe.model_dump_json(), str(tmp_path / "a")
            job = Job(told, recipe.fingerprint, out, metadata=False, certify=True, distinct=True)
            maker_of.cache_clear()
            made.extend(make_shard(job, shard)["file"]["sha256"] for shard in shards_of(plan, "train", 4))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pairwright.write(recipe, tmp_path / "a", distinct=True, shards=4, progress=stop, workers=1)
    summary = pairwright.write(recipe, tmp_path / "b", distinct=True, shards=4)
    assert made == [file.sha256 for file in summary.splits[0].files]


def _marks(folder: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((folder / "a" / DISTINCT).read_text())
    return found


def test_stages_and_tests_are_without_repeats_each_by_itself(tmp_path: Path) -> None:
    splits = {
        "train": {"families": "all", "rows": ROWS, "layout": "preference", "curriculum": {"stages": 2, "overlap": 0.5}},
        "test": {"families": "held_out", "max_rows_per_operator": 9},
    }
    summary = pairwright.write(recipe_of("preference", splits=splits), tmp_path / "data", distinct=True)
    for split in summary.splits:
        rows = (tmp_path / "data" / split.files[0].path).read_text().splitlines()
        assert len(rows) == split.rows
        assert max(Counter(rows).values()) == 1


def test_too_many_rows_to_compare_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distinct, "MOST_ROWS", 100)
    with pytest.raises(RecipeError, match=r"splits\.train: 4,000 rows are too many to be compared"):
        pairwright.write(recipe_of(), tmp_path / "data", distinct=True)
    assert not (tmp_path / "data").exists()
