"""The levels of reasoning-gym's curricula: its own lists, and questions that keep to them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from reasoning_gym.factory import CURRICULA

import pairwright
from pairwright.errors import RecipeError
from pairwright.plan import Plan
from pairwright.recipe.levels import LEVELS
from pairwright.recipe.recipe import Recipe

LISTED = [(kind, name) for kind, attributes in LEVELS.items() for name in attributes]


def recipe_of(kind: str, **part: Any) -> Recipe:
    return Recipe.of({"problems": {kind: part}, "splits": {"train": {"families": "all", "rows": 60, "layout": "qa"}}})


@pytest.mark.parametrize(("kind", "name"), LISTED)
def test_the_lists_are_those_of_reasoning_gym(kind: str, name: str) -> None:
    attribute = LEVELS[kind][name]
    theirs = CURRICULA[attribute.task]().attributes[name]
    assert list(attribute.listed) == theirs.levels
    assert 0 <= attribute.first <= attribute.last < len(attribute.listed)


@pytest.mark.parametrize(("kind", "name"), LISTED)
def test_each_level_can_be_planned_and_the_next_is_refused(kind: str, name: str) -> None:
    attribute = LEVELS[kind][name]
    for level in {attribute.first, attribute.last}:
        recipe = recipe_of(kind, levels={name: level})
        assert Plan.of(recipe).splits["train"].rows == 60
        assert Recipe.of(recipe.model_dump()) == recipe
    with pytest.raises(RecipeError, match=f"problems.{kind}.levels.{name}: {attribute.last + 1}, but of the levels of"):
        recipe_of(kind, levels={name: attribute.last + 1})


@pytest.mark.parametrize(
    ("kind", "levels", "most"),
    [
        ("chain", {"num_terms": 3, "num_digits": 1}, 99),
        ("gcd", {"value": 0}, 100),
        ("lcm", {"value": 0}, 100),
        ("simplify_fraction", {"value": 1, "factor": 1}, 1000),
        ("prime_factorization", {"value": 0}, 10),
    ],
)
def test_no_number_of_a_question_is_larger_than_its_level(kind: str, levels: dict[str, int], most: int) -> None:
    asked = pairwright.generate(recipe_of(kind, levels=levels))["question"]
    numbers = [abs(int(each)) for question in asked for each in re.findall(r"\d+", question)]
    assert most // 2 < max(numbers) <= most


def test_what_is_said_of_ranges_and_views_goes_before_levels() -> None:
    recipe = recipe_of("chain", levels={"num_terms": 2, "num_digits": 0}, max_first=50, views=["sum_of_6"])
    assert recipe.ranges("chain") == {"first": (1, 50), "term": (-9, 9)}
    assert list(recipe.views("chain")) == ["sum_of_6"]
    both = recipe_of("chain", levels={"num_terms": 2, "num_digits": 0})
    assert list(both.views("chain")) == ["sum_of_3", "sum_of_4"]
    assert (
        both.fingerprint
        == recipe_of("chain", views=["sum_of_3", "sum_of_4"], max_first=9, min_term=-9, max_term=9).fingerprint
    )


@pytest.mark.parametrize(
    ("kind", "levels", "said"),
    [
        ("story", {"num_digits": 1}, "problems.story.levels: has none; these kinds have: chain"),
        ("chain", {"num_digit": 1}, "problems.chain.levels: unknown 'num_digit'; did you mean 'num_digits'"),
        ("chain", {"num_terms": 0}, "0, but of the levels of chain_sum only 1 to 4 can be had here"),
        ("chain", {"num_terms": "high"}, "problems.chain.levels.num_terms: 'high' should be a whole number"),
    ],
)
def test_levels_that_there_are_not_are_told_in_one_line(kind: str, levels: dict[str, Any], said: str) -> None:
    with pytest.raises(RecipeError) as caught:
        recipe_of(kind, levels=levels)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
