"""The columns of each layout, and the whole texts read back from them."""

from __future__ import annotations

import polars as pl
import pytest

from pairwright.layouts import layout

ROWS = pl.DataFrame(
    {
        "question": ["2+3=?", "x-(-3)=5,x=?"],
        "chosen": ["The answer is 5.", "The answer is 2."],
        "rejected": ["No.", 'Sorry,\n"I" don\'t know.'],
        "answer": [5, 2],
    }
)


def laid_out(name: str, *, question_in_negative: bool = True) -> pl.DataFrame:
    return ROWS.select(**layout(name, question_in_negative=question_in_negative).columns)


def test_pairs_hold_whole_texts() -> None:
    frame = laid_out("pairs")
    assert frame.columns == ["positive", "negative"]
    assert frame["positive"].to_list() == ["2+3=? The answer is 5.", "x-(-3)=5,x=? The answer is 2."]
    assert frame["negative"].to_list() == ["2+3=? No.", 'x-(-3)=5,x=? Sorry,\n"I" don\'t know.']


def test_the_negative_of_pairs_may_do_without_the_question() -> None:
    frame = laid_out("pairs", question_in_negative=False)
    assert frame["positive"].to_list() == laid_out("pairs")["positive"].to_list()
    assert frame["negative"].to_list() == ["No.", 'Sorry,\n"I" don\'t know.']


def test_preference_parts_the_prompt_from_both_sides() -> None:
    frame = laid_out("preference")
    assert frame.columns == ["prompt", "chosen", "rejected"]
    assert frame["prompt"].to_list() == ["2+3=?", "x-(-3)=5,x=?"]
    assert frame["chosen"].to_list() == [" The answer is 5.", " The answer is 2."]
    assert frame["rejected"].to_list() == [" No.", ' Sorry,\n"I" don\'t know.']
    # Prompt and chosen put together are what pairs hold.
    pairs = laid_out("pairs")
    assert (frame["prompt"] + frame["chosen"]).to_list() == pairs["positive"].to_list()
    assert (frame["prompt"] + frame["rejected"]).to_list() == pairs["negative"].to_list()


def test_qa_holds_question_and_number() -> None:
    frame = laid_out("qa")
    assert frame.to_dict(as_series=False) == {"question": ["2+3=?", "x-(-3)=5,x=?"], "answer": [5, 2]}
    assert frame.schema == {"question": pl.String, "answer": pl.Int64}


@pytest.mark.parametrize("name", ["pairs", "preference", "qa"])
def test_the_whole_texts_come_back_from_the_columns(name: str) -> None:
    found = layout(name)
    frame = laid_out(name)
    chosen = frame.select(found.chosen_text).to_series().to_list()
    assert chosen == ["2+3=? The answer is 5.", "x-(-3)=5,x=? The answer is 2."]
    if name == "qa":
        assert found.rejected_text is None
    else:
        assert found.rejected_text is not None
        rejected = frame.select(found.rejected_text).to_series().to_list()
        assert rejected == ["2+3=? No.", 'x-(-3)=5,x=? Sorry,\n"I" don\'t know.']


@pytest.mark.parametrize("name", ["pairs", "preference", "qa"])
def test_the_dtypes_are_those_of_the_columns(name: str) -> None:
    names = {pl.String: "string", pl.Int64: "int64"}
    schema = laid_out(name).schema
    assert dict(layout(name).dtypes) == {column: names[type(dtype)] for column, dtype in schema.items()}
