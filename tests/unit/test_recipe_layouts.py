"""What a recipe may ask of the layouts of its splits."""

from __future__ import annotations

from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest

import pairwright
from pairwright.errors import CertificationError, RecipeError
from pairwright.layouts import LAYOUTS
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker

SEVERAL = {"mistakes": ["off_by_one", "refusal", "random_number"], "rejected_per_prompt": 3}
SUMS = {"additive": {"views": ["sum"]}}


def recipe_of(layout: str, rows: int = 200, **changes: Any) -> Recipe:
    return Recipe.of({"splits": {"train": {"families": "training", "rows": rows, "layout": layout}}, **changes})


def splits_of(one: str, other: str) -> dict[str, Any]:
    return {
        "train": {"families": "training", "rows": 5, "layout": one},
        "test": {"families": "held_out", "rows": 5, "layout": other},
    }


def accepted(one: str, other: str) -> bool:
    try:
        Recipe.of({"splits": splits_of(one, other)})
    except RecipeError:
        return False
    return True


def test_two_splits_have_no_column_of_one_name_and_two_dtypes() -> None:
    texts = {"preference", "listwise", "kto", "prompts", "sft"}
    talks = {"chat", "prompts_chat", "sft_chat"}
    at_odds = {*product(texts, talks), ("preference", "listwise"), ("implicit", "chat"), ("implicit", "listwise")}
    at_odds |= {(other, one) for one, other in at_odds}
    assert {pair for pair in permutations(LAYOUTS, 2) if not accepted(*pair)} == at_odds


def test_the_column_and_both_splits_are_named() -> None:
    expected = r"splits\.test\.layout: 'rejected' is of another dtype in listwise than in preference, .* of train;"
    with pytest.raises(RecipeError, match=expected):
        Recipe.of({"splits": splits_of("preference", "listwise")})


@pytest.mark.parametrize("how", [{"metadata": True}, {"format": "parquet"}])
def test_the_same_holds_for_metadata(how: dict[str, Any], tmp_path: Path) -> None:
    splits = {
        "train": {"families": "training", "rows": 50, "layout": "listwise"},
        "more": {"families": "training", "rows": 50, "layout": "pairs"},
    }
    recipe = Recipe.of({"mistakes": ["off_by_one"], "splits": splits, "format": how.get("format", "jsonl")})
    with pytest.raises(RecipeError, match=r"splits\.more\.layout: 'mistake' .* in pairs than in listwise.*train"):
        pairwright.write(recipe, tmp_path / "data", metadata="metadata" in how)
    assert not (tmp_path / "data").exists()
    pairwright.write(recipe.with_changes(format="jsonl"), tmp_path / "data")


@pytest.mark.parametrize(
    "changes",
    [
        {"mistakes": ["off_by_one"]},
        {"mistakes": {"refusal": 9, "wrong_operation": 1}},
        {"wording": {"refusal": ["Sorry.", "That I cannot tell."]}},
        {"wording": {"answer": "Surely {answer}.", "refusal": "Sorry."}},
        {"wording": {"answer": "The answer is {answer}.", "refusal": "That."}},
        {"wording": {"answer": "{{{answer}}}", "refusal": "{{none}}"}},
    ],
)
def test_answers_that_begin_alike_are_refused_in_implicit(changes: dict[str, Any]) -> None:
    with pytest.raises(RecipeError, match=r"splits\.train\.layout: 'implicit' .* use preference"):
        recipe_of("implicit", **changes)
    recipe_of("preference", **changes)


@pytest.mark.parametrize(
    "wording",
    [
        {},
        {"refusal": ["Sorry.", "I cannot tell."]},
        {"answer": "the answer is {answer}.", "refusal": "That I cannot tell."},
        {"answer": "{answer} is right."},
    ],
)
def test_answers_that_begin_otherwise_are_not(wording: dict[str, Any]) -> None:
    frame = pairwright.generate(recipe_of("implicit", wording=wording))
    parts = r"^(\S+\?) (.)"
    chosen, rejected = (frame[side].str.extract_groups(parts) for side in ("chosen", "rejected"))
    assert (chosen.struct.field("1") == rejected.struct.field("1")).all()
    assert (chosen.struct.field("2") != rejected.struct.field("2")).all()


