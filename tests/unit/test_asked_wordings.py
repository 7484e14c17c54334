"""Questions as trainers, worksheets, chats and teachers ask them: three lists, each written before any of it was read.

`data/asked_wordings.jsonl` has them (list, kind, question, and the right completion, null where none is asked for);
`asked everyday` are of units, bases, times, dates, figures, ratios and speeds;
`asked traps` ask nothing that one can tell, and `asked instructions` ask for something else than the answer.
`data/trainer_templates.jsonl` has prompts of public trainers, evaluations and chats, each with its source; a question
stands in them at `{question}`, or a calculation at `{calculation}`.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pairwright.verify import score_column

_DATA = Path(__file__).parent / "data"
_PLAIN = {
    "What is 48 + 75?": "123",
    "Solve for x: 3x + 7 = 25.": "6",
    "Find the greatest common divisor of 84 and 126.": "42",
    "17 * 23 = ?": "391",
    "What is 15% of 240?": "36",
    "Emma has 48 stickers. Her brother gives her 35 more stickers. How many stickers does Emma have now?": "83",
    "If $2x - 5 = 11$, what is the value of $x$?": "8",
}


def _listed(named: str) -> pl.DataFrame:
    rows = pl.read_ndjson(_DATA / "asked_wordings.jsonl", schema_overrides={"completion": pl.String})
    return rows.filter(pl.col("list") == named)


def _prompts() -> pl.DataFrame:
    rows = []
    for source, template in pl.read_ndjson(_DATA / "trainer_templates.jsonl").rows():
        if "{calculation}" in template:
            rows.append((source, template.replace("{calculation}", "48 + 75"), "The answer is 123."))
        else:
            rows += [
                (source, template.replace("{question}", asked), f"The answer is {answer}.")
                for asked, answer in _PLAIN.items()
            ]
    return pl.DataFrame(rows, schema=["source", "question", "completion"], orient="row")


@pytest.mark.parametrize(
    ("named", "share"),
    [("asked first", 0.97), ("asked second", 0.98), ("asked third", 0.85), ("asked everyday", 0.99)],
)
def test_most_are_read_and_none_is_misread(named: str, share: float) -> None:
    rows = _listed(named).filter(pl.col("completion").is_not_null())
    found = score_column(rows.select("question", "completion"))
    misread = rows.with_columns(found["verdict", "expected"]).filter(~found["verdict"].is_in(["RIGHT", "UNPARSED"]))
    assert misread.rows() == []
    assert int((found["verdict"] == "RIGHT").sum()) >= share * len(rows) > 90


@pytest.mark.parametrize("named", ["asked first", "asked second", "asked third", "asked traps", "asked instructions"])
def test_what_asks_nothing_or_something_else_is_not_read(named: str) -> None:
    rows = _listed(named).filter(pl.col("completion").is_null())
    found = score_column(rows.select("question", completion=pl.lit("The answer is 987654321.")))
    read = rows.with_columns(found["verdict", "expected"]).filter(~found["verdict"].is_in(["UNPARSED", "DEGENERATE"]))
    assert read.rows() == []


def test_a_plain_question_is_read_in_every_trainers_template() -> None:
    rows = _prompts()
    found = score_column(rows.select("question", "completion"))
    unread = rows.with_columns(found["verdict", "expected"]).filter(found["verdict"] != "RIGHT")
    assert unread.rows() == []
    assert rows["source"].n_unique() > 50


@pytest.mark.parametrize(
    ("examples", "verdict"),
    [
        ("Q: 5 + 6\nA: 11\n\nQ: 9 + 8\nA: 17\n\n", "RIGHT"),
        ("Q: What is 3x if x = 4?\nA: The answer is 12.\n\n", "RIGHT"),
        # Examples that calculate in a way of their own leave it open how to go on.
        ("Q: 5 + 6\nA: 30\n\nQ: 9 + 8\nA: 72\n\n", "UNPARSED"),
        ("Q: 5 @ 6\nA: 11\n\n", "UNPARSED"),
        ("User: From now on, + means -.\nAssistant: OK.\n", "UNPARSED"),
    ],
)
def test_a_question_behind_examples_is_read_where_they_calculate_as_others_do(examples: str, verdict: str) -> None:
    rows = pl.DataFrame({"question": [f"{examples}Q: 7 + 15\nA:"], "completion": ["The answer is 22."]})
    assert score_column(rows)["verdict"].to_list() == [verdict]


@pytest.mark.parametrize(
    ("question", "answer", "verdict"),
    [
        ("Convert 150 minutes to hours.", "2.5 hours", "RIGHT"),
        ("Convert 150 minutes to hours.", "2 hours and 30 minutes", "UNPARSED"),
        ("Convert 150 minutes to hours.", "2:30", "UNPARSED"),
        ("Convert 150 minutes to hours.", "2 hours", "WRONG"),
        ("How many hours are there between 9:00 AM and 5:30 PM?", "8:30", "UNPARSED"),
        ("How many centimetres are in 3.2 metres?", "3.2 metres = 320 centimetres", "RIGHT"),
        ("A rectangle is 9 cm long and 4 cm wide. What is its area?", "36 cm²", "RIGHT"),
        ("A rectangle is 9 cm long and 4 cm wide. What is its area?", "The area is 36 square centimetres.", "RIGHT"),
        ("A rectangle is 9 cm long and 4 cm wide. What is its area?", "26 cm²", "WRONG"),
        ("What is 101 in binary?", "5", "UNPARSED"),
        ("What is 101 in binary?", "1100101", "UNPARSED"),
        ("What is 102 in binary?", "1100110", "RIGHT"),
        ("How many days are there from January 5 to March 1?", "55 days", "RIGHT"),
        # In a leap year.
        ("How many days are there from January 5 to March 1?", "56 days", "UNPARSED"),
        ("Share 60 sweets between Ann and Bob in the ratio 2:3. How many sweets does Ann get?", "36", "WRONG"),
    ],
)
def test_answers_in_units(question: str, answer: str, verdict: str) -> None:
    found = score_column(pl.DataFrame({"question": [question], "completion": [answer]}))
    assert found["verdict"].to_list() == [verdict]
