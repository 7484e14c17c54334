"""The cut through the keys of facts: which are held out, familiar or open, whatever kind of problem asks them.

A fact's key alone decides, so a story and an equation that state the same fact always fall on the same side.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from pairwright.facts.keys import Fact, all_but_one_within
from pairwright.keyed import Words, mixed, stream_keys
from pairwright.plan.step_tables import StepTables
from pairwright.recipe.parts import FamiliesName
from pairwright.values.exact import Booleans, Exact

# Familiar facts keep forms from training: ODD ones those of odd numbers, EVEN ones those of even numbers.
HELD_OUT, ODD, EVEN, OPEN = range(4)
Labels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class FactCut:
    """Where the facts of a recipe are cut.

    Attributes:
        test_fraction: the share of facts that are held out.
        familiar_fraction: the share of facts that keep half of their forms from training.
        several_forms: the relations that are asked in forms of both parities; only these have familiar facts.
        taught: relation -> the floor: facts whose numbers but the largest are within it are always trained on.

    """

    seed: int
    test_fraction: float
    familiar_fraction: float
    several_forms: Collection[str]
    taught: Mapping[str, int]

    def labels(self, fact: Fact, numbers: Mapping[str, Exact]) -> Labels:
        """The label (uint8) of each row's fact."""
        drawn = mixed(fact.keys(numbers) ^ stream_keys(self.seed, "facts")[0])
        bounds = self._several if fact.relation in self.several_forms else self._single
        # A third of the time of a search among three.
        labels: Labels = reduce(np.add, ((drawn >= bound).view(np.uint8) for bound in bounds))
        if (floor := self.taught.get(fact.relation)) is not None:
            labels[all_but_one_within(fact.values(numbers), floor)] = OPEN
        return labels

    def holds_out(self, fact: Fact, numbers: Mapping[str, Exact]) -> Booleans:
        """Whether each row's fact is held out."""
        looked_up = self._steps.looked_up(fact, numbers)
        return self.labels(fact, numbers) == HELD_OUT if looked_up is None else looked_up

    @cached_property
    def _steps(self) -> StepTables:
        return StepTables(lambda fact, numbers: self.labels(fact, numbers) == HELD_OUT)

    @cached_property
    def _several(self) -> Words:
        return self._bounds(Fraction(str(self.familiar_fraction)))

    @cached_property
    def _single(self) -> Words:
        return self._bounds(Fraction(0))

    def _bounds(self, familiar: Fraction) -> Words:
        """Below which drawn words facts are held out, ODD, EVEN; the rest is OPEN."""
        held = Fraction(str(self.test_fraction))
        ends = (held, held + familiar / 2, held + familiar)
        return np.array([int(end * (1 << 64)) for end in ends], dtype=np.uint64)


def belongs(
    split: FamiliesName, label: Labels, stated_held_out: Booleans, *, parity: int, elsewhere: Booleans | bool
) -> Booleans:
    """Which rows a kind of split may ask (bool).

    Args:
        split: the kind of split.
        label: of the fact that each row asks.
        stated_held_out: whether a step of the row states a fact that is held out.
        parity: 0 or 1 as the number of the view's form is even or odd.
        elsewhere: whether the kind asks the same fact in forms of the other parity, so that it can be trained on there;
            only then is it a familiar question.

    """
    if split == "all":
        return np.ones(label.shape, dtype=bool)
    if split in {"held_out", "beyond"}:
        held: Booleans = label == HELD_OUT
        return held
    kept, given = (ODD, EVEN) if parity == 1 else (EVEN, ODD)
    if split == "familiar":
        familiar: Booleans = (label == kept) & ~stated_held_out & elsewhere
        return familiar
    trained: Booleans = ((label == OPEN) | (label == given)) & ~stated_held_out
    return trained
