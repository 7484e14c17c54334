"""The questions of one view that one split may ask, where facts are cut by their keys.

Up to 2**22 places they are listed, exactly.  Beyond, row i owns a *lane* of the keyed order, the places i, i + L,
i + 2L, ..., and takes the first that qualifies: rows never collide, nothing has state, and the loop runs over
attempts, never over rows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from pairwright.errors import RecipeError
from pairwright.facts.keys import Fact
from pairwright.facts.space import Numbers
from pairwright.keyed import Integers, Permutation, Words, integers
from pairwright.plan.fact_cut import FactCut, Labels, belongs
from pairwright.plan.lanes import attempts_for, first_in_lanes
from pairwright.plan.pools import Pool
from pairwright.plan.questions import LISTED_BLOCK, Alike, ClosedQuestions, QuestionSpace, Stretch, exact_numbers
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.parts import FamiliesName
from pairwright.values.exact import Booleans

# A table of 2**22 places takes 32 MiB. Beyond the training range only tests are asked, hundreds of questions, and
# spaces are some sixteen times as large: lanes hold enough of them from 2**17 places, and cost nothing to plan.
MAX_LISTED = 1 << 22
MAX_LISTED_BEYOND = 1 << 17
_SAMPLED = 1 << 11
# So many found are off by an eighth, one standard deviation.
_ENOUGH_FOUND = 64
_LARGEST_SAMPLE = 1 << 20


@dataclass(frozen=True)
class Labelled:
    """What is known of some questions, whatever split asks them.

    Attributes:
        label: of the fact that is asked (uint8; see `fact_cut`).
        states_held_out: whether a step states a fact that is held out.
        admitted: whether there is a question at all.

    """

    label: Labels
    states_held_out: Booleans
    admitted: Booleans

    def repeated(self, times: int) -> Labelled:
        """Each so many times, one after the other."""
        if times == 1:
            return self
        label, states_held_out, admitted = (np.repeat(each, times) for each in self._columns)
        return Labelled(label.astype(np.uint8), states_held_out.astype(bool), admitted.astype(bool))

    @classmethod
    def joined(cls, pieces: Sequence[Labelled]) -> Labelled:
        """One after the other."""
        none = np.zeros(0, dtype=bool)
        columns = zip(cls(none.astype(np.uint8), none, none)._columns, *(each._columns for each in pieces), strict=True)
        return cls(*(np.concatenate(each) for each in columns))

    @classmethod
    def assembled(cls, shape: tuple[int, ...], pieces: Iterable[tuple[tuple[slice, ...], Labelled]]) -> Labelled:
        """Pieces put together, each at its part of all places."""
        found = cls(np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool))
        for part, piece in pieces:
            for column, known in zip(found._columns, piece._columns, strict=True):
                column[part] = known.reshape(column[part].shape)
        return cls(found.label.ravel(), found.states_held_out.ravel(), found.admitted.ravel())

    @property
    def _columns(self) -> tuple[Labels, Booleans, Booleans]:
        return self.label, self.states_held_out, self.admitted


@dataclass(frozen=True)
class CutQuestions:
    """The questions of a view with the cut through their facts.

    Attributes:
        parity: of the number of the view's form.
        companions: in a grid, the views of the kind that ask the same fact of the same numbers in forms of the other
            parity; filled once all of them are there.
        max_listed: up to how many places are listed.
        solved: whether rows state the steps of worked solutions.
        known: what views of the kind have in common, worked out once.

    """

    kind: ProblemKind
    view: View
    questions: QuestionSpace
    cut: FactCut
    parity: int
    companions: list[CutQuestions]
    max_listed: int
    solved: bool
    known: dict[Hashable, Labelled]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The fact that is asked, then those of the steps."""
        return self.kind.facts_of(self.view, solved=self.solved)

    def asked(self, numbers: Numbers) -> Words:
        """The keys (uint64) of the facts that are asked."""
        return self.facts[0].keys(exact_numbers(self.kind, self.view, numbers))

    def stated(self, numbers: Numbers) -> list[Words]:
        """The keys (uint64) of the facts that rows state, that which is asked first."""
        values = exact_numbers(self.kind, self.view, numbers)
        return [fact.keys(values) for fact in self.facts]

    def labelled(self, places: Integers) -> Labelled:
        """What is known of the questions at places."""
        pieces = (places[start : start + LISTED_BLOCK] for start in range(0, places.size, LISTED_BLOCK))
        return Labelled.joined([self._labelled(self.questions.stretch(piece)) for piece in pieces])

    def _labelled(self, stretch: Stretch) -> Labelled:
        values = exact_numbers(self.kind, self.view, stretch.numbers)
        asked, *steps = self.facts
        held = np.zeros(1, dtype=bool)
        for step in steps:
            held = held | self.cut.holds_out(step, values)
        return Labelled(*map(stretch.spread, (self.cut.labels(asked, values), held, stretch.admitted)))

    @cached_property
    def listed(self) -> Labelled | None:
        """What is known of all places, of each the first telling; None where there are too many."""
        if self.questions.count // self.questions.tellings > self.max_listed:
            return None
        return Labelled.joined([self._of_all(each).repeated(each.ways) for each in self.questions.alike()])

    def _of_all(self, places: Alike) -> Labelled:
        """What is known of places that some views have in common, worked out once."""
        key = (places.key, places.shape)
        if key not in self.known:
            pieces = ((stretch.part, self._labelled(stretch)) for stretch in places.stretches())
            self.known[key] = Labelled.assembled(places.shape, pieces)
        return self.known[key]

    def _sample(self, size: int) -> Integers:
        return integers(self.cut.seed, f"sample/{self.kind.name}", np.arange(size), self.questions.count)

    def _sampled(self, size: int) -> Labelled:
        """What is known of a sample, worked out once for all views that it is the same for."""
        key = (size, *(each.key for each in self.questions.alike()))
        if key not in self.known:
            self.known[key] = self.labelled(self._sample(size))
        return self.known[key]

    def density(self, split: FamiliesName) -> float:
        """The share of places that a kind of split may ask, estimated from a keyed sample; 0.0 if none is found."""
        size = _SAMPLED
        while True:
            chosen = self._chosen(split, self._sampled(size), partial(self._elsewhere, self._sample(size)))
            found = int(np.count_nonzero(chosen))
            if found >= _ENOUGH_FOUND or size >= _LARGEST_SAMPLE or not self._is_possible(split):
                return found / size
            size *= 8

    def _chosen(self, split: FamiliesName, of: Labelled, elsewhere: Callable[[], Booleans]) -> Booleans:
        told = elsewhere() if split == "familiar" else False
        return belongs(split, of.label, of.states_held_out, parity=self.parity, elsewhere=told) & of.admitted

    def _is_possible(self, split: FamiliesName) -> bool:
        return split != "familiar" or isinstance(self.questions, ClosedQuestions) or bool(self.companions)

    def _elsewhere(self, places: Integers) -> Booleans:
        """Whether the same facts can be trained on in forms of the other parity."""
        if isinstance(self.questions, ClosedQuestions):
            return self.questions.asked_elsewhere(places)
        return _any_open([each.labelled(places) for each in self.companions], places.size)

    def _listed_elsewhere(self) -> Booleans:
        if isinstance(self.questions, ClosedQuestions):
            return self.questions.asked_elsewhere(np.arange(self.questions.count))
        listed = [each.listed for each in self.companions]
        return _any_open([each for each in listed if each is not None], self.questions.count // self.questions.tellings)

    def listed_for(self, split: FamiliesName) -> Booleans | None:
        """Which places a kind of split may ask, counted in tellings; None where there are too many to list."""
        return None if self.listed is None else self._chosen(split, self.listed, self._listed_elsewhere)

    def admits(self, split: FamiliesName, places: Integers) -> tuple[Booleans, Numbers]:
        """Whether a kind of split may ask what stands at the places, and the numbers there."""
        numbers, admitted = self.questions.numbers(places)
        of = self._labelled(Stretch(places.size, numbers, admitted).narrowed())
        return self._chosen(split, of, partial(self._elsewhere, places)), numbers


def _any_open(companions: Sequence[Labelled], count: int) -> Booleans:
    """Where some companion has a question that states nothing held out."""
    found = np.zeros(count, dtype=bool)
    for each in companions:
        found |= each.admitted & ~each.states_held_out
    return found


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
        if self._may_ask is None:
            return self._lanes
        return int(np.count_nonzero(self._may_ask)) * self.of.questions.tellings

    @cached_property
    def questions_there(self) -> int:
        """How many questions there are: exactly where they are listed, estimated otherwise."""
        return self.count if self._may_ask is not None else round(self._density * self.of.questions.choices)

    @property
    def is_estimated(self) -> bool:
        """Whether the questions are too many to be listed."""
        return self._may_ask is None

    @cached_property
    def _may_ask(self) -> Booleans | None:
        return self.of.listed_for(self.split)

    @cached_property
    def _places(self) -> Integers | None:
        """The places that may be asked; not needed to plan."""
        return None if self._may_ask is None else np.flatnonzero(self._may_ask)

    @cached_property
    def _density(self) -> float:
        return self.of.density(self.split)

    @cached_property
    def _attempts(self) -> int:
        """How many places a lane has, so that hardly one is empty."""
        return attempts_for(self._density)

    @property
    def _lanes(self) -> int:
        return self.of.questions.count // self._attempts if self._attempts else 0

    @cached_property
    def _order(self) -> Permutation:
        # The splits share it: what one may ask another may not, so they never meet.
        stream = f"lanes/{self.problem.name}/{self.view.name}"
        return Permutation(self.of.questions.count, seed=self.of.cut.seed, stream=stream)

    def _unranked(self, ranks: Integers) -> tuple[Numbers, Integers]:
        numbers = self._in_lanes(ranks) if self._places is None else self._listed(self._places, ranks)
        return numbers, self.of.asked(numbers).view(np.int64)

    def _listed(self, places: Integers, ranks: Integers) -> Numbers:
        place, telling = np.divmod(ranks, self.of.questions.tellings)
        return self.of.questions.numbers(places[place] * self.of.questions.tellings + telling)[0]

    def _in_lanes(self, ranks: Integers) -> Numbers:
        """The numbers of the questions, each the first of its lane that qualifies.

        Raises:
            RecipeError: a lane holds no question, though a sample says that it should.

        """
        found = first_in_lanes(
            ranks, self._lanes, self._attempts, lambda places: self.of.admits(self.split, self._order(places))
        )
        if found is None:
            raise RecipeError(
                f"problems.{self.problem.name}: {self._attempts} places of the view {self.view.name!r} hold no "
                f"question of the {self.split} families; change the ranges or the seed"
            )
        return found

    def stated(self, numbers: Numbers) -> list[Integers] | None:
        """The keys (as int64) of all facts that questions state, those of their steps too."""
        return [keys.view(np.int64) for keys in self.of.stated(numbers)]

    @cached_property
    def is_signed(self) -> bool:
        """Whether a question or a right answer of a sample has a negative number."""
        return any(int(column.min(initial=0)) < 0 for column in self.sample_of_numbers.values())
