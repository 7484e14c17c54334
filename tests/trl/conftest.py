"""A model and a tokenizer so small that real trainers take seconds, made on the spot; nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pairwright

ROWS = 24
SPECIAL = ["<pad>", "<eos>", "<user>", "<assistant>", "<unk>"]
TEMPLATE = (
    "{% for message in messages %}<{{ message.role }}>{{ message.content }}"
    "{% if message.role == 'assistant' %}<eos>{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Hub is not there: not by the environment, which is read once and would hold for other tests too."""
    from datasets import config
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(config, "HF_HUB_OFFLINE", True)


@pytest.fixture(scope="session")
def tokenizer() -> Any:
    """A token a character, with a chat template."""
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    words = [*SPECIAL, *map(chr, range(32, 127))]
    numbers = {word: number for number, word in enumerate(words)}
    made = Tokenizer(models.WordLevel(numbers, unk_token="<unk>"))  # noqa: S106 (a token of text)
    made.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    made.decoder = decoders.Fuse()
    named = dict(zip(["pad_token", "eos_token", "unk_token"], ["<pad>", "<eos>", "<unk>"], strict=True))
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, extra_special_tokens=["<user>", "<assistant>"], **named)
    tokenizer.chat_template = TEMPLATE
    return tokenizer


@pytest.fixture(scope="session")
def model() -> Callable[..., Any]:
    """Makes a model of one layer: `model()` to go on with text, `model(scores=True)` to score it."""
    from transformers import LlamaConfig, LlamaForCausalLM, LlamaForSequenceClassification

    config = LlamaConfig(
        vocab_size=len(SPECIAL) + 95,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=256,
        pad_token_id=0,
        bos_token_id=None,
        eos_token_id=1,
    )

    def made(*, scores: bool = False) -> Any:
        if not scores:
            return LlamaForCausalLM(config)
        return LlamaForSequenceClassification(type(config)(**{**config.to_dict(), "num_labels": 1}))

    return made


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Any]:
    """The settings of a trainer, on a processor and without anything told to anyone."""

    def made(kind: Any, **changes: Any) -> Any:
        return kind(
            output_dir=str(tmp_path / "out"),
            report_to=[],
            use_cpu=True,
            bf16=False,
            activation_checkpointing=False,
            max_steps=1,
            per_device_train_batch_size=4,
            save_strategy="no",
            disable_tqdm=True,
            **changes,
        )

    return made


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Any]:
    """Writes the training split of a recipe in a layout, and has `datasets` load it as users do."""

    def loaded(layout: str, recipe: str = "arithmetic") -> Any:
        import datasets

        datasets.disable_progress_bars()
        chosen = pairwright.load_recipe(recipe).with_layout(layout).with_rows(ROWS)
        pairwright.write(chosen, tmp_path / layout)
        return datasets.load_dataset(str(tmp_path / layout), layout, split="train", cache_dir=str(tmp_path / "cache"))

    return loaded
