"""TRL's trainers on data that is tokenised, and with its reference log-probabilities, already.

Two of TRL's steps before training are ours. `_prepare_dataset` goes row by row: 3,600 pairs/s, where ours does
22,000 of `arithmetic` and 10,500 of `mistakes` (64,000 rows, math tokenizer, two busy cores). And
`_precompute_ref_logps` asks the reference model about each row, also about those that it has seen.
SFTTrainer and RewardTrainer take tokenised data by themselves; the trainers that ask the model get questions as
texts, or as conversations. What is trained, and how, is TRL's.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.learn.optimizers import ADAMW_RATE, MUON_RATE, optimizer_for
from pairwright.learn.training.likelihood import of_tokens
from pairwright.learn.training.lora import adapter_of
from pairwright.learn.training.methods import method_named
from pairwright.learn.training.retaining import retaining
from pairwright.verify import reward_for

if TYPE_CHECKING:
    from transformers import Trainer, TrainerCallback

    from pairwright.keyed import Integers
    from pairwright.learn.training.prepared import Prepared
    from pairwright.learn.training.tokens import Tokens


def trainer_for(plan: Prepared, order: Integers, *, callbacks: Sequence[TrainerCallback]) -> Trainer:
    """The trainer of a method.

    Args:
        plan: the model, which is trained in place, its tokenizer, the data and the settings.
        order: the row of each place, from the first step to the last.
        callbacks: added to the trainer's own.

    """
    from transformers import PrinterCallback

    # Muon's rate stays in proportion to AdamW's, which `learning_rate` names.
    rate, optimizer = plan.config.learning_rate, None
    if plan.muon:
        optimizer = optimizer_for(plan.model, adamw_rate=rate, muon_rate=rate * MUON_RATE / ADAMW_RATE)
    parts = {
        "model": plan.model,
        "args": plan.config,
        "processing_class": plan.tokenizer,
        "callbacks": list(callbacks),
        "optimizers": (optimizer, None),
        "peft_config": adapter_of(plan.lora, plan.method),
    }
    if plan.method == "sft":
        parts["retained"] = plan.retained
    if method_named(plan.method).asks:
        made = _asking(plan, order, parts)
    else:
        made = _TRAINERS[plan.method](plan.method, plan.tokens, order, parts)
    made.remove_callback(PrinterCallback)
    return made


def _sft(method: str, tokens: Tokens, order: Integers, parts: dict[str, Any]) -> Trainer:
    retained, kind = parts.pop("retained"), method_named(method).trainer_class
    made: Trainer = (retaining(kind, retained) if retained else kind)(train_dataset=tokens.for_sft(order), **parts)
    return made


def _reward(method: str, tokens: Tokens, order: Integers, parts: dict[str, Any]) -> Trainer:
    made: Trainer = method_named(method).trainer_class(train_dataset=tokens.for_reward(order), **parts)
    return made


def _dpo(_: str, tokens: Tokens, order: Integers, parts: dict[str, Any]) -> Trainer:
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


def _kto(_: str, tokens: Tokens, order: Integers, parts: dict[str, Any]) -> Trainer:
    from trl import KTOTrainer

    class TokenisedKTOTrainer(KTOTrainer):  # type: ignore[misc]
        """`KTOTrainer` that takes its data as it comes."""

        def _prepare_dataset(self, dataset: Any, *_: Any) -> Any:
            return dataset

    batch = parts["args"].per_device_train_batch_size
    return TokenisedKTOTrainer(train_dataset=tokens.for_kto(order, batch=batch), **_with_reference(parts))


def _odds(method: str, tokens: Tokens, order: Integers, parts: dict[str, Any]) -> Trainer:
    kind = method_named(method).trainer_class

    class TokenisedTrainer(kind):  # type: ignore[misc, valid-type]
        """ORPO's or CPO's trainer that takes its rows as they come."""

        def tokenize_row(self, feature: Any, *_: Any) -> Any:
            return feature

    return TokenisedTrainer(train_dataset=tokens.for_odds(order), **parts)


_TRAINERS = {"sft": _sft, "reward": _reward, "dpo": _dpo, "kto": _kto, "orpo": _odds, "cpo": _odds}


def _asking(plan: Prepared, order: Integers, parts: dict[str, Any]) -> Trainer:
    """A trainer that asks the model itself; each answer is paid as `pairwright.reward` says."""
    from datasets import Dataset

    rows = plan.data.frame.select(question="prompt", answer="stated")
    if plan.prompts.form == "chat":
        told = [plan.prompting.messages(text) for text in rows["question"]]
        rows = rows.with_columns(pl.Series("prompt", told))
    else:
        rows = rows.with_columns(plan.prompts.texts(rows["question"]).alias("prompt"))
    if rows["answer"].null_count() == rows.height:
        rows = rows.drop("answer")
    made: Trainer = method_named(plan.method).trainer_class(
        reward_funcs=reward_for(wording=plan.data.wording),
        train_dataset=Dataset.from_polars(rows).select(order),
        **parts,
    )
    return made


def _with_reference(parts: dict[str, Any]) -> dict[str, Any]:
    """A copy of the model as its reference; TRL would open it once more by its path, which need not be one.

    With LoRA the model without its adapter is the reference.
    """
    if parts["args"].precompute_ref_log_probs or parts["peft_config"] is not None:
        return parts
    return {**parts, "ref_model": copy.deepcopy(parts["model"])}
