"""Which of a recipe's wordings each row has: a keyed draw for each prompt; and the texts in them, by whole columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pairwright.keyed import Integers, integers
from pairwright.mistakes.base import REFUSAL
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.recipe import Recipe
from pairwright.wording.template import literal_runs, plain, text


@dataclass(frozen=True)
class Sayings:
    """The wordings of one split, drawn by the numbers of its prompts."""

    recipe: Recipe
    split: str

    def questions(
        self, problem: ProblemKind, view: View, texts: pl.DataFrame, prompts: Integers | None, signed: Collection[str]
    ) -> pl.Expr | pl.Series:
        """The questions of a view (String), with what stands around them; see `said_in`.

        Args:
            problem: the kind of problem.
            view: which of its views.
            texts: the numbers as they are written, one row each.
            prompts: the number that each row has in the split (int64); None where there is but one wording.
            signed: the slots that may be negative.

        """
        around, own = self.recipe.wording.around, self.recipe.questions(problem, view)
        which = self._drawn(f"questions/{problem.name}.{view.name}", prompts, len(own), texts.height)
        if len(around) == 1:
            whole = [around[0].replace("{question}", each) for each in own]
            return said_in(whole, which, texts, signed)
        asked = texts.select(said_in(own, which, texts, signed)).to_series()
        runs = [literal_runs(each) for each in around]
        place = self._drawn("question", prompts, len(around), texts.height)
        before, after = (pl.Series([run[end] for run in runs], dtype=pl.String)[place] for end in (0, 1))
        return before + asked + after

    def answers(self, prompts: Integers | None, rows: int) -> Integers:
        """Which wording of the answer (int64) each prompt has, the same for its chosen and rejected sides."""
        return self._drawn("answer", prompts, len(self.recipe.wording.answers), rows)

    def _drawn(self, part: str, prompts: Integers | None, count: int, rows: int) -> Integers:
        if count == 1 or prompts is None:
            return np.zeros(rows, dtype=np.int64)
        return integers(self.recipe.seed, f"{self.split}/wording/{part}", prompts, count)


def constant_refusal(recipe: Recipe) -> str | None:
    """The one text that all rejected answers of a recipe are; None if they differ."""
    refusals = recipe.wording.refusals
    return plain(refusals[0]) if set(recipe.mix) == {REFUSAL} and len(refusals) == 1 else None


def said_in(
    wordings: Sequence[str], which: Integers, texts: pl.DataFrame, signed: Collection[str]
) -> pl.Expr | pl.Series:
    """Each row of the texts in the wording that it has (String): of one wording an expression over the texts.

    >>> said_in(["{a}", "({a})"], np.array([1, 0]), pl.DataFrame({"a": ["5", "6"]}), []).to_list()
    ['(5)', '6']
    """
    if len(wordings) == 1:
        return text(wordings[0], signed=signed)
    rows = [np.flatnonzero(which == number) for number in range(len(wordings))]
    parts = [texts[at].select(text(each, signed=signed)).to_series() for each, at in zip(wordings, rows, strict=True)]
    order = np.concatenate(rows)
    at = np.empty_like(order)
    at[order] = np.arange(order.size)
    return pl.concat([part.alias("said") for part in parts])[at]
