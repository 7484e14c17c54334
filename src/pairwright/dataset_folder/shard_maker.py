"""Makes shards: the rows of a shard as a whole file in its store, with a record of what was counted.

A worker anywhere needs only a `Job`, which is the recipe and where to write: no data goes to it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from pairwright.dataset_folder.shards import Shard
from pairwright.engines.local import in_order_on
from pairwright.engines.memory import freed_memory_kept
from pairwright.errors import OutputError, RecipeError
from pairwright.files import FORMATS, JsonEncoder, WrittenFile, arrow_folder, write_arrow, write_json, write_parquet
from pairwright.layouts import Dtype
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BLOCK_ROWS, Block, BlockMaker, blocks
from pairwright.rows.distinct import unpacked, without_repeats
from pairwright.rows.tally import Tallies, Tally
from pairwright.stores import MANIFEST, Store, store_of
from pairwright.stores.base import DISTINCT, RUN

Made = TypeVar("Made")
Record = dict[str, Any]
# Nine kinds take 0.2 million rows a second of a core, one or two kinds 0.5 million.
_MANY_VIEWS_COST = 3
# Called with the number of rows made after each block; what it raises ends the shard.
Told = Callable[[int], None]


@dataclass(frozen=True)
class Job:
    """All that a worker must know to make any shard of a dataset.

    Attributes:
        recipe: as JSON.
        fingerprint: the recipe's, which a worker must come to.
        out: the folder or URL.
        metadata, certify, distinct: as in `write`.
        threads: how many make the blocks of a worker's shards.

    """

    recipe: str
    fingerprint: str
    out: str
    metadata: bool
    certify: bool
    distinct: bool = False
    threads: int = 1


@dataclass(frozen=True)
class ShardMaker:
    """Makes the shards of one dataset; holds the tables of repeated rows.

    Attributes:
        plan: of the job's recipe.
        at_once: how many threads may call `make` at once.

    """

    job: Job
    plan: Plan
    at_once: int = 1
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _splits: dict[str, _SplitFiles] = field(default_factory=dict)

    @cached_property
    def tallies(self) -> Tallies:
        """What counts the shards."""
        return Tallies(self.plan)

    @cached_property
    def store(self) -> Store:
        """Where the shards go."""
        return store_of(self.job.out)

    def make(self, shard: Shard, told: Told) -> Record:
        """Make a shard, put it into the store, and record it.

        Returns:
            The record: the file (as `WrittenFile`) and what was counted (as `Tally.as_dict`).

        Raises:
            CertificationError, RecipeError, OutputError: and then no such shard is there.

        """
        tally = self.tallies.of(shard.split)
        with self.store.placing(shard.file) as path:
            written = self.write(shard, path, tally, told)
        record = {"file": vars(written), "counted": tally.as_dict()}
        self.store.record(shard.file, record)
        return record

    def write(self, shard: Shard, path: Path, tally: Tally, told: Told) -> WrittenFile:
        """Write the rows of a shard to a path."""
        return self._split(shard.split).write(shard, path, tally, told)

    def metadata_dtypes(self, split: str) -> dict[str, Dtype]:
        """The metadata columns of a split with their dtypes."""
        return self._split(split).maker.metadata_dtypes

    def first_row(self, split: str) -> dict[str, Any]:
        """The first row of a split: column -> value."""
        return self._split(split).maker.block(0, 1).frame.row(0, named=True)

    def effort(self, shard: Shard) -> int:
        """What a shard costs beyond copying, in rows of plain recipes."""
        maker = self._split(shard.split).maker
        return 0 if maker.is_copied else shard.rows * (_MANY_VIEWS_COST if maker.has_many_views else 1)

    def texts_beside(self, files: Mapping[str, Sequence[WrittenFile]]) -> dict[str, str]:
        """What the recipe's format wants beside the files of the splits: path in the dataset -> text."""
        if self.plan.recipe.format != "arrow":
            return {}
        return arrow_folder(files, {name: self._split(name).schema for name in files})

    def close(self) -> None:
        """End the threads."""
        if self._pool is not None:
            self._pool.shutdown()

    def _split(self, name: str) -> _SplitFiles:
        with self._lock:
            if name not in self._splits:
                maker = BlockMaker(self.plan, name, self.job.metadata, self.job.certify)
                ahead = max(2, 2 * self.job.threads // self.at_once)
                self._splits[name] = _SplitFiles(maker, self._pool, ahead, alone=1 == self.at_once < self.job.threads)
            return self._splits[name]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor | None:
        """The threads that make blocks; None: each shard's own thread makes them."""
        return ThreadPoolExecutor(self.job.threads, "pairwright-block") if self.job.threads > 1 else None


class _SplitFiles:
    """Writes shards of one split.

    Args:
        maker: of its blocks.
        pool: threads that make blocks; None: the thread that writes does.
        ahead: how many blocks of a shard are under way or waiting to be written.
        alone: whether a shard has more than one core to itself.

    """

    def __init__(self, maker: BlockMaker, pool: ThreadPoolExecutor | None, ahead: int, *, alone: bool) -> None:
        self.maker = maker
        # Larger blocks, and fewer of them at once.
        larger = 2 if maker.is_made_of_parts else 1
        self._rows, self._ahead = larger * BLOCK_ROWS, max(ahead // larger, 2)
        self._pool, self._alone = pool, alone
        self._format = maker.plan.recipe.format
        as_frames = FORMATS[self._format].rows == "frames"
        self._encoder = None if as_frames else JsonEncoder(self._format, maker.table)
        self.schema = maker.schema

    def write(self, shard: Shard, path: Path, tally: Tally, told: Told) -> WrittenFile:
        per_prompt = tally.plan.per_prompt
        ranges = blocks(shard.stop, start=shard.start, size=max(self._rows // per_prompt, 1) * per_prompt)
        if self._encoder is None:
            frames = (frame for frame, _ in _counted(self._made(self._frame, ranges), tally, told))
            write_frames = write_arrow if self._format == "arrow" else write_parquet
            return write_frames(path, frames, self.schema, name=shard.file)
        pieces = _counted(self._made(partial(self._piece, self._encoder), ranges), tally, told)
        return write_json(path, pieces, self._format, name=shard.file, sum_aside=self._alone)

    def _frame(self, rows: tuple[int, int]) -> tuple[pl.DataFrame, Block]:
        block = self.maker.block(*rows)
        return block.frame, block

    def _piece(self, encoder: JsonEncoder, rows: tuple[int, int]) -> tuple[bytes, Block]:
        block = self.maker.block(*rows)
        return encoder.encoded(block.source, block.at), block

    def _made(self, work: Callable[[tuple[int, int]], Made], ranges: Iterable[tuple[int, int]]) -> Iterator[Made]:
        return map(work, ranges) if self._pool is None else in_order_on(self._pool, work, ranges, ahead=self._ahead)


def _counted(made: Iterable[tuple[Made, Block]], tally: Tally, told: Told) -> Iterator[tuple[Made, int]]:
    """What was made of each block, with its number of rows."""
    for result, block in made:
        tally.add(block.asked, block.rows_asked, block.mistakes)
        told(block.at.size)
        yield result, block.at.size


@lru_cache(maxsize=1)
def maker_of(job: Job) -> ShardMaker:
    """The maker of a job's shards; a worker keeps it from one shard to the next.

    Raises:
        RecipeError: a kind of problem that another package brings is missing here, or is another one.
        OutputError: the place of the job is another one here than where the run was begun.

    """
    recipe = Recipe.of(json.loads(job.recipe))
    if recipe.fingerprint != job.fingerprint:
        raise RecipeError(
            f"{recipe.name}: a worker knows {', '.join(recipe.problems)} otherwise than where the run was begun; "
            "install the same packages on every machine"
        )
    plan = Plan.of(recipe)
    maker = ShardMaker(job, plan)
    if maker.store.read(RUN) is None and maker.store.read(MANIFEST) is None:
        raise OutputError(
            f"{job.out}: a worker does not see the dataset that was begun there; "
            "give --out a folder that all machines share, or the URL of an object store"
        )
    if not job.distinct:
        return maker
    kept = unpacked(plan, json.loads(maker.store.read(DISTINCT) or b"{}"))
    return ShardMaker(job, without_repeats(plan, kept))


def make_shard(job: Job, shard: Shard, told: Told = lambda _: None) -> Record:
    """Make a shard in a worker of its own process."""
    with freed_memory_kept():
        return maker_of(job).make(shard, told)
