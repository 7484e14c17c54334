"""Where rows go that cannot be used: JSON Lines of file, line, reason and the row as text."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

from pairwright.errors import OutputError
from pairwright.reading.json_lines import Reject
from pairwright.reading.sources import DataFile


class RejectsFile:
    """Writes rejects to a file that appears when it is whole; without a path it does nothing.

    Args:
        path: the file; one that stands there is replaced, unless it is one of the inputs.
        inputs: the files that are read.

    Raises:
        OutputError: it cannot be written, or would replace an input.

    """

    def __init__(self, path: Path | None, inputs: Iterable[DataFile]) -> None:
        self._path = path
        self._file: IO[str] | None = None
        if path is not None and any(_same(path, each.path) for each in inputs):
            raise OutputError(f"{path}: --rejects would replace a file that is read; choose another name")

    def __enter__(self) -> RejectsFile:
        if self._path is not None:
            try:
                self._file = self._temporary(self._path).open("w", encoding="utf-8", errors="replace")
            except (OSError, ValueError) as error:
                raise _refused(self._path, error) from error
        return self

    def add(self, file: str, rejects: Iterable[Reject]) -> None:
        """Keep some rows."""
        if self._file is None or self._path is None:
            return
        try:
            for each in rejects:
                row = {"file": file, "line": each.line, "reason": each.reason, "row": each.text}
                self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            raise _refused(self._path, error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None or self._path is None:
            return
        try:
            self._file.close()
            if kind is None:
                os.replace(self._temporary(self._path), self._path)
        except OSError as refused:
            if kind is None:
                raise _refused(self._path, refused) from refused
        finally:
            self._temporary(self._path).unlink(missing_ok=True)

    @staticmethod
    def _temporary(path: Path) -> Path:
        return path.with_name(f".{path.name}.part")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.exists() and one.samefile(other)
    except OSError:
        return False


def _refused(path: Path, error: Exception) -> OutputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return OutputError(f"{path}: rejects cannot be written ({reason}); choose another --rejects")
