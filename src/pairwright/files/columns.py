"""Frames that go into one file have the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl


def of_schema(frames: Iterable[pl.DataFrame], schema: pl.Schema) -> Iterator[pl.DataFrame]:
    """The frames, as long as they have just these columns with these dtypes.

    Raises:
        OSError: one has others; Polars would panic or write them as they are.

    """
    for frame in frames:
        if frame.schema != schema:
            raise OSError(f"rows with the columns {dict(frame.schema)} among rows with {dict(schema)}")
        yield frame
