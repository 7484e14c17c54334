"""System calls that fail, full disks, and clocks that go back: a command ends well, or refuses in one line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from torture.calls import CHANGING, FAILURES, disturbed, in_python
from torture.jobs import JOBS, TRAINING, Job, former_or_none, make_base
from torture.trial import KILLED, REFUSED, Ended, NotSurvivedError, Place, ran, tree

_FUNCTIONS = ("open", "stat", "lstat", "listdir", "scandir", "mkdir", "replace", "unlink", "rmdir", "fsync")


def of_calls(place: Place) -> int:
    """One system call of a command fails."""
    name = place.chance.choice(sorted(JOBS))
    failure = place.chance.choice(FAILURES)
    call, when = place.chance.choice(CHANGING), place.chance.randint(1, 30)
    return _survived(place, JOBS[name], lambda words: disturbed(words, call, f"error={failure}", when))


def of_functions(place: Place) -> int:
    """One function of Python's that looks at files or changes them fails."""
    name = place.chance.choice(sorted(JOBS))
    failure = place.chance.choice([each for each in FAILURES if each != "EINTR"] + ["EMFILE", "ESTALE"])
    function, when = place.chance.choice(_FUNCTIONS), place.chance.randint(1, 40)
    return _survived(place, JOBS[name], lambda words: in_python(words, function, f"error={failure}", when))


def of_clocks(place: Place) -> int:
    """The clock goes back by up to a day, again and again."""
    job = JOBS[place.chance.choice(sorted(JOBS))]
    out = place.folder / job.name
    words = job.prepared(out, former=place.chance.random() < 0.5)
    back, every = place.chance.uniform(0.001, 86_400), place.chance.randint(1, 50)
    ended = in_python(words, "clock", f"back={back}", every)
    ended.require(job.done)
    job.require_whole(out, ended)
    return 1


def of_disks(place: Place) -> int:
    """The disk has too little room, or too few inodes; with room the same command goes on."""
    return _on_a_small_disk(place, JOBS[place.chance.choice(sorted(JOBS))], most=400_000)


def of_training(place: Place) -> int:
    """The same of a model that is trained, at its checkpoints and at its end; and kills at single system calls."""
    make_base()
    if place.chance.random() < 0.5:
        return _on_a_small_disk(place, TRAINING, most=8_000_000)
    out = place.folder / TRAINING.name
    call, when = place.chance.choice(CHANGING), place.chance.randint(1, 60)
    ended = disturbed(TRAINING.prepared(out, former=False), call, "signal=KILL", when)
    ended.require(TRAINING.done, KILLED)
    if ended.code == KILLED:
        TRAINING.recover(out)
    return 1


def _survived(place: Place, job: Job, run: Callable[[list[str]], Ended]) -> int:
    out = place.folder / job.name
    former = job.former and place.chance.random() < 0.5
    words = job.prepared(out, former=former)
    before = tree(out) if former else {}
    ended = run(words)
    ended.require(job.done, REFUSED)
    _require_as_before(out, before, ended)
    job.recover(out)
    return 1


def _require_as_before(out: Path, before: Mapping[str, str], ended: Ended) -> None:
    """Where a run was refused before files changed places, what stood there before is there to the byte."""
    if ended.code == REFUSED and before and former_or_none(out) and "go on with --resume" not in ended.complained:
        after = {name: what for name, what in tree(out).items() if not name.startswith(".unfinished")}
        if after != before and "nothing was changed" in ended.complained:
            raise NotSurvivedError(f"{' '.join(ended.words)}: it changed what stood there, and says it did not")


def _on_a_small_disk(place: Place, job: Job, *, most: int) -> int:
    size, inodes = place.chance.randint(1, most), place.chance.choice([0, 0, place.chance.randint(2, 30)])
    with _disk(place.folder / "disk", size, inodes) as disk:
        out = disk / job.name
        ended = ran(job.line(out))
        ended.require(job.done, REFUSED)
        _widen(disk)
        job.recover(out)
    return 1


@contextmanager
def _disk(folder: Path, size: int, inodes: int) -> Iterator[Path]:
    """A disk of so many bytes and, but for 0, inodes."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},nr_inodes={inodes or 10_000}", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        raise NotSurvivedError("no disk can be mounted here: run as root, or leave the kinds disks and training out")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _widen(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m,nr_inodes=10000", str(folder)], check=True)
