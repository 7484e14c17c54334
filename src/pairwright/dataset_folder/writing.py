"""A recipe to a dataset: its shards by an engine, then the dataset card and the manifest."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from pairwright.arguments import guarded
from pairwright.dataset_folder.card import card
from pairwright.dataset_folder.sealing import sealed
from pairwright.dataset_folder.shard_maker import Job, Record, ShardMaker, make_shard
from pairwright.dataset_folder.shards import Shard, most_shards, shard_counts, shards_of
from pairwright.dataset_folder.summary import Summary, summarised, summary_of
from pairwright.engines.local import cores, in_order
from pairwright.engines.memory import freed_memory_kept
from pairwright.errors import OutputError, RecipeError, did_you_mean
from pairwright.files import FORMATS, WrittenFile
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.rows.blocks import BLOCK_ROWS, require_columns_alike
from pairwright.rows.distinct import first_tellings, packed, without_repeats
from pairwright.rows.tally import Tally
from pairwright.stopping import StoppedError
from pairwright.stores import Store, store_of
from pairwright.stores.base import DISTINCT
from pairwright.stores.folder import Folder
from pairwright.version import __version__

Progress = Callable[[int, int], None]
# A process takes half a second of a core to start and to read its first block; of so many rows threads lose as much by
# waiting for one another.
_WORTH_PROCESSES = 3_000_000
_IDLE_SHARE = 0.15
# A worker of Ray's has one core, so Polars gets one thread there.
_ONE_CORE = {"POLARS_MAX_THREADS": "1"}


@guarded
def write(  # noqa: PLR0913 (all but two by name only)
    recipe: Recipe | str,
    out: str | Path,
    *,
    overwrite: bool = False,
    resume: bool = False,
    metadata: bool = False,
    certify: bool = True,
    distinct: bool = False,
    shards: int | None = None,
    engine: str = "local",
    address: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Write the dataset of a recipe, whole or not at all.

    Args:
        recipe: a `Recipe`, or what `load_recipe` takes.
        out: a folder, made if it is missing, or the URL of a place in an object store (s3://, gs://,
            az:// and whatever fsspec knows).
        overwrite: replace a dataset that stands there.
        resume: go on with an unfinished run of the same recipe: shards whose checksums hold are kept.
        metadata: add operator, view, family and answer, the mistake where there are several, the kind of problem, and
            how difficult it is, to JSON rows too (Parquet and Arrow always have them).
        certify: read every row back as text and refuse to write unless all of it is right.
        distinct: write no row twice: of rows that are alike in all columns of their layout, the first. All rows are
            made once more to find them, and 24 bytes of each are kept in mind.
        shards: how many files a training split has; None: one for each million rows.
        engine: 'local' (threads) or 'ray'.
        address: of a Ray cluster; None: that of RAY_ADDRESS, or a Ray of this machine's own.
        workers: threads, or tasks at once; None: one a core.  The bytes do not depend on engine and workers.
        progress: called with (rows done, rows in all) now and then.

    Returns:
        What was written: rows, distinct questions, families, shared families, files.

    Raises:
        RecipeError, OutputError, EngineError, CertificationError: and then no dataset has changed.  Where
            there are several shards to a split, whole ones wait for `resume`; else nothing is left.

    >>> import tempfile, pairwright
    >>> recipe = pairwright.load_recipe("arithmetic").with_rows(1000)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     pairwright.write(recipe, folder, shards=4).rows
    2198

    """
    if workers is not None and workers < 1:
        raise RecipeError(f"workers: {workers} should be at least 1")
    if engine not in _ENGINES:
        raise RecipeError(f"engine: unknown engine {engine!r}; {did_you_mean(engine, _ENGINES)}")
    if address is not None and engine != "ray":
        raise RecipeError(f"address: {address} is of a Ray cluster; set engine ray too")
    started = time.perf_counter()
    chosen = recipe if isinstance(recipe, Recipe) else load_recipe(recipe)
    writing = _Writing(
        recipe=chosen,
        out=str(out),
        metadata=metadata or FORMATS[chosen.format].rows == "frames",
        certify=certify,
        distinct=distinct,
        asked_shards=shards,
        workers=workers,
        address=address,
        resume=resume,
        progress=progress,
    )
    try:
        return writing.done(_ENGINES[engine], overwrite=overwrite, started=started)
    finally:
        writing.close()


