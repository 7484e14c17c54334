"""Rows are pure functions of their index: any cut, any order and any path give the same rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise, product
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pairwright
import pairwright.rows.blocks as making
from pairwright.layouts import LAYOUTS
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker, blocks

Row = tuple[str, tuple[int, ...], int]
RowsOf = Callable[..., list[Row]]

ROWS = 900
SMALL = {"max_operand": 7, "min_operand": -2, "min_result": -7, "max_result": 7}
LARGE = {"max_operand": 10**9, "min_result": -(10**9), "max_result": 10**9}
TWO_STEP = {"max_operand": 20, "min_result": -3, "max_result": 3, "max_coefficient": 4}
PROBLEMS: dict[str, dict[str, Any]] = {
    "small": {"additive": SMALL, "multiplicative": SMALL},
    "large": {"additive": LARGE},
    "two_step": {"two_step": TWO_STEP},
    # Bundled draws are asked in all forms, so these need to have questions in common.
    "plus": {"two_step": {**TWO_STEP, "operators": ["*+"]}},
}
CASES = [
    *product(["small", "large"], ["cover", "independent", "bundled"], [True, False]),
    *product(["two_step"], ["cover", "independent"], [True]),
    ("plus", "bundled", False),
]


# Several rejected answers a prompt, of kinds that apply everywhere: a cut may fall between rows of one prompt.
SEVERAL = {"mistakes": ["off_by_one", "refusal", "random_number"], "rejected_per_prompt": 3}


@cache
def plan_of(
    problems: str, sampling: str = "cover", shuffle: bool = True, layout: str = "pairs", several: bool = False
) -> Plan:
    splits = {
        "train": {"families": "training", "rows": ROWS, "layout": layout},
        "test": {"families": "held_out", "max_rows_per_operator": 40, "layout": layout},
    }
    data = {"problems": PROBLEMS[problems], "sampling": sampling, "shuffle": shuffle, "splits": splits}
    return Plan.of(Recipe.of({**data, "question_in_negative": shuffle, **(SEVERAL if several else {})}))


def cuts(rows: int) -> st.SearchStrategy[list[int]]:
    """Where to cut 0..rows, the ends included; some pieces may be empty."""
    return st.lists(st.integers(0, rows), max_size=8).map(lambda inner: sorted([0, *inner, rows]))


@pytest.mark.parametrize(("problems", "sampling", "shuffle"), CASES)
@settings(deadline=None, derandomize=True, max_examples=12)
@given(data=st.data())
def test_questions_do_not_depend_on_the_cut(
    rows_of: RowsOf, problems: str, sampling: str, shuffle: bool, data: st.DataObject
) -> None:
    plan = plan_of(problems, sampling, shuffle)
    for split, planned in plan.splits.items():
        ends = data.draw(cuts(planned.rows))
        pieces = [row for start, stop in pairwise(ends) for row in rows_of(plan, split, start, stop)]
        assert pieces == rows_of(plan, split)


def agrees_with_its_pieces(plan: Plan, data: st.DataObject) -> None:
    """Each cut of a split, some of its pieces empty, gives the rows of the whole; so does each way of making them."""
    split = data.draw(st.sampled_from(sorted(plan.splits)))
    height = plan.splits[split].rows
    whole = BlockMaker(plan, split, metadata=True).block(0, height).frame
    assert whole.height == height
    for table_rows in (0, 1 << 17):
        maker = BlockMaker(plan, split, metadata=True, table_rows=table_rows)
        pieces = [maker.block(start, stop).frame for start, stop in pairwise(data.draw(cuts(height)))]
        assert pl.concat(pieces).equals(whole)
        assert pieces[0].schema == maker.schema


@pytest.mark.parametrize(
    ("problems", "layout"), [*product(["small", "large", "two_step"], ["pairs", "qa"]), *product(["small"], LAYOUTS)]
)
@settings(deadline=None, derandomize=True, max_examples=6)
@given(data=st.data())
def test_text_does_not_depend_on_the_cut_or_on_the_table(problems: str, layout: str, data: st.DataObject) -> None:
    agrees_with_its_pieces(plan_of(problems, layout=layout), data)


@pytest.mark.parametrize(("problems", "sampling", "shuffle"), [case for case in CASES if case[1] == "bundled"])
@settings(deadline=None, derandomize=True, max_examples=6)
@given(data=st.data())
def test_bundled_text_does_not_depend_on_the_cut(
    problems: str, sampling: str, shuffle: bool, data: st.DataObject
) -> None:
    agrees_with_its_pieces(plan_of(problems, sampling, shuffle), data)


WORDINGS = {
    "question": ["{question}", "Hello! {question} Thanks.", "Q: {question}"],
    "questions": {"sum": ["What is {a} plus {b}?", "{a}+{b}=?"], "additive.difference": ["{a} - {b} = ?", "{a}-{b}=?"]},
    "answer": ["The answer is {answer} because {calculation} equals {answer}.", "{calculation} = {answer}."],
}


@cache
def plan_of_wordings(layout: str, several: bool) -> Plan:
    recipe = plan_of("small", layout=layout, several=several).recipe
    return Plan.of(recipe.with_changes(wording=WORDINGS))


@pytest.mark.parametrize(
    ("layout", "several"), [("pairs", False), ("qa", False), *product(["preference", "listwise", "kto"], [True])]
)
@settings(deadline=None, derandomize=True, max_examples=3)
@given(data=st.data())
def test_wordings_do_not_depend_on_the_cut(layout: str, several: bool, data: st.DataObject) -> None:
    agrees_with_its_pieces(plan_of_wordings(layout, several), data)


def test_each_wording_is_drawn_and_single_ones_change_nothing() -> None:
    plan = plan_of_wordings("pairs", several=False)
    text = BlockMaker(plan, "train").block(0, ROWS).frame["positive"]
    for part in ("^Hello! .* Thanks", "^Q: ", "^[0-9x(-]|^What is", "What is", "The answer is", r" = -?\d+\.$"):
        assert 0.02 * ROWS < text.str.contains(part).sum() < 0.98 * ROWS, part
    single = plan_of("small").recipe
    listed = single.with_changes(wording={"question": ["{question}"], "answer": [single.wording.answer]})
    assert pairwright.generate(listed).equals(pairwright.generate(single))


# In `implicit` mistakes are refused; the layouts without rejected answers have nothing several of.
@pytest.mark.parametrize("layout", ["pairs", "preference", "chat", "listwise", "kto"])
@settings(deadline=None, derandomize=True, max_examples=4)
@given(data=st.data())
def test_several_rejected_answers_do_not_depend_on_the_cut(layout: str, data: st.DataObject) -> None:
    agrees_with_its_pieces(plan_of("small", layout=layout, several=True), data)


@pytest.mark.parametrize("sampling", ["cover", "independent", "bundled"])
@pytest.mark.parametrize("shuffle", [True, False])
def test_the_table_of_distinct_rows_changes_nothing(sampling: str, shuffle: bool) -> None:
    plan = plan_of("small", sampling, shuffle)
    with_table = BlockMaker(plan, "train", metadata=True)
    without = BlockMaker(plan, "train", metadata=True, table_rows=0)
    height = plan.splits["train"].rows
    assert with_table.table is not None
    assert with_table.table.height == plan.splits["train"].questions
    assert without.table is None
    assert with_table.block(0, height).frame.equals(without.block(0, height).frame)


def test_a_split_that_repeats_nothing_has_no_table() -> None:
    plan = plan_of("large")
    assert BlockMaker(plan, "train").table is None
    assert plan.splits["train"].questions > 10**15


@pytest.mark.parametrize("problems", ["small", "large"])
def test_generate_gives_any_stretch_of_the_rows(problems: str) -> None:
    recipe = plan_of(problems).recipe
    whole = pairwright.generate(recipe, "train")
    pieces = [pairwright.generate(recipe, "train", *each) for each in ((0, 1), (1, 640), (640, None))]
    assert whole.height == ROWS
    assert pl.concat(pieces).equals(whole)
    for start in (0, 5, ROWS):
        nothing = pairwright.generate(recipe, "train", start, start)
        assert nothing.height == 0
        assert nothing.schema == whole.schema


def test_generate_makes_long_stretches_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pairwright.generate(plan_of("large").recipe, "train")
    monkeypatch.setattr(making, "blocks", partial(blocks, size=77))
    assert pairwright.generate(plan_of("large").recipe, "train").equals(whole)


@pytest.mark.parametrize(("start", "stop"), [(-1, 5), (0, ROWS + 1), (6, 5), (ROWS + 1, None), (0, -1)])
def test_rows_that_do_not_exist_are_refused(start: int, stop: int | None) -> None:
    with pytest.raises(pairwright.RecipeError, match=str(ROWS)):
        pairwright.generate(plan_of("large").recipe, "train", start, stop)


@settings(deadline=None, derandomize=True)
@given(end=st.integers(0, 1000), start=st.integers(0, 1000), size=st.integers(1, 300))
def test_blocks_make_up_the_rows(end: int, start: int, size: int) -> None:
    ranges = list(blocks(end, start=start, size=size))
    assert [row for first, stop in ranges for row in range(first, stop)] == list(range(start, end))
    assert all(0 < stop - first <= size for first, stop in ranges)
    assert all(stop - first == size for first, stop in ranges[:-1])
