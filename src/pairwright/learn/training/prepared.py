"""All parts of a training, opened and found to fit together before its first step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pairwright.errors import TrainingError
from pairwright.learn.folders import context_of, open_model
from pairwright.learn.pace import LARGE
from pairwright.learn.prompts import Prompting, Prompts
from pairwright.learn.training.checkpoints import RunFolder, keeper
from pairwright.learn.training.data import TrainingData, training_data
from pairwright.learn.training.exam import HeldOut
from pairwright.learn.training.finite import guard
from pairwright.learn.training.lora import adapter_of, parted
from pairwright.learn.training.methods import method_named
from pairwright.learn.training.result import Trained, curves_of
from pairwright.learn.training.retaining import Retain, Retained
from pairwright.learn.training.scoring_model import with_a_score
from pairwright.learn.training.sequence import sequence
from pairwright.learn.training.settings import (
    answers_each,
    config_for,
    goes_by_epochs,
    options_for,
    read_settings,
    steps_of,
)
from pairwright.learn.training.tokens import Tokens
from pairwright.learn.training.trainers import trainer_for
from pairwright.recipe.recipe import Recipe
from pairwright.version import __version__

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast, Trainer

    from pairwright.learn.training.settings import Config

# An answer for which the model is asked is no longer by itself.
_MOST_TOKENS = 256


@dataclass(frozen=True)
class Prepared:
    """One training.

    Attributes:
        base: what the base was called.
        method: a name of `METHODS`.
        data, tokens: what is trained on; for 'kto' the tokens have a row for each side.
        model: the base, or what is made of it, which is trained in place.
        prompts: what stands around questions and answers, in training as in the exam.
        prompting: the same for any model.
        lora: the options of LoRA; None: all weights are trained.
        shuffled: whether the rows are trained on in an order of their own, else as they stand.
        tokenizer: of the model.
        options: the settings, but for those that TRL has so by itself.
        config: all settings.
        muon: whether the optimiser is ours.
        retained: replies that are to stay as likely as they are; None: none.

    """

    base: str
    method: str
    data: TrainingData
    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerFast
    prompts: Prompts
    prompting: Prompting
    lora: Mapping[str, Any] | None
    shuffled: bool
    options: Mapping[str, Any]
    config: Config
    muon: bool
    tokens: Tokens
    retained: Retained | None = None

    @classmethod
    def of(  # noqa: PLR0913 (all but four by name only)
        cls,
        source: Recipe | str | Path,
        base: str | Path,
        method: str,
        settings: Mapping[str, Any] | str | Path | None,
        *,
        rows: int | None,
        folder: RunFolder,
        lora: bool = False,
        shuffled: bool = True,
        prompting: Prompting | None = None,
        retain: Retain | None = None,
        **own: Any,
    ) -> Prepared:
        """Open everything; `own` are the settings that are arguments of `train`."""
        given, adapter = parted(read_settings(settings), wanted=lora)
        own["output_dir"] = str(folder.path)
        if retain is not None:
            retain.require_sensible(method)
        # What is wrong with the settings is told before a model is opened.
        config_for(method, options_for(method, given, **own))
        adapter_of(adapter, method)
        model, tokenizer = open_model(base)
        prompts = Prompts.of(prompting or Prompting(), model, tokenizer)
        own |= {"large": model.num_parameters() > LARGE, "lora": adapter is not None}
        config = config_for(method, options_for(method, given, **own))
        by_steps = own["max_steps"] is not None
        most = rows_seen(method, config) if by_steps or not goes_by_epochs(given) else None
        data = training_data(source, method, rows=rows, most=most, seed=config.seed, shuffled=shuffled)
        if not by_steps:
            own["max_steps"] = steps_of(method, given, rows=data.sides if method == "kto" else data.frame.height)
        tokens = Tokens.of(data, tokenizer, context=context_of(model), how=prompts)
        tokens = tokens.one_sided() if method == "kto" else tokens
        options = options_for(method, given, **own, **_room(method, given, tokens))
        config = config_for(method, options)
        retained = None
        if retain is not None:
            retained = Retained.of(
                retain, model, tokenizer, prompting or Prompting(), steps=config.max_steps, seed=config.seed
            )
        return cls(
            base=str(base),
            method=method,
            data=data,
            model=with_a_score(model) if method == "reward" else model,
            tokenizer=tokenizer,
            prompts=prompts,
            prompting=prompting or Prompting(),
            lora=adapter,
            shuffled=shuffled,
            options=options,
            config=config,
            muon="optim" not in given and adapter is None and not own["large"],
            tokens=tokens,
            retained=retained,
        )

    @property
    def run(self) -> dict[str, Any]:
        """What decides the weights, but for the settings."""
        return {
            "pairwright": __version__,
            "method": self.method,
            "base": weights_digest(self.model),
            "data": self.data.fingerprint,
            "rows": self.tokens.frame.height,
            "muon": self.muon,
            "lora": self.lora,
            "shuffled": self.shuffled,
            **self.prompting.as_dict(),
            **({} if self.retained is None else {"retain": self.retained.as_dict()}),
        }

    @property
    def all_tokens(self) -> list[Tokens]:
        """Of the rows, and of the retain set."""
        return [self.tokens, *([] if self.retained is None else [self.retained.tokens])]

    def trainer(self, watching: Sequence[Any], folder: RunFolder) -> Trainer:
        """The trainer, ready to go."""
        # Refusals are the short ones: sorted by length, batches for KTO would be of one side.
        mixed = method_named(self.method).asks or self.method == "kto"
        lengths, rows = self.tokens.lengths * (not mixed), rows_seen(self.method, self.config)
        batch = self.config.per_device_train_batch_size
        order = np.arange(rows) % lengths.size
        if self.shuffled:
            order = sequence(lengths, rows=rows, batch=batch, seed=self.config.seed)
        try:
            return trainer_for(self, order, callbacks=[*watching, guard(), keeper(folder)])
        except (ValueError, ImportError, NotImplementedError, RuntimeError) as error:
            raise TrainingError(f"TRL refuses these settings: {' '.join(str(error).split())[:240]}") from error

    def result(self, trainer: Trainer, exam: HeldOut, out: str, seconds: float) -> Trained:
        """What came of it."""
        curves = curves_of(trainer.state.log_history)
        scores = curves["scores"]
        return Trained(
            out=out,
            method=self.method,
            base=self.base,
            data=self.data.name,
            fingerprint=self.data.fingerprint,
            rows=self.tokens.frame.height,
            left_out=self.data.left_out,
            seed=self.config.seed,
            batch=rows_seen(self.method, self.config) // self.config.max_steps,
            steps=trainer.state.global_step,
            reached=exam.target is not None and bool(scores) and scores[-1][1] >= exam.target,
            questions=exam.size,
            seconds=seconds,
            **curves,
        )


def rows_seen(method: str, config: Config) -> int:
    """How many rows are trained on in all."""
    rows: int = config.max_steps * config.per_device_train_batch_size * config.gradient_accumulation_steps
    steps: int = config.max_steps
    return max(steps, rows // answers_each(method, vars(config)))


def _room(method: str, given: Mapping[str, Any], tokens: Tokens) -> dict[str, Any]:
    """How long answers may be for which the model is asked: twice as long as right ones, where these are known."""
    name = {"online_dpo": "max_new_tokens"}.get(method, "max_completion_length")
    longest = tokens.longest_answer
    if not method_named(method).asks or name in given or not longest:
        return {}
    return {name: min(_MOST_TOKENS, 2 * longest)}


def weights_digest(model: Any) -> str:
    """A fingerprint of the weights: 16 hex digits of SHA-256."""
    digest = hashlib.sha256()
    for name, value in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(value.detach().cpu().numpy()).tobytes())
    return digest.hexdigest()[:16]
