"""Every layout in every format, with and without metadata, holds the same rows; `datasets` reads them all."""

from __future__ import annotations

import gzip
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
import zstandard
from pyarrow import ipc

import pairwright

if TYPE_CHECKING:
    from tests.e2e.conftest import Command
    from tests.e2e.oracle import Oracle

Rows = list[dict[str, Any]]
COLUMNS = {
    "pairs": ["positive", "negative"],
    "preference": ["prompt", "chosen", "rejected"],
    "qa": ["question", "answer"],
}
DIFFICULTY = {
    **dict.fromkeys(["digits", "carries", "steps"], pl.Int64),
    "entropy": pl.Float64,
    "difficulty": pl.Float64,
}
TYPES = {"answer": int, **{name: int if dtype == pl.Int64 else float for name, dtype in DIFFICULTY.items()}}
METADATA = ["operator", "view", "family", "answer", "kind", *DIFFICULTY]
PACKED = ("jsonl.gz", "jsonl.zst", "json.gz", "json.zst")
FRAMES = ("parquet", "arrow")
FORMATS = ("jsonl", "json", *FRAMES)
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
        extra = METADATA if self.metadata or self.format in FRAMES else []
        return list(dict.fromkeys([*COLUMNS[layout], *extra]))

    def file(self, split: str) -> str:
        return f"{split}/data-00000-of-00001.arrow" if self.format == "arrow" else f"{split}.{self.format}"


KINDS = [
    *(Kind(*each) for each in product(COLUMNS, FORMATS, (False, True))),
    *(Kind(*each) for each in product(COLUMNS, PACKED, (False,))),
]
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
        kind: {split: _read(folder / kind.file(split), kind.format) for split in SIZES}
        for kind, folder in written.items()
    }


def _read(path: Path, format_name: str) -> Rows:
    content = path.read_bytes()
    rows: Rows
    if format_name == "parquet":
        return pl.read_parquet(content).to_dicts()
    if format_name == "arrow":
        rows = ipc.open_stream(content).read_all().to_pylist()
        return rows
    text = _unpacked(content, path.suffix).decode()
    assert text.endswith("\n")
    rows = json.loads(text) if format_name.startswith("json.") or format_name == "json" else []
    return rows or [json.loads(line) for line in text[:-1].split("\n")]


def _unpacked(content: bytes, suffix: str) -> bytes:
    if suffix == ".gz":
        return gzip.decompress(content)
    return zstandard.ZstdDecompressor().decompressobj().decompress(content) if suffix == ".zst" else content


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_each_file_has_its_columns_in_order_and_all_its_rows(
    kind: Kind, rows: Mapping[Kind, Mapping[str, Rows]], written: Written
) -> None:
    files = {str(path.relative_to(written[kind])) for path in written[kind].rglob("*") if path.is_file()}
    about = {"dataset_dict.json"} | {f"{split}/{name}.json" for split in SIZES for name in ("state", "dataset_info")}
    expected = {"README.md", "manifest.json", *map(kind.file, SIZES)} | (about if kind.format == "arrow" else set())
    assert files == expected
    for split, size in SIZES.items():
        found = rows[kind][split]
        assert len(found) == size
        assert {tuple(row) for row in found} == {tuple(kind.columns(kind.layout_of(split)))}
        types = {column: {type(row[column]) for row in found} for column in found[0]}
        assert types == {column: {TYPES.get(column, str)} for column in found[0]}


@pytest.mark.parametrize("layout", COLUMNS)
def test_all_formats_hold_the_same_rows(layout: str, rows: Mapping[Kind, Mapping[str, Rows]]) -> None:
    for packed in ("json", *PACKED):
        assert rows[Kind(layout, packed, False)] == rows[Kind(layout, "jsonl", False)], packed
    whole = rows[Kind(layout, "jsonl", True)]
    for other in (Kind(layout, "json", True), *(Kind(layout, *each) for each in product(FRAMES, (False, True)))):
        assert rows[other] == whole, other


@pytest.mark.parametrize("layout", COLUMNS)
def test_what_is_packed_is_the_file_itself(layout: str, written: Written) -> None:
    for format_name, split in product(PACKED, SIZES):
        packed = written[Kind(layout, format_name, False)] / f"{split}.{format_name}"
        plain, suffix = format_name.rsplit(".", 1)
        assert (
            _unpacked(packed.read_bytes(), f".{suffix}")
            == (written[Kind(layout, plain, False)] / f"{split}.{plain}").read_bytes()
        )


@pytest.mark.parametrize("layout", COLUMNS)
def test_metadata_are_columns_more(layout: str, rows: Mapping[Kind, Mapping[str, Rows]]) -> None:
    whole = rows[Kind(layout, "jsonl", True)]
    for split, plain in rows[Kind(layout, "jsonl", False)].items():
        assert [{column: row[column] for column in plain[0]} for row in whole[split]] == plain


def test_parquet_has_typed_columns(written: Written) -> None:
    schema = pl.read_parquet_schema(written[Kind("pairs", "parquet", False)] / "train.parquet")
    numbers = {"answer": pl.Int64, **DIFFICULTY}
    assert schema == {name: numbers.get(name, pl.String) for name in ["positive", "negative", *METADATA]}


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
from datasets import load_dataset, load_from_disk
cache, result, *asked = sys.argv[1:]
found = {}
for each in asked:
    folder, _, name = each.partition("::")
    if name == "disk":
        splits = load_from_disk(folder)
        alone = load_from_disk(f"{folder}/train")
        assert alone.to_list() == splits["train"].to_list()
    else:
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
        asked += [f"{folder}::disk"] if kind.format == "arrow" else []
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


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.format == "arrow"], ids=str)
def test_datasets_loads_an_arrow_folder_from_disk(
    kind: Kind, loaded: Mapping[str, Any], written: Written, rows: Mapping[Kind, Mapping[str, Rows]]
) -> None:
    splits = loaded[f"{written[kind]}::disk"]
    assert list(splits) == list(SIZES)
    for split, (columns, found) in splits.items():
        assert columns == kind.columns(kind.layout_of(split))
        assert found == rows[kind][split]
        assert found == rows[Kind(kind.layout, "jsonl", True)][split]


@pytest.mark.parametrize("format_name", ["jsonl.gz", "json.zst", "arrow"])
def test_audit_reads_every_format(format_name: str, written: Written) -> None:
    def report(name: str) -> tuple[object, ...]:
        folder = written[Kind("pairs", name, False)]
        found = pairwright.audit(folder)
        assert [source.rejects for source in found.sources] == [0] * 4
        roles = {
            str(Path(source.file).relative_to(folder)).partition("." if name != "arrow" else "/")[0]: source.role
            for source in found.sources
        }
        return found.rows, found.counts(), list(found.leakage.values()), roles

    assert report(format_name) == report("jsonl")
