"""What is counted while rows are written, against sets in plain Python; for small spaces and for large ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from pairwright.dataset_folder.summary import Summary, summarised
from pairwright.files import WrittenFile
from pairwright.plan import Plan
from pairwright.plan.pools import Asked
from pairwright.recipe.recipe import Recipe
from pairwright.rows import tally
from pairwright.rows.blocks import BlockMaker, blocks
from pairwright.rows.tally import Tallies, Tally

RANGES = {"additive": {"max_operand": 9}, "multiplicative": {"max_operand": 20, "min_operand": -3}}


def plan_of(sampling: str = "cover", rows: int = 1500) -> Plan:
    splits = {
        "train": {"families": "training", "rows": rows, "layout": "pairs"},
        "test": {"families": "held_out", "max_rows_per_operator": 9},
        "test_familiar": {"families": "familiar", "max_rows_per_operator": 9},
        "leaky": {"families": "all", "rows": 60},
        "test_beyond": {"families": "beyond", "max_rows_per_operator": 9},
    }
    return Plan.of(Recipe.of({"sampling": sampling, "problems": RANGES, "splits": splits, "shuffle": True}))


def tallied(plan: Plan, size: int) -> dict[str, Tally]:
    """Tallies of all splits, fed block by block."""
    of = Tallies(plan).of
    tallies = {name: of(name) for name in plan.splits}
    for name in plan.splits:
        for start, stop in blocks(plan.splits[name].rows, size=size):
            asked = list(plan.splits[name].asked(start, stop))
            rows = [each.places.size for each in asked]
            pairs = plan.recipe.splits[name].layout == "pairs"
            tallies[name].add(asked, rows, {"refusal": sum(rows)} if pairs else {})
    return tallies


def rows_of(asked: Sequence[Asked]) -> list[tuple[str, str, tuple[int, ...], int]]:
    """(operator, view, numbers, family) of each row."""
    found = []
    for each in asked:
        columns = [each.numbers[role].tolist() for role in each.pool.problem.parameters]
        view = each.pool.view
        for family, numbers in zip(each.families.tolist(), zip(*columns, strict=True), strict=True):
            found.append((view.operator, view.name, numbers, family))
    return found


@pytest.fixture(params=[1 << 24, 0], ids=["tables", "ids"])
def table_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many families are marked in a table of a byte each; beyond, ids are kept."""
    monkeypatch.setattr(tally, "_TABLE_SIZE", request.param)
    return int(request.param)


@pytest.mark.parametrize("sampling", ["cover", "independent"])
@pytest.mark.parametrize("size", [50, 10_000])
def test_counts_are_those_of_brute_force(sampling: str, size: int, table_size: int) -> None:
    plan = plan_of(sampling)
    tallies = tallied(plan, size)
    rows = {name: rows_of(list(split.asked(0, split.rows))) for name, split in plan.splits.items()}
    families = {name: {row[3] for row in rows[name]} for name in rows}
    for name, found in tallies.items():
        assert found.families == len(families[name])
        assert dict(found.views) == Counter((operator, view) for operator, view, _, _ in rows[name])
        # Independent draws are counted in a table of questions, which large spaces do not have;
        # splits for scoring are never drawn independently.
        if sampling == "cover" or table_size or name.startswith("test"):
            assert found.questions == len({(view, numbers) for _, view, numbers, _ in rows[name]})
        else:
            assert found.questions is None
        if name != "train":
            assert tallies["train"].shared_with(found) == len(families["train"] & families[name])
    assert tallies["train"].shared_with(tallies["test"]) == 0
    assert tallies["train"].shared_with(tallies["test_beyond"]) == 0
    # Only the training split knows what it shares, where there are too many families for tables.
    shared = len(families["leaky"] & families["test"]) if table_size else None
    assert tallies["leaky"].shared_with(tallies["test"]) == shared


def test_too_many_families_to_keep_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_TABLE_SIZE", 0)
    monkeypatch.setattr(tally, "_MAX_KEPT_IDS", 60)
    tallies = tallied(plan_of(), 500)
    assert tallies["train"].families is None
    assert tallies["test"].families is not None
    # Training is still compared with the splits whose families are kept.
    assert tallies["train"].shared_with(tallies["test"]) == 0
    assert tallies["train"].shared_with(tallies["leaky"]) not in {0, None}


def file_of(name: str, rows: int) -> WrittenFile:
    return WrittenFile(f"{name}.jsonl", rows, 10 * rows, "0" * 64)


def summary_of(plan: Plan) -> Summary:
    written = {name: [file_of(name, split.rows)] for name, split in plan.splits.items()}
    splits = summarised(Tallies(plan), tallied(plan, 500), written)
    return Summary("mine", "f" * 16, 42, "out", True, 2.0, splits, list(plan.empty))


