"""A file as blocks of rows: what it is taken for, rows whose keys are all there, and the rejects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import polars as pl

from pairwright.errors import DataError
from pairwright.reading.columnar import columns_of, frames_of
from pairwright.reading.json_array import elements_of, objects_of
from pairwright.reading.json_lines import EXTRA, Dtypes, Lines, Reader, ReadRows, Reject, lines_of, object_of, shown
from pairwright.reading.keys import NAMES, is_known, kinds_of, kinds_of_text, meaning_of
from pairwright.reading.meaning import Meaning
from pairwright.reading.sources import DataFile
from pairwright.reading.unpacking import CutShortError, Unpacked

# Two cells or more, the first of which begins no JSON.
_IS_TABLE = re.compile(r"""["']?\w[^{}\[\]]*[,;\t]""")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# So many blocks are looked through for a row with known keys; so many lines of each.
_SNIFFED_BLOCKS = 4
_SNIFFED_LINES = 200
# And so many rows are kept to look for what was not used.
_SAMPLE = 100


@dataclass(frozen=True)
class Opened:
    """A file that has been recognised.

    Attributes:
        file: what it is.
        meaning: what its keys mean.
        sample: its first rows, by which it was recognised.

    """

    file: DataFile
    meaning: Meaning
    sample: Sequence[Mapping[str, object]]
    _read: Callable[[Sequence[str], Dtypes], Iterator[ReadRows]]

    @property
    def taken_for(self) -> str:
        """Its format and layout, for people."""
        packed = f" ({self.file.packing})" if self.file.packing else ""
        under = f" under {self.file.under}" if self.file.under is not None else ""
        return f"{self.file.format}{under}{packed}; {self.meaning.name}"

    def rows(self, more: Dtypes | None = None) -> Iterator[ReadRows]:
        """The rows, block by block, once.

        Args:
            more: columns to read with their dtypes, besides the known keys; a key that stands here too is
                read so and not as text.

        Raises:
            CutShortError: the file ends, or breaks, before its end.

        """
        asked = dict(more or {})
        return self._read([key for key in self.meaning.keys if key not in asked], asked)


def is_json(file: DataFile) -> bool:
    """Whether a file holds JSON, whatever its form."""
    return file.format.startswith("JSON")


def opened(file: DataFile) -> Opened:
    """Open a file and say what it is taken for.

    Raises:
        DataError: nothing in it can be read, or its keys are not known.

    """
    if is_json(file):
        return _opened_json(file)
    columns = columns_of(file)
    names = [name for name, dtype in columns if is_known(name) or dtype == pl.String]
    first = _first_frame(file, frames_of(file, names)) if any(map(is_known, names)) else None
    meaning = meaning_of(kinds_of_text(first)) if first is not None else None
    if meaning is None:
        raise _unknown(file, [name for name, _ in columns])
    sample = [] if first is None else first.head(_SAMPLE).to_dicts()

    def read(keys: Sequence[str], more: Dtypes) -> Iterator[ReadRows]:
        return _numbered(frames_of(file, list(keys), list(more)), meaning)

    return Opened(file, meaning, sample, read)


def _first_frame(file: DataFile, frames: Iterator[pl.DataFrame]) -> pl.DataFrame | None:
    try:
        return next(frames, None)
    except CutShortError as error:
        raise DataError(f"{file.name}: cannot be read ({error}); fetch or make it again") from error


def _numbered(frames: Iterable[pl.DataFrame], meaning: Meaning) -> Iterator[ReadRows]:
    """Frames with row numbers in place of line numbers."""
    start = 1
    for frame in frames:
        if frame.height:
            numbers = pl.Series("line", np.arange(start, start + frame.height))
            yield _complete(ReadRows(frame.with_columns(numbers, numbers.alias("row"))), meaning)
            start += frame.height


def parts_of(file: DataFile, unpacked: Unpacked) -> Iterator[Lines | Reject]:
    """The lines, or elements, of a JSON file, in blocks."""
    pieces = _without_mark(iter(unpacked))
    if file.format == "JSON objects":
        return objects_of(pieces)
    return elements_of(pieces, start=file.start) if file.format == "JSON array" else lines_of(pieces)


def _opened_json(file: DataFile) -> Opened:
    unpacked = Unpacked(file.path, file.packing)
    parts = parts_of(file, unpacked)
    seen: list[Lines | Reject] = []
    rows: list[dict[str, object]] = []
    while len(seen) < _SNIFFED_BLOCKS and meaning_of(kinds_of(rows)) is None:
        part = next(parts, None)
        if part is None:
            break
        seen.append(part)
        rows += _objects(part)
    meaning = meaning_of(kinds_of(rows))
    if meaning is None:
        raise _unreadable(file, seen, rows, unpacked)

    def read(keys: Sequence[str], more: Dtypes) -> Iterator[ReadRows]:
        reader = Reader(keys, more, nested=meaning.nested)
        return _read(reader, chain(_emptied(seen), parts), meaning, unpacked)

    return Opened(file, meaning, rows[:_SAMPLE], read)


