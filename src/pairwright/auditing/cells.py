"""Where a question stands in the space of questions: form, operator, digits, carry, sign of the answer.

Numbers come out of whole columns at once (`verify.lifting`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.auditing.operators import operators_of
from pairwright.verify.columns.lifting import lifted

_POWERS = 10 ** np.arange(1, 19, dtype=np.int64)
Integers = npt.NDArray[np.int64]


def cells_of(frame: pl.DataFrame) -> pl.DataFrame:
    """The cell of each question.

    Args:
        frame: with question, family, expected (String).

    Returns:
        One row each: form (String; numbers written N), operator (String; as `operators_of` says),
        digits (Int64; of the largest number), carry (Boolean), sign (Int64: -1, 0, 1 of the answer);
        null where it cannot be told.

    """
    sign = (
        pl.when(pl.col("expected").str.starts_with("-")).then(-1).when(pl.col("expected") == "0").then(0).otherwise(1)
    )
    signs = frame.select(sign=pl.when(pl.col("expected").is_not_null()).then(sign).cast(pl.Int64))
    carries = pl.DataFrame({"carry": _carries(frame["family"].fill_null(""))})
    forms, numbers = _forms(frame["question"].fill_null(""))
    operators = operators_of(forms, numbers["which"], frame["family"], frame["expected"])
    named = forms.str.replace_all("0", "N", literal=True).gather(numbers["which"]).alias("form")
    return pl.concat([pl.DataFrame([named, operators, numbers["digits"]]), carries, signs], how="horizontal")


def _forms(questions: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
    """The distinct forms, numbers written 0; of each question `which` is its own, and its largest number's `digits`."""
    size = len(questions)
    # The first is that of texts that are not lifted.
    forms = [""]
    which = np.zeros(size, dtype=np.int64)
    digits = np.zeros(size, dtype=np.int64)
    for shape in lifted(questions):
        which[shape.rows] = len(forms)
        forms.append(shape.text)
        for numbers in _columns(shape.numbers(), shape.rows.size):
            digits[shape.rows] = np.maximum(digits[shape.rows], 1 + np.searchsorted(_POWERS, numbers, side="right"))
    return pl.Series(forms, dtype=pl.String), pl.DataFrame({"which": which, "digits": digits})


def _columns(numbers: Sequence[Integers], rows: int) -> Iterator[Integers]:
    """The columns of numbers of a shape."""
    for column in numbers:
        yield np.broadcast_to(np.asarray(column, dtype=np.int64), (rows,))


def _carries(families: pl.Series) -> pl.Series:
    """Whether adding (or multiplying out) the two smaller numbers of a family carries (Boolean, null if unknown).

    Of a product: whether its first factor times a digit of the second reaches 10.
    """
    carries = np.zeros(len(families), dtype=bool)
    known = np.zeros(len(families), dtype=bool)
    for shape in lifted(families):
        kind = shape.text[:1]
        if shape.text[1:] == " 0 0 0" and kind in "+*":
            u, v, _ = _columns(shape.numbers(), shape.rows.size)
            carries[shape.rows] = carry(kind, u, v)
            known[shape.rows] = True
    return pl.DataFrame({"carries": carries, "known": known}).select(pl.when("known").then("carries")).to_series()


def carry(kind: str, u: Integers, v: Integers) -> npt.NDArray[np.bool_]:
    """Whether u+v, or u*v, worked out in columns, carries somewhere.

    >>> carry("+", np.array([57, 51]), np.array([4, 4])).tolist()
    [True, False]
    """
    u, v = np.abs(u), np.abs(v)
    found = np.zeros(u.size, dtype=bool)
    if kind == "+":
        while u.any() or v.any():
            found |= u % 10 + v % 10 >= 10
            u, v = u // 10, v // 10
        return found
    largest_of_u, largest_of_v = _largest_digit(u), _largest_digit(v)
    found |= largest_of_u * largest_of_v >= 10
    return found


def _largest_digit(numbers: Integers) -> Integers:
    largest = np.zeros_like(numbers)
    while numbers.any():
        largest = np.maximum(largest, numbers % 10)
        numbers = numbers // 10
    return largest
