"""Rows as a pure function of (recipe, split, index): a block is planned, rendered, laid out, certified.

Any block [start, stop) of a split can be made anywhere, in any order, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.errors import CertificationError, RecipeError
from pairwright.keyed import Integers
from pairwright.layouts import Layout, layout
from pairwright.plan import Plan, SplitPlan
from pairwright.plan.pools import Asked
from pairwright.problems.base import View
from pairwright.recipe import Recipe, load_recipe
from pairwright.render import filled, text
from pairwright.verify import Codes, Verdict, Verifier

# Larger blocks are slower: above 128 thousand rows page faults dominate.
BLOCK_ROWS = 1 << 16
# 131,072 distinct rows of text are about 30 MiB.
TABLE_ROWS = 1 << 17
METADATA = {"operator": "string", "view": "string", "family": "string", "answer": "int64"}


@dataclass(frozen=True)
class Block:
    """Rows start..stop-1 of a split.

    Attributes:
        source: finished rows: the layout's columns, then the metadata if asked for.
        at: which row of `source` (int64) each row of the block is.
        asked: the questions behind the rows, view by view.

    """

    source: pl.DataFrame
    at: Integers
    asked: list[Asked]

    @property
    def frame(self) -> pl.DataFrame:
        """The rows themselves."""
        return self.source.select(pl.all().gather(self.at))


@dataclass(frozen=True)
class BlockMaker:
    """Makes the blocks of one split; holds nothing that changes, so threads may share it.

    Attributes:
        table_rows: a split with no more questions than this (nor than rows) is made from a table of
            its distinct rows; the rows are the same either way.

    """

    plan: Plan
    split: str
    metadata: bool = False
    certified: bool = True
    table_rows: int = TABLE_ROWS

    def block(self, start: int, stop: int) -> Block:
        """Rows start..stop-1.

        Raises:
            CertificationError: a row that the verifier does not confirm.

        """
        asked = list(self._split.asked(start, stop))
        places = np.concatenate([each.places for each in asked]) if asked else np.empty(0, dtype=np.int64)
        at = np.empty_like(places)
        if self.table is not None:
            at[places] = np.concatenate([self._first_row[id(each.pool)] + each.ranks for each in asked])
            return Block(self.table, at, asked)
        at[places] = np.arange(places.size)
        rows = pl.concat([self._rendered(each) for each in asked]) if asked else self._no_rows
        return Block(self._finished(rows, f"after row {start:,}"), at, asked)

    @cached_property
    def table(self) -> pl.DataFrame | None:
        """Every distinct row of the split, pool by pool, made and certified once; None where few repeat."""
        if not 0 < self._split.questions <= min(self.table_rows, self._split.rows):
            return None
        every = [pool.every_question() for run in self._split.runs for pool in run.pools]
        return self._finished(pl.concat([self._rendered(each) for each in every]).rechunk(), "table of questions")

    @cached_property
    def schema(self) -> pl.Schema:
        """The columns of the blocks' frames with their dtypes."""
        return self._laid_out(self._no_rows).schema

    @cached_property
    def _split(self) -> SplitPlan:
        return self.plan.split(self.split)

    @cached_property
    def _first_row(self) -> dict[int, int]:
        """Where in the table the questions of each pool begin."""
        pools = [pool for run in self._split.runs for pool in run.pools]
        return dict(zip(map(id, pools), accumulate((pool.count for pool in pools), initial=0), strict=False))

    def _finished(self, rows: pl.DataFrame, where: str) -> pl.DataFrame:
        """Rows in the layout's columns, certified if that is asked for."""
        frame = self._laid_out(rows)
        if self.certified:
            self._certify(frame, where)
        return frame

    def _laid_out(self, rows: pl.DataFrame) -> pl.DataFrame:
        metadata = {name: pl.col(name) for name in METADATA} if self.metadata else {}
        return rows.select(**{**self._layout.columns, **metadata})

    @property
    def _recipe(self) -> Recipe:
        return self.plan.recipe

    @cached_property
    def _layout(self) -> Layout:
        name = self._recipe.splits[self.split].layout
        return layout(name, question_in_negative=self._recipe.question_in_negative)

    def _rendered(self, asked: Asked) -> pl.DataFrame:
        """The question, its answer sentence and the refusal, for the rows of one view."""
        view, problem = asked.pool.view, asked.pool.problem
        answer = asked.numbers[problem.answer]
        numbers = pl.DataFrame(asked.numbers)
        signed = [role for role, column in asked.numbers.items() if column.min() < 0]
        texts = numbers.select(pl.all().cast(pl.String), answer=pl.Series(answer).cast(pl.String))
        rows = texts.select(
            question=text(self._recipe.question_wording(view), signed=signed),
            chosen=text(filled(self._recipe.wording.answer, {"calculation": view.calculation}), signed=signed),
            rejected=pl.lit(text_of_refusal(self._recipe)),
            answer=pl.Series(answer),
        )
        return rows.with_columns(**self._described(asked, view)) if self.metadata else rows

    def _described(self, asked: Asked, view: View) -> dict[str, pl.Expr | pl.Series]:
        problem = asked.pool.problem
        statements = pl.Series(dtype=pl.String).extend_constant(None, asked.families.size)
        for shape, where, numbers in self.plan.families_of(problem.name, asked.families):
            statement = pl.DataFrame(numbers).select(pl.all().cast(pl.String)).select(text(problem.statement[shape]))
            statements = statements.scatter(where, statement.to_series())
        return {"operator": pl.lit(view.operator), "view": pl.lit(view.name), "family": statements}

    @cached_property
    def _no_rows(self) -> pl.DataFrame:
        names = {"question": pl.String, "chosen": pl.String, "rejected": pl.String, "answer": pl.Int64}
        extra = {"operator": pl.String, "view": pl.String, "family": pl.String}
        return pl.DataFrame(schema={**names, **(extra if self.metadata else {})})

    @cached_property
    def _verifier(self) -> Verifier:
        wording = self._recipe.wording
        answer = wording.answer if self._layout.rejected_text is not None else "The answer is {answer}."
        return Verifier(f"{wording.question} {answer}")

    def _certify(self, frame: pl.DataFrame, where: str) -> None:
        """Read the rows back as text: each chosen side RIGHT, no rejected side RIGHT or the same."""
        chosen = frame.select(self._layout.chosen_text).to_series()
        self._check(chosen, lambda verdicts: verdicts == Verdict.RIGHT, f"{where}: chosen")
        if self._layout.rejected_text is not None:
            rejected = frame.select(self._layout.rejected_text).to_series()
            self._check(rejected, lambda verdicts: verdicts != Verdict.RIGHT, f"{where}: rejected")
            if (same := chosen == rejected).any():
                self._refuse(f"{where}: {chosen.filter(same)[0]!r} is both chosen and rejected")

    def _check(self, texts: pl.Series, passes: Callable[[Codes], npt.NDArray[np.bool_]], where: str) -> None:
        distinct = texts.unique()
        verdicts = self._verifier.verdicts(distinct)
        if not (passed := passes(verdicts)).all():
            row = int(np.argmin(passed))
            self._refuse(f"{where} {distinct[row]!r} is {Verdict(verdicts[row]).name}")

    def _refuse(self, found: str) -> None:
        raise CertificationError(
            f"split {self.split!r}, {found}; if the wording is your own, the verifier may not be able to read it: "
            "write the question as an equation, or turn certification off (--no-certify)"
        )


