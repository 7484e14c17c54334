"""The report as a file: the same bytes for the same input, nothing from elsewhere, one line for wrong input."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from tests.e2e.conftest import Command

import pairwright
from pairwright.errors import DataError, OutputError
from pairwright.reporting.inputs import page_of
from pairwright.reporting.page import as_json
from pairwright.reporting.vendored import VERSIONS
from pairwright.reporting.vendored.update import LIBRARIES, LICENCE_OF

EVALUATION = {
    "tests": [{"test": "test", "questions": 10, "left_out": 0, "misstated": 0}],
    "models": [
        {
            "model": name,
            "right": {"count": count, "of": 10, "share": count / 10, "interval": [0.1, 0.9]},
            "by": {"operator": {"+": {"count": count, "of": 10, "share": count / 10, "interval": [0.1, 0.9]}}},
            "mistakes": {"refusal": 10 - count},
        }
        for name, count in (("runs/a/model", 2), ("runs/b/model", 9))
    ],
}


def test_the_same_bytes_and_nothing_from_elsewhere(mistakes: Path, tmp_path: Path) -> None:
    one, two = (pairwright.report(mistakes, tmp_path / name) for name in ("a.html", "b.html"))
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert one == two == hashlib.sha256(text.encode()).hexdigest()
    own = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)=["'](?!#)|@import|url\(|fetch\(|XMLHttp""", own)
    assert "default-src 'none'" in own
    assert "unsafe-eval" not in own


