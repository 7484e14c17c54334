"""Ctrl-C, SIGTERM and a closed terminal end a run alike: as a KeyboardInterrupt in the main thread.

Until work begins there is nothing to undo, and an exception would have to find its way through half-imported
libraries, some of which print it and go on (10 of 58 signals in the first 0.2 s left a traceback); so
until then an interrupt just ends the process.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from pairwright.collecting import SELDOM

Progress = Callable[[int, int], None]
INTERRUPTED = 130
_ENDING = {getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)}
_asked = threading.Event()
_at_work = threading.Event()


class StoppedError(Exception):
    """Work was given up because the run has ended otherwise; nobody sees it."""


def heed_signals() -> None:
    """From here on the signals stop the process: at once, or once work has begun as a KeyboardInterrupt."""
    signal.signal(signal.SIGINT, _interrupt)
    if hasattr(signal, "pthread_sigmask"):
        # A thread waits for them: while the main thread is inside a library, a handler would not run.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        # A library's own threads may be open to them; then the main thread hears of it as soon as it can.
        for number in _ENDING:
            signal.signal(number, _interrupt)
        threading.Thread(target=_wait, daemon=True, name="pairwright-signals").start()
    sys.unraisablehook = _unraisable


def begin_work() -> None:
    """From here on there is something to undo: an interrupt is a KeyboardInterrupt. Import what is heavy before."""
    _at_work.set()
    # What was imported lives on; what work leaves behind in cycles is looked for, every hundred thousand objects.
    gc.freeze()
    gc.set_threshold(*SELDOM)
    if signal.getsignal(signal.SIGINT) is _interrupt:
        # Polars, when it is imported, puts a handler before Python's, and a thread of its own that this stops may say
        # so on stderr, with a backtrace; this makes ours the only one.
        signal.signal(signal.SIGINT, _interrupt)


def end_work() -> None:
    """From here on there is nothing to undo any more."""
    _at_work.clear()


def was_stopped() -> bool:
    """Whether a signal has asked the process to stop, whatever became of the exception."""
    return _asked.is_set()


def checked(progress: Progress) -> Progress:
    """The progress callback, which stops too if an interrupt was lost (Python drops those in some callbacks).

    From here on interrupts come to our handler alone.
    """
    import polars  # noqa: F401 (from here on it is imported)

    begin_work()

    def report(done: int, total: int) -> None:
        if was_stopped():
            raise KeyboardInterrupt
        progress(done, total)

    return report


def _interrupt(*_: object) -> None:
    _asked.set()
    if not _at_work.is_set():
        _end()
    raise KeyboardInterrupt


def _end() -> NoReturn:
    """End here and now; nothing was begun."""
    os.write(2, b"pairwright: stopped\n")
    os._exit(INTERRUPTED)


def _unraisable(problem: sys.UnraisableHookArgs) -> None:
    """An interrupt in a destructor or a callback cannot be raised there; `was_stopped` tells of it."""
    if not issubclass(problem.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(problem)


def _wait() -> None:
    signal.sigwait(_ENDING)
    os.kill(os.getpid(), signal.SIGINT)
