"""What is counted shard by shard adds up to what is counted in one go, also by way of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from pairwright.dataset_folder.summary import summarised
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows import tally
from pairwright.rows.blocks import BlockMaker, blocks
from pairwright.rows.tally import Tallies, Tally

RANGES = {"additive": {"max_operand": 9}, "multiplicative": {"max_operand": 20, "min_operand": -3}}


def plan_of(sampling: str) -> Plan:
    splits = {
        "train": {"families": "training", "rows": 600, "layout": "pairs"},
        "test": {"families": "held_out", "max_rows_per_operator": 9},
        "test_familiar": {"families": "familiar", "max_rows_per_operator": 9},
        "leaky": {"families": "all", "rows": 60},
    }
    mix = {"off_by_one": 1, "refusal": 2}
    return Plan.of(Recipe.of({"sampling": sampling, "problems": RANGES, "splits": splits, "mistakes": mix}))


def counted(tallies: Tallies, split: str, start: int, stop: int) -> Tally:
    """What is counted of rows start..stop-1, in blocks of 130."""
    maker, found = BlockMaker(tallies.plan, split, metadata=False), tallies.of(split)
    for block_start, block_stop in blocks(stop, start=start, size=130):
        block = maker.block(block_start, block_stop)
        found.add(block.asked, block.rows_asked, block.mistakes)
    return found


def merged(tallies: Tallies, split: str, shards: int) -> Tally:
    """The same by so many shards, each through JSON, the last one first."""
    rows, found = tallies.plan.splits[split].rows, tallies.of(split)
    ends = [rows * number // shards for number in range(shards + 1)]
    for start, stop in reversed(list(pairwise(ends))):
        found.merge(json.loads(json.dumps(counted(tallies, split, start, stop).as_dict())))
    return found


def told(tallies: Tallies, found: Mapping[str, Tally]) -> list[dict[str, Any]]:
    return [
        split.as_dict() | {"name": split.name} for split in summarised(tallies, found, {name: [] for name in found})
    ]


@pytest.mark.parametrize("sampling", ["cover", "independent"])
@pytest.mark.parametrize(("table", "ids"), [(1 << 24, 1 << 22), (0, 1 << 22), (0, 100), (0, 0)])
@pytest.mark.parametrize("shards", [1, 3, 11])
def test_shards_add_up(sampling: str, table: int, ids: int, shards: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spaces small enough for tables; ids kept; ids kept for the small splits only; none kept."""
    monkeypatch.setattr(tally, "_TABLE_SIZE", table)
    monkeypatch.setattr(tally, "_MAX_KEPT_IDS", ids)
    tallies = Tallies(plan_of(sampling))
    names = tallies.plan.splits
    whole = {name: counted(tallies, name, 0, names[name].rows) for name in names}
    by_shards = {name: merged(tallies, name, shards) for name in names}
    assert told(tallies, by_shards) == told(tallies, whole)
    train = by_shards["train"]
    assert (train.families is None) == (ids < 600 and not table)
    assert (train.shared_with(by_shards["leaky"]) is None) == (not ids and not table)
    if ids or table:
        assert train.shared_with(by_shards["test"]) == 0
        assert train.shared_with(by_shards["leaky"]) not in {0, None}
    assert sum(train.mistakes.values()) == sum(train.views.values()) == 600
    for name in names:
        assert sorted(by_shards[name].views.items()) == sorted(whole[name].views.items())


def test_nothing_counted_adds_nothing() -> None:
    tallies = Tallies(plan_of("independent"))
    whole = counted(tallies, "train", 0, 600)
    before = whole.as_dict()
    whole.merge(json.loads(json.dumps(tallies.of("train").as_dict())))
    assert whole.as_dict() == before


def test_merging_twice_counts_rows_twice_and_families_once() -> None:
    tallies = Tallies(plan_of("independent"))
    whole, again = counted(tallies, "train", 0, 600), counted(tallies, "train", 0, 600)
    again.merge(whole.as_dict())
    assert sum(again.views.values()) == 2 * sum(whole.views.values())
    assert (again.families, again.questions) == (whole.families, whole.questions)
