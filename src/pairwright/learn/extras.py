"""What the extra `train` installs: asked for in one line where it is missing, and kept quiet where it is there."""

from __future__ import annotations

import importlib.util
import os
import sys

from pairwright.errors import ModelError, extra_missing

_PACKAGES = ("torch", "tokenizers", "transformers", "datasets", "accelerate", "peft", "trl")


def require_train(what: str) -> None:
    """Refuse to go on without the extra; to be called before anything of it is imported.

    Args:
        what: what was asked for, such as 'base'.

    Raises:
        ModelError: one of its packages is not installed.

    """
    for name in _PACKAGES:
        if importlib.util.find_spec(name) is None:
            raise ModelError(extra_missing(f"{what} needs an extra ({name} is missing)", "train"))


def hush() -> None:
    """Keep transformers and datasets from writing bars and advice to stderr; errors still come as exceptions.

    Datasets is not imported for that (it takes 0.5 s, and an answer needs nothing of it): it reads the environment.
    """
    os.environ.setdefault("HF_DATASETS_DISABLE_PROGRESS_BARS", "1")
    if "datasets" in sys.modules:
        sys.modules["datasets"].disable_progress_bars()
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
