"""Spaces of any number of parameters: a place is a choice of all of them, found by division.

Places are 64-bit numbers.  Where the parameters have more choices than these can number, the first of them are found
by division and the rest are drawn, keyed by the place: places still differ, and all choices are as likely.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from pairwright.facts.space import Interval, Numbers
from pairwright.keyed import Integers, integers

MAX_PLACES = 1 << 62


@dataclass(frozen=True)
class Grid:
    """All choices of some parameters, each in its own range (both ends included).

    Attributes:
        seed, stream: name the draws of the parameters that places cannot number.

    >>> import numpy as np
    >>> grid = Grid({"a": (1, 3), "b": (-1, 0)})
    >>> grid.count, {name: column.tolist() for name, column in grid.parameters(np.arange(6)).items()}
    (6, {'a': [1, 2, 3, 1, 2, 3], 'b': [-1, -1, -1, 0, 0, 0]})

    """

    ranges: Mapping[str, Interval]
    seed: int = 0
    stream: str = "grid"

    @cached_property
    def choices(self) -> int:
        """How many choices there are."""
        return prod(high - low + 1 for low, high in self.ranges.values())

    @cached_property
    def count(self) -> int:
        """How many places there are: as many as choices, or as can be numbered."""
        return prod(high - low + 1 for low, high in self._numbered.values())

    @cached_property
    def _numbered(self) -> dict[str, Interval]:
        found: dict[str, Interval] = {}
        places = 1
        for name, (low, high) in self.ranges.items():
            places *= high - low + 1
            if places > MAX_PLACES:
                break
            found[name] = (low, high)
        return found

    def meshes(self, size: int, whole: Collection[str] = ()) -> Iterator[Numbers]:
        """All choices, about `size` at a time, as columns to be broadcast to a block.

        What is worked out from some of the parameters is so worked out once for all choices of the others. Places are
        in order, unless parameters are `whole` in every block.

        >>> [(mesh["a"].tolist(), mesh["b"].tolist()) for mesh in Grid({"a": (1, 3), "b": (4, 5)}).meshes(3)]
        [([1, 2, 3], [[4]]), ([1, 2, 3], [[5]])]
        """
        pieces: list[list[Interval]] = []
        so_far = prod(high - low + 1 for name, (low, high) in self.ranges.items() if name in whole)
        for name, (low, high) in self.ranges.items():
            step = high - low + 1 if name in whole else max(1, size // so_far)
            pieces.append([(start, min(start + step, high + 1)) for start in range(low, high + 1, step)])
            so_far *= 1 if name in whole else high - low + 1
        for chosen in product(*reversed(pieces)):
            # The first parameter changes fastest, so it is the last axis.
            axes = enumerate(zip(self.ranges, reversed(chosen), strict=True))
            yield {name: np.arange(*ends).reshape(-1, *[1] * place) for place, (name, ends) in axes}

    def parameters(self, places: Integers) -> Numbers:
        """The parameters (name -> int64) at the given places (0..count-1)."""
        found: Numbers = {}
        rest = places
        for name, (low, high) in self.ranges.items():
            if name in self._numbered:
                rest, digit = divmod(rest, high - low + 1)
            else:
                digit = integers(self.seed, f"{self.stream}/{name}", places, high - low + 1)
            found[name] = digit + low
        return found
