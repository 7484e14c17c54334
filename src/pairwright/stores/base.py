"""What every store can do.

While a dataset is made, the hidden folder `.unfinished` in its place holds `run.json` (which recipe
is being written, and how) and one record for each shard that is whole.  The record is written after its
shard, the manifest after all of them: a shard exists when its record says so, a dataset when the
manifest says so.  That is all that resuming needs, on any disk and in any object store alike.
"""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from pairwright.errors import OutputError
from pairwright.files import beside

MANIFEST = "manifest.json"
UNFINISHED = ".unfinished"
RUN = f"{UNFINISHED}/run.json"
FORMER = f"{UNFINISHED}/former.json"
# Which rows are kept where none may stand twice: for workers elsewhere.
DISTINCT = f"{UNFINISHED}/distinct.json"
RECORDS = f"{UNFINISHED}/records"
# The card, which like the manifest is no data file.
CARD = "README.md"
# The page about the dataset, where one was asked for; the manifest then has its checksum.
REPORT = "report.html"
# A manifest of a million shards takes 200 MB; what is larger is none of ours, and is not read.
LARGEST_TEXT = 1 << 28
# Of a value found in a file of somebody else's making, an error shows so many characters.
_LONGEST_SAID = 120

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
        """The SHA-256 (hex) of a shard in its place; None if there is none that can be read."""

    def sha256_made(self, name: str) -> str | None:
        """The same of a shard that an unfinished run has made, wherever that keeps it."""
        return self.sha256(name)

    def oddity(self, name: str) -> str | None:  # noqa: ARG002 (objects are never anything else)
        """What stands in the place of a file, in words, if it is anything but a file of the dataset's own."""
        return None

    def dangles(self, name: str) -> bool:  # noqa: ARG002 (objects are no links)
        """Whether a link stands there that leads nowhere."""
        return False

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
        """Make the place, if it is missing, prove that it can be written, and keep other runs out.

        Raises:
            OutputError: it cannot be written, or another run is at work there.

        """

    def require_idle(self) -> None:  # noqa: B027 (most stores keep nobody out)
        """Refuse where another run is at work; nothing is made."""

    def release(self) -> None:  # noqa: B027 (most stores keep nobody out)
        """Let other runs in again."""

    @abstractmethod
    def placing(self, name: str) -> AbstractContextManager[Path]:
        """A path to write a shard to; when the context is left without an error the shard is whole under its name."""

    @abstractmethod
    def put(self, name: str, content: bytes) -> None:
        """Write a small file, whole or not at all."""

    def prepared(self, name: str, content: bytes) -> Callable[[], None]:
        """Get a small file ready, as far as the store can; a call of what is returned puts it in its place."""
        return partial(self.put, name, content)

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
        self.require_room(overwrite=overwrite, resume=resume)
        unfinished = self.read(RUN)
        goes_on = resume and unfinished is not None
        if goes_on:
            self._require_same(_mapping(unfinished), run, "an unfinished dataset")
        replaced = sorted(self._replaced())
        self.require_free(replaced)
        self.claim()
        return self._whole() if goes_on else self._begun(run, replaced)

    def require_room(self, *, overwrite: bool, resume: bool) -> None:
        """Refuse where something stands that is neither gone on with nor replaced, or another run is at work.

        Raises:
            OutputError: in one line, with what to add.

        """
        occupied = self.occupied()
        self.require_idle()
        former, unfinished = self._manifest(), self.read(RUN)
        if unfinished is not None and not (overwrite or resume):
            raise OutputError(
                f"{self.place}: holds an unfinished dataset; go on with --resume, or begin anew with --overwrite"
            )
        if unfinished is None and occupied and not overwrite:
            hint = "a finished dataset" if former else "not empty"
            raise OutputError(f"{self.place}: {hint}; add --overwrite, or choose another --out")

    def _begun(self, run: Run, former: list[str]) -> Records:
        """Nothing of an earlier run is left; the run itself is written down last."""
        try:
            self.clear()
            self.claim()
            self.put(FORMER, _text(former))
            self.put(RUN, _text(run))
        except BaseException:
            self.abandon()
            raise
        return {}

    def record(self, name: str, record: Mapping[str, Any]) -> None:
        """Say that a shard is whole, and what is known of it; sealed, so that half a record is none."""
        self.put(_record_of(name), _text({"record": record, "seal": _seal(record)}))

    @abstractmethod
    def recorded(self) -> list[str]:
        """The names of the shards that have a record."""

    def ready(self, shards: list[str], texts: Mapping[str, str], manifest: Mapping[str, Any]) -> Callable[[], None]:
        """Get everything ready; a call of what is returned puts it in its place.

        Args:
            shards: names of the data files, all whole.
            texts: name -> text of the files beside them.
            manifest: goes last, when nothing is left of a former dataset.

        Raises:
            OutputError: and then a former dataset is as it was.

        """
        self.require_free([*shards, *texts, MANIFEST])
        contents = {name: text.encode() for name, text in texts.items()} | {MANIFEST: _text(manifest)}
        *placing, place_manifest = [self.prepared(name, content) for name, content in contents.items()]

        def switch() -> None:
            former = self._former()
            self.remove([MANIFEST])
            self.settle(shards)
            for place in placing:
                place()
            self.remove(sorted(former - {*shards, *texts}))
            place_manifest()
            self.clear()

        return switch

    def finished(self, run: Run) -> dict[str, Any] | None:
        """The manifest of a finished dataset that this run would make again; None where none is finished.

        Raises:
            OutputError: what is finished is another dataset.

        """
        manifest = self._manifest()
        if manifest is None or self.read(RUN) is not None:
            return None
        self._require_same({**manifest, "shards": _shard_counts(manifest)}, run, "a finished dataset")
        return manifest

    def shard_counts(self) -> dict[str, Any]:
        """How many shards each split has in the unfinished run, as it says, or else in the finished dataset."""
        if (unfinished := self.read(RUN)) is not None:
            return _as_mapping(_mapping(unfinished).get("shards"))
        manifest = self._manifest()
        return {} if manifest is None else _shard_counts(manifest)

    def damaged(self, manifest: Mapping[str, Any]) -> dict[str, str]:
        """Name -> SHA-256 of the shards that a manifest names and that are missing or otherwise."""
        files = [file for split in manifest["splits"].values() for file in split["files"]]
        with ThreadPoolExecutor(self.readers) as pool:
            found = pool.map(self.sha256, [file["path"] for file in files])
        return {file["path"]: file["sha256"] for file, each in zip(files, found, strict=True) if file["sha256"] != each}

    def _former(self) -> set[str]:
        """The files of the dataset that the unfinished run replaces."""
        return set(_names(_plain(self.read(FORMER) or b"[]")))

    def _replaced(self) -> set[str]:
        """The files that a new dataset replaces: those of a manifest, or those that an unfinished run would replace."""
        manifest = self._manifest()
        files = files_of(manifest)
        page = {REPORT} & set((manifest or {}).get("beside", ()))
        return {*files, *beside(files), *page, *self._former()}

    def _require_same(self, found: Mapping[str, Any], run: Run, what: str) -> None:
        for key, value in run.items():
            if found.get(key) != value:
                raise OutputError(
                    f"{self.place}: holds {what} with {key} {_short(found.get(key))}, not {_short(value)}; "
                    "go on with the same, or begin anew with --overwrite"
                )

    def _whole(self) -> Records:
        """The records whose shards have the checksums that they say; others are removed."""
        names = self.recorded()
        records = {name: _unsealed(self.read(_record_of(name)) or b"") for name in names}
        with ThreadPoolExecutor(self.readers) as pool:
            sums = dict(zip(names, pool.map(self.sha256_made, names), strict=True))
        whole = {
            name: record
            for name, record in records.items()
            if record is not None and (record["file"]["path"], record["file"]["sha256"]) == (name, sums[name])
        }
        self.remove([_record_of(name) for name in names if name not in whole])
        return whole

    def _manifest(self) -> dict[str, Any] | None:
        """The manifest, if it is one of ours."""
        content = _mapping(self.read(MANIFEST) or b"")
        try:
            named = [file["path"] for split in content["splits"].values() for file in split["files"]]
            sums = [file["sha256"] for split in content["splits"].values() for file in split["files"]]
        except (KeyError, TypeError, AttributeError):
            return None
        return content if _names(named) == named and all(isinstance(each, str) for each in sums) else None


