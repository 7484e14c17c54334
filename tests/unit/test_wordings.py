"""Our own list of wordings (data/wordings.tsv, written for this test): how many are read, and that none is misread.

Each line is a question and its answer, or `-` where two people would read it differently or it asks no number.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import polars as pl
import pytest

from pairwright.verify import families, score_column
from pairwright.verify.questions.grammar import question_of

_LINES = (Path(__file__).parent / "data" / "wordings.tsv").read_text(encoding="utf-8").splitlines()
_ROWS = [tuple(line.split("\t")) for line in _LINES]
_READ = pl.DataFrame([row for row in _ROWS if row[1] != "-"], schema=["question", "answer"], orient="row")
_REFUSED = [question for question, answer in _ROWS if answer == "-"]


def test_nineteen_of_twenty_wordings_are_read_and_none_is_misread() -> None:
    assert _READ["question"].n_unique() == len(_READ) > 400
    completions = _READ.with_columns(completion="The answer is " + pl.col("answer") + ".")
    verdicts = score_column(completions)["verdict"]
    assert set(verdicts) <= {"RIGHT", "UNPARSED"}
    assert int((verdicts == "RIGHT").sum()) >= 0.95 * len(verdicts)


def test_everyday_wordings_are_read_and_none_is_misread() -> None:
    """A second list, labelled before any of it was read; `-` where two readers would differ, or no number is asked."""
    lines = (Path(__file__).parent / "data" / "everyday.tsv").read_text(encoding="utf-8").splitlines()
    rows = pl.DataFrame([line.split("\t") for line in lines], schema=["question", "answer"], orient="row")
    plain = ~pl.col("answer").str.contains("^x|and")
    said = pl.when(plain).then("The answer is " + pl.col("answer") + ".").otherwise("answer")
    rows = rows.with_columns(completion=said)
    verdicts = score_column(rows.select("question", "completion"))["verdict"]
    meant = rows["answer"] != "-"
    assert set(verdicts.filter(~meant)) == {"UNPARSED"}
    assert set(verdicts.filter(meant)) <= {"RIGHT", "UNPARSED"}
    assert int((verdicts == "RIGHT").sum()) >= 0.98 * int(meant.sum()) > 450


def test_wordings_of_later_lists_are_read_and_none_is_misread() -> None:
    """Lists labelled before any of it was read; what was mended since is all kinds of wording, not single ones."""
    lines = (Path(__file__).parent / "data" / "first_sight.tsv").read_text(encoding="utf-8").splitlines()
    rows = pl.DataFrame([line.split("\t") for line in lines], schema=["question", "completion"], orient="row")
    found = score_column(rows)
    misread = rows.with_columns(found["expected"]).filter(~found["verdict"].is_in(["RIGHT", "UNPARSED"]))
    assert misread.rows() == []
    assert int((found["verdict"] == "RIGHT").sum()) >= 0.97 * len(rows) > 1500


def test_everyday_questions_of_many_kinds_are_read_and_what_is_near_them_is_not() -> None:
    """data/everyday_kinds.jsonl: questions of each kind in many words; null where nothing is asked, or two things."""
    rows = pl.read_ndjson(Path(__file__).parent / "data" / "everyday_kinds.jsonl", infer_schema_length=None)
    said = pl.concat_str(pl.lit("The answer is "), pl.col("answer").fill_null("987654321"), pl.lit("."))
    rows = rows.with_columns(completion=said)
    verdicts = score_column(rows.select("question", "completion"))["verdict"]
    meant = rows["answer"].is_not_null()
    assert set(verdicts.filter(~meant)) <= {"UNPARSED", "DEGENERATE"}
    assert set(verdicts.filter(meant)) <= {"RIGHT", "UNPARSED"}
    assert int((verdicts == "RIGHT").sum()) >= 0.96 * int(meant.sum()) > 650


def _listed(named: str) -> pl.DataFrame:
    """Rows of data/listed_wordings.jsonl: list, kind, question, and the right completion, null where none is asked for.

    `blind` is by somebody who had not seen the verifier; `brothers`, of each kind of it that was not read then, and
    `fresh` and `later` were written before any of them was read; `hostile` asks nothing, or nothing that one can tell.
    """
    rows = pl.read_ndjson(Path(__file__).parent / "data" / "listed_wordings.jsonl")
    return rows.filter(pl.col("list") == named)


@pytest.mark.parametrize(("named", "share"), [("blind", 0.99), ("brothers", 0.99), ("fresh", 0.97), ("later", 0.97)])
def test_lists_of_others_and_what_is_like_them_are_read_and_none_is_misread(named: str, share: float) -> None:
    rows = _listed(named).filter(pl.col("completion").is_not_null())
    found = score_column(rows.select("question", "completion"))
    misread = rows.with_columns(found["verdict", "expected"]).filter(~found["verdict"].is_in(["RIGHT", "UNPARSED"]))
    assert misread.rows() == []
    assert int((found["verdict"] == "RIGHT").sum()) >= share * len(rows) > 75


@pytest.mark.parametrize("named", ["blind", "brothers", "fresh", "later", "hostile"])
def test_what_these_lists_say_asks_nothing_is_not_read(named: str) -> None:
    rows = _listed(named).filter(pl.col("completion").is_null())
    found = score_column(rows.select("question", completion=pl.lit("The answer is 987654321.")))
    read = rows.with_columns(found["verdict", "expected"]).filter(~found["verdict"].is_in(["UNPARSED", "DEGENERATE"]))
    assert read.rows() == []
    assert len(rows) >= 20


def test_what_only_looks_like_a_calculation_or_has_two_readings_is_not_read() -> None:
    lines = (Path(__file__).parent / "data" / "wording_traps.txt").read_text(encoding="utf-8").splitlines()
    traps = pl.DataFrame({"question": lines, "completion": ["The answer is 7."] * len(lines)})
    found = score_column(traps)
    assert traps.with_columns(found["expected"]).filter(found["verdict"] != "UNPARSED").rows() == []
    assert traps["question"].n_unique() == len(traps) > 900


@pytest.mark.parametrize("question", _REFUSED)
def test_what_has_two_readings_or_asks_no_number_is_refused(question: str) -> None:
    said = score_column(pl.DataFrame({"question": [question], "completion": ["The answer is 7."]}))
    assert said.select("verdict", "expected").row(0) == ("UNPARSED", None), question_of(question, 0)


@pytest.mark.parametrize(
    ("wordings", "family"),
    [
        (
            [
                "What is 57 plus 4?",
                "57+4=?",
                "57 + _ = 61",
                "4 less than 61",
                "What number minus 4 is 57?",
                "So what is 57+4?",
                "Add the numbers 57 and 4.",
            ],
            "+ 4 57 61",
        ),
        (["What is the product of 7 and 8?", "7 x 8", "56 divided by what number is 8?"], "* 7 8 56"),
        (["What is half of 20?", "20/2=?", "double 10", "Halve 20."], "* 2 10 20"),
        (["sqrt(49)=?", "7 squared", "7^2=?", "Square 7."], "^ 2 7 49"),
        (["What is 20% of 50?", "1/5*50=?"], "* 10 50 1/5"),
    ],
)
def test_a_wording_is_of_the_family_of_its_formula(wordings: list[str], family: str) -> None:
    assert families(pl.Series(wordings))["family"].to_list() == [family] * len(wordings)


@pytest.mark.parametrize(
    "text",
    [
        "What is " * 200 + "2+3?",
        "What is " + "the sum of 1 and " * 20 + "2?",
        "2 plus " * 60 + "2",
        "(" * 400,
        "[" * 45 + "2" + "]" * 45,
        "_" * 1000 + "=?",
        "Please " * 300,
        "\\frac{" * 200 + "1",
        "Q: " * 600 + "2+3=?",
        "?" * 390,
        "what number " * 30,
        "x and " * 60 + "x=?",
        "1 and " * 60,
        "Give your answer. " * 110,
        "<think>" * 280,
        "a ? " * 400,
    ],
)
def test_no_wording_takes_long(text: str) -> None:
    question_of("2 plus 2", 0)
    start = time.process_time()
    question_of(re.sub("[0-9]+", "0", text), 0)
    assert time.process_time() - start < 1.5
