"""How likely a model finds answers: the log-probability of each completion after its prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from pairwright.learn.encodable import require_encodable
from pairwright.learn.folders import context_of
from pairwright.learn.training.tokens import encoded

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

_BATCH = 512


def log_probabilities(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, frame: pl.DataFrame, side: str = "chosen"
) -> pl.Series:
    """The log-probability (natural, Float64) of each completion and its end token, given its prompt.

    Args:
        model: of the tokenizer.
        tokenizer: of the model.
        frame: columns prompt, and `side` (String), as `preference` lays them out.
        side: the column of the completions, such as 'chosen' or 'rejected'.

    Raises:
        ModelError: a text that the tokenizer cannot encode or the model not hold.

    >>> from pairwright.learn.models import new_model
    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> words = character_tokenizer()
    >>> rows = pl.DataFrame({"prompt": ["57+4=?"], "chosen": [" 61"]})
    >>> bool(log_probabilities(new_model("tiny", words, seed=0), words, rows)[0] < -10)
    True

    """
    require_encodable(tokenizer, frame["prompt"] + frame[side], context=context_of(model), name=side)
    prompts = encoded(tokenizer, frame["prompt"], completions=False)
    return of_tokens(model, prompts, encoded(tokenizer, frame[side], completions=True))


def of_tokens(model: PreTrainedModel, prompts: pl.Series, completions: pl.Series) -> pl.Series:
    """The same for columns of tokens (List(Int64)); rows that are alike are looked at once.

    The model is left in the mode, training or not, in which it came.
    """
    import torch

    rows = pl.DataFrame({"prompt": prompts, "completion": completions})
    distinct = rows.unique(maintain_order=True).with_columns(
        length=pl.col("prompt").list.len() + pl.col("completion").list.len()
    )
    distinct = distinct.sort("length", maintain_order=True)
    was_training = model.training
    model.eval()
    try:
        with torch.inference_mode():
            found = [_batch(model, part).double().cpu().numpy() for part in distinct.iter_slices(_BATCH)]
    finally:
        model.train(was_training)
    known = distinct.select("prompt", "completion", logp=pl.Series(np.concatenate([np.empty(0), *found])))
    return rows.join(known, on=["prompt", "completion"], how="left", maintain_order="left")["logp"]


def _batch(model: PreTrainedModel, rows: pl.DataFrame) -> Tensor:
    """The log-probabilities of a batch of like length."""
    import torch

    whole = rows.select(pl.col("prompt").list.concat("completion")).to_series().to_list()
    starts = torch.tensor(rows["prompt"].list.len().to_list())
    lengths = torch.tensor([len(each) for each in whole])
    ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(each) for each in whole], batch_first=True)
    place = torch.arange(ids.shape[1])
    there = (place < lengths[:, None]).long()
    counts = (place >= starts[:, None]) & there.bool()
    inputs = {"input_ids": ids.to(model.device), "attention_mask": there.to(model.device)}
    logits = model(**inputs, use_cache=False).logits[:, :-1].float()
    chosen = torch.log_softmax(logits, dim=-1).gather(-1, inputs["input_ids"][:, 1:, None]).squeeze(-1)
    return (chosen * counts[:, 1:].to(model.device)).sum(dim=1)
