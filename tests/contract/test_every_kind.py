"""What holds for every built-in kind of problem and each of its views; a new file is tested without a new test.

The tests of the contract are those that packages with kinds of their own run, too.
"""

from __future__ import annotations

import polars as pl

import pairwright
from pairwright.problems import known_mistakes, registered
from pairwright.testing.contract import (
    alike_in_two_forms,
    recipe_of,
    stated_keys,
    test_any_partition_gives_the_same_rows,
    test_each_mistake_is_reachable_and_wrong,
    test_each_step_holds_and_a_wrong_solution_goes_wrong_where_it_says,
    test_each_view_comes_and_each_row_is_certified_and_read_by_score,
    test_keys_are_equal_just_where_the_verifier_tells_one_family,
    test_no_question_repeats_while_there_are_others,
    test_no_row_of_training_states_what_a_test_asks,
    test_rows_say_how_difficult_they_are,
    test_the_audit_finds_no_leak_of_any_level,
    test_two_seeds_are_two_sequences,
)

__all__ = [
    "test_any_partition_gives_the_same_rows",
    "test_each_mistake_is_reachable_and_wrong",
    "test_each_step_holds_and_a_wrong_solution_goes_wrong_where_it_says",
    "test_each_view_comes_and_each_row_is_certified_and_read_by_score",
    "test_keys_are_equal_just_where_the_verifier_tells_one_family",
    "test_no_question_repeats_while_there_are_others",
    "test_no_row_of_training_states_what_a_test_asks",
    "test_rows_say_how_difficult_they_are",
    "test_the_audit_finds_no_leak_of_any_level",
    "test_two_seeds_are_two_sequences",
]
KINDS = sorted(registered().built_in)
# Kinds whose views ask alike in two forms: to give them one would change the rows of recipes that there are.
IN_TWO_FORMS = {
    *(("evaluate", each) for each in ("leg_counting", "order_of_operations", "story_groups", "story_money")),
    *(("leg_counting", each) for each in ("leg_counting", "order_of_operations", "story_groups", "story_money")),
    ("kth_largest", "kth_largest"),
}


def test_familiar_facts_are_trained_on_in_other_forms() -> None:
    recipe = recipe_of("additive", "multiplicative", "two_step", rows=60_000)
    trained = stated_keys(recipe, "train", asked_only=True)
    familiar = stated_keys(recipe, "test_familiar", asked_only=True)
    assert len(familiar) > 200
    assert len(familiar & trained) > 0.9 * len(familiar)
    train, test = (pairwright.generate(recipe, split) for split in ("train", "test_familiar"))
    assert not set(train["prompt"]) & set(test["question"])


def test_no_other_views_ask_alike_in_two_forms() -> None:
    found = alike_in_two_forms(tuple(KINDS))
    assert found.keys() == IN_TWO_FORMS, [found[pair] for pair in found.keys() - IN_TWO_FORMS]


def test_each_mistake_is_reachable_and_told_apart_where_all_kinds_meet() -> None:
    every = [name for name in known_mistakes() if name != "refusal"]
    rows = pairwright.generate(recipe_of(*KINDS, rows=60_000, mistakes=every))
    assert set(rows["mistake"]) == set(every)
    # One with the right reason is told by that, whatever its number.
    claims = rows.filter(pl.col("mistake") != "wrong_answer_right_reason").drop_nulls("wrong_answer")
    names = claims.group_by("prompt", "wrong_answer").agg(pl.col("mistake").n_unique(), pl.len().alias("rows"))
    assert names["rows"].max() > 1  # type: ignore[operator]
    assert names["mistake"].max() == 1
