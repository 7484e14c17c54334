"""Every layout in every format, with and without metadata, holds the same rows; `datasets` reads them all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command
    from tests.e2e.oracle import Oracle

Rows = list[dict[str, Any]]
COLUMNS = {
    "pairs": ["positive", "negative"],
    "preference": ["prompt", "chosen", "rejected"],
    "qa": ["question", "answer"],
}
METADATA = ["operator", "view", "family", "answer"]
FORMATS = ("jsonl", "json", "parquet")
SIZES = {"train": 2000, "test": 398, "test_familiar": 400, "test_beyond": 400}


class Kind(NamedTuple):
    """One way of writing the dataset."""

    layout: str
    format: str
    metadata: bool

    def __str__(self) -> str:
        return f"{self.layout}-{self.format}{'-metadata' if self.metadata else ''}"

    def layout_of(self, split: str) -> str:
        return self.layout if split == "train" else "qa"

    def columns(self, layout: str) -> list[str]:
        extra = METADATA if self.metadata or self.format == "parquet" else []
        return list(dict.fromkeys([*COLUMNS[layout], *extra]))


KINDS = [Kind(*each) for each in product(COLUMNS, FORMATS, (False, True))]
Written = Mapping[Kind, Path]


@pytest.fixture(scope="module")
def written(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """All kinds, each in a folder of its own."""
    root = tmp_path_factory.mktemp("layouts")
    found = {kind: root / str(kind) for kind in KINDS}
    command.all_ok(
        ["generate", "--rows", 2000, "--out", folder, "--layout", kind.layout, "--format", kind.format]
        + (["--metadata"] if kind.metadata else [])
        for kind, folder in found.items()
    )
    return found


@pytest.fixture(scope="module")
def rows(written: Written) -> Mapping[Kind, Mapping[str, Rows]]:
    """The rows of all kinds, split by split, each format by a reader that is not ours."""
    return {
        kind: {split: _read(folder / f"{split}.{kind.format}") for split in SIZES} for kind, folder in written.items()
    }


def _read(path: Path) -> Rows:
    if path.suffix == ".parquet":
        return pl.read_parquet(path).to_dicts()
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    if path.suffix == ".json":
        found: Rows = json.loads(text)
        return found
    return [json.loads(line) for line in text[:-1].split("\n")]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_each_file_has_its_columns_in_order_and_all_its_rows(
    kind: Kind, rows: Mapping[Kind, Mapping[str, Rows]], written: Written
) -> None:
    files = {path.name for path in written[kind].iterdir()}
    assert files == {"README.md", "manifest.json", *(f"{split}.{kind.format}" for split in SIZES)}
    for split, size in SIZES.items():
        found = rows[kind][split]
        assert len(found) == size
        assert {tuple(row) for row in found} == {tuple(kind.columns(kind.layout_of(split)))}
        types = {column: {type(row[column]) for row in found} for column in found[0]}
        assert types == {column: {int if column == "answer" else str} for column in found[0]}


@pytest.mark.parametrize("layout", COLUMNS)
def test_all_formats_hold_the_same_rows(layout: str, rows: Mapping[Kind, Mapping[str, Rows]]) -> None:
    assert rows[Kind(layout, "jsonl", False)] == rows[Kind(layout, "json", False)]
    whole = rows[Kind(layout, "jsonl", True)]
    for other in (Kind(layout, "json", True), Kind(layout, "parquet", True), Kind(layout, "parquet", False)):
        assert rows[other] == whole, other
    for split, plain in rows[Kind(layout, "jsonl", False)].items():
        assert [{column: row[column] for column in plain[0]} for row in whole[split]] == plain


def test_parquet_has_typed_columns(written: Written) -> None:
    schema = pl.read_parquet_schema(written[Kind("pairs", "parquet", False)] / "train.parquet")
    assert schema == {**dict.fromkeys(["positive", "negative", *METADATA[:3]], pl.String), "answer": pl.Int64}


def test_the_layouts_hold_the_same_texts(rows: Mapping[Kind, Mapping[str, Rows]], oracle: Oracle) -> None:
    pairs, preference, qa = (rows[Kind(layout, "jsonl", False)]["train"] for layout in COLUMNS)
    for pair, preferred, scored in zip(pairs, preference, qa, strict=True):
        assert preferred["prompt"] + preferred["chosen"] == pair["positive"]
        assert preferred["prompt"] + preferred["rejected"] == pair["negative"]
        said = oracle.sentence(pair["positive"])
        assert preferred["prompt"] == scored["question"] == said.question
        assert preferred["rejected"] == f" {oracle.refusal}"
        assert scored["answer"] == said.answer


def test_the_tests_are_alike_whatever_the_layout_of_training(rows: Mapping[Kind, Mapping[str, Rows]]) -> None:
    for split in ("test", "test_familiar", "test_beyond"):
        pairs, preference, qa = (rows[Kind(layout, "jsonl", True)][split] for layout in COLUMNS)
        assert pairs == preference == qa


@pytest.mark.parametrize("split", SIZES)
def test_the_metadata_say_what_the_row_says(
    split: str, rows: Mapping[Kind, Mapping[str, Rows]], oracle: Oracle
) -> None:
    layout = "pairs" if split == "train" else "qa"
    seen = set()
    for row in rows[Kind("pairs", "jsonl", True)][split]:
        question = oracle.sentence(row["positive"]).question if layout == "pairs" else row["question"]
        asked = oracle.read(question)
        assert row["answer"] == asked.answer
        assert row["operator"] == asked.operator
        assert oracle.views[row["view"]] == asked.shape
        match = re.fullmatch(r"(\d+)([+*])(\d+)=(\d+)", row["family"])
        assert match is not None, row
        u, v, w = int(match[1]), int(match[3]), int(match[4])
        assert u <= v
        assert (u + v if match[2] == "+" else u * v) == w
        assert ("sum" if match[2] == "+" else "product", tuple(sorted((u, v, w)))) == asked.family
        seen.add(row["view"])
    assert seen == set(oracle.views)


# What `datasets` finds in each folder: by default, and in the configuration of each layout.
_LOADER = """
import json, sys
from datasets import load_dataset
cache, result, *asked = sys.argv[1:]
found = {}
for each in asked:
    folder, _, name = each.partition("::")
    splits = load_dataset(folder, *([name] if name else []), cache_dir=cache)
    found[each] = {split: [part.column_names, part.to_list()] for split, part in splits.items()}
