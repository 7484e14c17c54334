"""TRL's trainers on data that is tokenised, and with its reference log-probabilities, already.

Two of TRL's steps before training are ours. `_prepare_dataset` goes row by row: 3,600 pairs/s, where ours does
22,000 of `arithmetic` and 10,500 of `mistakes` (64,000 rows, math tokenizer, two busy cores). And
`_precompute_ref_logps` asks the reference model about each row, also about those that it has seen.
SFTTrainer takes tokenised data by itself. What is trained, and how, is TRL's.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pairwright.learn.optimizers import ADAMW_RATE, MUON_RATE, optimizer_for
from pairwright.learn.training.likelihood import of_tokens

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast, Trainer, TrainerCallback

    from pairwright.keyed import Integers
    from pairwright.learn.training.settings import Config
    from pairwright.learn.training.tokens import Tokens


def trainer_for(
    method: str,
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerFast,
    config: Config,
    tokens: Tokens,
    order: Integers,
    *,
    callbacks: Sequence[TrainerCallback],
    muon: bool,
) -> Trainer:
    """The trainer of a method.

    Args:
        method: 'dpo', 'sft' or 'kto'.
        model: trained in place.
        tokenizer: of the model.
        config: what `config_for` makes.
        tokens: what is trained on; for 'kto' a side a row.
        order: the row of each place, from the first step to the last.
        callbacks: added to the trainer's own.
        muon: whether the optimiser is ours; else the one that `config` names.

    """
    from transformers import PrinterCallback

    # Muon's rate stays in proportion to AdamW's, which `learning_rate` names.
    rate = config.learning_rate
    optimizer = optimizer_for(model, adamw_rate=rate, muon_rate=rate * MUON_RATE / ADAMW_RATE) if muon else None
    made = {"dpo": _dpo, "sft": _sft, "kto": _kto}[method](
        tokens,
        order,
        model=model,
        args=config,
        processing_class=tokenizer,
        callbacks=list(callbacks),
        optimizers=(optimizer, None),
    )
    made.remove_callback(PrinterCallback)
    return made


def _sft(tokens: Tokens, order: Integers, **parts: Any) -> Trainer:
    from trl import SFTTrainer

    return SFTTrainer(train_dataset=tokens.for_sft(order), **parts)


def _dpo(tokens: Tokens, order: Integers, **parts: Any) -> Trainer:
    from trl import DPOTrainer

    class TokenisedDPOTrainer(DPOTrainer):  # type: ignore[misc]
        """`DPOTrainer` that takes its data as it comes."""

        def _prepare_dataset(self, dataset: Any, *_: Any) -> Any:
            return dataset

        def _precompute_ref_logps(self, *_: Any) -> Any:
            columns = tokens.frame
            sides = (
                of_tokens(self.model, columns["prompt_ids"], columns[f"{each}_ids"]) for each in ("chosen", "rejected")
            )
            return tokens.with_reference(*sides).for_dpo(order)

    return TokenisedDPOTrainer(train_dataset=tokens.for_dpo(order), **_with_reference(parts))


def _kto(tokens: Tokens, order: Integers, **parts: Any) -> Trainer:
    from trl import KTOTrainer

    class TokenisedKTOTrainer(KTOTrainer):  # type: ignore[misc]
        """`KTOTrainer` that takes its data as it comes."""

        def _prepare_dataset(self, dataset: Any, *_: Any) -> Any:
            return dataset

    batch = parts["args"].per_device_train_batch_size
    return TokenisedKTOTrainer(train_dataset=tokens.for_kto(order, batch=batch), **_with_reference(parts))


def _with_reference(parts: dict[str, Any]) -> dict[str, Any]:
    """A copy of the model as its reference; TRL would open it once more by its path, which need not be one."""
    if parts["args"].precompute_ref_log_probs:
        return parts
    return {**parts, "ref_model": copy.deepcopy(parts["model"])}
