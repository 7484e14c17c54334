"""The starting point: a causal language model from scratch that refuses every question and then stops.

It is trained on whole texts, a training question and a refusal, so that it writes well-formed text and
knows what questions look like, but has seen no answer. Questions of held-out, familiar and wider families
say when it is done: as soon as it has refused all of them twice, 25 steps apart. TRL's SFTTrainer does the training.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.arguments import guarded
from pairwright.errors import ModelError
from pairwright.learn.extras import hush, require_train
from pairwright.learn.tokenizers.making import CONTEXT
from pairwright.mistakes.base import REFUSAL
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.version import __version__
from pairwright.wording.template import plain

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

    from pairwright.verify import Declared

_BATCH = 64
_CHECK_EVERY = 25
# 6,400 different texts are more than it needs: tiny is done after 3,200.
_TEXTS = 100 * _BATCH
_PER_OPERATOR = 50
_CHECKED = ("held_out", "familiar", "beyond")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Base:
    """What was made.

    Attributes:
        out: the folder.
        size, tokenizer, recipe, fingerprint, seed: what it was made of.
        parameters, tokens: how many the model and its vocabulary have.
        steps: optimiser steps of 64 texts.
        losses: (step, mean loss since the last of these, in nats a token).
        questions: how many were asked, none of them trained on.
        refused, right, endless: shares of the answers (0..1): just a refusal; right; without end token.

    """

    out: str
    size: str
    tokenizer: str
    recipe: str
    fingerprint: str
    seed: int
    parameters: int
    tokens: int
    steps: int
    losses: tuple[tuple[int, float], ...]
    questions: int
    refused: float
    right: float
    endless: float

    def as_dict(self) -> dict[str, Any]:
        """All of it, as JSON has it."""
        return asdict(self)


@guarded
def make_base(
    out: str | Path,
    *,
    size: str = "tiny",
    tokenizer: str = "math",
    recipe: Recipe | str = "arithmetic",
    seed: int | None = None,
    max_steps: int = 600,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Base:
    """Make a model that refuses every question, as a Hugging Face folder.

    The same arguments give the same weights on the same machine and versions.

    Args:
        out: the folder, made if it is missing.
        size: 'tiny' (0.35 M parameters), 'small' (0.8 M) or 'nanogpt' (8.8 M, NanoGPT-Math's architecture).
        tokenizer: 'math' (the recipe's phrases are single tokens) or 'character' (NanoGPT-Math's).
        recipe: a `Recipe`, or what `load_recipe` takes: whose questions, and whose wordings of the refusal.
        seed: another than the recipe's.
        max_steps: when to stop if it does not refuse everything before.
        overwrite: replace a model that stands there.
        progress: called with (steps done, `max_steps`) after each step.

    Returns:
        What was made, with its score on questions that it was not trained on.

    Raises:
        ModelError: no such size or tokenizer, a tokenizer that cannot write the recipe's texts, or no extra.
        RecipeError: a recipe that is not valid.
        OutputError: the folder cannot be written; what stood there still does.

    >>> import tempfile, pairwright
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     pairwright.make_base(f"{folder}/base", max_steps=1).parameters
    352032

    """
    require_train("base")
    hush()
    from pairwright.learn.encodable import require_encodable
    from pairwright.learn.models import new_model
    from pairwright.learn.saving import placing_folder, save_model
    from pairwright.learn.tokenizers import tokenizer_named

    if max_steps < 1:
        raise ModelError(f"max_steps: {max_steps} should be at least 1")
    chosen = recipe if isinstance(recipe, Recipe) else load_recipe(recipe)
    chosen = chosen if seed is None else chosen.with_changes(seed=seed)
    with placing_folder(out, overwrite=overwrite) as folder:
        plan = _plan(chosen)
        texts, check = _texts(plan), _Check.of(plan)
        words = tokenizer_named(tokenizer, chosen)
        everything = pl.concat([texts, check.questions + check.longest])
        require_encodable(words, everything, context=CONTEXT, name=f"recipe {chosen.name}")
        model = new_model(size, words, seed=chosen.seed)
        trained = _train(model, words, texts, check, chosen.seed, max_steps, progress)
        made = Base(
            out=str(out),
            size=size,
            tokenizer=tokenizer,
            recipe=chosen.name,
            fingerprint=chosen.fingerprint,
            seed=chosen.seed,
            parameters=model.num_parameters(),
            tokens=len(words),
            questions=len(check.questions),
            **trained,
        )
        save_model(folder, model, words, _described(made))
    return made


def _described(made: Base) -> dict[str, str]:
    """The model card, and the same as data."""
    facts = {name: value for name, value in made.as_dict().items() if name != "out"}
    card = (files("pairwright.learn") / "base_card.md").read_text(encoding="utf-8")
    data = json.dumps({"pairwright": __version__, "made": "base", **facts}, indent=2)
    return {"README.md": card.format(**facts), "pairwright.json": f"{data}\n"}


def _plan(recipe: Recipe) -> Plan:
    """The recipe with splits of our own, so that nothing it is checked with is trained on, whatever its splits are."""
    own = recipe.with_changes(
        sampling="cover",
        shuffle=True,
        question_in_negative=True,
        mistakes=(REFUSAL,),
        rejected_per_prompt=1,
        problems={name: part.model_dump() | {"draws": {}} for name, part in recipe.problems.items()},
        splits={
            "train": {"families": "training", "rows": _TEXTS, "layout": "preference"},
            **{name: {"families": name, "max_rows_per_operator": _PER_OPERATOR} for name in _CHECKED},
        },
    )
    return Plan.of(own)


def _rows(plan: Plan, split: str, most: int | None = None) -> pl.DataFrame:
    """The rows of a split, or the first of them."""
    return BlockMaker(plan, split).block(0, min(plan.split(split).rows, most or _TEXTS)).frame


def _texts(plan: Plan) -> pl.Series:
    """What it is trained on: a training question and a refusal (String)."""
    rows = _rows(plan, "train")
    return rows["prompt"] + rows["rejected"]


@dataclass(frozen=True)
class _Check:
    """Questions that are not trained on, and what counts as refusing them."""

    questions: pl.Series
    refusals: list[str]
    wording: Declared

    @classmethod
    def of(cls, plan: Plan) -> _Check:
        """Questions of all families that are not trained on; where there are none, of the training families."""
        columns = [_rows(plan, name)["question"] for name in _CHECKED if name in plan.splits]
        questions = pl.concat(columns or [_rows(plan, "train", 4 * _PER_OPERATOR)["prompt"].alias("question")])
        return cls(questions, [plain(each) for each in plan.recipe.wording.refusals], plan.recipe.declared)

    @property
    def longest(self) -> str:
        """The longest refusal, as it follows a question."""
        return f" {max(self.refusals, key=len)}"

    def score(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast) -> dict[str, float]:
        """The shares refused, right and endless."""
        from pairwright.learn.generating import completions
        from pairwright.verify import score_column

        # Two tokens more than a refusal and its end, so that one that goes on is seen.
        most = len(tokenizer(self.longest)["input_ids"]) + 3
        said = completions(model, tokenizer, self.questions.to_list(), max_new_tokens=most)
        refused = said["stopped"] & said["completion"].is_in([f" {refusal}" for refusal in self.refusals])
        verdicts = score_column(said.with_columns(question=self.questions), wording=self.wording)["verdict"]
        shares = {"refused": refused, "right": verdicts == "RIGHT", "endless": ~said["stopped"]}
        return {name: float(share.cast(pl.Int64).sum()) / len(said) for name, share in shares.items()}


def _train(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerFast,
    texts: pl.Series,
    check: _Check,
    seed: int,
    max_steps: int,
    progress: Progress | None,
) -> dict[str, Any]:
    """Train until everything is refused; the fields of `Base` that come of it."""
    from datasets import Dataset
    from transformers import PrinterCallback

    from pairwright.learn.optimizers import optimizer_for
    from trl import SFTConfig, SFTTrainer

    watch = _watcher(model, tokenizer, check, max_steps, progress)
    with tempfile.TemporaryDirectory() as nothing_kept:
        trainer = SFTTrainer(
            model=model,
            args=SFTConfig(
                output_dir=nothing_kept,
                max_steps=max_steps,
                per_device_train_batch_size=_BATCH,
                lr_scheduler_type="constant_with_warmup",
                warmup_steps=10,
                logging_steps=5,
                max_length=None,
                # Two defaults of TRL are for large models on accelerators.
                bf16=False,
                activation_checkpointing=False,
                dataloader_pin_memory=False,
                save_strategy="no",
                report_to="none",
                disable_tqdm=True,
                # NumPy takes 32 bits.
                seed=seed % 2**32,
            ),
            # Encoded in one go: TRL would take a second for each thousand texts.
            train_dataset=Dataset.from_dict({"input_ids": tokenizer([*(texts + tokenizer.eos_token)])["input_ids"]}),
            processing_class=tokenizer,
            optimizers=(optimizer_for(model), None),
            callbacks=[watch],
        )
        trainer.remove_callback(PrinterCallback)
        trainer.train()
    losses = tuple((entry["step"], entry["loss"]) for entry in trainer.state.log_history if "loss" in entry)
    return {"steps": trainer.state.global_step, "losses": losses, **watch.found}


def _watcher(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerFast,
    check: _Check,
    max_steps: int,
    progress: Progress | None,
) -> Any:
    """A callback that stops the training when everything is refused for the second time; `found` is its last score."""
    from transformers import TrainerCallback

    class Watcher(TrainerCallback):  # type: ignore[misc]
        def __init__(self) -> None:
            self.found: dict[str, float] = {}

        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            if progress is not None:
                progress(state.global_step, max_steps)
            if state.global_step % _CHECK_EVERY == 0 or state.global_step == max_steps:
                before, self.found = self.found, check.score(model, tokenizer)
                if before.get("refused") == self.found["refused"] == 1.0:
                    control.should_training_stop = True

    return Watcher()
