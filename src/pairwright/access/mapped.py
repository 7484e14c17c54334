"""A split as a map from row numbers to rows: any row at once, without a file."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, SupportsIndex, overload

import numpy as np
import numpy.typing as npt

from pairwright.access.for_datasets import iterable_dataset
from pairwright.access.source import Columns, Row, RowSource, in_pieces, rows_of
from pairwright.access.streamed import PIECE_ROWS, RowStream, torch_stream
from pairwright.arguments import guarded
from pairwright.keyed import Integers
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.rows.blocks import blocks

if TYPE_CHECKING:
    import datasets

Numbers = Sequence[int] | npt.NDArray[np.integer]


@guarded(threads=False)
def dataset(recipe: Recipe | str, split: str = "train", *, metadata: bool = False, certify: bool = True) -> Rows:
    """The rows of a split, each made when it is asked for.

    Args:
        recipe: a `Recipe`, or what `load_recipe` takes.
        split: the name of a split of the recipe.
        metadata: add operator, view, family and answer, the mistake where there are several, the kind of problem, and
            how difficult it is.
        certify: read every row back as text, and refuse those that are not right.

    Returns:
        `Rows`: with `len` and `[i]`, which `torch.utils.data.DataLoader` takes as it is, and from which
        streams and a `datasets.IterableDataset` are made.

    Raises:
        RecipeError: the recipe is not valid, or has no such split.

    >>> import pairwright
    >>> rows = pairwright.dataset("arithmetic", "test")
    >>> len(rows), rows[-1]
    (398, {'question': 'x/2=5,x=?', 'answer': 10})
    >>> rows[:2]["answer"] == rows[[0, 1]]["answer"] == [rows[0]["answer"], rows[1]["answer"]]
    True

    """
    return Rows(RowSource(recipe if isinstance(recipe, Recipe) else load_recipe(recipe), split, metadata, certify))


class Rows:
    """The rows of one split by number, in the columns of its layout; made by `dataset`.

    The same rows in the same order as `generate` gives and `write` writes.  Pickled, it is no more than
    its recipe, so that each worker makes rows of its own.
    """

    def __init__(self, source: RowSource) -> None:
        self._source = source
        self._rows = source.rows

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, index: SupportsIndex) -> Row: ...
    @overload
    def __getitem__(self, index: slice | Numbers) -> Columns: ...
    def __getitem__(self, index: SupportsIndex | slice | Numbers) -> Row | Columns:
        """One row as a dict; for a slice, a list or a NumPy array of integers a dict of lists.

        Raises:
            IndexError: there is no such row.
            TypeError: the index is none of these.
            CertificationError: a row that the verifier does not confirm.

        """
        if isinstance(index, slice):
            return self._source.columns(np.arange(*index.indices(self._rows)))
        if isinstance(index, SupportsIndex) and not getattr(index, "ndim", 0):
            return rows_of(self._source.columns(np.array([self._number(operator.index(index))])))[0]
        return self._source.columns(self._numbers(index))

    def __getitems__(self, index: Numbers) -> list[Row]:
        """The rows of the given numbers as a list of dicts: what `DataLoader` asks for, batch by batch."""
        return rows_of(self._source.columns(self._numbers(index)))

    def __iter__(self) -> Iterator[Row]:
        """All rows, one by one, made a few thousand at a time."""
        return in_pieces(self._source, (np.arange(*each) for each in blocks(self._rows, size=PIECE_ROWS)))

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
        return list(self._source.schema)

    @guarded(threads=False)
    def stream(
        self,
        *,
        start: int = 0,
        rank: int | None = None,
        world_size: int | None = None,
        batch_size: int = 1,
        drop_uneven: bool = False,
    ) -> RowStream:
        """The rows from number `start` on as an iterable that shares them out among ranks and workers.

        Args:
            start: the first row; where an earlier run has stopped.
            rank: which process this is, from 0; None: as `torch.distributed` says if it is initialised, else
                the environment's RANK, else the only one.
            world_size: how many processes there are; found in the same way (WORLD_SIZE).
            batch_size: that of the `DataLoader`: its batches then come in the order of the rows, however many
                workers it has.
            drop_uneven: leave out the last few rows, so that each rank has equally many.

        Raises:
            RecipeError: there is no such row or rank.

        """
        return RowStream(
            self._source, start=start, rank=rank, world_size=world_size, batch_size=batch_size, drop_uneven=drop_uneven
        )

    @guarded(threads=False)
    def iterable(
        self,
        *,
        start: int = 0,
        rank: int | None = None,
        world_size: int | None = None,
        batch_size: int = 1,
        drop_uneven: bool = False,
    ) -> RowStream:
        """The same as `stream`, as a `torch.utils.data.IterableDataset`; imports torch.

        Raises:
            RecipeError: there is no such row or rank.
            EngineError: torch is not installed.

        """
        return torch_stream()(
            self._source, start=start, rank=rank, world_size=world_size, batch_size=batch_size, drop_uneven=drop_uneven
        )

    @guarded(threads=False)
    def to_iterable_dataset(self, *, start: int = 0, shards: int | None = None) -> datasets.IterableDataset:
        """The rows from number `start` on as a `datasets.IterableDataset`, with features; imports `datasets`.

        Args:
            start: the first row.
            shards: how many pieces the rows are cut into, which `datasets` shares out among nodes and workers
                (best a multiple of both); None: one for each 1,024 rows, up to 128.

        Raises:
            RecipeError: there is no such row, or less than one shard.
            EngineError: `datasets` is not installed.

        """
        return iterable_dataset(self._source, start=start, shards=shards)

    def __repr__(self) -> str:
        return f"Rows({self._source.recipe.name!r}, {self._source.split!r}, {self._rows:,} rows)"

    def _number(self, number: int) -> int:
        if not -self._rows <= number < self._rows:
            raise IndexError(
                f"row {number} of split {self._source.split!r}, which has {self._rows:,} rows, counted from 0"
            )
        return number % self._rows

    def _numbers(self, index: object) -> Integers:
        """The row numbers (int64, 0..rows-1) of a column of integers, which may count from the end."""
        numbers = np.asarray(index)
        if numbers.shape == (0,):
            return np.empty(0, dtype=np.int64)
        if numbers.dtype.kind not in "iu" or numbers.ndim != 1:
            raise TypeError(f"rows are had by an integer, a slice, and a list or array of integers, not {index!r:.60}")
        self._number(int(numbers.min()))
        self._number(int(numbers.max()))
        found: Integers = numbers.astype(np.int64)
        return np.where(found < 0, found + self._rows, found)
