"""The dataset card: a header that tells where the splits are, and a table of what they hold."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from pairwright.dataset_folder.card import Metadata, card
from pairwright.dataset_folder.summary import SplitSummary, Summary
from pairwright.files import WrittenFile
from pairwright.recipe.recipe import Recipe, load_recipe


def summary_of(recipe: Recipe, rows: int = 1000, certified: bool = True) -> Summary:
    splits = []
    for name, split in recipe.splits.items():
        file = WrittenFile(recipe.file_of(name), rows, 9 * rows, "0" * 64)
        splits.append(SplitSummary(name, split.families, rows, None, 1234567, 0, {}, {}, {}, [file]))
    return Summary(recipe.name, recipe.fingerprint, recipe.seed, "out", certified, 1.0, splits)


def parts(recipe: Recipe, summary: Summary, metadata: Metadata | None = None) -> tuple[dict[str, Any], str]:
    empty, header, body = card(recipe, summary, metadata or {}).split("---\n", 2)
    assert empty == ""
    return yaml.safe_load(header), body


def test_the_header_lists_all_splits_and_each_layout() -> None:
    recipe = load_recipe("arithmetic")
    header, _ = parts(recipe, summary_of(recipe), {name: {"view": "string"} for name in recipe.splits})
    files = {config["config_name"]: config["data_files"] for config in header["configs"]}
    assert files["default"] == [{"split": name, "path": f"{name}.jsonl"} for name in recipe.splits]
    assert files["pairs"] == [{"split": "train", "path": "train.jsonl"}]
    assert [each["split"] for each in files["qa"]] == ["test", "test_familiar", "test_beyond"]
    assert [config["config_name"] for config in header["configs"] if config.get("default")] == ["default"]
    features = {info["config_name"]: info["features"] for info in header["dataset_info"]}
    assert [each["name"] for each in features["pairs"]] == ["positive", "negative", "view"]
    assert features["qa"][1] == {"name": "answer", "dtype": "int64"}
    assert [each["name"] for each in features["default"]] == ["positive", "negative", "question", "answer", "view"]


def test_metadata_stand_with_the_splits_that_have_them() -> None:
    splits = {
        "train": {"families": "training", "rows": 5, "layout": "listwise"},
        "test": {"families": "held_out", "rows": 5},
    }
    recipe = Recipe.of({"splits": splits})
    metadata: Metadata = {"train": {"view": "string", "mistake": ["string"]}, "test": {"view": "string"}}
    header, _ = parts(recipe, summary_of(recipe), metadata)
    features = {info["config_name"]: info["features"] for info in header["dataset_info"]}
    assert list(features) == ["default", "listwise", "qa"]
    assert features["listwise"] == [
        {"name": "prompt", "dtype": "string"},
        {"name": "chosen", "dtype": "string"},
        {"name": "rejected", "list": "string"},
        {"name": "view", "dtype": "string"},
        {"name": "mistake", "list": "string"},
    ]
    assert [each["name"] for each in features["qa"]] == ["question", "answer", "view"]
    assert {each["name"] for each in features["default"]} == {
        "prompt",
        "chosen",
        "rejected",
        "question",
        "answer",
        "view",
        "mistake",
    }


def test_splits_of_one_layout_can_be_had_by_its_name_too() -> None:
    recipe = Recipe.of({"splits": {"a": {"families": "training", "rows": 5}, "b": {"families": "held_out", "rows": 5}}})
    header, _ = parts(recipe, summary_of(recipe))
    assert [config["config_name"] for config in header["configs"]] == ["default", "qa"]
    (files,) = {str(config["data_files"]) for config in header["configs"]}
    assert files == str([{"split": "a", "path": "a.jsonl"}, {"split": "b", "path": "b.jsonl"}])


@pytest.mark.parametrize(
    ("rows", "category"),
    [
        (1, "n<1K"),
        (999, "n<1K"),
        (1000, "1K<n<10K"),
        (9_999, "1K<n<10K"),
        (10_000, "10K<n<100K"),
        (10**6, "1M<n<10M"),
        (10**9 - 1, "100M<n<1B"),
        (10**9, "1B<n<10B"),
        (10**12 - 1, "100B<n<1T"),
        (10**12, "n>1T"),
    ],
)
def test_size_categories(rows: int, category: str) -> None:
    recipe = Recipe.of({"splits": {"a": {"families": "training", "rows": 5}}})
    assert parts(recipe, summary_of(recipe, rows))[0]["size_categories"] == [category]


def test_the_table_shows_what_is_known() -> None:
    recipe = load_recipe("arithmetic")
    _, body = parts(recipe, summary_of(recipe, 40_000))
    assert "| train | `train.jsonl` | 40,000 | – | 1,234,567 | 0 |" in body
    assert recipe.fingerprint in body
    assert "seed 42" in body
    assert "certified by" in body


def test_what_was_not_certified_is_told() -> None:
    recipe = load_recipe("arithmetic")
    _, body = parts(recipe, summary_of(recipe, certified=False))
    assert "**not** certified" in body
    assert "certified by" not in body


def test_a_description_may_hold_braces_and_colons() -> None:
    recipe = Recipe.of({"name": "mine", "description": "Sums: {a} and 'b'"})
    header, body = parts(recipe, summary_of(recipe))
    assert header["pretty_name"] == "mine"
    assert "Sums: {a} and 'b'" in body
    assert body.strip().startswith("# mine")
