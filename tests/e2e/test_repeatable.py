"""The same recipe gives the same bytes, on any number of workers; another seed gives other rows altogether."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import pairwright

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Dataset, Snapshot
    from tests.e2e.oracle import Oracle


@pytest.fixture(scope="module")
def reseeded(
    command: Command, read_lines: Callable[[Path], list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """The default dataset with seed 43: its rows by split, and its manifest."""
    folder = tmp_path_factory.mktemp("seed") / "data"
    command.ok("generate", "--seed", 43, "--out", folder)
    rows: dict[str, Any] = {path.stem: read_lines(path) for path in folder.glob("*.jsonl")}
    return {**rows, "manifest": json.loads((folder / "manifest.json").read_text(encoding="utf-8"))}


def test_two_runs_give_the_same_bytes(
    default: Dataset, command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    command.ok("generate", "arithmetic", "--out", tmp_path / "again", "--quiet")
    assert snapshot(tmp_path / "again") == snapshot(default.folder)


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        *product(["arithmetic", "notebook"], ["jsonl", "parquet"]),
        *product(["mistakes"], ["json.gz", "jsonl.zst", "arrow"]),
    ],
)
def test_the_number_of_workers_changes_nothing(
    name: str, format_name: str, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    recipe = pairwright.load_recipe(name).with_rows(300_000).with_changes(format=format_name)
    for workers in (1, 3):
        pairwright.write(recipe, tmp_path / str(workers), workers=workers)
    assert snapshot(tmp_path / "1") == snapshot(tmp_path / "3") != {}


def test_the_given_seed_of_the_recipe_changes_nothing(
    command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    run = ["generate", "--rows", 1000, "--out"]
    command.all_ok([[*run, one], [*run, other, "--seed", 42]])
    assert snapshot(one) == snapshot(other)


def test_fewer_rows_leave_the_tests_as_they_are(
    default: Dataset, command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    command.ok("generate", "--rows", 1000, "--out", tmp_path / "few")
    few, whole = snapshot(tmp_path / "few"), snapshot(default.folder)
    assert {name for name in whole if few[name] == whole[name]} == {
        "test.jsonl",
        "test_familiar.jsonl",
        "test_beyond.jsonl",
    }


def test_another_seed_is_another_dataset(default: Dataset, reseeded: dict[str, Any]) -> None:
    assert reseeded["manifest"]["seed"] == 43
    assert reseeded["manifest"]["fingerprint"] != default.manifest["fingerprint"]
    for name, rows in default.splits.items():
        assert len(reseeded[name]) == pytest.approx(len(rows), abs=10)
        assert reseeded[name] != rows


def test_another_seed_holds_out_other_families(default: Dataset, reseeded: dict[str, Any], oracle: Oracle) -> None:
    one, other = (
        {oracle.read(row["question"]).family for row in rows} for rows in (default.splits["test"], reseeded["test"])
    )
    # A tenth of the families each: about 17 of 168 in common. The few products come up again more easily.
    assert len(one & other) < 0.25 * len(one)


def _shifts_that_match(one: Sequence[object], other: Sequence[object]) -> list[int]:
    """The shifts at which row i of one and row i + shift of the other are the same in 2 rows of 100 (and 6 more).

    By chance that is 2 rows of 1,000 at the most: * has 964 questions, the others more.
    """
    found = []
    for shift in range(-60, 61):
        pairs = zip(one[max(-shift, 0) : 20_000], other[max(shift, 0) :], strict=False)
        same = Counter(a == b for a, b in pairs)
        if same[True] > 0.02 * same.total() + 6:
            found.append(shift)
    return found


@pytest.mark.parametrize("name", ["train", "test", "test_familiar", "test_beyond"])
def test_another_seed_is_no_shifted_sequence(name: str, default: Dataset, reseeded: dict[str, Any]) -> None:
    one, other = ([tuple(row.values()) for row in rows] for rows in (default.splits[name], reseeded[name]))
    assert _shifts_that_match(one, other) == []
    assert _shifts_that_match(one, one[3:] + one[:3]) == [-3]


@pytest.mark.parametrize("sampling", ["bundled", "independent"])
def test_draws_of_another_seed_are_no_shifted_sequence(
    sampling: str,
    command: Command,
    recipe: Callable[..., Path],
    read_lines: Callable[[Path], list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    """Draws follow the index alone where nothing is shuffled, so a seed that is added to it would show."""
    path = recipe(f"{{sampling: {sampling}, shuffle: false, splits: {{train: {{families: all, rows: 20000}}}}}}")
    seeds = (42, 43, 50)
    command.all_ok(["generate", path, "--seed", seed, "--out", tmp_path / str(seed)] for seed in seeds)
    one, *others = ([row["question"] for row in read_lines(tmp_path / str(seed) / "train.jsonl")] for seed in seeds)
    assert [_shifts_that_match(one, other) for other in others] == [[], []]


def test_another_seed_has_no_row_order_in_common(default: Dataset, reseeded: dict[str, Any]) -> None:
    """Not even a stretch of it, wherever it stands: three rows in a row hardly ever come again."""
    one = default.positives
    other = [row["positive"] for row in reseeded["train"]]
    triples = [set(zip(texts, texts[1:], texts[2:], strict=False)) for texts in (one, other)]
    assert len(triples[0] & triples[1]) < 100
