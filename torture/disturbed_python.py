"""Runs the command line with one function of `os` (or `open`) that fails, or kills, at its n-th call.

    python disturbed_python.py replace error=EIO 3 generate --out data
    python disturbed_python.py clock back=3600 20 generate --out data

Only calls count that name a path below the place that is written (`--out`, `--rejects`), or a file that is open there.
"""

from __future__ import annotations

import builtins
import errno
import functools
import io
import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

_PATIENCE = 1 << 30


def disturb(name: str, what: str, when: int, place: str) -> None:
    """Put something else in the place of a function."""
    if name == "clock":
        for each in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"):
            setattr(time, each, _back(getattr(time, each), float(what.partition("=")[2]), when, each))
        return
    homes: list[Any] = [builtins, io, os] if name == "open" else [os]
    count = 0

    def counted(real: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        nonlocal count
        count += _is_about(arguments, place)
        if count == when:
            count = _PATIENCE
            _fail(what)
        return real(*arguments, **options)

    for home in homes:
        setattr(home, name, functools.partial(counted, getattr(home, name)))


def _is_about(arguments: tuple[Any, ...], place: str) -> bool:
    """Whether a path among them is below the place; a number stands for an open file."""
    for each in arguments[:2]:
        if isinstance(each, (str, os.PathLike)) and os.path.dirname(place) in os.path.abspath(os.fspath(each)):
            return True
        if isinstance(each, int) and not isinstance(each, bool) and each > 2:
            return True
    return False


def _fail(what: str) -> None:
    kind, _, value = what.partition("=")
    if kind == "signal":
        os.kill(os.getpid(), signal.Signals[f"SIG{value}"])
    number = getattr(errno, value)
    raise OSError(number, os.strerror(number))


def _back(real: Callable[[], float], seconds: float, when: int, name: str) -> Callable[[], float]:
    """A clock that goes back by some seconds at every n-th look."""
    step = int(seconds * 10**9) if name.endswith("_ns") else seconds
    looks = 0

    def clock() -> float:
        nonlocal looks
        looks += 1
        return real() - (looks // when) * step

    return clock


def _main() -> None:
    name, what, when, *words = sys.argv[1:]
    place = next(os.path.abspath(value) for option, value in pairwise(words) if option in ("--out", "--rejects"))
    sys.argv[1:] = words
    from pairwright.cli.main import main

    disturb(name, what, int(when), place)
    main()


_main()
