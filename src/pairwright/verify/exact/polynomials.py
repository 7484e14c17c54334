"""Exact fractions of polynomials in the unknown, whole columns at a time.

A value is numerator/denominator, each a polynomial with integer coefficients (columns, lowest
power first).  The arithmetic is the same on int64 columns, on columns of Python integers and on
single Python integers: the first is fast, the second exact at any size, the third bounds the first.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# int, an int64 column, or a column of Python integers.
Value = Any
Polynomial = list[Value]
Minus = Callable[[Value, Value], Value]


@dataclass(frozen=True)
class Fraction:
    """A value, and what it rests on.

    Attributes:
        divisors: the polynomials by which something was divided on the way; none may be 0.
        doubts: truth columns: where one is true, two people would read the value differently, or it is no fraction.
    """

    numerator: Polynomial
    denominator: Polynomial
    divisors: tuple[Polynomial, ...] = ()
    doubts: tuple[Value, ...] = ()


def difference(left: Fraction, right: Fraction, minus: Minus = operator.sub) -> Polynomial:
    """The polynomial that is 0 where left equals right (and no divisor is 0)."""
    return combined(times(left.numerator, right.denominator), times(right.numerator, left.denominator), minus)


def times(one: Polynomial, other: Polynomial) -> Polynomial:
    """The product of two polynomials."""
    if len(one) == 1 and is_constant(one[0], 1):
        return other
    if len(other) == 1 and is_constant(other[0], 1):
        return one
    product: Polynomial = [0] * (len(one) + len(other) - 1)
    # Of x^100 no more than one coefficient is not 0.
    terms = [(j, b, is_constant(b, 1)) for j, b in enumerate(other) if not is_constant(b, 0)]
    for i, a in enumerate(one):
        if is_constant(a, 0):
            continue
        a_is_one = is_constant(a, 1)
        for j, b, b_is_one in terms:
            term = b if a_is_one else a if b_is_one else a * b
            product[i + j] = term if is_constant(product[i + j], 0) else product[i + j] + term
    return product


def combined(one: Polynomial, other: Polynomial, combine: Minus) -> Polynomial:
    """The sum or difference of two polynomials."""
    size = max(len(one), len(other))
    padded = ([*each, *[0] * (size - len(each))] for each in (one, other))
    return [a if is_constant(b, 0) else combine(a, b) for a, b in zip(*padded, strict=True)]


def at(polynomial: Polynomial, place: Fraction) -> Value:
    """The polynomial's value at a number, times the number's denominator to the polynomial's degree.

    That product is an integer, and it is 0 just where the value is (Horner's rule).
    """
    top, bottom = place.numerator[0], place.denominator[0]
    value, scale = polynomial[-1], bottom
    for coefficient in reversed(polynomial[:-1]):
        value = value * top + (coefficient if is_constant(scale, 1) else coefficient * scale)
        scale = scale if is_constant(bottom, 1) else scale * bottom
    return value


def is_constant(value: Value, constant: int) -> bool:
    """Whether a value is that one number for all rows, known without a look at them."""
    return isinstance(value, int) and value == constant
