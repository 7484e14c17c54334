"""Whatever fails while a dataset is written: nothing is left, and what stood there before still does."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from pairwright.folder import DatasetWriter

from pairwright.errors import CertificationError, OutputError

SCHEMA = pl.Schema({"a": pl.String})
FAILURES: list[BaseException] = [
    CertificationError("a row is wrong"),
    ValueError("broken"),
    KeyboardInterrupt(),
    OSError(errno.EIO, "Input/output error"),
]
Failing = Callable[[DatasetWriter, BaseException], None]


def tree(folder: Path) -> dict[str, bytes | None]:
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in found}


def pieces(count: int, error: BaseException) -> Iterator[tuple[bytes, int]]:
    for _ in range(count):
        yield b'{"a":1}\n' * 5000, 5000
    raise error


def frames(count: int, error: BaseException) -> Iterator[pl.DataFrame]:
    for _ in range(count):
        yield pl.DataFrame({"a": ["x" * 50] * 5000})
    raise error


def at_the_first_piece(writer: DatasetWriter, error: BaseException) -> None:
    writer.write_json_rows("train.jsonl", pieces(0, error), "jsonl")


def between_pieces(writer: DatasetWriter, error: BaseException) -> None:
    writer.write_json_rows("train.jsonl", pieces(3, error), "jsonl")


def inside_an_array(writer: DatasetWriter, error: BaseException) -> None:
    writer.write_json_rows("train.json", pieces(3, error), "json")


def in_the_second_file(writer: DatasetWriter, error: BaseException) -> None:
    writer.write_json_rows("train.jsonl", [(b'{"a":1}\n', 1)], "jsonl")
    writer.write_text("README.md", "new")
    writer.write_json_rows("test.jsonl", pieces(1, error), "jsonl")


def before_the_manifest(writer: DatasetWriter, error: BaseException) -> None:
    writer.write_json_rows("train.jsonl", [(b'{"a":1}\n', 1)], "jsonl")
    writer.write_text("README.md", "new")
    raise error


def before_anything(writer: DatasetWriter, error: BaseException) -> None:
    raise error


POINTS: list[Failing] = [
    before_anything,
    at_the_first_piece,
    between_pieces,
    inside_an_array,
    in_the_second_file,
    before_the_manifest,
]


@pytest.fixture(params=["missing", "empty", "former"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder that is to be made, one that is empty, and one with a former dataset and foreign files."""
    (tmp_path / "beside.txt").write_text("mine")
    found = tmp_path / "not" / "yet" if request.param == "missing" else tmp_path / "data"
    if request.param != "missing":
        found.mkdir()
    if request.param == "former":
        with DatasetWriter(found) as writer:
            writer.write_json_rows("train.jsonl", [(b'{"a":0}\n', 1)], "jsonl")
            writer.finish({"splits": {"train": {"files": [{"path": "train.jsonl"}]}}})
        (found / "notes.txt").write_text("mine")
    return found


def raised(folder: Path, failing: Failing, error: BaseException, expected: type[BaseException]) -> BaseException:
    """What comes out of a writer that fails; the world is as before."""
    root = folder.parents[1] if "not" in folder.parts else folder.parent
    before = tree(root)
    with pytest.raises(expected) as caught, DatasetWriter(folder, overwrite=True) as writer:
        failing(writer, error)
    assert tree(root) == before
    return caught.value


@pytest.mark.parametrize("failing", POINTS)
@pytest.mark.parametrize("error", FAILURES, ids=[type(error).__name__ for error in FAILURES])
def test_nothing_is_left_and_nothing_changed(failing: Failing, error: BaseException, folder: Path) -> None:
    inside = failing not in {before_anything, before_the_manifest}
    expected = OutputError if isinstance(error, OSError) and inside else type(error)
    found = raised(folder, failing, error, expected)
    assert found is error or found.__cause__ is error
    if expected is OutputError:
        assert "Input/output error" in str(found)
        assert len(str(found).splitlines()) == 1


@pytest.mark.parametrize("count", [0, 1, 4])
@pytest.mark.parametrize("error", FAILURES[:2], ids=[type(error).__name__ for error in FAILURES[:2]])
def test_a_failure_inside_a_parquet_file_comes_out_as_it_is(count: int, error: BaseException, folder: Path) -> None:
    def failing(writer: DatasetWriter, cause: BaseException) -> None:
        writer.write_parquet("train.parquet", frames(count, cause), SCHEMA)

    assert raised(folder, failing, error, type(error)) is error


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_full_disk_is_told_in_one_line(code: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    found = raised(folder, before_the_manifest, ValueError(), OutputError)
    assert os.strerror(code) in str(found)
    assert "MiB are free" in str(found)
    assert "train.jsonl" in str(found)
    assert len(str(found).splitlines()) == 1


def test_a_manifest_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(writer: DatasetWriter, _: BaseException) -> None:
        writer.write_json_rows("train.jsonl", [(b'{"a":1}\n', 1)], "jsonl")
        writer.finish({"cannot": {1, 2}})

    raised(folder, whole, ValueError(), TypeError)
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    def manifest(writer: DatasetWriter, _: BaseException) -> None:
        writer.write_json_rows("train.jsonl", [(b'{"a":1}\n', 1)], "jsonl")
        writer.finish({})

    monkeypatch.setattr(os, "fsync", full)
    assert "manifest.json" in str(raised(folder, manifest, ValueError(), OutputError))


def test_a_folder_that_cannot_be_written_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(OutputError, match="Permission denied"), DatasetWriter(tmp_path):
        raise AssertionError("the writer let a folder in that cannot be written")
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("name", ["train.jsonl", "README.md", "manifest.json"])
def test_a_folder_in_the_place_of_a_file(name: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with DatasetWriter(data) as writer:
        writer.write_text("other.txt", "old")
        writer.finish({"splits": {"train": {"files": [{"path": "other.txt"}]}}})
    (data / "manifest.json").rename(data / "kept.json")
    (data / name).mkdir()

    def whole(writer: DatasetWriter, _: BaseException) -> None:
        writer.write_json_rows("train.jsonl", [(b'{"a":1}\n', 1)], "jsonl")
        writer.write_text("README.md", "new")
        writer.finish({})

    assert name in str(raised(data, whole, ValueError(), OutputError))


def test_frames_of_another_schema_are_refused(folder: Path) -> None:
    def failing(writer: DatasetWriter, _: BaseException) -> None:
        writer.write_parquet("train.parquet", [pl.DataFrame({"a": [1]})], SCHEMA)

    found = raised(folder, failing, ValueError(), OutputError)
    assert "train.parquet" in str(found)
    assert len(str(found).splitlines()) == 1
