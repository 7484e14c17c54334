"""How many prompts each operator and view of a split gets, and the runs that ask them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pairwright.errors import RecipeError
from pairwright.facts.space import Arrangement
from pairwright.keyed import Integers
from pairwright.plan.pools import LandName, Pool, SegmentedPool
from pairwright.plan.sampling import BundledRun, CoverRun, Form, IndependentRun, Run, question_weights
from pairwright.plan.shares import shared_out
from pairwright.recipe.parts import FamiliesName
from pairwright.recipe.recipe import Recipe

# Splits of these families may ask a question more than once; the others are for scoring, and always cover.
MAY_REPEAT: frozenset[FamiliesName] = frozenset({"training", "all"})
# Of a problem, in a part of its land.
Operator = tuple[str, LandName, str]
Pools = Mapping[tuple[str, LandName], Mapping[str, Pool]]


def rows_by_operator(recipe: Recipe, pools: Pools, name: str) -> tuple[dict[Operator, int], dict[Operator, int]]:
    """The prompts that each operator gets in a split, and the questions that it has there."""
    split, per_prompt, shares = recipe.splits[name], recipe.rows_per_prompt(name), recipe.problem_weights
    weights: dict[Operator, float] = {}
    available: dict[Operator, int] = {}
    for (problem, part), members in pools.items():
        operators = recipe.operators(problem)
        for operator, weight in operators.items():
            key = (problem, part, operator)
            weights[key] = weight if shares is None else shares[problem] * weight / sum(operators.values())
            available[key] = sum(pool.count for pool in members.values() if pool.view.operator == operator)
    caps = list(available.values())
    may_repeat = split.families in MAY_REPEAT
    if split.max_rows_per_operator is not None:
        return {key: min(_most_prompts(recipe, name), cap) for key, cap in available.items()}, available
    rows = -(-(split.rows or 0) // per_prompt)
    if not sum(caps) or (not may_repeat and rows > sum(caps)):
        there = ", ".join(f"{operator} {count:,}" for (*_, operator), count in available.items())
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


def shortfalls_of(recipe: Recipe, name: str, available: Mapping[Operator, int]) -> dict[str, int]:
    """By operator, and by kind of problem too where several have that operator: `story.+`."""
    asked = _most_prompts(recipe, name)
    kinds = Counter(operator for *_, operator in available)
    return {
        operator if kinds[operator] == 1 else f"{kind}.{operator}": count
        for (kind, _, operator), count in available.items()
        if count < asked
    }


def runs_of(
    recipe: Recipe,
    pools: Pools,
    wanted: Mapping[Operator, int],
    *,
    may_repeat: bool,
    whole: str,
) -> list[Run]:
    """The runs of a split.

    Args:
        recipe: that is planned.
        pools: problem and part of its land -> view -> its pool.
        wanted: operator -> prompts.
        may_repeat: whether a question may stand twice.
        whole: names the random choices: the split, or that whose stage it is.

    """
    maker = _BundledRuns if recipe.sampling == "bundled" and may_repeat else _ViewRuns
    runs: list[Run] = []
    for (problem, part, operator), rows in wanted.items():
        members = [pool for pool in pools[problem, part].values() if pool.view.operator == operator]
        if rows:
            stream = f"{whole}/{problem}/{'wider/' if part == 'wider' else ''}{operator}"
            runs.extend(maker(recipe, members, may_repeat=may_repeat, stream=stream).runs(rows))
    return runs


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
