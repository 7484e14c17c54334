"""Files as streams of bytes, unpacked on the way: plain, gzip (standard library) or zstd (Polars).

Python has zstd from 3.14 on; until that is the oldest version we run on, Polars unpacks it, line by
line and without a further dependency.  Bytes that are not UTF-8 come from it as U+FFFD.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl

CHUNK = 1 << 22
_HEAD = 1 << 16


class CutShortError(Exception):
    """The file ends, or breaks, before its end; what came before is good."""


class Unpacked:
    """The unpacked bytes of a file, to be gone through once.

    Attributes:
        broken: after the last good bytes, why there are no more; None at the true end of the file.

    """

    def __init__(self, path: Path, packing: str) -> None:
        self._path = path
        self._packing = packing
        self.broken: str | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from _zstd(self._path) if self._packing == "zstd" else _plain(self._path, self._packing)
        except (OSError, EOFError, zlib.error, pl.exceptions.PolarsError) as error:
            self.broken = " ".join(str(error).split())[:200] or type(error).__name__

    def head(self) -> bytes:
        """The first bytes; empty if all of them are white."""
        start = b""
        for piece in self:
            start += piece[:_HEAD]
            if start.strip() or len(start) >= CHUNK:
                break
        return start[:_HEAD] if start.strip() else b""


def _plain(path: Path, packing: str) -> Iterator[bytes]:
    with gzip.open(path, "rb") if packing == "gzip" else path.open("rb") as file:
        # Small reads: what gzip had unpacked of a read that then fails is lost.
        size = 1 << 16 if packing else CHUNK
        while piece := file.read(size):
            yield piece


def _zstd(path: Path) -> Iterator[bytes]:
    # A separator that no JSON holds, so each line is one field; empty lines come as nulls.
    lines = pl.scan_csv(
        path,
        has_header=False,
        separator="\x01",
        quote_char=None,
        schema={"line": pl.String},
        encoding="utf8-lossy",
        truncate_ragged_lines=True,
    )
    for batch in lines.collect_batches(maintain_order=True):
        yield batch["line"].fill_null("").str.join("\n").item().encode() + b"\n"
