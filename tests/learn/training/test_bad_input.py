"""What cannot be trained with is one line that names it and the way out, and leaves nothing behind."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.cli.main import main
from pairwright.errors import DataError, ModelError, OutputError, TrainingError
from pairwright.files.placing import alone
from pairwright.learn.folders import open_model

Train = Callable[..., Any]


def test_no_such_base(quick: Train, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere: no such model"):
        quick(tmp_path / "model", base=tmp_path / "nowhere")


def test_a_base_without_a_tokenizer(quick: Train, base: Path, tmp_path: Path) -> None:
    shutil.copytree(base, tmp_path / "bare")
    (tmp_path / "bare" / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"bare: a model without a tokenizer\.json"):
        quick(tmp_path / "model", base=tmp_path / "bare")


def test_no_such_data(quick: Train, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="arithmetik: no such file, folder or recipe; did you mean 'arithmetic'"):
        quick(tmp_path / "model", "arithmetik")


def test_an_empty_file(quick: Train, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text("\n\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"empty.jsonl: (empty|no rows)"):
        quick(tmp_path / "model", path)


def test_rows_none_of_which_can_be_used(quick: Train, rows_file: Callable[..., Path], tmp_path: Path) -> None:
    path = rows_file([{"positive": "hello there", "negative": "good bye"}])
    with pytest.raises(TrainingError, match="none of its 1 rows has a question and a chosen answer and a rejected"):
        quick(tmp_path / "model", path)


def test_a_text_over_the_context(quick: Train, rows_file: Callable[..., Path], tmp_path: Path) -> None:
    long = {"prompt": "1+1=?", "chosen": " 2", "rejected": f" {'9' * 300}"}
    path = rows_file([{"prompt": "1+1=?", "chosen": " 2", "rejected": " 3"}, long])
    with pytest.raises(ModelError, match=r"rejected side, row 2: .* has 307 tokens .* the model reads at most 256"):
        quick(tmp_path / "model", path)


def test_a_character_that_the_vocabulary_lacks(
    quick: Train, bases: Callable[[str], Path], rows_file: Callable[..., Path], tmp_path: Path
) -> None:
    path = rows_file([{"prompt": "1+1=?", "chosen": " 2!", "rejected": " 3"}])
    with pytest.raises(ModelError, match=r"chosen side, row 1: .* holds '!', which the tokenizer cannot encode"):
        quick(tmp_path / "model", path, base=bases("character"))


@pytest.mark.parametrize(
    ("row", "method", "told"),
    [
        ({"question": "1+1=?", "answer": 2}, "dpo", "needs a chosen answer and a rejected answer .*--method sft"),
        ({"question": "1+1=?"}, "sft", "needs a chosen answer .* questions only"),
        ({"prompt": "1+1=?", "completion": "2", "label": True}, "dpo", "take --method kto"),
    ],
)
def test_a_layout_that_the_method_cannot_take(
    row: dict[str, Any], method: str, told: str, quick: Train, rows_file: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(TrainingError, match=told):
        quick(tmp_path / "model", rows_file([row]), method=method)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rows": 0}, "rows: 0 should be at least 1"),
        ({"target": 99}, "target: 99 should be a share above 0 and up to 1"),
        ({"target": 0.9, "test": None}, "has no held-out questions to reach it on"),
        ({"score_every": 0}, "score_every: 0 should be at least 1"),
        ({"report_to": ["wandbb"]}, "report_to: unknown place 'wandbb'; did you mean 'wandb'"),
        ({"report_to": ["trackio"]}, "report_to: trackio is not installed; pip install trackio"),
        ({"settings": {"report_to": "mlflow"}}, "report_to: mlflow is not installed; pip install mlflow"),
        ({"order": "hardest"}, "order: unknown order 'hardest'"),
        ({"settings": {"loss_type": "nosuch"}}, "loss_type: dpo has no loss 'nosuch'"),
        ({"settings": {"lora_r": 8}}, "lora_r: an option of LoRA, which is not asked for; add --lora"),
        ({"lora": True, "settings": {"lora_target_modules": "nosuch"}}, "Target modules {'nosuch'} not found"),
        ({"settings": {"learning_rate": -1.0}}, "learning_rate: -1 should be above 0"),
        ({"settings": {"per_device_train_batch_size": 0}}, "per_device_train_batch_size: 0 should be above 0"),
        ({"settings": {"max_grad_norm": "high"}}, "max_grad_norm: 'high' should be a valid number"),
    ],
)
def test_numbers_that_make_no_sense(changes: dict[str, Any], told: str, quick: Train, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=told) as refused:
        quick(tmp_path / "model", **changes)
    assert "\n" not in str(refused.value)
    assert [each for each in tmp_path.iterdir() if each.is_dir()] == []


def test_weights_that_are_no_numbers_end_the_run(quick: Train, tmp_path: Path) -> None:
    settings = {"optim": "sgd", "lr_scheduler_type": "constant", "learning_rate": 1e30, "max_grad_norm": 0.0}
    with pytest.raises(TrainingError, match=r"step \d: (the weights are no|the loss is).*; train again") as refused:
        quick(tmp_path / "model", method="sft", settings=settings)
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "model").exists()


def test_a_loss_that_is_no_number_leaves_the_last_good_checkpoint(quick: Train, tmp_path: Path) -> None:
    """The rate grows without end, so the first checkpoint is of numbers and the later steps are not."""
    settings = {"optim": "sgd", "lr_scheduler_type": "constant_with_warmup", "max_grad_norm": 0.0, "save_steps": 1}
    settings |= {"learning_rate": 3e36, "warmup_steps": 10**37}
    with pytest.raises(TrainingError) as refused:
        quick(tmp_path / "model", method="sft", settings=settings, max_steps=40)
    (note,) = refused.value.__notes__
    found = re.fullmatch(r"the checkpoint of step \d+ can be a --base: (.*)", note)
    assert found is not None
    assert all(value.isfinite().all() for value in open_model(found[1])[0].state_dict().values())


def test_the_command(
    base: Path, pairs: pl.DataFrame, rows_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    yaml = tmp_path / "trl.yaml"
    yaml.write_text("per_device_train_batch_size: 4\nbeta: 0.2\nlogging_steps: 1\n", encoding="utf-8")
    test = rows_file([{"question": "57+4=?"}], "test.jsonl")
    data, out = rows_file(pairs), tmp_path / "model"
    words = ["train", data, "--base", base, "--out", out, "--trl-yaml", yaml, "--max-steps", 2, "--test", test]
    words += ["--show", 0]

    def run(*more: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pairwright", *map(str, words), *more])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return int(str(end.value.code or 0)), said.out, said.err

    code, said, complained = run()
    assert (code, complained) == (0, "")
    assert said.splitlines()[:2] == [f"step {step}: 0.0% of the held-out questions right" for step in (0, 2)]
    assert f"dpo on {data}: 8 rows, 2 steps of 4, loss" in said
    assert pairwright.evaluate(out, test).as_dict()
    # Nothing is left to do, so nothing is scored again.
    assert run("--resume")[1].splitlines() == said.splitlines()[2:]
    code, said, complained = run()
    assert (code, said) == (2, "")
    assert complained.startswith(f"pairwright: {out}: a model stands there already")
    assert complained.count("\n") == 1


def test_an_interrupt_says_how_to_go_on(
    base: Path, pairs: pl.DataFrame, rows_file: Callable[..., Path], tmp_path: Path
) -> None:
    """As a user stops it: a signal to the command, in a process of its own."""
    (tmp_path / "trl.yaml").write_text("per_device_train_batch_size: 4\nsave_steps: 2\n", encoding="utf-8")
    words = ["train", rows_file(pairs), "--base", base, "--out", tmp_path / "model", "--method", "sft", "--quiet"]
    words += ["--trl-yaml", tmp_path / "trl.yaml", "--max-steps", 5000]
    script = Path(sys.executable).with_name("pairwright")
    with subprocess.Popen([script, *map(str, words)], stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + 60
        while not list(tmp_path.glob("model.run/*/whole")) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        process.terminate()
        _, complained = process.communicate(timeout=30)
    assert process.returncode == 130, complained
    assert re.fullmatch(
        r"pairwright: stopped; partial files removed; the checkpoint of step \d+ is whole; go on with --resume\n",
        complained,
    )


def test_a_second_training_is_kept_out_and_a_linked_run_is_not_followed(quick: Train, tmp_path: Path) -> None:
    with alone(tmp_path / "model.run"), pytest.raises(OutputError, match="another run is at work there"):
        quick(tmp_path / "model")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "run.json").write_text("{}")
    (tmp_path / "model.run").symlink_to(tmp_path / "theirs")
    with pytest.raises(OutputError, match="a link, but checkpoints"):
        quick(tmp_path / "model", resume=True)
    assert (tmp_path / "theirs" / "run.json").read_text() == "{}"
