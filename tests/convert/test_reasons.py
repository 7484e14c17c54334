"""Rows that cannot be converted are set aside, each with its reason; the others go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.convert.rows import Row, converted, rows_of

import pairwright


def talk(*texts: object) -> list[dict[str, object]]:
    return [{"role": "assistant" if place % 2 else "user", "content": text} for place, text in enumerate(texts)]


def preference(**changes: Any) -> Row:
    return {"prompt": "57+4=?", "chosen": " The answer is 61.", "rejected": " It is 72.", **changes}


def kto(prompt: str, completion: str, label: object) -> Row:
    return {"prompt": prompt, "completion": completion, "label": label}


# name -> (rows of a layout before and after, the bad row, layout asked for, what its reason begins with)
BAD: dict[str, tuple[str, Row | str, str, str]] = {
    "no JSON": ("preference", "{oops", "pairs", "not JSON"),
    "no object": ("preference", "[1]", "pairs", "not an object but a list"),
    "a key missing": ("preference", {"prompt": "57+4=?", "chosen": "61"}, "pairs", "nothing under rejected"),
    "no question": ("pairs", {"positive": "hello", "negative": "there"}, "preference", "no question is found"),
    "other questions": ("pairs", {"positive": "1+1=? 2", "negative": "1+2=? 2"}, "preference", "the sides begin with"),
    "free text": ("implicit", {"chosen": "Human: hi", "rejected": "Human: ho"}, "chat", "no question is found"),
    "trapped": ("preference", preference(rejected=" The answer is 62."), "implicit", "the sides go on alike"),
    "one text": ("chat", preference(prompt=talk("57+4=?")), "pairs", "no messages of text under chosen"),
    "longer talk": (
        "chat",
        {"prompt": talk("hi", "yes", "1+1=?"), "chosen": talk("", "2")[1:], "rejected": talk("", "3")[1:]},
        "pairs",
        "the messages under prompt are not just",
    ),
    "a question as the answer": (
        "chat",
        {"prompt": talk("1+1=?"), "chosen": talk("2"), "rejected": talk("", "3")[1:]},
        "pairs",
        "the last message of chosen is no answer",
    ),
    "pictures": ("chat", {"prompt": talk([{}]), "chosen": talk("2"), "rejected": talk("3")}, "pairs", "no messages"),
    "no list": ("listwise", preference(rejected="a text"), "preference", "rejected is no list of texts"),
    "an empty list": ("listwise", preference(rejected=[]), "preference", "no rejected answer"),
    "no text in a list": ("listwise", preference(rejected=[" 1", None]), "preference", "no rejected answer"),
    "a label of its own": ("kto", kto("1+1=?", "2", "maybe"), "preference", "nothing under label"),
    "chosen alone": ("kto", kto("1+1=?", "2", True), "preference", "no rejected answer for this prompt"),
    "rejected alone": ("kto", kto("1+1=?", "3", False), "preference", "no chosen answer for this prompt"),
    "chosen wrong": ("preference", preference(chosen=" The answer is 60."), "prompts", "no answer"),
    "a fraction": ("sft", {"prompt": "3*x=1,x=?", "completion": " x = 1/3"}, "qa", "the answer is no whole number"),
    "no number stated": ("qa", {"question": "How many?", "answer": "a few"}, "prompts", "no answer"),
    "our own mark": ("preference", preference(chosen=" \ufdd0"), "pairs", "a text holds U+FDD0"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("copies", [1, 3])
def test_a_bad_row_is_kept_with_its_reason(tmp_path: Path, name: str, copies: int) -> None:
    source, bad, target, reason = BAD[name]
    good = rows_of(source)
    good_out = converted(tmp_path, good, target)[1]
    # Between two prompts: each row of `kto` must stand beside its partner.
    planted = [*good, *[bad] * copies, *good]
    done, rows, rejects = converted(tmp_path, planted, target)
    assert rows == [*good_out, *good_out]
    assert [each["line"] for each in rejects] == [len(good) + 1 + place for place in range(copies)]
    assert all(each["reason"].startswith(reason) for each in rejects)
    text = bad if isinstance(bad, str) else json.dumps(bad, ensure_ascii=False)
    assert {each["row"] for each in rejects} == {text}
    assert {each["file"] for each in rejects} == {str(tmp_path / "in.jsonl")}
    assert done.converted == 2 * len(good)
    assert list(done.rejected.values()) == [copies]


def test_the_negative_may_lack_the_question(tmp_path: Path) -> None:
    rows = [
        {"positive": "57+4=? The answer is 61.", "negative": "Sorry."},
        {"positive": "Sorry.", "negative": "57+4=? 62"},
    ]
    assert converted(tmp_path, rows, "preference")[1] == [
        {"prompt": "57+4=?", "chosen": " The answer is 61.", "rejected": " Sorry."},
        {"prompt": "57+4=?", "chosen": " Sorry.", "rejected": " 62"},
    ]


def test_kto_pairs_rows_beside_each_other_only(tmp_path: Path) -> None:
    rows = [
        kto("1+1=?", " 2", True), kto("1+1=?", " 3", False), kto("1+1=?", " 4", False),  # chosen first
        kto("2+2=?", " 5", False), kto("2+2=?", " 4", True),  # chosen last
        kto("3+3=?", " 6", True), kto("3+3=?", " 7", False), kto("3+3=?", " six", True), kto("3+3=?", " 8", False),
        kto("1+1=?", " 5", False),  # too far from its chosen answer
    ]  # fmt: skip
    _, made, rejects = converted(tmp_path, rows, "preference")
    assert [(row["chosen"], row["rejected"]) for row in made] == [
        (" 2", " 3"), (" 2", " 4"), (" 4", " 5"), (" 6", " 7"), (" six", " 8")
    ]  # fmt: skip
    assert [each["line"] for each in rejects] == [10]
    assert converted(tmp_path, rows, "kto")[1] == rows


def test_a_bad_rejected_answer_takes_its_whole_row_along(tmp_path: Path) -> None:
    rows = [{"prompt": "57+4=?", "chosen": " The answer is 61.", "rejected": [" It is 62.", " The answer is 63."]}]
    done, made, rejects = converted(tmp_path, rows, "implicit")
    assert (made, len(rejects), done.converted) == ([], 1, 0)


def test_a_chosen_answer_stays_where_one_of_its_pairs_is_good(tmp_path: Path) -> None:
    rows = [kto("1+1=?", " Two", True), kto("1+1=?", " Three", False), kto("1+1=?", " Four", False)]
    _, made, rejects = converted(tmp_path, rows, "implicit")
    assert [each["line"] for each in rejects] == [2]
    assert made == [{"chosen": "1+1=? Two", "rejected": "1+1=? Four"}]


NEEDS = {
    ("qa", "preference"): "needs rejected; these rows have question, answer",
    ("sft", "kto"): "needs rejected",
    ("prompts", "chat"): "needs rejected",
}


@pytest.mark.parametrize(("source", "target"), NEEDS)
def test_what_no_row_has_is_said_before_any_is_read(tmp_path: Path, source: str, target: str) -> None:
    with pytest.raises(pairwright.DataError) as raised:
        converted(tmp_path, rows_of(source), target)
    assert NEEDS[source, target] in str(raised.value)
    assert "\n" not in str(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
