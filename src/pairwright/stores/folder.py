"""A dataset in a folder: shards wait in `.unfinished` until all are whole, then all are renamed into place.

So a dataset that stood there before is untouched until the new one is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from pairwright.errors import OutputError
from pairwright.stores.base import RECORDS, RUN, UNFINISHED, Store, is_inside

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PARTS = f"{UNFINISHED}/parts"
_WAITING = f"{UNFINISHED}/shards"


class Folder(Store):
    """A folder of this machine, or of a file system that several machines share."""

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        self._folder = folder
        self._made: list[Path] = []
        self._locked: int | None = None

    def read(self, name: str) -> bytes | None:
        """The bytes of a small file; None if there is none."""
        try:
            return (self._folder / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise OutputError(f"{self._folder / name}: cannot be read ({error.strerror}); check the path") from error

    def sha256(self, name: str) -> str | None:
        """The SHA-256 (hex) of a shard in its place."""
        with suppress(OSError), (self._folder / name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
        return None

    def sha256_made(self, name: str) -> str | None:
        """The same of a shard that waits, or that stands in its place already."""
        return self.sha256(f"{_WAITING}/{name}") or self.sha256(name)

    def sizes(self) -> dict[str, int]:
        """Name -> bytes of every file in its place."""
        found: dict[str, int] = {}
        for parent, folders, names in os.walk(self._folder):
            folders[:] = [name for name in folders if name != UNFINISHED]
            for path in (Path(parent, name) for name in names):
                # A link that leads nowhere has no size.
                with suppress(FileNotFoundError):
                    found[path.relative_to(self._folder).as_posix()] = path.stat().st_size
        return found

    def occupied(self) -> bool:
        """Whether anything stands there already."""
        with self._told(self._folder):
            if self._folder.exists() and not self._folder.is_dir():
                raise OutputError(f"{self._folder}: not a folder; choose another --out")
            return self._folder.is_dir() and any(path.name != UNFINISHED for path in self._folder.iterdir())

    def claim(self) -> None:
        """Make the folder, prove that it can be written, and lock it."""
        with self._told(self._folder):
            self._made += [path for path in (self._folder, *self._folder.parents) if not path.exists()]
            self._folder.mkdir(parents=True, exist_ok=True)
        self._lock()
        if (self._folder / UNFINISHED).is_symlink():
            raise OutputError(f"{self._folder / UNFINISHED}: a link stands where shards wait; move it away")
        shutil.rmtree(self._folder / _PARTS, ignore_errors=True)
        try:
            with self._told(self._folder):
                for name in (_PARTS, _WAITING, RECORDS):
                    (self._folder / name).mkdir(parents=True, exist_ok=True)
        except OutputError:
            self._unmake()
            raise

    def release(self) -> None:
        """Let go of the lock; the end of the process, however it comes, does the same."""
        if self._locked is not None:
            os.close(self._locked)
            self._locked = None

    def _lock(self) -> None:
        """Lock the folder itself, so that no file is left of it; where the system has such locks."""
        if self._locked is not None or fcntl is None:
            return
        with self._told(self._folder):
            self._locked = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(self._locked, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.release()
            raise OutputError(
                f"{self._folder}: another run is at work there; wait for its end, or choose another --out"
            ) from error
        except OSError:
            # Some network file systems have none.
            self.release()

    @contextmanager
    def placing(self, name: str) -> Iterator[Path]:
        """A temporary path; what is there at the end waits under its name."""
        with self._written(f"{_WAITING}/{name}", self._folder / name) as part:
            yield part

    def put(self, name: str, content: bytes) -> None:
        """Write a small file, whole or not at all."""
        self._put(name, content, self._folder / name)

    def prepared(self, name: str, content: bytes) -> Callable[[], None]:
        """Write a small file that waits for its place."""
        self._put(f"{_WAITING}/{name}", content, self._folder / name)
        return partial(self.settle, [name])

    def _put(self, name: str, content: bytes, called: Path) -> None:
        with self._written(name, called) as part, part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, if they are there, and folders in which they were the last."""
        for name in names:
            with self._told(self._folder / name):
                (self._folder / name).unlink(missing_ok=True)
            if "/" in name:
                with suppress(OSError):
                    (self._folder / name).parent.rmdir()

    def require_free(self, names: Iterable[str]) -> None:
        """Refuse where a folder stands in the place of a file, or a file in that of its folder."""
        for name in names:
            if (parent := (self._folder / name).parent).exists() and not parent.is_dir():
                raise OutputError(f"{parent}: a file stands where a folder goes; move it away")
            if (self._folder / name).is_dir():
                raise OutputError(f"{self._folder / name}: a folder stands where the file goes; move it away")

    def settle(self, shards: list[str]) -> None:
        """Rename whole shards into their places."""
        for name in shards:
            waiting = self._folder / _WAITING / name
            with self._told(self._folder / name):
                # What an earlier try has put in its place does not wait any more.
                if waiting.exists():
                    (self._folder / name).parent.mkdir(exist_ok=True)
                    os.replace(waiting, self._folder / name)
        for folder in sorted({(self._folder / name).parent for name in shards}):
            _flush_names(folder)

    def clear(self) -> None:
        """Remove `.unfinished`; without its `run.json`, what is left of it counts for nothing."""
        with suppress(OSError):
            (self._folder / RUN).unlink(missing_ok=True)
        shutil.rmtree(self._folder / UNFINISHED, ignore_errors=True)

    def abandon(self) -> None:
        """Remove what the run has made, the folder too if it made that."""
        self.clear()
        self._unmake()

    def _unmake(self) -> None:
        for path in self._made:
            with suppress(OSError):
                path.rmdir()

    def recorded(self) -> list[str]:
        """The names of the shards that have a record."""
        folder = self._folder / RECORDS
        names = (path.relative_to(folder).as_posix()[:-5] for path in folder.rglob("*.json") if path.is_file())
        return sorted(name for name in names if is_inside(name))

    @contextmanager
    def _written(self, name: str, called: Path) -> Iterator[Path]:
        """A temporary path, renamed at the end; an error calls the file as its user knows it."""
        part, path = self._folder / _PARTS / uuid.uuid4().hex, self._folder / name
        try:
            with self._told(called):
                yield part
                path.parent.mkdir(exist_ok=True)
                os.replace(part, path)
                _flush_names(path.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    @contextmanager
    def _told(self, path: Path) -> Iterator[None]:
        """Say in one line what the operating system refuses."""
        try:
            yield
        except OutputError:
            raise
        except OSError as error:
            there = next(parent for parent in (path, *path.absolute().parents) if os.path.isdir(parent))
            raise OutputError(
                f"{path}: cannot be written ({error.strerror or error}); "
                f"{shutil.disk_usage(there).free / 2**20:,.0f} MiB are free there; "
                "nothing was changed, choose another --out or make room"
            ) from error


def _flush_names(folder: Path) -> None:
    """Bring the names in a folder down to the disk, where folders can be opened for that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
