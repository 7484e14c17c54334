"""The store of a place."""

from __future__ import annotations

from pathlib import Path

from pairwright.errors import OutputError
from pairwright.files.placing import MANGLED_URL
from pairwright.stores.base import Store
from pairwright.stores.folder import Folder

# A folder can do more than fsspec asks of one: rename, and prove that a name is on the disk.
_LOCAL = ("file", "local")


def store_of(place: str | Path) -> Store:
    """The store of a folder or a URL.

    Raises:
        OutputError: a URL whose file system is not known or not installed, or that holds a password; an empty name,
            or what was a URL once.

    >>> type(store_of("data")).__name__
    'Folder'
    """
    if not str(place).strip():
        raise OutputError("out: an empty name; give a folder or a URL")
    scheme, colon, path = str(place).partition("://")
    if not colon and (mangled := MANGLED_URL.match(str(place))) is not None:
        rest = str(place)[mangled.end() :]
        raise OutputError(f"{place}: neither a folder nor a URL; did you mean {mangled[1]}://{rest}?")
    if not colon:
        return Folder(Path(place))
    if scheme in _LOCAL:
        return Folder(Path(path))
    from pairwright.stores.objects import Objects

    return Objects(str(place))
