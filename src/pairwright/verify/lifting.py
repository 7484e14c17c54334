"""Numbers lifted out of whole columns of text, so that texts alike but for their numbers share a shape.

`57+4=? The answer is 61.` becomes the shape `0+0=? The answer is 0.` with the numbers 57, 4, 61.
A digit stands for a run of digits and never for itself, so nothing in a shape is ambiguous.

It works on the bytes of the whole column with NumPy: 4 to 5 times as fast as two regular
expressions (one for the shape, one for the numbers).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.keyed import Integers

# Between two texts in the joined bytes; a text that holds it itself is not lifted (and so UNPARSED).
SEPARATOR = "\x1e"
_MAX_DIGITS = 18
_Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Shape:
    """The texts of one shape.

    Attributes:
        text: the shape, each run of digits written as a single 0.
        rows: which texts of the column they are (uint32).
        numbers: their numbers, one int64 column for each run of digits.
        exact: one row of Python integers for each of `rows` that holds a number of more than 18 digits;
            in `numbers` these are capped.
    """

    text: str
    rows: npt.NDArray[np.uint32]
    numbers: list[Integers]
    exact: dict[int, list[int]]


def lifted(texts: pl.Series) -> Iterator[Shape]:
    """The shapes of a column of texts (dtype String, no nulls), each with its rows and numbers.

    Texts that hold the separator character are left out.

    >>> shape = next(lifted(pl.Series(["57+4=?", "8+71=?"])))
    >>> shape.text, [column.tolist() for column in shape.numbers]
    ('0+0=?', [[57, 8], [4, 71]])
    """
    rows = np.arange(len(texts), dtype=np.uint32)
    if (odd := texts.str.contains(SEPARATOR, literal=True)).any():
        rows, texts = rows[(~odd).to_numpy()], texts.filter(~odd)
    if not len(texts):
        return
    raw = np.frombuffer(texts.str.join(SEPARATOR).item().encode(), dtype=np.uint8)
    starts, lengths = _digit_runs(raw)
    values = _values(raw, starts, lengths)
    first = _first_number(raw, starts)
    shapes = pl.Series("shape", [_shape_bytes(raw).decode()]).str.split(SEPARATOR).explode()
    groups = shapes.to_frame().with_row_index("row").group_by("shape", maintain_order=True).agg("row")
    for text, members in zip(groups["shape"], groups["row"], strict=True):
        within = members.to_numpy()
        at = first[within]
        count = text.count("0")
        yield Shape(
            text=text,
            rows=rows[within],
            numbers=[values[at + i] for i in range(count)],
            exact=_exact(raw, starts, lengths, at, count),
        )


def _is_digit(raw: _Bytes) -> npt.NDArray[np.bool_]:
    return (raw - np.uint8(ord("0"))) < 10


def _digit_runs(raw: _Bytes) -> tuple[Integers, Integers]:
    """Where the runs of digits start, and how long they are."""
    digit = np.zeros(raw.size + 2, dtype=bool)
    digit[1:-1] = _is_digit(raw)
    edges = np.flatnonzero(digit[1:] != digit[:-1])
    return edges[::2], edges[1::2] - edges[::2]


def _values(raw: _Bytes, starts: Integers, lengths: Integers) -> Integers:
    """The runs as integers; of a longer one only the first 18 digits."""
    digits = raw - np.uint8(ord("0"))
    values = digits[starts].astype(np.int64)
    longer = np.flatnonzero(lengths > 1)
    for place in range(1, min(int(lengths.max(initial=1)), _MAX_DIGITS)):
        values[longer] = values[longer] * 10 + digits[starts[longer] + place]
        longer = longer[lengths[longer] > place + 1]
    return values


def _first_number(raw: _Bytes, starts: Integers) -> Integers:
    """For each text, how many runs of digits stand before it in the joined bytes."""
    text_starts = np.concatenate([[0], np.flatnonzero(raw == ord(SEPARATOR)) + 1])
    return np.searchsorted(starts, text_starts)


def _shape_bytes(raw: _Bytes) -> bytes:
    """The joined bytes with each run of digits as a single 0."""
    digit = _is_digit(raw)
    kept = ~digit
    kept[0] = True
    kept[1:] |= ~digit[:-1]
    zeroed = np.where(digit, np.uint8(ord("0")), raw)
    return zeroed[kept].tobytes()


def _exact(raw: _Bytes, starts: Integers, lengths: Integers, at: Integers, count: int) -> dict[int, list[int]]:
    """All numbers of the texts in which one has more than 18 digits, by position in the shape."""
    if not lengths.max(initial=0) > _MAX_DIGITS or not count:
        return {}
    runs = at[:, None] + np.arange(count)
    long = np.flatnonzero((lengths[runs] > _MAX_DIGITS).any(axis=1))
    return {
        int(row): [int(raw[starts[run] : starts[run] + lengths[run]].tobytes()) for run in runs[row]] for row in long
    }
