"""What a trial is, and how it runs a command."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Seconds after which a command hangs; the slowest of them takes about ten.
PATIENCE = 120.0
KILLED, REFUSED, STOPPED = -9, 2, 130
COMMAND = (sys.executable, "-m", "pairwright")


class NotSurvivedError(Exception):
    """What a trial has found; its text says what was done and what came."""


@dataclass(frozen=True)
class Place:
    """Where one trial works, and what decides it.

    Attributes:
        folder: its own, empty.
        chance: its own, seeded.

    """

    folder: Path
    chance: random.Random


# Raises NotSurvivedError; how many things it has tried.
Trial = Callable[[Place], int]


@dataclass(frozen=True)
class Ended:
    """How a command has ended."""

    words: Sequence[str]
    code: int
    said: str
    complained: str

    def require(self, *codes: int) -> None:
        """It ended in one of these ways, and told at most one line of it.

        Raises:
            NotSurvivedError: it did not.

        """
        lines = self.complained.splitlines()
        ours = all(line.startswith("pairwright: ") for line in lines)
        if self.code not in codes or len(lines) > 1 or not ours:
            raise NotSurvivedError(f"{' '.join(self.words)}: exit code {self.code}, {self.complained[-2000:]!r}")


def environment(**more: str) -> dict[str, str]:
    """The environment of every command: one thread where libraries ask for it, and no compiled files."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    # Python's own writing must not be disturbed: a compiled file cut short would break every later run.
    return found | {"PYTHONDONTWRITEBYTECODE": "1", "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", **more}


def ran(words: Sequence[str], *, before: Sequence[str] = (), by: Sequence[str] = COMMAND) -> Ended:
    """Run a command to its end.

    Args:
        words: of the command line.
        before: what runs it, such as strace.
        by: how it is called.

    Raises:
        NotSurvivedError: it hangs.

    """
    line = [*before, *by, *words]
    try:
        done = subprocess.run(
            line,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
            env=environment(),
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise NotSurvivedError(f"{' '.join(line)}: hangs") from error
    # A shell, and strace, tell a signal as 128 and its number.
    code = KILLED if done.returncode == 128 + 9 else done.returncode
    return Ended(line, code, done.stdout, done.stderr)


def tree(place: Path) -> Mapping[str, str]:
    """Every file, link and folder below a path, hidden ones too, with the SHA-256 of what a file holds."""
    if place.is_file():
        return {"": _sum(place)}
    found = sorted(place.rglob("*"))
    return {str(path.relative_to(place)): _sum(path) if path.is_file() else "folder" for path in found}


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
