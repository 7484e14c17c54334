"""Slips made with numbers in a form of their own: a sign or a part of a complex number, one more or less of others."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pairwright.mistakes.base import Case, Claimed, Mistake
from pairwright.mistakes.kinds import Ways
from pairwright.values.exact import Exact
from pairwright.values.forms import Clock, ComplexNumber, Date, Hexadecimal
from pairwright.values.types import ValueType


def slips_of_form(answer: ValueType, calculation: str) -> Ways:
    """The slips made with answers of a type; none of types that are no such form.

    >>> [way.name for way in slips_of_form(ComplexNumber(99), "{a}+{c}")][:2]
    ['conjugate', 'parts_swapped']
    """
    if isinstance(answer, ComplexNumber):
        return (
            Mistake("conjugate", calculation, _conjugated),
            Mistake("parts_swapped", calculation, _parts_swapped),
            *(Mistake("real_part_off_by_one", calculation, partial(_real_part_moved, by=by)) for by in (1, -1)),
        )
    if isinstance(answer, Hexadecimal | Date | Clock):
        return tuple(Mistake("off_by_one", calculation, partial(_moved, by=by)) for by in (1, -1))
    return ()


def _moved(case: Case, by: int) -> Claimed:
    number = case.type.exact(case.answer)
    return Claimed(*case.type.encoded(replace(number, n=number.n + by)))


def _parts(case: Case) -> tuple[Exact, Exact]:
    real, imaginary = case.type.split(case.answer) if isinstance(case.type, ComplexNumber) else (case.answer,) * 2
    return Exact(real), Exact(imaginary)


def _conjugated(case: Case) -> Claimed:
    real, imaginary = _parts(case)
    return Claimed(*case.type.encoded(real, replace(imaginary, n=-imaginary.n)))


def _parts_swapped(case: Case) -> Claimed:
    return Claimed(*case.type.encoded(*_parts(case)[::-1]))


def _real_part_moved(case: Case, by: int) -> Claimed:
    real, imaginary = _parts(case)
    return Claimed(*case.type.encoded(replace(real, n=real.n + by), imaginary))
