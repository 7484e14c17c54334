"""How the questions of a recipe are cut by the keys of their facts, whatever kind of problem asks them.

    key of the fact asked   |-- held out --|-- familiar, odd forms --|-- familiar, even forms --|---- open ----|
    training                               |      even forms         |       odd forms          |   all forms  |

A row of training states no held-out fact in any of its steps either; a row that asks for an open fact by way of a
held-out one stands in no split.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pairwright.facts.keys import NAMED_RELATIONS
from pairwright.facts.space import classes_of
from pairwright.plan.fact_cut import FactCut
from pairwright.plan.keyed_pools import MAX_LISTED, MAX_LISTED_BEYOND, CutQuestions, KeyedPool, Labelled
from pairwright.plan.pools import LandName
from pairwright.plan.questions import ClosedQuestions, GridQuestions, QuestionSpace
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.recipe import Recipe


@dataclass(frozen=True)
class Forms:
    """The forms in which the facts of each relation are asked, over all kinds of a recipe.

    Attributes:
        numbered: relation -> form -> its number.

    """

    numbered: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, recipe: Recipe) -> Forms:
        """Number them by their names, so that neither the order of kinds nor that of views matters."""
        forms: dict[str, set[str]] = {}
        for kind, view in _chosen(recipe):
            forms.setdefault(kind.fact_of(view).relation, set()).add(view.form)
        return cls({relation: {form: n for n, form in enumerate(sorted(names))} for relation, names in forms.items()})

    def parity(self, kind: ProblemKind, view: View) -> int:
        """0 or 1, as the number of the view's form is even or odd."""
        return self.numbered[kind.fact_of(view).relation][view.form] % 2


def _chosen(recipe: Recipe) -> list[tuple[ProblemKind, View]]:
    kinds = [registered()[name] for name in recipe.problems]
    return [(kind, view) for kind in kinds for view in kind.views if view.name in recipe.views(kind.name)]


@dataclass(frozen=True)
class KeyedTerritory:
    """The questions of one kind of problem in a recipe, cut by keys."""

    recipe: Recipe
    problem: str
    cut: FactCut
    forms: Forms

    @property
    def is_empty(self) -> bool:
        """Whether no question lies in the training ranges."""
        return not self.pools("all")

    @property
    def family_count(self) -> None:
        """Not counted: facts have keys, and no numbers."""
        return None

    def families(self, kind: LandName) -> int:
        """How many questions a kind of split has, an estimate where they are too many to list."""
        return sum(pool.questions_there for pool in self.pools(kind).values())

    def all_questions(self, view: str, *, beyond: bool) -> int:
        """How many questions a view has in the training ranges, or beyond them: about, where they are too many."""
        known = self._all_beyond if beyond else self.pools("all")
        return known[view].questions_there

    @cached_property
    def _all_beyond(self) -> Mapping[str, KeyedPool]:
        return {name: KeyedPool(each, "all") for name, each in self.questions(beyond=True).items()}

    def pools(self, kind: LandName) -> Mapping[str, KeyedPool]:
        """The pool of each chosen view (by name) in one kind of split; empty ones left out, none of wider ranges."""
        if kind == "wider":
            return {}
        if kind not in self._pools:
            found = {name: KeyedPool(each, kind) for name, each in self.questions(beyond=kind == "beyond").items()}
            self._pools[kind] = {name: pool for name, pool in found.items() if pool.count}
        return self._pools[kind]

    @cached_property
    def _pools(self) -> dict[LandName, Mapping[str, KeyedPool]]:
        return {}

    def questions(self, *, beyond: bool) -> Mapping[str, CutQuestions]:
        """All questions of each chosen view (by name), whatever split may ask them; none of them is listed yet."""
        return self._beyond if beyond else self._within

    @cached_property
    def _within(self) -> Mapping[str, CutQuestions]:
        return self._cut_questions(beyond=False)

    @cached_property
    def _beyond(self) -> Mapping[str, CutQuestions]:
        return self._cut_questions(beyond=True)

    def _cut_questions(self, *, beyond: bool) -> dict[str, CutQuestions]:
        kind = registered()[self.problem]
        chosen = [view for view in kind.views if view.name in self.recipe.views(self.problem)]
        made = self._closed(kind, chosen, beyond) if kind.space is not None else self._grid(kind, chosen, beyond)
        known: dict[Hashable, Labelled] = {}
        cut = {
            view.name: CutQuestions(
                kind=kind,
                view=view,
                questions=made[view.name],
                cut=self.cut,
                parity=self.forms.parity(kind, view),
                companions=[],
                max_listed=MAX_LISTED_BEYOND if beyond else MAX_LISTED,
                solved=self.recipe.wording.has_steps,
                known=known,
            )
            for view in chosen
        }
        if kind.space is None:
            _join_companions(list(cut.values()))
        return cut

    def _closed(self, kind: ProblemKind, views: list[View], beyond: bool) -> dict[str, QuestionSpace]:
        training = kind.statements(self.recipe.ranges(self.problem))
        wider = kind.statements(self.recipe.ranges(self.problem, beyond=True)) if beyond else []
        classes = classes_of(kind, wider, cut_by=training) if beyond else classes_of(kind, training)
        parity = {view.name: self.forms.parity(kind, view) for view in views}
        asked = [{view.name for view in views if each.arrangements[view.name]} for each in classes]
        made: dict[str, QuestionSpace] = {}
        for view in views:
            own = [(each, names) for each, names in zip(classes, asked, strict=True) if view.name in names]
            elsewhere = [any(parity[name] != parity[view.name] for name in names) for _, names in own]
            made[view.name] = ClosedQuestions(kind, view, [each for each, _ in own], elsewhere)
        return made

    def _grid(self, kind: ProblemKind, views: list[View], beyond: bool) -> dict[str, QuestionSpace]:
        ranges = self.recipe.ranges(self.problem, beyond=beyond)
        without = self.recipe.ranges(self.problem) if beyond else None
        solved = self.recipe.wording.has_steps
        return {view.name: GridQuestions(kind, view, ranges, self.recipe.seed, without, solved) for view in views}


def _join_companions(views: Sequence[CutQuestions]) -> None:
    """Have each view know those that ask the same fact of the same numbers in forms of the other parity."""
    for one in views:
        one.companions.extend(
            other
            for other in views
            if other.parity != one.parity and other.questions.count == one.questions.count and _alike(one, other)
        )


def _alike(one: CutQuestions, other: CutQuestions) -> bool:
    kind = one.kind
    return (
        kind.fact_of(one.view) == kind.fact_of(other.view)
        and kind.parameters_of(one.view) == kind.parameters_of(other.view)
        and kind.words_of(one.view) == kind.words_of(other.view)
    )


def keyed_territories(recipe: Recipe) -> list[KeyedTerritory]:
    """The questions of each kind of problem of a recipe, cut by the keys of their facts."""
    forms = Forms.of(recipe)
    parities: dict[str, dict[str, set[int]]] = {name: {} for name in recipe.problems}
    for kind, view in _chosen(recipe):
        parities[kind.name].setdefault(kind.fact_of(view).relation, set()).add(forms.parity(kind, view))
    cut = FactCut(
        seed=recipe.seed,
        test_fraction=recipe.families.test_fraction,
        familiar_fraction=recipe.families.familiar_fraction,
        several_forms={relation for each in parities.values() for relation, two in each.items() if len(two) > 1},
        taught={NAMED_RELATIONS[name]: floor for name, floor in recipe.families.taught.items()},
    )
    return [KeyedTerritory(recipe, name, cut, forms) for name in recipe.problems]
