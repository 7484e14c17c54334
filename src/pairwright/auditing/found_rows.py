"""The rows of every finding: each written down as it is met, and which of them a mended file leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.auditing.findings import CODES
from pairwright.errors import OutputError
from pairwright.files.placing import placing_file, told
from pairwright.reading.sources import DataFile, is_same

Rows = npt.NDArray[np.int64]
_WAY_OUT = "choose another --findings"


class FoundRows:
    """Writes `{"code", "severity", "file", "line", "row"}` for each row of each finding, as JSON Lines.

    Args:
        path: the file, there when it is whole; None: nothing is written.
        inputs: the files that are read, which it must not replace.
        dropping: whether to remember, 8 bytes each, which rows a mended file leaves out: those with an error, and
            exact repeats.

    Raises:
        OutputError: it cannot be written, or would replace an input.

    """

    def __init__(self, path: Path | None, inputs: Iterable[DataFile], *, dropping: bool = False) -> None:
        self._path = path
        self._dropping = dropping
        self._file: BinaryIO | None = None
        self._open = ExitStack()
        self._dropped: dict[str, list[tuple[str, Rows]]] = {}
        if path is not None and any(is_same(path, each.path) for each in inputs):
            raise OutputError(f"{path}: --findings would replace a file that is read; choose another name")

    def __enter__(self) -> FoundRows:
        if self._path is not None:
            with ExitStack() as stack:
                part = stack.enter_context(placing_file(self._path, way_out=_WAY_OUT))
                self._file = stack.enter_context(part.open("wb"))
                self._open = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def add(self, code: str, file: str, rows: pl.DataFrame) -> None:
        """Note some rows (line, row) of a file; a row counts once, however many of its pairs are hit."""
        if not rows.height or not (self._file is not None or self._dropping):
            return
        rows = rows.select("line", "row").unique("row", keep="first", maintain_order=True)
        if self._dropping and is_dropped(code):
            self._dropped.setdefault(file, []).append((code, rows["row"].to_numpy()))
        if self._file is not None and self._path is not None:
            said = {"code": code, "severity": CODES[code].severity, "file": file}
            with told(self._path, _WAY_OUT):
                rows.select(*(pl.lit(text).alias(name) for name, text in said.items()), "line", "row").write_ndjson(
                    self._file
                )

    def dropped(self, file: str) -> Mapping[int, str]:
        """The rows of a file that a mended one leaves out, and why."""
        codes: dict[int, list[str]] = {}
        for code, rows in self._dropped.get(file, []):
            for row in rows.tolist():
                codes.setdefault(row, []).append(code)
        return {row: ", ".join(dict.fromkeys(each)) for row, each in sorted(codes.items())}


def is_dropped(code: str) -> bool:
    """Whether a mended file leaves out the rows of a finding.

    >>> is_dropped("chosen-wrong"), is_dropped("repeat-exact"), is_dropped("near-miss")
    (True, True, False)
    """
    return CODES[code].severity == "error" or code == "repeat-exact"
