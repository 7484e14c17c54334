"""Certification refuses rows that are wrong, degenerate or unreadable, and right answers as rejected sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.keyed import Integers
from pairwright.layouts import LAYOUTS
from pairwright.plan import Plan, SplitPlan
from pairwright.plan.pools import Asked, Pool
from pairwright.problems.additive import KIND
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.rows.rejected import Rejecter


def recipe_of(layout: str, views: list[str], rows: int = 40, **wording: str) -> Recipe:
    splits = {"train": {"families": "all", "rows": rows, "layout": layout}}
    return Recipe.of({"problems": {"additive": {"views": views}}, "wording": wording, "splits": splits})


def reworded(monkeypatch: pytest.MonkeyPatch, name: str, **changes: Any) -> None:
    views = tuple(replace(view, **changes) if view.name == name else view for view in KIND.views)
    # Frozen, but nothing is asked of a kind before a recipe is planned, so no plan of before may be kept.
    monkeypatch.setitem(KIND.__dict__, "views", views)
    monkeypatch.setattr("pairwright.plan.splits._KEPT", {})


def refused(recipe: Recipe, verdict: str, row: str) -> None:
    """The run stops, by the table of rows and without it, with a message of one line that names a row."""
    rows = Plan.of(recipe).splits["train"].rows
    for table_rows in (0, 1 << 17):
        maker = BlockMaker(Plan.of(recipe), "train", table_rows=table_rows)
        with pytest.raises(pairwright.CertificationError) as caught:
            maker.block(0, rows)
        message = str(caught.value)
        assert verdict in message
        assert re.search(row, message), message
        assert "'train'" in message
        assert "\n" not in message
        # What is not certified is made all the same.
        unproven = BlockMaker(Plan.of(recipe), "train", certified=False, table_rows=table_rows)
        assert unproven.block(0, rows).frame.height == rows


@pytest.mark.parametrize("layout", ["pairs", "preference"])
@pytest.mark.parametrize("rows", [40, 40_000])
def test_a_wrong_calculation(layout: str, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    reworded(monkeypatch, "sum", calculation="{a}-{b}")
    refused(
        recipe_of(layout, ["sum"], rows),
        "RIGHT, its reason FAILS",
        r"(\d+)\+(\d+)=\? The answer is \d+ because \1-\2 equals",
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_question_with_another_answer(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reworded(monkeypatch, "sum", question="{a}-{b}=?")
    refused(recipe_of(layout, ["sum"]), "WRONG", r"\d+-\d+=\? The answer is \d+")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_degenerate_question(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reworded(monkeypatch, "missing_minuend", question="x-x+{a}={b},x=?")
    refused(recipe_of(layout, ["missing_minuend"]), "DEGENERATE", r"x-x\+\d+=\d+,x=\? The answer is \d+")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_question_that_cannot_be_read(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reworded(monkeypatch, "sum", question="{a} apples and {b} pears make how much?")
    refused(recipe_of(layout, ["sum"]), "UNPARSED", r"\d+ apples and \d+ pears")


def test_a_wording_that_cannot_be_read() -> None:
    recipe = recipe_of("pairs", ["sum"], question="Dear pupil: {question}", answer="{answer}!? ({calculation})")
    assert BlockMaker(Plan.of(recipe), "train").block(0, 40).frame.height == 40
    with pytest.raises(pairwright.RecipeError, match=r"wording\.answer: .*(\d+\+\d+)=\? \1\d+' is UNPARSED"):
        recipe.with_changes(wording={"answer": "{calculation}{answer}"})
    # Read as the answer 8259 because +23.
    with pytest.raises(pairwright.RecipeError, match=r"wording\.answer: .*\d+\+(\d+)=\? \d+\+\1' is WRONG"):
        recipe.with_changes(wording={"answer": "{answer}{calculation}"})


@pytest.mark.parametrize("refusal", ["The answer is 50.", "The answer is 12345.", "Ask me in ⅖ hours.", "٣?"])
def test_a_refusal_that_may_be_the_answer_is_no_recipe(refusal: str) -> None:
    for refusals in (refusal, ["Sorry.", refusal]):
        with pytest.raises(pairwright.RecipeError, match=r"refusal .* holds a digit"):
            Recipe.of({"wording": {"answer": "The answer is {answer}.", "refusal": refusals}})


@pytest.mark.parametrize("layout", ["pairs", "preference", "chat", "listwise", "kto"])
@pytest.mark.parametrize("rows", [40, 30_000])
def test_a_rejected_answer_that_is_right(layout: str, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wording = {"answer": "The answer is {answer}."}
    recipe = recipe_of(layout, ["sum"], rows, **wording).with_changes(mistakes=["off_by_one"])
    assert BlockMaker(Plan.of(recipe), "train").block(0, rows).frame.height == rows
    rejected = Rejecter.rejected

    def spoiled(self: Rejecter, asked: Sequence[Asked], prompts: Integers) -> pl.DataFrame:
        found, right = rejected(self, asked, prompts), asked[0].numbers["r"]
        text = f"The answer is {right[7]}."
        at = int(asked[0].places[7]) * (found.height // (right.size or 1))
        return found.with_columns(rejected=found["rejected"].scatter(at, text))

    monkeypatch.setattr(Rejecter, "rejected", spoiled)
    refused(recipe, "rejected", r"=\? The answer is \d+\..*RIGHT")


@pytest.mark.parametrize("layout", [name for name, found in LAYOUTS.items() if found.rows_per_prompt(1) == 1])
def test_a_single_wrong_number_among_many(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = recipe_of(layout, ["difference"], 2000)
    asked = SplitPlan.asked_at

    def spoiled(self: SplitPlan, prompts: Integers) -> Iterator[Asked]:
        for each in asked(self, prompts):
            numbers = {role: column.copy() for role, column in each.numbers.items()}
            numbers["r"][np.flatnonzero(prompts[each.places] == 1234)] += 1
            yield replace(each, numbers=numbers)

    plan = Plan.of(recipe)
    right = BlockMaker(plan, "train", metadata=True, table_rows=0).block(1234, 1235).frame["answer"][0]
    monkeypatch.setattr(SplitPlan, "asked_at", spoiled)
    maker = BlockMaker(plan, "train", table_rows=0)
    assert maker.block(0, 1234).frame.height == 1234
    assert maker.block(1235, 2000).frame.height == 765
    with pytest.raises(pairwright.CertificationError, match=rf"1,000.*The answer is {right + 1}\b.*WRONG"):
        maker.block(1000, 2000)


def test_a_wrong_number_in_the_table_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    every_question = Pool.every_question

    def spoiled(self: Pool) -> Asked:
        each = every_question(self)
        return replace(each, numbers={**each.numbers, "r": each.numbers["r"] - (each.ranks == 77)})

    monkeypatch.setattr(Pool, "every_question", spoiled)
    maker = BlockMaker(Plan.of(recipe_of("qa", ["sum"], 30_000)), "train")
    with pytest.raises(pairwright.CertificationError, match="WRONG"):
        maker.block(0, 1)


def test_generate_certifies(monkeypatch: pytest.MonkeyPatch) -> None:
    reworded(monkeypatch, "sum", calculation="{b}-{a}")
    with pytest.raises(pairwright.CertificationError):
        pairwright.generate(recipe_of("pairs", ["sum"]))
