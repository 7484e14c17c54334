"""Any rows, in any order, are the rows that `generate` gives; a stream goes on where it was left."""

from __future__ import annotations

from functools import cache, partial
from itertools import islice
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pairwright
from pairwright.access import Rows, streamed
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker

ROWS = 700
SMALL = {"max_operand": 7, "min_operand": -2, "min_result": -7, "max_result": 7}
LARGE = {"max_operand": 10**9, "min_result": -(10**9), "max_result": 10**9}
MISTAKES = {"mistakes": ["off_by_one", "refusal", "random_number", "wrong_operation"]}
# Without and with a table of questions; constant refusals and mistakes, one and several, in rows and in lists.
RECIPES: dict[str, dict[str, Any]] = {
    "table": {"problems": {"additive": SMALL, "multiplicative": SMALL}},
    "large": {"problems": {"additive": LARGE}},
    "in_order": {"problems": {"additive": SMALL}, "shuffle": False, "sampling": "independent"},
    "bundled": {"problems": {"multiplicative": SMALL}, "sampling": "bundled"},
    "mistakes": {"problems": {"additive": SMALL}, **MISTAKES},
    "large_mistakes": {"problems": {"additive": LARGE}, **MISTAKES},
    "several": {"problems": {"additive": SMALL}, **MISTAKES, "rejected_per_prompt": 3},
    "listwise": {"problems": {"additive": SMALL}, **MISTAKES, "rejected_per_prompt": 2, "layout": "listwise"},
    "qa": {"problems": {"two_step": {"max_operand": 20}}, "layout": "qa"},
}


def recipe_of(name: str) -> Recipe:
    data = {"layout": "preference", **RECIPES[name]}
    split = {"families": "training", "rows": ROWS, "layout": data.pop("layout")}
    return Recipe.of({**data, "splits": {"train": split}})


@cache
def rows_of(name: str) -> Rows:
    return pairwright.dataset(recipe_of(name), metadata=True)


@cache
def expected(name: str) -> pl.DataFrame:
    return pairwright.generate(recipe_of(name))


@pytest.mark.parametrize("name", RECIPES)
@settings(deadline=None, derandomize=True, max_examples=12)
@given(data=st.data())
def test_any_rows_in_any_order_are_those_of_generate(name: str, data: st.DataObject) -> None:
    rows, frame = rows_of(name), expected(name)
    count = len(rows)
    assert count == frame.height
    index = data.draw(st.lists(st.integers(-count, count - 1), max_size=40))
    places = [number % count for number in index]
    assert rows[index] == frame[places].to_dict(as_series=False)
    assert rows.__getitems__(index) == frame[places].rows(named=True)
    for number in index[:2]:
        assert rows[number] == frame.row(number % count, named=True)


@pytest.mark.parametrize("name", RECIPES)
def test_all_rows_at_once_and_shuffled_and_twice(name: str) -> None:
    rows, frame = rows_of(name), expected(name)
    assert rows[:] == frame.to_dict(as_series=False)
    assert list(rows) == frame.rows(named=True)
    order = np.random.default_rng(7).permutation(np.repeat(np.arange(len(rows)), 2))
    assert rows[order] == frame[order].to_dict(as_series=False)


@pytest.mark.parametrize("name", ["table", "mistakes", "several", "listwise"])
def test_what_is_counted_of_a_block_does_not_depend_on_the_order(name: str) -> None:
    maker = BlockMaker(Plan.of(recipe_of(name)), "train", metadata=True)
    inside = np.random.default_rng(3).permutation(np.arange(100, 500))
    block, shuffled = maker.block(100, 500), maker.rows_at(inside)
    assert shuffled.frame.equals(block.frame[inside - 100])
    assert dict(shuffled.mistakes) == dict(block.mistakes)
    assert sum(shuffled.rows_asked) == sum(block.rows_asked) == 400
    by_view = [
        {each.pool.view.name: count for each, count in zip(made.asked, made.rows_asked, strict=True)}
        for made in (block, shuffled)
    ]
    assert by_view[0] == by_view[1]


