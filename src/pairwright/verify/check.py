"""Whole columns of texts to verdicts, shape by shape.

Each distinct shape is parsed once; its tree is then evaluated on the columns of its numbers.
Numbers so large that 64 bits could overflow take the same arithmetic on Python integers.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.verify.algebra import Minus, Polynomial, Value, at, difference, fraction_of
from pairwright.verify.frame import Frame, Sentence
from pairwright.verify.grammar import Question, Tree, Unknown, calculation_of, question_of
from pairwright.verify.lifting import Shape, lifted
from pairwright.verify.verdict import Verdict

Codes = npt.NDArray[np.uint8]
_INT64_LIMIT = 2**63
_MAX_SHAPES = 4096


@dataclass(frozen=True)
class _Reading:
    """What one shape says, compiled: a question, the answers claimed, the calculations given."""

    question: Question
    sentence: Sentence
    calculations: tuple[Tree, ...]

    def verdicts(self, numbers: Sequence[Value]) -> Codes:
        """The verdict on each row of the numbers' columns."""
        claims = [self._claimed(numbers, i) for i in range(len(self.sentence.claims))]
        claim = claims[0]
        holds, degenerate = _satisfied(self.question, numbers, claim)
        for other in claims[1:]:
            holds &= other == claim
        for tree in self.calculations:
            # A calculation is a question of its own: what is it, if not the answer?
            true, impossible = _satisfied(Question(tree, Unknown("?")), numbers, claim)
            holds &= true & ~impossible
        codes = np.where(holds, Verdict.RIGHT, Verdict.WRONG).astype(np.uint8)
        codes[degenerate] = Verdict.DEGENERATE
        return codes

    def bound(self, largest: int, count: int) -> int:
        """What no intermediate result can exceed while none of the `count` numbers exceeds `largest`."""
        numbers = [largest] * count
        questions = [self.question, *(Question(tree, Unknown("?")) for tree in self.calculations)]
        return max(max(_magnitudes(question, numbers, largest)) for question in questions)

    def _claimed(self, numbers: Sequence[Value], which: int) -> Value:
        claim = self.sentence.claims[which]
        return -numbers[claim.index] if claim.negative else numbers[claim.index]


class Verifier:
    """Reads texts of one wording and says of each whether what it claims is so.

    Args:
        wording: how question and answer stand together, with the slots question, answer and
            (if there is one) calculation.

    >>> said = Verifier("{question} The answer is {answer}.")
    >>> said.verdicts(pl.Series(["57+4=? The answer is 61.", "x+5=8,x=? The answer is 4."])).tolist()
    [0, 1]

    """

    def __init__(self, wording: str) -> None:
        self._frame = Frame(wording)
        self._reading = lru_cache(maxsize=_MAX_SHAPES)(self._read)

    def verdicts(self, texts: pl.Series) -> Codes:
        """The `Verdict` codes (uint8, one for each text) of a column (dtype String, no nulls)."""
        codes = np.full(len(texts), Verdict.UNPARSED, dtype=np.uint8)
        for shape in lifted(texts):
            reading = self._reading(shape.text)
            if reading is not None:
                codes[shape.rows] = _judged(*reading, shape)
        return codes

    def _read(self, shape: str) -> tuple[_Reading, int] | None:
        """The compiled shape, and the largest number with which 64 bits suffice; None if unparsed."""
        sentence = self._frame.read(shape)
        if sentence is None or not sentence.claims:
            return None
        question = question_of(*sentence.question)
        if question is None:
            return None
        trees = [calculation_of(*each) for each in sentence.calculations]
        if None in trees:
            return None
        reading = _Reading(question, sentence, tuple(tree for tree in trees if tree is not None))
        count = shape.count("0")
        fits = (digits for digits in range(18, 0, -1) if reading.bound(10**digits, count) < _INT64_LIMIT)
        return reading, 10 ** next(fits, 0)


def _judged(reading: _Reading, largest: int, shape: Shape) -> Codes:
    """The verdicts on one shape: 64 bits where that is enough, Python integers elsewhere."""
    numbers, exact = shape.numbers(), shape.exact_numbers()
    codes = reading.verdicts(numbers)
    small = np.ones(shape.rows.size, dtype=bool)
    for column in numbers:
        small &= column <= largest
    small[list(exact)] = False
    if not small.all():
        large = np.flatnonzero(~small)
        rows = [exact.get(row) or [int(column[row]) for column in numbers] for row in large.tolist()]
        codes[large] = reading.verdicts([np.array(column, dtype=object) for column in zip(*rows, strict=True)])
    return codes


def _satisfied(question: Question, numbers: Sequence[Value], claim: Value) -> tuple[Any, Any]:
    """Whether the claim satisfies the question, and whether the question is degenerate (bool columns).

    Degenerate: the unknown drops out (so all numbers satisfy it, or none), or a divisor is 0
    whatever the unknown is.
    """
    left, right = fraction_of(question.left, numbers), fraction_of(question.right, numbers)
    polynomial = difference(left, right)
    rows = np.shape(claim)
    holds = _truth(at(polynomial, claim) == 0, rows)
    degenerate = _all_zero(polynomial[1:], rows)
    for divisor in (*left.divisors, *right.divisors):
        degenerate |= _all_zero(divisor, rows)
        holds &= _truth(at(divisor, claim) != 0, rows)
    return holds, degenerate


def _all_zero(polynomial: Polynomial, rows: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    zero = np.ones(rows, dtype=bool)
    for coefficient in polynomial:
        zero &= _truth(coefficient == 0, rows)
    return zero


def _truth(condition: Any, rows: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    return np.broadcast_to(np.asarray(condition, dtype=bool), rows).copy()


def _magnitudes(question: Question, numbers: Sequence[int], claim: int, minus: Minus = operator.add) -> list[int]:
    """Upper bounds on everything that `_satisfied` computes."""
    left, right = fraction_of(question.left, numbers, minus), fraction_of(question.right, numbers, minus)
    polynomials = [difference(left, right, minus), *left.divisors, *right.divisors]
    return [int(at(polynomial, claim)) for polynomial in polynomials]
