"""A split as a stream of rows, shared out among ranks and workers, which goes on where it was left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from pairwright.access.source import Row, RowSource, in_pieces
from pairwright.errors import EngineError, RecipeError, extra_missing
from pairwright.keyed import Integers

# Made at once: enough that the cost of a batch hardly shows, and 3 MB of Python strings.
PIECE_ROWS = 1 << 13


class RowStream:
    """Rows of a split from `start` on, each given to one worker of one rank; made by `Rows.stream`.

    Each iteration begins anew, except the first one after `load_state_dict`.  Rank r of R has every R-th
    row, so after any number of steps the ranks together have had a stretch without gaps.  Among the
    `DataLoader` workers of a rank its rows are dealt out `batch_size` at a time.
    """

    def __init__(
        self,
        source: RowSource,
        *,
        start: int = 0,
        rank: int | None = None,
        world_size: int | None = None,
        batch_size: int = 1,
        drop_uneven: bool = False,
    ) -> None:
        require_row(source, start)
        if batch_size < 1:
            raise RecipeError(f"batch_size: {batch_size} should be at least 1")
        self._source, self._start, self._batch_size, self._drop_uneven = source, start, batch_size, drop_uneven
        self._rank, self._world_size = _place(rank, world_size)
        self._resumed: Mapping[str, Any] | None = None
        self._current: _Pass | None = None

    def __len__(self) -> int:
        """How many rows this rank has, whatever the number of its workers."""
        rows = self._source.rows - self._start
        return rows // self._world_size if self._drop_uneven else -(-(rows - self._rank) // self._world_size)

    def __iter__(self) -> Iterator[Row]:
        """The rows of this rank and worker as dicts.

        Raises:
            RecipeError: a state was loaded that is of another number of ranks or workers.
            CertificationError: a row that the verifier does not confirm.

        """
        worker, workers = _worker()
        state, self._resumed = self._resumed, None
        done = 0 if state is None else self._done(state, workers)
        self._current = _Pass(in_pieces(self._source, self._pieces(worker, workers, done)), done, workers)
        return self._current

    def state_dict(self) -> dict[str, Any]:
        """How far the iteration that was begun last has got, in this process: plain data.

        `torchdata.stateful_dataloader.StatefulDataLoader` takes it from each worker by itself.  The loader
        of torch does not; there begin again with `start`.
        """
        if self._resumed is not None:
            return dict(self._resumed)
        found = self._current
        return {**self._identity, "workers": found.workers if found else None, "done": found.done if found else 0}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Let the next iteration go on from where `state_dict` was taken.

        Raises:
            RecipeError: it was taken from other rows, or with other ranks.

        """
        for name, value in self._identity.items():
            if name not in state or state[name] != value:
                raise RecipeError(
                    f"state: {name} is {state.get(name)!r} there and {value!r} here; load it into a stream like that "
                    "from which it was taken, or begin at a row with start"
                )
        self._resumed = dict(state)

    def __reduce__(self) -> tuple[object, ...]:
        settings = {
            "start": self._start,
            "rank": self._rank,
            "world_size": self._world_size,
            "batch_size": self._batch_size,
            "drop_uneven": self._drop_uneven,
        }
        return _unpickled, (type(self) is not RowStream, self._source, settings, self._resumed)

    @property
    def _identity(self) -> dict[str, Any]:
        """What must be alike for a state to fit."""
        return {
            "recipe": self._source.recipe.fingerprint,
            "split": self._source.split,
            "start": self._start,
            "rank": self._rank,
            "world_size": self._world_size,
            "batch_size": self._batch_size,
        }

    def _done(self, state: Mapping[str, Any], workers: int) -> int:
        if state["done"] and state["workers"] != workers:
            raise RecipeError(
                f"state: it was taken with {state['workers']} workers and there are {workers} now; take as many as "
                "then, or begin at a row with start"
            )
        return int(state["done"])

    def _pieces(self, worker: int, workers: int, done: int) -> Iterator[Integers]:
        """The numbers of this worker's rows but the first `done`, piece by piece."""
        rows, size = len(self), self._batch_size
        while True:
            own = np.arange(done, done + PIECE_ROWS)
            of_rank = (own // size * workers + worker) * size + own % size
            inside = of_rank[of_rank < rows]
            if not inside.size:
                return
            yield self._start + self._rank + self._world_size * inside
            done += PIECE_ROWS


class _Pass(Iterator[Row]):
    """One iteration, which counts what it has given out."""

    def __init__(self, rows: Iterator[Row], done: int, workers: int) -> None:
        self._rows, self.done, self.workers = rows, done, workers

    def __next__(self) -> Row:
        row = next(self._rows)
        self.done += 1
        return row


@cache
def torch_stream() -> type[RowStream]:
    """`RowStream` as a `torch.utils.data.IterableDataset`, which is what a `DataLoader` must see.

    Raises:
        EngineError: torch is not installed.

    """
    try:
        from torch.utils.data import IterableDataset
    except ImportError as error:
        raise EngineError(extra_missing("iterable() needs torch (stream() does not)", "train")) from error
    return type("TorchRowStream", (RowStream, IterableDataset), {"__doc__": RowStream.__doc__})


def _unpickled(
    for_torch: bool, source: RowSource, settings: Mapping[str, Any], resumed: Mapping[str, Any] | None
) -> RowStream:
    """A class that is made when it is first needed cannot be pickled by its name."""
    stream = (torch_stream() if for_torch else RowStream)(source, **settings)
    if resumed is not None:
        stream.load_state_dict(resumed)
    return stream


def require_row(source: RowSource, start: int) -> None:
    """Refuse a first row that does not exist; one past the last is a stream of nothing.

    Raises:
        RecipeError: there is no such row.

    """
    if not 0 <= start <= source.rows:
        raise RecipeError(f"start: {start} of split {source.split!r}, which has the rows 0..{source.rows}")


def _worker() -> tuple[int, int]:
    """Which of how many `DataLoader` workers this process is; torch is there already if it is one."""
    data = sys.modules.get("torch.utils.data")
    info = data.get_worker_info() if data is not None else None
    return (0, 1) if info is None else (info.id, info.num_workers)


def _place(rank: int | None, world_size: int | None) -> tuple[int, int]:
    """Which of how many processes this is: as given, as torch says, as the environment says."""
    if (rank is None) != (world_size is None):
        raise RecipeError(f"rank: {rank} and world_size: {world_size}; give both or neither")
    if rank is None or world_size is None:
        rank, world_size = _found_place()
    if not 0 <= rank < world_size:
        raise RecipeError(f"rank: {rank} should be at least 0 and below world_size, which is {world_size}")
    return rank, world_size


def _found_place() -> tuple[int, int]:
    distributed = sys.modules.get("torch.distributed")
    if distributed is not None and distributed.is_available() and distributed.is_initialized():
        return distributed.get_rank(), distributed.get_world_size()
    given = os.environ.get("RANK"), os.environ.get("WORLD_SIZE")
    if given == (None, None):
        return 0, 1
    try:
        return int(given[0] or ""), int(given[1] or "")
    except ValueError as error:
        raise RecipeError(
            f"RANK={given[0]} and WORLD_SIZE={given[1]} in the environment should be whole numbers; set both, "
            "neither, or give rank and world_size"
        ) from error
