"""What holds for every registered kind of problem and each of its views; a new file is tested without a new test."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.plan import Plan
from pairwright.plan.keyed_pools import KeyedPool
from pairwright.problems import known_mistakes, registered
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.verify import Verdict, Verifier, families, score_column
from pairwright.wording.template import slots

KINDS = list(registered())
WORDING = "{question} The answer is {answer} because {calculation} equals {answer}."
TESTS = ("test", "test_familiar", "test_beyond")


def recipe_of(*kinds: str, rows: int = 3000, seed: int = 42, **recipe: object) -> Recipe:
    # All kinds together have some seventy operators: thousands of rows of every test are enough.
    tested = 200 if len(kinds) < 10 else 40
    return Recipe.of(
        {
            "seed": seed,
            "problems": {kind: {"weight": 1} for kind in kinds},
            "splits": {
                "train": {"families": "training", "rows": rows, "layout": "preference"},
                "test": {"families": "held_out", "max_rows_per_operator": tested},
                "test_familiar": {"families": "familiar", "max_rows_per_operator": tested},
                "test_beyond": {"families": "beyond", "max_rows_per_operator": tested},
            },
            **recipe,
        }
    )


@cache
def rows_of_all() -> dict[str, pl.DataFrame]:
    """All kinds in one recipe: some rows of every split."""
    recipe = recipe_of(*KINDS, rows=12_000)
    return {split: pairwright.generate(recipe, split) for split in Plan.of(recipe).splits}


def questions(frame: pl.DataFrame) -> pl.Series:
    return frame["prompt" if "prompt" in frame.columns else "question"]


def stated_keys(recipe: Recipe, split: str, *, asked_only: bool) -> set[int]:
    """The keys of the facts that the rows of a split state, or of those that they ask."""
    found: set[int] = set()
    plan = Plan.of(recipe).split(split)
    for asked in plan.asked(0, plan.prompts):
        assert isinstance(asked.pool, KeyedPool)
        keys = asked.pool.stated(asked.numbers) or []
        for each in keys[:1] if asked_only else keys:
            found.update(each.tolist())
    return found


@pytest.mark.parametrize("name", KINDS)
def test_each_view_comes_and_each_row_is_certified_and_read_by_score(name: str) -> None:
    rows = pairwright.generate(recipe_of(name, rows=60 * len(registered()[name].views)))
    assert set(rows["view"]) == {view.name for view in registered()[name].views}
    assert set(Verifier(WORDING).verdicts(rows["prompt"] + rows["chosen"]).tolist()) == {Verdict.RIGHT}
    scored = score_column(rows.select(question="prompt", completion="chosen"))
    assert set(scored["verdict"]) == {"RIGHT"}
    assert "FAILS" not in set(scored["reason"])


def test_keys_are_equal_just_where_the_verifier_tells_one_family() -> None:
    rows = pl.concat([frame.select(question=questions(frame), family="family") for frame in rows_of_all().values()])
    told = families(rows["question"])["family"]
    assert told.null_count() == 0
    pairs = rows.select("family").with_columns(told=told).unique()
    assert pairs.height == pairs["family"].n_unique() == pairs["told"].n_unique()


def test_rows_of_every_kind_say_how_difficult_they_are() -> None:
    """No whole answer has more digits than is said; the four parts give the difficulty, whatever the kind."""
    rows = rows_of_all()["train"]
    assert set(rows["kind"]) == set(KINDS)
    assert rows.filter((pl.col("steps") < 1) | (pl.col("carries") < 0) | (pl.col("digits") < 1)).is_empty()
    whole = rows.filter(pl.col("answer").str.contains(r"^-?\d+$"))
    assert (whole["answer"].str.strip_prefix("-").str.len_chars() <= whole["digits"]).all()
    assert rows.group_by("kind", "view").agg(pl.col("entropy").n_unique())["entropy"].max() == 1
    points = rows.select(
        100 * (pl.col("digits") + pl.col("carries") + 2 * pl.col("steps") - 3)
        + (100 * pl.col("entropy")).round().cast(pl.Int64) // 2
    )
    tenths = (100 * points.to_series() // (points.to_series() + 1000)).to_numpy()
    assert rows["difficulty"].to_list() == (tenths / 10).tolist()


def test_no_row_of_training_states_what_a_test_asks() -> None:
    recipe = recipe_of(*KINDS, rows=30_000)
    stated = stated_keys(recipe, "train", asked_only=False)
    for split in ("test", "test_beyond"):
        asked = stated_keys(recipe, split, asked_only=True)
        assert len(asked) > 500
        assert not stated & asked


def test_the_audit_finds_no_leak_of_any_level(tmp_path: str) -> None:
    rows = rows_of_all()
    for split in ("train", "test", "test_beyond"):
        rows[split].select(pl.exclude("operator", "view", "family")).write_ndjson(f"{tmp_path}/{split}.jsonl")
    against = [f"{tmp_path}/{split}.jsonl" for split in ("test", "test_beyond")]
    report = pairwright.audit(f"{tmp_path}/train.jsonl", against=against)
    assert {level: 0 for levels in report.leakage.values() for level in levels if level != "rows"} == {
        level: count for levels in report.leakage.values() for level, count in levels.items() if level != "rows"
    }


def test_familiar_facts_are_trained_on_in_other_forms() -> None:
    recipe = recipe_of("additive", "multiplicative", "two_step", rows=60_000)
    trained = stated_keys(recipe, "train", asked_only=True)
    familiar = stated_keys(recipe, "test_familiar", asked_only=True)
    assert len(familiar) > 200
    assert len(familiar & trained) > 0.9 * len(familiar)
    train, test = (pairwright.generate(recipe, split) for split in ("train", "test_familiar"))
    assert not set(train["prompt"]) & set(test["question"])


@pytest.mark.parametrize("name", KINDS)
def test_any_partition_gives_the_same_rows(name: str) -> None:
    plan = Plan.of(recipe_of(name, rows=1500, mistakes=["random_number", "refusal"], rejected_per_prompt=1))
    rows = BlockMaker(plan, "train", metadata=True).block(0, 1500).frame
    pieces = [
        BlockMaker(plan, "train", metadata=True, table_rows=0).block(*each).frame
        for each in pairwise([0, 1, 700, 1500])
    ]
    assert pl.concat(pieces).equals(rows)


@pytest.mark.parametrize("name", KINDS)
def test_no_question_repeats_while_there_are_others(name: str) -> None:
    plan = Plan.of(recipe_of(name, rows=100_000)).split("train")
    for run in plan.runs:
        (pool,) = run.pools
        count = min(pool.count, 3000)
        numbers, _ = pool.questions(np.arange(count))
        shown = [numbers[slot] for slot in slots(pool.view.question)]
        assert len(set(zip(*(column.tolist() for column in shown), strict=True))) == count
    for split in TESTS:
        if split in Plan.of(recipe_of(name)).splits:
            assert questions(pairwright.generate(recipe_of(name), split)).is_unique().all()


@pytest.mark.parametrize("name", KINDS)
def test_each_mistake_is_reachable_and_wrong(name: str) -> None:
    kind = registered()[name]
    declared = {view.name: {way.name for way in kind.mistakes(view)} for view in kind.views}
    every = sorted(set().union(*declared.values()))
    rows = pairwright.generate(recipe_of(name, rows=max(6000, 900 * len(kind.views)), mistakes=every))
    for view in kind.views:
        made = set(rows.filter(view=view.name)["mistake"])
        # What shows a sign that right texts of this kind alone never have waits for a recipe in which they do.
        own = {way.name for way in view.mistakes} if kind.space is None else set()
        assert own <= made <= declared[view.name], view.name
    codes, reasons = Verifier(WORDING).judged(rows["prompt"] + rows["rejected"])
    wrong_reason = (rows["mistake"] == "wrong_reason").to_numpy()
    assert set(codes[~wrong_reason].tolist()) == {Verdict.WRONG}
    assert set(reasons[wrong_reason].tolist()) <= {1}


def test_each_mistake_is_reachable_and_told_apart_where_all_kinds_meet() -> None:
    every = [name for name in known_mistakes() if name != "refusal"]
    rows = pairwright.generate(recipe_of(*KINDS, rows=60_000, mistakes=every))
    assert set(rows["mistake"]) == set(every)
    # One with the right reason is told by that, whatever its number.
    claims = rows.filter(pl.col("mistake") != "wrong_answer_right_reason").drop_nulls("wrong_answer")
    names = claims.group_by("prompt", "wrong_answer").agg(pl.col("mistake").n_unique(), pl.len().alias("rows"))
    assert names["rows"].max() > 1  # type: ignore[operator]
    assert names["mistake"].max() == 1


def test_two_seeds_are_two_sequences() -> None:
    one, other = (pairwright.generate(recipe_of(*KINDS, seed=seed), "train")["prompt"].to_numpy() for seed in (42, 43))
    for shift in range(-20, 21):
        here, there = one[max(shift, 0) : one.size + min(shift, 0)], other[max(-shift, 0) : other.size - max(shift, 0)]
        assert np.mean(here == there) < 0.05
