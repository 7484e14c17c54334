"""Columns of exact values: n/d in lowest terms, d > 0; where there is no value, d is 0.

A column of whole numbers has no d at all, and costs what integers cost.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt
from typing import TypeAlias

from pairwright.keyed import Integers
from pairwright.lazily import np, npt

Booleans: TypeAlias = "npt.NDArray[np.bool_]"
# Tables of divisors are for numbers below these.
_SMALL, _LARGEST = 256, 1 << 14
_EXACT_IN_FLOATS = 1 << 52
# More columns are sorted row by row.
_FEW = 8
# The factorial of 21 does not fit into 64 bits.
LARGEST_FACTORIAL = 20
_FACTORIALS = [math.factorial(number) for number in range(LARGEST_FACTORIAL + 1)]


@dataclass(frozen=True)
class Exact:
    """A column of exact values.

    Attributes:
        n: numerators (int64).
        d: denominators (int64; 0 where there is no value); None where all are whole.

    """

    n: Integers
    d: Integers | None = None

    @property
    def below(self) -> Integers:
        """The denominators, also where all are 1."""
        return np.ones_like(self.n) if self.d is None else self.d

    @property
    def whole(self) -> Booleans:
        """Whether there is a value, and a whole one."""
        return np.ones(self.n.shape, dtype=bool) if self.d is None else self.d == 1

    @property
    def defined(self) -> Booleans:
        """Whether there is a value."""
        return np.ones(self.n.shape, dtype=bool) if self.d is None else self.d > 0


def lowest(n: Integers, d: Integers) -> Exact:
    """n/d in lowest terms; nothing where d is 0.

    >>> found = lowest(np.array([6, -1, 4]), np.array([4, -2, 0]))
    >>> found.n.tolist(), found.d.tolist()
    ([3, 1, 0], [2, 2, 0])
    """
    if d.size and d.min() <= 0:
        there = d != 0
        found = lowest(np.where(d < 0, -n, n), np.where(there, np.abs(d), 1))
        return found if there.all() else Exact(np.where(there, found.n, 0), np.where(there, found.below, 0))
    known = _known_divisors(n, d)
    divisor = np.gcd(n, d) if known is None else known
    return Exact(quotient(n, divisor), quotient(d, divisor))


def quotient(a: Integers, b: Integers) -> Integers:
    """A // b, where no b is 0; of numbers that floats hold exactly in a fifth of the time of a division of integers.

    Two quotients that are not the same differ by more than floats do, as long as a has less than 52 bits.

    >>> quotient(np.array([7, -7, 8]), np.array([2, 2, -4])).tolist()
    [3, -4, -2]
    """
    if all(not each.size or (each.min() > -_EXACT_IN_FLOATS and each.max() < _EXACT_IN_FLOATS) for each in (a, b)):
        return np.floor(a / b).astype(np.int64)
    found: Integers = a // b
    return found


def rest(a: Integers, b: Integers) -> Integers:
    """A % b, where no b is 0."""
    return a - quotient(a, b) * b


def _known_divisors(n: Integers, d: Integers) -> Integers | None:
    """The greatest common divisors from a table, where every d is small: in a fifth of the time."""
    if n.size < _SMALL:
        return None
    least, most = int(d.min()), int(d.max())
    if least == most <= _LARGEST:
        return _divisors_of(most)[rest(n, d)]
    return _divisors()[d * _SMALL + rest(n, d)] if most < _SMALL else None


@lru_cache(maxsize=16)
def _divisors_of(number: int) -> Integers:
    """The greatest common divisors of a number and all below it."""
    return np.gcd(np.arange(number), number)


@lru_cache(maxsize=1)
def _divisors() -> Integers:
    """The greatest common divisor of each two numbers below 256 (512 KiB)."""
    numbers = np.arange(_SMALL)
    return np.gcd.outer(numbers, numbers).ravel()


def added(a: Exact, b: Exact) -> Exact:
    """A + b."""
    if a.d is None and b.d is None:
        return Exact(a.n + b.n)
    return lowest(a.n * b.below + b.n * a.below, a.below * b.below)


def negated(a: Exact) -> Exact:
    """-a."""
    return Exact(-a.n, a.d)


def multiplied(a: Exact, b: Exact) -> Exact:
    """A * b."""
    if a.d is None and b.d is None:
        return Exact(a.n * b.n)
    return lowest(a.n * b.n, a.below * b.below)


def divided(a: Exact, b: Exact) -> Exact:
    """A / b; nothing where b is 0."""
    if a.d is None and b.d is None:
        return lowest(a.n, b.n)
    return lowest(a.n * b.below, np.where(b.below == 0, 0, a.below * b.n))


def floored(a: Exact, b: Exact) -> Exact:
    """The whole part of a / b, rounded down; nothing where b is 0 or a number is not whole."""
    there = a.whole & b.whole & (b.n != 0)
    return _where(there, quotient(a.n, np.where(there, b.n, 1)))


def remaining(a: Exact, b: Exact) -> Exact:
    """What a / b leaves over, with the sign of b; nothing where b is 0 or a number is not whole."""
    there = a.whole & b.whole & (b.n != 0)
    return _where(there, rest(a.n, np.where(there, b.n, 1)))


def powered(a: Exact, b: Exact) -> Exact:
    """A to the power of a whole number that is not negative; the loop runs over the bits of the exponents.

    >>> powered(Exact(np.array([2, 3])), Exact(np.array([10, 0]))).n.tolist()
    [1024, 1]
    """
    there = b.whole & (b.n >= 0) & a.defined
    exponent = np.where(there, b.n, 0)
    n, d = np.ones_like(a.n * exponent), np.ones_like(a.n * exponent)
    above, below = a.n, a.below
    while exponent.any():
        odd = exponent % 2 == 1
        n, d = np.where(odd, n * above, n), np.where(odd, d * below, d)
        exponent = exponent // 2
        # What is not needed any more may wrap around.
        above, below = above * above, below * below
    return Exact(n) if a.d is None and there.all() else Exact(np.where(there, n, 0), np.where(there, d, 0))


def least_factor(a: Exact) -> Exact:
    """The least factor from 2 on, the number itself where it is prime or 1; nothing below; in steps up to the root.

    >>> least_factor(Exact(np.array([91, 97, 12, 1]))).n.tolist()
    [7, 97, 2, 1]
    """
    there = a.whole & (a.n > 0)
    found = np.where(there, a.n, 0)
    for factor in _primes_up_to(isqrt(int(found.max(initial=0)))):
        found = np.where((found == a.n) & (a.n % factor == 0) & (a.n > factor), factor, found)
    return _where(there, found)


def nth_divisor(a: Exact, b: Exact) -> Exact:
    """The b-th divisor of a, the least (1) first; 0 where there are fewer. The loop runs up to the largest number.

    >>> nth_divisor(Exact(np.array([12, 12, 7])), Exact(np.array([3, 7, 2]))).n.tolist()
    [3, 0, 7]
    """
    there = a.whole & b.whole & (a.n > 0)
    found, seen = np.zeros_like(a.n * b.n), np.zeros_like(a.n * b.n)
    for divisor in range(1, int(np.max(a.n, initial=0)) + 1):
        divides = (a.n % divisor == 0) & (divisor <= a.n)
        seen = seen + divides
        found = np.where(divides & (seen == b.n), divisor, found)
    return _where(there, found)


def factorial(a: Exact) -> Exact:
    """The product of all whole numbers from 1 to a, which is at most 20; nothing for what is not whole, or below 0.

    >>> factorial(Exact(np.array([0, 5, 20]))).n.tolist()
    [1, 120, 2432902008176640000]
    """
    there = a.whole & (a.n >= 0) & (a.n <= LARGEST_FACTORIAL)
    return _where(there, np.array(_FACTORIALS)[np.where(there, a.n, 0)])


@lru_cache(maxsize=8)
def _primes_up_to(most: int) -> list[int]:
    sieve = np.ones(most + 1, dtype=bool)
    sieve[:2] = False
    for number in range(2, isqrt(most) + 1):
        sieve[number * number :: number] = False
    return [int(each) for each in np.flatnonzero(sieve)]


def greatest_divisor(a: Exact, b: Exact) -> Exact:
    """The greatest common divisor of whole numbers."""
    return _of_whole(np.gcd(a.n, b.n), a, b)


def least_multiple(a: Exact, b: Exact) -> Exact:
    """The least common multiple of whole numbers."""
    return _of_whole(np.lcm(a.n, b.n), a, b)


def smaller(a: Exact, b: Exact) -> Exact:
    """The smaller of two values."""
    return _chosen(compared(a, b) <= 0, a, b)


def larger(a: Exact, b: Exact) -> Exact:
    """The larger of two values."""
    return _chosen(compared(a, b) >= 0, a, b)


def magnitude(a: Exact) -> Exact:
    """The value without its sign."""
    return Exact(np.abs(a.n), a.d)


def compared(a: Exact, b: Exact) -> Integers:
    """The sign of a - b (int64)."""
    difference = a.n - b.n if a.d is None and b.d is None else a.n * b.below - b.n * a.below
    sign: Integers = np.sign(difference)
    return sign


def in_order(values: Sequence[Exact]) -> list[Exact]:
    """The values of each row sorted by size, smallest first.

    A float has 53 bits: two fractions with numerators and denominators below 2**26 are never taken for equal.

    >>> [each.n.tolist() for each in in_order([Exact(np.array([each, 1])) for each in (5, 9, 3)])]
    [[3, 1], [5, 1], [9, 1]]
    """
    if all(each.d is None for each in values):
        return [Exact(column) for column in _sorted([each.n for each in values])]
    size = np.broadcast_shapes(*(each.shape for value in values for each in (value.n, value.below)))
    above = np.stack([np.broadcast_to(each.n, size) for each in values])
    below = np.stack([np.broadcast_to(each.below, size) for each in values])
    order = np.argsort(above / np.maximum(below, 1), axis=0, kind="stable")
    sorted_n, sorted_d = np.take_along_axis(above, order, axis=0), np.take_along_axis(below, order, axis=0)
    return [Exact(n, d) for n, d in zip(sorted_n, sorted_d, strict=True)]


def _sorted(columns: list[Integers]) -> list[Integers]:
    """The columns with each row sorted; a few are compared two by two, three in a tenth of the time of a sort."""
    if len(columns) > _FEW:
        return list(np.sort(np.stack(np.broadcast_arrays(*columns)), axis=0))
    for end in range(len(columns) - 1, 0, -1):
        for place in range(end):
            one, other = columns[place : place + 2]
            columns[place : place + 2] = np.minimum(one, other), np.maximum(one, other)
    return columns


def _of_whole(n: Integers, a: Exact, b: Exact) -> Exact:
    if a.d is None and b.d is None:
        return Exact(n)
    return _where(a.whole & b.whole, n)


def _where(there: Booleans, n: Integers) -> Exact:
    """Whole numbers where there are any; without denominators where all are, so that no lowest terms are looked for."""
    return Exact(n) if there.all() else Exact(np.where(there, n, 0), there.astype(np.int64))


def _chosen(first: Booleans, a: Exact, b: Exact) -> Exact:
    n = np.where(first, a.n, b.n)
    if a.d is None and b.d is None:
        return Exact(n)
    there = a.defined & b.defined
    return Exact(np.where(there, n, 0), np.where(there, np.where(first, a.below, b.below), 0))
