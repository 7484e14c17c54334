"""Whole or not at all: a file, or a folder of files, stands in its place when all of it is on the disk.

What is written goes to a temporary name beside its place, which nobody else has (128 random bits, created
exclusively), down to the disk, and is renamed.  So two that write to one place never meet in one file; and
whoever takes the lock of the place first keeps the other out.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pairwright.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

# What is left of a URL where a shell, or a Path, has taken one of its slashes; on Windows a letter is a disk.
MANGLED_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/")
_PART = ".part"
# File systems take names of 255 bytes; what is put around a name takes 40 of them.
_LONGEST_NAME = 200
_WAY_OUT = "nothing was changed, choose another --out or make room"


@contextmanager
def placing_file(path: Path, *, way_out: str = _WAY_OUT, parents: bool = False) -> Iterator[Path]:
    """A temporary path that takes the place of `path` when the context is left without an error.

    Nobody else of ours writes to `path` meanwhile.

    Args:
        path: the place; what stands there is replaced.
        way_out: the end of what is said where the system refuses.
        parents: whether to make its folder, if that is missing.

    Raises:
        OutputError: the system refuses, or another command is writing there; `path` is as it was.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with placing_file(Path(folder, "a.txt")) as part:
    ...         _ = part.write_text("whole")
    ...     [each.name for each in Path(folder).iterdir()]
    ['a.txt']

    """
    with told(path, way_out):
        _prepare(path, parents=parents)
        with alone(path, way_out), placed_file(path) as part:
            yield part


@contextmanager
def placing_folder(path: Path, *, way_out: str = _WAY_OUT, parents: bool = False) -> Iterator[Path]:
    """The same for a folder: a temporary one, empty, that takes the place of `path`; see `placing_file`."""
    with told(path, way_out):
        _prepare(path, parents=parents)
        with alone(path, way_out), placed_folder(path) as part:
            yield part


@contextmanager
def placed_file(path: Path, *, temporary_in: Path | None = None) -> Iterator[Path]:
    """As `placing_file`, but nobody is kept out, and what the system refuses stays an OSError.

    Args:
        path: the place.
        temporary_in: a folder on the same disk for the temporary file; None: that of `path`.

    """
    part = _temporary(path) if temporary_in is None else temporary_in / uuid.uuid4().hex
    try:
        # Whoever writes opens it again by its name, which is ours from here on.
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        mode = stat.S_IMODE(part.stat().st_mode)
        yield part
        _flush(part, mode)
        put_in_place(part, path)
    finally:
        _remove(part)


@contextmanager
def placed_folder(path: Path) -> Iterator[Path]:
    """As `placing_folder`, but nobody is kept out, and what the system refuses stays an OSError."""
    part = _temporary(path)
    try:
        part.mkdir()
        yield part
        mode = stat.S_IMODE(part.stat().st_mode) & 0o666
        for folder, _, names in os.walk(part):
            for name in names:
                _flush(Path(folder, name), mode)
            flush_names(Path(folder))
        _exchange(part, path)
    finally:
        _remove(part)


def put_in_place(part: Path, path: Path) -> None:
    """Rename a whole file, or folder, into its place, down to the disk."""
    os.replace(part, path)
    flush_names(path.parent)


def flush_names(folder: Path) -> None:
    """Bring the names in a folder down to the disk, where folders can be opened for that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def told(path: Path, way_out: str = _WAY_OUT) -> Iterator[None]:
    """Say in one line, as an OutputError, what the operating system refuses."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); {way_out}") from error


@contextmanager
def alone(path: Path, way_out: str = _WAY_OUT) -> Iterator[None]:
    """While it lasts, nobody else comes in here for the same path; the end of the process, however it comes, ends it.

    The lock is one of the kernel's, on a hidden file beside the path, which is removed at the end.

    Raises:
        OutputError: somebody else is in, or the folder of the path cannot be written.

    """
    lock = path.absolute().with_name(f".{_short(path.name)}.lock")
    with told(path, way_out):
        handle = _locked(lock, path)
    try:
        if handle is not None:
            _sweep(path)
        yield
    finally:
        if handle is not None:
            # Who has opened it meanwhile sees that it is gone, and makes another one.
            with suppress(OSError):
                lock.unlink()
            os.close(handle)


def lock_folder(folder: Path) -> int | None:
    """Lock a folder itself, so that no file is left of it.

    Returns:
        What keeps it locked until it is closed; None where the system, or a network's file system, has no such locks.

    Raises:
        OutputError: somebody else has it.
        OSError: it cannot be opened.

    """
    if fcntl is None:
        return None
    return _held(os.open(folder, os.O_RDONLY | os.O_DIRECTORY), folder)


def require_name(path: Path) -> None:
    """Refuse what is no name beside others (an empty one, the root, the folder above), and a URL.

    Raises:
        OutputError: it is one of these.

    """
    if not path.name or path.name == "..":
        raise OutputError(f"{str(path)!r}: names no file or folder of its own; choose another --out")
    if MANGLED_URL.match(str(path)):
        raise OutputError(f"{path}: a URL, which only generate writes to; give a folder or a file of this machine")


def _prepare(path: Path, *, parents: bool) -> None:
    require_name(path)
    if parents:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)


def _locked(lock: Path, path: Path) -> int | None:
    """The lock file, opened and locked; None where there are no locks."""
    if fcntl is None:
        return None
    while True:
        opened = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        handle = _held(opened, path)
        if handle is None:
            lock.unlink(missing_ok=True)
            return None
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), os.lstat(lock)):
                return handle
        # Its owner removed it between our opening and our locking it.
        os.close(handle)


def _held(handle: int, path: Path) -> int | None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise OutputError(f"{path}: another run is at work there; wait for its end, or choose another --out") from error
    except OSError:
        # Some network file systems have none.
        os.close(handle)
        return None
    return handle


def _sweep(path: Path) -> None:
    """Remove what killed processes have left of the same place; it is locked, so nobody else's."""
    ours = re.compile(re.escape(f".{_short(path.name)}.") + "[0-9a-f]{32}" + re.escape(_PART))
    for left in path.absolute().parent.iterdir():
        if ours.fullmatch(left.name):
            _remove(left)


def _temporary(path: Path) -> Path:
    return path.absolute().with_name(f".{_short(path.name)}.{uuid.uuid4().hex}{_PART}")


def _short(name: str) -> str:
    """A name with room for more around it."""
    raw = os.fsencode(name)
    return name if len(raw) <= _LONGEST_NAME else hashlib.sha256(raw).hexdigest()


def _exchange(part: Path, path: Path) -> None:
    """A folder into its place; what stood there stands there again if that fails."""
    if not os.path.lexists(path):
        put_in_place(part, path)
        return
    former = _temporary(path)
    os.replace(path, former)
    try:
        put_in_place(part, path)
    except BaseException:
        os.replace(former, path)
        raise
    _remove(former)


def _flush(path: Path, mode: int) -> None:
    """A file down to the disk, readable by whom all files of this user are: some libraries write for the owner only."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    if stat.S_IMODE(path.stat().st_mode) != mode:
        path.chmod(mode)


def _remove(path: Path) -> None:
    """A file, a link or a whole folder, if it is there and as far as the system lets us."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
