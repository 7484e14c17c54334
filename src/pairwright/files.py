"""Dataset files: frames to bytes, files that appear whole or not at all, and their checksums.

A file is written under a temporary name beside its place; when all files of a dataset are whole
they are renamed, the manifest last.  Until then nothing that stood there before is touched.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from pairwright.errors import OutputError
from pairwright.keyed import Integers

MANIFEST = "manifest.json"
_TEMPORARY = ".part"
_ROW_GROUP = 1 << 17


@dataclass(frozen=True)
class WrittenFile:
    """A finished file: its name in the dataset, rows, bytes and SHA-256 (hex)."""

    path: str
    rows: int
    bytes: int
    sha256: str


class JsonEncoder:
    """Rows to bytes: JSON Lines, or the inside of a JSON array (a comma before every row).

    Args:
        format_name: 'jsonl' or 'json'.
        table: rows that will be asked for again and again; they are encoded once.

    """

    def __init__(self, format_name: str, table: pl.DataFrame | None) -> None:
        self._table = table
        self._is_array = format_name == "json"

    def encoded(self, source: pl.DataFrame, at: Integers) -> bytes:
        """The rows `at` of the source, in that order; empty for none."""
        if not at.size:
            return b""
        if source is self._table:
            return bytes(self._table_rows.gather(at).str.join("").cast(pl.Binary).item())
        lines = _json_lines(source.select(pl.all().gather(at)))
        return b",\n" + lines[:-1].replace(b"\n", b",\n") if self._is_array else lines

    @cached_property
    def _table_rows(self) -> pl.Series:
        """Each row of the table with what parts it from its neighbours."""
        lines = _json_lines(self._table).decode().split("\n")[:-1] if self._table is not None else []
        return pl.Series([f",\n{line}" if self._is_array else f"{line}\n" for line in lines], dtype=pl.String)


def _json_lines(frame: pl.DataFrame) -> bytes:
    """A line a row; newlines inside texts are escaped in JSON, so each newline ends a row."""
    buffer = io.BytesIO()
    frame.write_ndjson(buffer)
    return buffer.getvalue()


class DatasetWriter:
    """Writes the files of one dataset folder, all or nothing; use it as a context manager.

    Args:
        folder: made if it is missing.
        overwrite: whether the folder may hold files already; those of a former dataset
            (named in its manifest) go when the new ones are whole.

    Raises:
        OutputError: on entering, if the folder is not empty or cannot be written.

    """

    def __init__(self, folder: Path, *, overwrite: bool = False) -> None:
        self.folder = folder
        self._overwrite = overwrite
        self._finished: list[str] = []
        self._made: list[Path] = []

    def __enter__(self) -> DatasetWriter:
        with _told(self.folder):
            if self.folder.exists() and not self.folder.is_dir():
                raise OutputError(f"{self.folder}: not a folder; choose another --out")
            if self.folder.is_dir() and any(self.folder.iterdir()) and not self._overwrite:
                raise OutputError(f"{self.folder}: not empty; add --overwrite, or choose another --out")
            missing = [path for path in (self.folder, *self.folder.parents) if not path.exists()]
            self.folder.mkdir(parents=True, exist_ok=True)
            self._made = missing
            self._temporary("probe").touch()
            self._temporary("probe").unlink()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            return
        for name in self._finished:
            self._temporary(name).unlink(missing_ok=True)
        for path in self._made:
            with suppress(OSError):
                path.rmdir()

    def write_json_rows(self, name: str, pieces: Iterable[tuple[bytes, int]], format_name: str) -> WrittenFile:
        """Write encoded pieces (with their numbers of rows) as one JSON Lines file or JSON array."""
        size, rows = 0, 0
        with self._opened(name) as file, _Digest() as digest:
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
        return WrittenFile(name, rows, size, digest.hexdigest())

    def write_parquet(self, name: str, frames: Iterable[pl.DataFrame], schema: pl.Schema) -> WrittenFile:
        """Write frames as one Parquet file (zstd), streaming."""
        rows = 0
        failed: list[BaseException] = []
        stop = threading.Event()

        def source(*_: object) -> Iterator[pl.DataFrame]:
            nonlocal rows
            try:
                for frame in frames:
                    if stop.is_set():
                        return
                    rows += frame.height
                    yield frame
            except BaseException as error:
                failed.append(error)
                raise

        def sink(path: str) -> None:
            try:
                register_io_source(source, schema=schema).sink_parquet(
                    path, compression="zstd", row_group_size=_ROW_GROUP, maintain_order=True
                )
            except pl.exceptions.PolarsError as error:
                # Polars wraps what the source raised; the cause itself says more.
                raise (failed[0] if failed else OSError(str(error))) from error

        # In a thread of its own: in the main thread Polars answers Ctrl-C with a backtrace.
        with self._opened(name) as file, ThreadPoolExecutor(1, thread_name_prefix="pairwright-parquet") as thread:
            try:
                thread.submit(sink, file.name).result()
            except BaseException:
                stop.set()
                raise
        with self._temporary(name).open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        return WrittenFile(name, rows, self._temporary(name).stat().st_size, digest)

    def write_text(self, name: str, text: str) -> None:
        """Write a small text file (UTF-8)."""
        with self._opened(name) as file:
            file.write(text.encode())

    def finish(self, manifest: dict[str, Any]) -> None:
        """Put every file in its place, the manifest last, and remove those of a former dataset."""
        former = self._former_files()
        self.write_text(MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
        with _told(self.folder):
            for name in self._finished:
                if (self.folder / name).is_dir():
                    raise OutputError(f"{self.folder / name}: a folder stands where the file goes; move it away")
            (self.folder / MANIFEST).unlink(missing_ok=True)
            for name in self._finished:
                os.replace(self._temporary(name), self.folder / name)
            for name in former - set(self._finished):
                (self.folder / name).unlink(missing_ok=True)

    def _former_files(self) -> set[str]:
        try:
            manifest = json.loads((self.folder / MANIFEST).read_bytes())
            names = {each["path"] for split in manifest["splits"].values() for each in split["files"]}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return set()
        return {name for name in names if isinstance(name, str) and Path(name).name == name}

    def _temporary(self, name: str) -> Path:
        return self.folder / f".{name}{_TEMPORARY}"

    @contextmanager
    def _opened(self, name: str) -> Iterator[io.BufferedWriter]:
        self._finished.append(name)
        with _told(self.folder / name), self._temporary(name).open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())


class _Digest:
    """SHA-256 in a thread of its own, at most one piece behind: it takes a third as long as writing does."""

    def __enter__(self) -> _Digest:
        self._sum = hashlib.sha256()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pairwright-sha256")
        self._behind: Future[None] | None = None
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(wait=True)

    def update(self, piece: bytes) -> None:
        """Add a piece."""
        if self._behind is not None:
            self._behind.result()
        self._behind = self._thread.submit(self._sum.update, piece)

    def hexdigest(self) -> str:
        """The sum of all pieces, once the context is left."""
        return self._sum.hexdigest()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in one line what the operating system refuses."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        free = shutil.disk_usage(path.parent).free if path.parent.exists() else 0
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); {free / 2**20:,.0f} MiB are free there; "
            "nothing was changed, choose another --out or make room"
        ) from error
