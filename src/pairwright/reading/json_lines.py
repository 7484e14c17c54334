"""JSON Lines to frames of text columns, with true line numbers; bad lines are set aside, each with its reason.

Whole blocks go to Polars (about 7 times a loop over `json.loads`).  Where a block holds a line that Polars
refuses, it is halved until few lines are left, and only these are read one by one.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.reading.texts import as_text

# About 80 thousand rows of one-step arithmetic.
BLOCK = 1 << 23
# A longer line is set aside unread, so that no file can fill the memory.
MAX_LINE = 1 << 24
FEW = 16
_NEWLINE = ord("\n")
# In a list that is read as text Polars leaves these as they are, unescaped: \\frac would come back as a form feed.
_MANGLED = re.compile(rb"\\(?:[\\tbf]|u00[01])")
# The column of a frame that holds, as one struct, what was asked for besides the keys of the layout.
EXTRA = "extra"
Dtypes = Mapping[str, pl.DataType]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reject:
    """A row that cannot be used: its line (1-based), why, what stands there (the first MiB), its number as a row."""

    line: int
    reason: str
    text: str
    row: int


@dataclass(frozen=True)
class Lines:
    """Some lines of a file.

    Attributes:
        raw: the lines, each ended by a newline.
        numbers: the number of each in its file (int64, 1-based).
        rows: the number of each as a row: in an array that of the element, else that of the line.

    """

    raw: bytes
    numbers: Integers
    rows: Integers

    def texts(self) -> dict[int, bytes]:
        """The lines by their numbers as rows."""
        return dict(zip(self.rows.tolist(), self.raw.split(b"\n"), strict=False))


@dataclass(frozen=True)
class ReadRows:
    """What was read of a block.

    Attributes:
        frame: text columns, `EXTRA` (Struct) if more was asked for, `line` and `row` (Int64).
        rejects: what could not be read.
        lines: where it was read from; None if that was no JSON.

    """

    frame: pl.DataFrame
    rejects: list[Reject] = field(default_factory=list)
    lines: Lines | None = None


def lines_of(pieces: Iterable[bytes]) -> Iterator[Lines | Reject]:
    """Blocks of whole lines; a line beyond MAX_LINE comes as a `Reject`."""
    blocks = _Blocks()
    for piece in pieces:
        yield from blocks.add(piece)
    yield from blocks.rest()


class _Blocks:
    """Gathers pieces until there is a block of whole lines."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0
        self._line = 1
        self._skipping = False

    def add(self, piece: bytes) -> Iterator[Lines | Reject]:
        if self._skipping:
            piece = self._after_the_long_line(piece)
        self._held.append(piece)
        self._size += len(piece)
        if self._size >= BLOCK and b"\n" in piece:
            yield from self._whole(b"".join(self._held))
        elif self._size > MAX_LINE:
            yield from self._too_long(b"".join(self._held))

    def rest(self) -> Iterator[Lines | Reject]:
        raw = b"".join(self._held)
        if raw:
            yield from self._whole(raw if raw.endswith(b"\n") else raw + b"\n")

    def _whole(self, raw: bytes) -> Iterator[Lines]:
        end = raw.rfind(b"\n") + 1
        count = raw.count(b"\n", 0, end)
        numbers = np.arange(self._line, self._line + count)
        yield Lines(raw[:end], numbers, numbers)
        self._line += count
        self._keep(raw[end:])

    def _too_long(self, raw: bytes) -> Iterator[Lines | Reject]:
        end = raw.rfind(b"\n") + 1
        if end:
            yield from self._whole(raw)
        if len(raw) - end > MAX_LINE:
            yield Reject(self._line, f"a line of more than {MAX_LINE >> 20} MiB", shown(raw[end:]), self._line)
            self._skipping = True
            self._keep(b"")

    def _after_the_long_line(self, piece: bytes) -> bytes:
        _, newline, after = piece.partition(b"\n")
        if newline:
            self._skipping = False
            self._line += 1
        return after

    def _keep(self, raw: bytes) -> None:
        self._held, self._size = [raw], len(raw)


def shown(line: bytes) -> str:
    """A line as text, whatever its bytes; no more than a MiB of it."""
    return line[: 1 << 20].decode("utf-8", "replace").rstrip("\r\n")


