"""A split as a `datasets.IterableDataset`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from pairwright.access.source import Row, RowSource, in_pieces
from pairwright.access.streamed import PIECE_ROWS, require_row
from pairwright.errors import EngineError, RecipeError, extra_missing
from pairwright.rows.blocks import blocks

if TYPE_CHECKING:
    import datasets

# Shorter ones are slow: to make a few rows takes as long as to make a thousand.
_SHARD_ROWS = 1 << 10
_MOST_SHARDS = 128
_NAMES = {pl.String: "string", pl.Int64: "int64", pl.Float64: "float64", pl.Boolean: "bool"}


def iterable_dataset(source: RowSource, *, start: int, shards: int | None) -> datasets.IterableDataset:
    """See `Rows.to_iterable_dataset`."""
    try:
        from datasets import Features, IterableDataset, NamedSplit
    except ImportError as error:
        raise EngineError(extra_missing("to_iterable_dataset() needs datasets", "train")) from error
    require_row(source, start)
    if shards is not None and shards < 1:
        raise RecipeError(f"shards: {shards} should be at least 1")
    rows = source.rows - start
    pieces = max(min(_MOST_SHARDS, rows // _SHARD_ROWS) if shards is None else min(shards, rows), 1)
    ends = [start + rows * piece // pieces for piece in range(pieces + 1)]
    return IterableDataset.from_generator(
        _rows_of,
        features=Features({name: _feature(dtype) for name, dtype in source.schema.items()}),
        # A list among these is what `datasets` takes for the shards.
        gen_kwargs={"source": source, "shards": list(pairwise(ends))},
        split=NamedSplit(source.split),
    )


def _rows_of(source: RowSource, shards: Sequence[tuple[int, int]]) -> Iterator[Row]:
    for start, stop in shards:
        yield from in_pieces(source, (np.arange(*each) for each in blocks(stop, start=start, size=PIECE_ROWS)))


def _feature(dtype: Any) -> Any:
    """What `datasets` calls a Polars dtype."""
    from datasets import List, Value

    if isinstance(dtype, pl.List):
        return List(_feature(dtype.inner))
    if isinstance(dtype, pl.Struct):
        return {field.name: _feature(field.dtype) for field in dtype.fields}
    return Value(_NAMES[dtype.base_type()])
