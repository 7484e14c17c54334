"""What a model replies elsewhere is retained while it learns: learning without forgetting (Li and Hoiem, ECCV 2016).

Each step has, beside its rows, a few replies of a retain set, on which the loss is the divergence of what the model now
gives as the next token from what it gave before it was trained: KL(before || now) over the whole vocabulary, in nats a
token, as the retain loss of unlearning has it (TOFU, COLM 2024). A distribution is not learnt by heart as a sample is.
TRL's SFTTrainer has no such term, and its GKDTrainer puts a teacher's distribution in the place of the answers.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.errors import TrainingError
from pairwright.learn.folders import context_of
from pairwright.learn.prompts import Prompting, Prompts
from pairwright.learn.training.data import training_data
from pairwright.learn.training.sequence import sequence
from pairwright.learn.training.tokens import Tokens
from pairwright.recipe.recipe import Recipe

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import PreTrainedModel, PreTrainedTokenizerFast, Trainer

_METHOD = "sft"


@dataclass(frozen=True)
class Retain:
    """What is asked for.

    Attributes:
        rows: of prompts and replies, in whatever `train` takes as its data.
        weight: of the divergence, where the loss of the rows that are taught has 1.
        batch: replies in each step.

    """

    rows: Recipe | str | Path
    weight: float = 1.0
    batch: int = 4

    def require_sensible(self, method: str) -> None:
        """Refuse what nothing comes of.

        Raises:
            TrainingError: another method than SFT, or a number out of bounds.

        """
        if method != _METHOD:
            raise TrainingError(f"retain: --method {method} takes no retain set; only {_METHOD} does")
        if not (math.isfinite(self.weight) and self.weight > 0):
            raise TrainingError(f"retain_weight: {self.weight:g} should be a number above 0, such as 1")
        if self.batch < 1:
            raise TrainingError(f"retain_batch: {self.batch} should be at least 1")


@dataclass(frozen=True)
class Retained:
    """The same, ready for a model.

    Attributes:
        asked: what is asked for.
        fingerprint: of the rows.
        tokens: of prompts and replies.

    """

    asked: Retain
    fingerprint: str
    tokens: Tokens

    @classmethod
    def of(
        cls,
        asked: Retain,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerFast,
        prompting: Prompting,
        *,
        steps: int,
        seed: int,
    ) -> Retained:
        """Rows as the model is asked; where there is a system message, every other one without it.

        Raises:
            TrainingError: there are no such rows.
            ModelError: a text that the tokenizer cannot encode or the model not hold.

        """
        found = training_data(asked.rows, _METHOD, rows=None, most=steps * asked.batch, seed=seed)
        manners = dict.fromkeys((prompting, replace(prompting, system=None)))
        parts = []
        for number, each in enumerate(manners):
            some = found.frame.gather_every(len(manners), number)
            how = Prompts.of(each, model, tokenizer)
            rows = replace(found, frame=some)
            parts.append(Tokens.of(rows, tokenizer, context=context_of(model), how=how).frame)
        return cls(asked, found.fingerprint, Tokens(pl.concat(parts)))

    def as_dict(self) -> dict[str, Any]:
        """What decides the weights, as JSON has it."""
        return {"rows": self.fingerprint, "weight": self.asked.weight, "batch": self.asked.batch}

    def batch(self, numbers: Sequence[int]) -> Batch:
        """The replies of these rows."""
        import torch

        rows = self.tokens.frame[list(numbers)]
        prompts, replies = rows["prompt_ids"], rows["chosen_ids"]
        whole = [torch.tensor([*asked, *said]) for asked, said in zip(prompts, replies, strict=True)]
        ids = torch.nn.utils.rnn.pad_sequence(whole, batch_first=True)
        starts, lengths = (torch.tensor(each.list.len().cast(pl.Int64).to_list()) for each in (prompts, replies))
        # The token before a reply gives its first one, and the last gives none.
        place = torch.arange(int(starts.min()) - 1, ids.shape[1] - 1)
        counts = (place >= starts[:, None] - 1) & (place < (starts + lengths)[:, None] - 1)
        there = (torch.arange(ids.shape[1]) < (starts + lengths)[:, None]).long()
        return Batch(ids, there, place, counts)


@dataclass(frozen=True)
class Batch:
    """Replies with their prompts, as a model takes them.

    Attributes:
        ids: tokens (int64, rows x length), zeros behind the shorter ones.
        there: 1 where there is a token, else 0 (int64, as `ids`).
        places: the positions that are asked for the next token (int64): of replies, of any of the rows.
        counts: which of these are of the row's own reply (bool, rows x places).

    """

    ids: Tensor
    there: Tensor
    places: Tensor
    counts: Tensor

    def log_probabilities(self, model: PreTrainedModel) -> Tensor:
        """Of each token of the vocabulary as the next of each reply (float32, tokens of replies x vocabulary)."""
        import torch

        ids, there, places, counts = (
            each.to(model.device) for each in (self.ids, self.there, self.places, self.counts)
        )
        logits = model(input_ids=ids, attention_mask=there, logits_to_keep=places, use_cache=False).logits
        return torch.log_softmax(logits[counts].float(), dim=-1)


def divergence(batch: Batch, model: PreTrainedModel, before: PreTrainedModel | None) -> Tensor:
    """KL(before || now) of the next token, mean over the tokens of the replies, in nats (a number).

    Args:
        batch: of replies.
        model: as it is now.
        before: as it was; None: `model` without its adapters.

    """
    import torch

    with torch.no_grad(), _before(model, before) as reference:
        was = batch.log_probabilities(reference)
    now = batch.log_probabilities(model)
    return torch.nn.functional.kl_div(now, was, reduction="none", log_target=True).sum(dim=-1).mean()


@contextmanager
def _before(model: PreTrainedModel, before: PreTrainedModel | None) -> Iterator[PreTrainedModel]:
    if before is not None:
        yield before
        return
    training = model.training
    model.eval()
    try:
        with model.disable_adapter():
            yield model
    finally:
        model.train(training)


def retaining(kind: type[Trainer], retained: Retained) -> type[Trainer]:
    """A trainer like `kind`, an SFTTrainer, whose loss has the divergence in it, once a step.

    Its log has `retain_kl`, that divergence without its weight.
    """

    class RetainingTrainer(kind):  # type: ignore[misc]
        def __init__(self, *args: Any, **parts: Any) -> None:
            before = copy.deepcopy(parts["model"]).eval() if parts["peft_config"] is None else None
            super().__init__(*args, **parts)
            self._before = before and before.to(self.args.device)
            each, seed = retained.asked.batch, self.args.seed
            order = sequence(retained.tokens.lengths, rows=self.args.max_steps * each, batch=each, seed=seed)
            self._batches = order.reshape(-1, each)
            self._done = -1

        def compute_loss(
            self, model: Any, inputs: Any, return_outputs: bool = False, num_items_in_batch: Any = None
        ) -> Any:
            loss = super().compute_loss(model, inputs, return_outputs, num_items_in_batch)
            step = self.state.global_step
            if step == self._done:
                return loss
            self._done = step
            unwrapped = self.accelerator.unwrap_model(model)
            found = divergence(retained.batch(self._batches[step]), unwrapped, self._before)
            self._metrics["train"]["retain_kl"].append(found.item())
            # What has no count of tokens is divided by the parts of a batch later.
            parts = 1 if num_items_in_batch is not None else self.current_gradient_accumulation_steps
            return loss + retained.asked.weight * parts * found

    return RetainingTrainer
