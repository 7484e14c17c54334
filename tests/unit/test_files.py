"""Files of rows: written to a path with the right sizes and checksums, streamed in order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from pairwright.files import write_json, write_parquet

SCHEMA = pl.Schema({"a": pl.String})


def test_files_are_measured_as_they_are(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": ["x", "y"] * 500})
    paths = [tmp_path / name for name in ("lines", "array", "table")]
    lines = write_json(paths[0], [(b'{"a":1}\n{"a":2}\n', 2), (b'{"a":3}\n', 1)], "jsonl", name="a.jsonl")
    array = write_json(paths[1], [(b',\n{"a":1},\n{"a":2}', 2), (b',\n{"a":3}', 1)], "json", name="b.json")
    table = write_parquet(paths[2], [frame, frame], frame.schema, name="c.parquet")
    assert [each.path for each in (lines, array, table)] == ["a.jsonl", "b.json", "c.parquet"]
    assert [each.rows for each in (lines, array, table)] == [3, 3, 2000]
    for path, written in zip(paths, (lines, array, table), strict=True):
        content = path.read_bytes()
        assert (written.bytes, written.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert paths[0].read_bytes() == b'{"a":1}\n{"a":2}\n{"a":3}\n'
    assert json.loads(paths[1].read_bytes()) == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert pl.read_parquet(paths[2]).equals(pl.concat([frame, frame]))


def test_no_rows_are_an_empty_file_or_an_empty_array(tmp_path: Path) -> None:
    schema = pl.Schema({"a": pl.String, "b": pl.Int64})
    assert write_json(tmp_path / "a", [], "jsonl", name="a").bytes == 0
    assert write_json(tmp_path / "b", [], "json", name="b").rows == 0
    write_parquet(tmp_path / "c", [schema.to_frame()], schema, name="c")
    assert (tmp_path / "a").read_bytes() == b""
    assert json.loads((tmp_path / "b").read_bytes()) == []
    assert pl.read_parquet(tmp_path / "c").schema == schema


def test_a_large_parquet_file_is_streamed_in_order(tmp_path: Path) -> None:
    def frames() -> Iterator[pl.DataFrame]:
        for start in range(0, 300_000, 30_000):
            yield pl.DataFrame({"i": range(start, start + 30_000)}, schema={"i": pl.Int64})

    assert write_parquet(tmp_path / "a", frames(), pl.Schema({"i": pl.Int64}), name="a").rows == 300_000
    assert pl.read_parquet(tmp_path / "a")["i"].to_list() == list(range(300_000))


@pytest.mark.parametrize("count", [0, 1, 4])
@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt()], ids=["ValueError", "KeyboardInterrupt"])
def test_a_failure_inside_a_parquet_file_comes_out_as_it_is(count: int, error: BaseException, tmp_path: Path) -> None:
    def frames() -> Iterator[pl.DataFrame]:
        for _ in range(count):
            yield pl.DataFrame({"a": ["x" * 50] * 5000})
        raise error

    with pytest.raises(type(error)) as caught:
        write_parquet(tmp_path / "a", frames(), SCHEMA, name="a")
    assert caught.value is error


def test_frames_of_another_schema_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="among rows with"):
        write_parquet(tmp_path / "a", [pl.DataFrame({"a": [1]})], SCHEMA, name="a")
