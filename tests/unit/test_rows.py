"""The text of rows and their metadata, read back from the text alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker, first_rows
from pairwright.rows.certify import Certifier

DIFFICULTY = ["kind", "digits", "carries", "steps", "entropy", "difficulty"]
N = r"\(?(-?\d+)\)?"
# For each view: its operator, how its question reads, whether x answers it, and the calculation that explains it
# (with the numbers p and q as they stand in the question).
VIEWS: dict[str, tuple[str, str, Callable[[int, int, int], bool], str]] = {
    "sum": ("+", rf"{N}\+{N}=\?", lambda p, q, x: p + q == x, "{p}+{q}"),
    "missing_minuend": ("+", rf"x-{N}={N},x=\?", lambda p, q, x: x - p == q, "{p}+{q}"),
    "difference": ("-", rf"{N}-{N}=\?", lambda p, q, x: p - q == x, "{p}-{q}"),
    "missing_first_addend": ("-", rf"x\+{N}={N},x=\?", lambda p, q, x: x + p == q, "{q}-{p}"),
    "missing_second_addend": ("-", rf"{N}\+x={N},x=\?", lambda p, q, x: p + x == q, "{q}-{p}"),
    "missing_subtrahend": ("-", rf"{N}-x={N},x=\?", lambda p, q, x: p - x == q, "{p}-{q}"),
    "product": ("*", rf"{N}\*{N}=\?", lambda p, q, x: p * q == x, "{p}*{q}"),
    "missing_dividend": ("*", rf"x/{N}={N},x=\?", lambda p, q, x: p != 0 and x == p * q, "{q}*{p}"),
    "quotient": ("/", rf"{N}/{N}=\?", lambda p, q, x: q != 0 and p == q * x, "{p}/{q}"),
    "missing_first_factor": ("/", rf"x\*{N}={N},x=\?", lambda p, q, x: p != 0 and x * p == q, "{q}/{p}"),
    "missing_second_factor": ("/", rf"{N}\*x={N},x=\?", lambda p, q, x: p != 0 and p * x == q, "{q}/{p}"),
    "missing_divisor": ("/", rf"{N}/x={N},x=\?", lambda p, q, x: x != 0 and p != 0 and p == q * x, "{p}/{q}"),
}


def recipe_of(layout: str = "preference", rows: int = 3000, **changes: Any) -> Recipe:
    ends = {"min_operand": -30, "max_operand": 30, "min_result": -40, "max_result": 40}
    train = {"families": "training", "rows": rows, "layout": layout}
    problems = {"additive": ends, "multiplicative": ends}
    return Recipe.of({"problems": problems, "splits": {"train": train}, **changes})


def read(frame: pl.DataFrame) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Each row with the two numbers that its question shows."""
    for row in frame.iter_rows(named=True):
        match = re.fullmatch(VIEWS[row["view"]][1], row["prompt"])
        assert match is not None, f"{row['prompt']!r} is not worded as {row['view']}"
        yield row, int(match[1]), int(match[2])


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    return pairwright.generate(recipe_of())


