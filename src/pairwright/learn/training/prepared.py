"""All parts of a training, opened and found to fit together before its first step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pairwright.errors import TrainingError
from pairwright.learn.folders import context_of, open_model
from pairwright.learn.training.checkpoints import RunFolder, keeper
from pairwright.learn.training.data import TrainingData, training_data
from pairwright.learn.training.exam import Exam
from pairwright.learn.training.finite import guard
from pairwright.learn.training.result import Trained, curves_of
from pairwright.learn.training.sequence import sequence
from pairwright.learn.training.settings import config_for, goes_by_epochs, options_for, read_settings, steps_of
from pairwright.learn.training.tokens import Tokens
from pairwright.learn.training.trainers import trainer_for
from pairwright.recipe.recipe import Recipe
from pairwright.version import __version__

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast, Trainer

    from pairwright.learn.training.settings import Config


@dataclass(frozen=True)
class Prepared:
    """One training.

    Attributes:
        base: what the base was called.
        method: 'dpo', 'sft' or 'kto'.
        data, tokens: what is trained on; for 'kto' the tokens have a row for each side.
        model: the base, which is trained in place.
        tokenizer: of the model.
        options: the settings, but for those that TRL has so by itself.
        config: all settings.
        muon: whether the optimiser is ours.

    """

    base: str
    method: str
    data: TrainingData
    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerFast
    options: Mapping[str, Any]
    config: Config
    muon: bool
    tokens: Tokens

    @classmethod
    def of(
        cls,
        source: Recipe | str | Path,
        base: str | Path,
        method: str,
        settings: Mapping[str, Any] | str | Path | None,
        rows: int | None,
        *,
        folder: RunFolder,
        **own: Any,
    ) -> Prepared:
        """Open everything; `own` are the settings that are arguments of `train`."""
        given = read_settings(settings)
        own["output_dir"] = str(folder.path)
        options = options_for(method, given, **own)
        config = config_for(method, options)
        model, tokenizer = open_model(base)
        by_steps = own["max_steps"] is not None
        most = rows_seen(config) if by_steps or not goes_by_epochs(given) else None
        data = training_data(source, method, rows=rows, most=most, seed=config.seed)
        if not by_steps:
            own["max_steps"] = steps_of(method, given, rows=data.sides if method == "kto" else data.frame.height)
            options = options_for(method, given, **own)
            config = config_for(method, options)
        tokens = Tokens.of(data, tokenizer, context=context_of(model))
        tokens = tokens.one_sided() if method == "kto" else tokens
        muon = "optim" not in given
        return cls(str(base), method, data, model, tokenizer, options, config, muon=muon, tokens=tokens)

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
        }

    def trainer(self, watch: Any, folder: RunFolder) -> Trainer:
        """The trainer, ready to go."""
        # Refusals are the short ones: sorted by length, batches for KTO would be of one side.
        lengths = self.tokens.lengths * (self.method != "kto")
        batch = self.config.per_device_train_batch_size
        order = sequence(lengths, rows=rows_seen(self.config), batch=batch, seed=self.config.seed)
        callbacks = [watch, guard(), keeper(folder)]
        try:
            return trainer_for(
                self.method,
                self.model,
                self.tokenizer,
                self.config,
                self.tokens,
                order,
                callbacks=callbacks,
                muon=self.muon,
            )
        except (ValueError, ImportError, NotImplementedError, RuntimeError) as error:
            raise TrainingError(f"TRL refuses these settings: {' '.join(str(error).split())[:240]}") from error

    def result(self, trainer: Trainer, exam: Exam, out: str, seconds: float) -> Trained:
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
            batch=rows_seen(self.config) // self.config.max_steps,
            steps=trainer.state.global_step,
            reached=exam.target is not None and bool(scores) and scores[-1][1] >= exam.target,
            questions=len(exam.questions),
            seconds=seconds,
            **curves,
        )


def rows_seen(config: Config) -> int:
    """How many rows are trained on in all."""
    rows: int = config.max_steps * config.per_device_train_batch_size * config.gradient_accumulation_steps
    return rows


def weights_digest(model: Any) -> str:
    """A fingerprint of the weights: 16 hex digits of SHA-256."""
    digest = hashlib.sha256()
    for name, value in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(value.detach().cpu().numpy()).tobytes())
    return digest.hexdigest()[:16]
