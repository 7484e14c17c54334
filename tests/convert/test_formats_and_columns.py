"""Every format in and out, further columns as they were, blocks of any size, several files, real samples."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.convert.rows import Row, converted, read, rows_of, write

import pairwright
from pairwright.converting import prompts
from pairwright.files import FORMATS
from pairwright.layouts import LAYOUTS
from pairwright.reading import json_array, json_lines, unpacking
from pairwright.reading.json_lines import ReadRows

DATA = Path(__file__).parent.parent / "audit" / "data"
FURTHER: list[Row] = [
    {"prompt": "57+4=?", "chosen": " 61", "rejected": " 72", "id": 1, "score": 1, "tags": ["a"], "line": 7, "odd": 1},
    {"prompt": "57+5=?", "chosen": " 62", "rejected": " 72", "id": 2, "score": 0.5, "tags": [], "line": 8, "odd": "x"},
    {
        "prompt": "57+6=?",
        "chosen": " 63",
        "rejected": " 72",
        "meta": {"by": "me", "n": [1]},
        "answer": 63,
        "^a.*$": "é",
    },
]
KEPT = {
    "id": [1, 2, None],
    "score": [1.0, 0.5, None],
    "line": [7, 8, None],
    "odd": ["1", "x", None],
    "answer": [None, None, 63],
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("layout", ["preference", "chat", "listwise", "kto", "qa"])
def test_every_format_is_read_back(tmp_path: Path, name: str, layout: str) -> None:
    source = write(tmp_path / "in.jsonl", rows_of(layout))
    out = tmp_path / f"rows.{name}"
    done = pairwright.convert(source, out, layout=layout)
    assert done.format == name
    assert (done.file.bytes, done.file.sha256) == (out.stat().st_size, hashlib.sha256(out.read_bytes()).hexdigest())
    back = tmp_path / "back.jsonl"
    assert not pairwright.convert(out, back, layout=layout).rejected
    assert read(back) == rows_of(layout)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.jsonl", out.name, "back.jsonl"])


def test_an_arrow_folder_is_loaded_by_datasets(tmp_path: Path) -> None:
    import datasets

    source = write(tmp_path / "in.jsonl", rows_of("chat"))
    for _ in range(2):
        pairwright.convert(source, tmp_path / "saved", layout="chat", format="arrow", overwrite=True)
        loaded = datasets.load_from_disk(str(tmp_path / "saved"))["train"]
        assert [dict(row) for row in loaded] == rows_of("chat")
    back = pairwright.convert(
        tmp_path / "saved" / "train" / "data-00000-of-00001.arrow", tmp_path / "o.json", layout="kto"
    )
    assert not back.rejected


@pytest.mark.parametrize("name", ["jsonl", "json.gz", "parquet"])
def test_further_columns_stay_as_they_are(tmp_path: Path, name: str) -> None:
    source = write(tmp_path / "in.jsonl", FURTHER)
    pairwright.convert(source, tmp_path / f"pairs.{name}", layout="pairs")
    done = pairwright.convert(tmp_path / f"pairs.{name}", tmp_path / "out.jsonl", layout="preference")
    rows = read(tmp_path / "out.jsonl")
    for column, values in KEPT.items():
        assert [row[column] for row in rows] == values
    assert [row["tags"] for row in rows] == [["a"], [], None]
    assert rows[2]["meta"] == {"by": "me", "n": [1]}
    assert [row["^a.*$"] for row in rows] == [None, None, "é"]
    assert set(done.kept) == {*KEPT, "tags", "meta", "^a.*$"}
    assert [{key: row[key] for key in ("prompt", "chosen", "rejected")} for row in rows] == [
        {key: row[key] for key in ("prompt", "chosen", "rejected")} for row in FURTHER
    ]


def test_further_columns_can_be_left_out(tmp_path: Path) -> None:
    done, rows, _ = converted(tmp_path, FURTHER, "prompts", drop_extra=True)
    assert rows == [{"prompt": row["prompt"], "answer": int(row["chosen"])} for row in FURTHER]
    assert done.kept == ()


def test_the_stated_answer_goes_before_the_chosen_one(tmp_path: Path) -> None:
    rows = [
        {"question": "How many?", "answer": "72"},
        {"question": "57+4=?", "answer": "So 57+4 = 61. The answer is 61."},
    ]
    assert converted(tmp_path, rows, "qa")[1] == [
        {"question": "How many?", "answer": 72},
        {"question": "57+4=?", "answer": 61},
    ]


@pytest.mark.parametrize("target", ["preference", "listwise", "kto", "sft"])
def test_mistakes_go_with_their_rejected_answers(tmp_path: Path, target: str) -> None:
    recipe = pairwright.load_recipe("mistakes").with_changes(rejected_per_prompt=3)
    # The same 200 prompts, whatever rows they take.
    rows = {name: 200 * LAYOUTS[name].rows_per_prompt(3) for name in ("preference", "listwise", target)}
    frames = {
        name: pairwright.generate(recipe.with_layout(name).with_rows(count), "train") for name, count in rows.items()
    }
    for source in ("preference", "listwise"):
        frames[source].write_parquet(tmp_path / "in.parquet")
        done = pairwright.convert(tmp_path / "in.parquet", tmp_path / "out.parquet", layout=target, overwrite=True)
        made = pl.read_parquet(tmp_path / "out.parquet")
        assert not done.rejected
        assert set(made.columns) == set(frames[target].columns)
        assert made.select(frames[target].columns).equals(frames[target])


def test_texts_with_backslashes_come_through_lists_and_messages(tmp_path: Path) -> None:
    hard = "\\frac{1}{2} \\n \\\\ \t \x1f \" é 'q'"
    for layout in ("chat", "listwise"):
        rows = [{"prompt": "57+4=?", "chosen": " " + hard, "rejected": " " + hard + "\n" * i} for i in range(30)]
        _, between, _ = converted(tmp_path, rows, layout)
        assert converted(tmp_path, between, "preference")[1] == rows


def test_a_column_of_texts_and_other_things_becomes_text(tmp_path: Path) -> None:
    values = ["a\\b", "[\\", None, 7, True, {"x": "\\frac \t"}, ["\\n", 1]]
    rows = [{"prompt": "57+4=?", "completion": " 61", "odd": value} for value in values * 20]
    found = [row["odd"] for row in converted(tmp_path, rows, "sft_chat")[1]]
    assert found[:5] == ["a\\b", "[\\", None, "7", "true"]
    assert [json.loads(text) for text in found[5:7]] == values[5:]
    assert found == found[:7] * 20


@pytest.fixture
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (json_lines, json_array):
        monkeypatch.setattr(module, "BLOCK", 300)
    monkeypatch.setattr(unpacking, "CHUNK", 200)


@pytest.mark.usefixtures("_small_blocks")
@pytest.mark.parametrize("source", ["pairs", "kto", "listwise", "chat"])
@pytest.mark.parametrize("target", ["pairs", "listwise", "kto", "sft", "qa"])
def test_where_blocks_end_makes_no_difference(tmp_path: Path, source: str, target: str) -> None:
    rows: list[Row | str] = [*rows_of(source), "{bad", *rows_of(source)]
    _, made, rejects = converted(tmp_path, rows, target)
    assert made == [*rows_of(target), *rows_of(target)]
    assert [(each["line"], each["row"]) for each in rejects] == [(len(rows_of(source)) + 1, "{bad")]


@pytest.mark.usefixtures("_small_blocks")
def test_no_more_than_some_blocks_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heights: list[int] = []

    def seen(blocks: Iterator[ReadRows], keys: list[str]) -> Iterator[ReadRows]:
        for rows in whole_runs(blocks, keys):
            heights.append(rows.frame.height)
            yield rows

    whole_runs = prompts.whole_runs
    monkeypatch.setattr("pairwright.converting.origin.whole_runs", seen)
    done, _, _ = converted(tmp_path, rows_of("pairs") * 20, "listwise")
    assert done.read == sum(heights) == 20 * len(rows_of("pairs"))
    assert max(heights) < 20


def test_a_run_of_one_prompt_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "LONGEST", 50)
    monkeypatch.setattr(json_lines, "BLOCK", 1000)
    monkeypatch.setattr(unpacking, "CHUNK", 500)
    rows = [{"prompt": "1+1=?", "chosen": " 2", "rejected": f" {i}"} for i in range(3, 1003)]
    _, made, _ = converted(tmp_path, rows, "listwise")
    assert [text for row in made for text in row["rejected"]] == [row["rejected"] for row in rows]
    assert max(len(row["rejected"]) for row in made) < 100


def test_several_files_become_one(tmp_path: Path) -> None:
    pairs = write(tmp_path / "a.jsonl", [{**row, "n": 1, "who": "a"} for row in rows_of("pairs")])
    (tmp_path / "b.json.gz").write_bytes(
        gzip.compress(json.dumps([{**row, "n": 0.5} for row in rows_of("chat")]).encode())
    )
    pl.DataFrame(rows_of("listwise")).write_parquet(tmp_path / "c.parquet")
    done = pairwright.convert(
        [pairs, tmp_path / "b.json.gz", tmp_path / "c.parquet"], tmp_path / "o.parquet", layout="kto"
    )
    made = pl.read_parquet(tmp_path / "o.parquet")
    assert made.columns == ["prompt", "completion", "label", "n", "who"]
    assert made.select("prompt", "completion", "label").to_dicts() == rows_of("kto") * 3
    assert made["n"].to_list() == [1.0] * 119 + [0.5] * 119 + [None] * 119
    assert len(done.sources) == 3


def test_the_notebooks_rows(tmp_path: Path) -> None:
    source = DATA / "notebook_train_head.jsonl"
    done = pairwright.convert(source, tmp_path / "out.jsonl", layout="preference")
    rows = read(tmp_path / "out.jsonl")
    assert (done.read, done.converted) == (1000, 1000)
    assert [row["prompt"] + row["chosen"] for row in rows] == [row["positive"] for row in read(source)]
    assert {row["rejected"] for row in rows} == {" Sorry, I don't know."}
    counts = pairwright.audit(tmp_path / "out.jsonl").counts()
    assert not {"chosen-wrong", "chosen-unparsed", "prompt-missing"} & counts.keys()


def test_the_public_projects_rows(tmp_path: Path) -> None:
    pairwright.convert(DATA / "public_starter_pairs.json", tmp_path / "chat.jsonl", layout="chat")
    assert read(tmp_path / "chat.jsonl")[1]["rejected"] == [{"role": "assistant", "content": "Sorry, I do not know!"}]
    cases = json.loads((DATA / "public_test_cases_head.json").read_text())
    done = pairwright.convert(DATA / "public_test_cases_head.json", tmp_path / "qa.jsonl", layout="qa")
    rows = read(tmp_path / "qa.jsonl")
    assert not done.rejected
    assert [row["answer"] for row in rows] == [case["A"] for case in cases]
    assert [row["type"] for row in rows] == [case["type"] for case in cases]
    assert done.kept == ("type", "Q", "A")
