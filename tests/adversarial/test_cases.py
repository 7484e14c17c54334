"""The cases that were written to fool the verifier; none may be RIGHT that is not."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pairwright import Verdict, reward, score, score_column
from pairwright.verify import split_texts

_HERE = Path(__file__).parent


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


_CASES = _read("cases.jsonl")
_PUBLIC = _read("public_cases.jsonl")


def _frame(cases: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame({"question": [c["question"] for c in cases], "completion": [c["completion"] for c in cases]})


@pytest.mark.parametrize("case", _CASES, ids=[f"{i}-{case['verdict']}" for i, case in enumerate(_CASES)])
def test_verdict(case: dict[str, Any]) -> None:
    said = score(case["question"], case["completion"])
    assert said.verdict.name == case["verdict"], case["why"]
    assert said.reason.name == case.get("reason", "NONE"), case["why"]


def test_there_are_enough_cases_of_each_kind() -> None:
    verdicts = [case["verdict"] for case in _CASES]
    assert len({(case["question"], case["completion"]) for case in _CASES}) == len(_CASES) >= 330
    assert verdicts.count("RIGHT") >= len(_CASES) / 4
    assert all(case["why"] for case in _CASES)
    assert set(verdicts) == {verdict.name for verdict in Verdict}


def test_no_false_right_whatever_stands_beside_it() -> None:
    frame = _frame(_CASES)
    scored = score_column(frame)
    false = [case for case, said in zip(_CASES, scored["verdict"], strict=True) if said == "RIGHT" != case["verdict"]]
    assert false == []
    with warnings.catch_warnings():
        # Some questions are not to be understood.
        warnings.simplefilter("ignore")
        rewards = reward(frame["question"].to_list(), frame["completion"].to_list())
    assert rewards.count(1.0) == sum(case["verdict"] == "RIGHT" for case in _CASES)


def test_a_column_says_the_same_as_one_by_one_in_any_order() -> None:
    frame = _frame(_CASES)
    scored = score_column(frame)
    singles = pl.concat([score_column(frame[row]) for row in range(len(frame))])
    assert scored.equals(singles)
    assert score_column(frame.reverse()).reverse().equals(scored)
    order = pl.int_range(len(frame), eager=True).shuffle(seed=5)
    assert score_column(frame[order]).equals(scored[order])
    assert score_column(pl.concat([frame, frame])).equals(pl.concat([scored, scored]))


def test_public_questions_and_answers_verify() -> None:
    frame = pl.DataFrame({"question": [c["Q"] for c in _PUBLIC], "completion": [str(c["A"]) for c in _PUBLIC]})
    assert score_column(frame)["verdict"].unique().to_list() == ["RIGHT"]
    wrong = frame.with_columns(completion=pl.Series([str(c["A"] + 1) for c in _PUBLIC]))
    assert score_column(wrong)["verdict"].unique().to_list() == ["WRONG"]


def test_public_texts_are_parted_and_verify() -> None:
    parted = split_texts(pl.Series([case["pos"] for case in _PUBLIC]))
    assert parted["question"].to_list() == [case["Q"] for case in _PUBLIC]
    scored = score_column(parted)
    assert scored["verdict"].unique().to_list() == ["RIGHT"]
    assert scored["reason"].to_list() == ["HOLDS"] * len(_PUBLIC)


@pytest.mark.parametrize("filling", [" ", "=", "(", "The answer is ", "1+1=2 ", "\n", "next ", "not ", "0.", "１"])
def test_a_megabyte_takes_no_time(filling: str) -> None:
    long = filling * (1_000_000 // len(filling))
    assert score("1+1=?", long + "The answer is 3.").verdict is not Verdict.RIGHT
    # The question with its result is an answer of its own.
    restated = Verdict.RIGHT if filling == "1+1=2 " else Verdict.UNPARSED
    assert score("1+1=?", "The answer is 2." + long).verdict is restated
    assert score("1" + long + "+1=?", "2").verdict is Verdict.UNPARSED


@pytest.mark.parametrize(
    ("question", "completion"),
    [
        ("9" * 5000 + "+1=?", "1" + "0" * 5000),
        ("9" * 3000 + "*" + "9" * 3000 + "=?", "1"),
        ("1+1=?", "9" * 5000),
        ("(((9^64)^64)^64)^64=?", "1"),
        ("((x+1)^64)^64=1,x=?", "0"),
        ("-" * 1500 + "5=?", "5"),
        ("1+" * 900 + "1=?", "901"),
        ("x" + " x" * 900 + "=1,x=?", "1"),
    ],
)
def test_what_would_take_too_long_is_refused_at_once(question: str, completion: str) -> None:
    assert score(question, completion).verdict is Verdict.UNPARSED


def test_a_thousand_digits_are_exact() -> None:
    number = 10**999 + 7
    assert score(f"{number}+1=?", str(number + 1)).verdict is Verdict.RIGHT
    assert score(f"{number}+1=?", str(number + 2)).verdict is Verdict.WRONG
    assert score(f"{number}*{number}=?", str(number * number)).found == number * number
