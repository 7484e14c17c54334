"""How many real roots polynomials have, whole columns of coefficients at a time, and what is left without some of them."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.verify.exact.polynomials import Fraction, Minus, Polynomial, Value, at

Holding = npt.NDArray[np.bool_]
# So many coefficients a cubic polynomial has.
CUBIC = 4


def real_roots(polynomial: Polynomial, rows: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """How many different real roots there are; of higher powers than the cube the most there can be."""
    roots = np.zeros(rows, dtype=np.int64)
    for power, coefficient in enumerate(polynomial):
        roots = np.where(zero(coefficient, rows), roots, power)
    if len(polynomial) > 2:
        none, linear, square = polynomial[:3]
        discriminant = linear * linear - 4 * none * square
        roots = np.where((roots == 2) & zero(discriminant, rows), 1, roots)
        roots = np.where((roots == 2) & np.asarray(discriminant < 0, dtype=bool), 0, roots)
        if len(polynomial) >= CUBIC:
            roots = np.where(roots == CUBIC - 1, _roots_of_cubes(polynomial[:CUBIC]), roots)
        # a*x^n + c has one root where n is odd.
        odd = all_zero(polynomial[1:-1], rows) & (roots == len(polynomial) - 1) & (roots % 2 == 1)
        roots = np.where(odd, 1, roots)
        roots = np.where((roots > CUBIC - 1) & _has_one_sign(polynomial, rows), 0, roots)
    return roots


def without_roots(polynomial: Polynomial, roots: list[Fraction], rows: tuple[int, ...]) -> Polynomial:
    """The polynomial (columns of Python integers) divided by x less each of some of its roots, as often as that goes.

    It comes times some number other than 0.
    """
    left: Polynomial = [np.broadcast_to(np.asarray(each, dtype=object), rows) for each in polynomial]
    for root in roots:
        top, bottom = (np.asarray(each[0], dtype=object) for each in (root.numerator, root.denominator))
        for _ in range(len(polynomial) - 1):
            divides = zero(at(left, Fraction([top], [bottom])), rows) & ~all_zero(left, rows)
            if not divides.any():
                break
            quotient: Polynomial = [left[-1]]
            # Horner's rule: what it passes through is the quotient, each of it times one more of the root's denominator.
            for place, coefficient in enumerate(reversed(left[1:-1]), 1):
                quotient.append(quotient[-1] * top + coefficient * bottom**place)
            scaled = [each * bottom**place for place, each in enumerate(reversed(quotient))]
            left = [np.where(divides, each, old) for each, old in zip([*scaled, 0], left, strict=True)]
    return left


def _has_one_sign(polynomial: Polynomial, rows: tuple[int, ...]) -> Holding:
    """Whether all powers are even and their coefficients of one sign, the one alone not 0: no number makes that 0."""
    odd = all_zero(polynomial[1::2], rows)
    signs = [np.broadcast_to(np.asarray(np.sign(each), dtype=np.int64), rows) for each in polynomial[::2]]
    held: Holding = odd & (signs[0] != 0)
    for sign in signs[1:]:
        held &= (sign == signs[0]) | (sign == 0)
    return held


def discriminant_of_cube(cubic: Polynomial, minus: Minus = operator.sub) -> Value:
    """Greater than 0 where a cubic polynomial has three real roots, less where one, and 0 where two are one."""
    d, c, b, a = cubic
    grown = 18 * a * b * c * d + b * b * c * c
    return minus(minus(minus(grown, 4 * b * b * b * d), 4 * a * c * c * c), 27 * a * a * d * d)


def _roots_of_cubes(cubic: Polynomial) -> Value:
    """How many different real roots cubic polynomials have; each as if its first coefficient were not 0."""
    _, c, b, a = cubic
    sign = discriminant_of_cube(cubic)
    return np.where(sign > 0, 3, np.where(sign < 0, 1, np.where(b * b == 3 * a * c, 1, 2)))


def all_zero(polynomial: Polynomial, rows: tuple[int, ...]) -> Holding:
    """Whether all coefficients are 0."""
    found = np.ones(rows, dtype=bool)
    for coefficient in polynomial:
        found &= zero(coefficient, rows)
    return found


def zero(value: Any, rows: tuple[int, ...]) -> Holding:
    """Where a column, or one number for all rows, is 0."""
    return np.asarray(value == 0, dtype=bool) if np.shape(value) == rows else np.full(rows, bool(value == 0))
