"""Kills: at a random moment, and at a single system call."""

from __future__ import annotations

import signal
import subprocess
import time

from torture.calls import CHANGING, disturbed
from torture.jobs import JOBS, former_or_none
from torture.trial import COMMAND, KILLED, PATIENCE, STOPPED, Ended, NotSurvivedError, Place, environment

# Seconds in which most of the commands are at work.
_LATEST = 2.5
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def at_moments(place: Place) -> int:
    """Kill a command, or ask it to stop, up to four times in a row; then let it end."""
    name = place.chance.choice(sorted(JOBS))
    job, out = JOBS[name], place.folder / JOBS[name].name
    words = job.prepared(out, former=place.chance.random() < 0.5)
    tried = place.chance.randint(1, 4)
    for _ in range(tried):
        number = place.chance.choice(_SIGNALS)
        ended = _stopped(words, place.chance.uniform(0.0, _LATEST), number)
        # Before the interpreter is ready for them, signals end it.
        ended.require(job.done, STOPPED, -number)
        former_or_none(out)
        words = job.line(out, *(each for each in job.again[:1] if ended.code != job.done and each != ""))
        if ended.code == job.done or (out / "manifest.json").exists():
            break
    job.recover(out)
    return tried


def at_calls(place: Place) -> int:
    """Kill a command at one of the system calls by which files change."""
    name = place.chance.choice(sorted(JOBS))
    job, out = JOBS[name], place.folder / JOBS[name].name
    words = job.prepared(out, former=place.chance.random() < 0.5)
    ended = disturbed(words, place.chance.choice(CHANGING), "signal=KILL", place.chance.randint(1, 30))
    ended.require(job.done, KILLED)
    former_or_none(out)
    job.recover(out)
    return 1


def _stopped(words: list[str], after: float, number: signal.Signals) -> Ended:
    with subprocess.Popen(
        [*COMMAND, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        time.sleep(after)
        process.send_signal(number)
        try:
            said, complained = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise NotSurvivedError(f"{' '.join(words)}: hangs after signal {number.name}") from error
    return Ended(words, process.returncode, said, complained)
