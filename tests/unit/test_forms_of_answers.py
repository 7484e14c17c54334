"""Programs, tables, elements, exchanges, corrections and other forms of answers, and near twins that are none.

Each row of `forms_of_answers.jsonl` and of `slips_and_frames.jsonl` (slips owned up to, frames, footers, sentences of
many languages) is a question, a completion, and whether a careful reader takes the right answer from it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

from pairwright import Verdict, score, score_column

_ROWS = [
    json.loads(line)
    for name in ("forms_of_answers.jsonl", "slips_and_frames.jsonl")
    for line in (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
]


def _verdicts(rows: list[dict[str, str]]) -> pl.DataFrame:
    return score_column(pl.DataFrame(rows, schema={"question": pl.String, "completion": pl.String}))


def test_each_form_is_read_as_its_reader_reads_it() -> None:
    said = _verdicts(_ROWS)
    other = [
        (row["question"], row["completion"], verdict)
        for row, verdict in zip(_ROWS, said["verdict"], strict=True)
        if (verdict == "RIGHT") != row["right"]
    ]
    assert other == []


def test_another_number_in_the_place_of_the_answer_is_never_right() -> None:
    right = [row for row in _ROWS if row["right"]]
    spoiled = []
    for row, expected in zip(right, _verdicts(right)["expected"], strict=True):
        if not expected.isdigit() or expected in re.findall(r"\d+", row["question"]):
            continue
        text = re.sub(rf"(?<!\d){expected}(?!\d)", str(int(expected) + 1), row["completion"])
        if text != row["completion"]:
            spoiled.append({"question": row["question"], "completion": text})
    assert len(spoiled) > 250
    found = [row for row, verdict in zip(spoiled, _verdicts(spoiled)["verdict"], strict=True) if verdict == "RIGHT"]
    assert found == []


@pytest.mark.parametrize(
    ("question", "completion"),
    [
        # The program, the table and the exchange are of other numbers that come to the same.
        ("61*52=?", "a = 122\nb = 26\nprint(a * b)  # 3172"),
        ("61*52=?", "assert 122 * 26 == 3172"),
        ("19+37=?", "| a | b | sum |\n|---|---|---|\n| 18 | 38 | 56 |"),
        ("33*38=?", "| × | 50 | 7 |\n|---|---|---|\n| 20 | 1000 | 140 |\n| 2 | 100 | 14 |\n\nTotal: 1254"),
        ("38*54=?", "Q: 31*32=?\nA: 992\n\nQ: 36*57=?\nA: 2052"),
        ("68*43=?", "<|im_start|>user\n86*34=?<|im_end|>\n<|im_start|>assistant\n2924<|im_end|>"),
    ],
)
def test_what_is_of_other_numbers_is_no_answer(question: str, completion: str) -> None:
    assert score(question, completion).verdict is not Verdict.RIGHT


@pytest.mark.parametrize("completion", ["146!", "\\boxed{146}!"])
def test_a_mark_behind_a_number_is_a_cry(completion: str) -> None:
    assert score("83+63=?", completion).verdict is Verdict.RIGHT
