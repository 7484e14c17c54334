"""The plan of a recipe: what each split holds, exactly, before any row is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from pairwright.errors import RecipeError
from pairwright.facts.space import Arrangement, Numbers
from pairwright.keyed import Integers, Permutation
from pairwright.plan.bounded import BoundedPool
from pairwright.plan.cuts import OrderedTerritory, ordered_territories
from pairwright.plan.difficulty import Difficulty, difficulty_of
from pairwright.plan.keyed_cuts import KeyedTerritory, is_cut_by_keys, keyed_territories
from pairwright.plan.ordering import EasyFirst, EveryFifth, InTurn, Order
from pairwright.plan.pools import Asked, Pool, SegmentedPool
from pairwright.plan.sampling import BundledRun, CoverRun, Form, IndependentRun, Run, question_weights
from pairwright.plan.shares import shared_out
from pairwright.problems import registered
from pairwright.recipe.difficulty import Bounds
from pairwright.recipe.parts import FamiliesName, Split
from pairwright.recipe.recipe import Recipe

Territory = OrderedTerritory | KeyedTerritory

# Splits of these families may ask a question more than once; the others are for scoring, and always cover.
_MAY_REPEAT: frozenset[FamiliesName] = frozenset({"training", "all"})


@dataclass(frozen=True)
class SplitPlan:
    """One split: its runs, one after the other, and the order in which their prompts are written.

    Attributes:
        per_prompt: how many rows a prompt takes, one after the other.
        spare: rows that the last prompt has fewer.
        families: how many fact families its questions are drawn from.
        shortfalls: operator -> questions there are, where there are fewer than were asked for.
        order: place -> prompt of the runs, one after the other; None: as they stand.
        stage: the part of a larger split's prompts that it has, in the order of these; None: it is no stage.
        kept: the rows that are left where none may stand twice; None: all.

    """

    name: str
    runs: Sequence[Run]
    families: int
    shortfalls: Mapping[str, int]
    order: Order | None
    per_prompt: int = 1
    spare: int = 0
    stage: range | None = None
    kept: Integers | None = field(default=None, compare=False, repr=False)

    @cached_property
    def prompts(self) -> int:
        """How many prompts the split has; its runs count them."""
        return sum(run.rows for run in self.runs) if self.stage is None else len(self.stage)

    @property
    def asked_rows(self) -> int:
        """How many rows the split would have if any might stand twice."""
        return self.prompts * self.per_prompt - self.spare

    @property
    def rows(self) -> int:
        """How many rows the split has."""
        return self.asked_rows if self.kept is None else self.kept.size

    @cached_property
    def questions(self) -> int:
        """How many different questions could stand in the split."""
        return sum(pool.count for run in self.runs for pool in run.pools)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What there is to say of the plan, a line each.

        How many rows are left where none may stand twice; then each view of which more rows are asked than its space
        has room for, the space being sampled.
        """
        few = self.kept is not None and self.rows < self.asked_rows
        left = (f"{self.rows:,} different rows exist, of {self.asked_rows:,} asked for",) if few else ()
        return left + tuple(
            f"{run.rows:,} rows are asked of {pool.problem.name}.{pool.view.name}, where about "
            f"{pool.questions_there:,} questions exist and {pool.count:,} rows go without a repeat; widen the ranges, "
            "or ask for fewer"
            for run in self.runs
            for pool in run.pools
            if pool.questions_there > pool.count and run.rows > pool.count
        )

    @cached_property
    def _ends(self) -> Integers:
        return np.cumsum([run.rows for run in self.runs], dtype=np.int64)

    def asked(self, start: int, stop: int) -> Iterator[Asked]:
        """The questions of prompts start..stop-1, view by view; their places count from `start`."""
        return self.asked_at(np.arange(start, stop))

    def asked_at(self, prompts: Integers) -> Iterator[Asked]:
        """The questions of any prompts (int64), view by view; their places are places in `prompts`."""
        index = prompts if self.order is None else self.order(prompts)
        which = np.searchsorted(self._ends, index, side="right").astype(np.uint16)
        by_run = np.argsort(which, kind="stable")
        bounds = np.searchsorted(which[by_run], np.arange(len(self.runs) + 1))
        for i, run in enumerate(self.runs):
            places = by_run[bounds[i] : bounds[i + 1]]
            if places.size:
                yield from run.asked(index[places] - (self._ends[i] - run.rows), places)


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
        lands: Sequence[Territory] = keyed_territories(recipe) if by_keys else ordered_territories(recipe)
        for land in lands:
            if land.is_empty:
                raise RecipeError(
                    f"problems.{land.problem}: no fact family lies in the ranges {_described(recipe, land.problem)}; "
                    f"widen them{_held(land.problem)} or choose other views"
                )
            _require_questions(recipe, land)
        planner = _Planner(recipe, lands)
        splits = {name: planner.plan(name) for name in recipe.splits}
        kept = {name: plan for name, plan in splits.items() if plan.rows}
        return cls(recipe, kept, [name for name in splits if name not in kept], lands)

    def difficulty(self, split: str, asked: Asked) -> Difficulty:
        """How difficult questions of a split are."""
        return _difficulty(self.territories, asked, beyond=self.recipe.splits[split].families == "beyond")

    @property
    def family_count(self) -> int | None:
        """How many families there are in all, those beyond the training ranges included; None where they have keys."""
        counts = [land.family_count for land in self.territories]
        return None if None in counts else sum(count for count in counts if count is not None)

    def families_of(self, problem: str, ids: Integers) -> Iterator[tuple[str, Integers, Numbers]]:
        """The numbered families with the given ids: (shape, where among `ids`, their numbers), class by class."""
        land = next(each for each in self.territories if each.problem == problem)
        if isinstance(land, KeyedTerritory):
            return
        for cut in (*land.classes, *land.beyond):
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


