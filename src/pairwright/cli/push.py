"""`push`: a dataset to the Hugging Face Hub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.options import QuietOption
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.hub.pushing import Pushed


def push(
    folder: Annotated[Path, typer.Argument(help="The folder of a finished dataset.")],
    repo: Annotated[str, typer.Argument(help="The dataset on the Hub: name, or owner/name; made if it is missing.")],
    private: Annotated[bool, typer.Option("--private", help="Make the repository private.")] = False,
    revision: Annotated[str | None, typer.Option(help="The branch, made if it is missing; else the main one.")] = None,
    message: Annotated[str | None, typer.Option(help="The commit's message; else which recipe it is.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would go; nobody is contacted.")] = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what went as JSON.")] = False,
) -> None:
    """Upload a dataset with its card to the Hugging Face Hub, whole or not at all."""
    from pairwright.hub.pushing import push as run_push

    with progress_bar(hidden=quiet or as_json, of="bytes") as progress:
        pushed = run_push(
            folder,
            repo,
            private=private,
            revision=revision,
            message=message,
            dry_run=dry_run,
            progress=checked(progress),
        )
    if as_json:
        say_json(pushed.as_dict())
    elif not quiet:
        _print_pushed(pushed)


def _print_pushed(pushed: Pushed) -> None:
    """The files with their bytes, what was removed, the total, and the commit."""
    print_table(["file", Column("bytes", right=True)], [[name, f"{size:,}"] for name, size in pushed.files.items()])
    for name in pushed.removed:
        say(f"removed there: {name}, of the former dataset")
    place = pushed.repo if pushed.revision is None else f"{pushed.repo}, branch {pushed.revision}"
    total = f"{len(pushed.files):,} files, {pushed.bytes:,} bytes"
    say(f"{total} in {place}: {pushed.url}" if pushed.commit else f"{total} would go to {place}; nothing was sent")