def test_few_rows_are_made_without_all_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of all 40,905 questions takes ten times as long as these rows, which are the same either way."""
    looked_at: list[int] = []
    chosen = Certifier.chosen

    def counted(self: Certifier, frame: pl.DataFrame, where: str) -> None:
        looked_at.append(frame.height)
        chosen(self, frame, where)

    monkeypatch.setattr(Certifier, "chosen", counted)
    few = pairwright.generate("arithmetic", "train", 50, 62)
    assert looked_at == [12]
    many = pairwright.generate("arithmetic", "train", 0, 41_000)
    assert looked_at == [12, 40_905]
    assert few.equals(many[50:62])


def test_every_row_is_true(frame: pl.DataFrame) -> None:
    seen = set()
    for row, first, second in read(frame):
        assert VIEWS[row["view"]][2](first, second, row["answer"]), row
        seen.add(row["view"])
    assert seen == set(VIEWS)


def test_metadata_says_what_the_row_is(frame: pl.DataFrame) -> None:
    assert frame.columns == ["prompt", "chosen", "rejected", "operator", "view", "family", "answer", *DIFFICULTY]
    for row, first, second in read(frame):
        assert row["operator"] == VIEWS[row["view"]][0]
        assert row["chosen"].startswith(f" The answer is {row['answer']} because ")
        assert row["chosen"].endswith(f" equals {row['answer']}.")
        assert row["rejected"] == " Sorry, I don't know."
        u, v, w = sorted((abs(first), abs(second), abs(row["answer"])))
        additive = row["operator"] in "+-"
        # A product by 0 has two zeros, of which one is the product.
        expected = f"{u}+{v}={w}" if additive else f"{u}*{v}={w}" if u else f"0*{w}=0"
        assert row["family"] == expected


def test_the_calculation_uses_the_numbers_of_the_question(frame: pl.DataFrame) -> None:
    for row, p, q in read(frame):
        match = re.search(rf"because {N}([-+*/]){N} equals", row["chosen"])
        assert match is not None
        assert f"{match[1]}{match[2]}{match[3]}" == VIEWS[row["view"]][3].format(p=p, q=q)


TWO_STEP = {
    "product_plus": (rf"{N}\*x\+{N}={N},x=\?", "a b c", 1, 1),
    "plus_product": (rf"{N}\+{N}\*x={N},x=\?", "b a c", 1, 1),
    "product_minus": (rf"{N}\*x-{N}={N},x=\?", "a b c", 1, -1),
    "minus_product": (rf"{N}-{N}\*x={N},x=\?", "b a c", -1, 1),
}


def test_two_step_rows_are_true_and_state_their_family() -> None:
    part = {"min_coefficient": -6, "max_coefficient": 6, "min_operand": -30, "max_operand": 30}
    splits = {"train": {"families": "all", "rows": 3000, "layout": "qa"}}
    shapes = set()
    for row in pairwright.generate(Recipe.of({"problems": {"two_step": part}, "splits": splits})).iter_rows(named=True):
        pattern, names, of_product, of_other = TWO_STEP[row["view"]]
        match = re.fullmatch(pattern, row["question"])
        assert match is not None
        n = dict(zip(names.split(), map(int, match.groups()), strict=True))
        assert n["a"] != 0
        assert of_product * n["a"] * row["answer"] + of_other * n["b"] == n["c"]
        assert row["operator"] == ("*+" if row["view"] in {"product_plus", "plus_product"} else "*-")
        u, v = sorted((abs(n["a"]), abs(row["answer"])))
        k, other = sorted((abs(n["b"]), abs(n["c"])))
        is_sum = u * v + k == other
        assert row["family"] == (f"{u}*{v}+{k}={other}" if is_sum else f"{u}*{v}={k}+{other}")
        shapes.add((is_sum, u == v, k == other))
    assert len(shapes) >= 6


def test_without_metadata_there_are_only_the_columns_of_the_layout() -> None:
    plan = Plan.of(recipe_of("pairs", rows=50))
    assert BlockMaker(plan, "train").block(0, 50).frame.columns == ["positive", "negative"]
    assert BlockMaker(plan, "train").schema == {"positive": pl.String, "negative": pl.String}
    assert BlockMaker(plan, "train", metadata=True).schema["answer"] == pl.Int64


def test_the_same_rows_stand_in_every_layout(frame: pl.DataFrame) -> None:
    pairs, qa = (pairwright.generate(recipe_of(layout)) for layout in ("pairs", "qa"))
    assert (pairs["positive"] == frame["prompt"] + frame["chosen"]).all()
    assert (pairs["negative"] == frame["prompt"] + frame["rejected"]).all()
    assert (qa["question"] == frame["prompt"]).all()
    assert (qa["answer"] == frame["answer"]).all()
    assert pairs["family"].to_list() == qa["family"].to_list() == frame["family"].to_list()


def test_the_negative_can_be_the_bare_refusal() -> None:
    rows = pairwright.generate(recipe_of("pairs", rows=20, question_in_negative=False))
    assert set(rows["negative"]) == {"Sorry, I don't know."}


def test_wordings_of_ones_own() -> None:
    wording = {
        "question": "What is x? {question}",
        "questions": {"missing_divisor": "{a}/x = {b}, x=?"},
        "answer": "The answer is {answer}.",
        "refusal": "I {{really}} cannot say.",
    }
    splits = {"only": {"families": "all", "rows": 40, "layout": "preference"}}
    part = {"views": ["missing_divisor"], "min_operand": -9}
    recipe = Recipe.of({"problems": {"multiplicative": part}, "wording": wording, "splits": splits})
    for row in pairwright.generate(recipe, "only").iter_rows(named=True):
        match = re.fullmatch(r"What is x\? (-?\d+)/x = (-?\d+), x=\?", row["prompt"])
        assert match is not None
        assert int(match[1]) == int(match[2]) * row["answer"]
        assert row["chosen"] == f" The answer is {row['answer']}."
        assert row["rejected"] == " I {really} cannot say."


def test_negative_numbers_stand_in_parentheses_after_an_operator(frame: pl.DataFrame) -> None:
    texts = frame.select(pl.col("prompt") + pl.col("chosen")).to_series()
    assert not texts.str.contains(r"[-+*/]-").any()
    assert texts.str.contains(r"[-+*/]\(-\d+\)").sum() > 500


def test_generate_knows_recipes_by_name_and_splits_by_name() -> None:
    rows = pairwright.generate("equations", "test", 0, 5)
    assert rows.columns == ["question", "answer", "operator", "view", "family", *DIFFICULTY]
    assert rows.height == 5
    with pytest.raises(pairwright.RecipeError, match=r"'validation'.*train"):
        pairwright.generate("arithmetic", "validation")


def test_first_rows_stop_at_the_end() -> None:
    recipe = recipe_of(rows=30)
    assert first_rows(recipe, "train", 7).equals(pairwright.generate(recipe, "train", 0, 7))
    assert first_rows(recipe, "train", 10**9).height == 30
    with pytest.raises(pairwright.RecipeError, match="0"):
        first_rows(recipe, "train", 0)
