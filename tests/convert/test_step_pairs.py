"""Whole solutions, ours and anyone's, as pairs of the step in which they part; and only where both are proven."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.convert.rows import Row, converted

import pairwright
from pairwright import Recipe
from pairwright.testing.contract import NO_STEP

KINDS = ("order_of_operations", "chain", "gcd", "long_addition", "fraction_sum", "expand")
MIX = ("off_by_one", "no_carry", "operand_echo", "digit_swap", "numerator_off_by_one", "coefficient_off_by_one")


def recipe_of(layout: str = "preference", answer: str = "steps_first", kinds: tuple[str, ...] = KINDS) -> Recipe:
    return Recipe.of(
        {
            "problems": {kind: {"weight": 1} for kind in kinds},
            "wording": {"answer": answer},
            "mistakes": list(MIX),
            "splits": {"train": {"families": "training", "rows": 600, "layout": layout}},
        }
    )


def pair(prompt: str, chosen: str, rejected: str) -> Row:
    return {"prompt": prompt, "chosen": chosen, "rejected": rejected}


@pytest.mark.parametrize("layout", ["preference", "pairs", "implicit", "chat"])
def test_our_solutions_become_the_pairs_that_we_would_have_made(tmp_path: Path, layout: str) -> None:
    assert not NO_STEP & set(MIX)
    own = pairwright.generate(recipe_of("step_preference")).select("prompt", "chosen", "rejected")
    recipe = recipe_of("preference" if layout == "implicit" else layout)
    rows = pairwright.generate(recipe)
    if layout == "implicit":
        rows = rows.select(chosen=pl.col("prompt") + pl.col("chosen"), rejected=pl.col("prompt") + pl.col("rejected"))
    columns = [name for name in rows.columns if name in {"prompt", "chosen", "rejected", "positive", "negative"}]
    done, found, lost = converted(tmp_path, rows.select(columns).to_dicts(), "step_preference", wording=recipe.declared)
    assert not lost
    assert done.converted == own.height
    assert found == own.to_dicts()


@pytest.mark.parametrize("answer", ["think", "steps_reversed"])
def test_each_style_is_parted_where_its_first_error_is(tmp_path: Path, answer: str) -> None:
    recipe = recipe_of(answer=answer, kinds=KINDS[:4])
    rows = pairwright.generate(recipe)
    keys = ["prompt", "chosen", "rejected"]
    _, found, lost = converted(tmp_path, rows.select(keys).to_dicts(), "step_preference", wording=recipe.declared)
    assert not lost
    for (prompt, chosen, rejected, error), row in zip(
        rows.select(*keys, "first_error").iter_rows(), found, strict=True
    ):
        assert (prompt + chosen).startswith(row["prompt"] + row["chosen"])
        assert (prompt + rejected).startswith(row["prompt"] + row["rejected"])
        assert row["prompt"].removeprefix(prompt).count("=") == error


def test_steps_with_labels_are_put_together_and_parted(tmp_path: Path) -> None:
    steps = [
        {"prompt": "18-(7+4)=?", "completions": ["7+4=11", "18-11=7"], "labels": [True, True]},
        {"prompt": "18-(7+4)=?", "completions": ["7+4=11", "18-11=8"], "labels": [True, False]},
    ]
    _, found, lost = converted(tmp_path, steps, "step_preference")
    assert not lost
    assert found == [pair("18-(7+4)=? 7+4=11", "\n18-11=7", "\n18-11=8")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            pair("18-(7+4)=?", "\n7+4=11\n18-11=7\nThe answer is 7.", "\n7+4=11\n18-11=8\nThe answer is 8."),
            pair("18-(7+4)=?\n7+4=11", "\n18-11=7", "\n18-11=8"),
        ),
        (
            pair(
                "7*8=?",
                " Seven times eight. 7*8=56. The answer is 56.",
                " Seven times eight. 7*8=54. The answer is 54.",
            ),
            pair("7*8=? Seven times eight.", " 7*8=56", " 7*8=54"),
        ),
        (
            pair("7*8=?", " 7*8=56. The answer is 56.", " 7*8=56. The answer is 54."),
            pair("7*8=? 7*8=56.", " The answer is 56.", " The answer is 54."),
        ),
        (
            pair("lcm(4, 6)=?", " gcd(4, 6)=2, 24/2=12.", " gcd(4, 6)=2, 24/2=13."),
            pair("lcm(4, 6)=? gcd(4, 6)=2,", " 24/2=12", " 24/2=13"),
        ),
    ],
)
def test_anyones_solutions(tmp_path: Path, row: Row, expected: Row) -> None:
    _, found, lost = converted(tmp_path, [row], "step_preference")
    assert not lost
    assert found == [expected]


@pytest.mark.parametrize(
    ("chosen", "rejected", "reason"),
    [
        (" 7+4=12, 18-11=7.", " 7+4=12, 18-11=8.", "a step before the one in which the solutions part is not proven"),
        (" 7+4=12, 18-12=6.", " 7+4=11, 18-11=7.", "the right step is not proven"),
        (" 7+4=11, 18-11=7.", " 7+4=11, 18+11=29.", "the wrong step is not proven to be wrong"),
        (" 7+4=11, 18-11=7.", " I do not know.", "the wrong step is not proven to be wrong"),
        (" 7+4=11, 18-11=7.", " 7+4=11,", "the solutions do not part at a step that both have"),
        (" 7+4=11, 18-11=7.", " 7+4=11, 18-11=7.", "the solutions do not part at a step that both have"),
    ],
)
def test_what_is_not_proven_is_left_out(tmp_path: Path, chosen: str, rejected: str, reason: str) -> None:
    _, found, lost = converted(tmp_path, [pair("18-(7+4)=?", chosen, rejected)], "step_preference")
    assert not found
    assert [each["reason"] for each in lost] == [reason]


def test_rows_without_a_rejected_side_have_no_such_pairs(tmp_path: Path) -> None:
    with pytest.raises(pairwright.DataError, match="layout step_preference needs rejected"):
        converted(tmp_path, [{"prompt": "7*8=?", "completion": " 7*8=56."}], "step_preference")
