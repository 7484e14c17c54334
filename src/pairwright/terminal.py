"""What commands show in a terminal, with Rich: tables, the summary, a progress bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pairwright.checking import Check
from pairwright.summary import SplitSummary, Summary


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, right_from: int | None = None) -> None:
    """A table; columns from number `right_from` on stand to the right. Whole texts, also in a pipe."""
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


def print_rows(frame: pl.DataFrame) -> None:
    """Rows of a split."""
    print_table(frame.columns, [[_cell(value) for value in row] for row in frame.rows()])


def _cell(value: object) -> str:
    """A dash for what is not there; a list with a line for each item; a message with who says it."""
    if isinstance(value, list):
        return "\n".join(map(_cell, value))
    if isinstance(value, dict):
        return ": ".join(map(str, value.values()))
    return "-" if value is None else str(value)


def print_summary(summary: Summary) -> None:
    """What was written, split by split, and where fewer questions exist than were asked for."""
    columns = ["split", "file", "rows", "distinct questions", "fact families", "shared with train"]
    print_table(columns, [_cells(split) for split in summary.splits], right_from=2)
    for line in _remarks(summary):
        print(line)


def print_check(found: Check) -> None:
    """What came of checking a dataset: its problems, a line each, or that there is none."""
    for line in found.problems:
        print(line)
    for line in found.notes:
        print(f"note: {line}")
    if found.remade:
        print(f"made again and compared: {', '.join(found.remade)}")
    said = f"problems: {len(found.problems):,}" if found.problems else "whole"
    print(f"{found.place}: {said} ({found.files:,} files, {found.rows:,} rows)")


def _cells(split: SplitSummary) -> list[str]:
    numbers = (split.rows, split.questions, split.families, split.shared_families)
    return [
        split.name,
        split.pattern,
        *("-" if number is None else f"{number:,}" for number in numbers),
    ]


def _remarks(summary: Summary) -> Iterator[str]:
    for split in summary.splits:
        if split.kind == "familiar" and split.shared_families is not None:
            yield _familiar_remark(split)
        if set(split.mistakes) - {"refusal"}:
            yield _mix_remark(split)
        for operator, there in split.shortfalls.items():
            found = f"only {there:,} questions exist" if there else "no question exists"
            yield f"{split.name}: {found} for {operator}"
    for name in summary.empty:
        yield f"{name}: no question exists in these ranges, so no file"
    speed = summary.rows / max(summary.seconds, 1e-9)
    proof = "all certified" if summary.certified else "not certified"
    yield f"{summary.rows:,} rows in {summary.seconds:.1f} s ({speed:,.0f} rows/s), {proof}, in {summary.out}"


def _mix_remark(split: SplitSummary) -> str:
    whole = sum(split.mistakes.values())
    shares = ", ".join(f"{name} {count / whole:.1%}" for name, count in split.mistakes.items())
    return f"{split.name}: {whole:,} rejected answers: {shares}"


def _familiar_remark(split: SplitSummary) -> str:
    if split.shared_families == split.families:
        return f"{split.name}: its families are trained on in other forms, by design"
    return (
        f"{split.name}: training has too few rows to meet each of these families in another form; "
        f"it meets {split.shared_families:,} of them"
    )


def rate_of(count: float, seconds: float, of: str) -> str:
    """How fast; what is slower than one a second is told as seconds for one.

    >>> rate_of(60, 414.3, "questions"), rate_of(3000, 2, "rows")
    ('6.9 s a question', '1,500 rows/s')
    """
    if 0 < count < seconds:
        return f"{seconds / count:,.1f} s a{'n' * (of[:1] in 'aeiou')} {of.removesuffix('s')}"
    rate = count / max(seconds, 1e-9)
    return f"{rate:,.{int(rate < 10)}f} {of}/s"


class _RateColumn(ProgressColumn):
    """How fast it goes, over the last while."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if not speed else rate_of(speed, 1, task.description))


@contextmanager
def progress_bar(*, hidden: bool, of: str = "rows") -> Iterator[Callable[[int, int | None], None]]:
    """A bar on stderr, fed with (done, in all or None); silent when hidden or when stderr is no terminal."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=hidden or not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task(of, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
