"""However small a file is packed, an audit and a conversion of it take no more memory than its blocks."""

from __future__ import annotations

import gzip
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
import re, sys, pairwright
from pathlib import Path
try:
    pairwright.audit(sys.argv[1])
    print("read")
except pairwright.PairwrightError as error:
    print("refused", error)
# Not ru_maxrss, which begins with that of the process that started this one.
print(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
"""


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


@pytest.mark.parametrize("bomb", BOMBS)
def test_memory_is_bounded(bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "data"
    BOMBS[bomb](path)
    line = [sys.executable, "-c", _MEASURED, str(path)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, check=True)
    said, most = done.stdout.splitlines()
    assert said.startswith(("read", "refused")), said
    assert int(most) << 10 < MOST, (said, int(most) >> 10)