json.dump(found, open(result, "w"))
"""


@pytest.fixture(scope="module")
def loaded(written: Written, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What `load_dataset` returns, in one process of its own without network."""
    root = tmp_path_factory.mktemp("datasets")
    result = root / "found.json"
    asked = [str(folder) for folder in written.values()]
    for kind, folder in written.items():
        asked += [] if kind.layout == "qa" else [f"{folder}::{kind.layout}", f"{folder}::qa"]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(root / "home")}
    words = [sys.executable, "-c", _LOADER, str(root / "cache"), str(result), *asked]
    done = subprocess.run(words, capture_output=True, text=True, timeout=150, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_datasets_loads_all_splits_by_default(
    kind: Kind, loaded: Mapping[str, Any], written: Written, rows: Mapping[Kind, Mapping[str, Rows]]
) -> None:
    splits = loaded[str(written[kind])]
    assert list(splits) == list(SIZES)
    expected = list(dict.fromkeys([*COLUMNS[kind.layout], *COLUMNS["qa"], *kind.columns("qa")]))
    for split, (columns, found) in splits.items():
        assert sorted(columns) == sorted(expected)
        # Columns of the other layout are there, and empty.
        assert found == [{**dict.fromkeys(expected), **row} for row in rows[kind][split]]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.layout != "qa"], ids=str)
def test_datasets_loads_one_layout_with_just_its_columns(
    kind: Kind, loaded: Mapping[str, Any], written: Written, rows: Mapping[Kind, Mapping[str, Rows]]
) -> None:
    for layout, splits in ((kind.layout, ["train"]), ("qa", [split for split in SIZES if split != "train"])):
        found = loaded[f"{written[kind]}::{layout}"]
        assert list(found) == splits
        for split in splits:
            assert sorted(found[split][0]) == sorted(kind.columns(layout))
            assert found[split][1] == rows[kind][split]
