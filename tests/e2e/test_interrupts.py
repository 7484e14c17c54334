"""A run that is stopped: exit code 130 within seconds, no partial file, and what stood there stays to the byte."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Snapshot

# So many rows take minutes and several gigabytes; the run is stopped as soon as it writes them.
ROWS = 50_000_000
CASES = [(signal.SIGINT, "jsonl"), (signal.SIGINT, "parquet"), (signal.SIGTERM, "json")]


def _when_it_writes(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait for the training split's partial file to grow."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if any(_size(path) > 1 << 20 for path in folder.glob(".unfinished/parts/*")):
            return
        time.sleep(0.02)
    raise AssertionError(f"the run never wrote its rows: {process.poll()}")


def _size(path: Path) -> int:
    """Bytes of a file that may be gone meanwhile."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _stop(process: subprocess.Popen[str], folder: Path, number: signal.Signals) -> None:
    """Stop a run that writes into a folder, and be sure that it ends as it should."""
    with process:
        try:
            _when_it_writes(process, folder)
            sent = time.monotonic()
            process.send_signal(number)
            said, complained = process.communicate(timeout=15)
        finally:
            process.kill()
    assert (process.returncode, said) == (130, "")
    assert complained == "pairwright: stopped; partial files removed\n"
    assert time.monotonic() - sent < 10


@pytest.mark.parametrize(("number", "format_name"), CASES)
def test_a_stopped_run_leaves_nothing_behind(
    number: signal.Signals,
    format_name: str,
    command: Command,
    snapshot: Callable[[Path], Snapshot],
    tmp_path: Path,
) -> None:
    out = tmp_path / "made" / "by the run"
    process = command.start("generate", "--rows", ROWS, "--shards", 1, "--format", format_name, "--out", out)
    _stop(process, out, number)
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize(("number", "format_name"), CASES)
def test_a_stopped_run_leaves_an_earlier_dataset_as_it_was(
    number: signal.Signals,
    format_name: str,
    command: Command,
    snapshot: Callable[[Path], Snapshot],
    tmp_path: Path,
) -> None:
    command.ok("generate", "--rows", 20, "--format", format_name, "--out", tmp_path)
    before = snapshot(tmp_path)
    run = ["generate", "--rows", ROWS, "--shards", 1, "--format", format_name, "--out", tmp_path, "--overwrite"]
    process = command.start(*run)
    _stop(process, tmp_path, number)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(("number", "format_name"), CASES)
def test_a_stopped_run_of_several_shards_keeps_those_that_are_whole(
    number: signal.Signals,
    format_name: str,
    command: Command,
    snapshot: Callable[[Path], Snapshot],
    tmp_path: Path,
) -> None:
    shards, run = 60, ["generate", "--rows", 900_000, "--format", format_name, "--quiet", "--out"]
    folder, records = tmp_path / "data", tmp_path / "data" / ".unfinished" / "records"
    with command.start(*run, folder, "--shards", shards) as process:
        end = time.monotonic() + 60
        while len(list(records.glob("*"))) < 4 and process.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        process.send_signal(number)
        said, complained = process.communicate(timeout=15)
    assert (process.returncode, said) == (130, "")
    whole = len(list(records.glob("*")))
    assert 4 <= whole < shards
    note = f"{whole} of {shards + 3} shards are whole; go on with --resume"
    assert complained == f"pairwright: stopped; partial files removed; {note}\n"
    assert [path.name for path in folder.iterdir()] == [".unfinished"]
    assert list(folder.glob(".unfinished/parts/*")) == []
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob(".unfinished/shards/*")}
    command.ok(*run, folder, "--resume")
    # What was whole was not made again.
    assert {name: (folder / name).stat().st_mtime_ns for name in before} == before
    command.ok(*run, tmp_path / "fresh", "--shards", shards)
    assert snapshot(folder) == snapshot(tmp_path / "fresh")