def test_the_manifest_has_the_checksum_of_the_page_beside_the_data(tmp_path: Path) -> None:
    command, out = Command(), tmp_path / "data"
    line = ("generate", "arithmetic", "--rows", "200", "--out", out, "--quiet")
    command.ok(*line, "--report")
    page, manifest = out / "report.html", out / "manifest.json"
    said = json.loads(manifest.read_text())["beside"]["report.html"]
    assert said == hashlib.sha256(page.read_bytes()).hexdigest()
    assert pairwright.check(out).whole
    # With the page there, the data are told in the same bytes, and a run that goes on leaves all as it is.
    pairwright.report(out, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()
    before = manifest.read_bytes()
    command.ok(*line, "--report", "--resume")
    assert manifest.read_bytes() == before
    page.write_text("edited")
    assert [each.partition(";")[0] for each in pairwright.check(out).problems] == [
        "report.html: edited since it was written"
    ]
    command.ok(*line, "--overwrite")
    assert not page.exists()
    assert pairwright.check(out).whole
    assert "no folder of this machine" in command("generate", "--out", "s3://b/d", "--report").stderr


def test_libraries_are_as_they_came_with_their_licences() -> None:
    here = files("pairwright.reporting.vendored")
    kept = json.loads((here / VERSIONS).read_text())
    assert {name: each["version"] for name, each in kept.items()} == LIBRARIES
    for name, each in kept.items():
        assert hashlib.sha256((here / each["file"]).read_bytes()).hexdigest() == each["sha256"], name
    for name in (*LIBRARIES, *LICENCE_OF):
        assert "Copyright" in (here / f"{name}.LICENSE").read_text()


def test_facts_that_training_states_are_not_held_out(tmp_path: Path) -> None:
    train = [{"prompt": f"{a}+4=?", "chosen": f"{a + 4}", "rejected": "0"} for a in (10, 11, 12)]
    test = [{"question": "14-4=?", "answer": 10}, {"question": "30+4=?", "answer": 34}]
    for name, rows in (("train.jsonl", train), ("test.jsonl", test)):
        (tmp_path / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    sections = {each.id: each for each in page_of([tmp_path]).sections}
    cells = sections["facts"].parts[0]["table"]["rows"]
    assert [sum(row[place] for row in cells) for place in (2, 3)] == [3, 1]
    splits, verdict = sections["splits"].parts
    assert {row[0]: row[2:] for row in splits["rows"]} == {"train.jsonl": [3, 3, 3, None], "test.jsonl": [2, 2, 2, 1]}
    assert "test.jsonl are trained on" in verdict["text"]


def test_steps_are_judged_one_by_one(tmp_path: Path) -> None:
    row = {
        "prompt": "(3+7)*6=?",
        "chosen": "3+7=10, 10*6=60. The answer is 60.",
        "rejected": "3+7=11, 11*6=66. The answer is 66.",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))
    (found,) = next(each for each in page_of([tmp_path]).sections if each.id == "rows").parts[0]["rows"]
    steps = [(step["side"], step["text"], step["verdict"]) for step in found["steps"]]
    assert steps == [
        ("chosen", "3+7=10", "HOLDS"), ("chosen", "10*6=60", "HOLDS"),
        ("rejected", "3+7=11", "FAILS"), ("rejected", "11*6=66", "HOLDS"),
    ]  # fmt: skip
    assert [side["verdict"] for side in found["sides"]] == ["RIGHT", "WRONG"]
    assert {"+ 3 7 10", "* 6 10 60"} <= set(found["facts"])


def test_evaluations_stand_side_by_side_under_names_of_their_own(tmp_path: Path) -> None:
    for name in ("before.json", "after.json"):
        (tmp_path / name).write_text(json.dumps(EVALUATION))
    page = page_of([tmp_path / "before.json", tmp_path / "after.json"])
    (head, picture), _ = page.sections[0].parts[:2], page.sections[1]
    assert len({each["label"] for each in head["items"]}) == 4
    assert [row[4] for row in picture["table"]["rows"]] == [0.2, 0.9, 0.2, 0.9]


def test_an_audit_and_a_training_are_told(mistakes: Path, tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_text(json.dumps(pairwright.audit(mistakes).as_dict()))
    result = {"method": "dpo", "steps": 20, "batch": 8, "rows": 9, "data": "d", "base": "b", "questions": 4}
    result |= {"losses": [[10, 0.6], [20, 0.3]], "scores": [[20, 0.75]]}
    model = tmp_path / "model"
    model.mkdir()
    (model / "pairwright.json").write_text(json.dumps({"made": "train", "result": result}))
    log = [{"step": 10, "logps/chosen": -3.0, "logps/rejected": -4.0}, {"train_loss": 1}]
    said = {"question": "57+4=?", "completion": " 61", "verdict": "RIGHT"}
    log += [{"step": step, "exact_match": 0.75, "answers": [said]} for step in (0, 20)]
    (model / "log.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in log))
    sections = {each.id: each for each in page_of([tmp_path / "audit.json", model]).sections}
    codes = [each["code"] for each in sections["audit"].parts[1]["items"]]
    assert codes == [each.code for each in pairwright.audit(mistakes).findings]
    *pictures, answers = sections["training"].parts[1:]
    assert [(each["fields"]["step"], each["question"]) for each in answers["rows"]] == [
        ("20", "57+4=?"),
        ("0", "57+4=?"),
    ]
    titles = [each["title"] for each in pictures]
    assert titles == ["Loss.", "Held-out score.", "Log-probabilities."]


def test_pass_rates_are_told(tmp_path: Path) -> None:
    share = {"count": 3, "of": 4, "share": 0.75, "interval": [0.3, 0.95]}
    tables = {"questions": 2, "answers": 4, "right": 3, "refused": 1, "unread": 0, "rates": {"2": 1, "1": 1}}
    manifest = {
        "model": "m", "split": "train", "samples": 2, "temperature": 1.0, "recipe": {"name": "arithmetic"},
        "tables": tables | {"by": {"operator": {"+": share}}, "mistakes": {"refusal": 1}},
        "splits": {"graded": {"rows": 1, "files": [{"path": "graded.jsonl"}]}},
    }  # fmt: skip
    row = {"question": "7*8=?", "samples": [" 56", " No."], "verdicts": ["RIGHT", "UNPARSED"], "pass_rate": 0.5}
    row |= {"mistakes": [None, "refusal"], "ground_truth": "56"}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "graded.jsonl").write_text(json.dumps(row))
    (section,) = page_of([tmp_path]).sections
    head, rates, accuracy, mistakes, answers = section.parts
    assert [each["value"] for each in head["items"]] == [2, "75.0 %", 1, 0]
    assert rates["rows"] == [["1 of 2", 1, 0.5], ["2 of 2", 1, 0.5]]
    assert accuracy["table"]["rows"] == [["operator", "+", "", 4, 0.75, 0.3, 0.95]]
    assert mistakes["rows"] == [["refusal", 1, 0.25]]
    assert [side["verdict"] for side in answers["rows"][0]["sides"]] == ["RIGHT", "UNPARSED"]
    del manifest["model"]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(DataError, match="not as grade writes it"):
        page_of([tmp_path])


def test_wrong_input_is_one_line(mistakes: Path, tmp_path: Path) -> None:
    unfinished, empty, model = tmp_path / "unfinished", tmp_path / "empty", tmp_path / "model"
    for each in (unfinished, empty, model):
        each.mkdir()
    (unfinished / ".unfinished").mkdir()
    (unfinished / ".unfinished" / "run.json").write_text("{}")
    (model / "pairwright.json").write_text('{"made": "base"}')
    (tmp_path / "half.json").write_text('{"findings": [], "sources": []}')
    (tmp_path / "bad.jsonl").write_text('{"a": 1}\n')
    for path, said in (
        (tmp_path / "nowhere", "no such file or folder"), (empty, "no data file"), (unfinished, "an unfinished"),
        (model, "tells of no training"),
        (tmp_path / "half.json", "lacks rows"), (tmp_path / "bad.jsonl", "keys not known"),
    ):  # fmt: skip
        with pytest.raises(DataError, match=said) as raised:
            pairwright.report(path, tmp_path / "out.html")
        assert "\n" not in str(raised.value)
    out = tmp_path / "out.html"
    out.write_text("kept")
    with pytest.raises(OutputError, match="stands there already"):
        pairwright.report(mistakes, out)
    with pytest.raises(OutputError, match="a folder"):
        pairwright.report(mistakes, tmp_path)
    with pytest.raises(OutputError, match="is read"):
        pairwright.report(tmp_path / "half.json", tmp_path / "half.json", overwrite=True)
    assert out.read_text() == "kept"


def test_json_in_a_page_is_what_it_was() -> None:
    data = {"a": "</script><!--\u2028\ud800 \u05d0"}
    assert json.loads(as_json(data)) == data
    assert "<" not in as_json(data)


def test_rows_are_counted_by_kind_and_by_whole_numbers_of_difficulty(tmp_path: Path) -> None:
    train = {"families": "training", "rows": 200, "layout": "preference"}
    recipe = pairwright.load_recipe({"problems": {"additive": {}, "gcd": {}}, "splits": {"train": train}})
    pairwright.write(recipe, tmp_path / "data", metadata=True)
    pairwright.report(tmp_path / "data", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    found = {}
    for level in ("kind", "difficulty"):
        shown = re.search(rf'"columns":\[{{"name":"{level}".*?"rows":(\[\[.*?\]\])', page)
        assert shown is not None
        found[level] = {value: count for value, split, count, share in json.loads(shown[1])}
    rows = pairwright.generate(recipe)
    assert found["kind"] == dict(rows["kind"].value_counts().iter_rows())
    levels = rows["difficulty"].cast(pl.Int64).cast(pl.String)
    assert found["difficulty"] == dict(levels.value_counts().iter_rows())
