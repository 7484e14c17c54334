"""What numbers and names TRL's options may be: it takes others as they come, and fails on the way or trains away."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pairwright.errors import TrainingError, did_you_mean
from pairwright.learn.training.methods import METHODS

_ABOVE_ZERO = (
    "learning_rate",
    "per_device_train_batch_size",
    "gradient_accumulation_steps",
    "num_train_epochs",
    "num_generations",
    "max_completion_length",
    "max_new_tokens",
    "temperature",
    "logging_steps",
    "save_steps",
    "save_total_limit",
    "max_length",
)
_FROM_ZERO = ("weight_decay", "max_grad_norm", "warmup_steps", "warmup_ratio", "adam_epsilon", "seed", "loss_weights")
# Option -> what it is below.
_SHARES = {"label_smoothing": 0.5, "label_smoothing_factor": 1.0, "adam_beta1": 1.0, "adam_beta2": 1.0}


def require_bounds(options: Mapping[str, Any], method: str) -> None:
    """Refuse a number that is out of its bounds, or a loss that the trainer does not know.

    Args:
        options: with values of the types that they are declared with.
        method: a name of `METHODS`.

    Raises:
        TrainingError: naming the option, the value and what it should be.

    """
    for name, value in options.items():
        # Where the reference counts for nothing, TRL does without it.
        above = name in _ABOVE_ZERO or (name == "beta" and not METHODS[method].asks)
        for each in value if isinstance(value, list) else [value]:
            if above and not _is_between(each, 0, math.inf, itself=False):
                raise TrainingError(f"{name}: {each:g} should be above 0")
            if (name in _FROM_ZERO or name == "beta") and not _is_between(each, 0, math.inf):
                raise TrainingError(f"{name}: {each:g} should be at least 0")
            if name in _SHARES and not _is_between(each, 0, _SHARES[name]):
                raise TrainingError(f"{name}: {each:g} should be from 0 up to {_SHARES[name]:g}")
            known = METHODS[method].losses
            if name == "loss_type" and known and each not in known:
                raise TrainingError(f"loss_type: {method} has no loss {each!r}; {did_you_mean(str(each), known)}")


def _is_between(value: Any, least: float, below: float, *, itself: bool = True) -> bool:
    """Whether a number is within; what is none (None, for an option that is left out) is nobody's concern."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return True
    return least <= value < below and (itself or value != least)
