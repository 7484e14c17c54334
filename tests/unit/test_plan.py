"""The plan of a recipe: exact counts before any row is made, and refusals of what does not exist."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from pairwright.errors import RecipeError
from pairwright.facts.space import Numbers
from pairwright.keyed import Integers
from pairwright.plan import Plan
from pairwright.plan.cuts import OrderedTerritory
from pairwright.plan.pools import SegmentedPool
from pairwright.recipe.recipe import Recipe, load_recipe

SMALL = {"additive": {"max_operand": 9, "min_result": -9, "max_result": 9}}


def ordered(plan: Plan) -> list[OrderedTerritory]:
    """The territories of a plan of which no kind states what another asks."""
    found = [land for land in plan.territories if isinstance(land, OrderedTerritory)]
    assert len(found) == len(plan.territories)
    return found


def plan_of(problems: Any = SMALL, **splits: dict[str, Any]) -> Plan:
    return Plan.of(Recipe.of({"problems": problems, "splits": splits}))


def refused(problems: Any, *parts: str, **splits: dict[str, Any]) -> None:
    with pytest.raises(RecipeError) as caught:
        plan_of(problems, **splits or {"train": {"families": "training", "rows": 10}})
    assert len(str(caught.value).splitlines()) == 1
    for part in parts:
        assert part in str(caught.value)


def test_the_default_plan() -> None:
    plan = Plan.of(load_recipe("arithmetic"))
    rows_of = {name: split.rows for name, split in plan.splits.items()}
    assert rows_of == {"train": 400_000, "test": 398, "test_familiar": 400, "test_beyond": 400}
    assert {name: dict(split.shortfalls) for name, split in plan.splits.items() if split.shortfalls} == {
        "test": {"*": 98}
    }
    rows = dict.fromkeys("+-*/", 0)
    for run in plan.splits["train"].runs:
        rows[run.operator] += run.rows
    assert rows == {"+": 116_667, "-": 150_000, "*": 66_667, "/": 66_666}
    assert plan.empty == []


def test_ranges_without_a_family_are_refused() -> None:
    refused({"additive": {"min_result": 300, "max_result": 400}}, "problems.additive", "result 300..400")
    refused(
        {"multiplicative": {"min_operand": 13, "max_operand": 17, "min_result": 2, "max_result": 12}}, "operand 13..17"
    )
    refused({"two_step": {"min_coefficient": 0, "max_coefficient": 0}}, "problems.two_step", "coefficient 0..0")


def test_operators_and_views_without_a_question_are_refused() -> None:
    only_differences = {"min_operand": 4, "max_operand": 10, "min_result": 2, "max_result": 3}
    refused({"additive": {**only_differences, "operators": ["+", "-"]}}, "'+'", "operand 4..10", "result 2..3")
    refused({"additive": {**only_differences, "views": ["sum", "difference"]}}, "'+'")
    zero = {"min_operand": -5, "max_operand": 5, "min_result": 0, "max_result": 0}
    refused({"multiplicative": {**zero, "views": ["quotient", "missing_divisor"]}}, "'missing_divisor'")


def test_more_test_questions_than_there_are_are_refused() -> None:
    there = plan_of(test={"families": "held_out", "max_rows_per_operator": 10**9}).splits["test"].rows
    assert plan_of(test={"families": "held_out", "rows": there}).splits["test"].rows == there
    refused(SMALL, f"{there + 1:,}", f"{there:,}", test={"families": "held_out", "rows": there + 1})
    for kind in ("held_out", "familiar", "beyond"):
        refused(SMALL, "splits.test.rows", "9,999", kind, test={"families": kind, "rows": 9999})
    # Training may ask again.
    assert plan_of(train={"families": "training", "rows": 9999}).splits["train"].rows == 9999


def test_a_split_that_is_not_there() -> None:
    plan = plan_of(
        {"multiplicative": {"max_operand": 2, "max_result": 2, "min_result": -2}},
        train={"families": "training", "rows": 10},
        test={"families": "held_out", "max_rows_per_operator": 0 + 1},
    )
    with pytest.raises(RecipeError, match=r"'dev'.*not in the recipe.*train"):
        plan.split("dev")
    for name in plan.empty:
        with pytest.raises(RecipeError, match=rf"'{name}'.*no question"):
            plan.split(name)
    assert plan.split("train") is plan.splits["train"]


def test_tests_get_no_more_rows_than_questions() -> None:
    plan = plan_of(test={"families": "held_out", "max_rows_per_operator": 40})
    (shortfalls, runs) = plan.splits["test"].shortfalls, plan.splits["test"].runs
    for operator in "+-":
        there = sum(pool.count for run in runs if run.operator == operator for pool in run.pools)
        asked = sum(run.rows for run in runs if run.operator == operator)
        assert asked == min(40, there)
        assert (operator in shortfalls) == (there < 40)


def test_families_come_back_by_their_numbers() -> None:
    plan = Plan.of(Recipe.of({"problems": {"additive": {"max_operand": 30}, "multiplicative": {"max_operand": 30}}}))
    for problem in ("additive", "multiplicative"):
        land = next(each for each in ordered(plan) if each.problem == problem)
        first = min(cut.of.first_id for cut in land.classes)
        ids = np.random.default_rng(1).permutation(np.arange(first, first + 200))
        seen: dict[int, tuple[int, ...]] = {}
        for shape, where, numbers in plan.families_of(problem, ids):
            for place, u, v, w in zip(where.tolist(), *(numbers[each].tolist() for each in "uvw"), strict=True):
                assert w == (u + v if problem == "additive" else u * v)
                assert (u == v) == (shape == "u=v")
                seen[int(ids[place])] = (u, v, w)
        assert len(seen) == len(set(seen.values())) == 200


def test_family_numbers_of_two_problems_do_not_overlap() -> None:
    plan = Plan.of(Recipe.of({"problems": {"additive": {"max_operand": 9}, "multiplicative": {"max_operand": 9}}}))
    cuts = [cut for land in ordered(plan) for cut in (*land.classes, *land.beyond)]
    spans = sorted((cut.of.first_id, cut.of.first_id + cut.of.families.count) for cut in cuts)
    assert spans[0][0] == 0
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert spans[-1][1] == plan.family_count


def test_pools_answer_alike_by_table_and_by_unranking(monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = Recipe.of({"problems": {"multiplicative": {"min_operand": -40, "max_operand": 40}}})
    pools = [pool for run in Plan.of(recipe).splits["train"].runs for pool in run.pools]
    tabled = [pool.questions(np.arange(pool.count)) for pool in pools]
    monkeypatch.setattr("pairwright.plan.pools._TABLE_SIZE", 0)
    for pool, (numbers, families) in zip(pools, tabled, strict=True):
        ranks = np.random.default_rng(2).permutation(pool.count)
        assert isinstance(pool, SegmentedPool)
        other, ids = SegmentedPool(pool.problem, pool.view, pool.segments).questions(ranks)
        assert np.array_equal(ids, families[ranks])
        assert all(np.array_equal(other[role], numbers[role][ranks]) for role in numbers)


def test_a_pool_makes_a_table_when_so_many_questions_were_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan.of(Recipe.of({"seed": 11, "problems": {"additive": {"max_operand": 90}}}))
    pool = max((pool for run in plan.splits["train"].runs for pool in run.pools), key=lambda each: each.count)
    assert isinstance(pool, SegmentedPool)
    assert pool.count > 5000
    asked: list[int] = []
    unranked = SegmentedPool._unranked

    def counted(self: SegmentedPool, ranks: Integers) -> tuple[Numbers, Integers]:
        asked.append(ranks.size)
        return unranked(self, ranks)

    monkeypatch.setattr(SegmentedPool, "_unranked", counted)
    for each in (SegmentedPool(pool.problem, pool.view, pool.segments) for _ in range(2)):
        asked.clear()
        for rank in range(12):
            each.questions(np.array([rank]))
        # One by one for a while, then all at once, and never again.
        assert set(asked[:-1]) == {1}
        assert asked[-1] == pool.count
        assert len(asked) < 12


def test_too_many_families_are_refused() -> None:
    wide = {"max_coefficient": 10**9, "max_operand": 10**9, "max_result": 10**9, "min_coefficient": 1}
    refused({"two_step": {**wide, "min_operand": -(10**9)}}, "narrow")
