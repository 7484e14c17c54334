"""Which questions are one: mirrored questions, and questions of one fact family, told from their text.

`57+4=?` and `4+57=?` are mirrored: equal up to the order of terms, of factors and of the sides of an
equation.  `57+4=?`, `61-4=?` and `x-57=4,x=?` are of one family: the same operations on the same
numbers, the answer among them, signs aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import polars as pl

from pairwright.verify.answers import Reading
from pairwright.verify.fractions import Fractions
from pairwright.verify.grammar import Numeral, Operation, Question, Tree, Unknown, Zero, numerals, question_of
from pairwright.verify.judging import Judge
from pairwright.verify.lifting import Shape, lifted
from pairwright.verify.shapes import ShapeJudge

_MAX_SHAPES = 4096
_KIN = pl.Schema({"canonical": pl.String(), "family": pl.String()})
# Wider than the numbers of almost every question; for wider ones the order is another, but always the same.
_WIDTH = 24
_KINDS = {"+": "+", "-": "+", "*": "*", "/": "*", "^": "^"}


def families(questions: pl.Series) -> pl.DataFrame:
    """The canonical form and the fact family of each question.

    Args:
        questions: a column of questions (String; nulls are not understood).

    Returns:
        One row each: canonical (String; equal for mirrored questions) and family (String, such as
        '+ 4 57 61'; equal within a fact family); null where the question is not understood, family
        also where it has not just one answer.

    >>> families(pl.Series(["57+4=?", "x-57=4,x=?"]))["family"].to_list()
    ['+ 4 57 61', '+ 4 57 61']
    """
    distinct = questions.fill_null("").rename("question").to_frame().unique(maintain_order=True)
    found = pl.concat([distinct, _kin(distinct.to_series())], how="horizontal")
    frame = questions.fill_null("").rename("question").to_frame()
    return frame.join(found, on="question", how="left", maintain_order="left").drop("question")


def _kin(questions: pl.Series) -> pl.DataFrame:
    pieces = [pl.DataFrame(schema=_KIN)]
    place, height = np.full(len(questions), -1), 0
    for shape in lifted(questions):
        if (judge := _judge(shape.text)) is None:
            continue
        forms = _forms(judge.judge.question, shape)
        for rows, judged in judge.judged(shape):
            if judged.columns is not None:
                answers = Fractions(rows.size)
                answers.put(np.arange(rows.size), judge.judge.expected(judged))
                pieces.append(_with_family(forms[rows], answers.texts(), _kind(judge.judge.question)))
                place[shape.rows[rows]] = np.arange(height, height + rows.size)
                height += rows.size
    found = pl.Series(place).set(pl.Series(place < 0), None)
    return pl.concat(pieces).select(pl.all().gather(found))


def _with_family(forms: pl.DataFrame, answers: pl.Series, kind: str) -> pl.DataFrame:
    """The canonical forms, and the families: the kind of operations, the numbers and the answers without sign."""
    frame = forms.with_columns(answer=answers.str.strip_prefix("-"))
    members = _by_size([pl.col(name) for name in frame.columns if name != "canonical"])
    family = pl.concat_str([pl.lit(kind), *members], separator=" ")
    return frame.select("canonical", family=pl.when(pl.col("answer").is_not_null()).then(family))


def _by_size(texts: list[pl.Expr]) -> list[pl.Expr]:
    """Texts of numbers, row by row the shorter first."""
    # Padded on the left, the shorter comes first in the order of texts, too.
    padded = [each.str.pad_start(_WIDTH) for each in texts]
    for end in range(len(padded) - 1, 0, -1):
        for i in range(end):
            pair = padded[i], padded[i + 1]
            padded[i], padded[i + 1] = pl.min_horizontal(pair), pl.max_horizontal(pair)
    return [each.str.strip_chars_start(" ") for each in padded]


@lru_cache(maxsize=_MAX_SHAPES)
def _judge(shape: str) -> ShapeJudge[Judge] | None:
    question = question_of(shape, 0)
    return None if question is None else ShapeJudge(Judge(question, Reading()), shape.count("0"))


def _forms(question: Question, shape: Shape) -> pl.DataFrame:
    """The canonical form and the numbers of the texts of one shape."""
    runs = pl.DataFrame({f"n{run}": values for run, values in enumerate(shape.numbers())} | {"row": shape.rows})
    runs = runs.with_columns(pl.exclude("row").cast(pl.String))
    if exact := shape.exact_numbers():
        texts = {run: pl.Series([str(numbers[run]) for numbers in exact.values()]) for run in range(shape.count)}
        runs = runs.with_columns(runs[f"n{run}"].scatter(list(exact), text) for run, text in texts.items())
    # 1,005 and 0.05 have runs of digits that begin with 0.
    runs = runs.with_columns(
        pl.col(f"n{run}").str.zfill(pl.Series(shape.widths(run))) for run in _later_runs(question) if shape.rows.size
    )
    written = [_written(each) for side in (question.left, question.right) for each in numerals(side)]
    return runs.select(
        canonical=_sorted_join([_canonical(question.left), _canonical(question.right)], "="),
        **{f"number{i}": each for i, each in enumerate(written)},
    )


def _later_runs(question: Question) -> list[int]:
    """The runs of digits behind a comma or a point."""
    written = (each for side in (question.left, question.right) for each in numerals(side))
    return [run for each in written for run in range(each.index + 1, each.index + each.groups + each.decimal)]


def _kind(question: Question) -> str:
    """The operations of a question, inverse ones counted as one: '+' of 61-4, '*+' of 3x-5."""
    counted = Counter(_KINDS[each] for side in (question.left, question.right) for each in _operations(side))
    return "".join(kind * times for kind, times in sorted(counted.items()))


def _operations(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Operation):
        if not isinstance(tree.left, Zero):
            yield tree.operator
        yield from _operations(tree.left)
        yield from _operations(tree.right)


def _written(numeral: Numeral) -> pl.Expr:
    groups = [pl.col(f"n{run}") for run in range(numeral.index, numeral.index + numeral.groups)]
    point = [pl.lit("."), pl.col(f"n{numeral.index + numeral.groups}")] if numeral.decimal else []
    return pl.concat_str([*groups, *point])


def _canonical(tree: Tree) -> pl.Expr:
    """The tree as text, terms and factors sorted, every unknown called x."""
    if isinstance(tree, Unknown):
        return pl.lit("x")
    if isinstance(tree, Numeral):
        return _written(tree)
    if not isinstance(tree, Operation):
        return pl.lit("0")
    if tree.operator in {"+", "-"}:
        return _bracketed(_sorted_join([_term(sign, each) for sign, each in _terms(tree)], ""))
    if tree.operator == "*":
        return _sorted_join([_canonical(each) for each in _factors(tree)], "*")
    return pl.concat_str([_canonical(tree.left), pl.lit(tree.operator), _canonical(tree.right)])


def _terms(tree: Tree, sign: str = "+") -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, Operation) and tree.operator in {"+", "-"}:
        yield from _terms(tree.left, sign)
        flipped = sign if tree.operator == "+" else {"+": "-", "-": "+"}[sign]
        yield from _terms(tree.right, flipped)
    elif not isinstance(tree, Zero):
        yield sign, tree


def _factors(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Operation) and tree.operator == "*":
        yield from _factors(tree.left)
        yield from _factors(tree.right)
    else:
        yield tree


def _term(sign: str, tree: Tree) -> pl.Expr:
    return pl.concat_str([pl.lit(sign), _canonical(tree)])


def _bracketed(text: pl.Expr) -> pl.Expr:
    return pl.concat_str([pl.lit("("), text, pl.lit(")")])


def _sorted_join(texts: list[pl.Expr], between: str) -> pl.Expr:
    if len(texts) == 2:
        # By a sixteenth of the cost of sorting a list.
        return pl.concat_str([pl.min_horizontal(texts), pl.max_horizontal(texts)], separator=between)
    return pl.concat_list(texts).list.sort().list.join(between)
