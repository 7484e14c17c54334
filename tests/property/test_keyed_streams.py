"""Two seeds or two streams share no shifted sequence, whatever they are called."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pairwright.keyed import Permutation, integers, words

Column = npt.NDArray[np.generic]
LENGTH = 2000
SEEDS = st.integers(0, 2**63 - 1)
NAMES = st.text(max_size=12)

SEQUENCES: dict[str, Callable[[int, str], Column]] = {
    "words": lambda seed, stream: words(seed, stream, np.arange(LENGTH)),
    "integers": lambda seed, stream: integers(seed, stream, np.arange(LENGTH), 1000),
    "table": lambda seed, stream: Permutation(LENGTH, seed=seed, stream=stream)(np.arange(LENGTH)),
    "network": lambda seed, stream: Permutation(1 << 22, seed=seed, stream=stream)(np.arange(LENGTH)) % 1000,
}


def most_shared(one: Column, other: Column) -> float:
    """The largest part of two sequences that is equal under a shift of -50..50."""
    shares = []
    for shift in range(-50, 51):
        here, there = one[max(shift, 0) : LENGTH + min(shift, 0)], other[max(-shift, 0) : LENGTH - max(shift, 0)]
        shares.append(float(np.mean(here == there)))
    return max(shares)


@pytest.mark.parametrize("kind", SEQUENCES)
@settings(deadline=None, derandomize=True, max_examples=15)
@given(seed=SEEDS, step=st.integers(1, 5), stream=NAMES)
def test_neighbouring_seeds_share_nothing(kind: str, seed: int, step: int, stream: str) -> None:
    made = SEQUENCES[kind]
    assert most_shared(made(seed, stream), made(seed + step, stream)) < 0.02


@pytest.mark.parametrize("kind", SEQUENCES)
@settings(deadline=None, derandomize=True, max_examples=15)
@given(seed=SEEDS, one=NAMES, other=NAMES)
def test_differently_named_streams_share_nothing(kind: str, seed: int, one: str, other: str) -> None:
    assume(one != other)
    made = SEQUENCES[kind]
    assert most_shared(made(seed, one), made(seed, other)) < 0.02


@pytest.mark.parametrize("kind", SEQUENCES)
def test_a_stream_is_the_same_each_time(kind: str) -> None:
    made = SEQUENCES[kind]
    assert np.array_equal(made(42, "train/rows"), made(42, "train/rows"))
    assert most_shared(made(42, "train/rows"), made(42, "train/rows")) == 1.0


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    index=st.lists(st.integers(0, 2**62), min_size=1, max_size=50),
    bound=st.integers(1, 2**63 - 1),
    seed=SEEDS,
)
def test_an_integer_is_a_function_of_its_index(index: list[int], bound: int, seed: int) -> None:
    whole = integers(seed, "stream", np.array(index), bound).tolist()
    assert whole == [int(integers(seed, "stream", np.array([each]), bound)[0]) for each in index]
    assert all(0 <= each < bound for each in whole)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(size=st.integers(1, 2**62), seed=SEEDS, data=st.data())
def test_a_permutation_of_any_size_meets_each_integer_at_most_once(size: int, seed: int, data: st.DataObject) -> None:
    positions = data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=60, unique=True))
    shuffled = Permutation(size, seed=seed, stream="any")(np.array(positions)).tolist()
    assert len(set(shuffled)) == len(positions)
    assert all(0 <= each < size for each in shuffled)
