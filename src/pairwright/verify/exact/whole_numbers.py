"""What is told of whole numbers and of pairs of numbers: divisibility, primes, digits, order, roots and powers near by.

Each is worked out on whole columns, as all operations are; what has no value is in doubt.
"""

from __future__ import annotations

from functools import lru_cache
from math import isqrt

import numpy as np
import numpy.typing as npt

from pairwright.verify.exact.polynomials import Fraction, Value, is_constant, times

# Whether a larger number is prime is left in doubt: to tell takes a step for each prime up to its root.
MAX_FACTORED = 10**10
# To what number primes are looked for beside it.
_MOST_BESIDE = 10**6
# A larger number may have more than 18 digits in base 2, which is left in doubt.
_MOST_IN_DIGITS = 2**18 - 1


def common_multiple(left: Value, right: Value) -> Value:
    """The least common multiple; of two zeros it is 0, which NumPy does not know of long numbers."""
    return np.lcm(left, np.where((left == 0) & (right == 0), 1, right))


def whole(fraction: Fraction) -> tuple[Value, Value]:
    """The whole parts, and where the value is not whole."""
    above, below = fraction.numerator[0], fraction.denominator[0]
    if is_constant(below, 1):
        return above, False
    divisor = np.where(below == 0, 1, below)
    return above // divisor, above % divisor != 0


def told(value: Value, *sides: Fraction, below: Value = 1, doubts: tuple[Value, ...] = ()) -> Fraction:
    """A value over what it is divided by, with the divisors and doubts of the numbers that it is worked out from."""
    divisors = tuple(divisor for side in sides for divisor in side.divisors)
    return Fraction([value], [below], divisors, tuple(doubt for side in sides for doubt in side.doubts) + doubts)


def divides(left: Fraction, right: Fraction) -> Fraction:
    """1 where the left number is a multiple of the right one, 0 where not; nothing is a multiple of 0."""
    (number, broken), (divisor, also) = whole(left), whole(right)
    found = np.where(number % np.where(divisor == 0, 1, divisor) == 0, 1, 0)
    known = told(found, left, right, doubts=(broken, also))
    return Fraction(known.numerator, known.denominator, (*known.divisors, [divisor]), known.doubts)


def less(left: Fraction, right: Fraction) -> Fraction:
    """1 where the left number is less than the right one, 0 where not."""
    return _ordered(left, right, (-1,))


def at_most(left: Fraction, right: Fraction) -> Fraction:
    """1 where the left number is no more than the right one, 0 where it is."""
    return _ordered(left, right, (-1, 0))


def equal(left: Fraction, right: Fraction) -> Fraction:
    """1 where both numbers are the same, 0 where not."""
    return _ordered(left, right, (0,))


def _ordered(left: Fraction, right: Fraction, orders: tuple[int, ...]) -> Fraction:
    order = compared(left, right)
    return Fraction([np.where(np.isin(order.numerator[0], orders), 1, 0)], [1], order.divisors, order.doubts)


def positive_one(left: Fraction, right: Fraction) -> Fraction:
    """The one of two numbers that is positive; in doubt where both are, and differ, or neither is."""
    return _one_of(left, right, (1,))


def one_not_negative(left: Fraction, right: Fraction) -> Fraction:
    """The one of two numbers that is not negative; in doubt where both are so, and differ, or neither is."""
    return _one_of(left, right, (0, 1))


def _one_of(left: Fraction, right: Fraction, signs: tuple[int, ...]) -> Fraction:
    sides = [(side.numerator[0], side.denominator[0]) for side in (left, right)]
    one, other = (np.isin(np.sign(above) * np.sign(below), signs) for above, below in sides)
    above, below = (np.where(one, *parts) for parts in zip(*sides, strict=True))
    alike = times(left.numerator, right.denominator)[0] == times(right.numerator, left.denominator)[0]
    return told(above, left, right, below=below, doubts=((one == other) & ~(one & alike),))


def nearer_to_zero(left: Fraction, right: Fraction) -> Fraction:
    """The number of the smaller size; the right one of two that are as far from 0."""
    above = times(left.numerator, right.denominator)[0]
    first = abs(times(right.numerator, left.denominator)[0]) > abs(above)
    pairs = (left.numerator, right.numerator), (left.denominator, right.denominator)
    numerator, denominator = (np.where(first, one[0], other[0]) for one, other in pairs)
    return told(numerator, left, right, below=denominator)


def square(_: Fraction, right: Fraction) -> Fraction:
    """1 where a number is the square of a whole one, 0 where not."""
    number, broken = whole(right)
    roots = np.frompyfunc(lambda each: int(each >= 0 and isqrt(max(0, each)) ** 2 == each), 1, 1)(
        np.asarray(number, dtype=object)
    )
    return told(np.asarray(roots).astype(np.int64), right, doubts=(broken, number < 0))