def test_the_summary_tells_splits_in_the_recipes_order() -> None:
    plan = plan_of()
    found = summary_of(plan)
    assert [split.name for split in found.splits] == ["train", "test", "test_familiar", "leaky", "test_beyond"]
    assert [split.kind for split in found.splits] == ["training", "held_out", "familiar", "all", "beyond"]
    assert found.rows == sum(split.rows for split in plan.splits.values())
    by_name = {split.name: split for split in found.splits}
    assert by_name["train"].shared_families is None
    assert by_name["test"].shared_families == by_name["test_beyond"].shared_families == 0
    assert by_name["test_familiar"].shared_families == by_name["test_familiar"].families
    assert by_name["train"].rows == 1500
    assert by_name["train"].mistakes == {"refusal": 1500}
    assert by_name["test"].mistakes == {}
    for split in found.splits:
        assert sum(sum(views.values()) for views in split.counts.values()) == split.rows
    assert list(by_name["train"].counts) == ["*", "+", "-", "/"]
    assert set(by_name["train"].counts["+"]) == {"sum", "missing_minuend"}


def test_the_summary_as_plain_data() -> None:
    found = summary_of(plan_of())
    data: dict[str, Any] = found.as_dict()
    assert data["rows"] == found.rows
    assert data["rows_per_second"] == round(found.rows / 2)
    assert data["seconds"] == 2.0
    assert (data["recipe"], data["seed"], data["out"], data["certified"]) == ("mine", 42, "out", True)
    assert data["splits"]["train"]["mistakes"] == {"refusal": 1500}
    test = data["splits"]["test"]
    assert test["families_from"] == "held_out"
    assert test["families_shared_with_train"] == 0
    assert test["files"] == [
        {"path": "test.jsonl", "rows": test["rows"], "bytes": 10 * test["rows"], "sha256": "0" * 64}
    ]
    assert Summary("a", "b", 1, "c", True, 0.0).as_dict()["rows_per_second"] == 0


def test_shortfalls_and_empty_splits_are_told() -> None:
    splits = {
        "train": {"families": "training", "rows": 10, "layout": "pairs"},
        "test": {"families": "held_out", "max_rows_per_operator": 10_000},
        "test_beyond": {"families": "beyond", "max_rows_per_operator": 10},
    }
    problems = {"additive": {"max_operand": 9}}
    plan = Plan.of(Recipe.of({"problems": problems, "splits": splits, "families": {"beyond": {}}}))
    found = summary_of(plan)
    by_name = {split.name: split for split in found.splits}
    assert found.empty == ["test_beyond"]
    assert "test_beyond" not in by_name
    assert by_name["train"].shortfalls == {}
    counts = by_name["test"].counts
    assert by_name["test"].shortfalls == {operator: sum(counts[operator].values()) for operator in "+-"}


def test_mistakes_that_no_row_has_are_told() -> None:
    splits = {
        "train": {"families": "training", "rows": 50, "layout": "pairs"},
        "test": {"families": "held_out", "rows": 9},
    }
    recipe = Recipe.of({"problems": {"gcd": {}}, "mistakes": ["no_carry", "refusal", "no_borrow"], "splits": splits})
    train, test = summary_of(Plan.of(recipe)).splits
    assert train.notes[-1].startswith("no rejected answer is no_carry, no_borrow: ")
    assert not any("no_carry" in note for note in test.notes)


def test_mistakes_are_counted_the_most_frequent_first_and_rows_apart_from_prompts() -> None:
    splits = {"train": {"families": "training", "rows": 300, "layout": "pairs"}}
    mix = {"random_number": 0.2, "off_by_one": 1, "refusal": 5}
    recipe = Recipe.of({"problems": RANGES, "splits": splits, "mistakes": mix, "rejected_per_prompt": 2})
    plan = Plan.of(recipe)
    maker, counted = BlockMaker(plan, "train", metadata=True), Tallies(plan).of("train")
    found: Counter[str] = Counter()
    for start, stop in blocks(300, size=77):
        block = maker.block(start, stop)
        counted.add(block.asked, block.rows_asked, block.mistakes)
        found.update(block.frame["mistake"].to_list())
    (split,) = summarised(Tallies(plan), {"train": counted}, {"train": [file_of("train", 300)]})
    assert list(split.mistakes.items()) == sorted(found.items(), key=lambda each: (-each[1], each[0]))
    assert set(split.mistakes) == set(mix)
    assert sum(split.mistakes.values()) == sum(sum(views.values()) for views in split.counts.values()) == 300
    assert split.questions == 150


def test_without_training_nothing_is_compared() -> None:
    plan = Plan.of(Recipe.of({"problems": RANGES, "splits": {"test": {"families": "held_out", "rows": 9}}}))
    assert [split.shared_families for split in summary_of(plan).splits] == [None]
