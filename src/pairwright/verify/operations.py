"""The operations: how each is written, what it comes to, what bounds it, and to which kin it belongs.

A new operation is one more row of `OPERATIONS`: the grammar takes its signs and names from here, the
evaluation its values, the check for 64 bits its bounds, the fact families its kin.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from math import factorial
from typing import Any

import numpy as np

from pairwright.verify.polynomials import Fraction, Minus, Polynomial, Value, combined, is_constant, times

Combine = Callable[[Fraction, Fraction], Fraction]


class Level(Enum):
    """How tightly a sign between two numbers binds, the loosest first."""

    LAST = auto()
    """Beside no other operation without brackets: 7+17 mod 5 is 9 to some, 4 to others."""
    SUM = auto()
    PRODUCT = auto()
    DIVISION = auto()
    """As tightly as PRODUCT; what is divided by must not be a product without a sign."""
    POWER = auto()


@dataclass(frozen=True)
class Row:
    """One operation.

    Attributes:
        value: both sides to the result.
        bound: the same on bounds of absolute values, to a bound of the result and of all on the way to it.
        kin: what it is called in a fact family; an operation and its inverse have one name.
        raised: in place of both, where the right side is one small number for all rows: `2^10`, `5!`.
        signs: how it is written between two numbers.
        level: how tightly these signs bind.
        names: how it is written before its numbers: `gcd(12, 18)`, "greatest common divisor of 12 and 18".
        polynomial: whether the unknown may stand in it.
        commutes: whether its sides may change places, in chains too.
    """

    value: Combine
    bound: Combine
    kin: str
    raised: Callable[[Fraction, int], Fraction] | None = None
    signs: tuple[str, ...] = ()
    level: Level | None = None
    names: tuple[str, ...] = ()
    polynomial: bool = False
    commutes: bool = False


def _joined(left: Fraction, right: Fraction, numerator: Polynomial, denominator: Polynomial) -> Fraction:
    return Fraction(numerator, denominator, left.divisors + right.divisors, left.doubts + right.doubts)


def _added(combine: Minus) -> Combine:
    def added(left: Fraction, right: Fraction) -> Fraction:
        above = combined(times(left.numerator, right.denominator), times(right.numerator, left.denominator), combine)
        return _joined(left, right, above, times(left.denominator, right.denominator))

    return added


def _product(left: Fraction, right: Fraction) -> Fraction:
    return _joined(left, right, times(left.numerator, right.numerator), times(left.denominator, right.denominator))


def _quotient(left: Fraction, right: Fraction) -> Fraction:
    above, below = times(left.numerator, right.denominator), times(left.denominator, right.numerator)
    return _divided(_joined(left, right, above, below), right.numerator)


def _divided(fraction: Fraction, divisor: Polynomial) -> Fraction:
    return Fraction(fraction.numerator, fraction.denominator, (*fraction.divisors, divisor), fraction.doubts)


def _doubted(fraction: Fraction, *doubts: Value) -> Fraction:
    return Fraction(fraction.numerator, fraction.denominator, fraction.divisors, (*fraction.doubts, *doubts))


def _power(base: Fraction, exponent: int) -> Fraction:
    numerator: Polynomial = [1]
    denominator: Polynomial = [1]
    for _ in range(exponent):
        numerator, denominator = times(numerator, base.numerator), times(denominator, base.denominator)
    return Fraction(numerator, denominator, base.divisors, base.doubts)


def _factorial(_: Fraction, number: int) -> Fraction:
    return Fraction([factorial(number)], [1])


def _parts(left: Fraction, right: Fraction) -> tuple[Value, Value, Value]:
    """Numerators over one denominator, and that."""
    return (
        times(left.numerator, right.denominator)[0],
        times(right.numerator, left.denominator)[0],
        times(left.denominator, right.denominator)[0],
    )


def _not_zero(value: Value) -> Value:
    """The value, with 1 for 0 where something is divided by it; that 0 is found among the divisors."""
    return value if isinstance(value, int) and value else np.where(value == 0, 1, value)


def _floor(left: Fraction, right: Fraction) -> Fraction:
    above, below, _ = _parts(left, right)
    return _divided(_joined(left, right, [above // _not_zero(below)], [1]), [below])


def _remainder(left: Fraction, right: Fraction) -> Fraction:
    above, below, scale = _parts(left, right)
    found = _divided(_joined(left, right, [above % _not_zero(below)], [scale]), [below])
    # Some take -7 mod 3 for 2, others for -1.
    return _doubted(found, _negative(left), _negative(right), _broken(left), _broken(right))


def _bound_of_division(left: Fraction, right: Fraction) -> Fraction:
    above, below, scale = _parts(left, right)
    return _divided(_joined(left, right, [above + below], [scale]), [below])


def _negative(fraction: Fraction) -> Value:
    above, below = fraction.numerator[0], fraction.denominator[0]
    return above < 0 if is_constant(below, 1) else above * below < 0


def _broken(fraction: Fraction) -> Value:
    """Where the value is not whole."""
    above, below = fraction.numerator[0], fraction.denominator[0]
    return False if is_constant(below, 1) else above % _not_zero(below) != 0


def _whole(fraction: Fraction) -> Value:
    above, below = fraction.numerator[0], fraction.denominator[0]
    return above if is_constant(below, 1) else above // _not_zero(below)


def _of_whole(function: Callable[[Any, Any], Any]) -> Combine:
    def of_whole(left: Fraction, right: Fraction) -> Fraction:
        found = _joined(left, right, [function(_whole(left), _whole(right))], [1])
        return _doubted(found, _broken(left), _broken(right))

    return of_whole


_SUM = _added(operator.add)
_GCD = ("gcd", "gcf", "hcf", "greatest common divisor", "greatest common factor", "highest common factor")
_LCM = ("lcm", "least common multiple", "lowest common multiple", "smallest common multiple")

OPERATIONS: Mapping[str, Row] = {
    "+": Row(_SUM, _SUM, "+", signs=("+",), level=Level.SUM, polynomial=True, commutes=True),
    "-": Row(_added(operator.sub), _SUM, "+", signs=("-", "−"), level=Level.SUM, polynomial=True),
    "*": Row(_product, _product, "*", signs=("*", "×", "·", "⋅"), level=Level.PRODUCT, polynomial=True, commutes=True),
    "/": Row(_quotient, _quotient, "*", signs=("/", "÷", ":", "divided by"), level=Level.DIVISION, polynomial=True),
    "//": Row(_floor, _bound_of_division, "//", signs=("//",), level=Level.DIVISION),
    "mod": Row(_remainder, _bound_of_division, "//", signs=("%", "mod", "modulo"), level=Level.LAST),
    "^": Row(_product, _product, "^", raised=_power, signs=("^",), level=Level.POWER, polynomial=True),
    "!": Row(_product, _product, "!", raised=_factorial),
    "gcd": Row(_of_whole(np.gcd), _product, "gcd", names=_GCD, commutes=True),
    "lcm": Row(_of_whole(np.lcm), _product, "gcd", names=_LCM, commutes=True),
}
