"""A slice of `make torture`, always the same one, so that the suite itself is known to work; the rest takes an hour."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from torture.__main__ import KINDS, Tally, main, one, report
from torture.jobs import JOBS, expected
from torture.reading_hostile import read
from torture.trial import COMMAND, Ended, NotSurvivedError, Place

from torture import calls

# The others take longer (training), are mounted by root only (disks), or stand in tests of their own.
SLICE = ("kills at calls", "faults of calls", "faults of functions", "forged datasets", "hostile inputs")


def test_a_slice_is_survived(capsys: pytest.CaptureFixture[str]) -> None:
    words = [word for kind in SLICE for word in ("--only", kind)]
    assert main([*words, "--seed", "11", "--trials", "1", "--minutes", "5"]) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert "NOT SURVIVED" not in said
    assert [line.split()[-3:] for line in said.splitlines() if line.startswith("hostile")] == [["1", "25", "25"]]


def test_what_is_not_survived_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(place: Place) -> int:
        raise NotSurvivedError(f"lost {place.chance.random():.4f}")

    monkeypatch.setitem(KINDS, "lost", lost)
    for _ in range(2):
        assert main(["--only", "lost", "--seed", "3", "--trial", "5"]) == 1
    first, second = (line for line in capsys.readouterr().out.splitlines() if line.startswith("NOT SURVIVED"))
    assert first == second == f"NOT SURVIVED lost, trial 5: lost {random.Random('3/lost/5').random():.4f}"  # noqa: S311
    tally = Tally()
    monkeypatch.setitem(KINDS, "lost", lambda _: 1 // 0)
    one("lost", 0, 1, tally)
    assert "ZeroDivisionError" in tally.failures[0]
    assert report({"lost": tally}, 1) == 1


FORGED: dict[str, Callable[[Path], object]] = {
    "a byte": lambda out: (out / "train-00001-of-00004.jsonl").write_bytes(b"x"),
    "a file less": lambda out: (out / "README.md").unlink(),
    "a hidden file more": lambda out: (out / ".part").touch(),
    "something beside": lambda out: out.with_name(".data.lock").touch(),
}


@pytest.fixture(scope="module")
def made() -> None:
    """What an undisturbed run leaves, made once."""
    expected(JOBS["jsonl"])


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("what", FORGED)
def test_other_bytes_are_noticed(what: str, tmp_path: Path) -> None:
    job, out = JOBS["jsonl"], tmp_path / "data"
    job.recover(out)
    FORGED[what](out)
    with pytest.raises(NotSurvivedError, match=r"bytes of an undisturbed run|left beside its place"):
        job.require_whole(out, Ended(COMMAND, 0, "", ""))


@pytest.mark.parametrize(
    ("code", "complained"), [(1, ""), (2, "Traceback\n"), (2, "pairwright: a\npairwright: b\n"), (-11, "")]
)
def test_ways_to_end_that_are_none(code: int, complained: str) -> None:
    with pytest.raises(NotSurvivedError):
        Ended(COMMAND, code, "", complained).require(0, 2)
    Ended(COMMAND, 2, "", "pairwright: no\n").require(0, 2)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("run", [calls.disturbed, calls.in_python])
def test_faults_come_where_they_are_meant_to(run: Callable[..., Ended], tmp_path: Path) -> None:
    """With strace or without: a call that fails is told, one that kills kills, one that never comes changes nothing."""
    job, out = JOBS["jsonl"], tmp_path / "data"
    assert run(job.line(out), "fsync", "error=EIO", 2).code == 2
    assert run(job.line(out), "fsync", "signal=KILL", 4).code == -9
    assert (out / ".unfinished").is_dir()
    ended = run(job.line(out, "--resume"), "fsync", "error=EIO", 5000)
    ended.require(0)
    job.require_whole(out, ended)


def test_an_error_that_is_not_one_line_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def foreign(_: object) -> None:
        raise TypeError("not ours")

    monkeypatch.setattr("pairwright.load_recipe", foreign)
    with pytest.raises(TypeError):
        read("recipe", tmp_path / "x.yaml")
    monkeypatch.undo()
    assert read("recipe", tmp_path / "x.yaml") == "refused"
