"""The trainer's settings: our defaults for two CPU cores, and over them TRL's options as its users write them."""

from __future__ import annotations

import dataclasses
import math
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import TypeAdapter, ValidationError

from pairwright.errors import RecipeError, TrainingError, did_you_mean
from pairwright.learn.training.bounds import require_bounds
from pairwright.learn.training.methods import method_named
from pairwright.learn.training.reporting import require_reporters
from pairwright.recipe.file import parse_yaml

if TYPE_CHECKING:
    from transformers import TrainingArguments

    # A configuration of TRL, which all are such.
    Config: TypeAlias = TrainingArguments

# How often what does not teach goes through few rows.
_PASSES = 4
_BATCH = 64
# LoRA bears ten times the rate (TRL's "LoRA Without Regret").
_LORA_RATE = 10
_WARMUP_STEPS = 50
# TRL's own command line has these among its options; here they have another name.
_ELSEWHERE = {
    "output_dir": "--out",
    "model_name_or_path": "--base",
    "dataset_name": "DATA",
    "datasets": "DATA",
    "resume_from_checkpoint": "--resume",
    "overwrite_output_dir": "--overwrite",
    "push_to_hub": "`hf upload` for the folder of --out",
    "eval_strategy": "--test and --score-every",
    "train_sampling_strategy": "--order",
}
# What decides the run beside the data, the base and the seed; the rest is where and how to tell of it.
_TELLING = ("report_to", "run_name", "project", "logging_dir", "disable_tqdm", "output_dir", "save_total_limit")


def read_settings(given: Mapping[str, Any] | str | Path | None) -> dict[str, Any]:
    """TRL's options from a YAML file, or as they are.

    Raises:
        TrainingError: the file cannot be read, or holds no options.

    """
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return dict(given)
    try:
        text = Path(given).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(f"{given}: cannot be read as text ({error}); check the path") from error
    try:
        return parse_yaml(text, str(given)) if text.strip() else {}
    except RecipeError as error:
        raise TrainingError(
            str(error).replace("a recipe is a mapping such as 'seed: 42'", "options are a mapping such as 'beta: 0.1'")
        ) from error


def goes_by_epochs(given: Mapping[str, Any]) -> bool:
    """Whether TRL's `num_train_epochs` is what decides how long it trains."""
    return "num_train_epochs" in given and int(given.get("max_steps", 0)) < 1


