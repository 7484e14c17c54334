"""What every store can do.

While a dataset is made, the hidden folder `.unfinished` in its place holds `run.json` (which recipe
is being written, and how) and one record for each shard that is whole.  The record is written after its
shard, the manifest after all of them: a shard exists when its record says so, a dataset when the
manifest says so.  That is all that resuming needs, on any disk and in any object store alike.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, ClassVar

from pairwright.errors import OutputError
from pairwright.files import beside

MANIFEST = "manifest.json"
UNFINISHED = ".unfinished"
RUN = f"{UNFINISHED}/run.json"
FORMER = f"{UNFINISHED}/former.json"
RECORDS = f"{UNFINISHED}/records"

Run = Mapping[str, Any]
Records = dict[str, dict[str, Any]]


class Store(ABC):
    """The place of one dataset.

    Attributes:
        place: the folder or URL, as it was given.

    """

    place: str
    # How many files are checked at once.
    readers: ClassVar[int] = 2

    # What is there.

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """The bytes of a small file; None if there is none."""

    @abstractmethod
    def sha256(self, name: str) -> str | None:
        """The SHA-256 (hex) of a whole shard, in its place or waiting for it; None if there is none."""

    @abstractmethod
    def sizes(self) -> dict[str, int]:
        """Name -> bytes of every file of the dataset in its place; none of `.unfinished`."""

    @abstractmethod
    def occupied(self) -> bool:
        """Whether anything stands there already, but for `.unfinished`.

        Raises:
            OutputError: the place can hold no dataset.

        """

    # Making a dataset.

    @abstractmethod
    def claim(self) -> None:
        """Make the place, if it is missing, and prove that it can be written."""

    @abstractmethod
    def placing(self, name: str) -> AbstractContextManager[Path]:
        """A path to write a shard to; when the context is left without an error the shard is whole under its name."""

    @abstractmethod
    def put(self, name: str, content: bytes) -> None:
        """Write a small file, whole or not at all."""

    @abstractmethod
    def remove(self, names: Iterable[str]) -> None:
        """Remove files, if they are there."""

    @abstractmethod
    def require_free(self, names: Iterable[str]) -> None:
        """Refuse where something stands in the place of a file that cannot be replaced by it."""

    @abstractmethod
    def settle(self, shards: list[str]) -> None:
        """Put whole shards into their places."""

    @abstractmethod
    def clear(self) -> None:
        """Remove `.unfinished` with all that is in it."""

    @abstractmethod
    def abandon(self) -> None:
        """Remove all that an unfinished run has made, the place too if it made that."""

    def begin(self, run: Run, *, overwrite: bool, resume: bool) -> Records:
        """Get ready to write.

        Args:
            run: what decides the bytes; a run goes on only where all of it is the same.
            overwrite: replace a dataset that stands there, when the new one is whole.
            resume: go on with what is unfinished.

        Returns:
            The records of shards that are whole, by name; none for a new run.

        Raises:
            OutputError: something else stands there, or another run is unfinished.

        """
        occupied, former = self.occupied(), self._manifest()
        if (unfinished := self.read(RUN)) is not None:
            if resume:
                self._require_same(_plain(unfinished) or {}, run, "an unfinished dataset")
                self.claim()
                return self._whole(self.records())
            if not overwrite:
                raise OutputError(
                    f"{self.place}: holds an unfinished dataset; go on with --resume, or begin anew with --overwrite"
                )
            self.clear()
        elif occupied and not overwrite:
            hint = "a finished dataset" if former else "not empty"
            raise OutputError(f"{self.place}: {hint}; add --overwrite, or choose another --out")
        self.claim()
        self.put(RUN, _text(run))
        files = files_of(former)
        self.put(FORMER, _text(sorted([*files, *beside(files)])))
        return {}

    def record(self, name: str, record: Mapping[str, Any]) -> None:
        """Say that a shard is whole, and what is known of it."""
        self.put(f"{RECORDS}/{name}.json", _text(record))

    @abstractmethod
    def records(self) -> Records:
        """Every record, by the name of its shard."""

    def finish(self, shards: list[str], texts: Mapping[str, str], manifest: Mapping[str, Any]) -> None:
        """Put everything in its place, the manifest last, and remove what is left of a former dataset."""
        former = set(_names(_plain(self.read(FORMER) or b"[]")))
        self.require_free([*shards, *texts, MANIFEST])
        self.remove([MANIFEST])
        self.settle(shards)
        for name, text in texts.items():
            self.put(name, text.encode())
        self.remove(sorted(former - {*shards, *texts}))
        self.put(MANIFEST, _text(manifest))
        self.clear()

    def finished(self, run: Run) -> dict[str, Any] | None:
        """The manifest of a finished dataset that this run would make again; None where none is finished.

        Raises:
            OutputError: what is finished is another dataset.

        """
        manifest = self._manifest()
        if manifest is None or self.read(RUN) is not None:
            return None
        self._require_same({**manifest, "shards": _shard_counts(manifest)}, run, "a dataset")
        return manifest

    def shard_counts(self) -> dict[str, int] | None:
        """How many shards each split has in the unfinished run, or else in the finished dataset; None without them."""
        if (unfinished := self.read(RUN)) is not None:
            counts: dict[str, int] | None = (_plain(unfinished) or {}).get("shards")
            return counts
        manifest = self._manifest()
        return None if manifest is None else _shard_counts(manifest)

    def damaged(self, manifest: Mapping[str, Any]) -> dict[str, str]:
        """Name -> SHA-256 of the shards that a manifest names and that are missing or otherwise."""
        files = [file for split in manifest["splits"].values() for file in split["files"]]
        with ThreadPoolExecutor(self.readers) as pool:
            found = pool.map(self.sha256, [file["path"] for file in files])
        return {file["path"]: file["sha256"] for file, each in zip(files, found, strict=True) if file["sha256"] != each}

    def _require_same(self, found: Mapping[str, Any], run: Run, what: str) -> None:
        for key, value in run.items():
            if found.get(key) != value:
                raise OutputError(
                    f"{self.place}: holds {what} with {key} {found.get(key)}, not {value}; "
                    "go on with the same, or begin anew with --overwrite"
                )

    def _whole(self, records: Records) -> Records:
        """The records whose shards have the checksums that they say."""
        with ThreadPoolExecutor(self.readers) as pool:
            sums = dict(zip(records, pool.map(self.sha256, records), strict=True))
        return {name: record for name, record in records.items() if record["file"]["sha256"] == sums[name]}

    def _manifest(self) -> dict[str, Any] | None:
        """The manifest, if it is one."""
        content = _plain(self.read(MANIFEST) or b"null")
        return content if isinstance(content, dict) and isinstance(content.get("splits"), dict) else None


def _shard_counts(manifest: Mapping[str, Any]) -> dict[str, int]:
    return {name: len(split["files"]) for name, split in manifest["splits"].items()}


def files_of(manifest: Mapping[str, Any] | None) -> list[str]:
    """The data files that a manifest names; none for what is no manifest of ours."""
    try:
        return _names([file["path"] for split in (manifest or {})["splits"].values() for file in split["files"]])
    except (KeyError, TypeError, AttributeError):
        return []


def _names(names: Any) -> list[str]:
    """The names among them that stay inside the dataset: plain, or in one folder of it."""
    return [name for name in names if isinstance(name, str) and is_inside(name)] if isinstance(names, list) else []


def is_inside(name: str) -> bool:
    """Whether a name stays inside its dataset, at most one folder deep, and is not hidden.

    >>> is_inside("train/data-00000-of-00001.arrow"), is_inside("../x"), is_inside("/etc/passwd")
    (True, False, False)
    """
    parts = name.split("/")
    return len(parts) <= 2 and all(part and not part.startswith(".") and "\\" not in part for part in parts)


def _plain(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _text(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
