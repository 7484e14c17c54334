"""Anyone's keys: what they are taken for, what is judged of them, and what is said where nothing could be.

The rows are kinds that were met in the field (Orca, Alpaca, ShareGPT, verl, GSM8K, pairs with a preference), made here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.audit.faults import write

import pairwright
from pairwright.errors import OutputError

Row = dict[str, Any]


def talk(*texts: str, keys: tuple[str, str, str, str] = ("role", "content", "user", "assistant")) -> list[Row]:
    role, content, *names = keys
    return [{role: names[place % 2], content: text} for place, text in enumerate(texts)]


SHARE = ("from", "value", "human", "gpt")
# Of two rows the first is right and the second says 62 for 57+4.
LAYOUTS: dict[str, tuple[Row, Row, str]] = {
    "orca": (
        {"system": "", "question": "57+4=?", "chosen": "The answer is 61.", "rejected": "The answer is 62."},
        {"system": "", "question": "57+4=?", "chosen": "The answer is 62.", "rejected": "The answer is 63."},
        "preference, explicit prompt, as texts: question, chosen, rejected",
    ),
    "response": ({"prompt": "57+4=?", "response": "61"}, {"prompt": "57+4=?", "response": "62"}, "prompt, response"),
    "query": ({"query": "57+4=?", "response": "61"}, {"query": "57+4=?", "response": "62"}, "query, response"),
    "input": ({"input": "57+4=?", "output": "61"}, {"input": "57+4=?", "output": "62"}, "input, output"),
    "problem": (
        {"Problem": "57+4=?", "Solution": "57+4 equals 61.", "answer": "61"},
        {"Problem": "57+4=?", "Solution": "The answer is 62.", "answer": "61"},
        "Problem, Solution",
    ),
    "context": ({"context": "57+4=?", "completion": "61"}, {"context": "57+4=?", "completion": "62"}, "context, comp"),
    "preference": (
        {"prompt": "57+4=?", "response_a": "61", "response_b": "62", "preference": "A"},
        {"prompt": "57+4=?", "response_a": "62", "response_b": "63", "preference": "A"},
        "two responses and a preference",
    ),
    "preference by number": (
        {"prompt": "57+4=?", "response_0": "62", "response_1": "61", "better_response_id": 1},
        {"prompt": "57+4=?", "response_0": "62", "response_1": "63", "better_response_id": 0},
        "two responses and a preference",
    ),
    "verl": (
        {"prompt": talk("57+4=?"), "reward_model": {"style": "rule", "ground_truth": "61"}},
        {"prompt": talk("57+4=?"), "reward_model": {"style": "rule", "ground_truth": "62"}},
        "prompt, reward_model.ground_truth",
    ),
    "open-instruct": (
        {"messages": talk("57+4=?"), "ground_truth": "61", "dataset": "math"},
        {"messages": talk("57+4=?"), "ground_truth": "62", "dataset": "math"},
        "conversations that ask: messages, ground_truth",
    ),
    "open-instruct, lists": (
        {"messages": talk("57+4=?"), "ground_truth": ["61"], "dataset": ["math"]},
        {"messages": talk("57+4=?"), "ground_truth": ["62"], "dataset": ["math"]},
        "conversations that ask: messages, ground_truth",
    ),
    "alpaca": (
        {"instruction": "Work it out.", "input": "57+4=?", "output": "61"},
        {"instruction": "57+4=?", "input": "", "output": "62"},
        "instruction, input, output",
    ),
    "sharegpt": (
        {"conversations": talk("57+4=?", "61", keys=SHARE)},
        {"conversations": talk("57+4=?", "62", keys=SHARE)},
        "conversations: conversations",
    ),
    "gsm8k": (
        {"question": "57+4=?", "answer": "57+4 = 61\n#### 61"},
        {"question": "57+4=?", "answer": "#### 62"},
        "question",
    ),
    "text": ({"text": "57+4=? The answer is 61."}, {"text": "57+4=? The answer is 62."}, "whole texts: text"),
    "kto": (
        {"prompt": "57+4=?", "response": "61", "label": True},
        {"prompt": "57+4=?", "response": "62", "label": True},
        "prompt, response, label",
    ),
}


@pytest.mark.parametrize("form", ["lines", "parquet"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_false_row_is_found_and_only_that(layout: str, form: str, tmp_path: Path) -> None:
    right, wrong, taken_for = LAYOUTS[layout]
    path = write(tmp_path / "data.jsonl", [right, wrong])
    if form == "parquet":
        path = tmp_path / "data.parquet"
        pl.DataFrame([right, wrong]).write_parquet(path)
    report = pairwright.audit(path)
    assert report.sources[0].taken_for.split("; ")[1].startswith(taken_for)
    found = {each.code: [place.row for place in each.examples] for each in report.findings if each.severity == "error"}
    assert found.pop("chosen-wrong") == [2]
    # Each row alone is fine, but they contradict each other.
    assert found.keys() <= {"conflict"}
    assert report.judged == {"judged": 2, "question_unread": 0, "answer_unread": 0}


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "alpaca"])
def test_it_is_converted_too(layout: str, tmp_path: Path) -> None:
    right, wrong, _ = LAYOUTS[layout]
    path = write(tmp_path / "data.jsonl", [right, wrong])
    target = "preference" if {"rejected", "preference", "better_response_id"} & right.keys() else "sft"
    done = pairwright.convert(path, tmp_path / "out.jsonl", layout=target, drop_extra=True)
    assert (done.read, done.converted) == (2, 2)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["prompt"] for row in rows] == ["57+4=?"] * 2
    assert all(
        right in row["chosen" if target == "preference" else "completion"]
        for right, row in zip(("61", "62"), rows, strict=True)
    )


def codes(path: Path, **options: Any) -> dict[str, int]:
    counts = pairwright.audit(path, **options).counts()
    return {
        code: count for code, count in counts.items() if code not in ("empty-cells", "near-miss", "repeat-question")
    }


def test_an_answer_differs_only_from_a_question_that_is_read(tmp_path: Path) -> None:
    rows = [{"prompt": "How heavy is a cloud?", "chosen": "It is 61.", "rejected": "It is 62.", "answer": 61}]
    path = write(tmp_path / "data.jsonl", [*rows, {**rows[0], "prompt": "57+4=?", "answer": 62}])
    report = pairwright.audit(path)
    assert report.counts()["answer-differs"] == 1
    assert report.findings[0].code == "not-judged"
    assert (report.findings[0].count, report.findings[0].severity) == (1, "warning")
    assert report.judged == {"judged": 1, "question_unread": 1, "answer_unread": 0}


def test_an_audit_that_could_judge_nothing_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "data.jsonl", [{"prompt": "How heavy is a cloud?", "completion": "61"}] * 3)
    report = pairwright.audit(path)
    assert [each.code for each in report.findings][:2] == ["nothing-judged", "not-judged"]
    assert report.errors == 1
    # Where there are only questions, there is nothing to judge.
    assert pairwright.audit(write(tmp_path / "questions.jsonl", [{"question": "57+4=?"}])).errors == 0


def test_sides_that_ask_different_questions(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.jsonl", [{"chosen": "57+4=? 61", "rejected": "79-7=? 72"}])
    talks = write(tmp_path / "talks.jsonl", [{"chosen": talk("57+4=?", "61"), "rejected": talk("79-7=?", "72")}])
    for path in (whole, talks):
        assert codes(path) == {"sides-ask-differently": 1}


def test_every_turn_is_judged(tmp_path: Path) -> None:
    rows = [
        {"messages": [{"role": "system", "content": "Be exact."}, *talk("57+4=?", "62", "79-7=?", "72")]},
        {"messages": talk("8*7=?", "56", "8*8=?", "63", "Thanks!", "Welcome.")},
        {"messages": talk("9*7=?", "63", "And now?")},
    ]
    report = pairwright.audit(write(tmp_path / "data.jsonl", rows))
    assert report.rows == 3
    (wrong,) = (each for each in report.findings if each.code == "chosen-wrong")
    assert [(each.row, each.text) for each in wrong.examples] == [(1, "57+4=? | 62"), (2, "8*8=? | 63")]
    # The pairs of a conversation with a prompt of messages: what was said before is judged too.
    pair = {"prompt": talk("57+4=?", "62", "79-7=?"), "chosen": talk("72")[:1], "rejected": talk("71")[:1]}
    pair["chosen"][0]["role"] = pair["rejected"][0]["role"] = "assistant"
    assert codes(write(tmp_path / "pairs.jsonl", [pair]))["chosen-wrong"] == 1


def test_a_column_that_looks_like_a_question_and_was_not_used(tmp_path: Path) -> None:
    rows = [{"prompt": "Think step by step.", "query": "57+4=?", "chosen": "62", "rejected": "61", "asked": "57+4=?"}]
    report = pairwright.audit(write(tmp_path / "data.jsonl", rows))
    (unused,) = (each for each in report.findings if each.code == "unused-question")
    assert (unused.severity, [each.text for each in unused.examples]) == ("warning", ["query", "asked"])
    recipe = pairwright.load_recipe("arithmetic").with_rows(50).with_layout("preference")
    pairwright.write(recipe, tmp_path / "ours", metadata=True)
    assert "unused-question" not in pairwright.audit(tmp_path / "ours" / "train.jsonl").counts()


def test_every_row_of_every_finding(tmp_path: Path) -> None:
    rows = [{"prompt": f"{n}+4=?", "completion": f"{n + 4 + (n % 3 == 0)}"} for n in range(10, 40)]
    path = write(tmp_path / "data.jsonl", [*rows, rows[1]])
    path.write_text(path.read_text() + "oops\n")
    report = pairwright.audit(path, findings=tmp_path / "found.jsonl")
    listed = pl.read_ndjson(tmp_path / "found.jsonl")
    assert listed.columns == ["code", "severity", "file", "line", "row"]
    wrong = [place for place, n in enumerate(range(10, 40), 1) if n % 3 == 0]
    assert listed.filter(pl.col("code") == "chosen-wrong")["row"].to_list() == wrong
    assert listed.filter(pl.col("code") == "repeat-exact")["row"].to_list() == [31]
    assert listed.filter(pl.col("code") == "unreadable-row")["row"].to_list() == [32]
    for each in report.findings:
        if each.examples and each.examples[0].file and not each.code.startswith(("shortcut", "leak")):
            assert listed.filter(pl.col("code") == each.code).height == each.count
    with pytest.raises(OutputError, match="would replace a file that is read"):
        pairwright.audit(path, findings=path)


@pytest.mark.parametrize("form", ["lines", "array", "parquet"])
def test_a_mended_file(form: str, tmp_path: Path) -> None:
    rows: list[Row] = [{"prompt": f"{n}+4=?", "completion": f"{n + 4 + (n % 3 == 0)}", "id": n} for n in range(10, 40)]
    rows.append({**rows[1]})
    path = tmp_path / "data"
    if form == "lines":
        write(path, rows)
    elif form == "array":
        path.write_text(json.dumps(rows, indent=1))
    else:
        pl.DataFrame(rows).write_parquet(path)
    fixed = pairwright.audit(path, fix=tmp_path / "good.jsonl").fixed
    assert fixed is not None
    kept = [json.loads(line) for line in (tmp_path / "good.jsonl").read_text().splitlines()]
    assert kept == [row for row in rows[:-1] if row["id"] % 3]
    dropped = [json.loads(line) for line in (tmp_path / "good.dropped.jsonl").read_text().splitlines()]
    assert (fixed.rows, fixed.dropped_rows) == (len(kept), len(dropped)) == (20, 11)
    assert {each["reason"] for each in dropped} == {"chosen-wrong", "repeat-exact"}
    again = pairwright.audit(tmp_path / "good.jsonl")
    assert (again.errors, again.rows) == (0, 20)


def test_places_where_a_mended_file_cannot_go(tmp_path: Path) -> None:
    path = write(tmp_path / "data.jsonl", [{"prompt": "57+4=?", "completion": "61"}])
    with pytest.raises(OutputError, match="would replace a file that is read"):
        pairwright.audit(path, fix=path)
    with pytest.raises(OutputError, match="ends in"):
        pairwright.audit(path, fix=tmp_path / "good.parquet")
    with pytest.raises(OutputError, match="write the same file"):
        pairwright.audit(path, fix=tmp_path / "a.jsonl", rejects=tmp_path / "a.dropped.jsonl")
    assert [each.name for each in tmp_path.iterdir()] == ["data.jsonl"]


def test_what_is_meant_in_our_own_data_is_a_note(tmp_path: Path) -> None:
    pairwright.write(pairwright.load_recipe("arithmetic").with_rows(30_000), tmp_path / "data")
    report = pairwright.audit(tmp_path / "data")
    severities = {each.code: each.severity for each in report.findings}
    assert (severities["repeat-exact"], severities["leak-family"]) == ("info", "info")
    assert report.errors == 0
    # Of a file that has been changed, or stands alone, nothing is known.
    (tmp_path / "data" / "manifest.json").unlink()
    severities = {each.code: each.severity for each in pairwright.audit(tmp_path / "data").findings}
    assert (severities["repeat-exact"], severities["leak-family"]) == ("warning", "warning")
