"""Orders by difficulty and stages: the same rows as shuffled, in an order that is a pure function of the place."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pairwright
from pairwright.errors import RecipeError
from pairwright.learn.training.data import training_data
from pairwright.plan import Plan
from pairwright.plan import bounded as bounded_pools
from pairwright.plan.ordering import EveryFifth
from pairwright.recipe.parts import Stage
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker

SMALL = {"min_operand": -15, "max_operand": 20, "min_result": -30, "max_result": 30}
ROWS = 3001


def recipe_of(split: dict[str, Any], *, sampling: str = "cover", **changes: Any) -> Recipe:
    train = {"families": "training", "rows": ROWS, "layout": "preference", **split}
    problems = {"additive": SMALL, "multiplicative": SMALL, "two_step": {"max_operand": 30}, "gcd": {}}
    return Recipe.of({"problems": problems, "sampling": sampling, "splits": {"train": train}, **changes})


def rows_of(recipe: Recipe, split: str = "train") -> pl.DataFrame:
    return pairwright.generate(recipe, split)


def counted(rows: pl.DataFrame) -> Counter[str]:
    return Counter(rows["prompt"].to_list())


@pytest.mark.parametrize("sampling", ["cover", "independent"])
@pytest.mark.parametrize("kinds", [["additive", "multiplicative"], ["additive", "gcd", "evaluate"]])
def test_easy_first_is_the_shuffled_rows_sorted(sampling: str, kinds: list[str]) -> None:
    """More rows than some views have questions, and fewer than others."""
    problems = {name: SMALL if name in {"additive", "multiplicative"} else {} for name in kinds}
    plain, easy, mixed = (
        rows_of(recipe_of({"order": order}, sampling=sampling, problems=problems))
        for order in ("shuffled", "easy_first", "mixed")
    )
    assert counted(plain) == counted(easy) == counted(mixed)
    assert easy["difficulty"].is_sorted()
    assert not plain["difficulty"].is_sorted()
    # Every fifth row from anywhere, the others as they were.
    stays = pl.int_range(pl.len()) % 5 != 4
    assert mixed.filter(stays).equals(easy.filter(stays))
    assert not mixed["difficulty"].is_sorted()
    # Rows as difficult as each other are shuffled: kinds do not stand one after the other.
    assert easy.select(pl.col("view").rle_id().max()).item() > 10 * easy["view"].n_unique()


def test_seeds_give_other_orders_and_shuffle_off_keeps_the_order_of_views() -> None:
    first, second = (rows_of(recipe_of({"order": "easy_first"}, seed=seed)) for seed in (1, 2))
    assert first["difficulty"].equals(second["difficulty"]) or counted(first) != counted(second)
    assert not first["prompt"].equals(second["prompt"])
    plain = rows_of(recipe_of({"order": "easy_first"}, shuffle=False))
    assert plain["difficulty"].is_sorted()
    assert (
        plain.select(pl.struct("difficulty", "view").rle_id().max() + 1).item()
        == plain.select(pl.struct("difficulty", "view").n_unique()).item()
    )


@pytest.mark.parametrize("order", ["easy_first", "mixed"])
def test_any_row_is_had_at_once(order: str) -> None:
    recipe = recipe_of({"order": order, "layout": "kto"}, mistakes=["off_by_one", "off_by_ten"], rejected_per_prompt=2)
    whole = rows_of(recipe)
    index = np.random.default_rng(0).permutation(ROWS)[:500]
    found = BlockMaker(Plan.of(recipe), "train", metadata=True).rows_at(index).frame
    assert found.equals(whole[index.tolist()])


def test_bytes_are_the_same_at_any_worker_count(tmp_path: Any) -> None:
    stages = {"curriculum": {"stages": 3, "overlap": 0.3}, "order": "mixed"}
    recipe = recipe_of(stages, mistakes=["off_by_one", "refusal"])
    sums = set()
    for workers, shards in ((1, 2), (3, 2)):
        summary = pairwright.write(recipe, tmp_path / str(workers), workers=workers, shards=shards)
        sums.add(tuple(file.sha256 for split in summary.splits for file in split.files))
    assert len(sums) == 1
    assert pairwright.check(tmp_path / "1", remake="all").whole


@given(st.integers(1, 10**7), st.integers(2, 30), st.floats(0, 0.95))
def test_stages_cover_all_and_overlap_as_asked(prompts: int, stages: int, overlap: float) -> None:
    spans = [Stage(of="train", number=1 + n, stages=stages, overlap=overlap).span(prompts) for n in range(stages)]
    assert spans[0].start == 0
    assert spans[-1].stop == prompts
    sizes = {len(span) for span in spans}
    assert max(sizes) - min(sizes) <= 1
    for one, other in pairwise(spans):
        assert one.start <= other.start <= one.stop <= other.stop
        assert abs((one.stop - other.start) - overlap * prompts / (stages - (stages - 1) * overlap)) < 1.01


def test_stages_are_cut_from_the_rows_of_one_split() -> None:
    recipe = recipe_of({"curriculum": {"stages": 4, "overlap": 0.25}, "file": "pairs.jsonl"})
    assert list(recipe.splits) == ["train_1", "train_2", "train_3", "train_4"]
    assert recipe.file_of("train_2") == "pairs_2.jsonl"
    whole = rows_of(recipe_of({"order": "easy_first"}))
    stages = [rows_of(recipe, name) for name in recipe.splits]
    spans = [Stage(of="train", number=n, stages=4, overlap=0.25).span(ROWS) for n in (1, 2, 3, 4)]
    for rows, span in zip(stages, spans, strict=True):
        assert counted(rows) == counted(whole[span.start : span.stop])
        assert not rows["difficulty"].is_sorted()
    # Written out and read again it is the same recipe; another number of rows is that of all stages.
    assert Recipe.of(recipe.model_dump()) == recipe
    assert sum(plan.rows for plan in Plan.of(recipe.with_rows(1000)).splits.values()) == pytest.approx(1231, abs=4)


def test_training_takes_the_stages_one_after_the_other() -> None:
    recipe = recipe_of({"curriculum": {"stages": 3}})
    data = training_data(recipe, "dpo", rows=None, shuffled=False).frame
    assert data["prompt"].equals(pl.concat([rows_of(recipe, name)["prompt"] for name in recipe.splits]))
    first = training_data(recipe, "dpo", rows=2000, shuffled=False).frame
    assert first["prompt"].equals(data["prompt"].head(2000))
    # What is chosen at random is chosen from all of them.
    some = training_data(recipe, "dpo", rows=None, most=300).frame
    assert 100 < len(set(some["prompt"]) - set(rows_of(recipe, "train_1")["prompt"])) < 300


@given(st.integers(0, 200))
def test_every_fifth_is_an_exchange(size: int) -> None:
    places = np.arange(size)
    found = EveryFifth(size, 3, "demo")(places)
    assert sorted(found.tolist()) == places.tolist()
    assert (found == places)[places % 5 != 4].all()


def test_bounds_leave_all_that_lie_within() -> None:
    splits = {name: {"families": "all", "rows": 30_000, "layout": "qa"} for name in ("every", "some")}
    splits["some"]["difficulty"] = "2.3..3"
    recipe = recipe_of({}, problems={"additive": SMALL, "two_step": {"max_operand": 9}}, splits=splits)
    every, some = (rows_of(recipe, name) for name in splits)
    within = every.filter(pl.col("difficulty").is_between(2.3, 3))
    assert set(some["question"]) == set(within["question"]) != set(every["question"])


def test_bounds_hold_where_all_are_too_many_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """In lanes no row is asked twice, and the last is had at once."""
    monkeypatch.setattr(bounded_pools, "MAX_LOOKED_AT", 50)
    split = {"families": "training", "rows": 300, "layout": "qa", "difficulty": "4.5..5"}
    recipe = recipe_of(
        {}, problems={"additive": {"max_operand": 10**6}, "chain": {"views": ["sum_of_3"]}}, splits={"train": split}
    )
    train = rows_of(recipe)
    assert train["difficulty"].is_between(4.5, 5).all()
    assert train["question"].is_unique().all()
    assert set(train["kind"]) == {"additive", "chain"}
    assert pairwright.generate(recipe, "train", 290, 300).equals(train[290:])


def test_a_harder_test_lies_above_training_and_states_nothing_that_is_trained_on() -> None:
    splits = {
        "train": {"families": "training", "rows": 4000, "layout": "qa", "difficulty": "..3"},
        "test": {"families": "held_out", "max_rows_per_operator": 50},
        "test_harder": {"families": "held_out", "max_rows_per_operator": 50, "difficulty": "above_training"},
    }
    recipe = recipe_of({}, splits=splits)
    train, harder = rows_of(recipe), rows_of(recipe, "test_harder")
    assert train["difficulty"].max() <= 3 < harder["difficulty"].min()  # type: ignore[operator]
    assert not set(train["family"]) & set(harder["family"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"problems": {"gcd": {"difficulty": "9..10"}}}, "problems.gcd.difficulty: no question is of difficulty 9..10"),
        ({"splits": {"t": {"families": "all", "rows": 9, "difficulty": "..0.5"}}}, "splits.t.difficulty: no question"),
    ],
)
def test_bounds_that_leave_nothing_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(RecipeError, match=said.replace(".", r"\.")) as caught:
        Plan.of(recipe_of({}, **changes))
    assert "there are those of" in str(caught.value)


@pytest.mark.parametrize(
    ("split", "said"),
    [
        ({"difficulty": "5..2"}, "'5..2' is no range from 0 to 10; write the smaller end first"),
        ({"difficulty": "hard"}, "'hard' is no range of difficulty; write 2..5"),
        ({"difficulty": 3}, "3 is no range of difficulty; write 2..5"),
        ({"difficulty": "above_training"}, "above_training is for tests"),
        ({"order": "hard_first"}, "should be 'shuffled', 'easy_first' or 'mixed'"),
        ({"curriculum": {"stages": 1}}, "splits.train.curriculum.stages: 1 should be greater than or equal to 2"),
        ({"curriculum": {"overlap": 1.0}}, "splits.train.curriculum.overlap: 1.0 should be less than 1"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(split: dict[str, Any], said: str) -> None:
    with pytest.raises(RecipeError) as caught:
        recipe_of(split)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_test_without_questions_within_the_bounds_of_a_kind_is_left_out() -> None:
    splits = {
        "train": {"families": "training", "rows": 100, "layout": "qa"},
        "test_beyond": {"families": "beyond", "max_rows_per_operator": 9},
    }
    recipe = recipe_of({}, problems={"additive": {"difficulty": "..1.5"}}, splits=splits)
    plan = Plan.of(recipe)
    assert list(plan.splits) + list(plan.empty) == ["train", "test_beyond"]
