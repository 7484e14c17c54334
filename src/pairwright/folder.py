"""The files of one dataset folder, all or nothing.

A file is written under a temporary name beside its place; when all files of a dataset are whole
they are renamed, the manifest last.  Until then nothing that stood there before is touched.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl

from pairwright.errors import OutputError
from pairwright.files import WrittenFile, write_json, write_parquet

MANIFEST = "manifest.json"
_TEMPORARY = ".part"


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
        with self._placed(name) as path:
            return write_json(path, pieces, format_name, name=name)

    def write_parquet(self, name: str, frames: Iterable[pl.DataFrame], schema: pl.Schema) -> WrittenFile:
        """Write frames as one Parquet file (zstd), streaming."""
        with self._placed(name) as path:
            return write_parquet(path, frames, schema, name=name)

    def write_text(self, name: str, text: str) -> None:
        """Write a small text file (UTF-8)."""
        with self._placed(name) as path, path.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())

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
    def _placed(self, name: str) -> Iterator[Path]:
        self._finished.append(name)
        with _told(self.folder / name):
            yield self._temporary(name)


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
