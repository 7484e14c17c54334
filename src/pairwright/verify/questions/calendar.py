"""Days of the calendar, days of the week, and time in hours, minutes and seconds, on whole columns.

A date is how many days it is behind the first of January 1970, a Thursday; Monday is the weekday 0.  The calendar is the
Gregorian one: of years before 1583 it is in doubt which one is meant.
"""

from __future__ import annotations

import numpy as np

from pairwright.verify.exact.polynomials import Fraction, Value
from pairwright.verify.exact.whole_numbers import told, whole

_FIRST_YEAR, _LAST_YEAR = 1583, 9999
_EPOCH = 1970


def leap(_: Fraction, right: Fraction) -> Fraction:
    """1 where a year has a 29th of February, 0 where not."""
    year, broken = whole(right)
    safe = _between(year, _FIRST_YEAR, _LAST_YEAR)
    days = _first_of((safe - _EPOCH) * 12 + 2) - _first_of((safe - _EPOCH) * 12 + 1)
    return told(np.where(days == 29, 1, 0), right, doubts=(broken, safe != year))


def month(left: Fraction, right: Fraction) -> Fraction:
    """The months from the year 1970 to a month (right) of a year (left)."""
    (year, broken), (number, also) = whole(left), whole(right)
    wrong = (year < _FIRST_YEAR) | (year > _LAST_YEAR) | (number < 1) | (number > 12)
    return _valid((year - _EPOCH) * 12 + number - 1, wrong, left, right, doubts=(broken, also))


def date(left: Fraction, right: Fraction) -> Fraction:
    """The date that is a day (right) of a month (left); in doubt where the month has no such day."""
    (months, broken), (day, also) = whole(left), whole(right)
    safe = _between(months, (_FIRST_YEAR - _EPOCH) * 12, (_LAST_YEAR - _EPOCH) * 12 + 11)
    start = _first_of(safe)
    wrong = (safe != months) | (day < 1) | (day > _first_of(safe + 1) - start) | (left.denominator[0] == 0)
    return _valid(start + day - 1, wrong, left, right, doubts=(broken, also))


def weekday(_: Fraction, right: Fraction) -> Fraction:
    """The weekday of a date."""
    days, broken = whole(right)
    return told((days + 3) % 7, right, doubts=(broken,))


def on_weekday(left: Fraction, right: Fraction) -> Fraction:
    """A date that is said to be on a weekday; in doubt where it is on another one."""
    (days, broken), (day, _) = whole(left), whole(right)
    wrong = ((days + 3) % 7 != day) | (left.denominator[0] == 0)
    return _valid(days, wrong, left, right, doubts=(broken,))


def month_first(left: Fraction, right: Fraction) -> Fraction:
    """The month of 08/23/2022; 08/12/2022 is the eighth of December to some."""
    (number, broken), (day, also) = whole(left), whole(right)
    return told(number, left, right, doubts=(broken, also, (day <= 12) & (day != number)))


def sixtieths(left: Fraction, right: Fraction) -> Fraction:
    """So many minutes and seconds in seconds, or hours and minutes in minutes; of 9:75 there is no value."""
    above, below = right.numerator[0], right.denominator[0]
    valid = (above >= 0) & (above < 60 * below) & (left.numerator[0] >= 0)
    number = 60 * left.numerator[0] * below + above * left.denominator[0]
    found = told(number, left, right, below=left.denominator[0] * below * np.where(valid, 1, 0))
    return Fraction(found.numerator, found.denominator, found.divisors, (*found.doubts, np.logical_not(valid)))


def of_day(_: Fraction, right: Fraction) -> Fraction:
    """The seconds of a time of day; in doubt where it is one of the day before or after."""
    above, below = right.numerator[0], right.denominator[0]
    wrong = (above < 0) | (above >= 86_400 * below)
    return told(above, right, below=below, doubts=(wrong,))


def _valid(value: Value, wrong: Value, *sides: Fraction, doubts: tuple[Value, ...]) -> Fraction:
    """A value where there is one: elsewhere a question is in doubt, and an answer none."""
    return told(value, *sides, below=np.where(wrong, 0, 1), doubts=(*doubts, wrong))


def bound(left: Fraction, right: Fraction) -> Fraction:
    """A bound of dates, of their months, and of all on the way to them."""
    below = left.denominator[0] * right.denominator[0]
    size = 400 * (left.numerator[0] * right.denominator[0] + right.numerator[0] * left.denominator[0])
    return told(size + 4_000_000, left, right, below=below)


def _first_of(months: Value) -> Value:
    """The first day of a month, given by the months from the year 1970."""
    return np.asarray(months).astype(np.int64).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _between(number: Value, least: int, most: int) -> Value:
    return np.minimum(np.maximum(number, least), most)
