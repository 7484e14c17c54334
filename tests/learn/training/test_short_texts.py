"""Short texts on a processor: the same log-probabilities from fewer positions, and nothing left changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pairwright.learn.training.data import training_data
from pairwright.learn.training.short_texts import quick_on_short
from pairwright.learn.training.tokens import Tokens

PROMPT, ANSWER = 9, 4


class Scored:
    """TRL's head, and how many positions it is asked about."""

    def __init__(self, head: Any) -> None:
        self.head = head
        self.positions: list[int] = []

    def apply(self, hidden: Any, *rest: Any) -> Any:
        self.positions.append(hidden.shape[0])
        return self.head.apply(hidden, *rest)


@pytest.fixture
def opened(base: Path) -> tuple[Any, Any]:
    from trl.trainer.utils import add_fused_lm_head

    from pairwright.learn.folders import open_model

    model, tokenizer = open_model(base)
    add_fused_lm_head(model)
    return model, tokenizer


@pytest.fixture
def tokens(opened: tuple[Any, Any], pairs: pl.DataFrame, rows_file: Callable[..., Path]) -> Tokens:
    return Tokens.of(training_data(rows_file(pairs), "sft", rows=None), opened[1], context=256)


def test_answers_alone_are_scored_and_come_to_the_same(
    opened: tuple[Any, Any], tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from trl.trainer import utils

    model, _ = opened
    head = Scored(utils._ChunkedLogProbFunction)
    monkeypatch.setattr(utils, "_ChunkedLogProbFunction", head)
    ids = torch.arange(2 * (PROMPT + ANSWER)).reshape(2, -1) + 5
    labels = ids.clone()
    labels[:, :PROMPT] = -100

    def said() -> tuple[Any, Any]:
        model.zero_grad()
        found = model(input_ids=ids, labels=labels, fused_lm_head=True).log_probs
        found.sum().backward()
        return found.detach(), model.model.embed_tokens.weight.grad.clone()

    usual = said()
    with quick_on_short(model, tokens, large=0):
        quick = said()
        assert model.config._attn_implementation == "eager"
    again = said()
    assert head.positions == [2 * (PROMPT + ANSWER - 1), 2 * ANSWER, 2 * (PROMPT + ANSWER - 1)]
    assert model.config._attn_implementation == "sdpa"
    for one, other, after in zip(usual, quick, again, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-5)
        assert one.equal(after)


def test_a_small_model_and_long_texts_are_trained_as_before(opened: tuple[Any, Any], tokens: Tokens) -> None:
    from trl.trainer import utils

    model, _ = opened
    usual = utils._use_triton
    with quick_on_short(model, tokens):
        assert utils._use_triton is usual
    long = Tokens(tokens.frame.with_columns(pl.col("prompt_ids").list.concat(pl.lit(pl.Series([[7] * 128])))))
    with quick_on_short(model, long, large=0):
        assert model.config._attn_implementation == "sdpa"
    with pytest.raises(KeyError), quick_on_short(model, tokens, large=0):
        raise KeyError
    assert model.config._attn_implementation == "sdpa"
    assert utils._use_triton is usual
