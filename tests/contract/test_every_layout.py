"""Every layout of every built-in recipe: certified, read back by a verifier that was not told the wording, audited."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.errors import RecipeError
from pairwright.layouts import LAYOUTS, Rejects
from pairwright.plan import Plan
from pairwright.recipe.file import builtin_names
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker

ROWS = 400
# Its rejected answers begin as its chosen ones do.
REFUSED = ("mistakes", "implicit")
# What their rows are like does not depend on the layout: of kinds that many recipes have, one layout is enough.
BY_KINDS = {"algebra", "everything", "fractions", "number_theory", "reason_first", "stories", "whole_numbers"}
CASES = [case for case in product(sorted({*builtin_names()} - BY_KINDS), LAYOUTS) if case != REFUSED]
CASES += [(name, "pairs" if name == "everything" else "preference") for name in sorted(BY_KINDS)]
BEHIND = r"(?:The answer is|Sorry, I) "
# The notebook's test leaks, as it must.
FORMATS = {"arithmetic": "jsonl", "equations": "arrow", "mistakes": "parquet"}


def recipe_of(name: str, layout: str, **changes: Any) -> Recipe:
    return pairwright.load_recipe(name).with_changes(**changes).with_rows(ROWS).with_layout(layout)


def verdicts(texts: pl.Series, recipe: Recipe) -> pl.Series:
    """What is said of whole texts, with REFUSED for those that end with the refusal; a wording of its own is told."""
    refusal = recipe.wording.refusals[0]
    parts = (
        recipe.declared.parted(texts)
        if not recipe.wording.is_plain
        else texts.to_frame("text").select(
            question=pl.col("text").str.extract(rf"^(.*?) {BEHIND}"),
            completion=pl.col("text").str.extract(rf"({BEHIND}.*)$"),
        )
    )
    scored = (
        pairwright.score_column(parts)
        .select(
            # A right answer with a reason that fails is a fair rejected side.
            pl.when((pl.col("verdict") == "RIGHT") & (pl.col("reason") == "FAILS"))
            .then(pl.lit("WRONG"))
            .otherwise("verdict")
        )
        .to_series()
    )
    return pl.Series(["REFUSED"] * len(texts)).zip_with(texts.str.ends_with(refusal), scored)


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_what_is_chosen_is_right_and_what_is_rejected_is_not(name: str, layout: str) -> None:
    recipe = recipe_of(name, layout, question_in_negative=True)
    plan = Plan.of(recipe)
    for split in plan.splits:
        found = LAYOUTS[recipe.splits[split].layout]
        rows = plan.splits[split].rows
        frame = BlockMaker(plan, split).block(0, rows).frame
        assert frame.height == rows
        assert list(frame.columns) == list(found.columns)
        assert frame.null_count().sum_horizontal().item() == 0
        assert set(verdicts(found.chosen_texts(frame), recipe)) == {"RIGHT"}
        expected = {"WRONG", "REFUSED"} if set(recipe.mix) != {"refusal"} else {"REFUSED"}
        rejected = set(verdicts(found.rejected_texts(frame), recipe))
        assert rejected <= expected if found.rejects is not Rejects.NONE else not rejected


def test_near_misses_are_refused_in_implicit() -> None:
    with pytest.raises(RecipeError, match=r"^mistakes: splits\.train\.layout: 'implicit' .* use preference"):
        recipe_of(*REFUSED)


@pytest.mark.parametrize(("name", "layout"), [case for case in CASES if case[0] in FORMATS])
def test_the_audit_finds_no_error_in_what_generate_writes(name: str, layout: str, tmp_path: Path) -> None:
    pairwright.write(recipe_of(name, layout, format=FORMATS[name]), tmp_path)
    report = pairwright.audit(tmp_path)
    assert report.rows == ROWS
    assert {source.rejects for source in report.sources} == {0}
    # Turned around, a question of test_familiar may be trained on: that is what familiar says.
    assert {each.code for each in report.findings if each.severity == "error"} <= {"leak-mirrored"}
    (trained,) = (source for source in report.sources if source.role == "data")
    assert trained.taken_for.endswith(", ".join(LAYOUTS[layout].columns))
