"""A mended file: the rows without errors and exact repeats, as they stood; beside it what was left out, and why."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl

from pairwright.auditing.found_rows import FoundRows
from pairwright.auditing.report import Fixed
from pairwright.errors import DataError, OutputError
from pairwright.files.placing import placing_file
from pairwright.reading.columnar import all_frames_of
from pairwright.reading.json_lines import Reject
from pairwright.reading.opening import is_json, parts_of
from pairwright.reading.rejects import RejectsFile
from pairwright.reading.sources import DataFile, is_same
from pairwright.reading.unpacking import CutShortError, Unpacked

_WAY_OUT = "choose another --fix, or make room"


class Mended:
    """Where the rows go that are left.

    Args:
        path: the file, JSON Lines; one that stands there is replaced, unless it is read.
        inputs: the files that are read.
        others: what else is written.

    Raises:
        OutputError: it is no place for them.

    """

    def __init__(self, path: Path, inputs: Sequence[DataFile], others: Sequence[str | Path]) -> None:
        self._path = path
        self._dropped = path.with_name(f"{path.stem}.dropped{path.suffix}")
        if path.suffix not in (".jsonl", ".ndjson"):
            raise OutputError(f"{path}: --fix writes JSON Lines; give a name that ends in .jsonl")
        for place in (path, self._dropped):
            if any(is_same(place, each.path) for each in inputs):
                raise OutputError(f"{place}: --fix would replace a file that is read; choose another name")
            if any(place.absolute() == Path(each).absolute() for each in others):
                raise OutputError(f"{place}: --fix and another option write the same file; choose another name")

    def write(self, files: Sequence[DataFile], found: FoundRows) -> Fixed:
        """Read the files again, and write their rows but for those that were found to be dropped.

        Raises:
            DataError: a file is not any more what it was.
            OutputError: the disk refuses.

        """
        kept = lost = 0
        with (
            placing_file(self._path, way_out=_WAY_OUT) as part,
            RejectsFile(self._dropped, files) as aside,
            part.open("wb") as out,
        ):
            for file in files:
                codes = found.dropped(file.name)
                rows, dropped = _mended(file, codes, out)
                aside.add(file.name, dropped)
                kept, lost = kept + rows, lost + len(dropped)
        return Fixed(str(self._path), kept, str(self._dropped), lost)


def _mended(file: DataFile, codes: Mapping[int, str], out: BinaryIO) -> tuple[int, list[Reject]]:
    """Write the rows of a file but some; gives how many, and those."""
    kept, dropped = 0, []
    for line, row, text in _rows_of(file):
        if row in codes:
            dropped.append(Reject(line, codes[row], text.decode("utf-8", "replace").strip(), row))
        elif text.strip():
            out.write(text.strip() + b"\n")
            kept += 1
    return kept, dropped


def _rows_of(file: DataFile) -> Iterator[tuple[int, int, bytes]]:
    """The rows of a file as lines of JSON, with their lines and numbers."""
    if not is_json(file):
        yield from _rows_of_columns(file)
        return
    for part in parts_of(file, Unpacked(file.path, file.packing)):
        if not isinstance(part, Reject):
            lines = part.raw.split(b"\n")
            yield from zip(part.numbers.tolist(), part.rows.tolist(), lines, strict=False)


def _rows_of_columns(file: DataFile) -> Iterator[tuple[int, int, bytes]]:
    number = 0
    try:
        for frame in all_frames_of(file):
            for text in _json_lines(frame):
                number += 1
                yield number, number, text
    except CutShortError as error:
        raise DataError(f"{file.name}: cannot be read again ({error}); fetch or make it again") from error


def _json_lines(frame: pl.DataFrame) -> list[bytes]:
    buffer = io.BytesIO()
    frame.write_ndjson(buffer)
    return buffer.getvalue().split(b"\n")[:-1]
