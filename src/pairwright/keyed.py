"""Random choices as pure functions of (seed, stream name, index): no state, any order, any machine.

Streams are keyed by *name*, so adding one never disturbs another, and the seed goes through
SHA-256, so seed 43 is not seed 42 shifted by a row.  Whole NumPy columns at a time.

- `mixed`        64-bit words well mixed
- `words`        one 64-bit word per index
- `integers`     one integer below a bound per index, without modulo bias
- `Permutation`  a shuffled order of 0..size-1 that can be asked at any position

Up to 2**20 positions a permutation is a table (exactly uniform, 4 MiB at the most, a lookup costs
about a tenth of the arithmetic); above that it is a Feistel network, which needs no memory.
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property, lru_cache
from typing import TypeAlias

from pairwright.lazily import np, npt

Words: TypeAlias = "npt.NDArray[np.uint64]"
Integers: TypeAlias = "npt.NDArray[np.int64]"

TABLE_SIZE = 1 << 20
_FEISTEL_ROUNDS = 6
_SHIFTS = (30, 27, 31)
_MULTIPLIERS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_GOLDEN = 0x9E3779B97F4A7C15
_ALL_BITS = (1 << 64) - 1
# So few numbers are quicker one by one.
_FEW = 4


# SHA-256 for each kind of mistake of each view is a tenth of the time of a few rows; 4,096 streams are 100 recipes.
@lru_cache(maxsize=4096)
def stream_keys(seed: int, stream: str, count: int = 2) -> Words:
    """`count` 64-bit keys (dtype uint64) for a named stream of a seed."""
    blocks = (hashlib.sha256(f"{seed}/{stream}/{i}".encode()).digest() for i in range(-(-count // 4)))
    keys = np.frombuffer(b"".join(blocks), dtype="<u8")[:count].astype(np.uint64)
    keys.setflags(write=False)
    return keys


def mixed(words: Words) -> Words:
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection on 64 bits, in place.

    >>> int(mixed(np.array([1], dtype=np.uint64))[0])
    6238072747940578789
    """
    (first, second, third), (one, other) = _constants()
    words ^= words >> first
    words *= one
    words ^= words >> second
    words *= other
    words ^= words >> third
    return words


@cache
def _constants() -> tuple[tuple[np.uint64, ...], tuple[np.uint64, ...]]:
    """Shifts and multipliers as NumPy has them: to turn them into that takes a fifth of the time of a few rows."""
    return tuple(map(np.uint64, _SHIFTS)), tuple(map(np.uint64, _MULTIPLIERS))


def words(seed: int, stream: str, index: npt.NDArray[np.integer]) -> Words:
    """One random word (uint64, shape of `index`) for each index of a stream.

    >>> words(42, "demo", np.array([7])) == words(42, "demo", np.array([5, 6, 7]))[2:]
    array([ True])
    """
    first, second = stream_keys(seed, stream)
    drawn = mixed(index.astype(np.uint64) * _GOLDEN + first)
    drawn ^= second
    return mixed(drawn)


def integers(seed: int, stream: str, index: npt.NDArray[np.integer], bound: int) -> Integers:
    """One integer in 0..bound-1 (int64, shape of `index`) for each index of a stream.

    Words in the last, incomplete multiple of `bound` are drawn again, so there is no modulo bias.

    >>> integers(42, "demo", np.arange(4), 10).max() < 10
    np.True_
    """
    limit = (1 << 64) // bound * bound
    drawn = words(seed, stream, index)
    attempt = 0
    while limit < 1 << 64 and (again := drawn >= np.uint64(limit)).any():
        attempt += 1
        drawn[again] = words(seed, f"{stream}/again-{attempt}", index[again])
    return (drawn % np.uint64(bound)).astype(np.int64)


class Permutation:
    """A keyed random order of the integers 0..size-1.

    Args:
        size: how many integers, 0..2**62.
        seed: the recipe's seed.
        stream: the name of what is shuffled.

    >>> shuffled = Permutation(5, seed=42, stream="demo")(np.arange(5))
    >>> sorted(shuffled.tolist())
    [0, 1, 2, 3, 4]

    """

    def __init__(self, size: int, *, seed: int, stream: str) -> None:
        self.size = size
        self._seed = seed
        self._stream = f"permutation/{stream}"

    def __call__(self, positions: npt.NDArray[np.integer]) -> Integers:
        """The integers (int64) that stand at the given positions."""
        if self.size <= TABLE_SIZE:
            found: Integers = self._table[positions].astype(np.int64)
            return found
        return self._walked(positions.astype(np.uint64)).astype(np.int64)

    @cached_property
    def _table(self) -> npt.NDArray[np.uint32]:
        drawn = words(self._seed, self._stream, np.arange(self.size))
        # To mix is a bijection, so no two words are alike, and any sort finds this one order; a stable one takes five
        # times as long (30 ms of 400,000).
        return np.argsort(drawn).astype(np.uint32)

    @cached_property
    def _round_keys(self) -> Words:
        return stream_keys(self._seed, self._stream, _FEISTEL_ROUNDS)

    def _walked(self, positions: Words) -> Words:
        """Encipher; whatever falls beyond the size is enciphered again until it falls inside."""
        found = self._enciphered(positions)
        outside = np.flatnonzero(found >= np.uint64(self.size))
        while outside.size:
            few = outside.size <= _FEW
            again = self._enciphered_singly(found[outside]) if few else self._enciphered(found[outside])
            found[outside] = again
            outside = outside[again >= np.uint64(self.size)]
        return found

    def _enciphered_singly(self, block: Words) -> Words:
        """The same with Python's integers: a column takes as long as ten numbers do."""
        return np.array([self._enciphered_one(number) for number in block.tolist()], dtype=np.uint64)

    def _enciphered_one(self, number: int) -> int:
        bits = (self.size - 1).bit_length()
        left_bits, right_bits = bits // 2, bits - bits // 2
        left, right = number >> right_bits, number & ((1 << right_bits) - 1)
        for key in self._round_keys.tolist():
            drawn = ((right * _GOLDEN) & _ALL_BITS) ^ key
            for shift, factor in zip(_SHIFTS, (*_MULTIPLIERS, 1), strict=True):
                drawn = ((drawn ^ (drawn >> shift)) * factor) & _ALL_BITS
            left, right = right, left ^ (drawn & ((1 << left_bits) - 1))
            left_bits, right_bits = right_bits, left_bits
        return (left << right_bits) | right

    def _enciphered(self, block: Words) -> Words:
        """A Feistel network over the smallest power of two that holds `size`, below 2 * size."""
        bits = (self.size - 1).bit_length()
        left_bits, right_bits = bits // 2, bits - bits // 2
        left, right = block >> np.uint64(right_bits), block & np.uint64((1 << right_bits) - 1)
        golden = np.uint64(_GOLDEN)
        for key in self._round_keys:
            drawn = right * golden
            drawn ^= key
            mixed(drawn)
            drawn &= np.uint64((1 << left_bits) - 1)
            left ^= drawn
            left, right = right, left
            left_bits, right_bits = right_bits, left_bits
        return (left << np.uint64(right_bits)) | right
