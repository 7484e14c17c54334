"""Files as streams of bytes, unpacked on the way: plain, gzip (standard library) or zstd (zstandard).

Whatever a file unpacks to, it comes piece by piece, so a file of a kilobyte that holds a hundred gigabytes
takes time, but no memory.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 22
# What zstd's own command unpacks without being asked twice; its most far-looking levels take no more.
_LARGEST_WINDOW = 1 << 27
# Four bytes of zstd can stand for a block of 128 KiB, so these for 32 MiB at most.
_PACKED = 1 << 10


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
        except (OSError, EOFError, zlib.error, _zstd_error()) as error:
            self.broken = " ".join(str(error).split())[:200] or type(error).__name__

    def head(self, size: int) -> bytes:
        """The first bytes, so many if there are; empty if all of them, or the first 4 MiB, are white."""
        start = b""
        for piece in self:
            start += piece
            if len(start) >= (size if start.strip() else CHUNK):
                break
        return start[: max(size, CHUNK)] if start.strip() else b""


def _zstd_error() -> type[Exception]:
    from zstandard import ZstdError

    return ZstdError


def _plain(path: Path, packing: str) -> Iterator[bytes]:
    with gzip.open(path, "rb") if packing == "gzip" else path.open("rb") as file:
        # Small reads: what gzip had unpacked of a read that then fails is lost.
        size = 1 << 16 if packing else CHUNK
        while piece := file.read(size):
            yield piece


def _zstd(path: Path) -> Iterator[bytes]:
    """Frame after frame, as `pzstd` and `cat` put several into one file."""
    from zstandard import ZstdDecompressor

    frames = ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    with path.open("rb") as file:
        frame, begun = frames.decompressobj(), False
        while packed := file.read(_PACKED):
            while packed:
                piece = frame.decompress(packed)
                packed, begun = frame.unused_data if frame.eof else b"", not frame.eof
                yield from (piece[start : start + CHUNK] for start in range(0, len(piece), CHUNK))
                if frame.eof:
                    frame = frames.decompressobj()
        if begun:
            raise EOFError("zstd data ended before the end of its frame")
