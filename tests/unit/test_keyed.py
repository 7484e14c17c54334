"""Keyed words, integers and permutations: bijective at every size, uniform, the same in any order of asking."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pytest

from pairwright import keyed
from pairwright.keyed import TABLE_SIZE, Permutation, integers, stream_keys, words

SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 31, 32, 33, 101, 127, 128, 129, 1000, 1009, 4095, 4096, 4097, 65_537]
HUGE = [TABLE_SIZE + 1, (1 << 21) - 1, 1 << 21, (1 << 21) + 1, 10**9, (1 << 40) + 15, 10**18, (1 << 62) - 1, 1 << 62]


def chi_square(counts: npt.NDArray[np.int64], expected: npt.NDArray[np.float64]) -> float:
    """How many standard deviations the statistic lies from its mean, about normal for many cells."""
    statistic = float((((counts - expected) ** 2) / expected).sum())
    freedom = counts.size - 1
    return float((statistic - freedom) / np.sqrt(2 * freedom))


def even(counts: npt.NDArray[np.int64]) -> float:
    return chi_square(counts, np.full(counts.size, counts.sum() / counts.size))


@pytest.mark.parametrize("size", SIZES)
def test_a_small_permutation_holds_each_integer_once(size: int) -> None:
    shuffled = Permutation(size, seed=1, stream="test")(np.arange(size))
    assert shuffled.dtype == np.int64
    assert sorted(shuffled.tolist()) == list(range(size))


@pytest.mark.parametrize("size", [1, *SIZES[2:]])
def test_the_network_behind_large_permutations_is_bijective_at_small_sizes(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyed, "TABLE_SIZE", 0)
    for seed in range(5):
        shuffled = Permutation(size, seed=seed, stream="test")(np.arange(size))
        assert sorted(shuffled.tolist()) == list(range(size))


def test_a_permutation_just_above_the_table_holds_each_integer_once() -> None:
    size = TABLE_SIZE + 5
    shuffled = Permutation(size, seed=3, stream="test")(np.arange(size))
    assert np.array_equal(np.sort(shuffled), np.arange(size))
    assert np.count_nonzero(shuffled == np.arange(size)) < 20


@pytest.mark.parametrize("size", HUGE)
def test_a_huge_permutation_stays_inside_and_never_meets_itself(size: int) -> None:
    positions = np.unique(np.concatenate([np.arange(2000), size - 1 - np.arange(2000), np.linspace(0, size - 1, 2000)]))
    positions = positions.astype(np.int64)
    positions = np.unique(positions[positions < size])
    shuffled = Permutation(size, seed=4, stream="test")(positions)
    assert shuffled.min() >= 0
    assert shuffled.max() < size
    assert np.unique(shuffled).size == positions.size


@pytest.mark.parametrize("size", [1000, TABLE_SIZE, TABLE_SIZE + 77, 10**15])
def test_positions_may_be_asked_in_any_order(size: int) -> None:
    asked = np.random.default_rng(1).integers(0, size, 3000)
    whole = Permutation(size, seed=5, stream="test")(asked)
    other = Permutation(size, seed=5, stream="test")
    for part in (slice(2500, 3000), slice(0, 1), slice(7, 1900)):
        assert np.array_equal(other(asked[part]), whole[part])


@pytest.mark.parametrize("size", [64, 3 * TABLE_SIZE])
def test_where_a_permutation_sends_a_position_is_uniform(size: int) -> None:
    cells, draws = 64, 6400
    sent = [int(Permutation(size, seed=seed, stream="test")(np.array([size // 3]))[0]) for seed in range(draws)]
    counts = np.bincount(np.array(sent) * cells // size, minlength=cells)
    assert abs(even(counts)) < 5


@pytest.mark.parametrize("size", [TABLE_SIZE, 3 * TABLE_SIZE, 10**12])
def test_neighbours_are_sent_apart(size: int) -> None:
    shuffled = Permutation(size, seed=6, stream="test")(np.arange(40_000))
    counts = np.histogram2d(shuffled[:-1] / size, shuffled[1:] / size, bins=8, range=[[0, 1], [0, 1]])[0]
    assert abs(even(counts.ravel().astype(np.int64))) < 6
    assert abs(np.corrcoef(np.arange(40_000), shuffled)[0, 1]) < 0.03


def test_words_fill_all_bits_evenly() -> None:
    drawn = words(42, "bits", np.arange(20_000))
    assert drawn.dtype == np.uint64
    assert np.unique(drawn).size == drawn.size
    for bit in range(64):
        ones = int(((drawn >> np.uint64(bit)) & np.uint64(1)).sum())
        assert abs(ones - 10_000) < 6 * 71
    high = np.bincount((drawn >> np.uint64(56)).astype(np.int64), minlength=256)
    low = np.bincount((drawn & np.uint64(255)).astype(np.int64), minlength=256)
    assert abs(even(high)) < 6
    assert abs(even(low)) < 6


@pytest.mark.parametrize("bound", [1, 2, 3, 10, 1000, 2**31, 10**18, 3 << 61, 1 << 62, (1 << 62) + 1, 2**63 - 1])
def test_integers_lie_below_their_bound(bound: int) -> None:
    drawn = integers(7, "bound", np.arange(5000), bound)
    assert drawn.dtype == np.int64
    assert int(drawn.min()) >= 0
    assert int(drawn.max()) < bound
    cells = min(bound, 50)
    counts = np.bincount((drawn.astype(object) * cells // bound).astype(np.int64), minlength=cells)
    assert cells == 1 or abs(even(counts)) < 6


def test_integers_have_no_modulo_bias() -> None:
    # A plain remainder would give the lower two thirds of 3 * 2**61 half as much again as the rest.
    drawn = integers(8, "bias", np.arange(30_000), 3 << 61)
    thirds = np.bincount(drawn // (1 << 61), minlength=3)
    assert abs(even(thirds)) < 5


def test_integers_drawn_again_do_not_depend_on_their_neighbours() -> None:
    bound = (1 << 62) + 1
    whole = integers(9, "again", np.arange(4000), bound)
    single = [int(integers(9, "again", np.array([i]), bound)[0]) for i in range(0, 4000, 97)]
    assert single == whole[::97].tolist()


def test_words_keep_the_shape_and_depend_on_the_index_alone() -> None:
    index = np.array([[5, 0], [5, 10**18]])
    drawn = words(1, "shape", index)
    assert drawn.shape == (2, 2)
    assert drawn[0, 0] == drawn[1, 0]
    assert drawn[1, 1] == words(1, "shape", np.array([10**18]))[0]


def test_stream_keys_differ_and_grow_from_the_same_start() -> None:
    assert stream_keys(1, "a", 6)[:2].tolist() == stream_keys(1, "a").tolist()
    keys = [tuple(stream_keys(seed, name, 5).tolist()) for seed in range(20) for name in ("a", "b", "ab", "a/b")]
    assert len({key for each in keys for key in each}) == 80 * 5


def mixed(word: int) -> int:
    """The finaliser of SplitMix64 in Python's own integers."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        word = (word ^ (word >> shift)) * factor % 2**64
    return word


