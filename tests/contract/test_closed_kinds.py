"""What holds for every kind of problem with a closed space: counts, statements and families, against brute force."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.plan import Plan
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, Ranges
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.values.calculation import holds
from pairwright.values.exact import Exact
from pairwright.verify import Verdict, Verifier
from pairwright.wording.template import slots

PROBLEMS = [name for name, problem in registered().items() if problem.space is not None]
VIEWS = [(name, view.name) for name in PROBLEMS for view in registered()[name].views]
WORDING = "{question} The answer is {answer} because {calculation} equals {answer}."


def recipe_of(problem: str, *, seed: int = 42, rows: int = 3000, **part: object) -> Recipe:
    """A recipe of one problem, with negative numbers of every kind."""
    ranges: dict[str, object] = {}
    for name, (low, high) in registered()[problem].ranges.items():
        ranges |= {f"min_{name}": min(low, -high), f"max_{name}": high}
    return Recipe.of(
        {
            "seed": seed,
            "problems": {problem: ranges | part},
            "splits": {
                "train": {"families": "training", "rows": rows, "layout": "preference"},
                "test": {"families": "held_out", "max_rows_per_operator": 200},
                "test_familiar": {"families": "familiar", "max_rows_per_operator": 200},
                "test_beyond": {"families": "beyond", "max_rows_per_operator": 200},
            },
        }
    )


def whole(recipe: Recipe, split: str = "train") -> pl.DataFrame:
    return pairwright.generate(recipe, split)


def statements(problem: ProblemKind, ranges: Ranges) -> set[tuple[object, ...]]:
    """Every statement (view, then the roles' values) in range, by trying all numbers."""
    found: set[tuple[object, ...]] = set()
    values = [range(low, high + 1) for low, high in (ranges[name] for name in problem.parameters.values())]
    for numbers in product(*values):
        roles = dict(zip(problem.parameters, numbers, strict=True))
        for view in problem.views:
            true = holds(view.holds, {role: Exact(np.array([value])) for role, value in roles.items()})
            if true.all() and all(roles[role] for role in view.nonzero):
                found.add((view.name, *numbers))
    return found


@pytest.mark.parametrize("name", PROBLEMS)
@pytest.mark.parametrize("low", [-3, 0, 1])
def test_questions_are_those_of_brute_force(name: str, low: int) -> None:
    problem = registered()[name]
    ranges = dict.fromkeys(problem.ranges, (low, 6))
    ends = {f"min_{key}": low for key in ranges} | {f"max_{key}": 6 for key in ranges}
    splits = {"train": {"families": "all", "rows": 10, "layout": "pairs"}}
    plan = Plan.of(Recipe.of({"problems": {name: ends}, "splits": splits}))
    found: list[tuple[object, ...]] = []
    for run in plan.splits["train"].runs:
        for pool in run.pools:
            asked = pool.every_question()
            columns = [asked.numbers[role].tolist() for role in problem.parameters]
            found += [(pool.view.name, *numbers) for numbers in zip(*columns, strict=True)]
    every_pool = {pool.view.name for run in plan.splits["train"].runs for pool in run.pools}
    expected = {each for each in statements(problem, ranges) if each[0] in every_pool}
    assert len(found) == len(set(found))
    assert set(found) == expected


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_each_view_is_reachable_right_and_rejects_what_is_not(name: str, view: str) -> None:
    rows = whole(recipe_of(name, rows=500, views=[view]))
    assert set(rows["view"]) == {view}
    verifier = Verifier(WORDING)
    assert verifier.sound(rows["prompt"] + rows["chosen"]).all()
    assert not verifier.sound(rows["prompt"] + rows["rejected"]).any()
    assert not (rows["chosen"] == rows["rejected"]).any()


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_an_answer_that_is_off_by_one_is_not_right(name: str, view: str) -> None:
    rows = whole(recipe_of(name, rows=300, views=[view]))
    claimed = rows["prompt"] + " The answer is " + (rows["answer"] + 1).cast(pl.String) + "."
    assert set(Verifier("{question} The answer is {answer}.").verdicts(claimed).tolist()) == {Verdict.WRONG}


@pytest.mark.parametrize("name", PROBLEMS)
def test_all_views_come_and_no_family_leaks(name: str) -> None:
    recipe = recipe_of(name, rows=20_000)
    train, test, familiar, beyond = (whole(recipe, split) for split in recipe.splits)
    assert set(train["view"]) == {view.name for view in registered()[name].views}
    assert not set(train["family"]) & set(test["family"])
    assert not set(train["family"]) & set(beyond["family"])
    assert not set(train["prompt"]) & set(familiar["question"])
    for split in (test, familiar, beyond):
        assert split["question"].is_unique().all()


@pytest.mark.parametrize("name", PROBLEMS)
def test_any_partition_gives_the_same_rows(name: str) -> None:
    maker = BlockMaker(Plan.of(recipe_of(name)), "train", metadata=True)
    rows = maker.block(0, 3000).frame
    cuts = [0, 1, 7, 1024, 1025, 2999, 3000]
    pieces = [maker.block(start, stop).frame for start, stop in pairwise(cuts)]
    assert pl.concat(pieces).equals(rows)


@pytest.mark.parametrize("name", PROBLEMS)
def test_two_seeds_share_no_shifted_sequence(name: str) -> None:
    one = whole(recipe_of(name, seed=42))["prompt"].to_numpy()
    other = whole(recipe_of(name, seed=43))["prompt"].to_numpy()
    for shift in range(-20, 21):
        here, there = one[max(shift, 0) : one.size + min(shift, 0)], other[max(-shift, 0) : other.size - max(shift, 0)]
        assert np.mean(here == there) < 0.05


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_family_is_stated_in_its_canonical_form(name: str) -> None:
    rows = whole(recipe_of(name, rows=500))
    sides = rows["family"].str.split("=")
    # 3*5=10+5 is true if 10+5, put as a question, has the answer 3*5; both are put against the same number.
    values = [sum(int(part) for part in text.split("+")) for text in sides.list.get(1)]
    claims = sides.list.get(0) + "=? The answer is " + pl.Series(values).cast(pl.String) + "."
    assert set(Verifier("{question} The answer is {answer}.").verdicts(claims).tolist()) == {Verdict.RIGHT}


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_problem_is_declared_in_full(name: str) -> None:
    problem = registered()[name]
    assert problem.name == name
    assert problem.title
    assert problem.space is not None
    assert set(problem.space.statement) == set(problem.shapes)
    assert problem.answer in problem.parameters
    assert set(problem.parameters.values()) == set(problem.ranges)
    assert len({view.name for view in problem.views}) == len(problem.views)
    for view in problem.views:
        assert problem.answer not in slots(view.question)
        assert set(slots(view.calculation)) <= set(slots(view.question))
