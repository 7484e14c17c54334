"""The same rows in every format and layout give the same findings."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest
from tests.audit.faults import AnyRow, Row, answer_of, good_rows, spoil, with_answer, write

import pairwright

GOOD = good_rows(120)
ROWS = spoil(GOOD, [3, 50, 51], lambda row: with_answer(row, answer_of(row) + 100))
WRONG_LINES = [4, 51, 52]


def lines(rows: Sequence[AnyRow]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def parquet(rows: Sequence[AnyRow]) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(rows).write_parquet(buffer)
    return buffer.getvalue()


def arrow(rows: Sequence[AnyRow]) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(rows).write_ipc(buffer)
    return buffer.getvalue()


FORMATS: dict[str, tuple[Callable[[Sequence[AnyRow]], bytes], str]] = {
    "lines": (lines, "JSON Lines"),
    "lines-crlf": (lambda rows: lines(rows).replace(b"\n", b"\r\n"), "JSON Lines"),
    "lines-mark": (lambda rows: b"\xef\xbb\xbf" + lines(rows), "JSON Lines"),
    "lines-unended": (lambda rows: lines(rows)[:-1], "JSON Lines"),
    "array-one-line": (lambda rows: json.dumps(rows).encode(), "JSON array"),
    "array-pretty": (lambda rows: json.dumps(rows, indent=2).encode(), "JSON array"),
    "gzip": (lambda rows: gzip.compress(lines(rows)), "JSON Lines (gzip)"),
    "gzip-array": (lambda rows: gzip.compress(json.dumps(rows).encode()), "JSON array (gzip)"),
    "parquet": (parquet, "Parquet"),
    "arrow": (arrow, "Arrow"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_findings(tmp_path: Path, name: str) -> None:
    encode, taken_for = FORMATS[name]
    # The name says nothing: files are known by what is in them.
    (tmp_path / "data").write_bytes(encode(ROWS))
    report = pairwright.audit(tmp_path / "data")
    assert report.sources[0].taken_for.startswith(taken_for + ";")
    assert (report.rows, report.sources[0].rejects) == (120, 0)
    found = next(each for each in report.findings if each.code == "chosen-wrong")
    assert found.count == 3
    if name == "array-pretty":
        assert [each.line for each in found.examples] == [2 + 5 * (line - 1) for line in WRONG_LINES]
    elif name not in ("array-one-line", "gzip-array"):
        assert [each.line for each in found.examples] == WRONG_LINES
    assert {"chosen-wrong"} == report.counts().keys() - {"empty-cells"}


def test_zstd(tmp_path: Path) -> None:
    import pyarrow as pa

    with pa.output_stream(str(tmp_path / "data.jsonl.zst"), compression="zstd") as stream:
        stream.write(b"\n" + lines(ROWS))
    report = pairwright.audit(tmp_path / "data.jsonl.zst")
    assert report.sources[0].taken_for.startswith("JSON Lines (zstd);")
    found = next(each for each in report.findings if each.code == "chosen-wrong")
    assert [each.line for each in found.examples] == [line + 1 for line in WRONG_LINES]


def test_what_datasets_saves_to_disk(tmp_path: Path) -> None:
    import datasets

    splits = {"train": datasets.Dataset.from_list(ROWS), "test": datasets.Dataset.from_list(ROWS[:2])}
    datasets.DatasetDict(splits).save_to_disk(str(tmp_path / "saved"))
    report = pairwright.audit(tmp_path / "saved")
    assert (report.rows, report.counts()["chosen-wrong"]) == (120, 3)
    assert [each["question"] for each in report.leakage.values()] == [2]


def test_a_folder_that_generate_wrote_is_audited_against_its_own_tests(tmp_path: Path) -> None:
    pairwright.write(pairwright.load_recipe("arithmetic").with_rows(3000), tmp_path / "data")
    report = pairwright.audit(tmp_path / "data")
    roles = {Path(each.file).name: each.role for each in report.sources}
    assert roles == {
        "train.jsonl": "data",
        "test.jsonl": "test",
        "test_familiar.jsonl": "test",
        "test_beyond.jsonl": "test",
    }
    assert report.rows == 3000
    leaks = {Path(name).name: counts for name, counts in report.leakage.items()}
    for name in ("test.jsonl", "test_beyond.jsonl"):
        rows = len((tmp_path / "data" / name).read_text().splitlines())
        assert leaks[name] == {"rows": rows, "question": 0, "mirrored": 0, "family": 0}
    assert leaks["test_familiar.jsonl"]["question"] == 0
    assert {each.code for each in report.findings if each.severity == "error"} <= {"leak-mirrored"}


def message(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def implicit(row: Row) -> dict[str, object]:
    question = message("user", row["prompt"])
    return {side: [question, message("assistant", row[side].strip())] for side in ("chosen", "rejected")}


def explicit(row: Row) -> dict[str, object]:
    sides = {side: [message("assistant", row[side].strip())] for side in ("chosen", "rejected")}
    return {"prompt": [message("user", row["prompt"])], **sides}


LAYOUTS: dict[str, tuple[Callable[[Row], AnyRow], str]] = {
    "explicit": (dict, "preference, explicit prompt, as texts"),
    "implicit": (
        lambda row: {side: row["prompt"] + row[side] for side in ("chosen", "rejected")},
        "preference, implicit prompt, as texts",
    ),
    "messages": (explicit, "preference, explicit prompt, as messages"),
    "messages-implicit": (implicit, "preference, implicit prompt, as messages"),
    "pairs": (
        lambda row: {"positive": row["prompt"] + row["chosen"], "negative": row["prompt"] + row["rejected"]},
        "pairs",
    ),
    "listed": (
        lambda row: {**row, "rejected": [row["rejected"], " Sorry."]},
        "preference, explicit prompt, with a list",
    ),
    "kto": (
        lambda row: {"prompt": row["prompt"], "completion": row["chosen"], "label": True},
        "prompt, completion, label",
    ),
    "question": (lambda row: {"question": row["prompt"], "answer": answer_of(row)}, "question, answer"),
    "prompts": (lambda row: {"prompt": row["prompt"], "answer": answer_of(row)}, "prompt, answer"),
    "prompts-chat": (
        lambda row: {"prompt": [message("user", row["prompt"])], "answer": answer_of(row)},
        "prompt, answer",
    ),
    "sft": (lambda row: {"prompt": row["prompt"], "completion": row["chosen"]}, "prompt, completion"),
    "sft-chat": (
        lambda row: {
            "prompt": [message("user", row["prompt"])],
            "completion": [message("assistant", row["chosen"].strip())],
        },
        "prompt, completion",
    ),
    "Q": (lambda row: {"Q": row["prompt"], "A": answer_of(row)}, "Q, A"),
    "chat": (lambda row: {"messages": implicit(row)["chosen"]}, "conversations"),
    "text": (lambda row: {"text": row["prompt"] + row["chosen"]}, "whole texts"),
}


@pytest.mark.parametrize("format_name", ["lines", "array-pretty", "parquet"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_findings(tmp_path: Path, layout: str, format_name: str) -> None:
    change, taken_for = LAYOUTS[layout]
    rows = [change(row) for row in ROWS]
    (tmp_path / "data").write_bytes(FORMATS[format_name][0](rows))
    report = pairwright.audit(tmp_path / "data")
    assert report.sources[0].taken_for.split("; ")[1].startswith(taken_for)
    assert report.rows == 120
    counts = {code: count for code, count in report.counts().items() if code not in ("empty-cells", "prompt-trap")}
    listed = {"too-easy": 120} if layout == "listed" else {}
    shortcut = {code: count for code, count in counts.items() if code.startswith("shortcut")} if listed else {}
    assert counts == {"chosen-wrong": 3, **listed, **shortcut}


def test_labels_say_which_side_it_is(tmp_path: Path) -> None:
    rows: list[AnyRow] = [
        {"prompt": "57+4=?", "completion": "61", "label": True},
        {"prompt": "57+5=?", "completion": "61", "label": True},
        {"prompt": "57+6=?", "completion": "61", "label": False},
        {"prompt": "57+7=?", "completion": "64", "label": False},
        {"prompt": "57+8=?", "completion": "65", "label": "perhaps"},
    ]
    report = pairwright.audit(write(tmp_path / "kto.jsonl", rows))
    counts = report.counts()
    assert (counts["chosen-wrong"], counts["rejected-right"], counts["unreadable-row"]) == (1, 1, 1)
