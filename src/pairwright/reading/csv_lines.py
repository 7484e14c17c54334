"""CSV as frames of text columns, block by block, packed or not; row numbers stand for line numbers there.

A block ends where a record does: at a newline outside quotes, found on whole blocks of bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

from pairwright.reading.json_lines import BLOCK, MAX_LINE
from pairwright.reading.keys import is_known
from pairwright.reading.unpacking import CutShortError

_SEPARATORS = ",\t;|"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_QUOTE, _NEWLINE = ord('"'), ord("\n")
_MOST_COLUMNS = 1000


def csv_header(start: bytes, *, named: bool = False) -> tuple[str, list[str]] | None:
    r"""The separator and the names of the columns.

    Args:
        start: the first bytes of the file.
        named: whether the file is called CSV, so that its columns need not be known.

    Returns:
        None where the first line is no header.

    >>> csv_header(b"question;answer\n57+4=?;61\n")
    (';', ['question', 'answer'])
    """
    first = start.removeprefix(_BYTE_ORDER_MARK).partition(b"\n")[0].decode("utf-8", "replace").rstrip("\r")
    for separator in _SEPARATORS:
        try:
            names = [name.strip() for name in next(csv.reader([first], delimiter=separator), [])]
        except csv.Error:
            continue
        plain = len(set(names)) == len(names) and all(name and name.isprintable() for name in names)
        if plain and 2 <= len(names) <= _MOST_COLUMNS and (named or any(map(is_known, names))):
            return separator, names
    return None


def csv_frames(pieces: Iterable[bytes], separator: str, names: list[str]) -> Iterator[pl.DataFrame]:
    """The records behind the header, as frames of texts; empty fields are null.

    Raises:
        CutShortError: the file cannot be read on.

    """
    schema = dict.fromkeys(names, pl.String())
    is_header = True
    for raw in _whole_records(pieces):
        try:
            frame = pl.read_csv(
                io.BytesIO(raw),
                has_header=is_header,
                new_columns=names,
                schema=schema,
                separator=separator,
                truncate_ragged_lines=True,
                encoding="utf8-lossy",
                raise_if_empty=False,
            )
        except pl.exceptions.PolarsError as error:
            raise CutShortError(" ".join(str(error).split())[:160]) from error
        is_header = False
        yield frame


def _whole_records(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BLOCK:
            raw = b"".join(held)
            end = _last_end(raw)
            if end:
                yield raw[:end]
            elif size > MAX_LINE:
                raise CutShortError(f"a record of more than {MAX_LINE >> 20} MiB, or a quote that is never closed")
            held, size = [raw[end:]], len(raw) - end
    if size:
        yield b"".join(held)


def _last_end(raw: bytes) -> int:
    """How many bytes the whole records take."""
    data = np.frombuffer(raw, dtype=np.uint8)
    outside = np.cumsum(data == _QUOTE, dtype=np.int32) % 2 == 0
    ends = np.flatnonzero((data == _NEWLINE) & outside)
    return int(ends[-1]) + 1 if ends.size else 0
