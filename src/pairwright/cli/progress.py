"""A progress bar on stderr, with Rich."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pairwright.stopping import begin_work


@contextmanager
def progress_bar(*, hidden: bool, of: str = "rows") -> Iterator[Callable[[int, int | None], None]]:
    """A bar on stderr, fed with (done, in all or None); silent when hidden or when stderr is no terminal.

    From here on an interrupt is an exception, as there may be something to undo.
    """
    if hidden or not sys.stderr.isatty():
        begin_work()
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    begin_work()
    with bar:
        task = bar.add_task(of, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
