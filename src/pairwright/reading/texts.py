"""Columns of any dtype as text: what a block of rows holds under the keys of its layout."""

from __future__ import annotations

import polars as pl


def as_text(column: pl.Series) -> pl.Series:
    """A column as text: texts as they are, numbers written out, lists and structs as JSON, the rest null."""
    dtype = column.dtype
    if dtype == pl.String:
        return column
    if isinstance(dtype, pl.Struct):
        return column.struct.json_encode()
    if isinstance(dtype, (pl.List, pl.Array)):
        return _lists_as_text(column)
    if dtype == pl.Binary:
        return column.cast(pl.String, strict=False)
    if dtype.is_numeric() or dtype == pl.Boolean or isinstance(dtype, (pl.Categorical, pl.Enum)):
        return column.cast(pl.String)
    return pl.Series(column.name, [None] * len(column), dtype=pl.String)


def _lists_as_text(column: pl.Series) -> pl.Series:
    """Lists as JSON arrays."""
    wrapped = pl.DataFrame({"v": column}).select(pl.struct("v").struct.json_encode()).to_series()
    text = wrapped.str.slice(len('{"v":')).str.head(-1)
    return pl.select(pl.when(column.is_null()).then(None).otherwise(text)).to_series().alias(column.name)
