"""Mistakes by hand, and what a recipe may ask of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.mistakes.base import Case, Limits, Mistake
from pairwright.problems import registered
from pairwright.recipe.file import builtin_names
from pairwright.recipe.recipe import Recipe
from pairwright.values.calculation import require_calculation, size_of, value_of

_LARGE = {"a": 10**9, "b": -(10**9), "c": 10**9, "x": 2}
ADDITIVE = {"additive": {"operators": ["+"], "views": ["sum"]}}


def recipe_of(rows: int = 60, layout: str = "preference", **data: Any) -> Recipe:
    splits = {"train": {"families": "training", "rows": rows, "layout": layout}}
    return Recipe.of({"problems": {"additive": {}}, "splits": splits, **data})


def claims(problem: str, view: str, kind: str, **numbers: int) -> set[int]:
    """What a learner who makes this mistake may answer to one question."""
    declared = registered()[problem]
    asked = next(each for each in declared.views if each.name == view)
    columns = {role: np.array([value]) for role, value in numbers.items()}
    case = Case(columns, columns[declared.answer], Limits(-(10**12), 10**12, (-100, 100)), 42, "test", np.array([0]))
    said = [way.claim(case) for way in declared.mistakes(asked) if way.name == kind]
    return {int(each.values[0]) for each in said if each.applies[0]} - {numbers[declared.answer]}


@pytest.mark.parametrize(
    ("problem", "view", "kind", "numbers", "expected"),
    [
        ("additive", "sum", "no_carry", {"a": 57, "b": 48, "r": 105}, {95}),
        ("additive", "sum", "no_carry", {"a": 75, "b": 48, "r": 123}, {113}),
        ("additive", "sum", "no_carry", {"a": 57, "b": 61, "r": 118}, set()),
        ("additive", "sum", "no_carry", {"a": -57, "b": -48, "r": -105}, {-95}),
        ("additive", "sum", "no_carry", {"a": 999_999_999, "b": 1, "r": 10**9}, {999_999_990}),
        ("additive", "difference", "no_borrow", {"a": 83, "b": 57, "r": 26}, {34}),
        ("additive", "difference", "no_borrow", {"a": 4, "b": 61, "r": -57}, {-63}),
        ("additive", "difference", "no_borrow", {"a": 68, "b": 57, "r": 11}, set()),
        ("additive", "difference", "wrong_operation", {"a": 79, "b": 7, "r": 72}, {86}),
        ("additive", "difference", "wrong_sign", {"a": 4, "b": 61, "r": -57}, {57}),
        ("additive", "missing_first_addend", "wrong_inverse", {"a": 95, "b": 55, "r": 40}, {150}),
        ("additive", "missing_minuend", "wrong_inverse", {"a": 9, "b": 42, "r": 51}, {33}),
        ("additive", "sum", "digit_swap", {"a": 57, "b": 4, "r": 61}, {16}),
        ("additive", "sum", "digit_swap", {"a": 40, "b": 4, "r": 44}, set()),
        ("additive", "sum", "digit_swap", {"a": 46, "b": 4, "r": 50}, set()),
        ("additive", "sum", "digit_swap", {"a": 300, "b": 21, "r": 321}, {312, 231}),
        ("additive", "sum", "operand_echo", {"a": 57, "b": 4, "r": 61}, {57, 4}),
        ("additive", "sum", "operand_echo", {"a": 57, "b": 0, "r": 57}, {0}),
        ("multiplicative", "product", "multiplication_slip", {"a": 7, "b": 8, "r": 56}, {49, 63, 48, 64}),
        ("multiplicative", "product", "wrong_operation", {"a": 7, "b": 8, "r": 56}, {15}),
        ("multiplicative", "quotient", "remainder_slip", {"a": 72, "b": 3, "r": 24}, {20}),
        ("multiplicative", "quotient", "remainder_slip", {"a": 84, "b": -7, "r": -12}, {-10}),
        ("multiplicative", "quotient", "remainder_slip", {"a": 56, "b": 7, "r": 8}, set()),
        ("multiplicative", "missing_divisor", "wrong_inverse", {"a": 6, "b": 3, "r": 2}, {18, 3}),
        ("two_step", "product_plus", "wrong_inverse", {"a": 3, "b": 5, "c": 20, "x": 5}, {15, 45}),
        ("two_step", "product_plus", "wrong_inverse", {"a": 5, "b": 5, "c": 20, "x": 3}, {5, 15, 75, 4}),
        ("two_step", "minus_product", "wrong_sign", {"a": 3, "b": 20, "c": 5, "x": 5}, {-5}),
        ("two_step", "product_plus", "wrong_inverse", _LARGE, {0, 2 * 10**9, 2 * 10**18, 1}),
    ],
)  # fmt: skip
def test_the_mistake_by_hand(problem: str, view: str, kind: str, numbers: dict[str, int], expected: set[int]) -> None:
    assert claims(problem, view, kind, **numbers) == expected


def test_the_text_is_what_such_a_learner_writes() -> None:
    rows = pairwright.generate(recipe_of(3000, mistakes=["wrong_operation", "wrong_inverse"]))
    assert set(rows["mistake"]) == {"wrong_operation", "wrong_inverse"}
    found = set(rows["prompt"] + rows["rejected"])
    pattern = r"^(\d+)-(\d+)=\? The answer is (\d+) because (\d+)\+(\d+) equals (\d+)\.$"
    groups = [text for text in found if pl.Series([text]).str.contains(pattern)[0]]
    assert groups
    for text in groups:
        a, b, claimed, shown_a, shown_b, result = (int(n) for n in pl.Series([text]).str.extract_all(r"\d+")[0])
        assert (a, b, claimed) == (shown_a, shown_b, result)
        assert claimed == a + b


def test_calculations_that_could_be_inexact_are_refused() -> None:
    for calculation in (
        "{a}@{b}",
        "1<{a}<{b}",
        "least_factor({a}, {b})",
        "{a}+",
        "{a}*1.5",
        "round({a})",
        "abs({a}, {b})",
        "gcd({a})",
        "{a} if {b} else 1",
    ):
        with pytest.raises(ValueError, match=r"^here: .*is not (part of )?a calculation"):
            require_calculation(calculation, {"a", "b"}, "here")


def test_calculations_are_exact_on_the_way() -> None:
    """Fractions stay fractions until the end: 3/2*4 is 6, 1/2+1 no whole number."""
    numbers = {"a": np.array([3, 1]), "b": np.array([2, 2])}
    values, whole = value_of("{a}/{b}*4", numbers)
    assert (values.tolist(), whole.tolist()) == ([6, 2], [True, True])
    assert value_of("{a}/{b}+{a}", numbers)[1].tolist() == [False, False]
    assert value_of("{a}*{b}*{a}", numbers)[0].tolist() == [18, 2]
    assert value_of("({a}<{b})*10+({a}>={b})", numbers)[0].tolist() == [1, 10]
    assert value_of("{a}**{b}+least_factor({a}*7)", numbers)[0].tolist() == [9 + 3, 1 + 7]
    for calculation in ("{a}*{b}*{a}", "{a}**{b}", "{b}**{a}", "least_factor({a})"):
        with pytest.raises(OverflowError, match=r"64 bits|is looked for up to"):
            size_of(calculation, {"a": (10**9, 1), "b": (10, 1)})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"mistakes": {"of_by_one": 1}}, "unknown mistake 'of_by_one'; did you mean 'off_by_one'?"),
        ({"mistakes": {}}, "mistakes is empty"),
        ({"mistakes": {"off_by_one": 0}}, "mistakes.off_by_one"),
        ({"rejected_per_prompt": 2}, "2 different rejected answers need as many kinds"),
        ({"rejected_per_prompt": 0}, "rejected_per_prompt"),
        ({"mistakes": ["off_by_one"], "question_in_negative": False}, "question_in_negative"),
        ({"mistakes": ["wrong_reason"], "wording": {"answer": "It is {answer}."}}, "mistakes.wrong_reason"),
        (
            {"mistakes": ["wrong_answer_right_reason"], "wording": {"answer": "{calculation} equals {answer}."}},
            "mistakes.wrong_answer_right_reason",
        ),
        ({"wording": {"refusal": "Ask me in 5 minutes."}}, "holds a digit"),
        ({"wording": {"refusal": ["No.", "In ² minutes."]}}, "holds a digit"),
        ({"wording": {"refusal": []}}, "refusal"),
        ({"wording": {"refusal": ["No.", "No."]}}, "twice"),
    ],
)
def test_what_a_recipe_cannot_ask_is_told_in_one_line(data: dict[str, Any], message: str) -> None:
    with pytest.raises(pairwright.RecipeError) as caught:
        recipe_of(**data)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"mistakes": ["no_borrow"], "problems": ADDITIVE}, "the view 'sum' has too few kinds"),
        ({"mistakes": ["digit_swap"], "problems": ADDITIVE}, "too few kinds of the mix apply to a question"),
        # Without a minus sign in the recipe, nobody writes 57-4.
        ({"mistakes": ["wrong_operation"], "problems": ADDITIVE}, "the view 'sum' has too few kinds"),
    ],
)
def test_a_mix_that_does_not_suffice_is_told_in_one_line(data: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(pairwright.RecipeError) as caught:
        pairwright.write(recipe_of(**data), tmp_path / "out")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_another_of_the_mix_takes_the_place_of_one_that_cannot_apply() -> None:
    rows = pairwright.generate(recipe_of(4000, mistakes={"digit_swap": 1e6, "off_by_one": 1e-6}))
    cannot = rows["answer"].abs().cast(pl.String).map_elements(lambda n: n == n[::-1] or n[-1] == "0", pl.Boolean)
    assert rows.filter(cannot)["mistake"].unique().to_list() == ["off_by_one"]
    assert rows.filter(~cannot)["mistake"].unique().to_list() == ["digit_swap"]


def test_refusals_are_drawn_from_a_list() -> None:
    wordings = ["Sorry, I don't know.", "No {{idea}}.", "Ask someone else."]
    rows = pairwright.generate(recipe_of(3000, wording={"refusal": wordings}))
    counts = dict(rows["rejected"].value_counts().rows())
    assert set(counts) == {" Sorry, I don't know.", " No {idea}.", " Ask someone else."}
    assert all(900 < count < 1100 for count in counts.values())


def test_rows_counts_rows_also_where_the_last_prompt_has_fewer() -> None:
    mix = ["off_by_one", "off_by_ten", "random_number"]
    rows = pairwright.generate(recipe_of(100, mistakes=mix, rejected_per_prompt=3))
    assert rows.height == 100
    assert rows["prompt"].n_unique() == 34
    listed = pairwright.generate(recipe_of(34, "listwise", mistakes=mix, rejected_per_prompt=3))
    assert listed["prompt"].to_list() == rows["prompt"].unique(maintain_order=True).to_list()
    assert listed.explode("rejected", "mistake", "wrong_answer")[:100].equals(rows)


def test_a_limit_for_each_operator_holds_rows_not_prompts() -> None:
    split = {"families": "held_out", "layout": "pairs"}
    data = {"problems": {"additive": {}}, "mistakes": ["off_by_one", "off_by_ten", "random_number"]}
    recipe = Recipe.of({**data, "rejected_per_prompt": 3, "splits": {"t": {**split, "max_rows_per_operator": 100}}})
    assert pairwright.generate(recipe, "t")["operator"].value_counts().sort("operator")["count"].to_list() == [99, 99]
    short = Recipe.of({**data, "rejected_per_prompt": 3, "splits": {"t": {**split, "max_rows_per_operator": 2}}})
    with pytest.raises(pairwright.RecipeError, match="no room for the 3 rows"):
        pairwright.generate(short, "t")


def test_the_recipe_mistakes_has_the_questions_of_arithmetic_and_no_refusal() -> None:
    ours, theirs = (pairwright.load_recipe(name) for name in ("mistakes", "arithmetic"))
    rows, plain = (pairwright.generate(recipe, "train", 5000, 9000) for recipe in (ours, theirs))
    assert rows["positive"].equals(plain["positive"])
    assert "refusal" not in set(rows["mistake"])
    assert "mistake" not in plain.columns
    for split in ("test", "test_familiar", "test_beyond"):
        assert pairwright.generate(ours, split).equals(pairwright.generate(theirs, split))


@pytest.mark.parametrize("layout", ["pairs", "preference", "listwise"])
@pytest.mark.parametrize("format_name", ["jsonl", "parquet"])
def test_files_and_counts_say_the_mistakes(layout: str, format_name: str, tmp_path: Path) -> None:
    mix = {"off_by_one": 2, "random_number": 1, "refusal": 1}
    recipe = recipe_of(1000, layout, mistakes=mix, rejected_per_prompt=2, format=format_name)
    summary = pairwright.write(recipe, tmp_path, metadata=True)
    file = tmp_path / f"train.{format_name}"
    rows = pl.read_parquet(file) if format_name == "parquet" else pl.read_ndjson(file)
    assert rows.equals(pairwright.generate(recipe))
    kinds = rows.explode("mistake") if layout == "listwise" else rows
    counted = dict(kinds["mistake"].value_counts().rows())
    manifest = json.loads((tmp_path / "manifest.json").read_text())["splits"]["train"]
    assert manifest["mistakes"] == summary.splits[0].mistakes == counted
    assert sum(count for views in manifest["counts"].values() for count in views.values()) == manifest["rows"] == 1000


def test_a_kind_of_its_own_needs_no_list_of_kinds() -> None:
    ways = registered()["additive"].mistakes(registered()["additive"].views[0])
    assert all(isinstance(way, Mistake) and way.calculation for way in ways)
    assert "mistakes" in builtin_names()
