"""`check`: a dataset proved against its manifest and its recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.progress import progress_bar
from pairwright.cli.said import say, say_json
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.dataset_folder.checking import Check


def check(
    data: Annotated[str, typer.Argument(help="The folder or URL of a finished dataset.")],
    remake: Annotated[
        list[str] | None,
        typer.Option(help="A shard to make again and compare: its number, its name, or all; give it again for more."),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Look at the sizes of all files, but read only one shard in 16.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Prove a dataset against its manifest, and shards of it against its recipe; exit with 1 if it is damaged."""
    from pairwright.dataset_folder.checking import check as run_check

    with progress_bar(hidden=as_json, of="files") as progress:
        found = run_check(data, remake=remake or (), quick=quick, progress=checked(progress))
    if as_json:
        say_json(found.as_dict())
    else:
        _print_check(found)
    if not found.whole:
        raise typer.Exit(1)


def _print_check(found: Check) -> None:
    """What came of checking a dataset: its problems, a line each, or that there is none."""
    for line in found.problems:
        say(line)
    for line in found.notes:
        say(f"note: {line}")
    if found.unread:
        say(f"looked at by size only: {found.unread:,} of {found.files:,} files")
    if found.remade:
        say(f"made again and compared: {', '.join(found.remade)}")
    said = f"problems: {len(found.problems):,}" if found.problems else "whole"
    unread = f", {found.unread:,} of them by their size only" if found.unread else ""
    say(f"{found.place}: {said} ({found.files:,} files{unread}, {found.rows:,} rows)")
