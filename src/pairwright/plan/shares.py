"""Whole numbers in given proportions, exactly: the method of largest remainders, with caps."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def shared_out(total: int, weights: Sequence[float | int], caps: Sequence[int] | None = None) -> list[int]:
    """`total` split in proportion to the weights; each share is floor or ceil of its exact value.

    Args:
        total: how many to share out.
        weights: one non-negative weight a share, not all 0 unless total is 0.
        caps: the most that each share may get; what one cannot take goes to the others.

    Returns:
        One integer a weight; they add up to total, or to the sum of the caps where that is less.

    >>> shared_out(10, [1, 1, 1])
    [4, 3, 3]
    >>> shared_out(10, [1, 1, 1], caps=[1, 100, 100])
    [1, 5, 4]

    """
    exact = [Fraction(weight) for weight in weights]
    if caps is None:
        return _by_remainder(total, exact)
    shares, full = [0] * len(exact), [False] * len(exact)
    rest = min(total, sum(cap for cap, weight in zip(caps, exact, strict=True) if weight))
    while True:
        # Whatever overflows its cap is filled and set aside; the rest is shared out again.
        open_weights = [Fraction(0) if full[i] else weight for i, weight in enumerate(exact)]
        offered = _by_remainder(rest, open_weights)
        over = [i for i, offer in enumerate(offered) if not full[i] and offer > caps[i]]
        if not over:
            return [share + offer for share, offer in zip(shares, offered, strict=True)]
        for i in over:
            shares[i], full[i] = caps[i], True
            rest -= caps[i]


def _by_remainder(total: int, weights: Sequence[Fraction]) -> list[int]:
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares
