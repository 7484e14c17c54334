"""Plain files of a folder: no links out of it, no pipes that would never end; what git, too, refuses to follow."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

from pairwright.errors import OutputError

_A_FOLDER = "a folder"
_CALLED = {
    stat.S_IFLNK: "a link",
    stat.S_IFDIR: _A_FOLDER,
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


class NotPlainError(OSError):
    """What stands there is no plain file, or is reached through a link; says what it is."""


def open_plain(root: Path, name: str) -> BufferedReader:
    """Open a file below a folder to be read.

    Args:
        root: the folder; it may be a link itself, as its user named it.
        name: the file's path in it, with slashes.

    Raises:
        NotPlainError: it is no plain file, or stands behind a link.
        OSError: there is none, or a folder, or it cannot be read.

    """
    if (odd := linked_parent(root, name)) is not None:
        raise NotPlainError(f"{odd} is a link")
    path = root / name
    if (what := oddity(root, name)) is not None:
        raise IsADirectoryError(str(path)) if what == _A_FOLDER else NotPlainError(f"{path} is {what}")
    # Were it put in the file's place just now, a pipe would not keep us waiting, nor a link be followed.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotPlainError(f"{path} is no plain file")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def oddity(root: Path, name: str) -> str | None:
    """What stands in a file's place, if it is anything but a plain file, such as 'a link'; None also for nothing.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, "a").symlink_to("b")
    ...     oddity(Path(folder), "a"), oddity(Path(folder), "b")
    ('a link', None)
    """
    if linked_parent(root, name) is not None:
        return "behind a link"
    try:
        mode = os.lstat(root / name).st_mode
    except (OSError, ValueError):
        return None
    return None if stat.S_ISREG(mode) else _CALLED.get(stat.S_IFMT(mode), "no plain file")


def linked_parent(root: Path, name: str) -> Path | None:
    """The first folder between a root and a file that is a link; None if there is none."""
    path = root
    for part in name.split("/")[:-1]:
        path = path / part
        if path.is_symlink():
            return path
    return None


def within(root: Path, name: str) -> Path:
    """The path of a file that is to be written or removed.

    Raises:
        OutputError: it stands behind a link, so it would be another's.

    """
    if (link := linked_parent(root, name)) is not None:
        raise OutputError(f"{link}: a link stands where a folder of ours goes; move it away")
    return root / name
