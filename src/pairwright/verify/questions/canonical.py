"""One text for mirrored questions: terms, factors and sides in the order of texts, every unknown called x."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pairwright.verify.answer_types.inequalities import INEQUALITIES
from pairwright.verify.columns.lifting import Shape
from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.trees import (
    Constant,
    Numeral,
    Operation,
    Question,
    Scale,
    Tree,
    Unknown,
    Zero,
    numerals,
)


def canonical_texts(question: Question, shape: Shape) -> pl.Series:
    """The canonical forms of the texts of one shape (String)."""
    texts = _Texts(question, shape)
    if question.answers in INEQUALITIES:
        # Which side is the smaller one counts.
        equations = [pl.concat_str([texts.of(question.left), texts.of(question.right)], separator="<")]
    else:
        equations = [texts.joined([texts.of(left), texts.of(right)], "=") for left, right in question.equations]
    # Of one number all divisors may be asked for or the primes, of one value the fraction or the decimal.
    kind = [pl.lit(question.answers)] if question.answers else []
    if (precision := question.precision) is not None:
        kind += [pl.lit(f"{precision.manner} {precision.figures}"), texts.of(precision.unit)]
    return texts.column(pl.concat_str([*equations, *kind], separator=";"))


class _Texts:
    """Texts of trees, each made once into a column, so that no depth makes them more than linear."""

    def __init__(self, question: Question, shape: Shape) -> None:
        frame = pl.DataFrame({f"n{run}": values for run, values in enumerate(shape.numbers())} | {"row": shape.rows})
        frame = frame.with_columns(pl.exclude("row").cast(pl.String))
        if exact := shape.exact_numbers():
            texts = {run: pl.Series([str(numbers[run]) for numbers in exact.values()]) for run in range(shape.count)}
            frame = frame.with_columns(frame[f"n{run}"].scatter(list(exact), text) for run, text in texts.items())
        # 1,005 and 0.05 have runs of digits that begin with 0.
        self._frame = frame.with_columns(
            pl.col(f"n{run}").str.zfill(pl.Series(shape.widths(run)))
            for run in _later_runs(question)
            if shape.rows.size
        )

    def column(self, text: pl.Expr) -> pl.Series:
        return self._frame.select(text).to_series()

    def of(self, tree: Tree) -> pl.Expr:
        if isinstance(tree, Unknown):
            return pl.lit("x")
        if isinstance(tree, Numeral):
            return self._made(_written(tree))
        if not isinstance(tree, Operation):
            return pl.lit(_constant(tree))
        if tree.operator in {"+", "-"}:
            terms = [self._made(pl.concat_str([pl.lit(sign), self.of(each)])) for sign, each in _terms(tree)]
            return self._made(pl.concat_str([pl.lit("("), self.joined(terms, ""), pl.lit(")")]))
        if OPERATIONS[tree.operator].commutes:
            return self.joined([self.of(each) for each in _operands(tree, tree.operator)], tree.operator)
        right = self.of(tree.right)
        if isinstance(tree.right, Operation):
            # 12/(6/2) is not 12/6/2.
            right = pl.concat_str([pl.lit("("), right, pl.lit(")")])
        return self._made(pl.concat_str([self.of(tree.left), pl.lit(tree.operator), right]))

    def joined(self, texts: list[pl.Expr], between: str) -> pl.Expr:
        """The texts in order, with something between them."""
        if len(texts) == 2:
            # By a sixteenth of the cost of sorting a list.
            pair = pl.concat_str([pl.min_horizontal(texts), pl.max_horizontal(texts)], separator=between)
            return self._made(pair)
        return self._made(pl.concat_list(texts).list.sort().list.join(between))

    def _made(self, text: pl.Expr) -> pl.Expr:
        name = f"made{self._frame.width}"
        self._frame = self._frame.with_columns(text.alias(name))
        return pl.col(name)


def _later_runs(question: Question) -> list[int]:
    """The runs of digits behind a comma or a point."""
    unit = [] if question.precision is None else numerals(question.precision.unit)
    written = (*unit, *(each for sides in question.equations for side in sides for each in numerals(side)))
    return sorted({run for each in written for run in range(each.index + 1, each.index + each.groups + each.decimal)})


def _constant(tree: Constant | Scale | Zero) -> str:
    return str(tree.value) if isinstance(tree, Constant) else "0"


def _written(numeral: Numeral) -> pl.Expr:
    groups = [pl.col(f"n{run}") for run in range(numeral.index, numeral.index + numeral.groups)]
    point = [pl.lit("."), pl.col(f"n{numeral.index + numeral.groups}")] if numeral.decimal else []
    return pl.concat_str([*groups, *point])


def _terms(tree: Tree, sign: str = "+") -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, Operation) and tree.operator in {"+", "-"}:
        yield from _terms(tree.left, sign)
        flipped = sign if tree.operator == "+" else {"+": "-", "-": "+"}[sign]
        yield from _terms(tree.right, flipped)
    elif not isinstance(tree, Zero):
        yield sign, tree


def _operands(tree: Tree, operator: str) -> Iterator[Tree]:
    if isinstance(tree, Operation) and tree.operator == operator:
        yield from _operands(tree.left, operator)
        yield from _operands(tree.right, operator)
    else:
        yield tree
