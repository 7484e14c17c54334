"""Packing JSON on its way to the file: gzip (standard library) or zstd (zstandard), as streams.

Both levels were chosen for rows of `arithmetic` (110 bytes each, which come again and again), packed by one core:

| gzip level | million rows/s | bytes a row |     | zstd level | million rows/s | bytes a row |
| ---------: | -------------: | ----------: | --- | ---------: | -------------: | ----------: |
|      **1** |            2.4 |        18.1 |     |          1 |            5.7 |        13.2 |
|          4 |            1.4 |        16.1 |     |      **3** |            5.8 |         9.7 |
|          6 |            0.6 |        15.0 |     |          5 |            1.9 |         9.2 |
|          9 |           0.15 |        14.4 |     |          9 |            0.9 |         7.0 |

So gzip is at its fastest, where it is slower than making the rows already; and more of zstd than its own
default costs three times the time for a twentieth of the bytes.

What is packed is the same however the rows come in pieces, and holds no time and no name.  It may differ with
the version of the library that packs; what it unpacks to does not.
"""

from __future__ import annotations

import zlib
from typing import Protocol

_GZIP_LEVEL, _ZSTD_LEVEL = 1, 3
# zlib's sign for a gzip header and trailer around what it packs, with the largest window.
_GZIP_FILE = 16 + zlib.MAX_WBITS


class Packer(Protocol):
    """Bytes in, fewer bytes out, some of them later."""

    def compress(self, piece: bytes, /) -> bytes:
        """Pack a piece; what comes back may belong to earlier ones."""

    def flush(self) -> bytes:
        """The rest, when there is no more."""


def packer(packing: str) -> Packer:
    """A packer for one file: 'gzip', 'zstd' (one frame, with a checksum), or '' for bytes as they are."""
    if packing == "gzip":
        return zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_FILE)
    if packing == "zstd":
        from zstandard import ZstdCompressor

        return ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True).compressobj()
    return _Unpacked()


class _Unpacked:
    """No packing at all."""

    def compress(self, piece: bytes, /) -> bytes:
        return piece

    def flush(self) -> bytes:
        return b""
