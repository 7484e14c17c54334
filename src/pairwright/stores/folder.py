"""A dataset in a folder: shards wait in `.unfinished` until all are whole, then all are renamed into place.

So a dataset that stood there before is untouched until the new one is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from pairwright.errors import OutputError
from pairwright.files.placing import flush_names, lock_folder, placed_file
from pairwright.files.plain import NotPlainError, linked_parent, oddity, open_plain, within
from pairwright.stores.base import LARGEST_TEXT, RECORDS, RUN, UNFINISHED, Store, is_inside

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
        path = self._folder / name
        try:
            with open_plain(self._folder, name) as file:
                content = file.read(LARGEST_TEXT + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except NotPlainError as error:
            raise OutputError(f"{error}, which is not followed; put a file of its own there") from error
        except OSError as error:
            raise OutputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
        if len(content) > LARGEST_TEXT:
            raise OutputError(f"{path}: over {LARGEST_TEXT >> 20} MiB, so none of ours; restore it")
        return content

    def sha256(self, name: str) -> str | None:
        """The SHA-256 (hex) of a shard in its place."""
        with suppress(OSError), open_plain(self._folder, name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
        return None

    def sha256_made(self, name: str) -> str | None:
        """The same of a shard that waits, or that stands in its place already."""
        return self.sha256(f"{_WAITING}/{name}") or self.sha256(name)

    def oddity(self, name: str) -> str | None:
        """What stands in the place of a file, if it is no plain file; a link that leads nowhere is nothing at all."""
        return None if self.dangles(name) else oddity(self._folder, name)

    def dangles(self, name: str) -> bool:
        """Whether a link stands there that leads nowhere."""
        return (self._folder / name).is_symlink() and not (self._folder / name).exists()

    def sizes(self) -> dict[str, int]:
        """Name -> bytes of everything in its place that is no folder; links are not followed."""
        found: dict[str, int] = {}
        for parent, folders, names in os.walk(self._folder):
            linked = [name for name in folders if Path(parent, name).is_symlink()]
            folders[:] = [name for name in folders if name != UNFINISHED or Path(parent) != self._folder]
            for path in (Path(parent, name) for name in (*names, *linked)):
                with suppress(FileNotFoundError):
                    found[path.relative_to(self._folder).as_posix()] = path.lstat().st_size
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
        if (link := next((each for each in map(self._linked, (_PARTS, _WAITING, RECORDS)) if each), None)) is not None:
            raise OutputError(f"{link}: a link stands where shards wait; move it away")
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

    def require_idle(self) -> None:
        """Lock the folder, if it is there."""
        if self._folder.is_dir():
            self._lock()

    def _lock(self) -> None:
        if self._locked is None:
            with self._told(self._folder):
                self._locked = lock_folder(self._folder)

    def _linked(self, name: str) -> Path | None:
        """The folder of that name, or one above it, that is a link."""
        return linked_parent(self._folder, f"{name}/")

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
        with self._written(name, called) as part:
            part.write_bytes(content)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, if they are there, and folders in which they were the last."""
        for name in names:
            path = within(self._folder, name)
            with self._told(path):
                path.unlink(missing_ok=True)
            if "/" in name:
                with suppress(OSError):
                    path.parent.rmdir()

    def require_free(self, names: Iterable[str]) -> None:
        """Refuse where a folder stands in the place of a file, or a file or a link in that of its folder."""
        for name in names:
            if (parent := within(self._folder, name).parent).exists() and not parent.is_dir():
                raise OutputError(f"{parent}: a file stands where a folder goes; move it away")
            if (self._folder / name).is_dir() and not (self._folder / name).is_symlink():
                raise OutputError(f"{self._folder / name}: a folder stands where the file goes; move it away")

    def settle(self, shards: list[str]) -> None:
        """Rename whole shards into their places."""
        for name in shards:
            waiting, path = within(self._folder, f"{_WAITING}/{name}"), within(self._folder, name)
            with self._told(path):
                # What an earlier try has put in its place does not wait any more.
                if waiting.exists():
                    path.parent.mkdir(exist_ok=True)
                    os.replace(waiting, path)
        for folder in sorted({(self._folder / name).parent for name in shards}):
            flush_names(folder)

    def clear(self) -> None:
        """Remove `.unfinished`; without its `run.json`, what is left of it counts for nothing."""
        if self._linked(UNFINISHED) is not None:
            # It is another's, and stays.
            return
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
        path = within(self._folder, name)
        with self._told(called), placed_file(path, temporary_in=self._folder / _PARTS) as part:
            yield part
            path.parent.mkdir(exist_ok=True)

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