def consumed(streams: list[streamed.RowStream], steps: int) -> list[dict[str, Any]]:
    iterators = [iter(stream) for stream in streams]
    return [row for iterator in iterators for row in islice(iterator, steps)]


@settings(deadline=None, derandomize=True, max_examples=25)
@given(
    start=st.integers(0, ROWS),
    world_size=st.integers(1, 5),
    workers=st.integers(1, 4),
    batch_size=st.integers(1, 50),
    drop_uneven=st.booleans(),
)
def test_ranks_and_workers_share_the_rows(
    start: int, world_size: int, workers: int, batch_size: int, drop_uneven: bool
) -> None:
    rows, every = rows_of("table"), expected("table").rows(named=True)
    found: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        for rank in range(world_size):
            stream = rows.stream(
                start=start, rank=rank, world_size=world_size, batch_size=batch_size, drop_uneven=drop_uneven
            )
            by_worker = []
            for worker in range(workers):
                patch.setattr(streamed, "_worker", partial(tuple, (worker, workers)))
                by_worker.append(list(stream))
            of_rank = in_turn(by_worker, batch_size)
            # In the order of a DataLoader, a rank's rows are every world_size-th row from its own first one on.
            assert of_rank == every[start + rank :: world_size][: len(stream)]
            assert len(of_rank) == len(stream)
            found += of_rank
    left_out = (ROWS - start) % world_size if drop_uneven else 0
    assert sorted(map(str, found)) == sorted(map(str, every[start : ROWS - left_out]))


def in_turn(by_worker: list[list[Any]], batch_size: int) -> list[Any]:
    """Batches of each worker in turn, as a `DataLoader` takes them."""
    batches = [[rows[at : at + batch_size] for at in range(0, len(rows), batch_size)] for rows in by_worker]
    taken: list[Any] = []
    for number in range(max(map(len, batches))):
        for each in batches:
            taken += each[number] if number < len(each) else []
    return taken


@pytest.mark.parametrize("name", ["table", "several"])
@settings(deadline=None, derandomize=True, max_examples=25)
@given(cut=st.integers(0, ROWS), rank=st.integers(0, 2), again=st.integers(0, 100))
def test_a_stream_goes_on_where_its_state_was_taken(name: str, cut: int, rank: int, again: int) -> None:
    rows = rows_of(name)
    first = rows.stream(start=30, rank=rank, world_size=3)
    whole = list(first)
    cut = min(cut, len(whole))
    iterator = iter(first)
    assert list(islice(iterator, cut)) == whole[:cut]
    state = first.state_dict()
    second = rows.stream(start=30, rank=rank, world_size=3)
    second.load_state_dict(state)
    assert second.state_dict() == state
    # Interrupted again.
    part = list(islice(iter(second), again))
    third = rows.stream(start=30, rank=rank, world_size=3)
    third.load_state_dict(second.state_dict())
    assert part + list(third) == whole[cut:]
    # What was resumed begins anew the next time, as an epoch does.
    assert list(third) == whole
    # And the one that was left open is not disturbed.
    assert list(iterator) == whole[cut:]


@settings(deadline=None, derandomize=True, max_examples=15)
@given(steps=st.integers(0, 60), world_size=st.integers(1, 4))
def test_a_stream_may_begin_where_all_ranks_have_got(steps: int, world_size: int) -> None:
    rows, frame = rows_of("table"), expected("table")
    streams = [rows.stream(rank=rank, world_size=world_size) for rank in range(world_size)]
    before = consumed(streams, steps)
    after = list(rows.stream(start=min(steps * world_size, ROWS), rank=0, world_size=1))
    assert sorted(map(str, before + after)) == sorted(map(str, frame.rows(named=True)))


def test_pieces_make_up_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(rows_of("several"))
    monkeypatch.setattr(streamed, "PIECE_ROWS", 64)
    assert list(rows_of("several").stream(batch_size=7)) == whole
