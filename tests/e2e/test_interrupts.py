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
        if any(path.name.startswith(".train") and path.stat().st_size > 1 << 20 for path in folder.glob(".*.part")):
            return
        time.sleep(0.02)
    raise AssertionError(f"the run never wrote its rows: {process.poll()}")


def _stopped(process: subprocess.Popen[str], folder: Path, number: signal.Signals) -> tuple[int, str, str, float]:
    """Exit code, stdout, stderr, and the seconds that it took to stop."""
    with process:
        try:
            _when_it_writes(process, folder)
            sent = time.monotonic()
            process.send_signal(number)
            said, complained = process.communicate(timeout=15)
        finally:
            process.kill()
    return process.returncode, said, complained, time.monotonic() - sent


@pytest.mark.parametrize(("number", "format_name"), CASES)
def test_a_stopped_run_leaves_nothing_behind(
    number: signal.Signals,
    format_name: str,
    command: Command,
    snapshot: Callable[[Path], Snapshot],
    tmp_path: Path,
) -> None:
    out = tmp_path / "made" / "by the run"
    process = command.start("generate", "--rows", ROWS, "--format", format_name, "--out", out)
    code, said, complained, seconds = _stopped(process, out, number)
    assert (code, said) == (130, "")
    assert complained == "pairwright: stopped; partial files removed\n"
    assert "Traceback" not in complained
    assert seconds < 10
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
    process = command.start("generate", "--rows", ROWS, "--format", format_name, "--out", tmp_path, "--overwrite")
    code, said, complained, seconds = _stopped(process, tmp_path, number)
    assert (code, said) == (130, "")
    assert complained == "pairwright: stopped; partial files removed\n"
    assert seconds < 10
    assert snapshot(tmp_path) == before
