"""The plan of a recipe: what each split holds, exactly, before any row is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pairwright.errors import RecipeError
from pairwright.facts.space import Numbers
from pairwright.keyed import Integers
from pairwright.plan.cuts import OrderedTerritory, is_cut_by_keys, ordered_territories
from pairwright.plan.difficulty import Difficulty
from pairwright.plan.planner import Planner, difficulty_in
from pairwright.plan.pools import Asked
from pairwright.plan.split_plan import SplitPlan
from pairwright.problems import registered
from pairwright.recipe.recipe import Recipe

if TYPE_CHECKING:
    from pairwright.plan.planner import Territory


@dataclass(frozen=True)
class Plan:
    """All splits of a recipe; a split that would have no question is left out and named in `empty`."""

    recipe: Recipe
    splits: Mapping[str, SplitPlan]
    empty: Sequence[str]
    territories: Sequence[Territory]

    @classmethod
    def of(cls, recipe: Recipe) -> Plan:
        """Count, order and cut the families of a recipe, and share out the rows.

        The plans of the last few recipes are kept: one is asked for by each call of `pairwright.generate`.

        Raises:
            RecipeError: ranges that hold no family; more test questions asked for than exist.

        """
        kept = _KEPT.get(recipe.fingerprint)
        if kept is None:
            try:
                kept = cls._of(recipe)
            except RecipeError as error:
                raise RecipeError(f"{recipe.name}: {error}") from error
            while len(_KEPT) >= _MAX_KEPT:
                _KEPT.pop(next(iter(_KEPT)))
            _KEPT[recipe.fingerprint] = kept
        return kept

    @classmethod
    def _of(cls, recipe: Recipe) -> Plan:
        by_keys = is_cut_by_keys(recipe)
        if by_keys and recipe.sampling == "bundled":
            raise RecipeError(
                "sampling: bundled takes problems of which none states what another asks, such as additive and "
                "multiplicative; use cover or independent"
            )
        if by_keys and (name := next((name for name, part in recipe.problems.items() if part.wider), None)):
            raise RecipeError(
                f"problems.{name}.wider: only problems of which none states what another asks, such as additive and "
                "multiplicative, have wider ranges; widen the ranges themselves"
            )
        lands = _territories(recipe, by_keys=by_keys)
        for land in lands:
            if land.is_empty:
                raise RecipeError(
                    f"problems.{land.problem}: no fact family lies in the ranges {_described(recipe, land.problem)}; "
                    f"widen them{_held(land.problem)} or choose other views"
                )
            _require_questions(recipe, land)
        planner = Planner(recipe, lands)
        splits = {name: planner.plan(name) for name in recipe.splits}
        kept = {name: plan for name, plan in splits.items() if plan.rows}
        return cls(recipe, kept, [name for name in splits if name not in kept], lands)

    def difficulty(self, split: str, asked: Asked) -> Difficulty:
        """How difficult questions of a split are."""
        return difficulty_in(self.territories, asked, beyond=self.recipe.splits[split].families == "beyond")

    @property
    def family_count(self) -> int | None:
        """How many families there are in all, those beyond the training ranges included; None where they have keys."""
        counts = [land.family_count for land in self.territories]
        return None if None in counts else sum(count for count in counts if count is not None)

    def families_of(self, problem: str, ids: Integers) -> Iterator[tuple[str, Integers, Numbers]]:
        """The numbered families with the given ids: (shape, where among `ids`, their numbers), class by class."""
        land = next(each for each in self.territories if each.problem == problem)
        if not isinstance(land, OrderedTerritory):
            return
        for cut in land.every_class:
            first = cut.of.first_id
            where = np.flatnonzero((ids >= first) & (ids < first + cut.of.families.count))
            if where.size:
                yield cut.of.families.shape, where, cut.of.families.unrank(ids[where] - first)

    def split(self, name: str) -> SplitPlan:
        """The plan of one split.

        Raises:
            RecipeError: there is none of that name.

        """
        if name not in self.splits:
            why = "holds no question" if name in self.empty else "is not in the recipe"
            raise RecipeError(f"split {name!r} {why}; there are: {', '.join(self.splits)}")
        return self.splits[name]


# By fingerprint, the latest last. A plan with its tables takes some 100 MB at the most.
_MAX_KEPT = 4
_KEPT: dict[str, Plan] = {}


def _territories(recipe: Recipe, *, by_keys: bool) -> Sequence[Territory]:
    if not by_keys:
        return ordered_territories(recipe)
    # A recipe of sums and products needs none of it.
    from pairwright.plan.keyed_cuts import keyed_territories

    return keyed_territories(recipe)


def _require_questions(recipe: Recipe, land: Territory) -> None:
    """Refuse an operator, or a view chosen by name, of which nothing lies in the ranges."""
    reachable = land.pools("all")
    asked = {pool.view.operator for pool in reachable.values()}
    where = f"lies in the ranges {_described(recipe, land.problem)}; widen them or leave it out"
    for operator in recipe.operators(land.problem):
        if operator not in asked:
            raise RecipeError(f"problems.{land.problem}.operators: no question of {operator!r} {where}")
    for view in recipe.problems[land.problem].views or ():
        if view in recipe.views(land.problem) and view not in reachable:
            raise RecipeError(f"problems.{land.problem}.views: no question of {view!r} {where}")


def _described(recipe: Recipe, problem: str) -> str:
    return ", ".join(f"{name} {low}..{high}" for name, (low, high) in recipe.ranges(problem).items())


def _held(problem: str) -> str:
    """How far the ranges may go, where a number of the kind has a type with bounds."""
    kind = registered()[problem]
    types = [*kind.types.values(), *(view.type for view in kind.views)]
    bounds = dict.fromkeys(type_.bounds for type_ in types if type_.bounds)
    return f", keep to {' and '.join(bounds)}" if bounds else ""
