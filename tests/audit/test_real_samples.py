"""The audit on data that others made; where it comes from stands in data/README.md."""

from __future__ import annotations

import json
from pathlib import Path

import pairwright

DATA = Path(__file__).parent / "data"
TRAIN, TEST = DATA / "notebook_train_head.jsonl", DATA / "notebook_test.jsonl"


def test_the_notebook_repeats_itself_and_leaks() -> None:
    lines = TRAIN.read_text().splitlines()
    questions = [json.loads(line)["positive"].split("? ")[0] + "?" for line in lines]
    tests = [json.loads(line)["question"] for line in TEST.read_text().splitlines()]

    report = pairwright.audit(TRAIN, against=TEST)

    assert report.rows == 1000
    assert report.counts()["repeat-exact"] == 1000 - len(set(lines))
    assert report.distinct["questions"] == len(set(questions))
    assert report.leakage[str(TEST)]["question"] == sum(each in set(questions) for each in tests)
    assert report.leakage[str(TEST)]["rows"] == 404
    assert report.counts()["prompt-missing"] == 1000
    assert report.difficulty == {"refusals": 1.0, "near_misses": 0.0, "others": 0.0}
    assert report.shortcuts == {"length": 1.0, "first-word": 1.0, "last-word": 1.0}
    assert not {"chosen-wrong", "chosen-unparsed", "reason-false", "unreadable-row"} & report.counts().keys()


def test_a_leak_names_both_places() -> None:
    report = pairwright.audit(TRAIN, against=TEST)
    found = next(each for each in report.findings if each.code == "leak-question")
    for example in found.examples:
        question = json.loads(TEST.read_text().splitlines()[example.line - 1])["question"]
        line = int(example.text.split(" line ")[1].split(":")[0])
        assert question in TRAIN.read_text().splitlines()[line - 1]
        assert example.text.endswith(question)


def test_the_starter_pairs_hold_what_their_tokenizer_cannot_encode() -> None:
    report = pairwright.audit(DATA / "public_starter_pairs.json", tokenizer=DATA / "nanogpt_math_meta.pkl")
    found = next(each for each in report.findings if each.code == "unknown-characters")
    assert (found.count, found.detail) == (4, "unknown: !")
    assert found.severity == "error"
    assert report.counts()["no-stop"] == 4
    assert [each.line for each in found.examples] == [1, 2, 3]


def test_nobodys_questions_are_understood_and_their_answers_verify() -> None:
    report = pairwright.audit(DATA / "public_test_cases_head.json")
    bad = {
        "chosen-wrong",
        "chosen-unparsed",
        "chosen-degenerate",
        "reason-false",
        "answer-differs",
        "unreadable-row",
    }
    assert report.rows == 120
    assert not bad & report.counts().keys()
    assert sum(report.balance["operator"].values()) == 120


def test_elements_of_a_pretty_array_have_the_line_on_which_they_begin(tmp_path: Path) -> None:
    text = (DATA / "public_test_cases_head.json").read_text()
    wrong = text.replace('"A": 638', '"A": 639', 1)
    line = next(number for number, each in enumerate(wrong.splitlines(), 1) if "639" in each)
    (tmp_path / "cases.json").write_text(wrong)
    report = pairwright.audit(tmp_path / "cases.json")
    found = next(each for each in report.findings if each.code == "answer-differs")
    assert (found.count, found.examples[0].line) == (1, line - 3)
