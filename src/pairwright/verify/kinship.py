"""Which questions are one: mirrored questions, and questions of one fact family, told from their text.

`57+4=?` and `4+57=?` are mirrored: equal up to the order of terms, of factors and of the sides of an
equation.  `57+4=?`, `61-4=?` and `x-57=4,x=?` are of one family: the same operations on the same
numbers, the answer among them, signs aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.verify.answer_types.expressions import EXPRESSIONS
from pairwright.verify.answer_types.targets import TARGET
from pairwright.verify.answers.claims import Reading
from pairwright.verify.columns.lifting import alike
from pairwright.verify.exact.algebra import Columns, fraction_of
from pairwright.verify.exact.polynomials import Value
from pairwright.verify.exact.roots import Holding
from pairwright.verify.judging import Judge, Outcome
from pairwright.verify.kept import Kept
from pairwright.verify.questions.canonical import canonical_texts
from pairwright.verify.questions.grammar import question_of
from pairwright.verify.questions.relations import Relation, fractions, relation_of
from pairwright.verify.questions.trees import ROOTS, Operation, Question
from pairwright.verify.shapes import ShapeJudge

_MAX_QUESTIONS = 16_384
_KIN = pl.Schema({"canonical": pl.String(), "family": pl.String()})
RowNumbers = npt.NDArray[np.int64]


def families(questions: pl.Series) -> pl.DataFrame:
    """The canonical form and the fact family of each question.

    Args:
        questions: a column of questions (String; nulls are not understood).

    Returns:
        One row each: canonical (String; equal for mirrored questions) and family (String, such as
        '+ 4 57 61'; equal within a fact family; its numbers are exact values, so that 0.50 is `1/2`);
        null where the question is not understood, family also where it has not just one answer.

    >>> families(pl.Series(["57+4=?", "x-57=4,x=?", "1/2+1/3=?"]))["family"].to_list()
    ['+ 4 57 61', '+ 4 57 61', '+ 1/2 1/3 5/6']
    """
    distinct = questions.fill_null("").rename("question").to_frame().unique(maintain_order=True)
    found = pl.concat([distinct, _kin(distinct.to_series())], how="horizontal")
    frame = questions.fill_null("").rename("question").to_frame()
    return frame.join(found, on="question", how="left", maintain_order="left").drop("question")


def _kin(questions: pl.Series) -> pl.DataFrame:
    pieces = [pl.DataFrame(schema=_KIN)]
    place, height = np.full(len(questions), -1), 0
    for _, shape in alike(questions, _question):
        if (judge := _judge(shape.text)) is None:
            continue
        canonical = canonical_texts(_question(shape.text) or judge.judge.question, shape)
        for rows, judged in judge.judged(shape):
            if judged.columns is not None:
                pieces.append(pl.DataFrame([canonical[rows], _family(judge.judge, judged)], schema=_KIN))
                place[shape.rows[rows]] = np.arange(height, height + rows.size)
                height += rows.size
    found = pl.Series(place).set(pl.Series(place < 0), None)
    return pl.concat(pieces).select(pl.all().gather(found))


@lru_cache(maxsize=_MAX_QUESTIONS)
def _question(shape: str) -> Question | None:
    return question_of(shape, 0)


@Kept
def _judge(shape: str) -> ShapeJudge[Judge] | None:
    question = _question(shape)
    if question is None:
        return None
    # However it is rounded, the fact is that of the exact value.
    return ShapeJudge(Judge(replace(question, precision=None), Reading()), shape.count("0"))


def _family(judge: Judge, judged: Outcome) -> pl.Series:
    """The families of the rows (String), null where there is not just one answer."""
    rows, columns, answers = judged.codes.size, judged.columns or Columns(()), judge.expected(judged)
    answered = np.logical_and.reduce([np.broadcast_to(below != 0, rows) for _, below in answers])
    if judge.question.answers in {*EXPRESSIONS, ROOTS, TARGET}:
        answered = np.ones(rows, dtype=bool) if judged.columns is not None else answered
    found = pl.Series([None] * rows, dtype=pl.String)
    for some, relation in _relations(judge, columns, np.flatnonzero(answered)):
        stated = [fraction_of(member, columns) for member in relation.members]
        for doubt in (doubt for each in stated for doubt in each.doubts):
            some = some[~np.broadcast_to(np.asarray(doubt, dtype=bool), rows)[some]]
        values = [_value(each.numerator[0], each.denominator[0], rows) for each in stated]
        above, below = answers[0]
        values += [_value(above, below * relation.below, rows)] if relation.answered else []
        texts = _named(relation.name, [(above[some], below[some]) for above, below in values])
        found = texts if some.size == rows else found.scatter(some, texts)
    return found


def _relations(judge: Judge, columns: Columns, rows: RowNumbers) -> Iterator[tuple[RowNumbers, Relation]]:
    """The facts stated, each with its rows: which of the fractions are whole tells them apart."""
    pairs = fractions(judge.question)
    if not rows.size:
        return
    if not pairs:
        yield rows, relation_of(judge.question, ())
        return
    whole = np.stack([_is_whole(pair, columns)[rows] for pair in pairs])
    patterns, group = np.unique(whole, axis=1, return_inverse=True)
    for number in range(patterns.shape[1]):
        divisions = [pair for pair, is_whole in zip(pairs, patterns[:, number], strict=True) if is_whole]
        yield rows[group.ravel() == number], relation_of(judge.question, divisions)


def _is_whole(pair: Operation, columns: Columns) -> Holding:
    value = fraction_of(pair, columns)
    above, below = value.numerator[0], value.denominator[0]
    return np.asarray(above % np.where(below == 0, 1, below) == 0, dtype=bool)


def _value(above: Value, below: Value, rows: int) -> tuple[Value, Value]:
    """Absolute values in lowest terms, as columns."""
    above, below = np.broadcast_to(abs(above), rows), np.broadcast_to(abs(below), rows)
    if (below == 1).all():
        return above, below
    common = np.gcd(above, below)
    common = np.where(common == 0, 1, common)
    return above // common, below // common


def _named(name: str, values: list[tuple[Value, Value]]) -> pl.Series:
    """The texts of families: the relation, then the numbers, whole ones first, then the smaller."""
    above, below = (np.stack([value[part] for value in values], axis=1) for part in (0, 1))
    if "O" in {above.dtype.kind, below.dtype.kind}:
        # np.lexsort takes no Python integers.
        above, below = _PARTS(np.sort(_PAIR(below, above), axis=1))
    elif (below == 1).all():
        above = np.sort(above, axis=1)
    else:
        order = np.lexsort((above, below), axis=1)
        above, below = np.take_along_axis(above, order, axis=1), np.take_along_axis(below, order, axis=1)
    texts = [_text(above[:, place], below[:, place]) for place in range(len(values))]
    return pl.select(pl.concat_str([pl.lit(name), *texts], separator=" ")).to_series()


_PAIR = np.frompyfunc(lambda below, above: (below, above), 2, 1)
_PARTS = np.frompyfunc(lambda pair: (pair[1], pair[0]), 1, 2)


def _text(above: Value, below: Value) -> pl.Series:
    """Fractions as texts: `7`, `5/6`."""
    texts = _digits(above)
    if (below == 1).all():
        return texts
    ratios = pl.select(pl.concat_str([texts, _digits(below)], separator="/")).to_series()
    return texts.zip_with(pl.Series(below == 1, dtype=pl.Boolean), ratios)


def _digits(column: Value) -> pl.Series:
    if column.dtype == object:
        return pl.Series([str(number) for number in column.tolist()])
    return pl.Series(column).cast(pl.String)
