"""Parquet and Arrow files as frames of text columns; row numbers stand for line numbers there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.selectors import by_name

from pairwright.errors import DataError
from pairwright.reading.json_lines import EXTRA
from pairwright.reading.texts import as_text
from pairwright.reading.unpacking import CutShortError

_ROWS = 1 << 16


def columns_of(path: Path, format_name: str) -> list[tuple[str, pl.DataType]]:
    """The names and dtypes of a file's columns.

    Raises:
        DataError: the file is broken, or what reads it is not installed.

    """
    try:
        if format_name == "Arrow stream":
            return list(_first_of_stream(path).schema.items())
        return list(_scan(path, format_name).collect_schema().items())
    except (OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(f"{path}: broken {format_name} file ({_line(error)}); fetch or make it again") from error


def frames_of(path: Path, format_name: str, columns: list[str], more: Sequence[str] = ()) -> Iterator[pl.DataFrame]:
    """Frames of these columns, as text (lists and structs as JSON), and of more as they are, in one struct.

    Raises:
        CutShortError: the file cannot be read on.

    """
    # By name: a plain string that looks like a pattern would be one.
    wanted = by_name(*columns, *more)
    try:
        if format_name == "Arrow stream":
            frames = (frame.select(wanted) for frame in _stream(path))
        else:
            lazy = _scan(path, format_name).select(wanted)
            frames = (frame for frame in lazy.collect_batches(chunk_size=_ROWS, maintain_order=True))
        for frame in frames:
            for part in frame.iter_slices(_ROWS):
                rest = [part.drop(columns).to_struct(EXTRA)] if more else []
                yield pl.DataFrame([*(as_text(part[name]) for name in columns), *rest])
    except (OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise CutShortError(_line(error)) from error


def all_frames_of(path: Path, format_name: str) -> Iterator[pl.DataFrame]:
    """Frames of all columns as they are; raises as `frames_of`."""
    try:
        if format_name == "Arrow stream":
            yield from _stream(path)
        else:
            yield from _scan(path, format_name).collect_batches(chunk_size=_ROWS, maintain_order=True)
    except (OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise CutShortError(_line(error)) from error


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
            frame = pl.from_arrow(batch)
            if isinstance(frame, pl.DataFrame):
                yield frame


def _first_of_stream(path: Path) -> pl.DataFrame:
    return next(_stream(path), pl.DataFrame())


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160]
