"""Training for a few steps: the loss falls, plain transformers open it, an interruption changes nothing."""

from __future__ import annotations

import json
import math
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.errors import OutputError, TrainingError

Train = Callable[..., Any]
Weights = Callable[[Path], dict[str, Any]]
Whole = Callable[[str], tuple[Path, Any]]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(bool((one[name] == other[name]).all()) for name in one)


def stop_at(step: int) -> Callable[[int, int], None]:
    def progress(done: int, _: int) -> None:
        if done == step:
            raise KeyboardInterrupt

    return progress


def interrupted(train: Train, out: Path, at: int, **changes: Any) -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        train(out, progress=stop_at(at), **changes)
    assert any("go on with --resume" in note for note in stopped.value.__notes__)
    assert not out.exists()


def answers_logged(out: Path) -> list[tuple[int, list[dict[str, str]]]]:
    log = map(json.loads, (out / "log.jsonl").read_text(encoding="utf-8").splitlines())
    return [(each["step"], each["answers"]) for each in log if "answers" in each]


@pytest.fixture(scope="module")
def trained() -> dict[str, tuple[Path, Any]]:
    """method -> the folder and the result of training to the end, once a method."""
    return {}


@pytest.fixture
def whole(quick: Train, trained: dict[str, tuple[Path, Any]], tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The folder and the result of training with a method to the end; several tests read them."""

    def made(method: str) -> tuple[Path, Any]:
        if method not in trained:
            out = tmp_path_factory.mktemp("whole") / method
            trained[method] = out, quick(out, method=method)
        return trained[method]

    return made


@pytest.mark.parametrize("method", ["sft", "dpo", "kto"])
def test_a_few_steps(method: str, quick: Train, base: Path, weights: Weights, tmp_path: Path) -> None:
    out = tmp_path / "model"
    made = quick(out, "arithmetic", method=method)
    assert (made.steps, made.batch, made.rows) == (6, 8, 96 if method == "kto" else 48)
    losses = [loss for _, loss in made.losses]
    assert len(losses) == 6
    assert losses[-1] < losses[0]
    if method == "dpo":
        # Before the first step policy and reference are one, so the sigmoid term is log 2; the rest is that of SFT.
        first = json.loads((out / "log.jsonl").read_text(encoding="utf-8").splitlines()[1])
        assert first["rewards/chosen"] == pytest.approx(0, abs=1e-4)
        assert losses[0] > math.log(2)
    assert not same(weights(out), weights(base))
    assert [step for step, _ in made.scores] == [0, 6]
    assert [each.name for each in tmp_path.iterdir() if each.is_dir()] == [out.name]


def test_what_is_written_is_plain_transformers(quick: Train, tmp_path: Path) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    made = quick(tmp_path / "model", "arithmetic", method="sft")
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "model")
    model = AutoModelForCausalLM.from_pretrained(tmp_path / "model", use_safetensors=True)
    asked = tokenizer("57+4=?", return_tensors="pt")
    assert model.generate(**asked, max_new_tokens=3).shape[1] > asked["input_ids"].shape[1]
    assert model.config.use_cache
    card = (tmp_path / "model" / "README.md").read_text(encoding="utf-8")
    assert f"fingerprint `{pairwright.load_recipe('arithmetic').fingerprint}`" in card
    assert "| 6 | 0.0% |" in card
    assert "\nper_device_train_batch_size: 8\n" in card
    facts = json.loads((tmp_path / "model" / "pairwright.json").read_text(encoding="utf-8"))
    assert facts["result"] == json.loads(json.dumps(made.as_dict()))


@pytest.mark.parametrize("method", ["sft", "dpo", "kto"])
def test_resume_equals_no_interruption(
    method: str, quick: Train, whole: Whole, weights: Weights, tmp_path: Path
) -> None:
    folder, uncut = whole(method)
    interrupted(quick, tmp_path / "cut", 5, method=method)
    resumed = quick(tmp_path / "cut", method=method, resume=True)
    assert same(weights(folder), weights(tmp_path / "cut"))
    assert (resumed.losses, resumed.scores) == (uncut.losses, uncut.scores)
    answers = answers_logged(folder)
    assert answers_logged(tmp_path / "cut") == answers
    assert [(step, len(said)) for step, said in answers] == [(step, 4) for step, _ in uncut.scores]


def test_a_checkpoint_that_was_cut_short_is_passed_over(
    quick: Train, whole: Whole, weights: Weights, tmp_path: Path
) -> None:
    interrupted(quick, tmp_path / "cut", 5, method="sft")
    torn = tmp_path / "cut.run" / "checkpoint-4"
    (torn / "whole").unlink()
    (torn / "model.safetensors").write_bytes(b"torn")
    quick(tmp_path / "cut", method="sft", resume=True)
    assert same(weights(whole("sft")[0]), weights(tmp_path / "cut"))


def test_a_full_disk_leaves_the_checkpoint_before(quick: Train, whole: Whole, weights: Weights, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(done: int, _: int) -> None:
        if done == 3:
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))

    try:
        with pytest.raises(
            OutputError, match=r"cut.run: a checkpoint cannot be written .*; make room there"
        ) as refused:
            quick(tmp_path / "cut", method="sft", progress=fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.__notes__ == ["the checkpoint of step 2 is whole; go on with --resume"]
    assert not (tmp_path / "cut").exists()
    quick(tmp_path / "cut", method="sft", resume=True)
    assert same(weights(whole("sft")[0]), weights(tmp_path / "cut"))


@pytest.mark.parametrize(
    "error",
    [
        # As PyTorch, safetensors and tokenizers say that there is no room, on a disk with a few kilobytes more or less.
        RuntimeError("[enforce fail at inline_container.cc:672] . unexpected pos 448320 vs 448208"),
        RuntimeError("PytorchStreamWriter failed writing file data/3: file write failed"),
        Exception("No space left on device (os error 28)"),
        OSError(28, "No space left on device"),
    ],
    ids=["end of an archive", "part of an archive", "in Rust", "in Python"],
)
def test_what_says_that_a_disk_is_full_is_told_alike(error: Exception, quick: Train, tmp_path: Path) -> None:
    def fail(done: int, _: int) -> None:
        if done == 3:
            raise error

    with pytest.raises(OutputError, match=r"cut.run: a checkpoint cannot be written .*; make room there"):
        quick(tmp_path / "cut", method="sft", progress=fail)


def test_a_run_is_not_mixed_with_another(quick: Train, tmp_path: Path) -> None:
    out = tmp_path / "model"
    interrupted(quick, out, 3, method="sft")
    with pytest.raises(OutputError, match="an unfinished run; go on with --resume"):
        quick(out, method="sft")
    with pytest.raises(TrainingError, match=r"a run with another settings.seed \(42, now 7\)"):
        quick(out, method="sft", seed=7, resume=True)
    quick(out, method="sft", seed=7, overwrite=True)
    assert not (tmp_path / "model.run").exists()


def test_a_finished_run_is_left_as_it_is(quick: Train, tmp_path: Path) -> None:
    first = quick(tmp_path / "model", method="sft")
    steps: list[int] = []
    assert quick(tmp_path / "model", method="sft", resume=True, progress=lambda done, _: steps.append(done)) == first
    assert steps == []
    with pytest.raises(OutputError, match="a model stands there already"):
        quick(tmp_path / "model", method="sft")


def test_the_seed_decides(quick: Train, weights: Weights, tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("two", 2)):
        quick(tmp_path / name, method="sft", seed=seed, max_steps=2)
    assert same(weights(tmp_path / "one"), weights(tmp_path / "again"))
    assert not same(weights(tmp_path / "one"), weights(tmp_path / "two"))


def test_it_stops_at_the_target(quick: Train, rows_file: Callable[..., Path], tmp_path: Path) -> None:
    rows = pl.DataFrame({"prompt": ["57+4=?", "9*8=?"], "completion": [" 61", " 72"]})
    data, test = rows_file(rows), rows_file([{"question": text} for text in rows["prompt"]], "test.jsonl")
    told: list[tuple[int, float]] = []
    made = quick(
        tmp_path / "model",
        data,
        method="sft",
        test=test,
        target=1.0,
        max_steps=300,
        score_every=5,
        scored=lambda step, share: told.append((step, share)),
    )
    assert made.reached
    assert made.steps < 300
    assert made.score == 1.0
    assert made.scores == tuple(told)
    assert made.scores[0] == (0, 0.0)


def test_one_stage_after_the_other(quick: Train, tmp_path: Path) -> None:
    from pairwright.learn.folders import open_model
    from pairwright.learn.training.likelihood import log_probabilities

    first = quick(tmp_path / "sft", method="sft", max_steps=4)
    second = quick(tmp_path / "dpo", base=first.out, method="dpo", max_steps=4, settings={"learning_rate": 1e-3})
    rows = pairwright.generate(pairwright.load_recipe("arithmetic").with_layout("preference"), "train", 0, 16)
    margins = []
    for stage in (first, second):
        chosen, rejected = (log_probabilities(*open_model(stage.out), rows, side) for side in ("chosen", "rejected"))
        margins.append(float((chosen - rejected).sum()))
    assert margins[1] > margins[0]
    shutil.rmtree(first.out)


def test_the_optimiser_may_be_theirs(quick: Train, weights: Weights, tmp_path: Path) -> None:
    quick(tmp_path / "muon", method="sft", max_steps=2)
    quick(tmp_path / "adamw", method="sft", max_steps=2, settings={"optim": "adamw_torch"})
    assert not same(weights(tmp_path / "muon"), weights(tmp_path / "adamw"))
