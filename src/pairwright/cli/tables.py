"""Tables that can be read at any width: whole if they fit, else with wrapped prose, fewer columns, or a row a block.

Nothing is ever cut, and no word is broken that could stand on a line of its own. Rich would fold what does not fit
letter by letter, and takes 0.03 s to import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pairwright.cli.fitting import room, text_width, wrapped
from pairwright.cli.said import bold, visible

# Below, prose in a column reads as a list of words.
_LEAST_PROSE = 20
# "│ " before each cell and " " behind it; "│" behind the row.
_BESIDE_CELL, _BESIDE_ROW = 3, 1

Cell = str | Sequence[str]
_Lines = list[str]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        right: whether its cells stand to the right, as numbers do.
        prose: whether its cells may be wrapped between words.
        spare: where there is no room columns are left out, the largest number first, which is said below; 0: never.

    """

    name: str
    right: bool = False
    prose: bool = False
    spare: int = 0


def print_table(columns: Sequence[Column | str], rows: Sequence[Sequence[Cell]]) -> None:
    """A table on stdout.

    Args:
        columns: or just their names.
        rows: a cell for each column; a cell that is a list has a line for each item. What a terminal would obey in
            them is shown written out.

    """
    table = [each if isinstance(each, Column) else Column(each) for each in columns]
    cells = [[_lines(cell) for cell in row] for row in rows]
    for line in _drawn(table, cells, room()):
        print(line)


def _lines(cell: Cell) -> _Lines:
    return [visible(cell)] if isinstance(cell, str) else [visible(each) for each in cell] or [""]


def _drawn(columns: Sequence[Column], rows: Sequence[Sequence[_Lines]], width: int) -> Iterator[str]:
    """The first of the ways that has room."""
    kept = list(range(len(columns)))
    left_out: list[str] = []
    while True:
        shown = [columns[number] for number in kept]
        cells = [[row[number] for number in kept] for row in rows]
        widths = _widths(shown, cells, width)
        if widths is not None:
            yield from _table(shown, cells, widths)
            if left_out:
                yield from wrapped(f"no room for columns: {', '.join(left_out)}", width)
            return
        dearest = max(kept, key=lambda number: columns[number].spare)
        if not columns[dearest].spare:
            break
        left_out.append(columns[dearest].name)
        kept.remove(dearest)
    yield from _blocks(columns, rows, width)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[_Lines]], width: int) -> list[int] | None:
    """The width of each column, prose and names wrapped if need be; None where there is no room even so."""
    natural, least = [], []
    for number, column in enumerate(columns):
        lines = [line for row in rows for line in row[number]]
        widest, longest_word = _widest(lines), _widest(column.name.split(" "))
        natural.append(max(widest, text_width(column.name)))
        if column.prose:
            words = (word for line in lines for word in line.split(" "))
            widest = min(widest, max(_LEAST_PROSE, _widest(words)))
        least.append(max(widest, longest_word))
    left = width - _BESIDE_ROW - sum(least) - _BESIDE_CELL * len(columns)
    if left < 0:
        return None
    found = list(least)
    # Who wants least is served first, with no more than an equal share of what is left.
    order = sorted(range(len(columns)), key=lambda number: natural[number] - least[number])
    for served, number in enumerate(order):
        share = min(natural[number] - least[number], left // (len(order) - served))
        found[number] += share
        left -= share
    return found


def _widest(texts: Iterable[str]) -> int:
    return max(map(text_width, texts), default=0)


def _table(columns: Sequence[Column], rows: Sequence[Sequence[_Lines]], widths: Sequence[int]) -> Iterator[str]:
    yield _rule("┏━┳┓", widths)
    names = [wrapped(column.name, size) for column, size in zip(columns, widths, strict=True)]
    for cells in _rows_of_lines(columns, names, widths):
        yield f"┃ {' ┃ '.join(map(bold, cells))} ┃"
    yield _rule("┡━╇┩", widths)
    for row in rows:
        parts = [
            [part for line in cell for part in wrapped(line, size)] if column.prose else cell
            for column, cell, size in zip(columns, row, widths, strict=True)
        ]
        for cells in _rows_of_lines(columns, parts, widths):
            yield f"│ {' │ '.join(cells)} │"
    yield _rule("└─┴┘", widths)


def _rule(corners: str, widths: Sequence[int]) -> str:
    first, line, between, last = tuple(corners)
    return f"{first}{between.join(line * (size + 2) for size in widths)}{last}"


def _rows_of_lines(columns: Sequence[Column], row: Sequence[_Lines], widths: Sequence[int]) -> Iterator[list[str]]:
    """The lines of a row, each as cells of the columns' widths."""
    for number in range(max(map(len, row), default=0)):
        texts = (lines[number] if number < len(lines) else "" for lines in row)
        yield [_aligned(text, column, size) for column, text, size in zip(columns, texts, widths, strict=True)]


def _aligned(text: str, column: Column, size: int) -> str:
    blank = " " * (size - text_width(text))
    return f"{blank}{text}" if column.right else f"{text}{blank}"


def _blocks(columns: Sequence[Column], rows: Sequence[Sequence[_Lines]], width: int) -> Iterator[str]:
    """A row a block, a cell a line under its column's name; what is longer goes on below, further in."""
    longest = _widest(column.name for column in columns)
    for number, row in enumerate(rows):
        if number:
            yield ""
        for column, cell in zip(columns, row, strict=True):
            name = column.name + " " * (longest - text_width(column.name))
            for line in cell if cell != [""] else []:
                first, *further = wrapped(f"{name}  {line}", width, indent=2)
                yield bold(name) + first[len(name) :] if first.startswith(name) else first
                yield from further
                name = " " * longest
