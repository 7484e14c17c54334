"""What a model gives elsewhere stays as it was: nothing at the first step, less than without later."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.chat import saved_chat_model

from pairwright.cli.main import main
from pairwright.errors import TrainingError
from pairwright.learn.folders import open_model
from pairwright.learn.prompts import Prompting
from pairwright.learn.training.retaining import Retain, Retained, divergence

# Peft asks for what transformers has renamed.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

Train = Callable[..., Any]
SYSTEM = "You do sums."
ROWS = [{"prompt": f"Why {each}?", "completion": f"Because {each * n} is so."} for n, each in enumerate("abcdefgh", 1)]


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved_chat_model(tmp_path_factory.mktemp("chat") / "model")


@pytest.fixture
def replies(rows_file: Callable[..., Path]) -> Path:
    return rows_file(ROWS, "replies.jsonl")


def _opened(folder: Path, rows: Path, **how: Any) -> tuple[Any, Any, Retained]:
    model, tokenizer = open_model(folder)
    return model, tokenizer, Retained.of(Retain(rows), model, tokenizer, Prompting(**how), steps=8, seed=1)


def test_the_divergence_is_that_of_each_reply_by_itself(chat: Path, replies: Path) -> None:
    import torch

    before, _, retained = _opened(chat, replies)
    torch.manual_seed(1)
    now = open_model(chat)[0]
    with torch.no_grad():
        for each in now.parameters():
            each.add_(0.05 * torch.randn_like(each))
    expected = []
    for prompt, reply in retained.tokens.frame.select("prompt_ids", "chosen_ids").head(5).iter_rows():
        ids = torch.tensor([[*prompt, *reply]])
        was, is_now = (torch.softmax(model(ids).logits[0].double(), dim=-1) for model in (before, now))
        each = (was * (was / is_now).log()).sum(dim=-1)
        expected += each[len(prompt) - 1 : -1].tolist()
    found = divergence(retained.batch(range(5)), now, before).item()
    assert found > 0.01
    assert found == pytest.approx(sum(expected) / len(expected), rel=1e-3)
    assert divergence(retained.batch(range(5)), before, before).item() == 0.0


def test_every_other_row_is_asked_without_the_system_message(chat: Path, replies: Path) -> None:
    _, tokenizer, retained = _opened(chat, replies, system=SYSTEM)
    asked = tokenizer.batch_decode(retained.tokens.frame["prompt_ids"].to_list())
    assert [SYSTEM in each for each in asked] == [True] * 4 + [False] * 4
    assert sorted(each.split("Why ")[1][0] for each in asked) == list("abcdefgh")


@pytest.mark.parametrize("lora", [True, False])
def test_a_model_moves_less_where_it_is_to_stay(
    lora: bool, chat: Path, replies: Path, quick: Train, tmp_path: Path
) -> None:
    settings = {"learning_rate": 1e-2, "gradient_accumulation_steps": 2}
    given: dict[str, Any] = {"method": "sft", "base": chat, "max_steps": 24, "lora": lora, "settings": settings}
    quick(tmp_path / "free", **given)
    quick(tmp_path / "kept", **given, retain=replies, retain_weight=20.0, retain_batch=3)
    log = [json.loads(line) for line in (tmp_path / "kept" / "log.jsonl").read_text().splitlines()]
    found = [entry["retain_kl"] for entry in log if "retain_kl" in entry]
    assert len(found) == 24
    assert found[0] == pytest.approx(0.0, abs=1e-6)
    assert max(found) > 1e-4
    before, _, retained = _opened(chat, replies)
    moved = {
        name: divergence(retained.batch(range(8)), open_model(tmp_path / name)[0], before).item()
        for name in ("free", "kept")
    }
    assert 0 < moved["kept"] < moved["free"] / 3
    facts = json.loads((tmp_path / "kept" / "pairwright.json").read_text())
    assert "retain" in json.dumps(facts)


def test_a_run_that_was_stopped_retains_as_one_that_was_not(
    chat: Path, replies: Path, quick: Train, weights: Callable[[Path], dict[str, Any]], tmp_path: Path
) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise StoppedError

    given: dict[str, Any] = {"method": "sft", "base": chat, "max_steps": 4, "lora": True, "retain": replies}
    with pytest.raises(StoppedError):
        quick(tmp_path / "out", progress=stop, **given)
    with pytest.raises(TrainingError, match="retain"):
        quick(tmp_path / "out", resume=True, **{**given, "retain_weight": 2.0})
    quick(tmp_path / "out", resume=True, **given)
    quick(tmp_path / "whole", **given)
    whole = weights(tmp_path / "whole")
    assert all(value.equal(whole[name]) for name, value in weights(tmp_path / "out").items())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--method", "dpo"], "retain: --method dpo takes no retain set; only sft does"),
        (["--retain-weight", "0"], "retain_weight: 0 should be a number above 0"),
        (["--retain-weight", "nan"], "retain_weight: nan should be a number"),
        (["--retain-batch", "0"], "retain_batch: 0 should be at least 1"),
        (["--retain", "nosuch.jsonl"], "nosuch.jsonl: no such file, folder or recipe"),
    ],
)
def test_what_nothing_comes_of_is_told_in_a_line(
    words: list[str], told: str, chat: Path, replies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    given = ["train", "arithmetic", "--base", chat, "--out", tmp_path / "out", "--max-steps", 1, "--rows", 8]
    given += ["--method", "sft", "--retain", replies, *words]
    monkeypatch.setattr(sys, "argv", ["pairwright", *map(str, given)])
    with pytest.raises(SystemExit) as end:
        main()
    complained = capsys.readouterr().err
    assert end.value.code == 2
    assert complained.startswith(f"pairwright: {told}")
    assert complained.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_questions_without_replies_are_no_retain_set(
    chat: Path, quick: Train, rows_file: Callable[..., Path], tmp_path: Path
) -> None:
    path = rows_file([{"question": "Why?"}], "questions.jsonl")
    with pytest.raises(TrainingError, match=r"questions\.jsonl: .*it holds questions only"):
        quick(tmp_path / "out", method="sft", base=chat, retain=path)


def test_one_reply_and_a_system_message(
    chat: Path, quick: Train, rows_file: Callable[..., Path], tmp_path: Path
) -> None:
    path = rows_file(ROWS[:1], "one.jsonl")
    made = quick(tmp_path / "out", method="sft", base=chat, retain=path, system=SYSTEM, max_steps=2)
    assert made.steps == 2