_ONES = np.frompyfunc(lambda number: int(number).bit_count(), 1, 1)


def divisor_count(_: Fraction, right: Fraction) -> Fraction:
    """How many numbers divide a number, 1 and itself among them; each prime counts with its power."""
    number, broken = whole(right)
    rest, count = np.where(number < 1, 1, number), 1 + 0 * number
    large: Value = False
    while np.any(rest > 1):
        factor, beyond = least_factor(rest)
        large, factor = large | beyond, np.where(beyond | (rest <= 1), 0, factor)
        power, divides = 0 * number, factor > 1
        while np.any(divides):
            rest = np.where(divides, rest // np.where(divides, factor, 1), rest)
            power = power + np.where(divides, 1, 0)
            divides = divides & (rest % np.where(factor == 0, 1, factor) == 0)
        rest, count = np.where(factor == 0, 1, rest), count * (power + 1)
    return told(count, right, doubts=(broken, number < 1, large))


def bits(_: Fraction, right: Fraction) -> Fraction:
    """How many ones a number has in base 2."""
    number, broken = whole(right)
    positive = np.where(number < 0, 0, number)
    found = _ONES(positive) if np.asarray(positive).dtype == object else np.bitwise_count(positive).astype(np.int64)
    return told(found, right, doubts=(broken, number < 0))


def prime(_: Fraction, right: Fraction) -> Fraction:
    """1 where a number is prime, 0 where not."""
    number, broken = whole(right)
    found, large = least_factor(number)
    return told(np.where((number > 1) & (found == number), 1, 0), right, doubts=(broken, number < 0, large))


def prime_above(_: Fraction, right: Fraction) -> Fraction:
    """The next prime above a number; in doubt beyond a million."""
    number, broken = whole(right)
    found = np.searchsorted(_primes(), np.clip(number, 0, _MOST_BESIDE).astype(np.int64), "right")
    return told(_primes()[found], right, doubts=(broken, number < 0, number > _MOST_BESIDE))


def prime_below(_: Fraction, right: Fraction) -> Fraction:
    """The next prime below a number; in doubt beyond a million, and where there is none."""
    number, broken = whole(right)
    found = np.searchsorted(_primes(), np.clip(number, 3, _MOST_BESIDE).astype(np.int64), "left") - 1
    return told(_primes()[found], right, doubts=(broken, number < 3, number > _MOST_BESIDE))


def bound_of_prime(_: Fraction, right: Fraction) -> Fraction:
    """A bound of the prime beside a number, which is less than twice as large."""
    return told(2 * right.numerator[0] + 10, right)


def composite(_: Fraction, right: Fraction) -> Fraction:
    """1 where a number is the product of two from 2 on, 0 where not."""
    number, broken = whole(right)
    found, large = least_factor(number)
    return told(np.where((number > 1) & (found != number), 1, 0), right, doubts=(broken, number < 0, large))


def compared(left: Fraction, right: Fraction) -> Fraction:
    """-1, 0 or 1, as the left number is less than, equal to or greater than the right one."""
    scale = times(left.denominator, right.denominator)[0]
    apart = times(left.numerator, right.denominator)[0] - times(right.numerator, left.denominator)[0]
    sign = np.where(apart > 0, 1, np.where(apart < 0, -1, 0)) * np.where(scale > 0, 1, -1)
    return told(sign, left, right)


def digit(left: Fraction, right: Fraction) -> Fraction:
    """The digit of the left number at the place whose unit is the right one; none before the first."""
    above, below = left.numerator[0] * right.denominator[0], left.denominator[0] * right.numerator[0]
    units = above // np.where(below == 0, 1, below)
    return told(units % 10, left, right, doubts=(above < below, above < 0))


def nearest_root(base: Fraction, degree: int) -> Fraction:
    """The whole number next to the root: half-way between two there is none, as (2k+1)**n is odd."""
    number, broken = whole(base)
    least = whole_root(number, degree)
    up = number * 2**degree > (2 * least + 1) ** degree
    return told(least + np.where(up, 1, 0), base, doubts=(broken, number < 0))


def to_base(left: Fraction, right: Fraction) -> Fraction:
    """The number whose decimal digits are those of the left one in the base that the right one is, of 2 to 10."""
    (number, broken), (base, also) = whole(left), whole(right)
    base = np.clip(base, 2, 10)
    value, rest, unit = 0 * number, number * 1, 1
    while np.any(rest > 0):
        value, rest, unit = value + rest % base * unit, rest // base, unit * 10
    doubts = (broken, also, number < 0, whole(right)[0] != base, number > _MOST_IN_DIGITS)
    return told(np.where(number > _MOST_IN_DIGITS, 0, value), left, right, doubts=doubts)


def from_base(left: Fraction, right: Fraction) -> Fraction:
    """The number that the decimal digits of the left one are in the base that the right one is, of 2 to 10."""
    (digits, broken), (base, also) = whole(left), whole(right)
    wanted, base = base, np.clip(base, 2, 10)
    value, rest, unit, none = 0 * digits, digits * 1, 1 + 0 * digits, digits < 0
    while np.any(rest > 0):
        none = none | (rest % 10 >= base)
        value, rest, unit = value + rest % 10 * unit, rest // 10, unit * base
    return told(value, left, right, doubts=(broken, also, none, wanted != base))


def surely_decimal(left: Fraction, right: Fraction) -> Fraction:
    """The left number, in doubt where its digits may be those of a number in the base that the right one is."""
    (digits, broken), (base, _) = whole(left), whole(right)
    rest, may = digits * 1, digits >= 0
    while np.any(rest > 0):
        may = may & (rest % 10 < base)
        rest = rest // 10
    return told(digits, left, right, doubts=(broken, may))


def clock(left: Fraction, right: Fraction) -> Fraction:
    """The minutes of a day that so many hours and minutes are; none that are no time of a day."""
    (hours, broken), (minutes, also) = whole(left), whole(right)
    return told(60 * hours + minutes, left, right, doubts=(broken, also, hours > 23, minutes > 59))


def passed(left: Fraction, right: Fraction) -> Fraction:
    """The minutes from the right time to the left one, which must not be before it."""
    (end, _), (start, _) = whole(left), whole(right)
    return told(end - start, left, right, doubts=(end < start,))


def first(left: Fraction, _: Fraction) -> Fraction:
    """The first of several numbers of which no one is asked for, but a list."""
    return left


def itself(_: Fraction, right: Fraction) -> Fraction:
    """The number, asked for in another form."""
    return right


def bound_of_digits(left: Fraction, right: Fraction) -> Fraction:
    """A bound of the digits in another base: a number below 2**18 has no more than 18."""
    size = left.numerator[0] + right.numerator[0] + 10
    return told(size**4, left, right)


def bound_of_time(left: Fraction, right: Fraction) -> Fraction:
    """A bound of the minutes of hours and minutes, and of the difference of two such."""
    return told(60 * left.numerator[0] + right.numerator[0], left, right)


def apart_from(left: Fraction, right: Fraction) -> Fraction:
    """0; in doubt where the right number is a digit of the left one, so that "how many 5s are in 55" may count digits."""
    (number, _), (digit_, _) = whole(left), whole(right)
    rest, found = abs(number) * 1, number == digit_
    while np.any(rest > 0):
        rest, found = rest // 10, found | (rest % 10 == digit_)
    return told(0 * number, left, right, doubts=(found,))


def bound_of_one(left: Fraction, right: Fraction) -> Fraction:
    """A bound of what is no larger than its numbers, and of all on the way."""
    size = times(left.numerator, right.denominator)[0] + times(right.numerator, left.denominator)[0]
    return told(size + 10, left, right, below=times(left.denominator, right.denominator)[0])


def bound_of_root(base: Fraction, degree: int) -> Fraction:
    """A bound of the root next by, and of all on the way: what is tried is at most four times the root."""
    return told((base.numerator[0] + 1) * 9**degree, base)


def whole_root(value: Value, degree: int) -> Value:
    """The largest whole number whose power does not exceed the value, bit by bit."""
    root = np.zeros_like(value)
    for bit in reversed(range(int(np.max(value, initial=0)).bit_length() // degree + 1)):
        higher = root + (1 << bit)
        root = np.where(higher**degree <= value, higher, root)
    return root


def least_factor(value: Value) -> tuple[Value, Value]:
    """The least factor from 2 on, the number itself where it is prime, and where it is too large to tell."""
    large = value > MAX_FACTORED
    rest = np.where(large, 0, value)
    found = rest
    for factor in _primes_up_to(isqrt(max(int(np.max(rest, initial=0)), 0))):
        found = np.where((found == rest) & (rest % factor == 0) & (rest > factor), factor, found)
    return found, large


@lru_cache(maxsize=8)
def _primes_up_to(most: int) -> list[int]:
    sieve = np.ones(most + 1, dtype=bool)
    sieve[:2] = False
    for number in range(2, isqrt(most) + 1):
        sieve[number * number :: number] = False
    return [int(each) for each in np.flatnonzero(sieve)]


@lru_cache(maxsize=1)
def _primes() -> npt.NDArray[np.int64]:
    """All primes up to the first one beyond a million."""
    return np.array(_primes_up_to(_MOST_BESIDE + 3), dtype=np.int64)
