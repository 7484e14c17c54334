"""Trees and columns of numbers to exact fractions of polynomials in the unknown.

A value is numerator/denominator, each a polynomial with integer coefficients (columns, lowest
power first).  The arithmetic is the same on int64 columns, on columns of Python integers and on
single Python integers: the first is fast, the second exact at any size, the third bounds the first.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pairwright.verify.grammar import Number, Tree, Unknown

# int, an int64 column, or a column of Python integers.
Value = Any
Polynomial = list[Value]
Minus = Callable[[Value, Value], Value]


@dataclass(frozen=True)
class Fraction:
    """A value, and the polynomials by which something was divided on the way."""

    numerator: Polynomial
    denominator: Polynomial
    divisors: tuple[Polynomial, ...]


def fraction_of(tree: Tree, numbers: Sequence[Value], minus: Minus = operator.sub) -> Fraction:
    """The value of a tree.

    Args:
        tree: as parsed.
        numbers: for each number of the text, its column.
        minus: subtraction; `operator.add` on absolute values gives a bound on every coefficient.

    """
    if isinstance(tree, Unknown):
        return Fraction([0, 1], [1], ())
    if isinstance(tree, Number):
        return Fraction([numbers[tree.index] if tree.index >= 0 else 0], [1], ())
    left, right = fraction_of(tree.left, numbers, minus), fraction_of(tree.right, numbers, minus)
    divisors = left.divisors + right.divisors
    if tree.operator == "*":
        return Fraction(times(left.numerator, right.numerator), times(left.denominator, right.denominator), divisors)
    if tree.operator == "/":
        return Fraction(
            times(left.numerator, right.denominator),
            times(left.denominator, right.numerator),
            (*divisors, right.numerator),
        )
    combine = operator.add if tree.operator == "+" else minus
    return Fraction(
        combined(times(left.numerator, right.denominator), times(right.numerator, left.denominator), combine),
        times(left.denominator, right.denominator),
        divisors,
    )


def difference(left: Fraction, right: Fraction, minus: Minus = operator.sub) -> Polynomial:
    """The polynomial that is 0 where left equals right (and no divisor is 0)."""
    return combined(times(left.numerator, right.denominator), times(right.numerator, left.denominator), minus)


def times(one: Polynomial, other: Polynomial) -> Polynomial:
    """The product of two polynomials."""
    product: Polynomial = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            if not (_is(a, 0) or _is(b, 0)):
                term = b if _is(a, 1) else a if _is(b, 1) else a * b
                product[i + j] = term if _is(product[i + j], 0) else product[i + j] + term
    return product


def combined(one: Polynomial, other: Polynomial, combine: Minus) -> Polynomial:
    """The sum or difference of two polynomials."""
    size = max(len(one), len(other))
    padded = ([*each, *[0] * (size - len(each))] for each in (one, other))
    return [a if _is(b, 0) else combine(a, b) for a, b in zip(*padded, strict=True)]


def at(polynomial: Polynomial, place: Value) -> Value:
    """The polynomial's value (Horner's rule)."""
    value = polynomial[-1]
    for coefficient in reversed(polynomial[:-1]):
        value = value * place + coefficient
    return value


def _is(value: Value, constant: int) -> bool:
    return isinstance(value, int) and value == constant
