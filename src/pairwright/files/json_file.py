"""Encoded rows to one file of JSON Lines or one JSON array, packed on the way if its format says so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pairwright.files.digest import Digest
from pairwright.files.formats import FORMATS
from pairwright.files.packing import packer
from pairwright.files.written import WrittenFile


def write_json(
    path: Path, pieces: Iterable[tuple[bytes, int]], format_name: str, *, name: str, sum_aside: bool = True
) -> WrittenFile:
    r"""Write encoded pieces (with their numbers of rows) to a path, down to the disk.

    Args:
        path: where the bytes go.
        pieces: what `JsonEncoder.encoded` gives, in order.
        format_name: one of `FORMATS` that holds JSON.
        name: what the file is called in its dataset.
        sum_aside: whether the checksum is made in a thread of its own.

    Returns:
        What was written; bytes and checksum are those of the file, packed or not.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_json(Path(folder, "part"), [(b'{"a":1}\n', 1)], "jsonl", name="a.jsonl").bytes
    8

    """
    rows = 0

    def counted() -> Iterator[bytes]:
        nonlocal rows
        for piece, count in pieces:
            yield piece
            rows += count

    made = FORMATS[format_name]
    parts = _array(counted()) if made.rows == "array" else counted()
    with path.open("wb") as file, Digest(aside=sum_aside) as digest:
        for part in _packed(parts, made.packing):
            digest.update(part)
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    return WrittenFile(name, rows, size, digest.hexdigest())


def _array(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The inside of an array with its brackets; the first row has a comma before it that it does not need."""
    first = next((piece for piece in pieces if piece), b"")
    yield b"[" + first[1:]
    yield from pieces
    yield b"\n]\n" if first else b"]\n"


def _packed(parts: Iterable[bytes], packing: str) -> Iterator[bytes]:
    packed = packer(packing)
    for part in parts:
        if piece := packed.compress(part):
            yield piece
    if rest := packed.flush():
        yield rest
