"""The questions of one view that one split may ask, where facts are cut by their keys.

Up to 2**22 places they are listed, exactly.  Beyond, row i owns a *lane* of the keyed order, the places i, i + L,
i + 2L, ..., and takes the first that qualifies: rows never collide, nothing has state, and the loop runs over
attempts, never over rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log, log1p

import numpy as np

from pairwright.errors import RecipeError
from pairwright.facts.keys import Fact
from pairwright.facts.space import Numbers
from pairwright.keyed import Integers, Permutation, Words, integers
from pairwright.plan.fact_cut import HELD_OUT, FactCut, Labels, belongs
from pairwright.plan.pools import Pool
from pairwright.plan.questions import Questions, exact_numbers
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.parts import FamiliesName
from pairwright.values.exact import Booleans

# A table of 2**22 places takes 32 MiB.
MAX_LISTED = 1 << 22
_LISTED_BLOCK = 1 << 17
_SAMPLED = 1 << 11
_LARGEST_SAMPLE = 1 << 20
# One lane in 10**15 holds no question: of 10**9 rows one in a million runs would end in an error.
_FAILING = 1e-15
_MAX_ATTEMPTS = 1 << 16


@dataclass(frozen=True)
class CutQuestions:
    """The questions of a view with the cut through their facts.

    Attributes:
        parity: of the number of the view's form.
        several: whether its kind has forms of both parities.

    """

    kind: ProblemKind
    view: View
    questions: Questions
    cut: FactCut
    parity: int
    several: bool

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The fact that is asked, then those of the steps."""
        return self.kind.facts_of(self.view)

    def stated(self, numbers: Numbers) -> list[Words]:
        """The keys (uint64) of the facts that rows state, that which is asked first."""
        values = exact_numbers(self.kind, self.view, numbers)
        return [fact.keys(values) for fact in self.facts]

    def labelled(self, places: Integers) -> tuple[Labels, Booleans, Booleans]:
        """For places: the label of the fact asked, whether a step states one held out, whether it is admitted."""
        numbers, admitted = self.questions.numbers(places)
        values = exact_numbers(self.kind, self.view, numbers)
        asked, *steps = self.facts
        label, _ = self.cut.labels(asked, values)
        held = np.zeros(places.size, dtype=bool)
        for step in steps:
            held |= self.cut.labels(step, values)[0] == HELD_OUT
        return label, held, admitted

    @cached_property
    def listed(self) -> tuple[Labels, Booleans, Booleans] | None:
        """What `labelled` says of all places; None where there are too many."""
        if self.questions.count > MAX_LISTED:
            return None
        starts = range(0, self.questions.count, _LISTED_BLOCK)
        blocks = (np.arange(start, min(start + _LISTED_BLOCK, self.questions.count)) for start in starts)
        pieces = [self.labelled(block) for block in blocks]
        if not pieces:
            nothing = np.zeros(0, dtype=bool)
            return nothing.astype(np.uint8), nothing, nothing
        label, held, admitted = zip(*pieces, strict=True)
        return np.concatenate(label), np.concatenate(held), np.concatenate(admitted)

    def _sample(self, size: int) -> Integers:
        stream = f"sample/{self.kind.name}/{self.view.name}"
        return integers(self.cut.seed, stream, np.arange(size), self.questions.count)

    @cached_property
    def _sampled(self) -> tuple[Labels, Booleans, Booleans]:
        return self.labelled(self._sample(_SAMPLED))

    def density(self, split: FamiliesName) -> float:
        """The share of places that a kind of split may ask, estimated from a keyed sample; 0.0 if none is found."""
        sampled, size = self._sampled, _SAMPLED
        while True:
            found = int(np.count_nonzero(self._chosen(split, *sampled)))
            if found >= 64 or size >= _LARGEST_SAMPLE:
                return found / size
            size *= 8
            sampled = self.labelled(self._sample(size))

    def _chosen(self, split: FamiliesName, label: Labels, held: Booleans, admitted: Booleans) -> Booleans:
        return belongs(split, label, held, parity=self.parity, several=self.several) & admitted

    def listed_for(self, split: FamiliesName) -> Integers | None:
        """The places that a kind of split may ask; None where there are too many to list."""
        return None if self.listed is None else np.flatnonzero(self._chosen(split, *self.listed))

    def admits(self, split: FamiliesName, places: Integers) -> Booleans:
        """Whether a kind of split may ask what stands at the places."""
        return self._chosen(split, *self.labelled(places))


