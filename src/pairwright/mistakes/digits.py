"""Column arithmetic as learners get it wrong; all columns are int64 and not negative.

The loops run over decimal places, at most ten for numbers up to 10**9, never over rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from pairwright.keyed import Integers
from pairwright.lazily import np


def added_without_carrying(a: Integers, b: Integers) -> Integers:
    """Each column added by itself, what should be carried forgotten; the leading one is written in full.

    >>> added_without_carrying(np.array([57, 75, 57]), np.array([48, 48, 61])).tolist()
    [95, 113, 118]
    """
    larger, total = np.maximum(a, b), np.zeros_like(a)
    for unit in _units(larger):
        column = a // unit % 10 + b // unit % 10
        total += np.where(larger < 10 * unit, column, column % 10) * unit
    return total


def subtracted_without_borrowing(a: Integers, b: Integers) -> Integers:
    """In each column the smaller digit taken from the larger, and the sign of a - b.

    >>> subtracted_without_borrowing(np.array([83, 4]), np.array([57, 61])).tolist()
    [34, -63]
    """
    total = np.zeros_like(a)
    for unit in _units(np.maximum(a, b)):
        total += np.abs(a // unit % 10 - b // unit % 10) * unit
    return np.where(a < b, -total, total)


def divided_without_remainders(a: Integers, b: Integers) -> Integers:
    """Each digit of a divided by b by itself, what is left over forgotten; 0 where b is 0.

    >>> divided_without_remainders(np.array([84, 72]), np.array([7, 3])).tolist()
    [10, 20]
    """
    divisor, total = np.where(b == 0, 10, b), np.zeros_like(a)
    for unit in _units(a):
        total += a // unit % 10 // divisor * unit
    return total


def with_swapped_digits(number: Integers, place: int) -> Integers:
    """The number with the digits at places `place` and `place` + 1 (units are 0) swapped.

    It is the number itself where the digits are the same, or where a 0 would come to the front.

    >>> with_swapped_digits(np.array([61, 44, 50, 7, 305]), 0).tolist()
    [16, 44, 50, 7, 350]
    """
    unit = 10**place
    low, high = number // unit % 10, number // (10 * unit) % 10
    swapped = number + 9 * unit * (low - high)
    return np.where((number < 10 * unit) | (swapped < 10 * unit), number, swapped)


def _units(largest: Integers) -> Iterator[int]:
    """1, 10, 100, ... up to the leading place of the largest number."""
    yield from (10**place for place in range(len(str(int(largest.max(initial=0))))))
