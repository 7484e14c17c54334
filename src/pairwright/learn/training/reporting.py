"""Where a run is told of: what transformers knows, what must be installed for it, and what it says when it fails."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pairwright.errors import TrainingError, did_you_mean, extra_missing

if TYPE_CHECKING:
    from transformers import Trainer

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
# What is an extra of ours; of trackio no version goes with huggingface_hub 2.
_EXTRAS = ("tensorboard", "wandb")


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
            what = f"report_to: {name} is not installed"
            raise TrainingError(extra_missing(what, name) if name in _EXTRAS else f"{what}; pip install {package}")


def kept_beside(trainer: Trainer, run_folder: Path) -> None:
    """Have TensorBoard's files outlive the run, in `OUT.tensorboard`, unless TENSORBOARD_LOGGING_DIR is set.

    Transformers would put them among the checkpoints, which are removed when the model is there.
    """
    from transformers.integrations import TensorBoardCallback

    for callback in trainer.callback_handler.callbacks:
        if isinstance(callback, TensorBoardCallback) and callback.logging_dir is None:
            name = f"{run_folder.name.removesuffix('.run')}.tensorboard"
            # Of several runs each has a line of its own.
            callback.logging_dir = str(run_folder.with_name(name) / time.strftime("%Y-%m-%dT%H-%M-%S"))


@contextmanager
def failures_told() -> Iterator[None]:
    """What a tracker raises, such as for want of a key, in one line.

    Raises:
        TrainingError: naming the tracker.

    """
    try:
        yield
    except Exception as error:
        kind = type(error).__module__.partition(".")[0]
        named = next((name for name, (module, _) in _PACKAGES.items() if module == kind), None)
        if named is None:
            raise
        line = " ".join(str(error).split())[:240].rstrip(".")
        raise TrainingError(f"report_to: {named} fails: {line}; see to it, or leave it out") from error
