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
    out = tmp_path / "own"
    told: list[tuple[int, int]] = []
    found = pairwright.mine(
        mistaken,
        "arithmetic",
        out,
        questions=QUESTIONS,
        temperature=0,
        progress=lambda done, whole: told.append((done, whole)),
    )
    mined = pl.read_ndjson(out / "train.jsonl")
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
        texts.append((tmp_path / name / "train.jsonl").read_text(encoding="utf-8"))
    assert texts[0] == texts[1] != texts[2]
    pairs = [(row["prompt"], row["rejected"]) for row in map(json.loads, texts[0].splitlines())]
    assert len(pairs) == len(set(pairs)) > QUESTIONS - 1


def test_no_mistake_is_no_data(base: Path, tmp_path: Path) -> None:
    for chosen, said in (("recipe", "wrong answer"), ("step", "false step")):
        with pytest.raises(TrainingError, match=f"no {said} among 4, so nothing to train on"):
            pairwright.mine(base, "arithmetic", tmp_path / "own.jsonl", questions=4, temperature=0, chosen=chosen)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "error", "told"),
    [
        ({"questions": 0}, TrainingError, "questions: 0 should be at least 1"),
        ({"temperature": -1.0}, TrainingError, r"temperature: -1.0 should be from 0 to 10"),
        ({"model": "/nowhere"}, ModelError, "nowhere: no such model"),
        ({"chosen": "mine"}, TrainingError, "chosen: unknown source 'mine'"),
        ({"reject": ["refusals"]}, TrainingError, "reject: unknown kind 'refusals'; did you mean 'refusal'"),
        ({"pairs": 0}, TrainingError, "pairs: 0 should be at least 1"),
        ({"recipe": None}, TrainingError, "recipe: none given"),
        ({"engine": "rays"}, ModelError, "engine: unknown engine 'rays'; did you mean 'ray'"),
        ({"workers": 2}, ModelError, "workers: 2 is for Ray; set --engine ray too"),
        ({"engine": "ray", "workers": 0}, ModelError, "workers: 0 should be at least 1"),
    ],
)
def test_bad_input(changes: dict[str, Any], error: type[Exception], told: str, base: Path, tmp_path: Path) -> None:
    given = {"model": base, "recipe": "arithmetic", "out": tmp_path / "own.jsonl", **changes}
    with pytest.raises(error, match=told):
        pairwright.mine(**given)


def test_a_file_that_stands_there(base: Path, rows_file: Callable[..., Path]) -> None:
    path = rows_file([{"mine": 1}])
    before = path.read_bytes()
    with pytest.raises(OutputError, match="not a folder"):
        pairwright.mine(base, "arithmetic", path)
    assert path.read_bytes() == before


def test_refusals_are_paired_where_asked_and_named(mistaken: Path, tmp_path: Path) -> None:
    given: dict[str, Any] = {"questions": QUESTIONS, "temperature": 0, "reject": ["refusal"]}
    found = pairwright.mine(mistaken, "arithmetic", tmp_path / "own", **given)
    rows = pl.read_ndjson(tmp_path / "own" / "train.jsonl")
    assert (found.rows, found.refused, found.mistakes["refusal"]) == (8, 1, 1)
    assert rows.filter(pl.col("mistake") == "refusal")["rejected"].to_list() == [" Sorry, I don't know."]
    # The model has learnt these answers by heart, so it finds them likelier than right ones.
    assert found.unlikely == (rows["chosen_logp"] < rows["rejected_logp"]).sum() == 8


