"""The slips that are made with answers that are expressions: a coefficient off by one, the sign of a term turned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pairwright.keyed import Integers
from pairwright.mistakes.base import Case, Claimed, Mistake
from pairwright.mistakes.kinds import Ways
from pairwright.values.exact import Exact
from pairwright.values.expressions import Polynomial, SingleTerm, TwoBrackets

_Change = Callable[[Integers], Integers]


def slips_of_expression(answer: Polynomial | SingleTerm | TwoBrackets, calculation: str) -> Ways:
    """Each coefficient, or the number in each bracket, one more, one less, or with the other sign; or the exponent."""
    if isinstance(answer, SingleTerm):
        return tuple(
            Mistake("exponent_off_by_one", calculation, partial(_with_exponent, answer=answer, change=change))
            for change in (_more, _less)
        )

    def claim(case: Case, place: int, change: _Change) -> Claimed:
        if isinstance(answer, Polynomial):
            return _with_coefficient(case, answer, place, change)
        return _with_bracket(case, answer, place, change)

    return tuple(
        Mistake(name, calculation, partial(claim, place=place, change=change))
        for name, changes in _CHANGES.items()
        for place in range(answer.parts)
        for change in changes
    )


def _more(number: Integers) -> Integers:
    return number + 1


def _less(number: Integers) -> Integers:
    return number - 1


def _negated(number: Integers) -> Integers:
    return -number


_CHANGES: dict[str, tuple[_Change, ...]] = {"coefficient_off_by_one": (_more, _less), "sign_of_term": (_negated,)}


def _with_coefficient(case: Case, answer: Polynomial, place: int, change: _Change) -> Claimed:
    """One coefficient changed, where there is such a term."""
    found = [answer.coefficient(case.answer, each) for each in range(answer.parts)]
    there = found[place] != 0
    found[place] = change(found[place])
    codes, fits = answer.encoded(*map(Exact, found))
    return Claimed(codes, fits & there)


def _with_bracket(case: Case, answer: TwoBrackets, place: int, change: _Change) -> Claimed:
    numbers = list(answer.split(case.answer))
    numbers[place] = change(numbers[place])
    return Claimed(*answer.encoded(*map(Exact, numbers)))


def _with_exponent(case: Case, answer: SingleTerm, change: _Change) -> Claimed:
    coefficient, exponent = answer.split(case.answer)
    return Claimed(*answer.encoded(Exact(coefficient), Exact(change(exponent))))
