"""Frames to JSON bytes."""

from __future__ import annotations

import io
from functools import cached_property

import polars as pl

from pairwright.files.formats import FORMATS
from pairwright.keyed import Integers


class JsonEncoder:
    """Rows to bytes: JSON Lines, or the inside of a JSON array (a comma before every row).

    Args:
        format_name: one of `FORMATS` that holds JSON; packing comes later.
        table: rows that will be asked for again and again; they are encoded once.

    """

    def __init__(self, format_name: str, table: pl.DataFrame | None) -> None:
        self._table = table
        self._is_array = FORMATS[format_name].rows == "array"

    def encoded(self, source: pl.DataFrame, at: Integers) -> bytes:
        """The rows `at` of the source, in that order; empty for none."""
        if not at.size:
            return b""
        if source is self._table:
            return bytes(self._table_rows[at].str.join("").cast(pl.Binary).item())
        lines = _json_lines(source[at])
        return b",\n" + lines[:-1].replace(b"\n", b",\n") if self._is_array else lines

    @cached_property
    def _table_rows(self) -> pl.Series:
        """Each row of the table with what parts it from its neighbours."""
        if self._table is None:
            return pl.Series(dtype=pl.String)
        rows = self._table.select(pl.struct(pl.all()).struct.json_encode()).to_series()
        return ",\n" + rows if self._is_array else rows + "\n"


def _json_lines(frame: pl.DataFrame) -> bytes:
    """A line a row; newlines inside texts are escaped in JSON, so each newline ends a row."""
    buffer = io.BytesIO()
    frame.write_ndjson(buffer)
    return buffer.getvalue()
