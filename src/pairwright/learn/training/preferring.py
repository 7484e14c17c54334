"""Held-out pairs, scored now and then while a reward model is trained: how often it prefers the chosen side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from pairwright.learn.training.data import TrainingData
from pairwright.learn.training.exam import Held, spread
from pairwright.learn.training.tokens import Tokens

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

    from pairwright.learn.prompts import Prompts

PREFERRED = "preferred"
_BATCH = 64


@dataclass(frozen=True)
class PairExam:
    """Pairs, and when to score them; a held-out exam as `Exam` is.

    Attributes:
        texts: chosen_ids, rejected_ids (List(Int64)): whole texts as tokens.
        every: steps between two scores.
        target: the share (0..1) at which training ends.

    """

    texts: pl.DataFrame
    every: int
    target: float | None = None
    metric = PREFERRED

    @classmethod
    def of(
        cls,
        data: TrainingData,
        pairs: pl.DataFrame,
        tokenizer: PreTrainedTokenizerFast,
        *,
        how: Prompts,
        context: int,
        every: int,
        target: float | None,
    ) -> PairExam:
        """An exam of at most 400 of the pairs, evenly spread.

        Args:
            data: whose they are.
            pairs: prompt, chosen, rejected (String).
            tokenizer: of the model.
            how: what stands around questions and answers.
            context: the most tokens that the model reads.
            every: steps between two scores.
            target: the share at which training ends.

        Raises:
            ModelError: a text that it cannot encode, or not hold.

        """
        tokens = Tokens.of(replace(data, frame=spread(pairs)), tokenizer, context=context, how=how)
        return cls(tokens.whole_texts, every, target)

    @property
    def size(self) -> int:
        """How many pairs there are."""
        return self.texts.height

    @property
    def digest(self) -> str:
        """What is compared, as one text."""
        return self.texts.write_json()

    def held(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, how: Prompts) -> Held:  # noqa: ARG002 (the texts are tokens)
        """The share of pairs whose chosen side has the higher score; equal scores are no preference."""
        chosen, rejected = (_scores(model, self.texts[f"{side}_ids"]) for side in ("chosen", "rejected"))
        return Held(float((chosen > rejected).mean()))


def _scores(model: PreTrainedModel, texts: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The score of each text; the model is left in the mode, training or not, in which it came."""
    import torch

    was_training, pad = model.training, model.config.pad_token_id
    order = texts.list.len().arg_sort().to_numpy()
    scores = np.empty(len(texts))
    model.eval()
    try:
        with torch.inference_mode():
            for start in range(0, len(texts), _BATCH):
                places = order[start : start + _BATCH]
                whole = [torch.tensor(each) for each in texts.gather(places).to_list()]
                ids = torch.nn.utils.rnn.pad_sequence(whole, batch_first=True, padding_value=pad)
                lengths = torch.tensor([len(each) for each in whole])
                there = (torch.arange(ids.shape[1]) < lengths[:, None]).long()
                found = model(input_ids=ids.to(model.device), attention_mask=there.to(model.device), use_cache=False)
                scores[places] = found.logits[:, 0].double().cpu().numpy()
    finally:
        model.train(was_training)
    return scores
