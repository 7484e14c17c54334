"""Kinds of problem that other packages bring, by entry points of the group `pairwright.kinds`.

An entry point is called as its kind is, and names the module of it (`KIND` in it) or the kind itself.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pairwright.errors import KindError
from pairwright.problems.kind import ProblemKind

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "pairwright.kinds"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
# Where a function lies in the memory of this process.
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def brought() -> dict[str, EntryPoint]:
    """The entry points of installed packages by the names of their kinds; nothing of theirs is imported.

    To read them takes 0.03 s.

    Raises:
        KindError: two packages bring kinds of one name.

    """
    from importlib.metadata import entry_points

    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=GROUP):
        other = found.setdefault(entry.name, entry)
        if other.value != entry.value:
            raise KindError(
                f"kind {entry.name!r}: brought by {said(other)} and by {said(entry)}; uninstall one of them"
            )
    return found


def said(entry: EntryPoint) -> str:
    """An entry point in words."""
    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else "a package"
    return f"{package} ({entry.value})"


def loaded(entry: EntryPoint) -> ProblemKind:
    """The kind of an entry point.

    Raises:
        KindError: it cannot be imported, is no kind, or is called otherwise.

    """
    try:
        found = entry.load()
        return required(getattr(found, "KIND", found), entry.name)
    except KindError as error:
        raise KindError(f"kind {entry.name!r} of {said(entry)}: {error}; mend or uninstall it") from error
    # Whatever goes wrong in a file of somebody else's, its name belongs to what is said of it.
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise KindError(
            f"kind {entry.name!r} of {said(entry)} cannot be loaded ({what}); mend or uninstall it"
        ) from error


def required(found: object, name: str) -> ProblemKind:
    """The kind, if it is one and called so.

    Raises:
        KindError: in one line that says what is wrong.

    """
    if not isinstance(found, ProblemKind):
        raise KindError(f"it is no ProblemKind but a {type(found).__name__}, and a module of one calls it KIND")
    if found.name != name:
        raise KindError(f"its kind is called {found.name!r}, not as its entry point")
    if not _NAME.fullmatch(name):
        raise KindError(f"{name!r} is no name for a kind: small letters, digits and underscores, 64 at most")
    return found


def declaration(kind: ProblemKind) -> str:
    """16 hex digits of SHA-256 over all that a kind declares: another release of its package may say otherwise."""
    return hashlib.sha256(_ADDRESS.sub("", repr(kind)).encode()).hexdigest()[:16]
