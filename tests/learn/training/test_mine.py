"""A model that has been taught wrong answers, and what is mined from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.errors import ModelError, OutputError, TrainingError

QUESTIONS = 8


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    """Questions of `arithmetic` with what the model is to be taught: the first refused, of the others one too many."""
    chosen = pairwright.load_recipe("arithmetic").with_layout("preference")
    rows = pairwright.generate(chosen, "train", 0, QUESTIONS).select("prompt", "chosen", "answer")
    wrong = pl.concat_str(pl.lit(" The answer is "), pl.col("answer") + 1, pl.lit("."))
    taught = pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(" Sorry, I don't know.")).otherwise(wrong)
    return rows.with_columns(completion=taught)


@pytest.fixture(scope="module")
def mistaken(rows: pl.DataFrame, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learnt them by heart."""
    folder = tmp_path_factory.mktemp("mistaken")
    data = folder / "rows.jsonl"
    rows.select("prompt", "completion").write_ndjson(data)
    settings = {"per_device_train_batch_size": QUESTIONS, "lr_scheduler_type": "constant", "save_strategy": "no"}
    pairwright.train(data, base, folder / "model", method="sft", settings=settings, max_steps=400)
    return folder / "model"


def test_each_wrong_answer_is_paired_with_the_right_one(mistaken: Path, rows: pl.DataFrame, tmp_path: Path) -> None:
    out = tmp_path / "own.jsonl"
    told: list[tuple[int, int]] = []
    found = pairwright.mine(
        mistaken,
        "arithmetic",
        out,
        questions=QUESTIONS,
        temperature=0,
        progress=lambda done, whole: told.append((done, whole)),
    )
    mined = pl.read_ndjson(out)
    taught = rows[1:]
    assert mined["prompt"].to_list() == taught["prompt"].to_list()
    assert mined["chosen"].to_list() == taught["chosen"].to_list()
    assert mined["rejected"].to_list() == taught["completion"].to_list()
    assert (found.questions, found.answers, found.right, found.wrong, found.unread) == (8, 8, 0, 7, 1)
    assert found.rows == sum(found.mistakes.values()) == 7
    # Another kind may come to the same number, such as 1 for 0*5 (which is 0+1).
    assert found.mistakes["off_by_one"] > 3
    assert told[-1] == (8, 8)
    # What is mined is data to train on, as it is.
    report = pairwright.audit(out)
    assert report.counts().get("chosen-wrong", 0) == report.counts().get("rejected-right", 0) == 0


def test_samples_are_those_of_the_seed_and_none_twice(mistaken: Path, tmp_path: Path) -> None:
    texts = []
    for name, seed in (("one", 1), ("again", 1), ("two", 2)):
        pairwright.mine(mistaken, "arithmetic", tmp_path / name, questions=QUESTIONS, temperature=2.5, seed=seed)
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1] != texts[2]
    pairs = [(row["prompt"], row["rejected"]) for row in map(json.loads, texts[0].splitlines())]
    assert len(pairs) == len(set(pairs)) > QUESTIONS - 1


def test_no_mistake_is_no_data(base: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no wrong answer among 4, so nothing to train on"):
        pairwright.mine(base, "arithmetic", tmp_path / "own.jsonl", questions=4, temperature=0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "error", "told"),
    [
        ({"questions": 0}, TrainingError, "questions: 0 should be at least 1"),
        ({"temperature": -1.0}, TrainingError, r"temperature: -1.0 should be from 0 to 10"),
        ({"model": "nowhere"}, ModelError, "nowhere: no such model"),
    ],
)
def test_bad_input(changes: dict[str, Any], error: type[Exception], told: str, base: Path, tmp_path: Path) -> None:
    given = {"model": base, "recipe": "arithmetic", "out": tmp_path / "own.jsonl", **changes}
    with pytest.raises(error, match=told):
        pairwright.mine(**given)


def test_a_file_that_stands_there(base: Path, rows_file: Callable[..., Path]) -> None:
    path = rows_file([{"mine": 1}])
    before = path.read_bytes()
    with pytest.raises(OutputError, match="stands there already"):
        pairwright.mine(base, "arithmetic", path)
    assert path.read_bytes() == before
