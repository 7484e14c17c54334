"""Frames to one Parquet file, streaming."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from pairwright.files.columns import of_schema
from pairwright.files.written import WrittenFile

# Larger row groups hold more repeated texts: against 131,072 rows they take 9.1 instead of 10.5 bytes a row.
_ROW_GROUP = 1 << 18
# The least and the greatest of columns of sentences help no reader, and take a twelfth of the time.
_STATISTICS = {"min": False, "max": False, "null_count": True}
# What a disk that is full may have left, in bytes.
_NOTHING = 1 << 14


def write_parquet(path: Path, frames: Iterable[pl.DataFrame], schema: pl.Schema, *, name: str) -> WrittenFile:
    """Write frames to a path as Parquet (zstd), down to the disk.

    Args:
        path: where the bytes go.
        frames: in order, each with just these columns.
        schema: the columns; lists and structs stay what they are.
        name: what the file is called in its dataset.

    Raises:
        OSError: frames of another schema, or a disk that is full.

    >>> import tempfile
    >>> frame = pl.DataFrame({"a": [1, 2, 3]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_parquet(Path(folder, "part"), [frame, frame], frame.schema, name="a.parquet").rows
    6

    """
    rows = 0
    failed: list[BaseException] = []
    stop = threading.Event()

    def source(*_: object) -> Iterator[pl.DataFrame]:
        nonlocal rows
        try:
            for frame in of_schema(frames, schema):
                if stop.is_set():
                    return
                rows += frame.height
                yield frame
        except BaseException as error:
            failed.append(error)
            raise

    def sink() -> None:
        try:
            register_io_source(source, schema=schema).sink_parquet(
                path, compression="zstd", row_group_size=_ROW_GROUP, statistics=_STATISTICS, maintain_order=True
            )
        except pl.exceptions.PolarsError as error:
            # Polars wraps what the source raised; the cause itself says more.
            raise (failed[0] if failed else _refusal(path, error)) from error

    # In a thread of its own: in the main thread Polars answers Ctrl-C with a backtrace.
    with ThreadPoolExecutor(1, thread_name_prefix="pairwright-parquet") as thread:
        try:
            thread.submit(sink).result()
        except BaseException:
            stop.set()
            raise
    with path.open("rb") as written:
        os.fsync(written.fileno())
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return WrittenFile(name, rows, path.stat().st_size, digest)


def _refusal(path: Path, error: pl.exceptions.PolarsError) -> OSError:
    """What the disk refuses; of one that fills up at the end of a file Polars says that the file is broken."""
    if shutil.disk_usage(path.parent).free < _NOTHING:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return OSError(str(error))
