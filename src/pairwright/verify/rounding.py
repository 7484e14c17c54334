"""Whether an answer with decimals is the right one, rounded."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def rounded(expected: Any, found: Any, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether each answer is as near to the right one as one with its number of decimals can be.

    Args:
        expected: numerators and denominators (Python integers, or columns of them); denominator 0: none.
        found: the same of the answers.
        places: how many decimals each has.

    >>> rounded((2, 3), (6667, 10000), np.array([4])).tolist(), rounded((2, 3), (6, 10), np.array([1])).tolist()
    ([True], [False])
    """
    (above, below), (top, bottom) = expected, found
    scale = np.array([10 ** int(width) for width in places.tolist()], dtype=object)
    apart = abs(above * bottom - top * below) * 2 * scale
    near = apart <= abs(below * bottom)
    return np.asarray(near & (np.asarray(below * bottom) != 0), dtype=bool)
