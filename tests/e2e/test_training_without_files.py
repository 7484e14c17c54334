"""Rows straight into real loaders: two workers, started both ways, and `datasets`; none twice, none missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import datasets
import pytest
from datasets.distributed import split_dataset_by_node
from torch.utils.data import DataLoader, DistributedSampler, IterableDataset, get_worker_info

import pairwright
from pairwright.access import Rows, RowStream
from pairwright.recipe.recipe import Recipe

# What torch says where there are fewer cores than workers.
pytestmark = pytest.mark.filterwarnings("ignore:This DataLoader will create")
ROWS = 501
BATCH = 32
MISTAKES = ["off_by_one", "random_number", "wrong_operation"]


def recipe_of(**changes: Any) -> Recipe:
    train = {"families": "training", "rows": ROWS, "layout": "preference"}
    problems = {"additive": {"max_operand": 50}}
    return Recipe.of({"problems": problems, "mistakes": MISTAKES, "splits": {"train": train}, **changes})


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    """Made here and now, so Polars' threads have been started before any worker is forked."""
    return pairwright.generate(recipe_of()).rows(named=True)


@pytest.fixture
def rows() -> Rows:
    return pairwright.dataset(recipe_of(), metadata=True)


def as_torch_sees_it(source: Rows | RowStream) -> Any:
    """Torch's types ask for its own classes; its loaders and samplers for no more than `len` and `[i]`."""
    return source


def with_worker(batch: list[dict[str, Any]]) -> tuple[int | None, list[dict[str, Any]]]:
    """The batch as it is, and which worker has made it."""
    info = get_worker_info()
    return (None if info is None else info.id), batch


def loaded(source: Any, start_method: str | None, workers: int = 2, **options: Any) -> list[dict[str, Any]]:
    """All rows that a loader gives, in its order; each worker has its part in them."""
    loader = DataLoader(
        source,
        batch_size=BATCH,
        num_workers=workers,
        collate_fn=with_worker,
        multiprocessing_context=start_method,
        timeout=120 if workers else 0,
        **options,
    )
    batches = list(loader)
    assert {worker for worker, _ in batches} == (set(range(workers)) if workers else {None})
    return [row for _, batch in batches for row in batch]


def in_some_order(rows: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(map(str, rows))


@pytest.mark.parametrize(("start_method", "workers"), [(None, 0), ("fork", 2), ("spawn", 2)])
def test_a_loader_takes_rows_as_a_map_and_as_a_stream(
    rows: Rows, expected: list[dict[str, Any]], start_method: str | None, workers: int
) -> None:
    shuffled = loaded(rows, start_method, workers, shuffle=True)
    assert shuffled != expected
    assert in_some_order(shuffled) == in_some_order(expected)
    # With the loader's batch size told, its batches come in the order of the rows.
    assert loaded(rows.iterable(batch_size=BATCH), start_method, workers) == expected


def test_a_stream_needs_no_batch_size_and_begins_at_any_row(rows: Rows, expected: list[dict[str, Any]]) -> None:
    assert isinstance(rows.iterable(), IterableDataset)
    assert in_some_order(loaded(rows.iterable(), "fork")) == in_some_order(expected)
    later = rows.iterable(batch_size=BATCH, start=3 * BATCH)
    assert loaded(later, "fork", workers=3) == expected[3 * BATCH :]


def test_the_workers_of_two_ranks_share_the_rows(rows: Rows, expected: list[dict[str, Any]]) -> None:
    found = [loaded(rows.iterable(rank=rank, world_size=2), "fork") for rank in (0, 1)]
    assert [in_some_order(each) for each in found] == [in_some_order(expected[rank::2]) for rank in (0, 1)]
    samplers = [
        DistributedSampler(as_torch_sees_it(rows), num_replicas=2, rank=rank, drop_last=True) for rank in (0, 1)
    ]
    halves = [loaded(rows, None, 0, sampler=sampler) for sampler in samplers]
    both = in_some_order(halves[0] + halves[1])
    assert len(both) == len(set(both)) == ROWS - 1
    assert set(both) < set(in_some_order(expected))


def test_workers_that_stay_begin_each_epoch_anew(rows: Rows, expected: list[dict[str, Any]]) -> None:
    loader: DataLoader[Any] = DataLoader(
        as_torch_sees_it(rows.iterable(batch_size=BATCH)),
        batch_size=BATCH,
        num_workers=2,
        collate_fn=list,
        persistent_workers=True,
        multiprocessing_context="fork",
        timeout=120,
    )
    for _ in range(2):
        assert [row for batch in loader for row in batch] == expected


def test_the_default_collation_makes_columns(rows: Rows, expected: list[dict[str, Any]]) -> None:
    batch = next(iter(DataLoader(as_torch_sees_it(pairwright.dataset(recipe_of())), batch_size=4)))
    assert batch == {name: [row[name] for row in expected[:4]] for name in ("prompt", "chosen", "rejected")}


def test_torch_distributed_says_which_rank_this_is(tmp_path: Path) -> None:
    code = """
import sys, pairwright, torch.distributed as dist
dist.init_process_group("gloo", init_method="file://" + sys.argv[2], rank=int(sys.argv[1]), world_size=2)
rows = pairwright.dataset("arithmetic", "test")
print(*(row["question"] for row in rows.stream()))
dist.destroy_process_group()
"""
    environment = {name: value for name, value in os.environ.items() if name not in {"RANK", "WORLD_SIZE"}}
    ranks = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(rank), str(tmp_path / "store")],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for rank in (0, 1)
    ]
    questions = pairwright.generate("arithmetic", "test")["question"].to_list()
    for rank, process in enumerate(ranks):
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert output.split() == questions[rank::2]


