"""The slips that are made with any answer of a type, whatever the question: off by one, digits swapped, turned over.

A view's own mistakes (`kinds`) say what is misunderstood there; a slip is made in writing the answer down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pairwright.lazily import np
from pairwright.mistakes.base import Case, Claimed, Mistake
from pairwright.mistakes.digits import with_swapped_digits
from pairwright.mistakes.expressions import slips_of_expression
from pairwright.mistakes.forms import slips_of_form
from pairwright.mistakes.kinds import Ways
from pairwright.values.calculation import value_of
from pairwright.values.exact import Booleans, Exact, lowest
from pairwright.values.expressions import Polynomial, SingleTerm, TwoBrackets
from pairwright.values.types import Choice, Decimal, QuotientWithRemainder, Ratio, ValueType
from pairwright.wording.template import slots


def slips_of(answer: ValueType, calculation: str, computes: str = "") -> Ways:
    """The slips made with answers of a type, given the right calculation; random ones last.

    Args:
        answer: the type.
        calculation: as it is shown.
        computes: as it is worked out, if otherwise.

    >>> [way.name for way in slips_of(QuotientWithRemainder(), "{b}*{q}+{r}")][:2]
    ['quotient_off_by_one', 'quotient_off_by_one']
    """
    if isinstance(answer, Ratio):
        return (
            *_moves("numerator_off_by_one", calculation, _numerator_moved, (1, -1)),
            Mistake("turned_over", calculation, _turned_over),
            *wrong_sign(calculation),
            *operand_echo(calculation),
        )
    if isinstance(answer, Decimal):
        return (
            Mistake("point_moved", calculation, partial(_scaled, by=10, down=False)),
            Mistake("point_moved", calculation, partial(_scaled, by=10, down=True)),
            *_moves("last_place_off_by_one", calculation, _last_place_moved, (1, -1)),
            *wrong_sign(calculation),
            *operand_echo(calculation),
        )
    if isinstance(answer, QuotientWithRemainder):
        return (
            *_moves("quotient_off_by_one", calculation, _quotient_moved, (1, -1)),
            *_moves("remainder_off_by_one", calculation, _remainder_moved, (1, -1)),
            Mistake("parts_swapped", calculation, _parts_swapped),
        )
    if isinstance(answer, Choice):
        return (Mistake("other_choice", calculation, _another),)
    if isinstance(answer, Polynomial | SingleTerm | TwoBrackets):
        return slips_of_expression(answer, calculation)
    return anywhere(calculation, computes or calculation) if answer.is_whole else slips_of_form(answer, calculation)


def anywhere(calculation: str, computes: str) -> Ways:
    """The slips made with whole numbers."""
    return (
        *off_by("off_by_one", 1, calculation),
        *off_by("off_by_ten", 10, calculation),
        *digit_swap(calculation),
        *wrong_sign(calculation),
        *operand_echo(calculation),
        *wrong_reason(calculation, computes),
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


def wrong_reason(calculation: str, computes: str) -> Ways:
    """The right answer, and a calculation with one of its numbers misread by one, which is not so."""
    roles = dict.fromkeys(slots(calculation))
    claims = (partial(_misread, calculation=computes, role=role) for role in roles)
    return tuple(Mistake("wrong_reason", calculation, claim, right_answer=True) for claim in claims)


def _moved(case: Case, by: int) -> Claimed:
    return Claimed(case.answer + by, _everywhere(case))


def _swapped(case: Case, place: int) -> Claimed:
    values = with_swapped_digits(np.abs(case.answer), place)
    return Claimed(np.where(case.answer < 0, -values, values), _everywhere(case))


def _negated(case: Case) -> Claimed:
    if case.type.is_whole:
        return Claimed(-case.answer, _everywhere(case))
    value = case.type.exact(case.answer)
    return Claimed(*case.type.encoded(replace(value, n=-value.n)))


def _echoed(case: Case, role: str) -> Claimed:
    if case.type.is_whole and role not in case.types:
        return Claimed(case.numbers[role], _everywhere(case))
    return Claimed(*case.type.encoded(case.exact(role)))


def _another(case: Case) -> Claimed:
    """Another of the words there are, each as likely."""
    count = len(case.type.options) if isinstance(case.type, Choice) else 1
    return Claimed((case.answer + 1 + case.drawn(max(count - 1, 1))) % count, _everywhere(case))


def _last_digit_miscopied(case: Case) -> Claimed:
    """The last digit is any of the nine others; the number of digits and the sign stay."""
    size = np.abs(case.answer)
    last = size % 10
    values = size - last + (last + 1 + case.drawn(9)) % 10
    return Claimed(np.where(case.answer < 0, -values, values), _everywhere(case))


def _random_in_range(case: Case) -> Claimed:
    """Any number in the range of the answers but the right one, each as likely."""
    low, high = case.limits.answers
    if low == high:
        return Claimed(case.answer, ~_everywhere(case))
    values = low + case.drawn(high - low)
    return Claimed(values + (values >= case.answer), _everywhere(case))


def _misread(case: Case, calculation: str, role: str) -> Claimed:
    """One more or one less in size, never 0; it applies where the calculation then comes to something else."""
    number, up = case.numbers[role], case.drawn(2) == 1
    size = np.abs(number)
    largest = np.where(number < 0, -case.limits.least, case.limits.most)
    up = (up | (size <= 1)) & (size < largest)
    misread = np.where(number < 0, -1, 1) * np.where(up, size + 1, size - 1)
    shown = {**case.numbers, role: misread}
    values, whole = value_of(calculation, shown)
    applies = (up | (size > 1)) & ~(whole & (values == case.answer))
    return Claimed(case.answer, applies, shown={role: misread})


def _everywhere(case: Case) -> Booleans:
    return np.ones(case.answer.shape, dtype=bool)


def _moves(name: str, calculation: str, claim: Callable[..., Claimed], steps: tuple[int, ...]) -> Ways:
    return tuple(Mistake(name, calculation, partial(claim, by=by)) for by in steps)


def _numerator_moved(case: Case, by: int) -> Claimed:
    value = case.type.exact(case.answer)
    return Claimed(*case.type.encoded(lowest(value.n + by, value.below)))


def _turned_over(case: Case) -> Claimed:
    value = case.type.exact(case.answer)
    return Claimed(*case.type.encoded(lowest(value.below, value.n)))


def _scaled(case: Case, by: int, *, down: bool) -> Claimed:
    value = case.type.exact(case.answer)
    above, below = (value.n, value.below * by) if down else (value.n * by, value.below)
    return Claimed(*case.type.encoded(lowest(above, below)))


def _last_place_moved(case: Case, by: int) -> Claimed:
    """One more or less in the last place that is not 0: 1.74 or 1.76 for 1.75; the loop runs over places."""
    unit = np.ones_like(case.answer)
    for _ in range(case.type.places if isinstance(case.type, Decimal) else 0):
        unit = np.where(case.answer % (unit * 10) == 0, unit * 10, unit)
    return Claimed(case.answer + by * unit, case.answer != 0)


def _quotient_moved(case: Case, by: int) -> Claimed:
    quotient, remainder = (Exact(each) for each in QuotientWithRemainder.split(case.answer))
    return Claimed(*case.type.encoded(replace(quotient, n=quotient.n + by), remainder))


def _remainder_moved(case: Case, by: int) -> Claimed:
    quotient, remainder = (Exact(each) for each in QuotientWithRemainder.split(case.answer))
    return Claimed(*case.type.encoded(quotient, replace(remainder, n=remainder.n + by)))


def _parts_swapped(case: Case) -> Claimed:
    quotient, remainder = (Exact(each) for each in QuotientWithRemainder.split(case.answer))
    return Claimed(*case.type.encoded(remainder, quotient))
