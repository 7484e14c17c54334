"""Answers that are expressions: polynomials multiplied out and collected, or as a product of factors.

Two are the same just where all their coefficients are; whether an answer is finished is told from how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.exact.algebra import Columns, exponent_of, fraction_of
from pairwright.verify.exact.polynomials import Fraction, Polynomial, difference, is_constant
from pairwright.verify.questions.trees import Numeral, Operation, Tree, Unknown, terms, unknowns, unsigned

Truth = npt.NDArray[np.bool_]
# What a question may ask for (`Question.answers`).
EXPANDED, FACTORED = "expanded", "factored"
EXPRESSIONS = frozenset([EXPANDED, FACTORED])
# Of answers in declared wording, in shapes and in texts: what has the letter.
IN_SHAPES = r"[-+*^()0]*x[-+*^()0x]*"
IN_TEXTS = IN_SHAPES.replace("0", "0-9")
# 3x^2 - 5x + 2, letters by themselves.
_FREE = r"(?P<written>[-+]?[ \t]*[0a-zA-Z(](?:[-+*^()0 \t²³⁴⁵⁶⁷⁸⁹]|(?<![a-zA-Z])[a-zA-Z](?![a-zA-Z]))*)"
_ANNOUNCED = re.compile(
    rf"(?:\b(?i:answer|result|expression|form|product|sum|derivative|expansion)\b[\"'*]*[ \t]*(?:is:?|:|=)[ \t]*|{OPEN}|=[ \t$]*|\A\s*|\n\s*(?=[^=]*\Z)){_FREE}"
    rf"(?=[ \t$]*(?:[.;!,{CLOSE}\n]|\Z|because\b|since\b|as\b|\*\*))"
)


_MORE = re.compile(r"[=0]|(?<![a-zA-Z])[b-hj-z](?![a-zA-Z])")


def written_at(text: str) -> re.Match[str] | None:
    """The last expression that a passage announces as its answer."""
    found = [match for match in _ANNOUNCED.finditer(text) if match["written"].strip()]
    strong = [match for match in found if match[0][0].isalpha() or match[0][0] == OPEN]
    last = (strong or found)[-1] if found else None
    # A step is none, where more is worked out behind it.
    return None if last is None or (not strong and _MORE.search(text, last.end())) else last


def claim_of(tree: Tree | None) -> Claim | None:
    """An expression as a claim; None where there is none."""
    return None if tree is None or not unknowns(tree) else Claim(tree, choice="expression")


def same(question: Fraction, claim: Fraction, rows: tuple[int, ...]) -> Truth:
    """Where two expressions have the same coefficients."""
    found = ~_zero(claim.denominator[0], rows)
    for coefficient in difference(question, claim):
        if not is_constant(coefficient, 0):
            found &= _zero(coefficient, rows)
    return found


def unfinished(tree: Tree, answers: str, columns: Columns, rows: tuple[int, ...]) -> Truth:
    """Where an answer is not written as it is asked for."""
    return _unfactored(tree, columns, rows) if answers == FACTORED else _uncollected(tree, columns, rows)


def _uncollected(tree: Tree, columns: Columns, rows: tuple[int, ...]) -> Truth:
    """Where there are more terms than coefficients, or a term has brackets or several numbers."""
    added = list(terms(tree))
    if not all(map(_is_monomial, added)):
        return np.ones(rows, dtype=bool)
    coefficients = fraction_of(tree, columns).numerator
    there: Any = np.zeros(rows, dtype=np.int64)
    for each in coefficients:
        if not is_constant(each, 0):
            there += ~_zero(each, rows)
    # All that is left may be 0, which is written so.
    found: Truth = there != (len(added) if len(coefficients) > 1 else there * len(added))
    return found


def _unfactored(tree: Tree, columns: Columns, rows: tuple[int, ...]) -> Truth:
    """Where there are fewer factors with the letter than its power, or one has a higher one."""
    linear = np.zeros(rows, dtype=np.int64)
    found = np.zeros(rows, dtype=bool)
    for factor, times in _factors(unsigned(tree), columns):
        coefficients = fraction_of(factor, columns).numerator
        found |= _degree(coefficients, rows) > 1
        linear += times * (_degree(coefficients, rows) == 1)
    return found | (linear < _degree(fraction_of(tree, columns).numerator, rows))


def _degree(polynomial: Polynomial, rows: tuple[int, ...]) -> npt.NDArray[np.int64]:
    degree = np.zeros(rows, dtype=np.int64)
    for power, coefficient in enumerate(polynomial):
        if not is_constant(coefficient, 0):
            degree = np.where(_zero(coefficient, rows), degree, power)
    return degree


def _is_monomial(tree: Tree) -> bool:
    """Whether a term is a number, a power of a letter, or a number times that."""
    if isinstance(tree, Operation) and tree.operator == "*":
        return isinstance(unsigned(tree.left), Numeral) and _is_power(tree.right)
    return isinstance(tree, Numeral) or _is_power(tree)


def _is_power(tree: Tree) -> bool:
    return isinstance(tree, Unknown) or (
        isinstance(tree, Operation) and tree.operator == "^" and isinstance(tree.left, Unknown)
    )


def _factors(tree: Tree, columns: Columns, times: int = 1) -> Iterator[tuple[Tree, int]]:
    """What a tree is the product of, each with how many times it stands there."""
    if isinstance(tree, Operation) and tree.operator == "*":
        yield from _factors(tree.left, columns, times)
        yield from _factors(tree.right, columns, times)
    elif isinstance(tree, Operation) and tree.operator == "^":
        yield from _factors(tree.left, columns, times * exponent_of(tree.right, columns.exponents))
    else:
        yield tree, times


def _zero(value: Any, rows: Sequence[int]) -> Truth:
    return np.broadcast_to(np.asarray(value == 0, dtype=bool), tuple(rows)).copy()
