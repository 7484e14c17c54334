"""Several numbers at once, as the coefficients of a polynomial: which of them stands most often."""

from __future__ import annotations

from functools import reduce

import numpy as np

from pairwright.verify.exact.polynomials import Fraction, times


def beside(left: Fraction, right: Fraction) -> Fraction:
    """Several numbers and one more, over one denominator; of bounds a bound of each."""
    numbers = [*times(left.numerator, right.denominator), *times(right.numerator, left.denominator)]
    below = times(left.denominator, right.denominator)
    return Fraction(numbers, below, left.divisors + right.divisors, left.doubts + right.doubts)


def most_often(_: Fraction, right: Fraction) -> Fraction:
    """The number that stands most often; in doubt where several do, or all stand once."""
    numbers = right.numerator
    counts = [sum(np.where(each == other, 1, 0) for other in numbers) for each in numbers]
    most = reduce(np.maximum, counts)
    found = reduce(
        lambda known, pair: np.where(pair[1] == most, pair[0], known), zip(numbers, counts, strict=True), numbers[0]
    )
    others = [(count == most) & (number != found) for number, count in zip(numbers, counts, strict=True)]
    return Fraction([found], right.denominator, right.divisors, (*right.doubts, most == 1, *others))


def bound_of_one(_: Fraction, right: Fraction) -> Fraction:
    """A bound of any of several numbers."""
    return Fraction([sum(right.numerator)], right.denominator, right.divisors)
