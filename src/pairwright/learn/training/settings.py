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
from pairwright.learn.optimizers import ADAMW_RATE
from pairwright.recipe.file import parse_yaml

if TYPE_CHECKING:
    from trl import DPOConfig, KTOConfig, SFTConfig

    Config: TypeAlias = DPOConfig | KTOConfig | SFTConfig

METHODS = ("dpo", "sft", "kto")
# SFT teaches what is not known yet. DPO and KTO come after it: at SFT's rate 200 steps of near misses took a model
# from 93.5 % to 87.2, at a tenth to 92.7, and with the beta of 1 (TRL has 0.1), which is content with a tenth
# of the margin, to 93.2.
_STEPS = {"sft": 4000, "dpo": 200, "kto": 200}
# How often those two go through few rows: 200 steps on the 42 errors that a model made (300 passes) took it
# from 94.2 % to 75.9.
_PASSES = 4
_RATES = {"sft": ADAMW_RATE, "dpo": ADAMW_RATE / 10, "kto": ADAMW_RATE / 10}
_DPO = {"loss_type": ["sigmoid", "sft"], "beta": 1.0, "precompute_ref_log_probs": True}
_BATCH = 64
_WARMUP_STEPS = 50
# TRL's own command line has these among its options; here they have another name.
_ELSEWHERE = {
    "output_dir": "--out",
    "model_name_or_path": "--base",
    "dataset_name": "DATA",
    "datasets": "DATA",
    "resume_from_checkpoint": "--resume",
    "overwrite_output_dir": "--overwrite",
}
# TRL takes these as they come, and fails on the way, or trains away from what is asked.
_ABOVE_ZERO = ("learning_rate", "per_device_train_batch_size", "gradient_accumulation_steps", "num_train_epochs")
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
    if goes_by_epochs(given):
        return max(1, math.ceil(float(given["num_train_epochs"]) * rows / batch))
    few = math.ceil(_PASSES * rows / batch)
    return few if method != "sft" and "max_steps" not in given and few < _STEPS[method] else None


def options_for(method: str, given: Mapping[str, Any], **own: Any) -> dict[str, Any]:
    """All options of the method's trainer that are not as TRL has them by itself.

    Args:
        method: 'dpo', 'sft' or 'kto'.
        given: TRL's options by name; they win over our defaults.
        own: options that have an argument of their own; None is as though not given.

    Raises:
        TrainingError: an unknown option, or a value that it cannot have.

    """
    import torch

    asked = {name: value for name, value in own.items() if value is not None}
    known = _checked(given, _kind(method), method)
    steps = int(asked.get("max_steps", known.get("max_steps", _STEPS[method])))
    if steps < 1:
        raise TrainingError(f"max_steps: {steps} should be at least 1")
    defaults = {
        **_schedule(steps, known),
        "max_steps": steps,
        "per_device_train_batch_size": _BATCH,
        "learning_rate": _RATES[method],
        "logging_steps": 10,
        "save_steps": 100,
        "save_total_limit": 2,
        "report_to": "none",
        "disable_tqdm": True,
        "max_length": None,
        "activation_checkpointing": False,
        "dataloader_pin_memory": torch.cuda.is_available(),
        # Models that train on a CPU are too small to gain by it anywhere.
        "bf16": False,
        **(_DPO if method == "dpo" else {}),
        # The order is that of `sequence`.
        "train_sampling_strategy": "sequential",
    }
    return {**defaults, **known, **asked, "max_steps": steps}


def config_for(method: str, options: Mapping[str, Any]) -> Config:
    """The configuration of the method's trainer.

    Raises:
        TrainingError: options that contradict each other.

    """
    try:
        config: Config = _kind(method)(**options)
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


def _kind(method: str) -> Any:
    if method not in METHODS:
        raise TrainingError(f"method: unknown method {method!r}; {did_you_mean(method, METHODS)}")
    import trl

    return {"dpo": trl.DPOConfig, "sft": trl.SFTConfig, "kto": trl.KTOConfig}[method]


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


def _checked(given: Mapping[str, Any], kind: Any, method: str) -> dict[str, Any]:
    """The options with their values, of which some must be above zero."""
    checked = _typed(given, kind, method)
    for name in _ABOVE_ZERO:
        if name in checked and not 0 < checked[name] < math.inf:
            raise TrainingError(f"{name}: {checked[name]:g} should be above 0")
    return checked


def _typed(given: Mapping[str, Any], kind: Any, method: str) -> dict[str, Any]:
    """Values as the types that options are declared with (YAML reads 1e-4 as a text)."""
    names = {field.name for field in dataclasses.fields(kind) if field.init}
    types = typing.get_type_hints(kind)
    checked: dict[str, Any] = {}
    for name, value in given.items():
        if name in _ELSEWHERE:
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
