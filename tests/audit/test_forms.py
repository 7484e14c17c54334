"""Every form in which rows stand in files is read alike: wrapped arrays, objects laid out at will, CSV, long rows."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import zstandard
from tests.audit.faults import AnyRow, answer_of, good_rows, spoil, with_answer, write

import pairwright

ROWS = [dict(row) for row in spoil(good_rows(60), [2, 40], lambda row: with_answer(row, answer_of(row) + 100))]
WRONG_ROWS = [3, 41]


def csv_of(rows: Sequence[AnyRow], separator: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def wrapped(rows: Sequence[AnyRow], indent: int | None, **more: object) -> bytes:
    return json.dumps({"version": "1.0", "tags": ["a"], "data": rows, **more}, indent=indent).encode()


FORMS: dict[str, tuple[Callable[[Sequence[AnyRow]], bytes], str]] = {
    "wrapped on one line": (lambda rows: wrapped(rows, None), "JSON array under data"),
    "wrapped, laid out": (lambda rows: wrapped(rows, 2), "JSON array under data"),
    "wrapped, more behind": (lambda rows: wrapped(rows, 1, total=60, note="[{}]"[:2]), "JSON array under data"),
    "wrapped and packed": (lambda rows: gzip.compress(wrapped(rows, None)), "JSON array under data (gzip)"),
    "objects laid out": (lambda rows: b"\n".join(json.dumps(row, indent=2).encode() for row in rows), "JSON objects"),
    "objects and commas": (
        lambda rows: b",\n".join(json.dumps(row, indent=1).encode() for row in rows),
        "JSON objects",
    ),
    "comma": (lambda rows: csv_of(rows, ","), "CSV"),
    "tab": (lambda rows: csv_of(rows, "\t"), "CSV"),
    "semicolon": (lambda rows: csv_of(rows, ";"), "CSV"),
    "CSV with a mark": (lambda rows: b"\xef\xbb\xbf" + csv_of(rows, ","), "CSV"),
    "CSV packed": (lambda rows: zstandard.compress(csv_of(rows, ",")), "CSV (zstd)"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_rows(form: str, tmp_path: Path) -> None:
    encode, taken_for = FORMS[form]
    (tmp_path / "data").write_bytes(encode(ROWS))
    report = pairwright.audit(tmp_path / "data")
    assert report.sources[0].taken_for.startswith(f"{taken_for};")
    assert (report.rows, report.sources[0].rejects) == (60, 0)
    (found,) = (each for each in report.findings if each.severity == "error")
    assert (found.code, [each.row for each in found.examples]) == ("chosen-wrong", WRONG_ROWS)
    pairwright.convert(tmp_path / "data", tmp_path / "out.jsonl", layout="preference")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert written == ROWS


def test_quoted_newlines_and_quotes_in_csv(tmp_path: Path) -> None:
    rows: list[AnyRow] = [{"question": "57+4=?", "answer": 'Say "61"\nor: 61'}, {"question": "2+2=?", "answer": "5"}]
    (tmp_path / "data.csv").write_bytes(csv_of(rows, ","))
    pairwright.convert(tmp_path / "data.csv", tmp_path / "out.jsonl", layout="sft")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["completion"].strip() for row in found] == [row["answer"] for row in rows]


def test_rows_in_one_line_have_numbers_of_their_own(tmp_path: Path) -> None:
    """A row that lacks a key takes none of its neighbours with it, though all stand on one line."""
    rows: list[AnyRow] = [*ROWS[:5], {"prompt": "1+1=?", "chosen": "2"}, *ROWS[5:9]]
    (tmp_path / "data.json").write_text(json.dumps(rows))
    report = pairwright.audit(tmp_path / "data.json", rejects=tmp_path / "rejects")
    assert (report.rows, report.sources[0].rejects) == (9, 1)
    (unreadable,) = (each for each in report.findings if each.code == "unreadable-row")
    assert [(each.line, each.row) for each in unreadable.examples] == [(1, 6)]
    done = pairwright.convert(
        tmp_path / "data.json", tmp_path / "out.jsonl", layout="pairs", rejects=tmp_path / "aside"
    )
    assert (done.read, done.converted) == (10, 9)


def test_repeats_in_one_line_are_told_by_their_rows(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text(json.dumps([*ROWS[:3], ROWS[0]]))
    report = pairwright.audit(tmp_path / "data.json")
    (repeat,) = (each for each in report.findings if each.code == "repeat-exact")
    assert repeat.examples[0].row == 4
    assert repeat.examples[0].text.endswith("; as row 1")


def test_further_rows_behind_the_array_are_told(tmp_path: Path) -> None:
    (tmp_path / "two.json").write_text(json.dumps({"train": ROWS[:3], "test": ROWS[3:5]}))
    report = pairwright.audit(tmp_path / "two.json")
    assert report.sources[0].taken_for.startswith("JSON array under train;")
    assert report.rows == 3
    (told,) = (each for each in report.findings if each.code == "unreadable-row")
    assert "what stands behind the first array is not read" in told.examples[0].text
    (tmp_path / "more.json").write_text(json.dumps(ROWS[:3]) + "\n[1]\n")
    assert pairwright.audit(tmp_path / "more.json").sources[0].rejects == 1


@pytest.mark.parametrize(
    "text", ['{"messages": [{"role": "user", "content": "57+4=?"}, {"role": "assistant", "content": "61"}]}']
)
def test_a_row_that_holds_an_array_is_a_row(text: str, tmp_path: Path) -> None:
    for lines in (1, 3):
        (tmp_path / "data.jsonl").write_text(f"{text}\n" * lines)
        report = pairwright.audit(tmp_path / "data.jsonl")
        assert report.sources[0].taken_for == "JSON Lines; conversations: messages"
        assert report.rows == lines


@pytest.mark.parametrize("size", [10_000, 1_500_000, 9_000_000])
def test_one_long_row_is_a_row(size: int, tmp_path: Path) -> None:
    long = {"prompt": "57+4=?", "completion": "61", "meta": "x" * size}
    for rows in ([long], [long, *ROWS[:2]], [*({"prompt": "1+1=?", "completion": "2"} for _ in range(3)), long]):
        path = write(tmp_path / "data.jsonl", rows)
        report = pairwright.audit(path)
        assert report.sources[0].taken_for.startswith("JSON Lines;")
        assert report.sources[0].rows + report.sources[0].rejects == len(rows)
        assert report.judged["judged"] >= 1


def test_empty_arrays_and_unclosed_ones(tmp_path: Path) -> None:
    for text, said in (("[]", "no rows"), ('{"data": []}', "keys not known"), ("[ ", "no row can be read")):
        (tmp_path / "data.json").write_text(text)
        with pytest.raises(pairwright.PairwrightError, match=said):
            pairwright.audit(tmp_path / "data.json")
