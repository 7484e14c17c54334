"""Spaces of any number of parameters: a place is a choice of all of them, found by division."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from pairwright.facts.space import Interval, Numbers
from pairwright.keyed import Integers

# Numbers of places are int64 columns.
MAX_PLACES = 1 << 62


@dataclass(frozen=True)
class Grid:
    """All choices of some parameters, each in its own range (both ends included).

    >>> import numpy as np
    >>> grid = Grid({"a": (1, 3), "b": (-1, 0)})
    >>> grid.count, {name: column.tolist() for name, column in grid.parameters(np.arange(6)).items()}
    (6, {'a': [1, 2, 3, 1, 2, 3], 'b': [-1, -1, -1, 0, 0, 0]})

    """

    ranges: Mapping[str, Interval]

    @property
    def count(self) -> int:
        """How many places there are."""
        return prod(high - low + 1 for low, high in self.ranges.values())

    def parameters(self, places: Integers) -> Numbers:
        """The parameters (name -> int64) at the given places (0..count-1)."""
        found: Numbers = {}
        for name, (low, high) in self.ranges.items():
            places, digit = divmod(places, high - low + 1)
            found[name] = digit + low
        return found
