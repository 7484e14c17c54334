"""Orders of a split's prompts: each a pure function from places to prompts, so that any row is had at once.

- `EasyFirst`    no prompt after one that is more difficult; those of one difficulty in a keyed order
- `EveryFifth`   places as they are but every fifth, and these exchanged among themselves
- `InTurn`       one order after the other, from some place on: a stage of a curriculum
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import numpy as np
import numpy.typing as npt

from pairwright.errors import RecipeError
from pairwright.keyed import Integers, Permutation
from pairwright.plan.difficulty import MOST
from pairwright.plan.pools import Asked
from pairwright.plan.sampling import Run

Order = Callable[[Integers], Integers]
# Of each its difficulty and its place are kept, 5 bytes: 80 MiB.
MAX_ORDERED = 1 << 24
_BLOCK = 1 << 17
_EVERY = 5


@dataclass(frozen=True)
class _Levels:
    """The rows of one run by difficulty.

    Attributes:
        period: after so many rows the run asks the same again.
        places: all places of a period (uint32), the easiest first, and in order where as easy.
        starts: where in `places` each tenth of difficulty begins (int64).
        in_period: how many rows of a period have each difficulty (int64).
        rows: how many of the whole run.

    """

    period: int
    places: npt.NDArray[np.uint32]
    starts: Integers
    in_period: Integers
    rows: Integers

    @classmethod
    def of(cls, run: Run, tenths: Callable[[Asked], Integers]) -> _Levels:
        """Look at each row of a period."""
        found = np.empty(run.period, dtype=np.uint8)
        for start in range(0, run.period, _BLOCK):
            index = np.arange(start, min(start + _BLOCK, run.period))
            for asked in run.asked(index, index):
                found[asked.places] = tenths(asked)
        in_period = np.bincount(found, minlength=MOST)
        passes, rest = divmod(run.rows, run.period)
        return cls(
            period=run.period,
            places=np.argsort(found, kind="stable").astype(np.uint32),
            starts=np.cumsum(in_period) - in_period,
            in_period=in_period,
            rows=passes * in_period + np.bincount(found[:rest], minlength=MOST),
        )

    def index(self, level: Integers, number: Integers) -> Integers:
        """The rows of the run that are number so and so among those of their difficulty."""
        passed, place = np.divmod(number, self.in_period[level])
        found: Integers = passed * self.period + self.places[self.starts[level] + place].astype(np.int64)
        return found


@dataclass(frozen=True, eq=False)
class EasyFirst:
    """The prompts of some runs by difficulty.

    Attributes:
        runs: of the split, one after the other.
        tenths: the difficulty of questions (int64).
        seed, stream: name the order of prompts of one difficulty; None: as they come.
        name: of the split, for complaints.

    Raises:
        RecipeError: more rows than can be kept in mind.

    """

    runs: Sequence[Run]
    tenths: Callable[[Asked], Integers]
    seed: int
    stream: str | None
    name: str
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        asked = sum(run.period for run in self.runs)
        if asked > MAX_ORDERED:
            raise RecipeError(
                f"splits.{self.name}: to order {asked:,} different questions by difficulty needs a table of more than "
                f"{MAX_ORDERED:,}; ask for fewer rows, or bound the difficulty of several splits"
            )

    @cached_property
    def _known(self) -> list[_Levels]:
        return [_Levels.of(run, self.tenths) for run in self.runs]

    @property
    def _levels(self) -> list[_Levels]:
        # Worked out once, though threads ask at once.
        with self._lock:
            return self._known

    @cached_property
    def _cells(self) -> tuple[Integers, Integers]:
        """Where the rows of each level begin and, inside it, those of each run (levels times runs)."""
        rows = np.stack([each.rows for each in self._levels], axis=1)
        begins = (np.cumsum(rows) - rows.ravel()).reshape(rows.shape)
        return np.append(begins[:, 0], rows.sum()), begins

    def __call__(self, places: Integers) -> Integers:
        """The prompts (int64, counted over the runs one after the other) at some places (int64)."""
        levels, cells = self._cells
        level = np.searchsorted(levels, places, side="right") - 1
        found = self._shuffled(places, level, levels)
        run = np.searchsorted(cells.ravel(), found, side="right") - 1 - level * len(self.runs)
        number = found - cells[level, run]
        before = 0
        index = np.empty_like(found)
        for place, (each, known) in enumerate(zip(self.runs, self._levels, strict=True)):
            here = run == place
            if here.any():
                index[here] = before + known.index(level[here], number[here])
            before += each.rows
        return index

    def _shuffled(self, places: Integers, level: Integers, levels: Integers) -> Integers:
        if self.stream is None:
            return places
        found = np.empty_like(places)
        for each in np.unique(level).tolist():
            here = level == each
            found[here] = levels[each] + self._orders[each](places[here] - levels[each])
        return found

    @cached_property
    def _orders(self) -> list[Permutation]:
        sizes = enumerate(np.diff(self._cells[0]).tolist())
        return [Permutation(size, seed=self.seed, stream=f"{self.stream}/difficulty/{each}") for each, size in sizes]


@dataclass(frozen=True)
class EveryFifth:
    """Every fifth place exchanged with another of them; all others stay: what is between easy and difficult is mixed.

    Of the curricula that Zaremba and Sutskever compare (Learning to Execute, 2014), the one that learned best shows a
    part of all difficulties all the time, so that nothing easy is forgotten.
    """

    size: int
    seed: int
    stream: str

    @cached_property
    def _order(self) -> Permutation:
        return Permutation(self.size // _EVERY, seed=self.seed, stream=f"{self.stream}/every-fifth")

    def __call__(self, places: Integers) -> Integers:
        """Where the prompts of places stand in the order that is mixed (int64)."""
        found = places.copy()
        loose = places % _EVERY == _EVERY - 1
        found[loose] = self._order(places[loose] // _EVERY) * _EVERY + _EVERY - 1
        return found


@dataclass(frozen=True)
class InTurn:
    """The prompts of an order from a place on, these in an order of their own."""

    first: Order | None
    start: int
    then: Order

    def __call__(self, places: Integers) -> Integers:
        """The prompts (int64) at places of the second order (int64)."""
        return self.then(self.start + (places if self.first is None else self.first(places)))