def _emptied(seen: list[Lines | Reject]) -> Iterator[Lines | Reject]:
    """What was looked through, let go of one by one."""
    while seen:
        yield seen.pop(0)


def _read(reader: Reader, parts: Iterator[Lines | Reject], meaning: Meaning, unpacked: Unpacked) -> Iterator[ReadRows]:
    for part in parts:
        if isinstance(part, Reject):
            yield ReadRows(reader.nothing, [part])
        else:
            yield _complete(reader.rows(part), meaning)
    if unpacked.broken is not None:
        raise CutShortError(unpacked.broken)


def _without_mark(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Without the byte order mark that some editors put first."""
    first = next(pieces, b"")
    yield first.removeprefix(_BYTE_ORDER_MARK)
    yield from pieces


def _objects(part: Lines | Reject) -> list[dict[str, object]]:
    if isinstance(part, Reject):
        return []
    lines = part.raw.split(b"\n", _SNIFFED_LINES)[:_SNIFFED_LINES]
    return [found for line in lines if line.strip() and isinstance(found := object_of(line), dict)]


def _complete(rows: ReadRows, meaning: Meaning) -> ReadRows:
    """Rows that lack a needed key become rejects."""
    frame = rows.frame
    lacking = pl.concat_list(
        pl.when(pl.col(key).is_null()).then(pl.lit(key)) for key in meaning.needed if key in frame.columns
    ).list.drop_nulls()
    missing = frame.with_columns(lacking=lacking).filter(pl.col("lacking").list.len() > 0)
    if meaning.label and not meaning.is_stepwise:
        label = meaning.keys[-1]
        known = pl.col(label).str.to_lowercase().is_in(["true", "false", "1", "0", "1.0", "0.0"])
        odd = frame.filter(pl.col(label).is_not_null() & ~known)
        missing = pl.concat([missing, odd.with_columns(lacking=pl.lit([f"{label} (true or false)"]))])
    if not missing.height:
        return rows
    found = missing.select("row", "lacking").iter_rows()
    return without(rows, {row: f"nothing under {', '.join(names)}" for row, names in found})


def without(rows: ReadRows, reasons: Mapping[int, str]) -> ReadRows:
    """Rows with some of them set aside.

    Args:
        rows: a block.
        reasons: why, by their numbers as rows.

    """
    if not reasons:
        return rows
    marked = rows.frame["row"].is_in(list(reasons))
    texts = rows.lines.texts() if rows.lines is not None else None
    bad = [
        Reject(
            row["line"], reasons[row["row"]], _as_json(row) if texts is None else shown(texts[row["row"]]), row["row"]
        )
        for row in rows.frame.filter(marked).unique("row", keep="first").to_dicts()
    ]
    return ReadRows(rows.frame.filter(~marked), sorted([*rows.rejects, *bad], key=lambda each: each.row), rows.lines)


def _as_json(row: dict[str, object]) -> str:
    """A row as it stood in a file of columns."""
    row = dict(row)
    extra = row.pop(EXTRA, None)
    more = extra if isinstance(extra, dict) else {}
    del row["line"], row["row"]
    there = {key: value for key, value in {**row, **more}.items() if value is not None}
    return json.dumps(there, ensure_ascii=False, default=str)


def _unreadable(
    file: DataFile, seen: list[Lines | Reject], rows: list[dict[str, object]], unpacked: Unpacked
) -> DataError:
    """Why a JSON file gives no layout."""
    if rows:
        return _unknown(file, sorted({key for row in rows for key in row}))
    if unpacked.broken is not None:
        return DataError(f"{file.name}: cannot be unpacked ({unpacked.broken}); fetch or make it again")
    for part in seen:
        if isinstance(part, Reject):
            return DataError(f"{file.name}: no row can be read; line {part.line}: {part.reason}")
        for number, line in zip(part.numbers.tolist(), part.raw.split(b"\n", _SNIFFED_LINES), strict=False):
            if line.strip():
                reason = object_of(line)
                text = shown(line)[:40]
                return DataError(f"{file.name}: no row can be read; line {number}: {reason}: {text!r}{_way_out(text)}")
    return DataError(f"{file.name}: no rows; nothing to read")


def _way_out(line: str) -> str:
    """What to do with a file whose first line begins no JSON."""
    if _IS_TABLE.match(line):
        return "; if it is a table, call it .csv"
    if line.lstrip().startswith(("{", "[")):
        return ""
    return '; write a row a line as {"question": "2+3=?", "answer": "5"}, or a table with a header, called .csv'


def _unknown(file: DataFile, found: list[str]) -> DataError:
    names = ", ".join(found[:12]) or "none"
    return DataError(f"{file.name}: keys not known (found: {names[:200]}); known are {NAMES}")
