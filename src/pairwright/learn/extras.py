"""What the extra `train` installs: asked for in one line where it is missing, and kept quiet where it is there."""

from __future__ import annotations

import importlib.util

from pairwright.errors import ModelError

_PACKAGES = ("torch", "tokenizers", "transformers", "datasets", "accelerate", "trl")


def require_train(what: str) -> None:
    """Refuse to go on without the extra; to be called before anything of it is imported.

    Args:
        what: what was asked for, such as 'base'.

    Raises:
        ModelError: one of its packages is not installed.

    """
    for name in _PACKAGES:
        if importlib.util.find_spec(name) is None:
            raise ModelError(f"{what} needs an extra ({name} is missing); pip install 'pairwright[train]'")


def hush() -> None:
    """Keep transformers and datasets from writing bars and advice to stderr; errors still come as exceptions."""
    import datasets
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    datasets.disable_progress_bars()
