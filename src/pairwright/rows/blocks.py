"""Rows as a pure function of (recipe, split, index): a block is planned, rendered, laid out, certified.

Any rows of a split can be made anywhere, in any order, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from pairwright.arguments import guarded
from pairwright.errors import RecipeError
from pairwright.keyed import Integers
from pairwright.layouts import Dtype, Layout, Rejects, columns_at_odds, recipe_layout
from pairwright.mistakes.base import REFUSAL
from pairwright.plan import Plan, SplitPlan
from pairwright.plan.pools import Asked
from pairwright.plan.questions import exact_numbers
from pairwright.problems.kind import ANSWER, View
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.rows.certify import Certifier
from pairwright.rows.saying import Sayings, constant_refusal, said_in
from pairwright.rows.solutions import with_steps
from pairwright.wording.template import filled, result_apart, slots, text

if TYPE_CHECKING:
    from pairwright.rows.rejected import Rejecter

# Larger blocks are slower: above 128 thousand rows page faults dominate.
BLOCK_ROWS = 1 << 16
# Where a block has more views, a view has fewer rows than its fixed cost of 2 ms is worth.
_MANY_VIEWS = 20
# 131,072 distinct rows of text are about 30 MiB.
TABLE_ROWS = 1 << 17


@dataclass(frozen=True)
class Block:
    """Some rows of a split.

    Attributes:
        source: finished rows: the layout's columns, then the metadata if asked for.
        at: which row of `source` (int64) each row of the block is.
        asked: the questions behind the rows, view by view.
        rows_asked: how many rows of the block ask each of these.
        mistakes: how many rejected answers are of each kind.

    """

    source: pl.DataFrame
    at: Integers
    asked: list[Asked]
    rows_asked: list[int]
    mistakes: Mapping[str, int]

    @property
    def frame(self) -> pl.DataFrame:
        """The rows themselves."""
        return self.source[self.at]


@dataclass(frozen=True)
class BlockMaker:
    """Makes the blocks of one split; holds nothing that changes, so threads may share it.

    Attributes:
        table_rows: a split with no more questions than this (nor than prompts) is made from a table of
            its distinct questions; the rows are the same either way.

    """

    plan: Plan
    split: str
    metadata: bool = False
    certified: bool = True
    table_rows: int = TABLE_ROWS

    def block(self, start: int, stop: int) -> Block:
        """Rows start..stop-1; see `rows_at`."""
        return self.rows_at(np.arange(start, stop))

    def rows_at(self, index: Integers) -> Block:
        """The rows of the given numbers (int64, 0..rows-1, in any order, repeated or not), made as one block.

        Raises:
            CertificationError: a row that the verifier does not confirm.
            RecipeError: a question to which too few of the recipe's mistakes apply.

        """
        kept = self._split.kept
        return self._made(index if kept is None else kept[index])

    def _made(self, index: Integers) -> Block:
        """The same of rows by their numbers among all, whether or not some stand twice."""
        if self._rejecter is not None:
            return self._block_of_mistakes(self._rejecter, index)
        asked = list(self._split.asked_at(index))
        counts = [each.places.size for each in asked]
        mistakes = {REFUSAL: sum(counts)} if self._layout.rejects is not Rejects.NONE else {}
        if self.table is not None:
            return Block(self.table, self._places_in_table(asked), asked, counts, mistakes)
        frame = self._laid_out(self._rendered_rows(asked, index))
        self._certify_constant(frame, self._where(index))
        return Block(frame, _order_of(asked), asked, counts, mistakes)

    @cached_property
    def table(self) -> pl.DataFrame | None:
        """Every distinct row of the split, made and certified once; None where few repeat, or mistakes differ."""
        # The questions first: asked for here, they are there before threads share them.
        if self._questions is None or self._rejecter is not None:
            return None
        frame = self._laid_out(self._questions)
        self._certify_constant(frame, "table of questions")
        return frame

    @cached_property
    def has_many_views(self) -> bool:
        """Whether there are so many that a view of a block has few rows; nine kinds have 65."""
        return not self._repeats and sum(len(run.pools) for run in self._split.runs) > _MANY_VIEWS

    @property
    def is_made_of_parts(self) -> bool:
        """Whether twice the rows a block are quicker: many views, or each with many kinds of mistakes (by a fifth)."""
        return self.has_many_views or self._rejecter is not None

    @property
    def is_copied(self) -> bool:
        """Whether rows are copied from a table of all that differ."""
        return self._repeats and self._rejecter is None

    @cached_property
    def schema(self) -> pl.Schema:
        """The columns of the blocks' frames with their dtypes."""
        return self.block(0, 0).frame.schema

    def _block_of_mistakes(self, rejecter: Rejecter, index: Integers) -> Block:
        """Whole prompts are made and certified, each once, though not all of their rows may be asked for."""
        rows_each, where = self._split.per_prompt, self._where(index)
        prompts, prompt = np.unique(index // rows_each, return_inverse=True)
        asked = list(self._split.asked_at(prompts))
        rejected = rejecter.rejected(asked, prompts)
        made = self._prompts(asked, prompts)
        arranged = rejecter.arranged(rejected, made.height)
        rows = _repeated(made, rows_each).hstack(arranged)
        frame = self._laid_out(rows)
        if self.certified:
            proof = self._proof(rows, frame)
            refused = (rejected["mistake"] == REFUSAL).to_numpy()
            # What comes from the table has its chosen side certified there.
            certify = self._certifier.both if self._questions is None else self._certifier.rejected
            certify(proof, refused, rejecter.per_prompt, where)
            if self._layout.has_steps:
                self._certifier.steps(rows, where)
        at = prompt * rows_each + index % rows_each
        kept = np.bincount(prompt, minlength=prompts.size)
        kinds = arranged["mistake"][at]
        kinds = kinds.explode() if self._layout.rejects is Rejects.LISTED else kinds.drop_nulls()
        counts = [int(kept[each.places].sum()) for each in asked]
        return Block(frame, at, asked, counts, dict(kinds.value_counts().rows()))

    def _where(self, index: Integers) -> str:
        """What to call the rows in a complaint."""
        return f"after row {index.min(initial=self._split.asked_rows):,}"

    def _prompts(self, asked: Sequence[Asked], prompts: Integers) -> pl.DataFrame:
        """Questions with their chosen sides, one row a prompt, by place."""
        if self._questions is not None:
            return self._questions[self._places_in_table(asked)]
        return self._rendered_rows(asked, prompts)[_order_of(asked)]

    @property
    def _repeats(self) -> bool:
        """Whether questions come again and again, always in the same words."""
        few = min(self.table_rows, self._split.prompts)
        return 0 < self._split.questions <= few and not self._recipe.wording.varies

    @cached_property
    def _questions(self) -> pl.DataFrame | None:
        """Every question of the split with its chosen side, pool by pool; None where few repeat, or wordings differ.

        Where mistakes come to them later, the chosen sides are certified here, once.
        """
        if not self._repeats:
            return None
        every = [pool.every_question() for run in self._split.runs for pool in run.pools]
        rows = self._rendered_rows(every).rechunk()
        if self.certified and self._rejecter is not None:
            whole = rows.hstack(self._rejecter.none(rows.height))
            self._certifier.chosen(self._proof(whole, self._laid_out(whole)), "table of questions")
        return rows

    def _places_in_table(self, asked: Sequence[Asked]) -> Integers:
        at = np.empty(sum(each.places.size for each in asked), dtype=np.int64)
        for each in asked:
            at[each.places] = self._first_row[id(each.pool)] + each.ranks
        return at

    @cached_property
    def _split(self) -> SplitPlan:
        return self.plan.split(self.split)

    @cached_property
    def _first_row(self) -> dict[int, int]:
        """Where in the table the questions of each pool begin."""
        pools = [pool for run in self._split.runs for pool in run.pools]
        return dict(zip(map(id, pools), accumulate((pool.count for pool in pools), initial=0), strict=False))

    def _laid_out(self, rows: pl.DataFrame) -> pl.DataFrame:
        self._refuse_trapped(rows)
        return rows.select(**{**self._layout.columns, **{name: pl.col(name) for name in self.metadata_dtypes}})

    def _proof(self, rows: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
        """The texts that are certified: those of the layout, or where it parts them the whole ones."""
        return frame if self._layout.proof is None else rows.select(**self._layout.proof.columns)

    def _refuse_trapped(self, rows: pl.DataFrame) -> None:
        if self._layout.trapped is None or not (caught := rows.filter(self._layout.trapped)).height:
            return
        question, chosen, rejected = caught.select("question", "chosen", "rejected").row(0)
        raise RecipeError(
            f"splits.{self.split}.layout: implicit: after {question!r} the answers {chosen!r} and {rejected!r} begin "
            "alike, so TRL would take part of the answer for the prompt; use preference, which states the prompt"
        )

    @property
    def dtypes(self) -> dict[str, Dtype]:
        """All columns with their dtypes as Hugging Face `datasets` calls them."""
        typed = {name: self._recipe.answer_dtype for name in self._layout.dtypes if name == ANSWER}
        return {**self._layout.dtypes, **typed, **self.metadata_dtypes}

    @property
    def metadata_dtypes(self) -> dict[str, Dtype]:
        """The metadata columns with their dtypes as Hugging Face `datasets` calls them.

        The mistake is named where there is more than one to name.
        """
        if not self.metadata:
            return {}
        named = {"mistake": "string", "wrong_answer": self._recipe.answer_dtype} if self._rejecter is not None else {}
        if named and self._recipe.wording.has_steps:
            named["first_error"] = "int64"
        listed = self._layout.rejects is Rejects.LISTED
        dtypes: dict[str, Dtype] = {name: [dtype] if listed else dtype for name, dtype in named.items()}
        return {
            "operator": "string",
            "view": "string",
            "family": "string",
            "answer": self._recipe.answer_dtype,
            **dtypes,
            "kind": "string",
            **dict.fromkeys(("digits", "carries", "steps"), "int64"),
            **dict.fromkeys(("entropy", "difficulty"), "float64"),
        }

    @property
    def _recipe(self) -> Recipe:
        return self.plan.recipe

    @cached_property
    def _layout(self) -> Layout:
        name = self._recipe.splits[self.split].layout
        return recipe_layout(name, question_in_negative=self._recipe.question_in_negative)

    @cached_property
    def _rejecter(self) -> Rejecter | None:
        """Who makes the rejected sides; None where there is none, or the same refusal in every row."""
        rejects = self._layout.rejects
        if rejects is Rejects.NONE or (rejects is Rejects.BESIDE and self._constant):
            return None
        # Where every row rejects the same refusal it is not needed, and to import it is a fiftieth of a short command.
        from pairwright.rows.rejected import Rejecter

        return Rejecter(self.plan, self.split)

    @cached_property
    def _constant(self) -> str | None:
        return constant_refusal(self._recipe)

    @cached_property
    def _certifier(self) -> Certifier:
        return Certifier(self.split, self._layout.proof or self._layout, self._recipe.declared)

    def _certify_constant(self, frame: pl.DataFrame, where: str) -> None:
        if self.certified:
            self._certifier.chosen(frame, where)
            self._certifier.rejected(frame, np.ones(frame.height, dtype=bool), 1, where)

    def _rendered_rows(self, asked: Sequence[Asked], prompts: Integers | None = None) -> pl.DataFrame:
        """The rows of all views, one view after the other; `prompts` has their numbers, where wordings are drawn."""
        if not asked:
            return self._no_rows
        return pl.concat([self._rendered(each, None if prompts is None else prompts[each.places]) for each in asked])

    def _rendered(self, asked: Asked, prompts: Integers | None) -> pl.DataFrame:
        """The question, its answer sentence and a refusal that is always the same, for the rows of one view."""
        view, problem = asked.pool.view, asked.pool.problem
        said = problem.reasoning(view)
        solution = said["solution"]
        chosen = [filled(result_apart(each), said) for each in self._recipe.wording.answers]
        answer = asked.numbers[problem.answer]
        wordings = (*self._recipe.questions(problem, view), *chosen, *([solution] if self._layout.has_steps else []))
        numbers = with_steps(problem, view, asked.numbers) if self._recipe.wording.has_steps else asked.numbers
        shown = {name: numbers[name] for name in {name for each in wordings for name in slots(each)} - {ANSWER}}
        signed = [name for name, column in shown.items() if problem.may_need_parentheses(name) and column.min() < 0]
        texts = pl.DataFrame(
            {name: problem.type_of(name, view).text(column) for name, column in shown.items()}
            | {ANSWER: view.type.text(answer)}
        )
        rows = texts.select(
            question=self._sayings.questions(problem, view, texts, prompts, signed),
            chosen=said_in(chosen, self._sayings.answers(prompts, answer.size), texts, signed),
            answer=pl.col(ANSWER) if self._recipe.has_typed_answers else pl.Series(answer),
            **self._constant_column,
            **({"solution": text(solution, signed=signed)} if self._layout.has_steps else {}),
        )
        return rows.with_columns(**self._described(asked, view)) if self.metadata else rows

    @cached_property
    def _sayings(self) -> Sayings:
        return Sayings(self._recipe, self.split)

    @property
    def _constant_column(self) -> dict[str, pl.Expr]:
        return {} if self._rejecter is not None else {"rejected": pl.lit(self._constant or "", dtype=pl.String)}

    def _described(self, asked: Asked, view: View) -> dict[str, pl.Expr | pl.Series]:
        name = self._recipe.view_name(asked.pool.problem, view)
        measured = self.plan.difficulty(self.split, asked)
        return {
            "operator": pl.lit(view.operator),
            "view": pl.lit(name),
            "family": self._families(asked, view),
            "kind": pl.lit(asked.pool.problem.name),
            "digits": pl.Series(measured.digits),
            "carries": pl.Series(measured.carries),
            "steps": pl.Series(measured.steps),
            "entropy": pl.lit(measured.entropy / 100),
            "difficulty": pl.Series(measured.tenths / 10),
        }

    def _families(self, asked: Asked, view: View) -> pl.Series:
        """What each row's family is called (String): its statement, or its fact where families have keys."""
        problem = asked.pool.problem
        if self.plan.family_count is None or problem.space is None:
            return problem.fact_of(view).text(exact_numbers(problem, view, asked.numbers))
        statements = pl.Series(dtype=pl.String).extend_constant(None, asked.families.size)
        for shape, where, numbers in self.plan.families_of(problem.name, asked.families):
            wording = problem.space.statement[shape]
            statement = pl.DataFrame(numbers).select(pl.all().cast(pl.String)).select(text(wording))
            statements = statements.scatter(where, statement.to_series())
        return statements

    @cached_property
    def _no_rows(self) -> pl.DataFrame:
        answer = pl.String if self._recipe.has_typed_answers else pl.Int64
        names = {"question": pl.String, "chosen": pl.String, "answer": answer}
        names |= {"solution": pl.String} if self._layout.has_steps else {}
        constant = dict.fromkeys(self._constant_column, pl.String)
        extra: dict[str, type[pl.DataType]] = dict.fromkeys(("operator", "view", "family", "kind"), pl.String)
        extra |= dict.fromkeys(("digits", "carries", "steps"), pl.Int64)
        extra |= dict.fromkeys(("entropy", "difficulty"), pl.Float64)
        return pl.DataFrame(schema={**names, **constant, **(extra if self.metadata else {})})


def _order_of(asked: Sequence[Asked]) -> Integers:
    """For each place, which row it is when the rows of all views stand one view after the other."""
    places = np.concatenate([each.places for each in asked]) if asked else np.empty(0, dtype=np.int64)
    at = np.empty_like(places)
    at[places] = np.arange(places.size)
    return at


def require_columns_alike(plan: Plan, *, metadata: bool) -> None:
    """Refuse splits whose columns, metadata included, no dataset can hold both: texts in one, lists in the other.

    Raises:
        RecipeError: there is such a column.

    """
    found = columns_at_odds({name: BlockMaker(plan, name, metadata).dtypes for name in plan.splits})
    if found is not None:
        column, one, other = found
        layouts = {name: plan.recipe.splits[name].layout for name in (one, other)}
        raise RecipeError(
            f"splits.{other}.layout: {column!r} is of another dtype in {layouts[other]} than in {layouts[one]}, the "
            f"layout of {one}; use one of these layouts for both, or write JSON without metadata"
        )


def _repeated(prompts: pl.DataFrame, times: int) -> pl.DataFrame:
    """Each row so many times, one after the other."""
    return prompts if times == 1 else prompts[np.repeat(np.arange(prompts.height), times)]


def blocks(rows: int, *, start: int = 0, size: int = BLOCK_ROWS) -> Iterator[tuple[int, int]]:
    """The ranges [start, stop) of at most `size` rows that make up rows start..rows-1.

    >>> list(blocks(5, size=2))
    [(0, 2), (2, 4), (4, 5)]
    """
    for first in range(start, rows, size):
        yield first, min(first + size, rows)


@guarded
def generate(recipe: Recipe | str, split: str = "train", start: int = 0, stop: int | None = None) -> pl.DataFrame:
    """Make rows start..stop-1 of a split, certified.

    Args:
        recipe: a `Recipe`, or what `load_recipe` takes.
        split: the name of a split of the recipe.
        start: the first row, counted from 0.
        stop: one past the last row; None: to the end of the split.

    Returns:
        One row each, with the columns of the split's layout (String; `answer` Int64) and then the
        metadata operator, view, family (String) and answer (Int64); where rejected answers differ, also
        mistake (String) and wrong_answer (Int64; null where none is given, as in the chosen rows of `kto`), of which
        `listwise` has lists; then kind (String), digits, carries, steps (Int64), entropy, difficulty (Float64).

    Raises:
        RecipeError: the recipe is not valid, or has no such split or rows, or too few mistakes apply.
        CertificationError: a row that the verifier does not confirm.

    >>> import pairwright
    >>> pairwright.generate("arithmetic", "test", 0, 2)[["question", "kind", "carries", "difficulty"]].row(0)
    ('71-10=?', 'additive', 0, 2.3)

    """
    plan = Plan.of(recipe if isinstance(recipe, Recipe) else load_recipe(recipe))
    rows = plan.split(split).rows
    end = rows if stop is None else stop
    if not 0 <= start <= end <= rows:
        raise RecipeError(f"rows {start}..{end} of split {split!r}: it has the rows 0..{rows}, start before stop")
    # A table of more questions than rows are asked for would take longer than the rows.
    maker = BlockMaker(plan, split, metadata=True, table_rows=min(TABLE_ROWS, end - start))
    return pl.concat([maker.block(*each).frame for each in blocks(end, start=start)] or [maker.block(0, 0).frame])


def first_rows(recipe: Recipe, split: str, count: int) -> pl.DataFrame:
    """The first `count` rows of a split, or all of them if it has fewer; otherwise like `generate`.

    Raises:
        RecipeError: count is below 1.
    """
    if count < 1:
        raise RecipeError(f"rows: {count} should be at least 1")
    return generate(recipe, split, 0, min(count, Plan.of(recipe).split(split).rows))
