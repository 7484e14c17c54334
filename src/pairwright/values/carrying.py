"""Digits, carries and borrows of columns of exact values; the loops run over digits, never over rows."""

from __future__ import annotations

from pairwright.keyed import Integers
from pairwright.lazily import np
from pairwright.values.exact import Booleans, Exact, divided, powered

_POWERS = 10 ** np.arange(1, 19, dtype=np.int64)
_TEN = 10


def digits(value: Exact) -> Integers:
    """How many digits the larger of numerator and denominator has (int64): 3 of 3.25 or 25/100, 1 of 0.

    >>> digits(Exact(np.array([7, -120]))).tolist(), digits(Exact(np.array([13]), np.array([400]))).tolist()
    ([1, 3], [3])
    """
    return 1 + np.searchsorted(_POWERS, np.maximum(np.abs(value.n), value.below), side="right")


def carries(sign: str, left: Exact, right: Exact) -> Integers:
    """How often an operation carries or borrows when it is written in columns (int64).

    A difference borrows as often as the sum that proves it carries; fractions are brought to one denominator. A
    product counts its partial products, and adding them; a quotient counts the product that proves it.

    Args:
        sign: `+ - * / // % **`.
        left: its values.
        right: those on the other side; one for all rows has no dimension.

    >>> carries("+", Exact(np.array([57, 1])), Exact(np.array([64, 2]))).tolist()
    [2, 0]
    >>> carries("-", Exact(np.array([61])), Exact(np.array([4]))).tolist()
    [1]
    """
    if sign in {"+", "-"}:
        second = right.n * left.below
        return _of_terms(left.n * right.below, second if sign == "+" else -second)
    if sign == "*":
        return _of_factors(left, right)
    if sign == "/":
        return _of_factors(divided(left, right), right)
    if sign == "**":
        return _of_power(left, right)
    return _of_product(left.n // np.where(right.n == 0, 1, right.n), right.n)


def changes_nothing(sign: str, left: Exact, right: Exact) -> Booleans:
    """Whether an operation leaves one of its sides as it is (bool): a + 0, a - 0, 1 * a, a / 1.

    >>> changes_nothing("*", Exact(np.array([1, 7])), Exact(np.array([7, 7]))).tolist()
    [True, False]
    """
    neutral = 0 if sign in {"+", "-"} else 1
    after: Booleans = right.whole & (right.n == neutral)
    return after | (left.whole & (left.n == neutral)) if sign in {"+", "*"} else after


def _of_terms(first: Integers, second: Integers) -> Integers:
    """Of a sum with signs: its two numbers and what they come to are a sum of the two smaller ones, signs aside."""
    one, other = np.abs(first), np.abs(second)
    low, high = np.minimum(one, other), np.maximum(one, other)
    alike = (first < 0) == (second < 0)
    return _of_sum(low, np.where(alike, high, high - low))


def _of_sum(first: Integers, second: Integers) -> Integers:
    found = np.zeros(np.broadcast_shapes(np.shape(first), np.shape(second)), dtype=np.int64)
    carry = np.zeros_like(found)
    while np.any(first) or np.any(second):
        carry = (first % _TEN + second % _TEN + carry >= _TEN).astype(np.int64)
        found += carry
        first, second = first // _TEN, second // _TEN
    # What is carried on beyond the last digit finds nothing to be added to.
    return found


def _of_factors(left: Exact, right: Exact) -> Integers:
    """Of the numerators, and of the denominators."""
    found = _of_product(left.n, right.n)
    return found if left.d is None and right.d is None else found + _of_product(left.below, right.below)


def _of_product(first: Integers, second: Integers) -> Integers:
    one, other = np.abs(first), np.abs(second)
    size = np.broadcast_shapes(np.shape(one), np.shape(other))
    # The shorter one is worked off digit by digit.
    rest, factor = np.broadcast_to(np.minimum(one, other), size), np.broadcast_to(np.maximum(one, other), size)
    found, total = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    place = 1
    while rest.any():
        digit = rest % _TEN
        found += _of_digit(digit, factor)
        partial = digit * factor * place
        found += _of_sum(total, partial)
        total, rest, place = total + partial, rest // _TEN, place * _TEN
    return found


def _of_digit(digit: Integers, factor: Integers) -> Integers:
    found, carry = np.zeros_like(factor), np.zeros_like(factor)
    while factor.any():
        carry = (digit * (factor % _TEN) + carry) // _TEN
        found += carry > 0
        factor = factor // _TEN
    return found


def _of_power(base: Exact, exponent: Exact) -> Integers:
    """Each factor after the first is a product of its own."""
    size = np.broadcast_shapes(np.shape(base.n), np.shape(exponent.n))
    found = np.zeros(size, dtype=np.int64)
    for done in range(1, int(np.max(exponent.n, initial=0))):
        # Where all factors are done the rest is multiplied by 1.
        so_far = powered(base, Exact(np.minimum(exponent.n, done)))
        found += np.where(done < exponent.n, _of_factors(so_far, base), 0)
    return found
