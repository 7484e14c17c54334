"""Encoded rows to one JSON Lines file or JSON array."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pairwright.files.digest import Digest
from pairwright.files.written import WrittenFile


def write_json(path: Path, pieces: Iterable[tuple[bytes, int]], format_name: str, *, name: str) -> WrittenFile:
    """Write encoded pieces (with their numbers of rows) to a path, down to the disk.

    Args:
        path: where the bytes go.
        pieces: what `JsonEncoder.encoded` gives, in order.
        format_name: 'jsonl' or 'json'.
        name: what the file is called in its dataset.

    """
    size, rows = 0, 0
    with path.open("wb") as file, Digest() as digest:
        for piece, count in pieces:
            part = b"[" + piece[1:] if format_name == "json" and not rows else piece
            digest.update(part)
            file.write(part)
            size, rows = size + len(part), rows + count
        if format_name == "json":
            end = b"\n]\n" if rows else b"[]\n"
            digest.update(end)
            file.write(end)
            size += len(end)
        file.flush()
        os.fsync(file.fileno())
    return WrittenFile(name, rows, size, digest.hexdigest())
