"""An array of objects, or objects in a row, streamed: each comes as a line, with the line number on which it began.

It works on bytes with NumPy, so that neither the layout of the file (one line, a row a line, a key a
line) nor its size matters.  JSON texts hold no raw newline, so quotes are counted anew on each line: a stray
one spoils its own element only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from pairwright.reading.json_lines import BLOCK, MAX_LINE, Lines, Reject, shown

_ROWS = re.compile(rb"\"\s*:\s*\[\s*\{")
Bytes = npt.NDArray[np.uint8]
_SPACE, _NEWLINE, _COMMA, _QUOTE, _BACKSLASH, _BRACKET, _BRACE = (ord(c) for c in ' \n,"\\]}')


def elements_of(pieces: Iterable[bytes], *, start: int = 0) -> Iterator[Lines | Reject]:
    """Blocks of lines that hold an element each; an element beyond MAX_LINE comes as a `Reject`, the last one.

    Args:
        pieces: the bytes of the file.
        start: how many of them stand before the array, if it stands under a key of an object.

    """
    held, line, row, left = b"", 1, 1, start
    opened = False
    blocks = _blocks(pieces)
    for block in blocks:
        raw = held + block
        if not opened:
            head = raw[:left]
            before, bracket, raw = raw[left:].partition(b"[")
            line += head.count(b"\n") + before.count(b"\n")
            left -= len(head)
            opened = bool(bracket)
        found, used, closed = _elements(raw, line, row, opened)
        if found is not None:
            yield found
            row += found.rows.size
        line += raw.count(b"\n", 0, used)
        held = raw[used:]
        if closed:
            yield from _after_the_end(held, blocks, line, row, under=start > 0)
            return
        if len(held) > MAX_LINE:
            yield Reject(
                line, f"an element of more than {MAX_LINE >> 20} MiB, or one that is never closed", shown(held), row
            )
            return
    yield from _last(held, line, row)


def objects_of(pieces: Iterable[bytes]) -> Iterator[Lines | Reject]:
    """The same for objects one after the other, with no array around them, whatever stands between them."""
    held, line, row = b"", 1, 1
    for block in _blocks(pieces):
        raw = held + block
        found, used = _objects(raw, line, row)
        if found is not None:
            yield found
            row += found.rows.size
        line += raw.count(b"\n", 0, used)
        held = raw[used:]
        if len(held) > MAX_LINE:
            yield Reject(
                line, f"an object of more than {MAX_LINE >> 20} MiB, or one that is never closed", shown(held), row
            )
            return
    if held.strip():
        line += held.count(b"\n", 0, len(held) - len(held.lstrip()))
        yield Reject(line, "not JSON: the last object does not end in }", shown(held.strip()[-200:]), row)


def _after_the_end(held: bytes, blocks: Iterator[bytes], line: int, row: int, *, under: bool) -> Iterator[Reject]:
    """What stands behind the array: nothing, or more of the object around it; rows there are not read, and told."""
    rest = (held + next(blocks, b"")).strip()
    if (_ROWS.search(rest) is not None) if under else rest:
        told = "what stands behind the first array is not read; put it into a file of its own"
        yield Reject(line, told, shown(rest[:200]), row)


def _last(held: bytes, line: int, row: int) -> Iterator[Lines | Reject]:
    """What stands after the last comma of an array that is not closed."""
    element = held.strip()
    if element:
        first = line + held.count(b"\n", 0, held.index(element[:1]))
        flat = element.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"
        yield Lines(flat, np.array([first]), np.array([row]))
        row += 1
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


def _elements(raw: bytes, line: int, row: int, opened: bool) -> tuple[Lines | None, int, bool]:
    """The elements that end in `raw`, how many bytes they take, and whether the array ends with them."""
    if not opened or not raw:
        return None, 0, False
    data = np.frombuffer(raw, dtype=np.uint8)
    inside = _inside_texts(data)
    depth = np.cumsum(_nesting(data, inside), dtype=np.int32)
    ends = np.flatnonzero((data == _COMMA) & (depth == 0) & ~inside)
    closing = np.flatnonzero((data == _BRACKET) & (depth == -1) & ~inside)[:1]
    if closing.size:
        ends = np.append(ends[ends < closing[0]], closing)
    if not ends.size:
        return None, 0, False
    used = int(ends[-1]) + 1
    flat = data[:used].copy()
    flat[(flat == _NEWLINE) | (flat == ord("\r"))] = _SPACE
    flat[ends] = _NEWLINE
    starts = _first_bytes(data, np.concatenate([[0], ends[:-1] + 1]), used)
    newlines = np.flatnonzero(data[:used] == _NEWLINE)
    numbers, rows = line + np.searchsorted(newlines, starts), np.arange(row, row + ends.size)
    if closing.size and starts[-1] == closing[0]:
        # Nothing stands between the last comma, or the opening bracket, and the closing one.
        numbers, rows = numbers[:-1], rows[:-1]
        flat = flat[: int(ends[-2]) + 1] if ends.size > 1 else flat[:0]
    return Lines(flat.tobytes(), numbers, rows), used, bool(closing.size)


def _objects(raw: bytes, line: int, row: int) -> tuple[Lines | None, int]:
    """The objects that end in `raw`, and how many bytes they take."""
    data = np.frombuffer(raw, dtype=np.uint8)
    inside = _inside_texts(data)
    depth = np.cumsum(_nesting(data, inside), dtype=np.int32)
    ends = np.flatnonzero((data == _BRACE) & (depth == 0) & ~inside)
    if not ends.size:
        return None, 0
    used = int(ends[-1]) + 1
    flat = data[:used].copy()
    between = (flat == _COMMA) & (depth[:used] == 0) & ~inside[:used]
    flat[(flat == _NEWLINE) | (flat == ord("\r")) | between] = _SPACE
    starts = _first_bytes(flat, np.concatenate([[0], ends[:-1] + 1]), used)
    newlines = np.flatnonzero(data[:used] == _NEWLINE)
    lines = np.insert(flat, ends + 1, np.uint8(_NEWLINE)).tobytes()
    return Lines(lines, line + np.searchsorted(newlines, starts), np.arange(row, row + ends.size)), used


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