@dataclass(frozen=True)
class _Planner:
    """Plans the splits of a recipe; the stages of a curriculum share what they are cut from."""

    recipe: Recipe
    lands: Sequence[Territory]
    _wholes: dict[Split, tuple[list[Run], EasyFirst]] = field(default_factory=dict)

    def plan(self, name: str) -> SplitPlan:
        """The plan of one split."""
        split, per_prompt = self.recipe.splits[name], self.recipe.rows_per_prompt(name)
        pools = {land.problem: self._pools(land, name) for land in self.lands}
        if split.difficulty is not None and not any(pools.values()):
            self._refuse(name)
        wanted, available = _rows_by_operator(self.recipe, pools, name)
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
            families=sum(land.families(split.families) for land in self.lands),
            shortfalls=_shortfalls(self.recipe, name, available),
            order=order,
            per_prompt=per_prompt,
            spare=-(split.rows or 0) % per_prompt if stage is None else 0,
            stage=stage,
        )

    def _pools(self, land: Territory, name: str) -> Mapping[str, Pool]:
        """The pool of each view (by name) in a split, cut to the difficulty that is asked for."""
        if (bounds := self.recipe.bounds(name, land.problem)) is None:
            return land.pools(self.recipe.splits[name].families)
        cut = self._cut(land, name, bounds)
        found = {view: pool for view, pool in cut.items() if pool.count}
        if cut and not found and self.recipe.splits[name].difficulty is None:
            raise RecipeError(_excluded(f"problems.{land.problem}.difficulty", list(cut.values())))
        return found

    def _cut(self, land: Territory, name: str, bounds: Bounds) -> dict[str, BoundedPool]:
        kind = self.recipe.splits[name].families
        questions = {view: land.all_questions(view, beyond=kind == "beyond") for view in land.pools(kind)}
        return {
            view: BoundedPool(pool, bounds, questions[view], self.recipe.seed, name)
            for view, pool in land.pools(kind).items()
        }

    def _refuse(self, name: str) -> None:
        """Say so where the bounds of a split leave nothing of its families."""
        whole = [
            pool
            for land in self.lands
            for pool in self._cut(land, name, self.recipe.bounds(name, land.problem) or Bounds()).values()
        ]
        if whole:
            raise RecipeError(_excluded(f"splits.{name}.difficulty", whole))

    def _runs(self, pools: Mapping[str, Mapping[str, Pool]], wanted: Mapping[_Operator, int], name: str) -> list[Run]:
        """The runs of a split, whose streams have the name that is given."""
        may_repeat = self.recipe.splits[name].families in _MAY_REPEAT
        maker = _BundledRuns if self.recipe.sampling == "bundled" and may_repeat else _ViewRuns
        stage = self.recipe.splits[name].stage
        whole = name if stage is None else stage.of
        runs: list[Run] = []
        for (problem, operator), rows in wanted.items():
            members = [pool for pool in pools[problem].values() if pool.view.operator == operator]
            if rows:
                stream = f"{whole}/{problem}/{operator}"
                runs.extend(maker(self.recipe, members, may_repeat=may_repeat, stream=stream).runs(rows))
        return runs

    def _whole(
        self, pools: Mapping[str, Mapping[str, Pool]], wanted: Mapping[_Operator, int], name: str, whole: str
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


def _excluded(field: str, pools: Sequence[BoundedPool]) -> str:
    """One line: the field, the bounds, what there is."""
    written = " or ".join(dict.fromkeys(pool.bounds.text for pool in pools))
    reach = [pool.reach for pool in pools]
    least, most = min(low for low, _ in reach), max(high for _, high in reach)
    return f"{field}: no question is of difficulty {written}; there are those of {Bounds(least, most).text}"


def _tenths(lands: Sequence[Territory], beyond: bool, asked: Asked) -> Integers:
    return _difficulty(lands, asked, beyond=beyond).tenths


def _difficulty(lands: Sequence[Territory], asked: Asked, *, beyond: bool) -> Difficulty:
    kind, view = asked.pool.problem, asked.pool.view
    land = next(each for each in lands if each.problem == kind.name)
    return difficulty_of(kind, view, asked.numbers, land.all_questions(view.name, beyond=beyond))


_Operator = tuple[str, str]


def _rows_by_operator(
    recipe: Recipe, pools: Mapping[str, Mapping[str, Pool]], name: str
) -> tuple[dict[_Operator, int], dict[_Operator, int]]:
    """The prompts that each operator gets in a split, and the questions that it has there."""
    split, per_prompt, shares = recipe.splits[name], recipe.rows_per_prompt(name), recipe.problem_weights
    weights: dict[_Operator, float] = {}
    available: dict[_Operator, int] = {}
    for problem, members in pools.items():
        operators = recipe.operators(problem)
        for operator, weight in operators.items():
            key = (problem, operator)
            weights[key] = weight if shares is None else shares[problem] * weight / sum(operators.values())
            available[key] = sum(pool.count for pool in members.values() if pool.view.operator == operator)
    caps = list(available.values())
    may_repeat = split.families in _MAY_REPEAT
    if split.max_rows_per_operator is not None:
        return {key: min(_most_prompts(recipe, name), cap) for key, cap in available.items()}, available
    rows = -(-(split.rows or 0) // per_prompt)
    if not sum(caps) or (not may_repeat and rows > sum(caps)):
        there = ", ".join(f"{operator} {count:,}" for (_, operator), count in available.items())
        raise RecipeError(
            f"splits.{name}.rows: {rows:,} questions are asked for, but the {split.families} families hold "
            f"{sum(caps):,} ({there}); ask for fewer, or widen the ranges or the fractions in families"
        )
    limits = [rows if cap else 0 for cap in caps] if may_repeat else caps
    prompts = shared_out(rows, list(weights.values()), limits)
    return dict(zip(weights, prompts, strict=True)), available


def _most_prompts(recipe: Recipe, name: str) -> int:
    """How many whole prompts `max_rows_per_operator` has room for; 0 where it is not given."""
    most, per_prompt = recipe.splits[name].max_rows_per_operator, recipe.rows_per_prompt(name)
    if most is not None and most < per_prompt:
        raise RecipeError(
            f"splits.{name}.max_rows_per_operator: {most} rows have no room for the {per_prompt} rows of a prompt; "
            "raise it, lower rejected_per_prompt, or use the layout listwise"
        )
    return (most or 0) // per_prompt


def _shortfalls(recipe: Recipe, name: str, available: Mapping[_Operator, int]) -> dict[str, int]:
    """By operator, and by kind of problem too where several have that operator: `story.+`."""
    asked = _most_prompts(recipe, name)
    kinds = Counter(operator for _, operator in available)
    return {
        operator if kinds[operator] == 1 else f"{kind}.{operator}": count
        for (kind, operator), count in available.items()
        if count < asked
    }


@dataclass(frozen=True)
class _ViewRuns:
    """A run for each view of an operator: cover or independent sampling."""

    recipe: Recipe
    members: Sequence[Pool]
    may_repeat: bool
    stream: str

    def runs(self, rows: int) -> Iterator[Run]:
        """The rows go by the views' weights; without weights, by how many questions they have.

        In a grid all views count alike: a chain of six terms has a million times the questions of one of three.
        """
        counts = [pool.count for pool in self.members]
        given = [self.recipe.views(pool.problem.name)[pool.view.name] for pool in self.members]
        own = [count if pool.problem.space is not None else 1 for count, pool in zip(counts, self.members, strict=True)]
        weights = [each if weight is None else weight for each, weight in zip(own, given, strict=True)]
        maker = IndependentRun if self.recipe.sampling == "independent" and self.may_repeat else CoverRun
        for pool, share in zip(
            self.members, shared_out(rows, weights, None if self.may_repeat else counts), strict=True
        ):
            if share:
                stream = f"{self.stream}/{pool.view.name}"
                yield maker(pool.view.operator, share, self.recipe.seed, stream, pool)


@dataclass(frozen=True)
class _BundledRuns:
    """One run for an operator: each draw is asked in every form; whole draws only."""

    recipe: Recipe
    members: Sequence[Pool]
    may_repeat: bool
    stream: str

    def runs(self, rows: int) -> Iterator[Run]:
        """The rows are rounded up to whole draws, as in the notebook."""
        pools = _alike(self.members)
        weights = self.recipe.views(pools[0].problem.name)
        forms: dict[str, list[SegmentedPool]] = {}
        for pool in pools:
            forms.setdefault(pool.view.form, []).append(pool)
        yield BundledRun(
            operator=pools[0].view.operator,
            rows=-(-rows // len(forms)) * len(forms),
            seed=self.recipe.seed,
            stream=self.stream,
            forms=[Form(each, _chances([weights[pool.view.name] for pool in each])) for each in forms.values()],
            weights=self._weights(pools[0]),
        )

    def _weights(self, pool: Pool) -> Integers | None:
        name = pool.problem.name
        draw = self.recipe.problems[name].draws.get(pool.view.operator)
        return None if draw is None else question_weights(pool, draw, self.recipe.ranges(name))


def _chances(weights: Sequence[float | None]) -> list[float]:
    given = [1.0 if weight is None else weight for weight in weights]
    return [weight / sum(given) for weight in given]


def _alike(members: Sequence[Pool]) -> list[SegmentedPool]:
    """The pools cut down to the questions that all of them have, so that one rank fits all."""
    pools = [pool for pool in members if isinstance(pool, SegmentedPool)]
    by_class = [{segment.of.first_id: segment for segment in pool.segments} for pool in pools]
    common: dict[int, list[Arrangement]] = {}
    for first_id, segment in by_class[0].items():
        others = [each[first_id].arrangements if first_id in each else () for each in by_class]
        common[first_id] = [way for way in segment.arrangements if all(way in ways for ways in others)]
    return [
        replace(pool, segments=[replace(own[i], arrangements=ways) for i, ways in common.items() if ways])
        for pool, own in zip(pools, by_class, strict=True)
    ]