def test_pairs_of_graded_answers_with_the_models_own_right_ones(tmp_path: Path) -> None:
    """From what a server said: each pair's chosen side is what the model itself said of the same question."""
    from tests.evaluation.stub import completion, right, serving

    def wavering(number: int, asked: dict[str, Any]) -> Any:
        text = right(number, asked)[1]["choices"][0]["message"]["content"]  # type: ignore[index]
        slip = asked["seed"] % 2 and text.startswith("The")
        return 200, completion(asked, "The answer is 1000." if slip else text)

    with serving(wavering) as stub:
        endpoint = pairwright.Endpoint(stub.url, "big")
        graded = pairwright.grade(endpoint, "arithmetic", tmp_path / "graded", questions=40, samples=4)
        asked = len(stub.requests)
        mined = pairwright.mine(tmp_path / "graded", None, tmp_path / "own", chosen="own")
        both = pairwright.mine(tmp_path / "graded", None, tmp_path / "both", chosen="both", pairs=1)
        assert len(stub.requests) == asked == 160
    rows = pl.read_ndjson(tmp_path / "own" / "train.jsonl")
    said = (
        pl.read_ndjson(tmp_path / "graded" / "graded.jsonl")
        .explode("samples")
        .select(prompt="question", chosen=pl.lit(" ") + pl.col("samples"))
    )
    assert rows.join(said.unique(), on=["prompt", "chosen"], how="semi").height == rows.height == mined.rows > 5
    assert rows["chosen_from"].unique().to_list() == ["own"]
    assert both.rows == pl.read_ndjson(tmp_path / "both" / "train.jsonl")["prompt"].n_unique()
    assert mined.right == graded.tables["right"]
    for side, verdict in (("chosen", "RIGHT"), ("rejected", "WRONG")):
        assert (pairwright.score_column(rows, question="prompt", completion=side)["verdict"] == verdict).all()
    report = pairwright.audit(tmp_path / "own")
    assert report.counts().get("chosen-wrong", 0) == 0
    # What is held out is not mined.
    with serving(wavering) as stub:
        endpoint = pairwright.Endpoint(stub.url, "big")
        pairwright.grade(endpoint, "arithmetic", tmp_path / "held", questions=4, samples=2, split="test")
    with pytest.raises(TrainingError, match="which is held out; grade others"):
        pairwright.mine(tmp_path / "held", None, tmp_path / "no")


def test_a_mined_dataset_is_whole_as_push_takes_it(mistaken: Path, tmp_path: Path) -> None:
    from pairwright.hub.finished import finished
    from pairwright.learn.training.data import training_data

    pairwright.mine(mistaken, "arithmetic", tmp_path / "own", questions=QUESTIONS, temperature=0)
    found = finished(tmp_path / "own")
    assert (found.name, list(found.files)) == ("arithmetic", ["train.jsonl", "README.md", "manifest.json"])
    assert training_data(tmp_path / "own", "dpo", rows=None).frame.height == 7
    with pytest.raises(OutputError, match="a finished dataset; add --overwrite"):
        pairwright.mine(mistaken, "arithmetic", tmp_path / "own", questions=QUESTIONS, temperature=0)


def test_the_first_false_step_is_paired_with_the_right_one(tmp_path: Path) -> None:
    """A server that works aloud and slips in the last step of every other answer."""
    from tests.evaluation.stub import completion, prompt_of, serving

    def working(_: int, asked: dict[str, Any]) -> Any:
        right = pairwright.score(prompt_of(asked), "").expected
        slip = asked["seed"] % 2
        return 200, completion(asked, f"First, 2+2=4. Then {right}+0={int(str(right)) + slip}. So it is {right}.")

    with serving(working) as stub:
        endpoint = pairwright.Endpoint(stub.url, "big")
        found = pairwright.mine(endpoint, "arithmetic", tmp_path / "own", questions=12, samples=2, chosen="step")
    rows = pl.read_ndjson(tmp_path / "own" / "train.jsonl")
    assert found.rows == rows.height == 12
    assert rows["chosen_from"].unique().to_list() == ["step"]
    for row in rows.iter_rows(named=True):
        assert row["prompt"].endswith("=? First, 2+2=4.")
        asked, said = row["rejected"].removeprefix(" Then ").split("=")
        assert row["chosen"] == f" Then {asked}={asked.removesuffix('+0')}"
        assert int(said) == int(asked.removesuffix("+0")) + 1


def test_what_cannot_be_read_is_no_step() -> None:
    from pairwright.learn.false_steps import at_first_false_step

    said = [
        "7+4=11\n18-11=9\nAnswer: 9",  # The space between steps stays as it is.
        "3+4=7+1=9, 2+2=5",
        "7+4=?, 18-11=8",
        "f(2)=5, 2+2=5",
        "The answer is 8 because 18-11 equals 8.",
        "7+4=11, 18-11=7.",
        "",
    ]
    found = at_first_false_step(pl.DataFrame({"question": ["18-(7+4)=?"] * len(said), "completion": said}))
    assert found.select("prompt", "chosen", "rejected").rows() == [
        ("18-(7+4)=? 7+4=11", "\n18-11=7", "\n18-11=9"),
    ]
