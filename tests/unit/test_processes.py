"""Shards made by processes: the same bytes as by threads, errors that come through, nothing left behind."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

import pairwright
from pairwright.dataset_folder import writing
from pairwright.engines import processes
from pairwright.engines.processes import in_order_by_processes
from pairwright.stopping import StoppedError

RECIPE = pairwright.Recipe.of(
    {
        "problems": {"additive": {"min_operand": 1, "max_operand": 10**9}},
        "splits": {
            "train": {"families": "training", "rows": 140_000, "layout": "pairs"},
            "test": {"families": "held_out", "rows": 200, "layout": "preference"},
        },
    }
)


def sums(folder: Path) -> dict[str, str]:
    files = (path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run(work: object, items: list[object], told: list[int] | None = None) -> list[object]:
    heard = [] if told is None else told
    how = {"workers": 2, "threads": 1, "told": heard.append, "stop": threading.Event()}
    return list(in_order_by_processes(work, items, **how))  # type: ignore[arg-type]


def square(item: int, told: object) -> tuple[int, int]:
    told(item)  # type: ignore[operator]
    return item * item, os.getpid()


def fail(item: int, told: object) -> int:
    if item == 1:
        raise pairwright.RecipeError("rows: 1 is refused")
    return item


def vanish(item: int, told: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def last(item: float, told: object) -> None:
    time.sleep(item)


def test_results_stand_in_order_and_what_is_told_comes_through() -> None:
    told: list[int] = []
    squares, processes = zip(*run(square, [3, 1, 2, 5], told), strict=True)
    assert squares == (9, 1, 4, 25)
    assert os.getpid() not in processes
    assert sorted(each for each in told if each) == [1, 2, 3, 5]


def test_errors_come_through() -> None:
    with pytest.raises(pairwright.RecipeError, match="rows: 1 is refused"):
        run(fail, [0, 1, 2, 3, 4, 5])


def test_a_process_that_has_ended_is_told() -> None:
    with pytest.raises(pairwright.EngineError, match="--workers"):
        run(vanish, [0, 1, 2])


def test_who_stops_does_not_wait_for_the_work() -> None:
    stop, begun = threading.Event(), time.monotonic()

    def told(_: int) -> None:
        if time.monotonic() > begun + 1:
            stop.set()
        if stop.is_set():
            raise StoppedError

    with pytest.raises(StoppedError):
        list(in_order_by_processes(last, [600.0, 600.0], workers=2, threads=1, told=told, stop=stop))
    assert time.monotonic() < begun + 60


@pytest.mark.parametrize("format_name", ["jsonl", "parquet"])
def test_the_bytes_are_those_of_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str) -> None:
    counts: list[int] = []
    by_processes = partial(in_order_by_processes)

    def counted(*arguments: object, **options: object) -> object:
        counts.append(int(options["workers"]))  # type: ignore[call-overload]
        return by_processes(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(processes, "in_order_by_processes", counted)
    recipe = RECIPE.with_changes(format=format_name)
    rows = [0, 0]
    pairwright.write(recipe, tmp_path / "threads", shards=2, workers=2)
    assert not counts
    monkeypatch.setattr(writing, "_WORTH_PROCESSES", 1)
    pairwright.write(
        recipe, tmp_path / "processes", shards=2, workers=2, progress=lambda *each: rows.__setitem__(slice(2), each)
    )
    assert counts == [2]
    assert sums(tmp_path / "threads") == sums(tmp_path / "processes")
    assert rows == [140_200, 140_200]


def test_processes_are_for_shards_that_are_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def processes(recipe: pairwright.Recipe, out: str, shards: int, workers: int = 2) -> int:
        how = dict.fromkeys(("metadata", "certify", "distinct", "address", "resume", "progress"))
        made = writing._Writing(recipe=recipe, out=out, asked_shards=shards, workers=workers, **how)  # type: ignore[arg-type]
        found = made.processes(made.shards, workers)
        made.close()
        return found

    folder = str(tmp_path / "data")
    large = RECIPE.with_rows(8_000_000)
    assert processes(large, folder, 8) == 2
    assert processes(large, folder, 8, workers=3) == 3
    assert processes(large, folder, 8, workers=16) == 8
    assert processes(large, folder, 8, workers=1) == 1
    assert processes(large, folder, 1) == 1
    assert processes(large, folder, 3) == 1, "one of two would have nothing to do for half of the time"
    assert processes(RECIPE.with_rows(2_000_000), folder, 2) == 1
    assert processes(large, "memory://data", 8) == 1
    assert processes(pairwright.load_recipe("arithmetic").with_rows(24_000_000), folder, 24) == 1
