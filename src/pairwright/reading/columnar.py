"""Parquet, Arrow and CSV files as frames of text columns; row numbers stand for line numbers there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from polars.selectors import Selector, by_name

from pairwright.errors import DataError
from pairwright.reading.csv_lines import csv_frames, csv_header
from pairwright.reading.json_lines import BLOCK, EXTRA
from pairwright.reading.sources import DataFile
from pairwright.reading.texts import as_text
from pairwright.reading.unpacking import CutShortError, Unpacked

_ROWS = 1 << 16


def columns_of(file: DataFile) -> list[tuple[str, pl.DataType]]:
    """The names and dtypes of a file's columns.

    Raises:
        DataError: the file is broken, or what reads it is not installed.

    """
    path, format_name = file.path, file.format
    try:
        if format_name == "CSV":
            return [(name, pl.String()) for name in _header(file)[1]]
        if format_name == "Arrow stream":
            return list(_first_of_stream(path).schema.items())
        return list(_scan(path, format_name).collect_schema().items())
    except (OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(f"{path}: broken {format_name} file ({_line(error)}); fetch or make it again") from error


def frames_of(file: DataFile, columns: list[str], more: Sequence[str] = ()) -> Iterator[pl.DataFrame]:
    """Frames of these columns, as text (lists and structs as JSON), and of more as they are, in one struct.

    Raises:
        CutShortError: the file cannot be read on.

    """
    # By name: a plain string that looks like a pattern would be one.
    wanted = by_name(*columns, *more)
    for frame in all_frames_of(file, wanted):
        for part in frame.iter_slices(_ROWS):
            rest = [part.drop(columns).to_struct(EXTRA)] if more else []
            yield from _in_pieces(pl.DataFrame([*(as_text(part[name]) for name in columns), *rest]), columns)


def _in_pieces(frame: pl.DataFrame, texts: list[str]) -> Iterator[pl.DataFrame]:
    """A frame in pieces of about 8 MiB: a column that repeats one long text takes little room in a file."""
    if not frame.height or not texts:
        yield frame
        return
    size = frame.select(pl.sum_horizontal(pl.col(texts).str.len_bytes().fill_null(0).cast(pl.Int64))).to_series()
    ends = np.cumsum(size.to_numpy())
    starts = [0, *(np.flatnonzero(np.diff(ends // BLOCK)) + 1).tolist()]
    for start, stop in zip(starts, [*starts[1:], frame.height], strict=True):
        yield frame[start:stop]


def all_frames_of(file: DataFile, wanted: Selector | None = None) -> Iterator[pl.DataFrame]:
    """Frames of the columns as they are, all of them or some; raises as `frames_of`."""
    chosen = pl.all() if wanted is None else wanted
    try:
        if file.format == "CSV":
            unpacked = Unpacked(file.path, file.packing)
            for frame in csv_frames(iter(unpacked), *_header(file)):
                yield frame.select(chosen)
            if unpacked.broken is not None:
                raise CutShortError(unpacked.broken)
        elif file.format == "Arrow stream":
            yield from (frame.select(chosen) for frame in _stream(file.path))
        else:
            lazy = _scan(file.path, file.format).select(chosen)
            yield from lazy.collect_batches(chunk_size=_ROWS, maintain_order=True)
    except (OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise CutShortError(_line(error)) from error


def _header(file: DataFile) -> tuple[str, list[str]]:
    found = csv_header(Unpacked(file.path, file.packing).head(1 << 16), named=True)
    if found is None:
        raise DataError(f"{file.name}: no header in its first line; name its columns there")
    return found


def _scan(path: Path, format_name: str) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False) if format_name == "Parquet" else pl.scan_ipc(path)


def _stream(path: Path) -> Iterator[pl.DataFrame]:
    """The batches of what `datasets.save_to_disk` writes."""
    try:
        import pyarrow as pa
        from pyarrow import ipc
    except ImportError as error:
        raise DataError(f"{path}: an Arrow stream needs pyarrow; `pip install pyarrow`, or save Parquet") from error
    with pa.memory_map(str(path)) as source, ipc.open_stream(source) as batches:
        for batch in batches:
            # Polars takes offsets as they are: of a damaged file they led out of its memory, and the process died.
            batch.validate(full=True)
            frame = pl.from_arrow(batch)
            if isinstance(frame, pl.DataFrame):
                yield frame


def _first_of_stream(path: Path) -> pl.DataFrame:
    return next(_stream(path), pl.DataFrame())


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160]
