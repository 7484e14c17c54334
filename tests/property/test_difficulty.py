"""Digits, carries and steps against plain long arithmetic, and difficulty as a monotone function of them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairwright.plan.difficulty import Difficulty
from pairwright.values.carrying import carries, changes_nothing, digits
from pairwright.values.exact import Exact

WHOLE = st.integers(-(10**9), 10**9)
OPERATIONS: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def in_columns(first: int, second: int) -> int:
    """Carries of a sum of two numbers that are not negative, digit by digit."""
    found = carry = 0
    for place in range(20):
        carry = first // 10**place % 10 + second // 10**place % 10 + carry >= 10
        found += carry
        if 10**place > max(first, second):
            break
    return found


def of_sum(first: int, second: int) -> int:
    low, high = sorted([abs(first), abs(second)])
    return in_columns(low, high) if (first < 0) == (second < 0) else in_columns(low, high - low)


def of_product(first: int, second: int) -> int:
    """The carries of each partial product, and those of adding them up, as it is done on paper."""
    short, long = sorted([abs(first), abs(second)])
    found = total = 0
    for place, digit in enumerate(reversed(str(short))):
        carry = 0
        for each in reversed(str(long)):
            carry = (int(digit) * int(each) + carry) // 10
            found += carry > 0
        partial = int(digit) * long * 10**place
        found += in_columns(total, partial)
        total += partial
    return found


def column(*numbers: int) -> Exact:
    return Exact(np.array(numbers, dtype=np.int64))


def ratio(value: Fraction) -> Exact:
    return Exact(np.array([value.numerator]), np.array([value.denominator]))


@given(WHOLE, WHOLE)
def test_carries_are_those_of_long_addition_and_multiplication(a: int, b: int) -> None:
    left, right = column(a, 0), column(b, 0)
    assert carries("+", left, right)[0] == of_sum(a, b)
    assert carries("-", left, right)[0] == of_sum(a, -b)
    assert carries("*", left, right)[0] == of_product(a, b)
    if b:
        assert carries("/", column(a * b), column(b))[0] == of_product(a, b)
        assert carries("//", column(a), column(b))[0] == of_product(a // b, b)
    assert digits(left)[0] == len(str(abs(a)))


@given(st.fractions(-50, 50, max_denominator=60), st.fractions(-50, 50, max_denominator=60))
def test_fractions_are_added_over_one_denominator(a: Fraction, b: Fraction) -> None:
    expected = of_sum(a.numerator * b.denominator, b.numerator * a.denominator)
    assert carries("+", ratio(a), ratio(b)).tolist() == [expected]
    assert digits(ratio(a)).tolist() == [max(len(str(abs(a.numerator))), len(str(a.denominator)))]


@pytest.mark.parametrize("sign", OPERATIONS)
@given(a=st.integers(-3, 3), b=st.integers(-3, 3))
def test_what_changes_nothing_gives_one_of_its_sides(sign: str, a: int, b: int) -> None:
    found = OPERATIONS[sign](a, b)
    if changes_nothing(sign, column(a), column(b))[0]:
        assert found in {a, b}


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(0, 3), st.integers(1, 20))
def test_difficulty_grows_with_each_part(parts: list[int], which: int, more: int) -> None:
    def tenths(digit: int, carried: int, steps: int, entropy: int) -> int:
        columns = [np.array([each]) for each in (1 + digit, carried, 1 + steps)]
        return int(Difficulty(columns[0], columns[1], columns[2], entropy=50 * entropy).tenths[0])

    greater = [each + more * (place == which) for place, each in enumerate(parts)]
    assert 0 <= tenths(*parts) <= tenths(*greater) < 100
