"""Rows by number: indices of all kinds, errors in one line, ranks and workers, states, forked processes."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pairwright
from pairwright.access import Rows, RowStream
from pairwright.access.streamed import torch_stream
from pairwright.engines.beside import Beside
from pairwright.problems.additive import KIND
from pairwright.recipe.recipe import Recipe

ROWS = 300


def recipe_of(rows: int = ROWS, layout: str = "preference", **changes: Any) -> Recipe:
    split = {"families": "training", "rows": rows, "layout": layout}
    return Recipe.of({"problems": {"additive": {"max_operand": 9}}, "splits": {"train": split}, **changes})


def sent(thing: Any) -> Any:
    """What another process gets."""
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 (our own)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return pairwright.dataset(recipe_of())


def test_one_row_is_a_dict_and_several_are_columns(rows: Rows) -> None:
    frame = pairwright.generate(recipe_of()).select("prompt", "chosen", "rejected")
    assert rows.column_names == frame.columns
    assert rows[0] == rows[-ROWS] == rows[np.int64(0)] == frame.row(0, named=True)
    assert rows[-1] == rows[ROWS - 1] == frame.row(-1, named=True)
    assert rows[2:9:3] == rows[[2, 5, 8]] == rows[np.array([2, 5, 8], dtype=np.uint8)] == rows[range(2, 9, 3)]
    assert rows[2:9:3] == frame[2:9:3].to_dict(as_series=False)
    assert rows[::-1]["prompt"] == frame["prompt"].to_list()[::-1]
    assert rows[5:5] == rows[[]] == rows[np.array([], dtype=np.int64)] == {name: [] for name in frame.columns}
    assert rows[290:1000] == rows[-10:]
    assert rows.__getitems__([7, 7, -1]) == [rows[7], rows[7], rows[-1]]


def test_columns_are_those_of_the_layout_and_metadata_if_asked_for() -> None:
    recipe = recipe_of(layout="qa")
    assert list(pairwright.dataset(recipe)[0]) == ["question", "answer"]
    every = pairwright.dataset(recipe, metadata=True)
    assert every[:] == pairwright.generate(recipe).to_dict(as_series=False)
    assert {type(value) for value in every[3].values()} == {str, int, float}


def test_more_rows_than_a_block() -> None:
    rows = pairwright.dataset(recipe_of(rows=70_000))
    index = np.arange(len(rows))[::-1]
    assert rows[index]["prompt"] == rows[:]["prompt"][::-1]


OUTSIDE = [ROWS, -ROWS - 1, 10**30, [0, ROWS], np.array([-ROWS - 1, 0]), np.array([2**63], dtype=np.uint64)]


@pytest.mark.parametrize("index", OUTSIDE)
def test_rows_that_do_not_exist(rows: Rows, index: Any) -> None:
    with pytest.raises(IndexError, match=r"^row -?\d+ of split 'train', which has 300 rows, counted from 0$"):
        rows[index]
    with pytest.raises(IndexError, match="300 rows"):
        rows.__getitems__([ROWS])


@pytest.mark.parametrize("index", [1.0, "prompt", None, [0.5], ["a"], [True, False], np.array([[1, 2]]), [[1], [2, 3]]])
def test_what_is_no_index(rows: Rows, index: Any) -> None:
    with pytest.raises((TypeError, ValueError)) as error:
        rows[index]
    assert "\n" not in str(error.value)


def test_splits_and_recipes_that_do_not_exist() -> None:
    with pytest.raises(pairwright.RecipeError, match=r"'validation'.*train"):
        pairwright.dataset("arithmetic", "validation")
    with pytest.raises(pairwright.RecipeError, match="arithmetics"):
        pairwright.dataset("arithmetics")


def test_rows_that_are_not_right_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = recipe_of(rows=40)
    views = [replace(view, calculation="{a}-{b}") if view.name == "sum" else view for view in KIND.views]
    monkeypatch.setitem(KIND.__dict__, "views", views)
    with pytest.raises(pairwright.CertificationError, match="its reason FAILS"):
        pairwright.dataset(recipe)[:]
    assert len(pairwright.dataset(recipe, certify=False)[:]["prompt"]) == 40


def test_only_the_recipe_is_pickled(rows: Rows) -> None:
    large = pairwright.dataset("mistakes", metadata=True)
    _ = large[:2000]
    for each in (large, large.stream(start=5), large.iterable(start=5)):
        assert len(pickle.dumps(each)) < 8000
        copy = sent(each)
        assert type(copy) is type(each)
        assert len(copy) == len(each)
        assert next(iter(copy)) == next(iter(each))
    assert repr(sent(rows)) == "Rows('custom', 'train', 300 rows)"


def test_importing_and_using_it_imports_no_torch() -> None:
    code = (
        "import sys, pairwright; rows = pairwright.dataset('arithmetic', 'test'); rows[3]; next(iter(rows.stream()));"
        "print('torch' in sys.modules, 'datasets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"start": -1}, "start: -1 .*0..300"),
        ({"start": 301}, "start: 301"),
        ({"rank": 0}, "world_size: None; give both"),
        ({"world_size": 2}, "rank: None"),
        ({"rank": 2, "world_size": 2}, "rank: 2 .*below world_size"),
        ({"rank": -1, "world_size": 2}, "rank: -1"),
        ({"batch_size": 0}, "batch_size: 0"),
    ],
)
def test_streams_that_cannot_be(rows: Rows, settings: dict[str, int], message: str) -> None:
    for make in (rows.stream, rows.iterable):
        with pytest.raises(pairwright.RecipeError, match=message):
            make(**settings)  # type: ignore[arg-type]


def test_the_environment_says_which_rank_this_is(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("WORLD_SIZE", "7")
    assert list(rows.stream()) == list(rows.stream(rank=1, world_size=7)) == rows.__getitems__(range(1, ROWS, 7))
    assert list(rows.stream(rank=0, world_size=1)) == list(rows)
    # The rank is that of the process that made the stream, wherever it goes.
    stream = rows.stream()
    monkeypatch.delenv("WORLD_SIZE")
    assert list(sent(stream)) == rows.__getitems__(range(1, ROWS, 7))
    with pytest.raises(pairwright.RecipeError, match="RANK=1 and WORLD_SIZE=None"):
        rows.stream()
    monkeypatch.setenv("WORLD_SIZE", "many")
    with pytest.raises(pairwright.RecipeError, match="WORLD_SIZE=many"):
        rows.stream()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: pairwright.dataset(recipe_of(seed=1)).stream(), "recipe is"),
        (lambda: pairwright.dataset(recipe_of()).stream(start=1), "start is 0 there and 1 here"),
        (lambda: pairwright.dataset(recipe_of()).stream(rank=0, world_size=2), "world_size is 1 there and 2 here"),
        (lambda: pairwright.dataset(recipe_of()).stream(batch_size=2), "batch_size is 1 there"),
    ],
)
def test_a_state_of_other_rows_is_refused(rows: Rows, make: Callable[[], RowStream], message: str) -> None:
    stream = rows.stream()
    next(iter(stream))
    with pytest.raises(pairwright.RecipeError, match=message):
        make().load_state_dict(stream.state_dict())
    with pytest.raises(pairwright.RecipeError, match="None there"):
        make().load_state_dict({})


def test_a_state_of_other_workers_is_refused(rows: Rows) -> None:
    stream = rows.stream()
    next(iter(stream))
    stream.load_state_dict({**stream.state_dict(), "workers": 2})
    with pytest.raises(pairwright.RecipeError, match="2 workers and there are 1 now"):
        iter(stream)
    # A state of a stream that has not begun fits any.
    stream.load_state_dict({**rows.stream().state_dict()})
    assert list(stream) == list(rows)


def test_a_state_goes_with_the_pickle(rows: Rows) -> None:
    stream = rows.stream()
    iterator = iter(stream)
    for _ in range(17):
        next(iterator)
    resumed = rows.stream()
    resumed.load_state_dict(stream.state_dict())
    assert list(sent(resumed)) == list(resumed) == list(rows)[17:]


def in_fork(work: Callable[[], Any]) -> Any:
    """What a forked process returns."""
    context = get_context("fork")
    queue: SimpleQueue[Any] = context.SimpleQueue()
    process = context.Process(target=lambda: queue.put(work()), daemon=True)
    process.start()
    process.join(60)
    assert process.exitcode == 0, "the forked process hangs, or has failed"
    return queue.get()


def test_a_forked_process_has_the_same_rows() -> None:
    # By now Polars' threads have been started here, and the fork is without them.
    rows = pairwright.dataset("mistakes", metadata=True)
    index = [3, 100_000, -1]
    here = rows.column_names, rows[index], rows[17]
    assert in_fork(lambda: (rows.column_names, rows[index], rows[17])) == here


def test_errors_come_through_to_a_forked_process() -> None:
    rows = pairwright.dataset(recipe_of(mistakes=["digit_swap"]))

    def failing() -> str:
        try:
            rows[:]
        except pairwright.RecipeError as error:
            return str(error)
        return ""

    assert "too few kinds of the mix apply" in in_fork(failing)


def test_a_helper_that_has_ended_is_told() -> None:
    helper = Beside("some text")
    assert helper.ask("count", "e") == 2
    with pytest.raises(TypeError):
        helper.ask("count", 3)
    assert helper.ask("find", "t") == 5
    helper._process.kill()
    helper._process.wait()
    with pytest.raises(pairwright.EngineError, match="spawn"):
        helper.ask("count", "e")


def test_a_helper_ends_when_it_is_dropped() -> None:
    helper = Beside([1])
    process = helper._process
    assert helper.ask("index", 1) == 0
    del helper
    assert process.returncode == 0


def runs(process: int) -> bool:
    """Whether the process runs; an orphan that has ended may never be taken note of in a container."""
    try:
        os.kill(process, 0)
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_helper_ends_with_the_process_that_it_serves() -> None:
    code = (
        "import os, signal; from pairwright.engines.beside import Beside; helper = Beside('text');"
        "print(helper.ask('count', 't'), helper._process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    count, helper = map(int, killed.stdout.split())
    assert count == 2
    deadline = time.monotonic() + 30
    while runs(helper):
        assert time.monotonic() < deadline, "the helper outlives the process that it serves"
        time.sleep(0.05)
    assert not killed.stderr


def test_what_is_not_installed_is_told(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    torch_stream.cache_clear()
    for name in ("torch.utils.data", "datasets"):
        monkeypatch.setitem(sys.modules, name, None)
    for make in (rows.iterable, rows.to_iterable_dataset):
        with pytest.raises(pairwright.EngineError, match=r"pip install 'pairwright\[train\]'"):
            make()
    assert next(iter(rows.stream())) == rows[0]
