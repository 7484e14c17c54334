"""Dates as calculations over year, month and day: `Date`'s number of days, the days of a month and of a year."""

from __future__ import annotations

# 1 where a year is a leap year, else 0.
_LEAP = "({0}%4==0)-({0}%100==0)+({0}%400==0)"
# Months are counted from March on, so that the day that a leap year has more is the last one.
_BEFORE = "(14-{1})//12"
_IN_YEAR = f"(153*({{1}}+12*({_BEFORE})-3)+2)//5"
_YEAR = f"({{0}}-({_BEFORE}))"
_OF_FIRST = 719_469


def leap(year: str) -> str:
    """Whether a year is a leap year: 1 or 0."""
    return _LEAP.format(f"{{{year}}}")


def days(year: str, month: str, day: str) -> str:
    """The days from 1970-01-01 to a date.

    >>> eval(days("y", "m", "d").format(y=2022, m=3, d=5))
    19056
    """
    text = f"{{2}}+{_IN_YEAR}+365*{_YEAR}+{_YEAR}//4-{_YEAR}//100+{_YEAR}//400-{_OF_FIRST}"
    return text.format(*(f"{{{each}}}" for each in (year, month, day)))


def without_leap_days(year: str, month: str, day: str) -> str:
    """The same with years of 365 days."""
    return f"{{2}}+{_IN_YEAR}+365*{_YEAR}".format(*(f"{{{each}}}" for each in (year, month, day)))


def length(year: str, month: str) -> str:
    """How many days a month has.

    >>> eval(length("y", "m").format(y=2024, m=2))
    29
    """
    return f"30+({{1}}+{{1}}//8)%2-({{1}}==2)*(2-({_LEAP}))".format(f"{{{year}}}", f"{{{month}}}")


def new_year(year: str) -> str:
    """The days from 1970-01-01 to the last day before a year.

    >>> eval(new_year("y").format(y=1971))
    364
    """
    before = f"({{{year}}}-1)"
    return f"306+365*{before}+{before}//4-{before}//100+{before}//400-{_OF_FIRST}"
