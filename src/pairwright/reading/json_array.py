"""A JSON array of objects, streamed: its elements come as lines, each with the line number on which it began.

It works on bytes with NumPy, so that neither the layout of the file (one line, a row a line, a key a
line) nor its size matters.  JSON texts hold no raw newline, so quotes are counted anew on each line: a stray
one spoils its own element only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from pairwright.reading.json_lines import BLOCK, MAX_LINE, Lines, Reject, shown

Bytes = npt.NDArray[np.uint8]
_SPACE, _NEWLINE, _COMMA, _QUOTE, _BACKSLASH = (ord(c) for c in ' \n,"\\')


def elements_of(pieces: Iterable[bytes]) -> Iterator[Lines | Reject]:
    """Blocks of lines that hold an element each; an element beyond MAX_LINE comes as a `Reject`, the last one."""
    held, line, row = b"", 1, 1
    opened = False
    for block in _blocks(pieces):
        raw = held + block
        if not opened:
            before, bracket, raw = raw.partition(b"[")
            line += before.count(b"\n")
            opened = bool(bracket)
        found, used = _elements(raw, line, row, opened)
        if found is not None:
            yield found
            row += found.rows.size
        line += raw.count(b"\n", 0, used)
        held = raw[used:]
        if len(held) > MAX_LINE:
            yield Reject(
                line, f"an element of more than {MAX_LINE >> 20} MiB, or one that is never closed", shown(held), row
            )
            return
    yield from _last(held, line, row)


def _last(held: bytes, line: int, row: int) -> Iterator[Lines | Reject]:
    """What stands after the last comma: an element and the closing bracket."""
    closed = held.rstrip().endswith(b"]")
    body = held.rstrip()[:-1] if closed else held
    element = body.strip()
    if element:
        first = line + held.count(b"\n", 0, body.index(element[:1]))
        flat = element.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"
        yield Lines(flat, np.array([first]), np.array([row]))
        row += 1
    if not closed:
        yield Reject(line + held.count(b"\n"), "not JSON: the array does not end in ]", shown(held[-200:]), row)


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _elements(raw: bytes, line: int, row: int, opened: bool) -> tuple[Lines | None, int]:
    """The elements that end in `raw` with a comma, and how many bytes they take."""
    if not opened or not raw:
        return None, 0
    data = np.frombuffer(raw, dtype=np.uint8)
    inside = _inside_texts(data)
    depth = np.cumsum(_nesting(data, inside), dtype=np.int32)
    commas = np.flatnonzero((data == _COMMA) & (depth == 0) & ~inside)
    if not commas.size:
        return None, 0
    used = int(commas[-1]) + 1
    flat = data[:used].copy()
    flat[(flat == _NEWLINE) | (flat == ord("\r"))] = _SPACE
    flat[commas] = _NEWLINE
    starts = _first_bytes(data, np.concatenate([[0], commas[:-1] + 1]), used)
    newlines = np.flatnonzero(data[:used] == _NEWLINE)
    rows = np.arange(row, row + commas.size)
    return Lines(flat.tobytes(), line + np.searchsorted(newlines, starts), rows), used


def _inside_texts(data: Bytes) -> npt.NDArray[np.bool_]:
    """Which bytes stand between quotes (the opening one included)."""
    quotes = data == _QUOTE
    backslashes = np.flatnonzero(data == _BACKSLASH)
    if backslashes.size:
        quotes[_escaped(backslashes, data.size)] = False
    count = np.cumsum(quotes, dtype=np.int32)
    newlines = np.flatnonzero(data == _NEWLINE)
    if newlines.size:
        # Only a line whose quotes are odd in number needs to be counted anew; that is rare.
        ends = np.append(newlines, data.size - 1)
        before = np.concatenate([[0], count[newlines]])
        if ((count[ends] - before) % 2).any():
            count -= np.repeat(before, np.diff(np.concatenate([[-1], ends]))).astype(np.int32)
    inside: npt.NDArray[np.bool_] = (count & 1).astype(bool)
    return inside


def _escaped(backslashes: npt.NDArray[np.intp], size: int) -> npt.NDArray[np.intp]:
    """The places after a run of an odd number of backslashes."""
    breaks = np.flatnonzero(np.diff(backslashes) != 1)
    first = np.concatenate([[0], breaks + 1])
    last = np.concatenate([breaks, [backslashes.size - 1]])
    odd = (last - first) % 2 == 0
    after: npt.NDArray[np.intp] = backslashes[last[odd]] + 1
    return after[after < size]


def _nesting(data: Bytes, inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    """+1 at each opening bracket or brace outside texts, -1 at each closing one."""
    # [ and { differ in one bit, and so do ] and }.
    folded = data & ~np.uint8(0x20)
    step: npt.NDArray[np.int8] = (folded == ord("[")).astype(np.int8) - (folded == ord("]")).astype(np.int8)
    step[inside] = 0
    return step


def _first_bytes(data: Bytes, starts: npt.NDArray[np.intp], end: int) -> npt.NDArray[np.intp]:
    """For each start, the place of the first byte that is not white."""
    filled = np.flatnonzero(data[:end] > _SPACE)
    places = np.searchsorted(filled, starts)
    return np.where(places < filled.size, filled[np.minimum(places, filled.size - 1)], starts)
