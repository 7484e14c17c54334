"""A dataset in an object store, by fsspec.

fsspec was chosen over obstore and over Polars' own cloud support because `datasets` and `huggingface_hub`
rest on it already, it covers every store that users name (s3fs, gcsfs, adlfs, and dozens more) and takes
credentials from where each cloud's own tools take them.

An object appears whole or not at all, so a shard is written to a local temporary file (in TMPDIR) and uploaded
straight under its name; there is no rename.  So a dataset that is overwritten loses its manifest first.
"""

from __future__ import annotations

import glob
import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pairwright.errors import OutputError, extra_missing
from pairwright.stores.base import MANIFEST, RECORDS, UNFINISHED, Records, Run, Store, is_inside

_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "az": "azure", "abfs": "azure", "abfss": "azure"}
_READ_BYTES = 1 << 23


class Objects(Store):
    """A place in an object store."""

    readers: ClassVar[int] = 8

    def __init__(self, url: str) -> None:
        self.place = url.rstrip("/")
        scheme = _scheme(url)
        # Buckets are not ours to make, and hold no folders.
        self._has_folders = scheme not in _EXTRAS
        self._files, self._root = file_system(url)

    def read(self, name: str) -> bytes | None:
        """The bytes of a small object; None if there is none."""
        with self._told(name):
            try:
                content: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return content

    def sha256(self, name: str) -> str | None:
        """The SHA-256 (hex) of a shard, read as a stream."""
        digest = hashlib.sha256()
        with self._told(name):
            try:
                with self._files.open(self._path(name), "rb", block_size=_READ_BYTES) as file:
                    while piece := file.read(_READ_BYTES):
                        digest.update(piece)
            except FileNotFoundError:
                return None
        return digest.hexdigest()

    def sizes(self) -> dict[str, int]:
        """Name -> bytes of every object of the dataset."""
        return {name: size for name, size in self._found("").items() if not name.startswith(f"{UNFINISHED}/")}

    def occupied(self) -> bool:
        """Whether anything stands there already."""
        return bool(self.sizes())

    def begin(self, run: Run, *, overwrite: bool, resume: bool) -> Records:
        """Get ready to write: shards take the places of former ones at once, so the manifest of those goes first."""
        records = super().begin(run, overwrite=overwrite, resume=resume)
        self.remove([MANIFEST])
        return records

    def claim(self) -> None:
        """Nothing: the first object proves that the place can be written."""

    @contextmanager
    def placing(self, name: str) -> Iterator[Path]:
        """A local temporary path; what is there at the end is uploaded under its name."""
        with _temporary() as path:
            yield path
            with self._told(name):
                self._files.put_file(str(path), self._ready(name))
                self._files.invalidate_cache()
                size, sent = self._files.info(self._path(name))["size"], path.stat().st_size
            if size != sent:
                raise OutputError(f"{self.place}/{name}: {size:,} of {sent:,} bytes arrived; go on with --resume")

    def put(self, name: str, content: bytes) -> None:
        """Write a small object."""
        with self._told(name):
            self._files.pipe_file(self._ready(name), content)

    def remove(self, names: Iterable[str]) -> None:
        """Remove objects, if they are there."""
        there = self._found("")
        if found := [self._path(name) for name in names if name in there]:
            with self._told(""):
                self._files.rm(found)

    def require_free(self, names: Iterable[str]) -> None:
        """Objects are never in each other's place."""

    def settle(self, shards: list[str]) -> None:
        """Shards stand in their places already."""

    def clear(self) -> None:
        """Remove the records, those of the run itself last."""
        self.remove(sorted(self._found(UNFINISHED), key=lambda name: (not name.startswith(RECORDS), name)))

    def abandon(self) -> None:
        """Remove the shards that were made, and the records; what a former dataset has left stays known."""
        records = self.recorded()
        self.remove(records)
        if self._former():
            self.remove([f"{RECORDS}/{name}.json" for name in records])
        else:
            self.clear()

    def recorded(self) -> list[str]:
        """The names of the shards that have a record."""
        names = (name[len(RECORDS) + 1 : -5] for name in self._found(RECORDS) if name.endswith(".json"))
        return sorted(name for name in names if is_inside(name))

    def _replaced(self) -> set[str]:
        """The shards of an unfinished run stand in their places too."""
        return {*super()._replaced(), *self.recorded()}

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _ready(self, name: str) -> str:
        """The path of a name that is written now; its folder is made where there are folders."""
        path = self._path(name)
        if self._has_folders:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        return path

    def _found(self, under: str) -> dict[str, int]:
        with self._told(under):
            self._files.invalidate_cache()
            found = self._files.find(self._path(under).rstrip("/"), detail=True)
        # Some stores say names with the leading slash that the root has not, or the other way round.
        skipped = len(self._root.strip("/")) + 1
        return {path.strip("/")[skipped:]: about["size"] for path, about in found.items()}

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Say in one line what the store refuses; its own words may be long, and its secrets stay with it."""
        try:
            yield
        except OutputError:
            raise
        except Exception as error:
            raise OutputError(
                f"{f'{self.place}/{name}'.rstrip('/')}: the store refuses ({said(error)}); check the address, "
                "the network and your credentials, then go on with --resume"
            ) from error


def said(error: BaseException) -> str:
    """What a store says, short; without the queries of addresses, in which some stores carry signatures."""
    words = re.sub(r"\?[^\s'\"]+", "?...", " ".join(str(error).split()))
    return words[:200] or type(error).__name__


@contextmanager
def _temporary() -> Iterator[Path]:
    """A path in the temporary folder of this machine."""
    try:
        with tempfile.TemporaryDirectory(prefix="pairwright-") as folder:
            yield Path(folder, "shard")
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(
            f"{tempfile.gettempdir()}: a shard cannot be written there before it is uploaded "
            f"({error.strerror or error}); make room, or set TMPDIR to a folder that has it"
        ) from error


def _scheme(url: str) -> str:
    """What stands before ://, and after the last :: of a chain.

    >>> _scheme("s3://bucket/name"), _scheme("simplecache::s3://bucket/name")
    ('s3', 's3')
    """
    return url.split("://", 1)[0].rsplit("::", maxsplit=1)[-1].lower()


def file_system(url: str) -> tuple[Any, str]:
    """The file system of fsspec that an address names, and the path in it.

    Raises:
        OutputError: it names none, or one whose package is missing.

    """
    scheme = _scheme(url)
    if "@" in urlsplit(url).netloc and ":" in urlsplit(url).netloc.split("@")[0]:
        raise OutputError(f"{scheme}: an address with a password in it; put it where {scheme} tools look for it")
    if glob.has_magic(url):
        raise OutputError(f"{url}: has a *, ? or [, which are patterns to object stores; choose a name without")
    try:
        import fsspec

        files, root = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise OutputError(f"{url}: {_missing(scheme)}") from error
    except ValueError as error:
        if scheme in fsspec.available_protocols():
            raise OutputError(f"{url}: not an address of {scheme} ({said(error)})") from error
        known = "s3, gs, az and others that fsspec knows"
        raise OutputError(f"{url}: no file system is called {scheme!r}; known are {known}") from error
    except Exception as error:
        raise OutputError(f"{url}: {scheme} cannot be used ({said(error)}); see your credentials") from error
    if not root.strip("/"):
        raise OutputError(f"{url}: names no place; give {scheme}://bucket/name")
    return files, root.rstrip("/")


def _missing(scheme: str) -> str:
    extra = _EXTRAS.get(scheme)
    if extra is None:
        return f"the fsspec package for {scheme}:// is not installed; install it"
    return extra_missing(f"{scheme}:// needs an extra", extra)