def steps_of(method: str, given: Mapping[str, Any], *, rows: int) -> int | None:
    """The steps that so many rows come to; None where the number of rows does not decide."""
    batch = int(given.get("per_device_train_batch_size", _BATCH)) * int(given.get("gradient_accumulation_steps", 1))
    batch = max(1, batch // answers_each(method, given))
    if goes_by_epochs(given):
        return max(1, math.ceil(float(given["num_train_epochs"]) * rows / batch))
    few, own = math.ceil(_PASSES * rows / batch), method_named(method)
    return few if not own.teaches and "max_steps" not in given and few < own.steps else None


def answers_each(method: str, options: Mapping[str, Any]) -> int:
    """How many answers of a batch are to one question."""
    return int({**method_named(method).defaults, **options}.get("num_generations", 1))


def options_for(
    method: str, given: Mapping[str, Any], *, large: bool = False, lora: bool = False, **own: Any
) -> dict[str, Any]:
    """All options of the method's trainer that are not as TRL has them by itself.

    Args:
        method: a name of `METHODS`.
        given: TRL's options by name; they win over our defaults.
        large: whether the model is a pretrained one of some size, which is trained gently and within its memory.
        lora: whether only adapters are trained.
        own: options that have an argument of their own; None is as though not given.

    Raises:
        TrainingError: an unknown option, or a value that it cannot have.

    """
    import torch

    asked = {name: value for name, value in own.items() if value is not None}
    entry = method_named(method)
    known = _typed(given, entry.config_class, method)
    require_bounds(known, method)
    require_reporters(asked.get("report_to", known.get("report_to")))
    steps = int(asked.get("max_steps", known.get("max_steps", entry.steps)))
    if steps < 1:
        raise TrainingError(f"max_steps: {steps} should be at least 1")
    defaults = {
        **_schedule(steps, known),
        "max_steps": steps,
        "per_device_train_batch_size": _BATCH,
        "learning_rate": (entry.large_rate if large else entry.rate) * (_LORA_RATE if large and lora else 1),
        "logging_steps": 10,
        "save_steps": 100,
        "save_total_limit": 2,
        "report_to": "none",
        "disable_tqdm": True,
        "max_length": None,
        "activation_checkpointing": False,
        "dataloader_pin_memory": torch.cuda.is_available(),
        "use_cpu": not torch.accelerator.is_available(),
        # Models that are trained on a CPU gain nothing by either.
        "bf16": large and torch.cuda.is_available() and torch.cuda.is_bf16_supported(),
        "gradient_checkpointing": large and torch.cuda.is_available(),
        # A loss that is no number is to be seen.
        "logging_nan_inf_filter": False,
        **entry.defaults,
        # The order is that of `sequence`.
        "train_sampling_strategy": "sequential",
    }
    fields = {each.name for each in dataclasses.fields(entry.config_class)}
    defaults = {name: value for name, value in defaults.items() if name in fields}
    return {**defaults, **known, **asked, "max_steps": steps}


def config_for(method: str, options: Mapping[str, Any]) -> Config:
    """The configuration of the method's trainer.

    Raises:
        TrainingError: options that contradict each other.

    """
    try:
        config: Config = method_named(method).config_class(**options)
    except (ValueError, TypeError, ImportError) as error:
        raise TrainingError(f"these settings do not go together: {' '.join(str(error).split())[:240]}") from error
    return config


def decisive(config: Config) -> dict[str, Any]:
    """The settings that decide the weights, as JSON has them: a run goes on only where they are the same."""
    found = {name: value for name, value in config.to_dict().items() if name not in _TELLING}
    return {
        name: value
        for name, value in found.items()
        if isinstance(value, (str, int, float, bool, list, dict, type(None)))
    }


def _schedule(steps: int, known: Mapping[str, Any]) -> dict[str, Any]:
    """Warm-up, then the full rate, then down to nothing over the second half: the last points come with that."""
    if "lr_scheduler_type" in known:
        return {}
    warmup = min(_WARMUP_STEPS, steps // 5)
    return {
        "lr_scheduler_type": "warmup_stable_decay",
        "warmup_steps": warmup,
        "lr_scheduler_kwargs": {"num_decay_steps": (steps + 1) // 2, "decay_type": "linear"},
    }


def _typed(given: Mapping[str, Any], kind: Any, method: str) -> dict[str, Any]:
    """Values as the types that options are declared with (YAML reads 1e-4 as a text)."""
    names = {field.name for field in dataclasses.fields(kind) if field.init}
    types = typing.get_type_hints(kind)
    checked: dict[str, Any] = {}
    for name, value in given.items():
        if name in _ELSEWHERE and value not in (None, False, "no"):
            raise TrainingError(f"{name}: not set here; use {_ELSEWHERE[name]}")
        if name not in names:
            raise TrainingError(f"unknown option {name!r} of {kind.__name__}; {_nearest(name, names)}")
        checked[name] = [value] if (name, method, type(value)) == ("loss_type", "dpo", str) else value
        try:
            checked[name] = TypeAdapter(types[name]).validate_python(checked[name])
        except ValidationError as error:
            what = error.errors()[0]["msg"].removeprefix("Input should be ")
            raise TrainingError(f"{name}: {value!r} should be {what}") from error
    return checked


def _nearest(name: str, names: set[str]) -> str:
    """The nearest option; of its 150 no list."""
    hint = did_you_mean(name, names)
    return hint if hint.startswith("did you mean") else "see TRL's documentation for what there is"
