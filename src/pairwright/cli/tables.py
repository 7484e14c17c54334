"""Tables in a terminal, with Rich."""

from __future__ import annotations

from collections.abc import Sequence


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, right_from: int | None = None) -> None:
    """A table; columns from number `right_from` on stand to the right. Whole texts, also in a pipe."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for number, column in enumerate(columns):
        right = right_from is not None and number >= right_from
        table.add_column(column, justify="right" if right else "left", overflow="fold", no_wrap=number == 0)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    if console.is_terminal:
        console.print(table)
    else:
        Console(width=200).print(table)
