"""The shared vocabulary of mistakes: each function gives the ways of one kind, for a view's calculation.

A problem file may declare kinds of its own beside these; recipes know them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from pairwright.keyed import Integers
from pairwright.mistakes.base import Case, Claim, Mistake
from pairwright.mistakes.calculation import Booleans, value_of
from pairwright.mistakes.digits import (
    added_without_carrying,
    divided_without_remainders,
    subtracted_without_borrowing,
    with_swapped_digits,
)
from pairwright.wording.template import slots

Ways = tuple[Mistake, ...]
Magnitudes = Callable[[Integers, Integers], Integers]


def anywhere(calculation: str) -> Ways:
    """The mistakes that can be made whatever the question, given its right calculation."""
    return (
        *off_by("off_by_one", 1, calculation),
        *off_by("off_by_ten", 10, calculation),
        *digit_swap(calculation),
        *wrong_sign(calculation),
        *operand_echo(calculation),
        *wrong_reason(calculation),
        Mistake("wrong_answer_right_reason", calculation, _last_digit_miscopied, right_reason=True),
        Mistake("random_number", calculation, _random_in_range),
    )


def off_by(name: str, step: int, calculation: str) -> Ways:
    """The right answer and `step` more or less."""
    return tuple(Mistake(name, calculation, partial(_moved, by=by)) for by in (step, -step))


def digit_swap(calculation: str) -> Ways:
    """Two digits side by side in each other's place, 61 for 16: units and tens, or tens and hundreds."""
    return tuple(Mistake("digit_swap", calculation, partial(_swapped, place=place)) for place in (0, 1))


def wrong_sign(calculation: str) -> Ways:
    """The right number with the other sign."""
    return (Mistake("wrong_sign", calculation, _negated),)


def operand_echo(calculation: str) -> Ways:
    """A number of the question for an answer."""
    roles = dict.fromkeys(slots(calculation))
    return tuple(Mistake("operand_echo", calculation, partial(_echoed, role=role)) for role in roles)


def wrong_reason(calculation: str) -> Ways:
    """The right answer, and a calculation with one of its numbers misread by one, which is not so."""
    roles = dict.fromkeys(slots(calculation))
    claims = (partial(_misread, calculation=calculation, role=role) for role in roles)
    return tuple(Mistake("wrong_reason", calculation, claim, right_answer=True) for claim in claims)


def calculated(name: str, *calculations: str, shows: str | None = None) -> Ways:
    """Other calculations than the right one, with what they come to (where that is a whole number).

    Args:
        name: the kind, such as 'wrong_operation' or 'wrong_inverse'.
        calculations: one for each way of going wrong.
        shows: the reason to give, if it is not the calculation itself.

    >>> calculated("wrong_operation", "{a}+{b}")[0].calculation
    '{a}+{b}'

    """
    return tuple(Mistake(name, shows or each, partial(_worked_out, calculation=each)) for each in calculations)


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


def _moved(case: Case, by: int) -> Claim:
    return Claim(case.answer + by, _everywhere(case))


def _swapped(case: Case, place: int) -> Claim:
    values = with_swapped_digits(np.abs(case.answer), place)
    return Claim(np.where(case.answer < 0, -values, values), _everywhere(case))


def _negated(case: Case) -> Claim:
    return Claim(-case.answer, _everywhere(case))


def _echoed(case: Case, role: str) -> Claim:
    return Claim(case.numbers[role], _everywhere(case))


def _worked_out(case: Case, calculation: str) -> Claim:
    return Claim(*value_of(calculation, case.numbers))


def _in_columns(case: Case, a: str, b: str, work: Magnitudes) -> Claim:
    """Written arithmetic on magnitudes; with two different signs it would be the other operation."""
    first, second = case.numbers[a], case.numbers[b]
    negative = (first < 0) | (second < 0)
    values = work(np.abs(first), np.abs(second))
    return Claim(np.where(negative, -values, values), ~negative | ((first <= 0) & (second <= 0)))


def _digits_divided(case: Case, dividend: str, divisor: str) -> Claim:
    """Nobody answers 0 because the divisor is larger than each digit, so that is left out."""
    values = divided_without_remainders(np.abs(value_of(dividend, case.numbers)[0]), np.abs(case.numbers[divisor]))
    return Claim(np.where(case.answer < 0, -values, values), values > 0)


def _last_digit_miscopied(case: Case) -> Claim:
    """The last digit is any of the nine others; the number of digits and the sign stay."""
    size = np.abs(case.answer)
    last = size % 10
    values = size - last + (last + 1 + case.drawn(9)) % 10
    return Claim(np.where(case.answer < 0, -values, values), _everywhere(case))


def _random_in_range(case: Case) -> Claim:
    """Any number in the range of the answers but the right one, each as likely."""
    low, high = case.limits.answers
    if low == high:
        return Claim(case.answer, ~_everywhere(case))
    values = low + case.drawn(high - low)
    return Claim(values + (values >= case.answer), _everywhere(case))


def _misread(case: Case, calculation: str, role: str) -> Claim:
    """One more or one less in size, never 0; it applies where the calculation then comes to something else."""
    number, up = case.numbers[role], case.drawn(2) == 1
    size = np.abs(number)
    largest = np.where(number < 0, -case.limits.least, case.limits.most)
    up = (up | (size <= 1)) & (size < largest)
    misread = np.where(number < 0, -1, 1) * np.where(up, size + 1, size - 1)
    shown = {**case.numbers, role: misread}
    values, whole = value_of(calculation, shown)
    applies = (up | (size > 1)) & ~(whole & (values == case.answer))
    return Claim(case.answer, applies, shown={role: misread})


def _everywhere(case: Case) -> Booleans:
    return np.ones(case.answer.shape, dtype=bool)


def names_of(ways: Sequence[Mistake]) -> list[str]:
    """The kinds among the ways, each once, in order."""
    return list(dict.fromkeys(way.name for way in ways))
