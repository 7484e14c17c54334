"""How rows pick their questions: cover, independent and bundled sampling, and the weights of operators and views."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from fractions import Fraction
from itertools import groupby, pairwise, product
from math import ceil, floor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.plan import Plan
from pairwright.problems import registered
from pairwright.recipe.recipe import Recipe

Row = tuple[str, tuple[int, ...], int]
RowsOf = Callable[..., list[Row]]

OPERATOR_OF = {view.name: view.operator for problem in registered().values() for view in problem.views}
WEIGHTS = st.floats(0.05, 20)


def plan_of(rows: int, kind: str = "training", **changes: Any) -> Plan:
    split = {"families": kind, "rows": rows, "layout": "pairs"}
    return Plan.of(Recipe.of({"splits": {"only": split}, **changes}))


def ranges(high: int) -> dict[str, int]:
    return {"max_operand": high, "min_result": -high, "max_result": high}


SMALL = {"additive": ranges(7), "multiplicative": ranges(9)}


def rounded(share: int, total: int, weight: float, weights: float) -> bool:
    exact = total * Fraction(weight) / Fraction(weights)
    return floor(exact) <= share <= ceil(exact)


@settings(deadline=None, derandomize=True, max_examples=20)
@given(
    rows=st.integers(1, 4000),
    plus=WEIGHTS,
    times=WEIGHTS,
    sampling=st.sampled_from(["cover", "independent"]),
    shuffle=st.booleans(),
)
def test_rows_follow_the_weights_of_operators(
    rows_of: RowsOf, rows: int, plus: float, times: float, sampling: str, shuffle: bool
) -> None:
    problems: dict[str, Any] = {
        "additive": {**SMALL["additive"], "operators": {"+": plus, "-": 1.0}},
        "multiplicative": {**SMALL["multiplicative"], "operators": {"*": times}},
    }
    found = rows_of(plan_of(rows, problems=problems, sampling=sampling, shuffle=shuffle), "only")
    counts = Counter(OPERATOR_OF[view] for view, _, _ in found)
    total = Fraction(plus) + 1 + Fraction(times)
    assert len(found) == rows
    for operator, weight in {"+": plus, "-": 1.0, "*": times}.items():
        exact = rows * Fraction(weight) / total
        assert floor(exact) <= counts[operator] <= ceil(exact)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(rows=st.integers(1, 4000), weights=st.lists(WEIGHTS, min_size=4, max_size=4), shuffle=st.booleans())
def test_rows_follow_the_weights_of_views(rows_of: RowsOf, rows: int, weights: list[float], shuffle: bool) -> None:
    views = [view.name for view in registered()["additive"].views if view.operator == "-"]
    part = {**SMALL["additive"], "operators": ["-"], "views": dict(zip(views, weights, strict=True))}
    counts = Counter(
        view for view, _, _ in rows_of(plan_of(rows, problems={"additive": part}, shuffle=shuffle), "only")
    )
    total = sum(Fraction(weight) for weight in weights)
    for view, weight in zip(views, weights, strict=True):
        assert floor(rows * Fraction(weight) / total) <= counts[view] <= ceil(rows * Fraction(weight) / total)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(rows=st.integers(1, 3000), seed=st.integers(0, 2**63 - 1), shuffle=st.booleans())
def test_cover_asks_each_question_equally_often(rows_of: RowsOf, rows: int, seed: int, shuffle: bool) -> None:
    plan = plan_of(rows, "all", problems=SMALL, seed=seed, shuffle=shuffle)
    every = {pool.view.name: pool.count for run in plan.splits["only"].runs for pool in run.pools}
    asked: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for view, numbers, _ in rows_of(plan, "only"):
        asked[view][numbers] += 1
    for view, times in asked.items():
        in_all = sum(times.values())
        assert set(times.values()) <= {in_all // every[view], -(-in_all // every[view])}
        assert len(times) == min(in_all, every[view])
    # Within an operator, views without weights get rows by how many questions they have.
    for operator in "+-*/":
        views = [view for view in every if OPERATOR_OF[view] == operator]
        in_all = sum(asked[view].total() for view in views)
        for view in views:
            assert rounded(asked[view].total(), in_all, every[view], sum(every[each] for each in views))


def test_cover_finishes_each_round_before_the_next(rows_of: RowsOf) -> None:
    plan = plan_of(2000, "all", problems={"additive": {**SMALL["additive"], "views": ["sum"]}}, shuffle=False)
    (pool,) = plan.splits["only"].runs[0].pools
    found = [numbers for _, numbers, _ in rows_of(plan, "only")]
    rounds = [found[start : start + pool.count] for start in range(0, 2000, pool.count)]
    assert pool.count == 21
    assert all(len(set(each)) == len(each) for each in rounds)
    assert found[: pool.count] != sorted(found[: pool.count])


def test_cover_takes_the_questions_in_a_random_order() -> None:
    # Families are asked in several ways each, one after the other in the pool, so its own order will not do.
    plan = plan_of(3000, "all", problems={"additive": {"views": ["sum", "difference"]}}, shuffle=False)
    for run in plan.splits["only"].runs:
        (asked,) = run.asked(np.arange(run.rows), np.arange(run.rows))
        assert run.pools[0].count > run.rows
        assert asked.ranks.max() > 0.9 * run.pools[0].count
        assert abs(np.corrcoef(asked.ranks, np.arange(run.rows))[0, 1]) < 0.1
        assert np.mean(np.abs(np.diff(asked.ranks)) <= 1) < 0.02


def test_shuffled_rows_are_the_same_rows_in_another_order(rows_of: RowsOf) -> None:
    ordered, shuffled = (rows_of(plan_of(1500, problems=SMALL, shuffle=each), "only") for each in (False, True))
    assert sorted(ordered) == sorted(shuffled)
    operators = [[OPERATOR_OF[view] for view, _, _ in rows] for rows in (ordered, shuffled)]
    assert [operator for operator, _ in groupby(operators[0])] == ["+", "-", "*", "/"]
    assert sum(one != other for one, other in pairwise(operators[1])) > 900


@pytest.mark.parametrize("view", ["sum", "missing_divisor"])
def test_independent_draws_are_uniform_and_repeat(rows_of: RowsOf, view: str) -> None:
    name = "additive" if view == "sum" else "multiplicative"
    part = {name: {**SMALL[name], "views": [view]}}
    plan = plan_of(20_000, "all", problems=part, sampling="independent")
    (pool,) = plan.splits["only"].runs[0].pools
    times = Counter(numbers for _, numbers, _ in rows_of(plan, "only"))
    expected = 20_000 / pool.count
    assert len(times) == pool.count
    statistic = sum((count - expected) ** 2 / expected for count in times.values())
    assert abs(statistic - pool.count + 1) < 6 * (2 * pool.count) ** 0.5
    few = rows_of(plan_of(pool.count, "all", problems=part, sampling="independent"), "only")
    assert 0.5 < len({row[:2] for row in few}) / pool.count < 0.8


FORMS = {
    "+": [{"sum"}, {"missing_minuend"}],
    "-": [{"difference"}, {"missing_first_addend", "missing_second_addend"}, {"missing_subtrahend"}],
    "*": [{"product"}, {"missing_dividend"}],
    "/": [{"quotient"}, {"missing_first_factor", "missing_second_factor"}, {"missing_divisor"}],
}


@pytest.mark.parametrize("rows", [1, 2, 9, 400, 4000])
def test_bundled_draws_are_asked_in_every_form(rows_of: RowsOf, rows: int) -> None:
    plan = plan_of(rows, "all", problems=SMALL, sampling="bundled", shuffle=False)
    found = rows_of(plan, "only")
    start = 0
    for run in plan.splits["only"].runs:
        forms = FORMS[run.operator]
        assert run.rows % len(forms) == 0
        for first in range(start, start + run.rows, len(forms)):
            draw = found[first : first + len(forms)]
            assert len({row[1:] for row in draw}) == 1
            assert all(view in form for (view, _, _), form in zip(draw, forms, strict=True))
        start += run.rows
    assert start == len(found)
    # Each operator's share is rounded up to whole draws.
    assert rows <= len(found) < rows + sum(len(forms) for forms in FORMS.values())


@pytest.mark.parametrize("fraction", [0, 0.5, 0.9])
def test_bundled_draws_are_whole_whatever_the_cuts(rows_of: RowsOf, fraction: float) -> None:
    kinds = ("training", "held_out", "familiar", "beyond")
    plan = Plan.of(
        Recipe.of(
            {
                "problems": {"additive": ranges(9)},
                "families": {"test_fraction": 0.09, "familiar_fraction": fraction},
                "splits": {kind: {"families": kind, "max_rows_per_operator": 30} for kind in kinds},
                "sampling": "bundled",
                "shuffle": False,
            }
        )
    )
    # Forms that are asked together cannot be kept apart, so nothing is familiar.
    assert plan.empty == ["familiar"]
    found, start = rows_of(plan, "training"), 0
    for run in plan.splits["training"].runs:
        forms = len(FORMS[run.operator])
        for first in range(start, start + run.rows, forms):
            assert len({row[1:] for row in found[first : first + forms]}) == 1
        start += run.rows
    # Tests are not for learning: no question comes twice there.
    for kind in ("held_out", "beyond"):
        asked = rows_of(plan, kind)
        assert len({row[:2] for row in asked}) == len(asked) > 0


def test_bundled_forms_take_their_views_in_turn_by_chance(rows_of: RowsOf) -> None:
    def share(views: Any) -> float:
        problems = {"additive": {**SMALL["additive"], "operators": ["-"], "views": views}}
        found = rows_of(plan_of(9000, "all", problems=problems, sampling="bundled"), "only")
        counts = Counter(view for view, _, _ in found)
        return counts["missing_first_addend"] / (counts["missing_first_addend"] + counts["missing_second_addend"])

    assert abs(share(None) - 0.5) < 0.04
    weights = {"missing_first_addend": 3, "missing_second_addend": 1, "difference": 1}
    assert abs(share(weights) - 0.75) < 0.04


def classroom(high: int) -> Counter[tuple[int, int, int]]:
    """The classroom trick by trying all pairs: divide the larger by the smaller, rounded down to a multiple."""
    found: Counter[tuple[int, int, int]] = Counter()
    for one, other in product(range(1, high + 1), repeat=2):
        divisor, quotient = min(one, other), max(one, other) // min(one, other)
        # Every other quotient 1 is thrown away, so what is kept counts twice.
        found[divisor * quotient, divisor, quotient] += 1 if quotient == 1 else 2
    return found


def test_the_rounded_dividend_draws_as_the_classroom_does(rows_of: RowsOf) -> None:
    part = {"multiplicative": {**ranges(12), "operators": ["/"], "draws": {"/": "rounded_dividend"}}}
    plan = plan_of(60_000, "all", problems=part, sampling="bundled")
    draws = [numbers for view, numbers, _ in rows_of(plan, "only") if view == "quotient"]
    expected, times = classroom(12), Counter(draws)
    assert len(draws) == 20_000
    assert set(times) == set(expected)
    statistic = 0.0
    for numbers, weight in expected.items():
        exact = len(draws) * weight / expected.total()
        statistic += (times[numbers] - exact) ** 2 / exact
    assert abs(statistic - len(expected) + 1) < 6 * (2 * len(expected)) ** 0.5


@pytest.mark.parametrize("high", [1, 2, 7, 40])
def test_the_weights_of_the_rounded_dividend_are_exact(high: int) -> None:
    draw = registered()["multiplicative"].draws["rounded_dividend"]
    expected = classroom(high)
    columns = np.array(list(expected)).T
    numbers = dict(zip(("a", "b", "r"), columns, strict=True))
    assert draw.weights(numbers, {"operand": (1, high), "result": (-high, high)}).tolist() == list(expected.values())


def test_a_draw_gives_nothing_to_what_it_cannot_make() -> None:
    draw = registered()["multiplicative"].draws["rounded_dividend"]
    numbers = {"a": np.array([-6, 6, -6, 0]), "b": np.array([2, -2, -3, 5]), "r": np.array([-3, -3, 2, 0])}
    assert draw.weights(numbers, {"operand": (-9, 9), "result": (-9, 9)}).tolist() == [0, 0, 0, 0]
