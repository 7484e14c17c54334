"""Where a run is told of: what transformers knows, and what must be installed for it."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

from pairwright.errors import TrainingError, did_you_mean

# What transformers calls it -> what it imports, and the name under which that is installed.
_PACKAGES = {
    "trackio": ("trackio", "trackio"),
    "wandb": ("wandb", "wandb"),
    "tensorboard": ("tensorboard", "tensorboard"),
    "mlflow": ("mlflow", "mlflow"),
    "comet_ml": ("comet_ml", "comet_ml"),
    "clearml": ("clearml", "clearml"),
    "swanlab": ("swanlab", "swanlab"),
    "neptune": ("neptune", "neptune"),
    "dvclive": ("dvclive", "dvclive"),
    "codecarbon": ("codecarbon", "codecarbon"),
}
_OTHERS = ("none", "all")


def require_reporters(named: str | Sequence[str] | None) -> None:
    """Refuse a place to report to that is not known, or whose package is not installed.

    Raises:
        TrainingError: naming what to install.

    >>> require_reporters("none")

    """
    for name in [named] if isinstance(named, str) else named or ():
        if name in _OTHERS:
            continue
        if name not in _PACKAGES:
            raise TrainingError(f"report_to: unknown place {name!r}; {did_you_mean(name, [*_PACKAGES, *_OTHERS])}")
        module, package = _PACKAGES[name]
        if importlib.util.find_spec(module) is None:
            raise TrainingError(f"report_to: {name} is not installed; pip install {package}")
