"""Child: the bytes that Pairwright writes, ready in memory, only written; print rows and seconds.

python -m benchmarks.bare_writing --rows 4000000 --out FILE
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import pairwright
from benchmarks.clock import timed
from benchmarks.ours import recipe_of

# About as much as Pairwright writes at a time (65,536 rows of 110 bytes).
PIECE_BYTES = 7 << 20


def training_bytes(rows: int, folder: Path) -> bytes:
    """The training file of the `arithmetic` recipe; it is made in a folder of its own, which is then deleted."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        pairwright.write(recipe_of(rows), made, certify=False, shards=1)
        return (Path(made) / "train.jsonl").read_bytes()


def write_bytes(content: bytes, out: Path) -> None:
    """Write piece by piece and flush to disk, as Pairwright does."""
    view = memoryview(content)
    with out.open("wb") as file:
        for start in range(0, len(view), PIECE_BYTES):
            file.write(view[start : start + PIECE_BYTES])
        file.flush()
        os.fsync(file.fileno())


def main() -> None:
    """Time the writing alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows: int = options.rows
    content = training_bytes(rows, options.out.parent)

    def work() -> int:
        write_bytes(content, options.out)
        return rows

    timed(work)


if __name__ == "__main__":
    main()