@dataclass
class _Writing:
    """One run: what is to be made, and how."""

    recipe: Recipe
    out: str
    metadata: bool
    certify: bool
    distinct: bool
    asked_shards: int | None
    workers: int | None
    address: str | None
    resume: bool
    progress: Progress | None
    stop: threading.Event = field(default_factory=threading.Event)
    _rows_done: int = 0
    _rows_to_compare: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def plan(self) -> Plan:
        """The plan of the recipe; where no row may stand twice, without those that do."""
        whole = Plan.of(self.recipe)
        if not self.distinct:
            return whole
        self._rows_to_compare = sum(split.asked_rows for split in whole.splits.values())
        return without_repeats(whole, {name: first_tellings(whole, name, self.told) for name in whole.splits})

    @cached_property
    def maker(self) -> ShardMaker:
        """The maker of the shards, in this process."""
        workers = self.workers or cores()
        large = sum(shard.rows > BLOCK_ROWS for shard in self.shards)
        return ShardMaker(replace(self.job, threads=workers), self.plan, at_once=max(1, min(workers, large)))

    @cached_property
    def job(self) -> Job:
        """What a worker elsewhere must know."""
        recipe = self.recipe
        return Job(recipe.model_dump_json(), recipe.fingerprint, self.out, self.metadata, self.certify, self.distinct)

    @cached_property
    def store(self) -> Store:
        """Where the dataset goes."""
        return store_of(self.out)

    @cached_property
    def shards(self) -> list[Shard]:
        """All shards of all splits; a run that goes on has as many as before."""
        counts = shard_counts(self.plan, self.asked_shards)
        before = self.store.shard_counts() if self.resume and self.asked_shards is None else {}
        if before.keys() == counts.keys() and all(self._can_be(split, of) for split, of in before.items()):
            counts = before
        return [shard for name, of in counts.items() for shard in shards_of(self.plan, name, of)]

    def _can_be(self, split: str, of: object) -> bool:
        """Whether a split can have so many shards."""
        return type(of) is int and 1 <= of <= most_shards(self.plan.splits[split])

    @cached_property
    def rows(self) -> int:
        """Rows of all shards."""
        return sum(shard.rows for shard in self.shards)

    @cached_property
    def run(self) -> dict[str, Any]:
        """What decides the bytes: a run goes on only where all of it is the same."""
        return {
            "pairwright": __version__,
            "seed": self.recipe.seed,
            "fingerprint": self.recipe.fingerprint,
            "certified": self.certify,
            "metadata": self.metadata,
            "distinct": self.distinct,
            "shards": dict(Counter(shard.split for shard in self.shards)),
        }

    def processes(self, shards: Sequence[Shard], workers: int) -> int:
        """How many processes make the shards quicker than threads of this one would; 1: none do."""
        large = sum(shard.rows > BLOCK_ROWS for shard in shards)
        most = min(workers, large)
        # Only folders are surely the same for all processes of a machine.
        if most < 2 or not isinstance(self.store, Folder) or sum(map(self.maker.effort, shards)) < _WORTH_PROCESSES:
            return 1
        # A process that has no shard left does nothing, while threads share the blocks of the last one.
        idle = -large % most
        return most if idle <= _IDLE_SHARE * large else 1

    def told(self, rows: int) -> None:
        """So many rows more are done: looked at to find repeats, or made."""
        if self.stop.is_set():
            raise StoppedError
        with self._lock:
            self._rows_done += rows
            if self.progress is not None:
                # While repeats are looked for, nobody knows how many rows there will be.
                known = "plan" in vars(self)
                self.progress(self._rows_done, self._rows_to_compare + (self.rows if known else 0))

    def close(self) -> None:
        """Let go of threads and locks."""
        if "maker" in vars(self):
            self.maker.close()
        self.store.release()

    def done(self, engine: Engine, *, overwrite: bool, started: float) -> Summary:
        """Make what is missing, then finish."""
        if self.distinct and not self.resume:
            # Before all rows are compared, not after that.
            self.store.require_room(overwrite=overwrite, resume=self.resume)
        require_columns_alike(self.plan, metadata=self.metadata)
        if self.resume and (manifest := self.store.finished(self.run)) is not None:
            return self._mended(engine, manifest, started)
        records = self.store.begin(self.run, overwrite=overwrite, resume=self.resume)
        try:
            self._tell_workers()
            # Before hours of work, not after them.
            self.store.require_free([shard.file for shard in self.shards])
            summary = self._summary(self._all_records(engine, records), started)
            texts = self._texts(summary)
            manifest = sealed(self._manifest(summary), texts)
            switch = self.store.ready([shard.file for shard in self.shards], texts, manifest)
        except BaseException as error:
            self._leave(error)
            raise
        try:
            switch()
        except BaseException as error:
            error.add_note("all shards are whole; go on with --resume")
            raise
        return summary

    def _tell_workers(self) -> None:
        """Leave in the store which rows are kept, where not all are: workers elsewhere need not look again."""
        if self.distinct:
            self.store.put(DISTINCT, json.dumps(packed(self.plan)).encode())

    def _all_records(self, engine: Engine, records: Mapping[str, Record]) -> dict[str, Record]:
        """The records of all shards: those that are kept, and those of the shards that are made now."""
        kept = {shard.file: records[shard.file] for shard in self.shards if shard.file in records}
        self.told(sum(shard.rows for shard in self.shards if shard.file in kept))
        missing = [shard for shard in self.shards if shard.file not in kept]
        return kept | {record["file"]["path"]: record for record in engine(self, missing)}

    def _leave(self, error: BaseException) -> None:
        """Keep whole shards where there are enough to be worth it; say so."""
        try:
            whole = len(self.store.recorded())
        except OutputError:
            error.add_note("go on with --resume")
            return
        if whole and len(self.shards) > len(self.plan.splits):
            error.add_note(f"{whole} of {len(self.shards)} shards are whole; go on with --resume")
        else:
            self.store.abandon()

    def _summary(self, records: Mapping[str, Record], started: float) -> Summary:
        tallies = self.maker.tallies
        counted: dict[str, Tally] = {name: tallies.of(name) for name in self.plan.splits}
        files: dict[str, list[WrittenFile]] = {name: [] for name in counted}
        for shard in self.shards:
            counted[shard.split].merge(records[shard.file]["counted"])
            files[shard.split].append(WrittenFile(**records[shard.file]["file"]))
        return Summary(
            recipe=self.recipe.name,
            fingerprint=self.recipe.fingerprint,
            seed=self.recipe.seed,
            out=self.out,
            certified=self.certify,
            seconds=time.perf_counter() - started,
            splits=summarised(tallies, counted, files),
            empty=list(self.plan.empty),
            distinct=self.distinct,
        )

    def _texts(self, summary: Summary) -> dict[str, str]:
        """The card, and what the format wants beside the shards."""
        dtypes = {name: self.maker.metadata_dtypes(name) for name in self.plan.splits}
        beside = self.maker.texts_beside({split.name: split.files for split in summary.splits})
        return {"README.md": card(self.recipe, summary, dtypes, self._samples(summary)), **beside}

    def _samples(self, summary: Summary) -> dict[str, dict[str, Any]]:
        """The first row of the first split of each layout."""
        first: dict[str, str] = {}
        for split in summary.splits:
            first.setdefault(self.recipe.splits[split.name].layout, split.name)
        return {name: self.maker.first_row(name) for name in first.values()}

    def _mended(self, engine: Engine, manifest: Mapping[str, Any], started: float) -> Summary:
        """A finished dataset: shards that are damaged or missing are made again."""
        try:
            summary = summary_of(manifest, self.recipe.name, self.out, time.perf_counter() - started)
        except (KeyError, TypeError, AttributeError) as error:
            raise OutputError(
                f"{self.out}/manifest.json: not a manifest of this version; make the data anew with --overwrite"
            ) from error
        damaged = self.store.damaged(manifest)
        # What a run that was killed has left goes too.
        self.store.clear()
        if damaged:
            self.store.claim()
            try:
                self._tell_workers()
                self._remake(engine, damaged)
            finally:
                self.store.clear()
        return replace(summary, seconds=time.perf_counter() - started)

    def _remake(self, engine: Engine, damaged: Mapping[str, str]) -> None:
        """Make shards again and put them into their places, if they are what the manifest says."""
        shards = [shard for shard in self.shards if shard.file in damaged]
        made = {record["file"]["path"]: record["file"]["sha256"] for record in engine(self, shards)}
        for name, said in damaged.items():
            if made.get(name) != said:
                raise OutputError(
                    f"{self.out}: {name} made again differs from what the manifest says; "
                    "was it made on another version? make all anew with --overwrite"
                )
        self.store.settle(list(damaged))

    def _manifest(self, summary: Summary) -> dict[str, object]:
        """Everything that proves the dataset, and nothing that differs from run to run."""
        return {
            "pairwright": __version__,
            "fingerprint": summary.fingerprint,
            "seed": summary.seed,
            "certified": summary.certified,
            "metadata": self.metadata,
            "distinct": self.distinct,
            "rows": summary.rows,
            "splits": {split.name: split.as_dict() for split in summary.splits},
            "recipe": self.recipe.model_dump(mode="json"),
        }


