"""Rows that are made shard by shard, put where a dataset of ours goes: resumable, whole or not at all, manifest last.

The stores are those of `generate`, so a folder or an object store will do, and `push` takes what is finished.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pairwright.files import write_json
from pairwright.stores.base import UNFINISHED
from pairwright.stores.folder import Folder
from pairwright.stores.opening import store_of

_FORMAT = "jsonl"


class Shelf:
    """The place of one run, from `with` to its end.

    Args:
        out: a folder or a URL.
        run: what decides the rows, as JSON has it; a run goes on only where all of it is the same.

    """

    def __init__(self, out: str | Path, run: Mapping[str, Any]) -> None:
        self._store = store_of(out)
        self._run = run
        self._records: dict[str, dict[str, Any]] = {}
        self._begun = False
        # Answers of unfinished shards are appended to files, which object stores have not.
        self.logs = Path(out, UNFINISHED, "answers") if isinstance(self._store, Folder) else None

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is not None and self._begun:
            if self._store.recorded() or (self.logs is not None and self.logs.is_dir()):
                error.add_note("what has been answered is kept; go on with --resume")
            else:
                self._store.abandon()
        self._store.release()

    def begin(self, *, resume: bool, overwrite: bool) -> Mapping[str, Mapping[str, Any]]:
        """Get ready to write; the records of shards that are whole, by name.

        Raises:
            OutputError: something else stands there, or another run is unfinished or at work.

        """
        self._records = dict(self._store.begin(self._run, overwrite=overwrite, resume=resume))
        self._begun = True
        return self._records

    def name(self, split: str, number: int, of: int) -> str:
        """The name of a shard."""
        return f"{split}.jsonl" if of == 1 else f"{split}-{number:05}-of-{of:05}.jsonl"

    def names(self, split: str, of: int) -> list[str]:
        """The names of all shards of a split."""
        return [self.name(split, number, of) for number in range(of)]

    def put(self, name: str, rows: pl.DataFrame, counted: Mapping[str, Any]) -> None:
        """Write a shard, and what was counted in it."""
        buffer = io.BytesIO()
        rows.write_ndjson(buffer)
        with self._store.placing(name) as path:
            written = write_json(path, [(buffer.getvalue(), rows.height)], _FORMAT, name=name)
        record = {"file": vars(written), "counted": dict(counted)}
        self._store.record(name, record)
        self._records[name] = record

    def rows(self, name: str) -> int:
        """How many rows a shard has."""
        return int(self._records[name]["file"]["rows"])

    def counted(self, name: str) -> dict[str, Any]:
        """What was counted in a shard."""
        found: dict[str, Any] = self._records[name]["counted"]
        return found

    def abandon(self) -> None:
        """Remove all that the run has made."""
        self._store.abandon()
        self._begun = False

    def finish(self, splits: Mapping[str, Sequence[str]], texts: Mapping[str, str], facts: Mapping[str, Any]) -> None:
        """Put everything into its place; splits without a row are left out.

        Args:
            splits: the names of their shards.
            texts: further files.
            facts: of the manifest, beside its splits.

        """
        filled = {split: [name for name in names if self.rows(name)] for split, names in splits.items()}
        filled = {split: names for split, names in filled.items() if names}
        files = {split: [self._records[name]["file"] for name in names] for split, names in filled.items()}
        manifest = {
            **facts,
            "run": dict(self._run),
            "splits": {
                split: {"rows": sum(file["rows"] for file in own), "files": own} for split, own in files.items()
            },
        }
        switch = self._store.ready([name for names in filled.values() for name in names], texts, manifest)
        switch()
        self._begun = False
