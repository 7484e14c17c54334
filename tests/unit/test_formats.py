"""The formats of a file of rows: names, packing, columns of any kind, and what `datasets` makes of them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import zstandard

from pairwright.errors import RecipeError
from pairwright.files import FORMATS, JsonEncoder, WrittenFile, arrow_folder, write_arrow, write_json, write_parquet
from pairwright.recipe.recipe import Recipe, load_recipe

PACKED = ["jsonl.gz", "jsonl.zst", "json.gz", "json.zst"]
JSON = ["jsonl", "json", *PACKED]
DTYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "text": pl.String,
    "answer": pl.Int64,
    "label": pl.Boolean,
    "score": pl.Float64,
    "rejected": pl.List(pl.String),
    "chat": pl.List(pl.Struct({"role": pl.String, "content": pl.String})),
    "meta": pl.Struct({"view": pl.String, "wrong_answer": pl.Int64}),
}
SCHEMA = pl.Schema(DTYPES)
ROWS: list[dict[str, Any]] = [
    {
        "text": "57+4=? Grüße 😀\n",
        "answer": 61,
        "label": True,
        "score": 0.5,
        "rejected": ["no", ""],
        "chat": [{"role": "user", "content": "57+4=?"}, {"role": "assistant", "content": None}],
        "meta": {"view": "sum", "wrong_answer": None},
    },
    {
        "text": "",
        "answer": -(2**63),
        "label": False,
        "score": -1e300,
        "rejected": [],
        "chat": [],
        "meta": {"view": None, "wrong_answer": 7},
    },
    dict.fromkeys(SCHEMA),
]
FRAME = pl.DataFrame(ROWS, schema=SCHEMA)
Writer = Callable[..., WrittenFile]


def unpacked(content: bytes, format_name: str) -> bytes:
    """By readers that are not ours."""
    if format_name.endswith(".gz"):
        return gzip.decompress(content)
    if format_name.endswith(".zst"):
        # One frame only, as some readers stop after the first.
        unpacker = zstandard.ZstdDecompressor().decompressobj()
        found = unpacker.decompress(content)
        assert unpacker.eof
        assert unpacker.unused_data == b""
        return found
    return content


def read_arrow(path: Path) -> Any:
    from pyarrow import ipc

    return ipc.open_stream(path.read_bytes()).read_all()


def is_told_truly(written: WrittenFile, path: Path, rows: int) -> None:
    content = path.read_bytes()
    assert (written.rows, written.bytes) == (rows, len(content))
    assert written.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("format_name", "wanted", "number", "of", "expected"),
    [
        ("jsonl", None, 0, 1, "train.jsonl"),
        ("jsonl.gz", None, 0, 1, "train.jsonl.gz"),
        ("jsonl.zst", None, 1, 8, "train-00001-of-00008.jsonl.zst"),
        ("json.gz", "dpo_train_data.json", 0, 1, "dpo_train_data.json.gz"),
        ("json.zst", "data.json.gz", 0, 1, "data.json.zst"),
        ("jsonl.zst", "data.json", 0, 1, "data.json.zst"),
        ("jsonl", "data.jsonl.zst", 0, 1, "data.jsonl"),
        ("jsonl", "data.json.gz", 0, 1, "data.json"),
        ("json", "data.jsonl.gz", 0, 1, "data.json"),
        ("parquet", "data.jsonl.gz", 0, 1, "data.parquet"),
        ("parquet", "v1.2.json", 2, 3, "v1.2-00002-of-00003.parquet"),
        ("json", "data.json", 0, 2, "data-00000-of-00002.json"),
        ("jsonl.gz", "gz", 0, 1, "gz.jsonl.gz"),
        ("arrow", None, 0, 1, "train/data-00000-of-00001.arrow"),
        ("arrow", "other.json", 7, 12, "train/data-00007-of-00012.arrow"),
    ],
)
def test_names_of_files(format_name: str, wanted: str | None, number: int, of: int, expected: str) -> None:
    assert FORMATS[format_name].file_name("train", wanted, number=number, of=of) == expected


def test_a_format_that_does_not_exist_is_told_with_the_nearest() -> None:
    with pytest.raises(RecipeError, match=r"^recipe: format: 'jsonl.gzip' is not a format; did you mean 'jsonl.gz'\?$"):
        Recipe.of({"format": "jsonl.gzip"})
    with pytest.raises(RecipeError, match=r"known are: arrow, json, json\.gz, json\.zst, jsonl, .*parquet$"):
        load_recipe("arithmetic").with_changes(format="CSV")


@pytest.mark.parametrize("format_name", PACKED)
def test_packing_changes_nothing_but_the_bytes(format_name: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"text": [f"{number}+1=? é" for number in range(5000)]})
    encoder = JsonEncoder(format_name, None)
    pieces = [(encoder.encoded(frame, np.arange(start, start + 1000)), 1000) for start in range(0, 5000, 1000)]
    plain = write_json(tmp_path / "plain", pieces, format_name.rsplit(".", 1)[0], name="plain")
    written = write_json(tmp_path / "packed", pieces, format_name, name="packed")
    is_told_truly(plain, tmp_path / "plain", 5000)
    is_told_truly(written, tmp_path / "packed", 5000)
    assert written.bytes < plain.bytes / 3
    assert unpacked((tmp_path / "packed").read_bytes(), format_name) == (tmp_path / "plain").read_bytes()


@pytest.mark.parametrize("format_name", JSON)
def test_no_rows(format_name: str, tmp_path: Path) -> None:
    for pieces in ([], [(b"", 0)]):
        is_told_truly(write_json(tmp_path / "file", pieces, format_name, name="file"), tmp_path / "file", 0)
        found = unpacked((tmp_path / "file").read_bytes(), format_name)
        assert found == (b"[]\n" if format_name.startswith("json.") or format_name == "json" else b"")


@pytest.mark.parametrize("format_name", PACKED)
def test_packed_bytes_are_the_same_however_rows_come(format_name: str, tmp_path: Path) -> None:
    """Also later: neither time nor name stands in them."""
    lines = b"".join(b',\n{"a":%d}' % number for number in range(20_000))
    sums = set()
    for size in (7, 1000, len(lines)):
        cuts = [(lines[start : start + size], 1) for start in range(0, len(lines), size)]
        path = tmp_path / f"{size}"
        sums.add(write_json(path, cuts, format_name, name="file").sha256)
        assert format_name.endswith(".zst") or path.read_bytes()[:8] == b"\x1f\x8b\x08\0\0\0\0\0"
    assert len(sums) == 1


def test_a_damaged_zst_file_is_noticed(tmp_path: Path) -> None:
    """It holds a checksum of its own."""
    # What does not pack is stored as it is, so only the checksum can tell that a byte is another.
    noise = np.random.default_rng(1).bytes(5000)
    write_json(tmp_path / "file", [(noise, 1)], "jsonl.zst", name="file")
    content = bytearray((tmp_path / "file").read_bytes())
    content[2500] ^= 1
    with pytest.raises(zstandard.ZstdError, match="checksum"):
        unpacked(bytes(content), "jsonl.zst")


def frames() -> Iterator[pl.DataFrame]:
    """Whole, empty, sliced and in several chunks."""
    yield FRAME
    yield FRAME.clear()
    yield FRAME.slice(1, 1)
    yield pl.concat([FRAME, FRAME.reverse(), FRAME], rechunk=False)


EXPECTED = [*ROWS, ROWS[1], *ROWS, *reversed(ROWS), *ROWS]


def test_arrow_holds_any_columns(tmp_path: Path) -> None:
    is_told_truly(write_arrow(tmp_path / "a.arrow", frames(), SCHEMA, name="a"), tmp_path / "a.arrow", len(EXPECTED))
    table = read_arrow(tmp_path / "a.arrow")
    assert table.validate(full=True) is None
    assert table.to_pylist() == EXPECTED
    assert [str(field.type) for field in table.schema][:4] == ["large_string", "int64", "bool", "double"]


def test_parquet_holds_any_columns(tmp_path: Path) -> None:
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    is_told_truly(write_parquet(path, frames(), SCHEMA, name="a"), path, len(EXPECTED))
    assert pl.read_parquet(path).equals(pl.DataFrame(EXPECTED, schema=SCHEMA))
    assert parquet.read_table(path).to_pylist() == EXPECTED
    columns = parquet.ParquetFile(path).metadata.row_group(0)
    assert {columns.column(number).compression for number in range(columns.num_columns)} == {"ZSTD"}


def test_no_frames_are_a_file_with_columns(tmp_path: Path) -> None:
    for none in ([], [SCHEMA.to_frame()]):
        assert write_arrow(tmp_path / "a.arrow", none, SCHEMA, name="a").rows == 0
        table = read_arrow(tmp_path / "a.arrow")
        assert (table.num_rows, table.schema.names) == (0, SCHEMA.names())


def test_arrow_of_many_frames_is_not_held_in_memory(tmp_path: Path) -> None:
    """Each frame is in the file before the next but one is asked for."""
    path = tmp_path / "a.arrow"
    frame = pl.DataFrame({"a": ["x" * 1000] * 1000})
    sizes = []

    def watched() -> Iterator[pl.DataFrame]:
        for _ in range(6):
            sizes.append(path.stat().st_size)
            yield frame

    write_arrow(path, watched(), frame.schema, name="a")
    assert all(size > 1_000_000 * (number - 1) for number, size in enumerate(sizes))


@pytest.mark.parametrize("write", [write_arrow, write_parquet])
def test_the_bytes_are_the_same_every_time(write: Writer, tmp_path: Path) -> None:
    many = [pl.DataFrame({"i": range(start, start + 999), "t": ["é" * 9] * 999}) for start in range(0, 99_900, 999)]
    first, second = (write(tmp_path / name, iter(many), many[0].schema, name="a") for name in "ab")
    assert first == second


@pytest.mark.parametrize("write", [write_arrow, write_parquet])
def test_other_columns_are_refused(write: Writer, tmp_path: Path) -> None:
    for other in (pl.DataFrame({"a": [1]}), pl.DataFrame({"b": ["x"]}), pl.DataFrame({"a": ["x"], "b": ["x"]})):
        with pytest.raises(OSError, match="columns"):
            write(tmp_path / "file", [pl.DataFrame({"a": ["x"]}), other], pl.Schema({"a": pl.String}), name="a")


class BrokenError(Exception):
    """What no writer knows."""


def breaking(good: Iterable[Any]) -> Iterator[Any]:
    yield from good
    raise BrokenError


@pytest.mark.parametrize("count", [0, 3])
@pytest.mark.parametrize("write", [write_arrow, write_parquet])
def test_what_the_source_raises_comes_out(write: Writer, count: int, tmp_path: Path) -> None:
    with pytest.raises(BrokenError):
        write(tmp_path / "file", breaking([FRAME] * count), SCHEMA, name="a")


@pytest.mark.parametrize("count", [0, 3])
@pytest.mark.parametrize("format_name", JSON)
def test_what_the_source_of_json_raises_comes_out(format_name: str, count: int, tmp_path: Path) -> None:
    with pytest.raises(BrokenError):
        write_json(tmp_path / "file", breaking([(b',\n{"a":1}', 1)] * count), format_name, name="a")


def test_an_arrow_folder_is_what_datasets_saves(tmp_path: Path) -> None:
    """Loaded, mapped into memory as it is, with nested columns, a split of several files and one without rows."""
    import datasets

    files: dict[str, list[WrittenFile]] = {"train": [], "test": []}
    for split, of, rows in (("train", 2, FRAME), ("test", 1, FRAME.clear())):
        for number in range(of):
            name = FORMATS["arrow"].file_name(split, number=number, of=of)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            files[split].append(write_arrow(tmp_path / name, [rows], SCHEMA, name=name))
    texts = arrow_folder(files, dict.fromkeys(files, SCHEMA))
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    loaded = datasets.load_from_disk(str(tmp_path), keep_in_memory=False)
    assert list(loaded) == ["train", "test"]
    assert loaded["train"].to_list() == ROWS * 2
    assert loaded["train"][4] == ROWS[1]
    assert loaded["test"].to_list() == []
    alone = datasets.load_from_disk(str(tmp_path / "train"))
    assert alone.to_list() == ROWS * 2
    assert str(alone.split) == "train"
    # The features are those of the files, so that no cast brings the rows into memory.
    assert alone.features == datasets.Features.from_arrow_schema(read_arrow(tmp_path / files["train"][0].path).schema)
    assert len(alone.cache_files) == 2
    assert all(type(block).__name__ == "MemoryMappedTable" for row in loaded["train"].data.blocks for block in row)

    # The same keys as it writes itself.
    loaded.save_to_disk(str(tmp_path / "again"))
    for name, text in texts.items():
        theirs = json.loads((tmp_path / "again" / name).read_text(encoding="utf-8"))
        ours = json.loads(text)
        assert theirs.keys() == ours.keys(), name
        of_this_copy = {"_data_files", "_fingerprint"}
        assert {key: value for key, value in theirs.items() if key not in of_this_copy} == {
            key: value for key, value in ours.items() if key not in of_this_copy
        }


def test_the_fingerprint_of_an_arrow_folder_is_of_its_rows() -> None:
    def fingerprint(sha256: str) -> str:
        file = WrittenFile("train/data-00000-of-00001.arrow", 1, 400, sha256)
        texts = arrow_folder({"train": [file]}, {"train": SCHEMA})
        found: str = json.loads(texts["train/state.json"])["_fingerprint"]
        return found

    assert fingerprint("0" * 64) == fingerprint("0" * 64) != fingerprint("1" * 64)


def test_a_dtype_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="Date"):
        arrow_folder({"a": []}, {"a": pl.Schema({"when": pl.Date})})
