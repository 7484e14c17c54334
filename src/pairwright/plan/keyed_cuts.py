"""How the questions of a recipe are cut by the keys of their facts, whatever kind of problem asks them.

    key of the fact asked   |-- held out --|-- familiar, odd forms --|-- familiar, even forms --|---- open ----|
    training                               |      even forms         |       odd forms          |   all forms  |

A row of training states no held-out fact in any of its steps either; a row that asks for an open fact by way of a
held-out one stands in no split.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pairwright.facts.keys import NAMED_RELATIONS
from pairwright.facts.space import classes_of
from pairwright.plan.fact_cut import FactCut
from pairwright.plan.keyed_pools import MAX_LISTED, MAX_LISTED_BEYOND, CutQuestions, KeyedPool, Labelled
from pairwright.plan.questions import ClosedQuestions, GridQuestions, Questions
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.parts import FamiliesName
from pairwright.recipe.recipe import Recipe


def is_cut_by_keys(recipe: Recipe) -> bool:
    """Whether a recipe needs keys: some kind has no closed space, or states what another asks, or facts are taught.

    Otherwise families are cut in their own order, exactly to the share that is asked for.
    """
    kinds = [registered()[name] for name in recipe.problems]
    if recipe.families.taught or any(kind.space is None for kind in kinds):
        return True
    asked = {kind.name: {kind.fact_of(view).relation for view in kind.views} for kind in kinds}
    stated = {kind.name: {fact.relation for view in kind.views for fact in kind.facts_of(view)} for kind in kinds}
    return any(asked[one] & stated[other] for one in asked for other in asked if one != other)


@dataclass(frozen=True)
class Forms:
    """The forms in which the facts of each relation are asked, over all kinds of a recipe.

    Attributes:
        numbered: relation -> form -> its number.

    """

    numbered: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, recipe: Recipe) -> Forms:
        """Number them in the order of the recipe."""
        numbered: dict[str, dict[str, int]] = {}
        for kind, view in _chosen(recipe):
            forms = numbered.setdefault(kind.fact_of(view).relation, {})
            forms.setdefault(view.form, len(forms))
        return cls(numbered)

    def parity(self, kind: ProblemKind, view: View) -> int:
        """0 or 1, as the number of the view's form is even or odd."""
        return self.numbered[kind.fact_of(view).relation][view.form] % 2


def _chosen(recipe: Recipe) -> list[tuple[ProblemKind, View]]:
    kinds = [registered()[name] for name in recipe.problems]
    return [(kind, view) for kind in kinds for view in kind.views if view.name in recipe.views(kind.name)]


@dataclass(frozen=True)
class KeyedTerritory:
    """The questions of one kind of problem in a recipe, cut by keys.

    Attributes:
        parities: relation -> the parities of the forms in which this kind asks it.

    """

    recipe: Recipe
    problem: str
    cut: FactCut
    forms: Forms
    parities: Mapping[str, frozenset[int]]

    @property
    def is_empty(self) -> bool:
        """Whether no question lies in the training ranges."""
        return not self.pools("all")

    @property
    def family_count(self) -> None:
        """Not counted: facts have keys, and no numbers."""
        return None

    def families(self, kind: FamiliesName) -> int:
        """How many questions a kind of split has, an estimate where they are too many to list."""
        return sum(pool.questions_there for pool in self.pools(kind).values())

    def pools(self, kind: FamiliesName) -> Mapping[str, KeyedPool]:
        """The pool of each chosen view (by name) in one kind of split; empty ones left out."""
        if kind not in self._pools:
            found = {name: KeyedPool(each, kind) for name, each in self._questions(kind == "beyond").items()}
            self._pools[kind] = {name: pool for name, pool in found.items() if pool.count}
        return self._pools[kind]

    @cached_property
    def _pools(self) -> dict[FamiliesName, Mapping[str, KeyedPool]]:
        return {}

    def _questions(self, beyond: bool) -> Mapping[str, CutQuestions]:
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
        return {
            view.name: CutQuestions(
                kind=kind,
                view=view,
                questions=made[view.name],
                cut=self.cut,
                parity=self.forms.parity(kind, view),
                several=len(self.parities[kind.fact_of(view).relation]) > 1,
                max_listed=MAX_LISTED_BEYOND if beyond else MAX_LISTED,
                known=known,
            )
            for view in chosen
        }

    def _closed(self, kind: ProblemKind, views: list[View], beyond: bool) -> dict[str, Questions]:
        training = kind.statements(self.recipe.ranges(self.problem))
        wider = kind.statements(self.recipe.ranges(self.problem, beyond=True)) if beyond else []
        classes = classes_of(kind, wider, cut_by=training) if beyond else classes_of(kind, training)
        asking = {view.name: [each for each in classes if each.arrangements[view.name]] for view in views}
        return {view.name: ClosedQuestions(kind, view, asking[view.name]) for view in views}

    def _grid(self, kind: ProblemKind, views: list[View], beyond: bool) -> dict[str, Questions]:
        ranges = self.recipe.ranges(self.problem, beyond=beyond)
        without = self.recipe.ranges(self.problem) if beyond else None
        return {view.name: GridQuestions(kind, view, ranges, without) for view in views}


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
    return [
        KeyedTerritory(recipe, name, cut, forms, {relation: frozenset(two) for relation, two in parities[name].items()})
        for name in recipe.problems
    ]
