"""A run that is killed (SIGKILL) at whatever moment goes on with --resume, to the bytes of an undisturbed one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pairwright
from pairwright.errors import OutputError

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Snapshot

# Each dataset is killed so often, in as many folders as that takes; three of them make 54.
KILLS = 18
# So many of the kills must find some shards whole and some not; measured: 10 to 16 of the 18.
IN_THE_MIDDLE = 5
SHARDS = 36
DATASETS = [
    ("arithmetic", ("--rows", 150_000)),
    ("equations", ("--rows", 100_000, "--format", "parquet")),
    ("notebook", ("--rows", 60_000, "--format", "json", "--layout", "listwise", "--metadata")),
]
PATIENCE = 60.0

# The command, which kills itself at the n-th call that changes the folder; 0: it says how many there are.
_DEADLY = """
import atexit, os, signal, sys
at, count = int(sys.argv.pop(1)), 0
def deadly(change):
    def counted(*arguments, **options):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return change(*arguments, **options)
    return counted
for name in ("fsync", "mkdir", "replace", "rmdir", "unlink"):
    setattr(os, name, deadly(getattr(os, name)))
if not at:
    atexit.register(lambda: print(count))
from pairwright.cli.main import main
main()
"""


def records(folder: Path) -> int:
    """How many shards of an unfinished run are recorded."""
    return len(list((folder / ".unfinished" / "records").glob("*.json")))


def moments(chance: random.Random, folder: Path) -> Iterator[bool]:
    """Whether it is time to kill, asked again and again: after a while, at a half-written shard, or after records."""
    kind, before = chance.choice(["time", "run", "part", "record", "record", "record"]), records(folder)
    end, more = time.monotonic() + chance.uniform(0.05, 1.0), chance.randint(1, 3)
    pause = chance.uniform(0, 0.03)
    while True:
        if kind == "time":
            yield time.monotonic() > end
        elif kind == "run":
            yield (folder / ".unfinished" / "run.json").exists()
            time.sleep(pause)
        elif kind == "part":
            yield any((folder / ".unfinished" / "parts").glob("*"))
        else:
            yield records(folder) >= before + more


def killed(process: subprocess.Popen[str], folder: Path, chance: random.Random) -> bool:
    """Whether the process was killed before it came to its end."""
    patience = time.monotonic() + PATIENCE
    with process:
        for now in moments(chance, folder):
            if now or process.poll() is not None:
                break
            assert time.monotonic() < patience
            time.sleep(0.001)
        process.kill()
        said, complained = process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}, (said, complained)
    return process.returncode != 0


def is_unfinished(folder: Path) -> bool:
    """Whether `check` says that there is no whole dataset; a damaged one would fail the test."""
    try:
        found = pairwright.check(folder)
    except OutputError:
        assert not (folder / "manifest.json").exists()
        return True
    assert found.whole, found.problems
    return False


@pytest.mark.parametrize(("name", "options"), DATASETS, ids=[name for name, _ in DATASETS])
def test_a_run_killed_again_and_again(
    name: str,
    options: tuple[object, ...],
    command: Command,
    snapshot: Callable[[Path], Snapshot],
    tmp_path: Path,
) -> None:
    asked = ["generate", name, *options, "--shards", SHARDS, "--quiet", "--out"]
    command.ok(*asked, tmp_path / "undisturbed")
    undisturbed, chance = snapshot(tmp_path / "undisturbed"), random.Random(name)  # noqa: S311 (when to kill)
    kills, middle, folders = 0, 0, 0
    while kills < KILLS:
        folders += 1
        folder, done = tmp_path / f"killed {folders}", False
        while not done:
            process = command.start(*asked, folder, "--resume")
            if kills == KILLS:
                assert process.communicate(timeout=PATIENCE) == ("", "")
                done = True
            elif killed(process, folder, chance):
                kills += 1
                middle += 0 < records(folder) < SHARDS
                is_unfinished(folder)
            else:
                done = True
        assert snapshot(folder) == undisturbed
        assert pairwright.check(folder).whole
    assert middle >= IN_THE_MIDDLE


def test_killed_at_each_change_of_the_end_while_it_overwrites(
    command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    """Until the new manifest is there, the old dataset is whole, or `check` says that nothing is finished."""
    asked = ["generate", "--rows", "900", "--shards", "3", "--workers", "1", "--quiet", "--out"]

    def deadly(at: int, folder: Path) -> subprocess.CompletedProcess[str]:
        pairwright.write(pairwright.load_recipe("arithmetic").with_rows(500), folder, shards=4)
        words = [sys.executable, "-c", _DEADLY, str(at), *asked, str(folder), "--overwrite"]
        return subprocess.run(
            words, capture_output=True, text=True, timeout=PATIENCE, check=False, env=command.environment
        )

    counted = deadly(0, tmp_path / "undisturbed")
    changes, undisturbed = int(counted.stdout), snapshot(tmp_path / "undisturbed")
    chance, states = random.Random(4), set()  # noqa: S311 (when to kill)
    early = sorted(chance.sample(range(1, changes - 24), 6))
    for at in [*early, *range(changes - 24, changes + 1, 2)]:
        folder = tmp_path / str(at)
        assert deadly(at, folder).returncode == -signal.SIGKILL
        unfinished = is_unfinished(folder)
        state = "unfinished" if unfinished else "new" if len(list(folder.glob("train-*"))) == 3 else "old"
        states.add(state)
        resumes = state != "new" and (folder / ".unfinished" / "run.json").exists()
        again = pairwright.load_recipe("arithmetic").with_rows(900)
        pairwright.write(again, folder, shards=3, resume=resumes or state == "new", overwrite=state == "old")
        assert snapshot(folder) == undisturbed, at
    assert states == {"old", "unfinished", "new"}
