"""Ctrl-C, SIGTERM and a closed terminal end a run alike: as a KeyboardInterrupt in the main thread."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int], None]
_ENDING = {getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)}
_asked = threading.Event()


class StoppedError(Exception):
    """Work was given up because the run has ended otherwise; nobody sees it."""


class NotedStopError(Exception):
    """An interrupt with the notes that were added to it, which Typer would drop."""


@contextmanager
def keeping_notes() -> Iterator[None]:
    """An interrupt comes out of the context as a NotedStopError."""
    try:
        yield
    except KeyboardInterrupt as error:
        stopped = NotedStopError()
        for note in getattr(error, "__notes__", []):
            stopped.add_note(note)
        raise stopped from error


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """While the context lasts, the signals stop what runs in it."""
    signal.signal(signal.SIGINT, _interrupt)
    if hasattr(signal, "pthread_sigmask"):
        # A thread waits for them: while the main thread is inside a library, a handler would not run.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        # A library's own threads may be open to them; then the main thread hears of it as soon as it can.
        for number in _ENDING:
            signal.signal(number, _interrupt)
        threading.Thread(target=_wait, daemon=True, name="pairwright-signals").start()
    yield


def _take_interrupts_from_polars() -> None:
    """Make our handler the only one.

    Polars, when it is imported, puts one before Python's, and a thread of its own that this stops may say so on stderr,
    with a backtrace.
    """
    import polars  # noqa: F401 (from here on it is imported)

    if signal.getsignal(signal.SIGINT) is _interrupt:
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(*_: object) -> None:
    _asked.set()
    raise KeyboardInterrupt


def _wait() -> None:
    signal.sigwait(_ENDING)
    os.kill(os.getpid(), signal.SIGINT)


def checked(progress: Progress) -> Progress:
    """The progress callback, which stops too if an interrupt was lost (Python drops those in some callbacks).

    From here on interrupts come to our handler alone.
    """
    _take_interrupts_from_polars()

    def report(done: int, total: int) -> None:
        if _asked.is_set():
            raise KeyboardInterrupt
        progress(done, total)

    return report
