"""The columns of each layout, and the whole texts read back from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pairwright.cli.options import LAYOUT_NAMES
from pairwright.errors import RecipeError
from pairwright.layouts import LAYOUTS, STEP_LAYOUTS, Dtype, Rejects, columns_at_odds, layout

ROWS = pl.DataFrame(
    {
        "question": ["2+3=?", "x-(-3)=5,x=?"],
        "chosen": ["The answer is 5.", "The answer is 2."],
        "rejected": ["No.", 'Sorry,\n"I" don\'t know.'],
        "answer": [5, 2],
    }
)
CHOSEN = ["2+3=? The answer is 5.", "x-(-3)=5,x=? The answer is 2."]
REJECTED = ["2+3=? No.", 'x-(-3)=5,x=? Sorry,\n"I" don\'t know.']


def user(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def assistant(text: str) -> list[dict[str, str]]:
    return [{"role": "assistant", "content": text}]


# What the first of the rows is in each layout.
FIRST: dict[str, dict[str, Any]] = {
    "pairs": {"positive": "2+3=? The answer is 5.", "negative": "2+3=? No."},
    "preference": {"prompt": "2+3=?", "chosen": " The answer is 5.", "rejected": " No."},
    "implicit": {"chosen": "2+3=? The answer is 5.", "rejected": "2+3=? No."},
    "chat": {"prompt": user("2+3=?"), "chosen": assistant("The answer is 5."), "rejected": assistant("No.")},
    "listwise": {"prompt": "2+3=?", "chosen": " The answer is 5.", "rejected": [" No."]},
    "kto": {"prompt": "2+3=?", "completion": " The answer is 5.", "label": True},
    "prompts": {"prompt": "2+3=?", "answer": 5},
    "prompts_chat": {"prompt": user("2+3=?"), "answer": 5},
    "sft": {"prompt": "2+3=?", "completion": " The answer is 5."},
    "sft_chat": {"prompt": user("2+3=?"), "completion": assistant("The answer is 5.")},
    "qa": {"question": "2+3=?", "answer": 5},
}


def rows_for(name: str, rows: pl.DataFrame = ROWS) -> pl.DataFrame:
    """The rows as the layout takes them: rejected answers in lists, or in rows of their own."""
    match LAYOUTS[name].rejects:
        case Rejects.LISTED:
            return rows.with_columns(pl.concat_list("rejected"))
        case Rejects.APART:
            nothing = rows.with_columns(rejected=pl.lit(None, dtype=pl.String))
            return pl.concat([part for row in (0, 1) for part in (nothing[row], rows[row])])
        case _:
            return rows


def laid_out(name: str, *, question_in_negative: bool = True) -> pl.DataFrame:
    return rows_for(name).select(**layout(name, question_in_negative=question_in_negative).columns)


def dtype_of(dtype: pl.DataType) -> Dtype:
    """As Hugging Face `datasets` calls it."""
    if isinstance(dtype, pl.List):
        inner = dtype.inner
        if isinstance(inner, pl.Struct):
            return [{field.name: str(dtype_of(pl.Series(dtype=field.dtype).dtype)) for field in inner.fields}]
        return ["string"]
    return {pl.String: "string", pl.Int64: "int64", pl.Boolean: "bool"}[type(dtype)]


def test_every_layout_is_shown_here_and_named_by_the_command() -> None:
    assert list(FIRST) == list(LAYOUTS) == LAYOUT_NAMES.split(", ")


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_row_of_each_layout(name: str) -> None:
    found = laid_out(name).row(0, named=True)
    assert found == FIRST[name]
    assert list(found) == list(FIRST[name])


def test_the_rejected_answers_of_kto_stand_in_rows_of_their_own() -> None:
    assert laid_out("kto").rows() == [
        ("2+3=?", " The answer is 5.", True),
        ("2+3=?", " No.", False),
        ("x-(-3)=5,x=?", " The answer is 2.", True),
        ("x-(-3)=5,x=?", ' Sorry,\n"I" don\'t know.', False),
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_only_the_negative_of_pairs_may_do_without_the_question(name: str) -> None:
    frame, bare = laid_out(name), laid_out(name, question_in_negative=False)
    if name == "pairs":
        assert frame["negative"].to_list() == REJECTED
        assert bare["negative"].to_list() == ["No.", 'Sorry,\n"I" don\'t know.']
        assert bare["positive"].to_list() == CHOSEN
    else:
        assert bare.equals(frame)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_whole_texts_come_back_from_the_columns(name: str) -> None:
    found, frame = LAYOUTS[name], laid_out(name)
    assert found.chosen_texts(frame).to_list() == CHOSEN
    assert found.rejected_texts(frame).to_list() == ([] if found.rejects is Rejects.NONE else REJECTED)
    assert (found.rejected_text is None) == (found.rejects is Rejects.NONE)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_dtypes_are_those_of_the_columns(name: str) -> None:
    for frame in (laid_out(name), rows_for(name).clear().select(**layout(name).columns)):
        assert {column: dtype_of(dtype) for column, dtype in frame.schema.items()} == dict(layout(name).dtypes)


@pytest.mark.parametrize("name", LAYOUTS)
def test_how_many_rows_a_prompt_takes(name: str) -> None:
    frame = laid_out(name)
    assert frame.height == 2 * LAYOUTS[name].rows_per_prompt(1)
    rows = {Rejects.NONE: 1, Rejects.LISTED: 1, Rejects.BESIDE: 5, Rejects.APART: 6}
    assert LAYOUTS[name].rows_per_prompt(5) == rows[LAYOUTS[name].rejects]


@pytest.mark.parametrize(("name", "hint"), [("preferences", "'preference'"), ("dpo", "known are: chat, implicit")])
def test_a_layout_that_there_is_not(name: str, hint: str) -> None:
    with pytest.raises(RecipeError, match=f"'{name}'.*{hint}"):
        layout(name)


def test_columns_at_odds_are_those_of_one_name_and_two_dtypes() -> None:
    dtypes = {name: found.dtypes for name, found in LAYOUTS.items()}
    for one, first in dtypes.items():
        for other, second in dtypes.items():
            odd = [column for column in second if first.get(column, second[column]) != second[column]]
            found = columns_at_odds({one: first, other: second})
            assert found == ((odd[0], one, other) if odd else None)
    assert columns_at_odds(dtypes) is not None
    assert columns_at_odds({"a": dtypes["kto"], "b": dtypes["sft"], "c": dtypes["chat"]}) == ("prompt", "a", "c")


def test_the_documentation_shows_true_rows_of_worked_solutions() -> None:
    text = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text(encoding="utf-8")
    lines = [[cell.strip("` ") for cell in line.strip("|").split(" | ")] for line in text.splitlines()]
    shown = {
        cells[0].strip("`"): json.loads(cells[2].strip("`")) for cells in lines if cells[0].strip("`") in STEP_LAYOUTS
    }
    rows = pl.DataFrame(
        {
            "question": ["18-(7+4)=?"] * 2,
            "solution": ["7+4=11\n18-11=7"] * 2,
            "rejected_solution": ["7+4=12\n18-12=6", "7+4=11\n18-11=8"],
            "first_error": [0, 1],
        }
    )
    for name, place in (("stepwise", 0), ("step_preference", 1)):
        assert rows.select(**STEP_LAYOUTS[name].columns).row(place, named=True) == shown[name]
        assert set(STEP_LAYOUTS[name].dtypes) == set(STEP_LAYOUTS[name].columns)


def test_the_documentation_shows_a_true_row_of_each_layout() -> None:
    text = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text(encoding="utf-8")
    shown = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == 4 and cells[0].strip("`") in LAYOUTS:
            shown[cells[0].strip("`")] = (cells[1].split(", "), json.loads(cells[2].strip("`")))
    rows = ROWS.with_columns(rejected=pl.lit("Sorry, I don't know."))
    assert list(shown) == list(LAYOUTS)
    for name, (columns, row) in shown.items():
        assert columns == list(LAYOUTS[name].columns)
        assert row == rows_for(name, rows).select(**LAYOUTS[name].columns).row(0, named=True)
