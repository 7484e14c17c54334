"""The plan of each split of a recipe: its pools, cut to a difficulty, its runs, and its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pairwright.errors import RecipeError
from pairwright.keyed import Integers, Permutation
from pairwright.plan.difficulty import Difficulty, difficulty_of
from pairwright.plan.ordering import EasyFirst, EveryFifth, InTurn, Order
from pairwright.plan.pools import Asked, LandName, Pool
from pairwright.plan.runs import MAY_REPEAT, Operator, Pools, rows_by_operator, runs_of, shortfalls_of
from pairwright.plan.sampling import Run
from pairwright.plan.split_plan import SplitPlan
from pairwright.recipe.difficulty import Bounds
from pairwright.recipe.parts import FamiliesName, Split
from pairwright.recipe.recipe import Recipe

if TYPE_CHECKING:
    from pairwright.plan.bounded import BoundedPool
    from pairwright.plan.cuts import OrderedTerritory
    from pairwright.plan.keyed_cuts import KeyedTerritory

    Territory = OrderedTerritory | KeyedTerritory


@dataclass(frozen=True)
class Planner:
    """Plans the splits of a recipe; the stages of a curriculum share what they are cut from."""

    recipe: Recipe
    lands: Sequence[Territory]
    _wholes: dict[Split, tuple[list[Run], EasyFirst]] = field(default_factory=dict)

    def plan(self, name: str) -> SplitPlan:
        """The plan of one split."""
        split, per_prompt = self.recipe.splits[name], self.recipe.rows_per_prompt(name)
        parts = _parts(self.lands, split.families)
        pools = {(land.problem, part): self._pools(land, name, part) for land, part in parts}
        if split.difficulty is not None and not any(pools.values()):
            self._refuse(name)
        wanted, available = rows_by_operator(self.recipe, pools, name)
        if split.stage is None:
            runs, order, stage = self._runs(pools, wanted, name), None, None
            by_difficulty = split.order in {"easy_first", "mixed"}
            ordered = self._easy_first(runs, name, name) if by_difficulty else None
            order = self._ordered(name, sum(run.rows for run in runs), ordered)
        else:
            runs, whole = self._whole(pools, wanted, name, split.stage.of)
            stage = split.stage.span(sum(run.rows for run in runs))
            inside = None if split.order == "easy_first" else self._ordered(name, len(stage), None)
            order = InTurn(inside, stage.start, whole)
        return SplitPlan(
            name=name,
            runs=runs,
            families=sum(land.families(part) for land, part in parts),
            shortfalls=shortfalls_of(self.recipe, name, available),
            order=order,
            per_prompt=per_prompt,
            spare=-(split.rows or 0) % per_prompt if stage is None else 0,
            stage=stage,
        )

    def _pools(self, land: Territory, name: str, part: LandName) -> Mapping[str, Pool]:
        """The pool of each view (by name) in a split, cut to the difficulty that is asked for."""
        if (bounds := self.recipe.bounds(name, land.problem)) is None:
            return land.pools(part)
        cut = self._cut(land, name, part, bounds)
        found = {view: pool for view, pool in cut.items() if pool.count}
        split = self.recipe.splits[name]
        # A test that has none is left out, as where there are no questions at all.
        if cut and not found and split.difficulty is None and split.families in MAY_REPEAT:
            raise RecipeError(_excluded(f"problems.{land.problem}.difficulty", list(cut.values())))
        return found

    def _cut(self, land: Territory, name: str, part: LandName, bounds: Bounds) -> dict[str, BoundedPool]:
        from pairwright.plan.bounded import BoundedPool

        questions = {view: land.all_questions(view, beyond=part == "beyond") for view in land.pools(part)}
        return {
            view: BoundedPool(pool, bounds, questions[view], self.recipe.seed, name)
            for view, pool in land.pools(part).items()
        }

    def _refuse(self, name: str) -> None:
        """Say so where the bounds of a split leave nothing of its families."""
        whole = [
            pool
            for land, part in _parts(self.lands, self.recipe.splits[name].families)
            for pool in self._cut(land, name, part, self.recipe.bounds(name, land.problem) or Bounds()).values()
        ]
        if whole:
            raise RecipeError(_excluded(f"splits.{name}.difficulty", whole))

    def _runs(self, pools: Pools, wanted: Mapping[Operator, int], name: str) -> list[Run]:
        split = self.recipe.splits[name]
        whole = name if split.stage is None else split.stage.of
        return runs_of(self.recipe, pools, wanted, may_repeat=split.families in MAY_REPEAT, whole=whole)

    def _whole(
        self, pools: Pools, wanted: Mapping[Operator, int], name: str, whole: str
    ) -> tuple[list[Run], EasyFirst]:
        """The runs and the order of the split that a stage is part of."""
        key = self.recipe.splits[name].model_copy(update={"stage": None, "file": whole, "order": None})
        if key not in self._wholes:
            runs = self._runs(pools, wanted, name)
            self._wholes[key] = runs, self._easy_first(runs, name, whole)
        return self._wholes[key]

    def _easy_first(self, runs: list[Run], name: str, whole: str) -> EasyFirst:
        beyond = self.recipe.splits[name].families == "beyond"
        tenths = partial(_tenths, self.lands, beyond)
        stream = f"{whole}/rows" if self.recipe.shuffle else None
        return EasyFirst(runs, tenths, self.recipe.seed, stream, name)

    def _ordered(self, name: str, prompts: int, easy: EasyFirst | None) -> Order | None:
        """The order of a split's prompts: of all of them, or where there is an order already, of its places."""
        split, stream = self.recipe.splits[name], f"{name}/rows"
        if split.order == "mixed":
            every_fifth = EveryFifth(prompts, self.recipe.seed, stream)
            return every_fifth if easy is None else InTurn(every_fifth, 0, easy)
        if easy is not None:
            return easy
        shuffled = self.recipe.shuffle or split.order == "shuffled"
        return Permutation(prompts, seed=self.recipe.seed, stream=stream) if shuffled else None


def _parts(lands: Sequence[Territory], kind: FamiliesName) -> list[tuple[Territory, LandName]]:
    """The lands that a split draws on; in training those of wider ranges stand beside the others."""
    within: list[tuple[Territory, LandName]] = [(land, kind) for land in lands]
    wider = [land for land in lands if kind == "training" and land.pools("wider")]
    return [*within, *((land, "wider") for land in wider)]


def _excluded(field: str, pools: Sequence[BoundedPool]) -> str:
    """One line: the field, the bounds, what there is."""
    written = " or ".join(dict.fromkeys(pool.bounds.text for pool in pools))
    reach = [pool.reach for pool in pools]
    least, most = min(low for low, _ in reach), max(high for _, high in reach)
    return f"{field}: no question is of difficulty {written}; there are those of {Bounds(least, most).text}"


def _tenths(lands: Sequence[Territory], beyond: bool, asked: Asked) -> Integers:
    return difficulty_in(lands, asked, beyond=beyond).tenths


def difficulty_in(lands: Sequence[Territory], asked: Asked, *, beyond: bool) -> Difficulty:
    """How difficult questions are among those of their view in the training ranges, or beyond them."""
    kind, view = asked.pool.problem, asked.pool.view
    land = next(each for each in lands if each.problem == kind.name)
    return difficulty_of(kind, view, asked.numbers, land.all_questions(view.name, beyond=beyond))
