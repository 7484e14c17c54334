"""A dataset of Arrow files: in shards, overwritten, in the way of others, proved by `check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pairwright
from pairwright.errors import OutputError
from pairwright.recipe.recipe import Recipe

RECIPE = Recipe.of({"splits": {"train": {"families": "training", "rows": 700, "layout": "preference"}}})


def made(folder: Path, format_name: str = "arrow", **options: Any) -> Path:
    pairwright.write(RECIPE.with_changes(format=format_name), folder, **options)
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_shards_are_one_split_in_order(tmp_path: Path) -> None:
    import datasets

    whole = made(tmp_path / "lines", "jsonl", metadata=True)
    rows = [json.loads(line) for line in (whole / "train.jsonl").read_text(encoding="utf-8").splitlines()]
    folder = made(tmp_path / "arrow", shards=3)
    assert files(folder / "train")[:3] == [f"data-0000{number}-of-00003.arrow" for number in range(3)]
    assert datasets.load_from_disk(str(folder))["train"].to_list() == rows
    assert datasets.load_from_disk(str(folder / "train")).to_list() == rows


def test_the_same_recipe_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (made(tmp_path / name, shards=2, workers=workers) for name, workers in (("one", 1), ("other", 3)))
    assert files(one) == files(other)
    paths = [name for name in files(one) if (one / name).is_file()]
    assert [(one / name).read_bytes() for name in paths] == [(other / name).read_bytes() for name in paths]


def test_another_dataset_in_its_place_leaves_nothing_of_it(tmp_path: Path) -> None:
    folder = made(tmp_path / "data", shards=2)
    (folder / "train" / "notes.txt").write_text("mine", encoding="utf-8")
    made(folder, "json.zst", overwrite=True)
    assert files(folder) == ["README.md", "manifest.json", "train", "train.json.zst", "train/notes.txt"]
    (folder / "train" / "notes.txt").unlink()
    made(folder, overwrite=True)
    assert "train.json.zst" not in files(folder)
    made(folder, "parquet", overwrite=True)
    assert files(folder) == ["README.md", "manifest.json", "train.parquet"]


@pytest.mark.parametrize("format_name", ["jsonl", "arrow"])
def test_a_file_in_the_place_of_its_folder(format_name: str, tmp_path: Path) -> None:
    folder = made(tmp_path / "data", "jsonl") if format_name == "jsonl" else tmp_path / "data"
    folder.mkdir(exist_ok=True)
    (folder / "train").write_text("mine", encoding="utf-8")
    before = files(folder)
    with pytest.raises(OutputError, match=r"train: a file stands where a folder goes; move it away"):
        made(folder, overwrite=True)
    assert files(folder) == before
    assert (folder / "train").read_text(encoding="utf-8") == "mine"
    (folder / "train").unlink()
    made(folder, overwrite=True)
    assert "train/state.json" in files(folder)
    assert "train.jsonl" not in files(folder)


@pytest.mark.parametrize("name", ["dataset_dict.json", "train/state.json", "train/dataset_info.json"])
def test_check_proves_the_small_files_too(name: str, tmp_path: Path) -> None:
    folder = made(tmp_path / "data", shards=2)
    assert pairwright.check(folder, remake="all").problems == []
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert pairwright.check(folder).problems == [f"{name}: damaged; make the data again"]
    (folder / name).unlink()
    assert pairwright.check(folder).problems == [f"{name}: missing; make the data again"]


def test_check_finds_what_is_not_in_the_manifest(tmp_path: Path) -> None:
    folder = made(tmp_path / "data")
    (folder / "train" / "data-00001-of-00001.arrow").write_bytes(b"")
    assert pairwright.check(folder).problems == ["train/data-00001-of-00001.arrow: not in the manifest"]