@pytest.mark.parametrize("start_method", [None, "fork", "spawn"])
def test_datasets_shares_the_rows_out_among_workers(
    rows: Rows, expected: list[dict[str, Any]], start_method: str | None
) -> None:
    streamed = rows.to_iterable_dataset(shards=4)
    assert streamed.num_shards == 4
    if start_method is None:
        assert list(streamed) == expected
    found = loaded(streamed, start_method, workers=2 if start_method else 0)
    assert in_some_order(found) == in_some_order(expected)


def test_datasets_knows_the_columns_and_goes_on_where_it_was(rows: Rows, expected: list[dict[str, Any]]) -> None:
    streamed = rows.to_iterable_dataset(start=1, shards=7)
    assert dict(streamed.features) == {
        **dict.fromkeys(
            ["prompt", "chosen", "rejected", "operator", "view", "family", "kind"], datasets.Value("string")
        ),
        "answer": datasets.Value("int64"),
        "mistake": datasets.Value("string"),
        **dict.fromkeys(["wrong_answer", "digits", "carries", "steps"], datasets.Value("int64")),
        **dict.fromkeys(["entropy", "difficulty"], datasets.Value("float64")),
    }
    iterator = iter(streamed)
    for row in expected[1:200]:
        assert next(iterator) == row
    again = rows.to_iterable_dataset(start=1, shards=7)
    again.load_state_dict(streamed.state_dict())
    assert list(again) == expected[200:]


@pytest.mark.parametrize("shards", [1, 6])
def test_datasets_shares_the_rows_out_among_nodes(rows: Rows, expected: list[dict[str, Any]], shards: int) -> None:
    streamed = rows.to_iterable_dataset(shards=shards)
    nodes = [list(split_dataset_by_node(streamed, rank=rank, world_size=3)) for rank in range(3)]
    assert all(nodes)
    assert in_some_order(row for node in nodes for row in node) == in_some_order(expected)


def test_lists_of_rejected_answers_have_features_too() -> None:
    train = {"families": "training", "rows": 20, "layout": "listwise"}
    recipe = recipe_of(rejected_per_prompt=2, splits={"train": train})
    streamed = pairwright.dataset(recipe, metadata=True).to_iterable_dataset()
    assert streamed.features["rejected"] == datasets.List(datasets.Value("string"))
    assert streamed.features["wrong_answer"] == datasets.List(datasets.Value("int64"))
    assert list(streamed) == pairwright.generate(recipe).rows(named=True)


@pytest.mark.parametrize("settings", [{"shards": 0}, {"start": ROWS + 1}])
def test_shards_that_cannot_be(rows: Rows, settings: dict[str, int]) -> None:
    with pytest.raises(pairwright.RecipeError, match=next(iter(settings))):
        rows.to_iterable_dataset(**settings)


def test_the_rows_are_those_that_are_written(rows: Rows, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    pairwright.write(recipe_of(), tmp_path / "data", metadata=True)
    written = datasets.load_dataset("json", data_files=str(tmp_path / "data" / "train.jsonl"), split="train")
    assert list(written) == list(rows) == expected