@pytest.mark.parametrize("certified", [True, False])
def test_where_numbers_stand_first_each_row_is_looked_at(certified: bool) -> None:
    wording = {"answer": "{answer} it is."}
    recipe = recipe_of("implicit", problems=SUMS, wording=wording, mistakes=["off_by_one"])
    for table_rows in (0, 1 << 17):
        maker = BlockMaker(Plan.of(recipe), "train", certified=certified, table_rows=table_rows)
        with pytest.raises(
            RecipeError, match=r"splits\.train\.layout: implicit: after '.*=\?'.*use preference"
        ) as caught:
            maker.block(0, 200)
        assert "\n" not in str(caught.value)


def test_a_row_of_implicit_where_all_goes_well_may_be_had_though_others_may_not() -> None:
    wording = {"answer": "{answer} it is."}
    recipe = recipe_of("implicit", 400, problems=SUMS, wording=wording, mistakes=["wrong_sign", "random_number"])
    maker = BlockMaker(Plan.of(recipe), "train")
    outcomes = set()
    for row in range(60):
        try:
            frame = maker.block(row, row + 1).frame
        except RecipeError:
            outcomes.add("refused")
        else:
            outcomes.add("made")
            chosen, rejected = (text.split(" ", 1)[1] for text in frame.row(0))
            assert chosen[0] != rejected[0]
    assert outcomes == {"refused", "made"}


@pytest.mark.parametrize("layout", ["prompts", "prompts_chat"])
def test_a_question_that_reward_does_not_understand_is_no_prompt(layout: str) -> None:
    wrapped = recipe_of(layout, wording={"question": "Unlike my brother says, {question}"})
    with pytest.raises(CertificationError, match=r"pairwright\.reward would not give 'Unlike my brother says, "):
        pairwright.generate(wrapped)
    # For a reward of one's own it may be made; and in other layouts the verifier knows the wording.
    assert BlockMaker(Plan.of(wrapped), "train", certified=False).block(0, 200).frame.height == 200
    assert pairwright.generate(wrapped.with_layout("sft")).height == 200


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 199])
def test_rows_count_the_rows_of_the_file(layout: str, rows: int, tmp_path: Path) -> None:
    changes = SEVERAL if layout != "implicit" else {}
    recipe = recipe_of(layout, rows, **changes)
    summary = pairwright.write(recipe, tmp_path)
    assert summary.rows == rows
    written = (tmp_path / "train.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(written) == rows
    assert sum(count for views in summary.splits[0].counts.values() for count in views.values()) == rows
    rejected = {"kto": rows - -(-rows // 4), "listwise": 3 * rows}
    without = {"prompts", "prompts_chat", "sft", "sft_chat", "qa"}
    assert sum(summary.splits[0].mistakes.values()) == (0 if layout in without else rejected.get(layout, rows))


def test_each_prompt_of_kto_has_its_chosen_row_and_then_its_rejected_ones() -> None:
    frame = pairwright.generate(recipe_of("kto", 403, **SEVERAL))
    assert frame["label"].to_list() == [row % 4 == 0 for row in range(403)]
    assert frame["mistake"].is_null().to_list() == frame["label"].to_list()
    prompts = frame["prompt"].to_list()
    assert prompts == [prompts[row - row % 4] for row in range(403)]
    scored = pairwright.score_column(frame, question="prompt")
    right, refused = scored["verdict"] == "RIGHT", frame["mistake"] == "refusal"
    assert (right == frame["label"]).all()
    assert (scored["verdict"].filter(~right & ~refused.fill_null(value=False)) == "WRONG").all()


def test_kto_of_the_one_refusal_has_as_many_rows_of_either_label() -> None:
    frame = pairwright.generate(recipe_of("kto", 400))
    assert frame["label"].sum() == 200
    assert set(frame.filter(~frame["label"])["completion"]) == {" Sorry, I don't know."}


def test_too_few_rows_for_a_prompt_of_kto_are_refused() -> None:
    splits = {"train": {"families": "training", "max_rows_per_operator": 1, "layout": "kto"}}
    with pytest.raises(RecipeError, match=r"splits\.train\.max_rows_per_operator: 1 rows .* the 2 rows of a prompt"):
        Plan.of(Recipe.of({"splits": splits}))
