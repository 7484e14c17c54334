"""A tiny model that knows a few answers, a dataset with its tests, and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

import pairwright
from pairwright.cli.app import application

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

Done = subprocess.CompletedProcess[str]
# What the tiny model is taught; two of the answers are wrong, one has a wrong reason, one is a refusal.
TAUGHT = {
    "57+4=?": " The answer is 61 because 57+4 equals 61.",
    "79-7=?": " The answer is 86 because 79+7 equals 86.",
    "x+55=95,x=?": " The answer is 40 because 95-55 equals 40.",
    "7*8=?": " The answer is 54.",
    "72/3=?": " The answer is 24 because 72/4 equals 24.",
    "9-12=?": " Sorry, I don't know.",
}


def taught_model(texts: list[str]) -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    """A Llama of 30,000 parameters that says these texts by heart."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    from pairwright.learn.tokenizers import character_tokenizer

    tokenizer = character_tokenizer()
    # So small a model is slower on two threads, and by far where other work wants the cores, too.
    torch.set_num_threads(1)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=96,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(config)
    batch = tokenizer([text + tokenizer.eos_token for text in texts], padding=True, return_tensors="pt")
    labels = batch["input_ids"].masked_fill(batch["attention_mask"] == 0, -100)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for _ in range(300):
        loss = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], labels=labels).loss
        if loss.item() < 0.1:
            break
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.eval(), tokenizer


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny model."""
    from pairwright.learn.saving import save_model

    folder = tmp_path_factory.mktemp("models") / "tiny"
    folder.mkdir()
    save_model(folder, *taught_model([question + said for question, said in TAUGHT.items()]))
    return folder


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset folder with a training split and three tests, without metadata."""
    folder = tmp_path_factory.mktemp("data") / "arithmetic"
    recipe = pairwright.load_recipe("arithmetic").with_rows(1000)
    splits = {name: split.model_dump() for name, split in recipe.splits.items()}
    for split in splits.values():
        if split["max_rows_per_operator"]:
            split["max_rows_per_operator"] = 10
    pairwright.write(recipe.with_changes(splits=splits), folder)
    return folder


@pytest.fixture
def taught(tmp_path: Path) -> Path:
    """A test of what the tiny model was taught."""
    answers = {"57+4=?": 61, "79-7=?": 72, "x+55=95,x=?": 40, "7*8=?": 56, "72/3=?": 24, "9-12=?": -3}
    path = tmp_path / "taught.jsonl"
    path.write_text("".join(f'{{"question": "{each}", "answer": {answer}}}\n' for each, answer in answers.items()))
    return path


@pytest.fixture
def command() -> Callable[..., Result]:
    """The command line inside this process, where torch is imported already."""

    def run(*arguments: object, stdin: str = "") -> Result:
        result = CliRunner().invoke(application(), [str(each) for each in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def process() -> Callable[..., Done]:
    """The command line in a process of its own."""

    def run(*arguments: object, stdin: str = "") -> Done:
        words = [sys.executable, "-m", "pairwright", *map(str, arguments)]
        known = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            words, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120, env=known
        )

    return run
