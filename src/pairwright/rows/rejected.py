"""The rejected side: for each prompt the mistakes of the recipe's mix, as text.

Which mistakes a prompt gets is a pure function of (recipe, split, number of the prompt).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import polars as pl

from pairwright.errors import RecipeError
from pairwright.keyed import Integers, integers
from pairwright.layouts import Layout, Rejects, recipe_layout
from pairwright.mistakes.base import NO_LIMITS, REFUSAL, Case, Limits, Mistake
from pairwright.mistakes.choice import MixedKind, Picked, picked
from pairwright.mistakes.kinds import Ways, names_of
from pairwright.plan import Plan
from pairwright.plan.cuts import is_cut_by_keys
from pairwright.plan.pools import Asked, Pool
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.recipe import Recipe
from pairwright.rows.saying import Sayings
from pairwright.rows.solutions import ways_in_solutions, with_steps, wrong_solution_wording
from pairwright.values.calculation import size_of
from pairwright.values.solution import in_a_row, turned
from pairwright.values.types import WHOLE
from pairwright.wording.template import filled, literals, plain, result_apart, slots, text


def _schema(*, typed: bool, has_steps: bool, apart: bool) -> pl.Schema:
    """The columns of rejected answers.

    Args:
        typed: whether answers of the split are text.
        has_steps: whether worked solutions are written; `first_error` is the place of the step that goes wrong in one,
            counted from 0.
        apart: whether the steps alone are wanted too, a line each.

    """
    columns = {"rejected": pl.String, "mistake": pl.String, "wrong_answer": pl.String if typed else pl.Int64}
    columns |= {"first_error": pl.Int64} if has_steps else {}
    return pl.Schema(columns | ({"rejected_solution": pl.String} if apart else {}))


# The wordings of a calculation and of the worked solution that it stands in.
Reasoning = tuple[str, str]


@dataclass(frozen=True)
class Rejecter:
    """Makes the rejected answers of one split.

    Raises:
        RecipeError: a chosen view where too few kinds of the mix can ever apply.

    """

    plan: Plan
    split: str

    @property
    def recipe(self) -> Recipe:
        """The plan's recipe."""
        return self.plan.recipe

    def __post_init__(self) -> None:
        for problem in self.recipe.problems:
            for view in self.recipe.views(problem):
                self._require_enough(registered()[problem], view)
                self._require_steps(registered()[problem], registered()[problem].view(view))

    def _require_steps(self, problem: ProblemKind, view: View) -> None:
        """Where steps stand apart some of them can go wrong; where nothing else is said the last one is the answer."""
        solution = problem.solution(view)
        alone = self._layout.says is not None
        ends_apart = bool(view.result) if solution is None or not view.solution else bool(solution.answer and alone)
        if self._layout.has_steps and ends_apart:
            raise RecipeError(
                f"splits.{self.split}.layout: the last step of {problem.name}.{view.name} is no "
                "answer, so no step of it can go wrong alone; choose other views"
            )

    @cached_property
    def schema(self) -> pl.Schema:
        """The columns of the rejected answers."""
        typed, has_steps = self.recipe.has_typed_answers, self.recipe.wording.has_steps
        return _schema(typed=typed, has_steps=has_steps, apart=self._layout.has_steps)

    def none(self, prompts: int) -> pl.DataFrame:
        """The columns of rejected answers with nothing in them, a row for each of so many prompts."""
        nothing = self.schema.to_frame().clear(prompts)
        return _in_lists(nothing, prompts) if self._layout.rejects is Rejects.LISTED else nothing

    def arranged(self, rejected: pl.DataFrame, prompts: int) -> pl.DataFrame:
        """The rejected answers of so many prompts in the rows in which the layout has them."""
        if self._layout.rejects is Rejects.LISTED:
            return _in_lists(rejected, prompts)
        return _after_chosen(rejected, prompts) if self._layout.rejects is Rejects.APART else rejected

    @cached_property
    def _layout(self) -> Layout:
        return recipe_layout(self.recipe.splits[self.split].layout)

    @property
    def per_prompt(self) -> int:
        """How many rejected answers each prompt gets."""
        return self.recipe.rejected_per_prompt

    def rejected(self, asked: Sequence[Asked], prompts: Integers) -> pl.DataFrame:
        """The rejected answers of prompts.

        Args:
            asked: their questions, view by view.
            prompts: the number that each has in the split (int64), by place.

        Returns:
            `per_prompt` rows for each prompt, by the places of the prompts: rejected (the answer
            sentence), mistake (String), and wrong_answer (Int64; null where no wrong answer is given:
            refusals, and wrong reasons for the right one).

        """
        pieces = [self._of_view(each, prompts) for each in asked]
        if not pieces:
            return self.schema.to_frame()
        slots = np.concatenate([where for where, _ in pieces])
        at = np.empty_like(slots)
        at[slots] = np.arange(slots.size)
        return pl.concat([frame for _, frame in pieces])[at]

    def _of_view(self, asked: Asked, prompts: Integers) -> tuple[Integers, pl.DataFrame]:
        """The rejected answers of one view, those of the same wording together, and where each row stands."""
        problem, view = asked.pool.problem, asked.pool.view
        kinds = self._kinds[problem.name, view.name]
        case = Case(
            numbers=self._numbers_of(asked, kinds),
            answer=asked.numbers[problem.answer],
            limits=self._limits_of(asked.pool),
            seed=self.recipe.seed,
            stream=f"{self.split}/mistakes",
            index=prompts[asked.places],
            type=view.type,
            types=problem.types,
        )
        found = picked(kinds, case, self.per_prompt)
        if not found.enough.all():
            self._refuse(asked, int(np.argmin(found.enough)))
        rows = _Answers(asked, kinds, case, found, self.per_prompt)
        sayings = np.repeat(self._sayings.answers(case.index, case.index.size), self.per_prompt)
        ways = list(product(rows.wordings, self._answers))
        numbers = rows.wording_numbers * len(self._answers) + sayings
        by_way = [np.flatnonzero(numbers == number) for number in range(len(ways))]
        pairs = list(zip(ways, by_way, strict=True))
        said = pl.concat([self._said(rows, *way, chosen) for way, chosen in pairs if chosen.size])
        order = np.concatenate(by_way)
        columns = {"rejected": said, **rows.described(order)}
        if self._layout.has_steps:
            # The steps alone, a line each.
            columns["rejected_solution"] = pl.concat(
                [self._said(rows, way[0], "{solution}", chosen) for way, chosen in pairs if chosen.size]
            )
        frame = pl.DataFrame({name: columns[name] for name in self.schema})
        return rows.slots[order], frame if frame.schema == self.schema else frame.cast(self.schema)

    def _said(self, rows: _Answers, reason: Reasoning | None, answer: str, chosen: Integers) -> pl.Series:
        return rows.refused(chosen, self._refusals) if reason is None else rows.said(chosen, answer, *reason)

    @cached_property
    def _answers(self) -> list[str]:
        """The wordings of the answer, with slots claimed, result and calculation."""
        return [filled(result_apart(each), {"answer": "{claimed}"}) for each in self.recipe.wording.answers]

    @cached_property
    def _sayings(self) -> Sayings:
        return Sayings(self.recipe, self.split)

    @cached_property
    def _refusals(self) -> pl.Series:
        return pl.Series([plain(wording) for wording in self.recipe.wording.refusals])

    def _numbers_of(self, asked: Asked, kinds: Sequence[MixedKind]) -> dict[str, Integers]:
        """The numbers that a reason can show or a claim is worked out from."""
        problem, view = asked.pool.problem, asked.pool.view
        numbers = with_steps(problem, view, asked.numbers) if self.recipe.wording.has_steps else asked.numbers
        if problem.space is not None:
            return numbers
        texts = (text for kind in kinds for way in kind.ways for text in (way.calculation, way.solution, *way.computes))
        solution = problem.solution(view) if self.recipe.wording.has_steps else None
        solved = () if solution is None else solution.calculations
        used = {name for text in (view.calculation, view.result, *solved, *texts) for name in slots(text)}
        used |= numbers.keys() - asked.numbers.keys()
        return {name: column for name, column in numbers.items() if name in used}

    def _limits_of(self, pool: Pool) -> Limits:
        """What numbers a rejected answer of a pool may show: worked out once."""
        if id(pool) not in self._known_limits:
            self._known_limits[id(pool)] = self._worked_out_limits(pool)
        return self._known_limits[id(pool)]

    def _worked_out_limits(self, pool: Pool) -> Limits:
        problem = pool.problem
        if not pool.view.type.is_whole:
            return NO_LIMITS
        if problem.space is not None:
            beyond = self.recipe.splits[self.split].families == "beyond"
            ranges = self.recipe.ranges(problem.name, wider=pool.is_wider, beyond=beyond)
            return Limits.of(ranges, problem.parameters[problem.answer], signed=self._is_signed)
        shown = {name: ends for name, ends in pool.spans.items() if problem.type_of(name, pool.view).is_whole}
        return Limits.of(shown, problem.answer, signed=self._is_signed)

    @cached_property
    def _known_limits(self) -> dict[int, Limits]:
        return {}

    @cached_property
    def _is_signed(self) -> bool:
        """Whether any question or right answer of the split has a negative number."""
        return any(pool.is_signed for run in self.plan.split(self.split).runs for pool in run.pools)

    @cached_property
    def _kinds(self) -> Mapping[tuple[str, str], Sequence[MixedKind]]:
        """For each view (by problem and name) the kinds of the mix that it has, in the order of their names."""
        return {
            (name, view.name): self._kinds_of(registered()[name], view)
            for name in self.recipe.problems
            for view in registered()[name].views
        }

    def _kinds_of(self, problem: ProblemKind, view: View) -> list[MixedKind]:
        ways: dict[str, list[Mistake]] = {REFUSAL: []} if REFUSAL in self.recipe.mix else {}
        for way in self._ways(problem, view):
            if way.name in self.recipe.mix and self._can_be_written(way):
                self._require_exact(problem, view, way)
                ways.setdefault(way.name, []).append(way)
        ranks = self._ranks_of(problem, view)
        return [MixedKind(name, self.recipe.mix[name], tuple(ways[name]), ranks.get(name, 0)) for name in sorted(ways)]

    def _ways(self, problem: ProblemKind, view: View) -> Ways:
        """All ways of going wrong: in the steps of a solution, where one is written."""
        if not self.recipe.wording.has_steps:
            return problem.mistakes(view)
        ways = ways_in_solutions(problem, view)
        return tuple(way for way in ways if way.first_error >= 0) if self._layout.has_steps else ways

    def _ranks_of(self, problem: ProblemKind, view: View) -> dict[str, int]:
        """A number that two kinds claim is named by what the view declares first: its own before general slips.

        Recipes that are not cut by keys keep the bytes that they always had, and with them the drawn name.
        """
        names = names_of(self._ways(problem, view)) if is_cut_by_keys(self.recipe) else []
        return {name: rank for rank, name in enumerate(names)}

    def _require_exact(self, problem: ProblemKind, view: View, way: Mistake) -> None:
        """What the mistake works out must be exact in 64 bits in all of the split's ranges."""
        families = self.recipe.splits[self.split].families
        ranges = self.recipe.ranges(problem.name, wider=families == "training", beyond=families == "beyond")
        sizes = problem.sizes(view, ranges)
        for calculation in way.computes:
            try:
                size_of(calculation, sizes)
            except OverflowError as error:
                raise RecipeError(
                    f"mistakes: {way.name!r} works out {calculation} in {problem.name}.{view.name}, which may not fit "
                    f"64 bits in the ranges of the split {self.split!r}; leave it out, or narrow them"
                ) from error

    def _can_be_written(self, way: Mistake) -> bool:
        """Whether the reason needs no character that the recipe's right texts never have."""
        said = {"calculation": way.calculation}
        said["steps"] = filled(wrong_solution_wording(way), said)
        reasons = [said[slot] for slot in said if any(slot in slots(each) for each in self._answers)]
        return all(literals(each) <= self._alphabet for each in reasons)

    @cached_property
    def _alphabet(self) -> set[str]:
        """All characters of questions and right answers but digits and the signs of numbers."""
        wordings = [*self.recipe.wording.answers]
        for problem in (registered()[name] for name in self.recipe.problems):
            for view in (problem.view(name) for name in self.recipe.views(problem.name)):
                wordings += [*self.recipe.whole_questions(problem, view), view.calculation]
                wordings += [problem.solution_wording(view)] if self.recipe.wording.has_steps else []
                # A term is written with its sign, 3{b_} as 3+5.
                wordings += ["+" for slot in slots(view.question) if not problem.may_need_parentheses(slot)]
        return set().union(*map(literals, wordings))

    def _require_enough(self, problem: ProblemKind, view: str) -> None:
        kinds = self._kinds[problem.name, view]
        if len(kinds) < self.per_prompt:
            there = ", ".join(kind.name for kind in kinds) or "none"
            raise RecipeError(
                f"mistakes: the view {view!r} has too few kinds of the mix for {self.per_prompt} rejected answers "
                f"({there}); add kinds that apply anywhere, such as off_by_one, or lower rejected_per_prompt"
            )

    def _refuse(self, asked: Asked, row: int) -> None:
        numbers = ", ".join(f"{role}={column[row]}" for role, column in asked.numbers.items())
        raise RecipeError(
            f"mistakes: too few kinds of the mix apply to a question of the view {asked.pool.view.name!r} ({numbers}) "
            f"for {self.per_prompt} different rejected answers; add kinds that apply anywhere, such as off_by_one, "
            "or lower rejected_per_prompt"
        )


