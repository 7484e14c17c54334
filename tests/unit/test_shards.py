"""The shards of a dataset: how many, which rows, what names."""

from __future__ import annotations

import pytest

from pairwright.dataset_folder import shards
from pairwright.dataset_folder.shards import Shard, file_names, shard_counts, shards_of
from pairwright.errors import RecipeError
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe, load_recipe


def plan_of(rows: int, per_prompt: int = 1, format_name: str = "jsonl") -> Plan:
    splits = {
        "train": {"families": "training", "rows": rows, "layout": "preference"},
        "test": {"families": "held_out", "rows": 30},
    }
    settings = {"splits": splits, "format": format_name, "rejected_per_prompt": per_prompt, "mistakes": {"refusal": 1}}
    if per_prompt > 1:
        settings["mistakes"] = {"off_by_one": 1, "random_number": 1, "refusal": 1}
    return Plan.of(Recipe.of(settings))


@pytest.mark.parametrize(
    ("rows", "count"),
    [(1, 1), (1_000, 1), (1_499, 1), (1_501, 2), (2_499, 2), (8_000, 8)],
)
def test_by_default_a_shard_has_about_so_many_rows(rows: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_ROWS", 1_000)
    assert shard_counts(plan_of(rows), None) == {"train": count, "test": 1}


def test_a_shard_of_a_million_rows_is_the_default() -> None:
    assert shards.SHARD_ROWS == 1_000_000
    assert shard_counts(Plan.of(load_recipe("arithmetic")), None)["train"] == 1


def test_only_training_splits_have_the_shards_that_are_asked_for() -> None:
    splits = {
        "a": {"families": "training", "rows": 50},
        "b": {"families": "all", "rows": 40},
        "c": {"families": "held_out", "rows": 5},
        "d": {"families": "familiar", "rows": 5},
    }
    plan = Plan.of(Recipe.of({"splits": splits}))
    trained = set(plan.recipe.training_splits)
    assert "a" in trained
    assert "c" not in trained
    assert shard_counts(plan, 7) == {name: 7 if name in trained else 1 for name in splits}


@pytest.mark.parametrize("count", [0, -1, 101, 10**12])
def test_more_shards_than_prompts_and_none_are_refused(count: int) -> None:
    with pytest.raises(RecipeError, match=r"shards: .* prompts of split 'train'; give a number from 1 to 100"):
        shard_counts(plan_of(100), count)
    assert shard_counts(plan_of(100), 100)["train"] == 100


def test_prompts_count_not_rows() -> None:
    plan = plan_of(100, per_prompt=3)
    assert plan.splits["train"].prompts == 34
    with pytest.raises(RecipeError, match="from 1 to 34"):
        shard_counts(plan, 35)
    found = list(shards_of(plan, "train", 34))
    assert [shard.rows for shard in found] == [3] * 33 + [1]


@pytest.mark.parametrize("format_name", ["jsonl", "json", "parquet"])
def test_names(format_name: str) -> None:
    recipe = plan_of(100, format_name=format_name).recipe
    assert list(file_names(recipe, "train", 1)) == [f"train.{format_name}"]
    names = list(file_names(recipe, "train", 100_001))
    assert names[0] == f"train-00000-of-100001.{format_name}"
    assert names[99_999:] == [f"train-99999-of-100001.{format_name}", f"train-100000-of-100001.{format_name}"]
    assert list(file_names(recipe, "test", 2)) == [f"test-0000{number}-of-00002.{format_name}" for number in (0, 1)]


def test_shards_are_as_even_as_can_be() -> None:
    assert list(shards_of(plan_of(10), "train", 3)) == [
        Shard("train", 0, 3, 0, 3, "train-00000-of-00003.jsonl"),
        Shard("train", 1, 3, 3, 6, "train-00001-of-00003.jsonl"),
        Shard("train", 2, 3, 6, 10, "train-00002-of-00003.jsonl"),
    ]
