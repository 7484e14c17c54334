"""`pairwright generate --layout L` for every L and format, loaded by `datasets` in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command

FORMATS = ("jsonl", "json", "parquet")
TEXT, NUMBER, LABEL = {"dtype": "string"}, {"dtype": "int64"}, {"dtype": "bool"}
SHARE = {"dtype": "float64"}
MESSAGES = {"feature": {"role": TEXT, "content": TEXT}}
# The columns of each layout as `datasets` must find them.
LAYOUTS: dict[str, dict[str, dict[str, Any]]] = {
    "pairs": {"positive": TEXT, "negative": TEXT},
    "preference": {"prompt": TEXT, "chosen": TEXT, "rejected": TEXT},
    "implicit": {"chosen": TEXT, "rejected": TEXT},
    "chat": {"prompt": MESSAGES, "chosen": MESSAGES, "rejected": MESSAGES},
    "listwise": {"prompt": TEXT, "chosen": TEXT, "rejected": {"feature": TEXT}},
    "kto": {"prompt": TEXT, "completion": TEXT, "label": LABEL},
    "prompts": {"prompt": TEXT, "answer": NUMBER},
    "prompts_chat": {"prompt": MESSAGES, "answer": NUMBER},
    "sft": {"prompt": TEXT, "completion": TEXT},
    "sft_chat": {"prompt": MESSAGES, "completion": MESSAGES},
    "qa": {"question": TEXT, "answer": NUMBER},
}
METADATA: dict[str, dict[str, Any]] = {
    **dict.fromkeys(["operator", "view", "family", "kind"], TEXT),
    **dict.fromkeys(["answer", "digits", "carries", "steps"], NUMBER),
    **dict.fromkeys(["entropy", "difficulty"], SHARE),
}
KINDS = list(product(LAYOUTS, FORMATS))
ROWS = 301

_LOADER = """
import json, sys
from datasets import load_dataset, load_from_disk
root, result, *asked = sys.argv[1:]
found = {}
for each in asked:
    folder, _, name = each.partition("::")
    where = f"{root}/{folder}"
    arrow = folder.endswith("-arrow")
    splits = load_from_disk(where) if arrow else load_dataset(where, *filter(None, [name]), cache_dir=f"{root}/cache")
    found[each] = {
        split: [json.loads(json.dumps(part.features.to_dict())), part.to_list()] for split, part in splits.items()
    }
json.dump(found, open(result, "w"))
"""


@pytest.fixture(scope="module")
def root(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each kind."""
    root = tmp_path_factory.mktemp("every_layout")
    command.all_ok(
        ["generate", "--rows", ROWS, "--out", root / f"{layout}-{name}", "--layout", layout, "--format", name]
        for layout, name in [*KINDS, *product(LAYOUTS, ["arrow"])]
    )
    return root


@pytest.fixture(scope="module")
def loaded(root: Path) -> Mapping[str, Any]:
    """What `load_dataset` makes of each folder, by default and by the layout's name."""
    asked = [f"{layout}-{name}" for layout, name in KINDS]
    asked += [*(f"{layout}-{name}::{layout}" for layout, name in KINDS), *(f"{layout}-arrow" for layout in LAYOUTS)]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(root / "home")}
    words = [sys.executable, "-c", _LOADER, str(root), str(root / "found.json"), *asked]
    done = subprocess.run(words, capture_output=True, text=True, timeout=200, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((root / "found.json").read_text(encoding="utf-8"))
    return found


def rows_of(folder: Path, name: str, split: str) -> list[dict[str, Any]]:
    path = folder / f"{split}.{name}"
    if name == "parquet":
        return pl.read_parquet(path).to_dicts()
    text = path.read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text) if name == "json" else list(map(json.loads, text.splitlines()))
    return found


def plain(feature: dict[str, Any]) -> dict[str, Any]:
    """A feature without the names of its classes."""
    return {key: plain(value) if isinstance(value, dict) else value for key, value in feature.items() if key != "_type"}


@pytest.mark.parametrize(("layout", "name"), KINDS)
def test_datasets_loads_what_was_written(layout: str, name: str, root: Path, loaded: Mapping[str, Any]) -> None:
    written = rows_of(root / f"{layout}-{name}", name, "train")
    features, rows = loaded[f"{layout}-{name}::{layout}"]["train"]
    extra: dict[str, dict[str, Any]] = METADATA if name == "parquet" else {}
    if name == "parquet" and layout in ("kto", "listwise"):
        kinds: dict[str, dict[str, Any]] = {"mistake": TEXT, "wrong_answer": NUMBER}
        extra = {**METADATA, **(kinds if layout == "kto" else {key: {"feature": kind} for key, kind in kinds.items()})}
    assert {column: plain(feature) for column, feature in features.items()} == {**LAYOUTS[layout], **extra}
    assert len(rows) == ROWS
    assert rows == written


@pytest.mark.parametrize(("layout", "name"), KINDS)
def test_by_default_it_loads_the_tests_too(layout: str, name: str, root: Path, loaded: Mapping[str, Any]) -> None:
    splits = loaded[f"{layout}-{name}"]
    assert list(splits) == ["train", "test", "test_familiar", "test_beyond"]
    columns = set(splits["train"][0])
    for split, (features, rows) in splits.items():
        assert set(features) == columns >= {*LAYOUTS[layout], *LAYOUTS["qa"]}
        written = rows_of(root / f"{layout}-{name}", name, split)
        assert rows == [{**dict.fromkeys(columns), **row} for row in written]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_folder_of_arrow_files_is_loaded_from_disk(layout: str, root: Path, loaded: Mapping[str, Any]) -> None:
    for split, (features, rows) in loaded[f"{layout}-arrow"].items():
        assert list(features) == list(rows[0])
        assert rows == rows_of(root / f"{layout}-parquet", "parquet", split)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_formats_hold_the_same_rows(layout: str, root: Path) -> None:
    lines, array, parquet = (rows_of(root / f"{layout}-{name}", name, "train") for name in FORMATS)
    assert lines == array == [{column: row[column] for column in lines[0]} for row in parquet]


def test_preview_shows_conversations(command: Command, tmp_path: Path) -> None:
    (tmp_path / "chat.yaml").write_text("splits: {train: {families: training, rows: 3, layout: chat}}")
    said = command.ok("preview", tmp_path / "chat.yaml")
    assert said.count("user: ") == 3
    assert said.count("assistant: The answer is ") == 3


def test_what_cannot_be_laid_out_is_one_line(command: Command, tmp_path: Path) -> None:
    mistakes, unknown = command.many(
        [
            ["generate", "mistakes", "--layout", "implicit", "--out", tmp_path / "no"],
            ["generate", "--layout", "preferences", "--out", tmp_path / "no"],
        ]
    )
    assert (mistakes.returncode, unknown.returncode) == (2, 2)
    assert "splits.train.layout: 'implicit'" in mistakes.stderr
    assert "use preference" in mistakes.stderr
    assert "splits.train.layout: 'preferences' is not a layout; did you mean 'preference'?" in unknown.stderr
    assert [len(done.stderr.splitlines()) for done in (mistakes, unknown)] == [1, 1]
    assert not (tmp_path / "no").exists()