def text_of_refusal(recipe: Recipe) -> str:
    """The recipe's refusal as it stands in the rows (its doubled braces made single)."""
    return filled(recipe.wording.refusal, {}).replace("{{", "{").replace("}}", "}")


def blocks(rows: int, *, start: int = 0, size: int = BLOCK_ROWS) -> Iterator[tuple[int, int]]:
    """The ranges [start, stop) of at most `size` rows that make up rows start..rows-1.

    >>> list(blocks(5, size=2))
    [(0, 2), (2, 4), (4, 5)]
    """
    for first in range(start, rows, size):
        yield first, min(first + size, rows)


def generate(recipe: Recipe | str, split: str = "train", start: int = 0, stop: int | None = None) -> pl.DataFrame:
    """Make rows start..stop-1 of a split, certified.

    Args:
        recipe: a `Recipe`, or what `load_recipe` takes.
        split: the name of a split of the recipe.
        start: the first row, counted from 0.
        stop: one past the last row; None: to the end of the split.

    Returns:
        One row each, with the columns of the split's layout (String; `answer` Int64) and then the
        metadata operator, view, family (String) and answer (Int64).

    Raises:
        RecipeError: the recipe is not valid, or has no such split or rows.
        CertificationError: a row that the verifier does not confirm.

    >>> import pairwright
    >>> pairwright.generate("arithmetic", "test", 0, 2).columns
    ['question', 'answer', 'operator', 'view', 'family']

    """
    plan = Plan.of(recipe if isinstance(recipe, Recipe) else load_recipe(recipe))
    rows = plan.split(split).rows
    end = rows if stop is None else stop
    if not 0 <= start <= end <= rows:
        raise RecipeError(f"rows {start}..{end} of split {split!r}: it has the rows 0..{rows}, start before stop")
    maker = BlockMaker(plan, split, metadata=True)
    return pl.concat([maker.block(*each).frame for each in blocks(end, start=start)] or [maker.block(0, 0).frame])


def first_rows(recipe: Recipe, split: str, count: int) -> pl.DataFrame:
    """The first `count` rows of a split, or all of them if it has fewer; otherwise like `generate`.

    Raises:
        RecipeError: count is below 1.
    """
    if count < 1:
        raise RecipeError(f"rows: {count} should be at least 1")
    return generate(recipe, split, 0, min(count, Plan.of(recipe).split(split).rows))
