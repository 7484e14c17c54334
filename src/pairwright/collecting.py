"""How often garbage is looked for in cycles of objects while work is done that leaves none."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two looks at the youngest, and how many of these between two at older ones.
SELDOM = (100_000, 50, 50)
_lock = threading.Lock()
# What was set before, once for each that works.
_before: list[tuple[int, int, int]] = []


@contextmanager
def seldom() -> Iterator[None]:
    """Garbage is looked for seldom, which takes a tenth of the time of judging texts; behind all threads as before.

    >>> before = gc.get_threshold()
    >>> with seldom():
    ...     gc.get_threshold() == SELDOM
    True
    >>> gc.get_threshold() == before
    True
    """
    with _lock:
        _before.append(_before[0] if _before else gc.get_threshold())
        if _before[0][0]:
            gc.set_threshold(*map(max, _before[0], SELDOM))
    try:
        yield
    finally:
        with _lock:
            before = _before.pop()
            if not _before:
                gc.set_threshold(*before)
