"""Which columns a file has, and their dtypes, so that what no layout knows can be kept as it is.

Columnar files say it.  JSON has to be read through once: a key may come first in the last row.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import reduce

import polars as pl

from pairwright.engines.local import in_order
from pairwright.errors import DataError
from pairwright.reading.columnar import columns_of
from pairwright.reading.json_lines import FEW, Dtypes, Lines, Reject, Span, object_of, written_again
from pairwright.reading.opening import is_json, parts_of
from pairwright.reading.sources import DataFile
from pairwright.reading.unpacking import Unpacked


def dtypes_of(file: DataFile) -> dict[str, pl.DataType]:
    """The columns of a file in the order in which they come, with their dtypes.

    In JSON, whole numbers are Int64 (Int128 if one of them is longer), or Float64 where a fraction is among
    them; what is now a text and now something else is String, and so is what is always null.

    Raises:
        DataError: the file is broken, or ends before its end.

    """
    if not is_json(file):
        return dict(columns_of(file))
    unpacked = Unpacked(file.path, file.packing)
    found: Dtypes = reduce(together, in_order(_dtypes, parts_of(file, unpacked)), {})
    if unpacked.broken is not None:
        raise DataError(f"{file.name}: cannot be unpacked ({unpacked.broken}); fetch or make it again")
    return {name: _storable(dtype) for name, dtype in found.items()}


def together(one: Dtypes, other: Dtypes) -> Dtypes:
    """The columns of both; a dtype that holds the values of either.

    >>> together({"a": pl.Int64()}, {"a": pl.Float64(), "b": pl.String()})
    {'a': Float64, 'b': String}
    """
    return {**one, **{name: _either(one[name], dtype) if name in one else dtype for name, dtype in other.items()}}


def _either(one: pl.DataType, other: pl.DataType) -> pl.DataType:
    """A dtype for the values of both; text if there is no other."""
    if other in (one, pl.Null):
        return one
    if one == pl.Null:
        return other
    if one.is_numeric() and other.is_numeric():
        return pl.Float64() if pl.Float64 in (one, other) else pl.Int128()
    if isinstance(one, pl.List) and isinstance(other, pl.List):
        return pl.List(_either(_instance(one.inner), _instance(other.inner)))
    if isinstance(one, pl.Struct) and isinstance(other, pl.Struct):
        return pl.Struct(dict(together(_fields(one), _fields(other))))
    return pl.String()


def _fields(dtype: pl.Struct) -> dict[str, pl.DataType]:
    return {field.name: _instance(field.dtype) for field in dtype.fields}


def _instance(dtype: object) -> pl.DataType:
    """A dtype that stands in another one may be given as its class."""
    return dtype() if isinstance(dtype, type) else dtype  # type: ignore[return-value]


def _storable(dtype: pl.DataType) -> pl.DataType:
    """Without dtypes that hold nothing, which neither Parquet nor `datasets` knows: {} and null become text."""
    if isinstance(dtype, pl.List):
        return pl.List(_storable(_instance(dtype.inner)))
    if isinstance(dtype, pl.Struct) and dtype.fields:
        return pl.Struct({name: _storable(each) for name, each in _fields(dtype).items()})
    return pl.String() if dtype == pl.Null or isinstance(dtype, pl.Struct) else dtype


def _dtypes(lines: Lines | Reject) -> Dtypes:
    """The columns of a block of lines; lines that cannot be read have none."""
    return {} if isinstance(lines, Reject) else _of_span(Span.of(lines))


def _of_span(span: Span) -> Dtypes:
    """All at once if Polars will, else in halves, else line by line, as `Reader` reads them."""
    if not span.count:
        return {}
    found = _read(span.raw)
    if found is not None:
        return found
    if span.count > FEW:
        return _all(map(_of_span, span.halves()))
    objects = (object_of(line) for _, _, line in span.each() if line.strip())
    return _all(_read(written_again(row)) or {} for row in objects if isinstance(row, dict))


def _all(parts: Iterable[Dtypes]) -> Dtypes:
    nothing: Dtypes = {}
    return reduce(together, parts, nothing)


def _read(raw: bytes) -> Dtypes | None:
    # Polars would unpack bytes that begin as gzip or zstd do; ours are unpacked already.
    if not raw[:64].lstrip().startswith(b"{"):
        return None
    try:
        schema = pl.scan_ndjson(io.BytesIO(raw), infer_schema_length=None).collect_schema()
        if all(dtype == pl.String for dtype in schema.values()):
            return schema
        # Read, not only looked at: of 1 and true together the schema says Int64, which then cannot be read.
        return pl.read_ndjson(io.BytesIO(raw), infer_schema_length=None).schema
    except pl.exceptions.PolarsError:
        return None
