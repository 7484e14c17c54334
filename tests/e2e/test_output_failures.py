"""Output that cannot be written: one line, exit code 2, no partial file, and what stood there stays to the byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Done, Snapshot

FORMATS = ("jsonl", "json", "parquet", "jsonl.gz", "json.zst", "arrow")

# Becomes the command after it has let go of something: of the right to pass over permissions, which
# root has (capabilities 1 and 2, on Linux), or of files longer than a number of bytes.
_BECOME = """
import ctypes, os, resource, signal, sys
limit, *words = sys.argv[1:]
if sys.platform == "linux":
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
if int(limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
os.execv(words[0], words)
"""


@pytest.fixture
def limited(command: Command) -> Callable[..., Done]:
    """The command without root's rights, and with files of at most so many bytes if a limit is given."""

    def run(*arguments: object, limit: int = 0, cwd: Path | None = None) -> Done:
        words = [sys.executable, "-c", _BECOME, str(limit), command.script, *map(str, arguments)]
        # Python itself must not write either: a compiled file cut short would break every later run.
        environment = {**command.environment, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False, env=environment, cwd=cwd)

    return run


@pytest.fixture(scope="module")
def earlier(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small dataset in each format, below the format's name."""
    root = tmp_path_factory.mktemp("earlier")
    command.all_ok(["generate", "--rows", 50, "--format", each, "--out", root / each] for each in FORMATS)
    return root


def _is_one_line(done: Done, *parts: str) -> None:
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("pairwright: ")
    assert [part for part in parts if part not in done.stderr] == [], done.stderr


def test_a_folder_that_is_not_empty(command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    before = snapshot(tmp_path)
    done = command("generate", "--out", tmp_path)
    _is_one_line(done, f"{tmp_path}: not empty", "add --overwrite, or choose another --out")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("overwrite", [(), ("--overwrite",)])
def test_a_file_in_the_place_of_the_folder(overwrite: tuple[str, ...], command: Command, tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("mine", encoding="utf-8")
    done = command.many(["generate", "--out", out, *overwrite] for out in (path, path / "below"))
    _is_one_line(done[0], f"{path}: not a folder", "choose another --out")
    _is_one_line(done[1], f"{path / 'below'}: cannot be written", "choose another --out")
    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_without_permission(
    limited: Callable[..., Done], snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    for out in (locked, locked / "new", locked / "new" / "data"):
        done = limited("generate", "--rows", 10, "--out", out)
        _is_one_line(done, f"{out}: cannot be written (Permission denied)", "choose another --out")
    assert snapshot(tmp_path) == {"locked": "folder"}


def test_a_dataset_without_permission(
    earlier: Path, limited: Callable[..., Done], snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    shutil.copytree(earlier / "jsonl", tmp_path / "data")
    before = snapshot(tmp_path)
    (tmp_path / "data").chmod(0o555)
    done = limited("generate", "--rows", 20, "--out", tmp_path / "data", "--overwrite")
    _is_one_line(done, "data: cannot be written (Permission denied)", "nothing was changed")
    assert snapshot(tmp_path) == before


def test_a_recipe_without_permission(limited: Callable[..., Done], recipe: Callable[..., Path], tmp_path: Path) -> None:
    path = recipe("seed: 1\n")
    path.chmod(0)
    _is_one_line(limited("generate", path, "--out", tmp_path / "new"), f"{path}: cannot be read (Permission denied)")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_disk_that_fills_up_leaves_no_file_and_no_folder(
    format_name: str, limited: Callable[..., Done], snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    """300,000 bytes are enough for the tests but not for the training rows."""
    out = tmp_path / "made" / "by" / "the run"
    done = limited("generate", "--out", out, "--format", format_name, limit=300_000)
    file = "train/data-00000-of-00001.arrow" if format_name == "arrow" else f"train.{format_name}"
    _is_one_line(done, str(out), f"{file}: cannot be written", "File too large", "make room")
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_disk_that_fills_up_leaves_an_earlier_dataset_as_it_was(
    format_name: str,
    earlier: Path,
    limited: Callable[..., Done],
    snapshot: Callable[[Path], Snapshot],
    tmp_path: Path,
) -> None:
    shutil.copytree(earlier / format_name, tmp_path, dirs_exist_ok=True)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    before = snapshot(tmp_path)
    done = limited("generate", "--out", tmp_path, "--overwrite", "--format", format_name, limit=300_000)
    _is_one_line(done, "File too large", "nothing was changed")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(("limit", "file"), [(3000, "train.jsonl"), (2900, "manifest.json")])
def test_it_may_fill_up_at_the_first_file_or_at_the_last(
    limit: int,
    file: str,
    earlier: Path,
    limited: Callable[..., Done],
    recipe: Callable[..., Path],
    snapshot: Callable[[Path], Snapshot],
    tmp_path: Path,
) -> None:
    shutil.copytree(earlier / "jsonl", tmp_path / "data")
    few = recipe("splits: {train: {families: training, rows: 5}, test: {families: held_out, rows: 4}}\n", "few.yaml")
    before = snapshot(tmp_path / "data")
    name = few if file == "manifest.json" else "arithmetic"
    done = limited("generate", name, "--out", tmp_path / "data", "--overwrite", limit=limit)
    _is_one_line(done, f"{file}: cannot be written", "File too large")
    assert snapshot(tmp_path / "data") == before


def test_overwriting_removes_the_former_dataset_and_nothing_else(
    earlier: Path, command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    data, fresh = tmp_path / "data", tmp_path / "fresh"
    shutil.copytree(earlier / "json", data)
    (data / "notes.txt").write_text("mine", encoding="utf-8")
    (data / "other").mkdir()
    run = ["generate", "notebook", "--rows", 4000, "--out"]
    command.all_ok([[*run, data, "--overwrite"], [*run, fresh]])
    after = dict(snapshot(data))
    assert after.pop("other") == "folder"
    assert (data / "notes.txt").read_text(encoding="utf-8") == "mine"
    del after["notes.txt"]
    assert after == snapshot(fresh)


def test_an_empty_folder_and_a_missing_one_are_alike(
    command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    empty, missing = tmp_path / "empty", tmp_path / "not" / "there yet"
    empty.mkdir()
    command.all_ok(["generate", "--rows", 10, "--out", out] for out in (empty, missing))
    assert snapshot(empty) == snapshot(missing) != {}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, of which so much is free as a file beside leaves."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here; the tests with a limit on files stand for it")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("format_name", FORMATS)
def test_shards_that_went_onto_a_full_disk_are_kept(
    format_name: str, command: Command, small_disk: Path, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    """At first the disk has room for two thirds of the dataset."""
    rows = {"jsonl.gz": 20_000, "json.zst": 30_000, "parquet": 20_000, "arrow": 3_000}.get(format_name, 6_000)
    run = ["generate", "--rows", rows, "--format", format_name, "--shards", 6, "--quiet", "--out"]
    command.ok(*run, tmp_path / "fresh")
    size = sum(path.stat().st_size for path in (tmp_path / "fresh").rglob("*.*"))
    (small_disk / "other").write_bytes(b"x" * ((1 << 20) - size * 2 // 3))
    out = small_disk / "data"
    done = command(*run, out, "--workers", 1)
    _is_one_line(done, "cannot be written", "of 9 shards are whole; go on with --resume")
    assert "No space left on device" in done.stderr
    whole = int(done.stderr.split(" of 9 shards")[0].rsplit(" ", 1)[1])
    assert 1 <= whole < 9
    assert [path.name for path in out.iterdir()] == [".unfinished"]
    assert len(list(out.glob(".unfinished/records/**/*.json"))) == whole
    assert list(out.glob(".unfinished/parts/*")) == []
    (small_disk / "other").unlink()
    command.ok(*run, out, "--resume")
    assert snapshot(out) == snapshot(tmp_path / "fresh")


@pytest.mark.parametrize("format_name", FORMATS)
def test_shards_that_are_too_large_leave_the_others_for_later(
    format_name: str, limited: Callable[..., Done], snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    """The splits for scoring fit below the limit, the shards for training do not; without it the run goes on."""
    run = ["generate", "--rows", 80_000, "--format", format_name, "--quiet", "--shards", 2, "--out"]
    done = limited(*run, tmp_path / "data", limit=100_000)
    _is_one_line(done, "-0000", "train", "cannot be written", "File too large")
    assert not list((tmp_path / "data").glob("[!.]*"))
    for folder in ("data", "fresh"):
        done = limited(*run, tmp_path / folder, "--resume")
        assert (done.returncode, done.stderr) == (0, "")
    assert snapshot(tmp_path / "data") == snapshot(tmp_path / "fresh")
