"""Sharing out whole numbers, against exact fractions."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pairwright.plan.shares import shared_out

TOTALS = st.one_of(st.integers(0, 200), st.integers(0, 2**61))
WEIGHTS = st.lists(
    st.one_of(st.integers(0, 20), st.integers(0, 2**61), st.floats(0, 1e9, allow_subnormal=False)),
    min_size=1,
    max_size=7,
)
CAP = st.one_of(st.integers(0, 60), st.integers(0, 2**61))


@settings(deadline=None, derandomize=True, max_examples=300)
@given(total=TOTALS, weights=WEIGHTS.filter(any))
@example(total=1, weights=[1, 1, 1])
@example(total=7, weights=[0, 3, 0])
@example(total=3, weights=[0.1, 0.2, 0.3])
def test_each_share_is_its_exact_value_rounded(total: int, weights: list[float]) -> None:
    shares = shared_out(total, weights)
    whole = sum(Fraction(weight) for weight in weights)
    exact = [total * Fraction(weight) / whole for weight in weights]
    assert sum(shares) == total
    assert all(floor(value) <= share <= ceil(value) for share, value in zip(shares, exact, strict=True))
    raised = [value - floor(value) for share, value in zip(shares, exact, strict=True) if share > value]
    lowered = [value - floor(value) for share, value in zip(shares, exact, strict=True) if share < value]
    # Whoever was rounded up had no smaller a remainder than whoever was rounded down.
    assert not raised or not lowered or min(raised) >= max(lowered)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(total=TOTALS, pairs=st.lists(st.tuples(st.integers(0, 50), CAP), min_size=1, max_size=7))
@example(total=10, pairs=[(1, 1), (1, 100), (1, 100)])
@example(total=100, pairs=[(1, 5), (3, 5), (0, 5)])
@example(total=5, pairs=[(1, 0), (1, 0)])
@example(total=7, pairs=[(2, 2), (1, 9), (1, 1)])
def test_caps_hold_and_the_rest_goes_to_the_others(total: int, pairs: list[tuple[int, int]]) -> None:
    weights, caps = [weight for weight, _ in pairs], [cap for _, cap in pairs]
    shares = shared_out(total, weights, caps)
    assert sum(shares) == min(total, sum(cap for weight, cap in pairs if weight))
    assert all(0 <= share <= cap for share, cap in zip(shares, caps, strict=True))
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if weight == 0)
    unfilled = [i for i, weight in enumerate(weights) if weight and shares[i] < caps[i]]
    if unfilled:
        level = Fraction(sum(shares[i] for i in unfilled), sum(weights[i] for i in unfilled))
        for i, weight in enumerate(weights):
            if i in unfilled:
                # Those at their cap by rounding took part too, hence one more on either side.
                assert abs(shares[i] - level * weight) <= 1 + Fraction(weight * len(weights), sum(weights))
            elif weight:
                assert caps[i] < level * weight + 1 + Fraction(weight * len(weights), sum(weights))


@settings(deadline=None, derandomize=True, max_examples=100)
@given(total=TOTALS, weights=WEIGHTS.filter(any), factor=st.integers(1, 1000))
def test_only_proportions_matter(total: int, weights: list[float], factor: int) -> None:
    fractions = [Fraction(weight) for weight in weights]
    assert shared_out(total, [int(each * 2**1100) * factor for each in fractions]) == shared_out(
        total, [int(each * 2**1100) for each in fractions]
    )


@settings(deadline=None, derandomize=True, max_examples=100)
@given(total=TOTALS, weights=WEIGHTS.filter(any))
def test_caps_that_nobody_reaches_change_nothing(total: int, weights: list[float]) -> None:
    caps = [total] * len(weights)
    assert shared_out(total, weights, caps) == shared_out(total, weights)


def test_ties_go_to_the_first() -> None:
    assert shared_out(10, [1, 1, 1]) == [4, 3, 3]
    assert shared_out(5, [1, 1, 1, 1]) == [2, 1, 1, 1]


def test_nothing_to_share_and_nobody_to_share_with() -> None:
    assert shared_out(0, [3, 4]) == [0, 0]
    assert shared_out(0, []) == []
    assert shared_out(9, [0, 0]) == [0, 0]
    assert shared_out(9, [1, 2], [0, 0]) == [0, 0]