def _in_lists(rejected: pl.DataFrame, prompts: int) -> pl.DataFrame:
    """All rejected answers of a prompt in one row, each column a list.

    >>> _in_lists(pl.DataFrame({"mistake": ["refusal", "off_by_one"]}), 1)["mistake"].to_list()
    [['refusal', 'off_by_one']]
    """
    if not prompts:
        return pl.DataFrame(schema={name: pl.List(dtype) for name, dtype in rejected.schema.items()})
    return rejected.select(pl.all().reshape((-1, rejected.height // prompts)).arr.to_list())


def _after_chosen(rejected: pl.DataFrame, prompts: int) -> pl.DataFrame:
    """The rejected answers of each prompt after a row of nulls, which is that of its chosen answer.

    >>> _after_chosen(pl.DataFrame({"mistake": ["refusal", "off_by_one"]}), 1)["mistake"].to_list()
    [None, 'refusal', 'off_by_one']
    """
    if not prompts:
        return rejected
    places = np.arange(rejected.height).reshape(prompts, -1)
    at = pl.Series(np.insert(places, 0, -1, axis=1).ravel())
    return rejected.select(pl.all().gather(at.set(at < 0, None)))


class _Answers:
    """The rejected answers of one view, one below the other: row i*K + k is the k-th of prompt i."""

    def __init__(self, asked: Asked, kinds: Sequence[MixedKind], case: Case, found: Picked, per_prompt: int) -> None:
        places = asked.places
        self._problem, self._case, self._result = asked.pool.problem, case, asked.pool.view.result
        self._names = pl.Series([kind.name for kind in kinds], dtype=pl.String)
        self._prompt = np.repeat(np.arange(places.size), per_prompt)
        self.slots = (places[:, None] * per_prompt + np.arange(per_prompt)).ravel()
        self._kind, self._values = found.kinds.ravel(), found.values.ravel()
        self._shown = {role: column.ravel() for role, column in found.shown.items()}
        ways = [kind.ways for kind in kinds]
        width = max(map(len, ways), default=0) or 1
        # One entry for each (kind, way); a refusal has the only way of its kind.
        table = [(each[i] if i < len(each) else None) for each in ways for i in range(width)]
        at = self._kind * width + found.ways.ravel()
        names = [None if way is None else (way.calculation, wrong_solution_wording(way)) for way in table]
        self.wordings = {name: number for number, name in enumerate(dict.fromkeys(names))}
        self.wording_numbers = np.array([self.wordings[name] for name in names])[at]
        self._first_error = np.array([_first_error(way, asked.pool.view) for way in table])[at]
        self._right_answer = np.array([way is None or way.right_answer for way in table])[at]
        self._right_reason = np.array([way is not None and way.right_reason for way in table])[at]

    def said(self, chosen: Integers, answer: str, calculation: str, solution: str) -> pl.Series:
        """The answer sentences (dtype String) of rows that give the same calculation, and the same steps."""
        claimed, right = self._values[chosen], self._case.answer[self._prompt[chosen]]
        steps = solution if {"steps", "solution"} & {*slots(answer)} else ""
        roles = {*slots(calculation), *slots(self._result), *slots(steps)} - {"answer", "calculation", "result"}
        shown = {role: f"{{shown_{role}}}" for role in roles}
        # What a calculation comes to that is not the answer stays what it is, whatever is claimed.
        said = {"calculation": filled(calculation, shown), "result": filled(self._result, shown) or "{result}"}
        known = {**shown, **said, "answer": "{claimed}"}
        backwards, steps = filled(turned(steps), known), filled(steps, known)
        wording = filled(
            answer,
            {**said, "steps": in_a_row(steps), "steps_reversed": in_a_row(backwards), "solution": steps},
        )
        numbers = {role: self._shown[role][chosen] for role in roles}
        signed = [
            role for role, column in numbers.items() if self._problem.may_need_parentheses(role) and column.min() < 0
        ]
        claims = {"claimed": claimed, "result": np.where(self._right_reason[chosen], right, claimed)}
        # Text is made of integers as they are; only where parentheses may be needed they are texts before.
        columns = {f"shown_{role}": self._written(role, column, role in signed) for role, column in numbers.items()}
        columns |= {name: self._answers(column) for name, column in claims.items()}
        return pl.DataFrame(columns).select(text(wording, signed=[f"shown_{role}" for role in signed])).to_series()

    def _written(self, role: str, column: Integers, as_text: bool) -> pl.Series:
        type_ = self._problem.types.get(role, WHOLE)
        return type_.text(column) if as_text or type_ is not WHOLE else pl.Series(column)

    def _answers(self, codes: Integers) -> pl.Series:
        """Answers as numbers where they are whole, else as they are written."""
        return pl.Series(codes) if self._case.type.is_whole else self._case.type.text(codes)

    def refused(self, chosen: Integers, wordings: pl.Series) -> pl.Series:
        """A refusal (dtype String) for each row, in one of the wordings."""
        index = self._case.index[self._prompt[chosen]]
        stream = f"{self._case.stream}/{REFUSAL}/wording"
        return wordings[integers(self._case.seed, stream, index, len(wordings))]

    def described(self, chosen: Integers) -> dict[str, pl.Series]:
        """The columns mistake, wrong_answer and first_error."""
        given = ~self._right_answer[chosen]
        wrong = self._answers(np.where(given, self._values[chosen], self._case.answer[self._prompt[chosen]]))
        wrong = wrong.zip_with(pl.Series(given), pl.Series([None], dtype=wrong.dtype))
        wrong_steps = pl.Series(self._first_error[chosen])
        return {
            "mistake": self._names[self._kind[chosen]],
            "wrong_answer": wrong,
            "first_error": wrong_steps.set(wrong_steps < 0, None),
        }


def _first_error(way: Mistake | None, view: View) -> int:
    """The place of the step that goes wrong; -1 where only the answer does, behind right steps or without any."""
    if way is None or way.right_reason or (view.result and not way.solution):
        return -1
    return way.first_error