def keys_of(stream: str, count: int) -> list[int]:
    """64-bit pieces of SHA-256, four to a digest."""
    digest = b"".join(sha256(f"{stream}/{i}".encode()).digest() for i in range((count + 3) // 4))
    return [int.from_bytes(digest[8 * i : 8 * i + 8], "little") for i in range(count)]


def words_of(stream: str, count: int) -> list[int]:
    first, second = keys_of(stream, 2)
    return [mixed(mixed((i * 0x9E3779B97F4A7C15 + first) % 2**64) ^ second) for i in range(count)]


def test_words_and_tables_never_change() -> None:
    # Other numbers here would be other bytes in every dataset made so far.
    assert words(42, "demo", np.arange(9)).tolist() == words_of("42/demo", 9)
    whole = Permutation(TABLE_SIZE, seed=42, stream="demo")(np.arange(TABLE_SIZE))
    assert np.array_equal(whole, np.argsort(words(42, "permutation/demo", np.arange(TABLE_SIZE)), kind="stable"))
    drawn = words_of("42/permutation/demo", 50)
    assert Permutation(50, seed=42, stream="demo")(np.arange(50)).tolist() == sorted(range(50), key=drawn.__getitem__)


def test_the_network_never_changes() -> None:
    size, keys = 3 << 20, keys_of("42/permutation/demo", 6)

    def enciphered(block: int) -> int:
        left, right = block >> 11, block & 0x7FF
        for key in keys:
            left, right = right, left ^ (mixed(right * 0x9E3779B97F4A7C15 % 2**64 ^ key) & 0x7FF)
        return left << 11 | right

    expected: list[int] = []
    for place in range(200):
        found = enciphered(place)
        while found >= size:
            found = enciphered(found)
        expected.append(found)
    assert Permutation(size, seed=42, stream="demo")(np.arange(200)).tolist() == expected
