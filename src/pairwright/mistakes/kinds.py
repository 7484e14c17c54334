"""The shared vocabulary of mistakes: each function gives the ways of one kind, for a view's calculation.

A problem file may declare kinds of its own beside these; recipes know them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pairwright.keyed import Integers
from pairwright.lazily import np
from pairwright.mistakes.base import Case, Claimed, Mistake
from pairwright.mistakes.digits import (
    added_without_carrying,
    divided_without_remainders,
    subtracted_without_borrowing,
)
from pairwright.values.calculation import value_of

Ways = tuple[Mistake, ...]
Magnitudes = Callable[[Integers, Integers], Integers]


def calculated(name: str, *calculations: str | tuple[str, ...], shows: str | None = None) -> Ways:
    """Other calculations than the right one, with what they come to (where that is a value of the answer's type).

    Args:
        name: the kind, such as 'wrong_operation' or 'wrong_inverse'.
        calculations: one for each way of going wrong; as many together as the answer has parts.
        shows: the reason to give, if it is not the calculation itself.

    >>> calculated("wrong_operation", "{a}+{b}")[0].calculation
    '{a}+{b}'

    """
    ways = ((each,) if isinstance(each, str) else each for each in calculations)
    return tuple(Mistake(name, shows or way[0], partial(_worked_out, calculations=way), way) for way in ways)


def multiplication_slip(a: str, b: str) -> Ways:
    """A neighbour in the multiplication table: 49, 63, 48 or 64 for 7*8."""
    neighbours = (f"{{{a}}}*({{{b}}}-1)", f"{{{a}}}*({{{b}}}+1)", f"({{{a}}}-1)*{{{b}}}", f"({{{a}}}+1)*{{{b}}}")
    return calculated("multiplication_slip", *neighbours, shows=f"{{{a}}}*{{{b}}}")


def no_carry(a: str, b: str) -> Ways:
    """Column addition without carrying: 95 for 57+48."""
    add = partial(_in_columns, a=a, b=b, work=added_without_carrying)
    return (Mistake("no_carry", f"{{{a}}}+{{{b}}}", add),)


def no_borrow(a: str, b: str) -> Ways:
    """Column subtraction without borrowing, the smaller digit from the larger: 34 for 83-57."""
    subtract = partial(_in_columns, a=a, b=b, work=subtracted_without_borrowing)
    return (Mistake("no_borrow", f"{{{a}}}-{{{b}}}", subtract),)


def remainder_slip(dividend: str, divisor: str, calculation: str) -> Ways:
    """Long division that forgets what each digit leaves over: 20 for 72/3.

    Args:
        dividend: the calculation that gives the dividend.
        divisor: a role.
        calculation: the right calculation, which is shown.

    """
    return (Mistake("remainder_slip", calculation, partial(_digits_divided, dividend=dividend, divisor=divisor)),)


def _worked_out(case: Case, calculations: tuple[str, ...]) -> Claimed:
    return Claimed(*case.worked_out(calculations))


def _in_columns(case: Case, a: str, b: str, work: Magnitudes) -> Claimed:
    """Written arithmetic on magnitudes; with two different signs it would be the other operation."""
    first, second = case.numbers[a], case.numbers[b]
    negative = (first < 0) | (second < 0)
    values = work(np.abs(first), np.abs(second))
    return Claimed(np.where(negative, -values, values), ~negative | ((first <= 0) & (second <= 0)))


def _digits_divided(case: Case, dividend: str, divisor: str) -> Claimed:
    """Nobody answers 0 because the divisor is larger than each digit, so that is left out."""
    values = divided_without_remainders(np.abs(value_of(dividend, case.numbers)[0]), np.abs(case.numbers[divisor]))
    return Claimed(np.where(case.answer < 0, -values, values), values > 0)


def names_of(ways: Sequence[Mistake]) -> list[str]:
    """The kinds among the ways, each once, in order."""
    return list(dict.fromkeys(way.name for way in ways))