@dataclass(frozen=True)
class KeyedPool(Pool):
    """The questions of one view in one kind of split."""

    of: CutQuestions
    split: FamiliesName

    @property
    def problem(self) -> ProblemKind:  # type: ignore[override]  # read only here, as everywhere
        """The kind of problem."""
        return self.of.kind

    @property
    def view(self) -> View:  # type: ignore[override]
        """The view."""
        return self.of.view

    @cached_property
    def count(self) -> int:
        """How many questions rows can ask without a repeat."""
        return self._places.size if self._places is not None else self._lanes

    @cached_property
    def questions_there(self) -> int:
        """How many questions there are: exactly where they are listed, estimated otherwise."""
        return self.count if self._places is not None else round(self._density * self.of.questions.count)

    @property
    def is_estimated(self) -> bool:
        """Whether the questions are too many to be listed."""
        return self._places is None

    @cached_property
    def _places(self) -> Integers | None:
        return self.of.listed_for(self.split)

    @cached_property
    def _density(self) -> float:
        return self.of.density(self.split)

    @cached_property
    def _attempts(self) -> int:
        """How many places a lane has, so that hardly one is empty."""
        # The sample is off by three standard deviations in one case of 700.
        least = self._density * 0.6
        return 0 if not least else min(_MAX_ATTEMPTS, ceil(log(_FAILING) / log1p(-min(least, 0.999))))

    @property
    def _lanes(self) -> int:
        return self.of.questions.count // self._attempts if self._attempts else 0

    @cached_property
    def _order(self) -> Permutation:
        # The splits share it: what one may ask another may not, so they never meet.
        stream = f"lanes/{self.problem.name}/{self.view.name}"
        return Permutation(self.of.questions.count, seed=self.of.cut.seed, stream=stream)

    def places(self, ranks: Integers) -> Integers:
        """The places of the questions with the given numbers.

        Raises:
            RecipeError: a lane holds no question, though a sample says that it should.

        """
        if self._places is not None:
            return self._places[ranks]
        found, left = np.empty(ranks.size, dtype=np.int64), np.arange(ranks.size)
        for attempt in range(self._attempts):
            places = self._order(ranks[left] + attempt * self._lanes)
            admitted = self.of.admits(self.split, places)
            found[left[admitted]] = places[admitted]
            left = left[~admitted]
            if not left.size:
                return found
        raise RecipeError(
            f"problems.{self.problem.name}: {self._attempts} places of the view {self.view.name!r} hold no question of "
            f"the {self.split} families; change the ranges or the seed"
        )

    def _unranked(self, ranks: Integers) -> tuple[Numbers, Integers]:
        numbers, _ = self.of.questions.numbers(self.places(ranks))
        return numbers, self.of.stated(numbers)[0].view(np.int64)

    def stated(self, numbers: Numbers) -> list[Integers] | None:
        """The keys (as int64) of all facts that questions state, those of their steps too."""
        return [keys.view(np.int64) for keys in self.of.stated(numbers)]

    @cached_property
    def is_signed(self) -> bool:
        """Whether a question or a right answer of a sample has a negative number."""
        return any(int(column.min(initial=0)) < 0 for column in self._sample_of_numbers.values())

    @cached_property
    def _sample_of_numbers(self) -> Mapping[str, Integers]:
        few = np.unique(np.linspace(0, self.count - 1, min(self.count, _SAMPLED)).astype(np.int64))
        return self.questions(few)[0]

    @cached_property
    def spans(self) -> Mapping[str, tuple[int, int]]:
        """The least and the largest code of each number, in a sample."""
        return {
            name: (int(each.min(initial=0)), int(each.max(initial=0))) for name, each in self._sample_of_numbers.items()
        }
