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


def chunks(path: Path, packing: str) -> Iterator[bytes]:
    """The unpacked bytes of a file in pieces of a few MiB.

    Raises:
        CutShortError: after the last good bytes, if the packing is broken or the file cannot be read on.

    """
    try:
        if packing == "zstd":
            yield from _zstd(path)
            return
        with gzip.open(path, "rb") if packing == "gzip" else path.open("rb") as file:
            # Small reads: what gzip had unpacked of a read that then fails is lost.
            size = CHUNK if not packing else 1 << 16
            while piece := file.read(size):
                yield piece
    except (OSError, EOFError, zlib.error, pl.exceptions.PolarsError) as error:
        raise CutShortError(" ".join(str(error).split())[:200]) from error


def head(path: Path, packing: str) -> bytes:
    """The first bytes of a file, unpacked; empty if there are none or they are broken."""
    start = b""
    try:
        for piece in chunks(path, packing):
            start += piece[:_HEAD]
            if start.strip() or len(start) >= CHUNK:
                break
    except CutShortError:
        pass
    return start[:_HEAD] if start.strip() else b""


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
