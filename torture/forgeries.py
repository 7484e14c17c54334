"""An unfinished or finished dataset with something of it forged: the next command refuses it, or makes it whole."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pairwright
from torture.calls import disturbed
from torture.jobs import JOBS, Job
from torture.trial import KILLED, REFUSED, NotSurvivedError, Place, ran, tree

_TEXTS = (b"", b"{", b"[]", b"null", b"5", b'{"record": {}}', b"\xff\xfe\x00", b"[" * 50_000, b"9" * 5000)


def of_unfinished(place: Place) -> int:
    """A file of a run that was killed is forged; `--resume` makes the same bytes, or refuses and `--overwrite` does."""
    job = JOBS[place.chance.choice(["jsonl", "parquet", "arrow", "packed"])]
    out, outside = place.folder / job.name, _outside(place)
    disturbed(job.prepared(out, former=False), "fsync", "signal=KILL", place.chance.randint(5, 25)).require(0, KILLED)
    left = [path for path in sorted(out.rglob("*")) if path.is_file()]
    if not left:
        return 0
    _forge(place.chance.choice(left), place.chance, outside)
    _require_recovery(job, out, outside)
    return 1


def of_finished(place: Place) -> int:
    """A file of a finished dataset is forged; `check` tells of it, and `--resume` or `--overwrite` makes it whole."""
    job = JOBS[place.chance.choice(["jsonl", "parquet", "arrow", "packed"])]
    out, outside = place.folder / job.name, _outside(place)
    ran(job.prepared(out, former=False)).require(0)
    before = tree(out)
    _forge(place.chance.choice([path for path in sorted(out.rglob("*")) if path.is_file()]), place.chance, outside)
    if _differs(out, before):
        found = ran(["check", str(out)])
        found.require(1, REFUSED)
        # Files that the manifest does not name are never pushed; the card may be anyone's words.
        told = found.said.splitlines()[:-1]
        fine = found.code == 1 and all("not in the manifest" in line or "README.md: edited" in line for line in told)
        ran(["push", str(out), "me/none", "--dry-run"]).require(0 if fine else REFUSED)
    _require_recovery(job, out, outside)
    return 1


def _differs(out: Path, before: object) -> bool:
    plain = all(path.is_dir() or (path.is_file() and not path.is_symlink()) for path in out.rglob("*"))
    return not plain or tree(out) != before


def _require_recovery(job: Job, out: Path, outside: Path) -> None:
    for path in out.rglob("*.copy"):
        # Not of the dataset, so no command takes it away.
        path.unlink()
    ended = ran(job.line(out, "--resume"))
    ended.require(0, REFUSED)
    try:
        whole = ended.code == 0 and pairwright.check(out).whole
    except pairwright.PairwrightError:
        whole = False
    if not whole:
        ended = ran(job.line(out, "--overwrite"))
        if ended.code == REFUSED and "link" in ended.complained:
            # What leads out of the folder is the user's to take away.
            for path in out.rglob("*"):
                if path.is_symlink():
                    path.unlink()
            ended = ran(job.line(out, "--overwrite"))
        if ended.code == REFUSED and any(word in ended.complained for word in ("pipe", "folder", "not a file")):
            shutil.rmtree(out)
            ended = ran(job.line(out))
        ended.require(0)
    job.require_whole(out, ended)
    if outside.read_text(encoding="utf-8") != "mine":
        raise NotSurvivedError(f"{' '.join(ended.words)}: it changed a file outside its place")


def _outside(place: Place) -> Path:
    """A file that no command has any business with, not in the folder that is looked at afterwards."""
    found = place.folder.with_name(f"{place.folder.name}.outside")
    found.write_text("mine", encoding="utf-8")
    return found


def _forge(path: Path, chance: random.Random, outside: Path) -> None:
    """Change a file in one of the ways in which files are damaged, by accident or on purpose."""
    ways: list[Callable[[], object]] = [
        lambda: _flip(path, chance),
        lambda: os.truncate(path, chance.randrange(max(path.stat().st_size, 1))),
        lambda: path.write_bytes(chance.choice(_TEXTS)),
        path.unlink,
        lambda: _replaced(path, lambda: path.symlink_to(outside)),
        lambda: _replaced(path, lambda: path.symlink_to("nowhere")),
        lambda: _replaced(path, lambda: os.mkfifo(path)),
        lambda: _replaced(path, path.mkdir),
        lambda: shutil.copyfile(path, path.with_name(f"{path.name}.copy")),
        lambda: path.write_bytes(path.read_bytes() * 2),
    ]
    chance.choice(ways)()


def _replaced(path: Path, make: Callable[[], object]) -> None:
    path.unlink()
    make()


def _flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes() or b"x")
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
