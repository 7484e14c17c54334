"""What cannot be converted at all is one line with exit code 2, and nothing is written."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.convert.rows import read, rows_of, write

import pairwright


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "pairwright", "convert", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)


def refused(folder: Path) -> dict[str, tuple[list[str | Path], dict[str, object], str]]:
    """Name -> the data, the options beside good ones, what is said."""
    good = write(folder / "in.jsonl", rows_of("pairs"))
    (folder / "splits").mkdir()
    for name in ("train", "test"):
        write(folder / "splits" / f"{name}.jsonl", rows_of("pairs"))
    cut = folder / "cut.jsonl.gz"
    packed = gzip.compress(
        "".join(json.dumps({**row, "n": hash(str(row))}) + "\n" for row in rows_of("pairs") * 50).encode()
    )
    cut.write_bytes(packed[: len(packed) // 2])
    pl.DataFrame({"prompt": ["1+1=?"], "completion": ["2"], "raw": [b"\xff"]}).write_parquet(folder / "bytes.parquet")
    clash = write(folder / "clash.jsonl", [{**row, "prompt": "x"} for row in rows_of("pairs")])
    (folder / "empty.jsonl").write_bytes(b"")
    return {
        "no data": ([folder / "missing"], {}, "no such file"),
        "empty": ([folder / "empty.jsonl"], {}, "empty"),
        "cut short": ([cut], {}, "cannot be unpacked"),
        "a folder of splits": ([folder / "splits"], {}, "convert them one by one"),
        "no such layout": ([good], {"layout": "prefrence"}, "did you mean 'preference'?"),
        "no such format": ([good], {"format": "jsnl"}, "did you mean 'jsonl'?"),
        "no such ending": ([good], {"out": folder / "out.txt"}, "add --format"),
        "another ending": ([good], {"out": folder / "out.parquet", "format": "jsonl"}, "change one of them"),
        "no folder": ([good], {"out": folder / "no" / "out.jsonl"}, "make it, or choose another --out"),
        "a folder as file": ([good], {"out": folder / "splits"}, "--out is the file to write"),
        "something stands there": ([good], {"out": good}, "add --overwrite"),
        "the data itself": ([good], {"out": good, "overwrite": True}, "would replace the data"),
        "rejects over the data": ([good], {"rejects": good}, "would replace a file that is read"),
        "rejects over the output": ([good], {"rejects": folder / "out.jsonl"}, "the same file"),
        "a column in the way": ([clash], {}, "its column prompt would stand where the layout has its own"),
        "bytes in JSON": ([folder / "bytes.parquet"], {"layout": "sft"}, "holds bytes"),
        "not what is needed": ([folder / "bytes.parquet"], {}, "needs rejected"),
    }


CASES = (
    "no data", "empty", "cut short", "a folder of splits", "no such layout", "no such format", "no such ending",
    "another ending", "no folder", "a folder as file", "something stands there", "the data itself",
    "rejects over the data", "rejects over the output", "a column in the way", "bytes in JSON", "not what is needed",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    data, options, message = refused(tmp_path)[case]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    settings = {"out": tmp_path / "out.jsonl", "layout": "preference", **options}
    with pytest.raises(pairwright.PairwrightError) as raised:
        pairwright.convert(data, settings.pop("out"), **settings)  # type: ignore[arg-type]
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_cases_are_all_there(tmp_path: Path) -> None:
    assert tuple(refused(tmp_path)) == CASES


def test_exit_codes(tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", rows_of("pairs"))
    bad = write(tmp_path / "bad.jsonl", [*rows_of("pairs"), "oops", {"positive": "a", "negative": "b"}])
    out: list[str | Path] = ["--layout", "preference", "--out", tmp_path / "out.jsonl"]
    done = command(good, *out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "79 of 79 rows converted" in done.stdout

    done = command(good, *out)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)

    done = command(bad, *out, "--overwrite", "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"pairwright: 2 rows are not in {tmp_path / 'out.jsonl'}; --rejects FILE keeps them with the reasons"
    ]
    assert read(tmp_path / "out.jsonl") == rows_of("preference")

    done = command(bad, *out, "--overwrite", "--rejects", tmp_path / "rejects.jsonl", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert (report["read"], report["converted"]) == (81, 79)
    assert sum(report["rejected"].values()) == 2
    assert [each["line"] for each in read(tmp_path / "rejects.jsonl")] == [80, 81]


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", rows_of("pairs") * 400)
    line = [sys.executable, "-m", "pairwright", "convert", str(source), "--layout", "chat", "--out", "out.jsonl"]
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 100; trap "" XFSZ; exec "$@"', "-", *line],
        capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "cannot be written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