def _locally(writing: _Writing, shards: Sequence[Shard]) -> Iterator[Record]:
    """By threads of this process, or by processes where that is quicker."""
    workers = writing.workers or cores()
    if (processes := writing.processes(shards, workers)) > 1:
        from pairwright.engines.processes import in_order_by_processes

        threads = workers // processes
        yield from in_order_by_processes(
            partial(make_shard, replace(writing.job, threads=threads)),
            shards,
            workers=processes,
            threads=threads,
            told=writing.told,
            stop=writing.stop,
        )
    else:
        work = partial(writing.maker.make, told=writing.told)
        with freed_memory_kept():
            yield from in_order(work, shards, workers=workers, stop=writing.stop)


def _by_ray(writing: _Writing, shards: Sequence[Shard]) -> Iterator[Record]:
    """By tasks of Ray, a shard each."""
    from pairwright.engines.ray import as_done

    rows = {shard.file: shard.rows for shard in shards}
    # A worker may stand in another folder.
    out = writing.out if "://" in writing.out else str(Path(writing.out).absolute())
    work = partial(make_shard, replace(writing.job, out=out))
    for record in as_done(work, shards, address=writing.address, workers=writing.workers, environment=_ONE_CORE):
        writing.told(rows[record["file"]["path"]])
        yield record


Engine = Callable[[_Writing, Sequence[Shard]], Iterator[Record]]
_ENGINES: dict[str, Engine] = {"local": _locally, "ray": _by_ray}