def _shard_counts(manifest: Mapping[str, Any]) -> dict[str, int]:
    return {name: len(split["files"]) for name, split in manifest["splits"].items()}


def files_of(manifest: Mapping[str, Any] | None) -> list[str]:
    """The data files that a manifest of ours names; none without one."""
    splits = manifest["splits"].values() if manifest else ()
    return [file["path"] for split in splits for file in split["files"]]


def _names(names: Any) -> list[str]:
    """The names among them that stay inside the dataset: plain, or in one folder of it."""
    return [name for name in names if isinstance(name, str) and is_inside(name)] if isinstance(names, list) else []


def is_inside(name: str) -> bool:
    """Whether a name stays inside its dataset, at most one folder deep, is not hidden and can be shown.

    >>> is_inside("train/data-00000-of-00001.arrow"), is_inside("../x"), is_inside("/etc/passwd")
    (True, False, False)
    """
    parts = name.split("/")
    plain = all(part and not part.startswith(".") and "\\" not in part for part in parts)
    return len(parts) <= 2 and plain and name.isprintable() and name not in {CARD, MANIFEST}


def _record_of(name: str) -> str:
    return f"{RECORDS}/{name}.json"


def _seal(record: object) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def _unsealed(content: bytes) -> dict[str, Any] | None:
    """The record in a file; None where it is not as it was written."""
    sealed = _mapping(content)
    record = sealed.get("record")
    return record if isinstance(record, dict) and sealed.get("seal") == _seal(record) else None


def _short(value: object) -> str:
    said = " ".join(str(value).split())
    return said if len(said) <= _LONGEST_SAID else f"{said[:_LONGEST_SAID]}..."


def _mapping(content: bytes | None) -> dict[str, Any]:
    """A JSON object; empty for what is none."""
    return _as_mapping(_plain(content or b""))


def _as_mapping(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _plain(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _text(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
