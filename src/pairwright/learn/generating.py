"""Answers of a model, greedy or sampled, in batches of like length, with a cache of keys and values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from pairwright.errors import ModelError
from pairwright.learn.folders import context_of

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

# On two cores larger batches are no faster.
BATCH = 256


def completions(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerFast,
    prompts: Sequence[str],
    *,
    max_new_tokens: int = 64,
    batch: int = BATCH,
    temperature: float = 0.0,
) -> pl.DataFrame:
    """What the model says after each prompt.

    The model is left in the mode, training or not, in which it came.

    Args:
        model: of the tokenizer.
        tokenizer: of the model.
        prompts: texts.
        max_new_tokens: of an answer, its end token among them.
        batch: prompts at once.
        temperature: 0: the likeliest token at each step; else tokens are drawn, from all there are, by
            torch's own random numbers.

    Returns:
        One row a prompt: completion (String, up to the end token, which is left out) and stopped
        (Boolean: whether the end token came within `max_new_tokens`).

    Raises:
        ModelError: a prompt that leaves no room for an answer.

    >>> from pairwright.learn.models import new_model
    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> words = character_tokenizer()
    >>> completions(new_model("tiny", words, seed=0), words, ["57+4=?", "7*8=?"], max_new_tokens=3).shape
    (2, 2)

    """
    if not prompts:
        return pl.DataFrame(schema={"completion": pl.String, "stopped": pl.Boolean})
    encoded = tokenizer(list(prompts))["input_ids"]
    lengths = np.array([len(each) for each in encoded])
    if (longest := int(lengths.max())) >= context_of(model):
        raise ModelError(
            f"the prompt {prompts[int(lengths.argmax())][:80]!r} has {longest:,} tokens, but the model reads at most "
            f"{context_of(model):,} with its answer; leave it out, or use a model that reads more"
        )
    order = np.argsort(lengths, kind="stable")
    texts: list[str] = []
    stopped: list[bool] = []
    was_training = model.training
    model.eval()
    try:
        for start in range(0, len(order), batch):
            chosen = [encoded[i] for i in order[start : start + batch]]
            said, ended = _answered(model, tokenizer, chosen, max_new_tokens, temperature)
            texts += said
            stopped += ended
    finally:
        model.train(was_training)
    back = np.argsort(order)
    return pl.DataFrame({"completion": texts, "stopped": stopped}).select(pl.all().gather(back))


def _answered(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerFast,
    encoded: list[list[int]],
    max_new_tokens: int,
    temperature: float,
) -> tuple[list[str], list[bool]]:
    """The answers to one batch, and whether each has ended."""
    import torch

    inputs = tokenizer.pad({"input_ids": encoded}, padding_side="left", return_tensors="pt").to(model.device)
    width = inputs["input_ids"].shape[1]
    drawn = {"do_sample": True, "temperature": temperature, "top_k": 0, "top_p": 1.0} if temperature else {}
    with torch.inference_mode():
        output = model.generate(
            **inputs,
            **{"do_sample": False, **drawn},
            max_new_tokens=min(max_new_tokens, context_of(model) - width),
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    new = output[:, width:]
    ended = (new == tokenizer.eos_token_id).any(dim=1).tolist()
    return tokenizer.batch_decode(new, skip_special_tokens=True), ended
