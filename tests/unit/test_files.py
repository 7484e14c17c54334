"""The dataset writer: whole files with their checksums, replaced all at once, foreign files left alone."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pairwright.folder import DatasetWriter

from pairwright.errors import OutputError
from pairwright.files import WrittenFile

MANIFEST = "manifest.json"


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: the bytes of files, None for folders."""
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in found}


def manifest_of(*written: WrittenFile) -> dict[str, Any]:
    return {"splits": {file.path: {"files": [vars(file)]} for file in written}}


def write_dataset(folder: Path, text: str, *names: str, overwrite: bool = False) -> None:
    """A small dataset with a JSON Lines file of each name."""
    with DatasetWriter(folder, overwrite=overwrite) as writer:
        piece = (json.dumps({"text": text}) + "\n").encode()
        written = [writer.write_json_rows(name, [(piece, 1)], "jsonl") for name in names]
        writer.write_text("README.md", text)
        writer.finish(manifest_of(*written))


def test_files_appear_with_their_sizes_and_checksums(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    frame = pl.DataFrame({"a": ["x", "y"] * 500})
    with DatasetWriter(folder) as writer:
        lines = writer.write_json_rows("a.jsonl", [(b'{"a":1}\n{"a":2}\n', 2), (b'{"a":3}\n', 1)], "jsonl")
        array = writer.write_json_rows("b.json", [(b',\n{"a":1},\n{"a":2}', 2), (b',\n{"a":3}', 1)], "json")
        table = writer.write_parquet("c.parquet", [frame, frame], frame.schema)
        # Until the end nothing stands in its place.
        assert not [path for path in folder.iterdir() if not path.name.startswith(".")]
        writer.write_text("README.md", "Grüße\n")
        writer.finish(manifest_of(lines, array, table))
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "a.jsonl", "b.json", "c.parquet", MANIFEST]
    for written, rows in ((lines, 3), (array, 3), (table, 2000)):
        content = (folder / written.path).read_bytes()
        assert written.rows == rows
        assert written.bytes == len(content)
        assert written.sha256 == hashlib.sha256(content).hexdigest()
    assert (folder / "a.jsonl").read_bytes() == b'{"a":1}\n{"a":2}\n{"a":3}\n'
    assert json.loads((folder / "b.json").read_bytes()) == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert pl.read_parquet(folder / "c.parquet").equals(pl.concat([frame, frame]))
    assert (folder / "README.md").read_bytes() == "Grüße\n".encode()
    assert json.loads((folder / MANIFEST).read_bytes()) == manifest_of(lines, array, table)


def test_no_rows_are_an_empty_file_or_an_empty_array(tmp_path: Path) -> None:
    schema = pl.Schema({"a": pl.String, "b": pl.Int64})
    with DatasetWriter(tmp_path) as writer:
        assert writer.write_json_rows("a.jsonl", [], "jsonl").bytes == 0
        assert writer.write_json_rows("b.json", [], "json").rows == 0
        writer.write_parquet("c.parquet", [schema.to_frame()], schema)
        writer.finish({})
    assert (tmp_path / "a.jsonl").read_bytes() == b""
    assert json.loads((tmp_path / "b.json").read_bytes()) == []
    assert pl.read_parquet(tmp_path / "c.parquet").schema == schema


def test_a_large_parquet_file_is_streamed_in_order(tmp_path: Path) -> None:
    def frames() -> Iterator[pl.DataFrame]:
        for start in range(0, 300_000, 30_000):
            yield pl.DataFrame({"i": range(start, start + 30_000)}, schema={"i": pl.Int64})

    with DatasetWriter(tmp_path) as writer:
        assert writer.write_parquet("a.parquet", frames(), pl.Schema({"i": pl.Int64})).rows == 300_000
        writer.finish({})
    assert pl.read_parquet(tmp_path / "a.parquet")["i"].to_list() == list(range(300_000))


def test_the_manifest_takes_its_place_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dataset(tmp_path, "old", "old.jsonl")
    placed: list[str] = []
    replace = os.replace

    def watched(source: Path, target: Path) -> None:
        # While files change places, no manifest says that the dataset is whole.
        assert not (tmp_path / MANIFEST).exists()
        replace(source, target)
        placed.append(Path(target).name)

    monkeypatch.setattr(os, "replace", watched)
    write_dataset(tmp_path, "new", "a.jsonl", "b.jsonl", overwrite=True)
    assert sorted(placed[:-1]) == ["README.md", "a.jsonl", "b.jsonl"]
    assert placed[-1] == MANIFEST


def test_overwriting_removes_the_former_dataset_and_nothing_else(tmp_path: Path) -> None:
    write_dataset(tmp_path, "old", "train.jsonl", "test.jsonl")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "test.jsonl").write_text("mine too")
    write_dataset(tmp_path, "new", "train.jsonl", "other.jsonl", overwrite=True)
    found = tree(tmp_path)
    assert sorted(found) == sorted(
        ["README.md", "folder", "folder/test.jsonl", MANIFEST, "notes.txt", "other.jsonl", "train.jsonl"]
    )
    assert found["notes.txt"] == b"mine"
    assert found["folder/test.jsonl"] == b"mine too"
    assert found["train.jsonl"] == b'{"text": "new"}\n'
    assert found["README.md"] == b"new"


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"splits": 5}',
        '{"splits": {"a": {}}}',
        '{"splits": {"a": {"files": [5]}}}',
        '{"splits": {"a": {"files": [{"path": 5}]}}}',
        '{"splits": {"a": {"files": [{"path": "../outside.txt"}, {"path": "folder/inside.txt"}]}}}',
        '{"splits": {"a": {"files": [{"path": "gone.jsonl"}]}}}',
    ],
)
def test_a_manifest_that_is_not_ours_removes_nothing(manifest: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "folder").mkdir(parents=True)
    others = [tmp_path / "outside.txt", folder / "folder" / "inside.txt", folder / "mine.jsonl"]
    for path in others:
        path.write_text("mine")
    (folder / MANIFEST).write_text(manifest)
    write_dataset(folder, "new", "train.jsonl", overwrite=True)
    assert all(path.read_text() == "mine" for path in others)
    assert (folder / "train.jsonl").exists()


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"not empty.*--overwrite") as caught:
        write_dataset(tmp_path, "new", "train.jsonl")
    assert str(tmp_path) in str(caught.value)
    assert tree(tmp_path) == {"notes.txt": b"mine"}


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError, match=r"file") as caught:
            write_dataset(folder, "new", "train.jsonl", overwrite=True)
        assert len(str(caught.value).splitlines()) == 1
    assert tree(tmp_path) == {"file": b"mine"}


def test_an_empty_folder_is_fine_and_stays(tmp_path: Path) -> None:
    write_dataset(tmp_path, "new", "train.jsonl")
    assert len(tree(tmp_path)) == 3
