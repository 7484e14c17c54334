"""What people have in their files: bare equations, Orca, Alpaca, talks, sides apart; and what the command shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.audit.faults import write

import pairwright

RIGHT, WRONG = {"chosen": "The answer is 61.", "rejected": "The answer is 62."}, {"chosen": "62", "rejected": "61"}
TALK = [("user", "57+4=?"), ("assistant", "62"), ("user", "79-7=?"), ("assistant", "72")]


def part(text: str, **more: str) -> dict[str, str]:
    return {"type": "text", "text": text, **more}


FILES: dict[str, tuple[list[dict[str, object]], dict[str, int]]] = {
    "worded": ([{"prompt": "What is 57 plus 4?", **RIGHT, "answer": 61}], {}),
    "orca": ([{"system": "", "question": "57+4=?", **WRONG}], {"chosen-wrong": 1, "rejected-right": 1}),
    "orca, right": ([{"question": "57+4=?", "answer": 61, **RIGHT}], {}),
    "target": ([{"input": "57+4=?", "target": "61"}], {}),
    "targets": ([{"inputs": "79-7=?", "targets": 73}], {"chosen-wrong": 1}),
    "body": (
        [
            {"Body": "Tom has 57 apples. He buys 4 more", "Question": "How many has he now?", "Answer": 61.0},
            {"Body": "Tom has 79 apples and eats 7.", "Question": "How many apples are left?", "Answer": 73.0},
        ],
        {"chosen-wrong": 1},
    ),
    "messages": (
        [
            {
                f"{side}_messages": [{"role": "user", "content": "57+4=?"}, {"role": "assistant", "content": said}]
                for side, said in (("chosen", "62"), ("rejected", "61"))
            }
        ],
        {"chosen-wrong": 1, "rejected-right": 1},
    ),
    "response": ([{"prompt": "57+4=?", "response": "The answer is 62."}], {"chosen-wrong": 1}),
    "alpaca": (
        [{"instruction": "Calculate 57+4", "input": "57 + 4", "output": "57 + 4 = 62", "answer": "62"}],
        {"chosen-wrong": 1, "answer-differs": 1},
    ),
    "apart": ([{"chosen": "57+4=? 61", "rejected": "79-7=? 72"}], {"sides-ask-differently": 1}),
    "talk": ([{"messages": [{"role": who, "content": said} for who, said in TALK]}], {"chosen-wrong": 1}),
    "parts": (
        [
            {
                "messages": [
                    {"role": "user", "content": [{"type": "image", "url": "a.png"}, part("57+4"), part("=?")]},
                    {"role": "assistant", "content": '62, so "content": "61" is not it'},
                    {"role": "user", "content": [part("79-7=?")]},
                    {"role": "assistant", "content": said},
                ]
            }
            for said in ("72", [part("73")])
        ],
        {"chosen-wrong": 1, "conflict": 1},
    ),
    "sides in parts": (
        [
            {
                "prompt": [{"role": "user", "content": [part("57+4=?")]}],
                "chosen": [{"role": "assistant", "content": [part(f"The answer is {said}.")]}],
                "rejected": {"role": "assistant", "content": [part("The answer is "), part("60.")]},
            }
            for said in ("61", "62")
        ],
        {"chosen-wrong": 1, "conflict": 1},
    ),
    "bare": ([{"text": "50+148=198"}, {"text": "12 + 3 = 16.\n"}, {"text": "(2+3)*4=21</s>"}], {"chosen-wrong": 2}),
    "bare prompt": ([{"prompt": "50+148=", "completion": "199"}], {"chosen-wrong": 1}),
    "no question mark": (
        [
            {"positive": f"{a}+108 The answer is 259 because {a}+108 equals 259.", "negative": f"{a}+108 Sorry!"}
            for a in (151, 152)
        ],
        {"chosen-wrong": 1},
    ),
    "whole division": (
        [
            {"prompt": "95/36=?", "completion": "2 because 95//36 equals 2."},
            {"prompt": "45/9=?", "completion": "5 because 45//9 equals 5."},
        ],
        {"chosen-wrong": 1},
    ),
    "messages beside a talk": (
        [
            {
                "conversations": [{"from": "human", "value": "57+4=?"}],
                "chosen": {"from": "gpt", "value": "62"},
                "rejected": {"from": "gpt", "value": "61"},
            }
        ],
        {"chosen-wrong": 1, "rejected-right": 1},
    ),
    "labelled talks": (
        [
            {"messages": [{"role": role, "content": said} for role, said in TALK[:2]], "label": label}
            for label in (True, False)
        ],
        {"chosen-wrong": 1},
    ),
    "verl, listed": ([{"prompt": "57+4=?", "reward_model": {"ground_truth": ["62"]}}], {"chosen-wrong": 1}),
    "contents in parts": (
        [{"messages": [{"role": "user", "content": [{"type": "text", "value": "57+4=?"}]}]}],
        {"nothing-judged": 1},
    ),
    "nothing judged": ([{"prompt": "Who was it?", "completion": "5"}], {"nothing-judged": 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_errors_of_a_file(name: str, tmp_path: Path) -> None:
    rows, errors = FILES[name]
    report = pairwright.audit(write(tmp_path / "data.jsonl", rows))
    assert {each.code: each.count for each in report.findings if each.severity == "error"} == errors
    assert (report.judged["judged"] > 0) == ("nothing-judged" not in errors)


def test_prose_is_no_bare_equation(tmp_path: Path) -> None:
    texts = ["2+3=5 apples and then 5+4=9. The answer is 9", "-5", "1999-2001=", "12 Angry men", "x+5=12"]
    report = pairwright.audit(write(tmp_path / "data.jsonl", [{"text": text} for text in texts]))
    assert (report.judged["judged"], report.counts()["not-judged"]) == (0, 5)


def test_reversed_digits_are_named(tmp_path: Path) -> None:
    asked = {"123+0=?": "321", "200+10=?": "12", "0-57=?": "-75", "3-78=?": "57", "57+4=?": "61", "50+10=?": "61"}
    rows = [{"prompt": question, "completion": answer} for question, answer in asked.items()]
    report = pairwright.audit(write(tmp_path / "data.jsonl", rows))
    found = {each.code: each for each in report.findings}
    assert [each.row for each in found["digits-reversed"].examples] == [1, 2, 3]
    assert (found["digits-reversed"].count, found["chosen-wrong"].count) == (3, 5)


def test_an_operator_is_that_of_the_manifest(tmp_path: Path) -> None:
    for name in ("arithmetic", "equations"):
        recipe = pairwright.load_recipe(name).with_rows(600)
        pairwright.write(recipe, tmp_path / name)
        manifest = json.loads((tmp_path / name / "manifest.json").read_text())
        counts = {key: sum(views.values()) for key, views in manifest["splits"]["train"]["counts"].items()}
        assert pairwright.audit(tmp_path / name / "train.jsonl").balance["operator"] == counts
    worded = {"What is 57 plus 4?": 61, "Find the difference of 9 and 4.": 5, "gcd(12, 18)=?": 6, "x+1.5=2,x=?": 0.5}
    report = pairwright.audit(
        write(tmp_path / "words.jsonl", [{"question": q, "answer": a} for q, a in worded.items()])
    )
    assert report.balance["operator"] == {"-": 2, "+": 1, "gcd": 1}


def test_rows_that_leak_are_listed_and_dropped(tmp_path: Path) -> None:
    data = write(tmp_path / "data.jsonl", [{"question": q} for q in ("57+4=?", "9+8=?", "4+50=?", "x-5=2,x=?")])
    test = write(tmp_path / "exam.jsonl", [{"question": q} for q in ("8+9=?", "57+4=?", "7-2=?", "1+1=?")])
    report = pairwright.audit(data, against=test, findings=tmp_path / "found.jsonl", fix=tmp_path / "good.jsonl")
    listed = pl.read_ndjson(tmp_path / "found.jsonl").filter(pl.col("code").str.starts_with("leak"))
    places = {(code, Path(file).stem, row) for code, file, row in listed.select("code", "file", "row").iter_rows()}
    assert places == {
        ("leak-question", "data", 1), ("leak-mirrored", "data", 2), ("leak-family", "data", 4),
        ("leak-question", "exam", 2), ("leak-mirrored", "exam", 1), ("leak-family", "exam", 3),
    }  # fmt: skip
    assert report.fixed is not None
    assert (report.fixed.rows, report.fixed.dropped_rows) == (2, 2)


def test_the_command_lists_and_mends(tmp_path: Path) -> None:
    rows = [{"question": "6+0=?", "answer": 6}, {"question": "7+0=?", "answer": 8}]
    (tmp_path / "data.json").write_text(json.dumps(rows))
    command = [sys.executable, "-m", "pairwright", "audit", "data.json"]

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, text=True, check=False)

    done = run("--findings", "found.jsonl", "--fix", "good.jsonl", "--strict")
    assert (done.returncode, done.stderr) == (1, "")
    assert "data.json:1 row 2" in done.stdout
    assert "answers: 2 judged" in done.stdout
    assert "good.jsonl: 1 rows are left; good.dropped.jsonl: 1 rows, with why" in done.stdout
    assert json.loads((tmp_path / "found.jsonl").read_text().splitlines()[0])["row"] == 2
    assert json.loads((tmp_path / "good.jsonl").read_text()) == rows[0]
    done = run("--findings", "nowhere/found.jsonl")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "choose another --findings" in done.stderr
