"""A progress bar on stderr, with Rich."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pairwright.stopping import begin_work

if TYPE_CHECKING:
    from rich.progress import ProgressColumn


def rate_of(count: float, seconds: float, of: str) -> str:
    """How fast; what is slower than one a second is told as seconds for one.

    >>> rate_of(60, 414.3, "questions"), rate_of(3000, 2, "rows")
    ('6.9 s a question', '1,500 rows/s')
    """
    if 0 < count < seconds:
        return f"{seconds / count:,.1f} s a{'n' * (of[:1] in 'aeiou')} {of.removesuffix('s')}"
    rate = count / max(seconds, 1e-9)
    return f"{rate:,.{int(rate < 10)}f} {of}/s"


class Bar:
    """A bar that is fed with (done, in all or None); `note` says something beside it."""

    def __init__(self, of: str, update: Callable[..., None] | None = None) -> None:
        self._of, self._update = of, update

    def __call__(self, done: int, total: int | None) -> None:
        """So much is done."""
        if self._update is not None:
            self._update(completed=done, total=total)

    def note(self, text: str) -> None:
        """Say it behind what is counted."""
        if self._update is not None:
            self._update(note=text)


@contextmanager
def progress_bar(*, hidden: bool, of: str = "rows") -> Iterator[Bar]:
    """A bar on stderr; silent when hidden or when stderr is no terminal.

    From here on an interrupt is an exception, as there may be something to undo.
    """
    if hidden or not sys.stderr.isatty():
        begin_work()
        yield Bar(of)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _rate_column(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    begin_work()
    with bar:
        task = bar.add_task(of, total=None, note="")
        yield Bar(of, lambda **changes: bar.update(task, **changes))


def _rate_column() -> ProgressColumn:
    """How fast it goes, over the last while."""
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if not speed else rate_of(speed, 1, task.description))

    return RateColumn()
