"""Run one child process to its end: wall time, processor time, peak memory, and what it printed.

Only the standard library is imported here and in whatever starts children: on Linux a child's peak memory counts from
before its own program is loaded, when it still is a copy of its parent. So the parent must be small.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import busy_seconds

ROOT = Path(__file__).parent.parent
PAIRWRIGHT = str(Path(sysconfig.get_path("scripts")) / "pairwright")
# macOS counts bytes, Linux KiB.
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


class ChildFailedError(Exception):
    """A child ended with an exit code other than 0; the message holds what it said."""


@dataclass(frozen=True)
class Finished:
    """A child that has ended: wall and processor seconds, peak memory in bytes, standard output.

    Attributes:
        others_cores: how many cores were busy with something else meanwhile, on average; None: not known.

    """

    wall_seconds: float
    cpu_seconds: float
    others_cores: float | None
    peak_bytes: int
    output: str


def module(name: str, *arguments: object) -> list[str]:
    """The command that runs a module of this package in a Python of its own."""
    return [sys.executable, "-m", f"benchmarks.{name}", *map(str, arguments)]


def run(command: Sequence[str]) -> Finished:
    """Run the command in the project's folder and wait for it.

    Raises:
        ChildFailedError: its exit code is not 0.

    """
    # Output goes to files: a pipe would have to be emptied meanwhile, and could hold the child up.
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        busy_before, started = busy_seconds(), time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds, cpu_seconds = time.perf_counter() - started, usage.ru_utime + usage.ru_stime
        others = _others_cores(busy_before, cpu_seconds, wall_seconds)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            raise ChildFailedError(f"{' '.join(command)} ended with {process.returncode}:\n{errors.read()}")
        return Finished(wall_seconds, cpu_seconds, others, usage.ru_maxrss * _PEAK_UNIT, output.read())


def _others_cores(busy_before: float | None, cpu_seconds: float, wall_seconds: float) -> float | None:
    busy_now = busy_seconds()
    if busy_before is None or busy_now is None:
        return None
    return max(0.0, busy_now - busy_before - cpu_seconds) / wall_seconds
