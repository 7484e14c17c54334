"""The manifest and the dataset card prove the files: recipe, counts and checksums, and nothing of where or when."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import pairwright
from pairwright import Recipe

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Dataset, Snapshot
    from tests.e2e.oracle import Oracle


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def _files(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {file["path"]: file for split in manifest["splits"].values() for file in split["files"]}


def test_rows_bytes_and_checksums_are_those_of_the_files(default: Dataset) -> None:
    files = _files(default.manifest)
    assert set(files) == {f"{name}.jsonl" for name in default.splits}
    for path, said in files.items():
        content = (default.folder / path).read_bytes()
        assert said == {
            "path": path,
            "rows": content.count(b"\n"),
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }


@pytest.mark.parametrize("format_name", ["json", "parquet"])
def test_the_other_formats_are_measured_as_rightly(format_name: str, command: Command, tmp_path: Path) -> None:
    command.ok("generate", "--rows", 3000, "--format", format_name, "--out", tmp_path / "data")
    files = _files(_manifest(tmp_path / "data"))
    assert [file["rows"] for file in files.values()] == [3000, 398, 400, 400]
    for path, said in files.items():
        content = (tmp_path / "data" / path).read_bytes()
        assert (said["bytes"], said["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_counts_are_those_of_the_rows(default: Dataset, oracle: Oracle) -> None:
    manifest = default.manifest
    views = {shape: view for view, shape in oracle.views.items()}
    assert list(manifest["splits"]) == list(default.splits)
    assert manifest["rows"] == sum(map(len, default.splits.values()))
    for name, rows in default.splits.items():
        counts: dict[str, Counter[str]] = {operator: Counter() for operator in oracle.operators}
        questions = [oracle.sentence(text).question for text in default.positives] if name == "train" else []
        for question, times in Counter(questions or [row["question"] for row in rows]).items():
            asked = oracle.read(question)
            counts[asked.operator][views[asked.shape]] += times
        assert manifest["splits"][name]["rows"] == len(rows)
        assert manifest["splits"][name]["counts"] == counts
    assert {name: split["shortfalls"] for name, split in manifest["splits"].items()} == {
        "train": {},
        "test": {"*": 98},
        "test_familiar": {},
        "test_beyond": {},
    }


def test_it_names_version_seed_and_fingerprint(default: Dataset, command: Command) -> None:
    manifest = default.manifest
    assert command.ok("--version") == f"pairwright {manifest['pairwright']}\n"
    assert (manifest["seed"], manifest["certified"], manifest["recipe"]["name"]) == (42, True, "arithmetic")
    assert re.fullmatch(r"[0-9a-f]{16}", manifest["fingerprint"])
    assert manifest["fingerprint"] == Recipe.of(manifest["recipe"]).fingerprint


def test_rows_that_were_not_certified_are_not_called_so(command: Command, tmp_path: Path) -> None:
    said = command.ok("generate", "--rows", 10, "--no-certify", "--out", tmp_path / "data")
    assert "not certified" in said
    assert _manifest(tmp_path / "data")["certified"] is False
    assert "**not** certified" in (tmp_path / "data" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["arithmetic", "equations", "notebook"])
def test_the_recipe_in_the_manifest_gives_the_same_bytes(
    name: str, command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    command.ok("generate", name, "--rows", 2400, "--seed", 5, "--layout", "preference", "--out", tmp_path / "one")
    recipe = Recipe.of(_manifest(tmp_path / "one")["recipe"])
    pairwright.write(recipe, tmp_path / "other")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "other")


def test_neither_place_nor_time_is_written_anywhere(
    command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    folders = [tmp_path / "a_strange_name", tmp_path / "deep" / "er" / "another"]
    command.all_ok(["generate", "--rows", 2000, "--out", folder] for folder in folders)
    for folder in folders:
        for name in ("manifest.json", "README.md"):
            text = (folder / name).read_text(encoding="utf-8")
            assert folder.name not in text
            assert str(tmp_path) not in text
            assert not re.search(r"\b20[2-9]\d[-/.]\d\d|\d\d:\d\d|second(?!_)|elapsed|\bhost", text), name
    assert snapshot(folders[0]) == snapshot(folders[1])


def test_the_card_shows_what_the_manifest_says(default: Dataset) -> None:
    card, manifest = (default.folder / "README.md").read_text(encoding="utf-8"), default.manifest
    assert f"`{manifest['fingerprint']}`" in card
    assert "seed 42" in card
    for name, split in manifest["splits"].items():
        numbers = [split["rows"], split["distinct_questions"], split["families"], split["families_shared_with_train"]]
        shown = [name, f"`{name}.jsonl`", *("–" if number is None else f"{number:,}" for number in numbers)]
        assert f"| {' | '.join(shown)} |" in card.splitlines()
