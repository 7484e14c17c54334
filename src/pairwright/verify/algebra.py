"""Trees and columns of numbers to exact fractions of polynomials in the unknown.

A value is numerator/denominator, each a polynomial with integer coefficients (columns, lowest
power first).  The arithmetic is the same on int64 columns, on columns of Python integers and on
single Python integers: the first is fast, the second exact at any size, the third bounds the first.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pairwright.verify.grammar import Constant, Numeral, Operation, Scale, Tree, Unknown

# int, an int64 column, or a column of Python integers.
Value = Any
Polynomial = list[Value]
Minus = Callable[[Value, Value], Value]


@dataclass(frozen=True)
class Columns:
    """The numbers of texts of one shape.

    Attributes:
        values: for each run of digits, its value.
        scales: for each run whose digits count (after a decimal point, or repeated), 10 to their number.
        exponents: for each run that is an exponent, its one value.
    """

    values: Sequence[Value]
    scales: Mapping[int, Value] = field(default_factory=dict)
    exponents: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Fraction:
    """A value, and the polynomials by which something was divided on the way."""

    numerator: Polynomial
    denominator: Polynomial
    divisors: tuple[Polynomial, ...] = ()


def fraction_of(tree: Tree, columns: Columns, minus: Minus = operator.sub) -> Fraction:
    """The value of a tree.

    Args:
        tree: as parsed.
        columns: the numbers of the text.
        minus: subtraction; `operator.add` on absolute values gives a bound on every coefficient.
    """
    if isinstance(tree, Unknown):
        return Fraction([0, 1], [1])
    if isinstance(tree, Numeral):
        return _written(tree, columns)
    if isinstance(tree, Scale):
        return Fraction([columns.scales[tree.index]], [1])
    if not isinstance(tree, Operation):
        return Fraction([tree.value if isinstance(tree, Constant) else 0], [1])
    left = fraction_of(tree.left, columns, minus)
    if tree.operator == "^" and isinstance(tree.right, Numeral):
        return _power(left, columns.exponents[tree.right.index])
    return _COMBINED[tree.operator](left, fraction_of(tree.right, columns, minus), minus)


def _sum(left: Fraction, right: Fraction, _: Minus) -> Fraction:
    return _added(left, right, operator.add)


def _added(left: Fraction, right: Fraction, combine: Minus) -> Fraction:
    above = combined(times(left.numerator, right.denominator), times(right.numerator, left.denominator), combine)
    return Fraction(above, times(left.denominator, right.denominator), left.divisors + right.divisors)


def _product(left: Fraction, right: Fraction, _: Minus) -> Fraction:
    below = times(left.denominator, right.denominator)
    return Fraction(times(left.numerator, right.numerator), below, left.divisors + right.divisors)


def _quotient(left: Fraction, right: Fraction, _: Minus) -> Fraction:
    above, below = times(left.numerator, right.denominator), times(left.denominator, right.numerator)
    return Fraction(above, below, (*left.divisors, *right.divisors, right.numerator))


_COMBINED: Mapping[str, Callable[[Fraction, Fraction, Minus], Fraction]] = {
    "+": _sum,
    "-": _added,
    "*": _product,
    "/": _quotient,
}


def _written(numeral: Numeral, columns: Columns) -> Fraction:
    value = columns.values[numeral.index] if numeral.groups else 0
    after = numeral.index + numeral.groups
    for index in range(numeral.index + 1, after):
        value = value * 1000 + columns.values[index]
    if not numeral.decimal:
        return Fraction([value], [1])
    scale = columns.scales[after]
    return Fraction([value * scale + columns.values[after]], [scale])


def _power(base: Fraction, exponent: int) -> Fraction:
    numerator: Polynomial = [1]
    denominator: Polynomial = [1]
    for _ in range(exponent):
        numerator, denominator = times(numerator, base.numerator), times(denominator, base.denominator)
    return Fraction(numerator, denominator, base.divisors)


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


def at(polynomial: Polynomial, place: Fraction) -> Value:
    """The polynomial's value at a number, times the number's denominator to the polynomial's degree.

    That product is an integer, and it is 0 just where the value is (Horner's rule).
    """
    top, bottom = place.numerator[0], place.denominator[0]
    value, scale = polynomial[-1], bottom
    for coefficient in reversed(polynomial[:-1]):
        value = value * top + (coefficient if _is(scale, 1) else coefficient * scale)
        scale = scale if _is(bottom, 1) else scale * bottom
    return value


def _is(value: Value, constant: int) -> bool:
    return isinstance(value, int) and value == constant
