"""NumPy and Polars, imported when they are first used: what only tells what there is needs neither (0.2 s of CPU).

>>> from pairwright.lazily import np, pl
>>> pl.Series(np.arange(3)).sum()
3

"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = ["np", "npt", "pl"]


class _Later:
    """A module by its name; to ask it for anything imports it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        # Kept, so that it is found without this the next time.
        found = self.__dict__[name] = getattr(import_module(self._name), name)
        return found


if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl
else:
    np, npt, pl = _Later("numpy"), _Later("numpy.typing"), _Later("polars")
