"""Which pairs of texts are one or two edits apart, for whole columns."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

Bytes = npt.NDArray[np.uint8]
# Longer texts are not compared (and so are no near misses).
_LONGEST = 1024
_MOST = 2


def near(one: pl.Series, other: pl.Series) -> npt.NDArray[np.bool_]:
    """Which texts differ, by one or two insertions, deletions or replacements of a byte.

    Args:
        one: texts (String); nulls are near nothing.
        other: as many texts to compare them with.

    >>> near(pl.Series(["72", "72", "72", "9"]), pl.Series(["71", "72", "15", "10"])).tolist()
    [True, False, True, True]
    """
    lengths = [column.str.len_bytes().fill_null(_LONGEST + 1).to_numpy().astype(np.int64) for column in (one, other)]
    comparable = (np.maximum(*lengths) <= _LONGEST) & (np.abs(lengths[0] - lengths[1]) <= _MOST)
    comparable &= (one != other).fill_null(value=False).to_numpy()
    hits = np.zeros(len(one), dtype=bool)
    # By length, so that few long texts do not widen the table of all.
    for longest, shortest in ((64, -1), (256, 64), (_LONGEST, 256)):
        size = np.maximum(*lengths)
        at = np.flatnonzero(comparable & (size <= longest) & (size > shortest))
        for part in np.array_split(at, 1 + at.size * longest // (1 << 23)):
            if part.size:
                table = [_table(column.gather(part), longest) for column in (one, other)]
                hits[part] = _within(table[0], table[1], lengths[0][part], lengths[1][part])
    return hits


def _table(texts: pl.Series, width: int) -> Bytes:
    """Texts as rows of bytes, filled up with zeros (and two more, so that the band may look ahead)."""
    lengths = texts.str.len_bytes().to_numpy().astype(np.int64)
    table = np.zeros((len(texts), width + 2 * _MOST), dtype=np.uint8)
    inside = np.arange(table.shape[1]) < lengths[:, None]
    table[inside] = np.frombuffer(texts.str.join("").item().encode(), dtype=np.uint8)
    return table


def _within(
    one: Bytes, other: Bytes, lengths: npt.NDArray[np.int64], others: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Which rows are at most two edits apart.

    A walk along each row, with the furthest place reached on each diagonal by 0, 1 and 2 edits (Ukkonen);
    sliding along equal bytes is a look-up of the next difference on that diagonal.
    """
    slide = {shift: _next_difference(one, other, lengths, others, shift) for shift in range(-_MOST, _MOST + 1)}
    rows = np.arange(lengths.size)
    reach = {0: slide[0][rows, 0].astype(np.int64)}
    for edits in range(1, _MOST + 1):
        reach = {
            shift: _slid(slide[shift], rows, _stepped(reach, shift), lengths, others, shift)
            for shift in range(-edits, edits + 1)
        }
        done = np.zeros(lengths.size, dtype=bool)
        for shift, place in reach.items():
            done |= (others - lengths == shift) & (place >= lengths)
    return done


def _stepped(reach: dict[int, npt.NDArray[np.int64]], shift: int) -> npt.NDArray[np.int64]:
    """One more edit: a replacement on this diagonal, or a step from a neighbouring one."""
    steps = [(shift, 1), (shift - 1, 0), (shift + 1, 1)]
    places = [reach[diagonal] + forward for diagonal, forward in steps if diagonal in reach]
    furthest: npt.NDArray[np.int64] = np.maximum.reduce(places)
    return furthest


def _slid(
    slide: npt.NDArray[np.int16],
    rows: npt.NDArray[np.int64],
    place: npt.NDArray[np.int64],
    lengths: npt.NDArray[np.int64],
    others: npt.NDArray[np.int64],
    shift: int,
) -> npt.NDArray[np.int64]:
    """Along equal bytes from a place in `one` on the diagonal where `other` is `shift` further."""
    place = np.minimum(place, np.minimum(lengths, others - shift))
    place = np.maximum(place, max(0, -shift))
    slid: npt.NDArray[np.int64] = slide[rows, np.minimum(place, slide.shape[1] - 1)].astype(np.int64)
    return slid


def _next_difference(
    one: Bytes, other: Bytes, lengths: npt.NDArray[np.int64], others: npt.NDArray[np.int64], shift: int
) -> npt.NDArray[np.int16]:
    """For each place in `one`, the first place from there on that differs from `other` at place + shift."""
    width = one.shape[1]
    places = np.arange(width, dtype=np.int16)
    shifted = np.zeros_like(other)
    if shift >= 0:
        shifted[:, : width - shift] = other[:, shift:]
    else:
        shifted[:, -shift:] = other[:, :shift]
    end = np.minimum(lengths, others - shift)[:, None]
    differs = (one != shifted) | (places >= end)
    marked = np.where(differs, places, np.int16(width))
    following: npt.NDArray[np.int16] = np.minimum.accumulate(marked[:, ::-1], axis=1)[:, ::-1]
    return following
