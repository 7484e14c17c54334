"""Where rows go that cannot be used: JSON Lines of file, line, reason and the row as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO

from pairwright.errors import OutputError
from pairwright.files.placing import placing_file, told
from pairwright.reading.json_lines import Reject
from pairwright.reading.sources import DataFile, is_same

_WAY_OUT = "choose another --rejects"


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
        self._open = ExitStack()
        if path is not None and any(is_same(path, each.path) for each in inputs):
            raise OutputError(f"{path}: --rejects would replace a file that is read; choose another name")

    def __enter__(self) -> RejectsFile:
        if self._path is not None:
            with ExitStack() as stack:
                part = stack.enter_context(placing_file(self._path, way_out=_WAY_OUT))
                self._file = stack.enter_context(part.open("w", encoding="utf-8", errors="replace"))
                self._open = stack.pop_all()
        return self

    def add(self, file: str, rejects: Iterable[Reject]) -> None:
        """Keep some rows."""
        if self._file is None or self._path is None:
            return
        with told(self._path, _WAY_OUT):
            for each in rejects:
                row = {"file": file, "line": each.line, "reason": each.reason, "row": each.text}
                self._file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)
