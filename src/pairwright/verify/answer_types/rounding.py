"""Whether an answer with decimals is the right one, rounded; and how an answer says that it is."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.verify.answers.passage import Passage

_COUNT = r"(?:0|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a)"
_DIGITS = (
    rf"(?:{_COUNT}[ -](?:decimal (?:places?|points?|digits?)|decimals?|d\.?p\.?|significant (?:figures?|digits?)|s\.?f\.?|sig\.? figs?)"
    r"|(?:the )?nearest (?:whole number|integer|ten|hundred|thousand|tenth|hundredth|thousandth|cent|unit|percent))(?![a-z])"
)
# "(rounded to 2 decimal places)", "rounded to two decimals, the answer is".
_SAID = re.compile(
    rf"[(]?(?:,[ ])?(?:(?:when|if|which is|this is|and)[ ])?(?:rounded|rounding|round|correct|accurate)(?:[ ](?:off|it|this|that|the (?:answer|result|number)))*"
    rf"[ ]to[ ]{_DIGITS}[)]?(?:,(?=[ ](?:the|this|it|we|x)\b))?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?<![a-z])(?:approximately|approx\.?|about|roughly)[ ]+(?=[$(*]{0,3}(?:[a-z] ?= ?)?[-−]?[0.])|(?<=0)(?:\.{3}|…)(?![0.])",
    re.IGNORECASE,
)
_NEARLY = str.maketrans("≈≅≃≒∼", "=====")


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


def said_rounded(passage: Passage) -> Passage:
    """What a passage says without saying that it is rounded, where that is asked for: 7/3 ≈ 2.33, "about 2.33"."""
    passage = passage.without(match.span() for match in _SAID.finditer(passage.text))
    passage = passage.without(match.span() for match in _ABOUT.finditer(passage.text))
    return Passage(passage.text.translate(_NEARLY), passage.runs)
