"""What a block lets go of stays with the process, for the next one.

A block of rows takes and frees the same hundreds of megabytes as the one before it, some megabytes at a time.  The C
library gives such pieces back to the system, which has to fill them with zeros when they are taken again: a fifth of
all CPU time of rows that hardly repeat.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# What `mallopt` of glibc calls them: free memory at the end is given back from so much on, larger pieces at once.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
# The largest piece that glibc itself may come to keep, and twice as much, which it then keeps at the end.
_LARGEST_KEPT = 1 << 25
_KEPT_OTHERWISE = 2 * _LARGEST_KEPT
# Two threads with blocks of 131,072 rows free less than that between them.
_KEPT = 1 << 29

_lock = threading.Lock()
_wanted = 0


@contextmanager
def freed_memory_kept() -> Iterator[None]:
    """What is freed meanwhile is kept for what comes next; then it goes back to the system.

    Nothing changes where the C library is another than glibc.

    >>> with freed_memory_kept():
    ...     len(bytearray(1 << 22))
    4194304
    """
    _want(1)
    try:
        yield
    finally:
        _want(-1)


def _want(more: int) -> None:
    """One more, or one fewer, who wants it: the first sets the limits, the last takes them back."""
    global _wanted
    with _lock:
        before, _wanted = _wanted, _wanted + more
        if not before:
            _set_limits(_KEPT)
        elif not _wanted:
            _set_limits(_KEPT_OTHERWISE)
            if (trim := _function("malloc_trim")) is not None:
                trim(0)


def _set_limits(kept: int) -> None:
    if (mallopt := _function("mallopt")) is not None:
        mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT)
        mallopt(_TRIM_THRESHOLD, kept)


def _function(name: str) -> Callable[..., int] | None:
    """A function of the C library; None where it has no such, as on macOS, Windows and musl."""
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None
    return found
