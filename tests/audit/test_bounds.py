"""However small a file is packed, an audit and a conversion of it take no more memory than its blocks."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import zstandard

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the kernel does not say it")

ROW = b'{"prompt": "57+4=?", "completion": "61"}\n'
# Of the process, its libraries (about 250 MB) among it; the bombs unpack to a gigabyte and more.
MOST = 900 << 20

_MEASURED = r"""
import re, sys, time, pairwright
from pathlib import Path
started = time.process_time()
try:
    if sys.argv[2] == "audit":
        print("read", pairwright.audit(sys.argv[1]).judged["judged"])
    else:
        print("read", pairwright.convert(sys.argv[1], sys.argv[1] + ".jsonl", layout="sft").converted)
except pairwright.PairwrightError as error:
    print("refused", error)
# Not ru_maxrss, which begins with that of the process that started this one.
print(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
print(time.process_time() - started)
"""


def measured(path: Path, what: str) -> tuple[str, int, float]:
    """What came of an audit or a conversion, the most bytes it took, and its seconds of CPU."""
    line = [sys.executable, "-c", _MEASURED, str(path), what]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, check=True)
    said, most, seconds = done.stdout.splitlines()
    return said, int(most) << 10, float(seconds)


def in_zstd(path: Path, piece: bytes, times: int) -> None:
    packer = zstandard.ZstdCompressor(level=1).compressobj()
    with path.open("wb") as file:
        file.write(packer.compress(ROW))
        for _ in range(times):
            file.write(packer.compress(piece))
        file.write(packer.flush())


def in_gzip(path: Path, piece: bytes, times: int) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(ROW)
        for _ in range(times):
            file.write(piece)


def in_parquet(path: Path) -> None:
    """A column that repeats one text of 256 KiB, eight thousand times: two gigabytes in a file of some kilobytes."""
    text = pl.Series("completion", ["x" * (1 << 18)]).new_from_index(0, 8000)
    pl.DataFrame([pl.Series("prompt", ["57+4=?"]).new_from_index(0, 8000), text]).write_parquet(path)


BOMBS: dict[str, Callable[[Path], None]] = {
    "zstd, one line": lambda path: in_zstd(path, b"a" * (1 << 20), 1500),
    "gzip, one line": lambda path: in_gzip(path, b"a" * (1 << 20), 1500),
    "gzip, nothing but white": lambda path: in_gzip(path, b" " * (1 << 20), 1500),
    "zstd, an element that never ends": lambda path: in_zstd(path, b'[{"a": ' * 100_000, 1500),
    "parquet, one text": in_parquet,
}


@pytest.mark.parametrize(("bomb", "what"), [*((name, "audit") for name in BOMBS), ("parquet, one text", "convert")])
def test_memory_is_bounded(bomb: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "data"
    BOMBS[bomb](path)
    said, most, _ = measured(path, what)
    assert said.startswith(("read", "refused")), said
    assert most < MOST, (said, most >> 20)


@pytest.mark.parametrize("what", ["audit", "convert"])
def test_long_rows_and_long_sums(what: str, tmp_path: Path) -> None:
    # Rows of 1.5 MB, each another text, and sums of 10 to 20 terms, each another shape.
    rows = [("57+4=?", f"{n} is a number. " * 94_000 + "The answer is 61.") for n in range(60)]
    for n in range(600):
        terms = range(n + 2, n + 12 + n % 11)
        rows.append(("+".join(map(str, terms)) + "=?", str(sum(terms))))
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps({"prompt": asked, "completion": said}) + "\n" for asked, said in rows))
    said, most, seconds = measured(path, what)
    assert said == "read 660"
    assert most < MOST, most >> 20
    assert seconds < 60