class Reader:
    """Reads blocks of lines that hold an object each.

    Args:
        keys: which keys to read, as text; null where a row has none.
        more: further keys, with their dtypes, to be read into one struct.
        nested: those of the keys that hold lists, with the dtypes of these; their text is JSON.

    """

    def __init__(
        self,
        keys: Sequence[str],
        more: Dtypes | None = None,
        *,
        nested: Dtypes | None = None,
    ) -> None:
        self._keys = list(keys)
        self._more = dict(more or {})
        self._schema = {**dict.fromkeys(keys, pl.String()), **self._more}
        self._nested = {key: dtype for key, dtype in (nested or {}).items() if key in self._keys}

    @property
    def nothing(self) -> pl.DataFrame:
        """No rows, with the columns of all that are read."""
        none = np.zeros(0, dtype=np.int64)
        return self._numbered(pl.DataFrame(schema=self._schema), none, none)

    def rows(self, lines: Lines) -> ReadRows:
        """The rows of a block, bad lines set aside."""
        frames: list[pl.DataFrame] = []
        rejects: list[Reject] = []
        span = Span.of(lines)
        if span.count:
            self._read(span, frames, rejects)
        return ReadRows(pl.concat([self.nothing, *frames]), rejects, lines)

    def _read(self, span: Span, frames: list[pl.DataFrame], rejects: list[Reject]) -> None:
        """All at once if Polars will, else in halves, else line by line."""
        frame = self._at_once(span.raw)
        if frame is not None and frame.height == span.count:
            frames.append(self._numbered(frame, span.lines.numbers, span.lines.rows))
        elif span.count > FEW:
            for half in span.halves():
                self._read(half, frames, rejects)
        else:
            self._one_by_one(span, frames, rejects)

    def _at_once(self, raw: bytes) -> pl.DataFrame | None:
        # Polars would unpack bytes that begin as gzip or zstd do; ours are unpacked already.
        if not raw[:64].lstrip().startswith(b"{"):
            return None
        # Reading lists as lists takes ten times as long as reading them as text.
        mangled = _MANGLED.search(raw) is not None
        nested = self._nested if mangled else {}
        try:
            frame = pl.read_ndjson(io.BytesIO(raw), schema={**self._schema, **nested})
            # A further column of texts may hold a list here and there; those rows are read one by one.
            texts = [name for name, dtype in self._more.items() if dtype == pl.String and mangled]
            if any(bool(frame[name].str.contains(r"^[\[{]").any()) for name in texts):
                return None
            return frame.with_columns(as_text(frame[key]) for key in nested)
        except pl.exceptions.PolarsError:
            return None

    def _one_by_one(self, span: Span, frames: list[pl.DataFrame], rejects: list[Reject]) -> None:
        for number, row, line in span.each():
            if not line.strip():
                continue
            found = object_of(line)
            frame = found if isinstance(found, str) else self._row(found)
            if isinstance(frame, str):
                rejects.append(Reject(number, frame, shown(line), row))
            else:
                frames.append(self._numbered(frame, np.array([number]), np.array([row])))

    def _row(self, found: Mapping[str, object]) -> pl.DataFrame | str:
        """A row that Polars refuses as it stands, or why it cannot be kept."""
        texts = pl.DataFrame({key: [_text(found.get(key))] for key in self._keys}, schema_overrides=self._keyed)
        if not self._more:
            return texts
        try:
            rest = {key: _as(dtype, found.get(key)) for key, dtype in self._more.items()}
            return pl.concat([texts, pl.read_ndjson(written_again(rest), schema=self._more)], how="horizontal")
        except pl.exceptions.PolarsError:
            return "not JSON: a number too large"

    @property
    def _keyed(self) -> dict[str, pl.DataType]:
        return dict.fromkeys(self._keys, pl.String())

    def _numbered(self, frame: pl.DataFrame, numbers: Integers, rows: Integers) -> pl.DataFrame:
        """The rows with their numbers, and what is more than the keys as one struct."""
        kept: list[pl.Series] = [frame[key] for key in self._keys]
        more = [frame.drop(self._keys).to_struct(EXTRA)] if self._more else []
        places = (pl.Series("line", numbers, dtype=pl.Int64), pl.Series("row", rows, dtype=pl.Int64))
        return pl.DataFrame([*kept, *more, *places])


@dataclass(frozen=True)
class Span:
    """Lines next to each other in a block, and where they start and end in it."""

    lines: Lines
    starts: Integers
    ends: Integers

    @classmethod
    def of(cls, lines: Lines) -> Span:
        """All lines of a block but the empty ones."""
        ends = np.flatnonzero(np.frombuffer(lines.raw, dtype=np.uint8) == _NEWLINE) + 1
        starts = np.concatenate([[0], ends[:-1]])
        filled = ends - starts > 1
        return cls(Lines(lines.raw, lines.numbers[filled], lines.rows[filled]), starts[filled], ends[filled])

    @property
    def count(self) -> int:
        """How many lines there are."""
        return int(self.starts.size)

    @property
    def raw(self) -> bytes:
        """From the first of the lines to the end of the last."""
        return self.lines.raw[self.starts[0] : self.ends[-1]]

    def halves(self) -> Iterator[Span]:
        """The first and the second half of the lines."""
        middle = self.count // 2
        for part in (slice(None, middle), slice(middle, None)):
            lines = Lines(self.lines.raw, self.lines.numbers[part], self.lines.rows[part])
            yield Span(lines, self.starts[part], self.ends[part])

    def each(self) -> Iterator[tuple[int, int, bytes]]:
        """Each line with its number, and its number as a row."""
        numbers, rows = self.lines.numbers.tolist(), self.lines.rows.tolist()
        for number, row, start, end in zip(numbers, rows, self.starts, self.ends, strict=True):
            yield number, row, self.lines.raw[start:end]


def object_of(line: bytes) -> dict[str, object] | str:
    """The object that a line holds, or in words why it holds none."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte {error.start + 1})"
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} (column {error.colno})"
    except (ValueError, RecursionError):
        return "not JSON: nested too deep, or a number too long"
    return found if isinstance(found, dict) else f"not an object but {_called(found)}"


def written_again(row: Mapping[str, object]) -> bytes:
    """A row as a line that Polars reads, lone surrogates replaced; numbers beyond its range it still refuses."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _called(value: object) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _as(dtype: pl.DataType, value: object) -> object:
    """A value as it is, or as JSON where its column holds texts."""
    return _text(value) if dtype == pl.String else value


def _text(value: object) -> str | None:
    """A value as Polars would read it into a text column."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()
