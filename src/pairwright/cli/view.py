"""`view`: all rows of a dataset, or of a model's answers, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.options import QuietOption
from pairwright.cli.said import say

if TYPE_CHECKING:
    from pairwright.viewing.looking import Looking


def view(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Datasets, files of rows, or of answers (eval --samples); two stand side by side."
        ),
    ],
    port: Annotated[int, typer.Option(help="The port on this machine; 0 for any that is free.")] = 0,
    tokenizer: Annotated[
        Path | None, typer.Option(help="A tokenizer.json, or a folder with one: rows are shown in its tokens too.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open it in the browser.")] = True,
    bundle: Annotated[
        Path | None, typer.Option(help="Write a folder for any static host here instead, with 2,000 rows of each file.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a bundle that stands there.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Look at all rows in the browser: filtered, sorted, opened, with the report beside; nobody else can."""
    from pairwright.stopping import begin_work
    from pairwright.viewing.looking import Looking

    begin_work()
    looking = Looking.at(paths, tokenizer)
    if bundle is not None:
        from pairwright.viewing.bundle import write_bundle

        rows = write_bundle(looking, bundle, overwrite=overwrite)
        if not quiet:
            say(f"{bundle}: {rows:,} rows and the report; put the folder on any host")
        return
    _serve(looking, port, browser=browser, quiet=quiet)


def _serve(looking: Looking, port: int, *, browser: bool, quiet: bool) -> None:
    import webbrowser

    from pairwright.viewing.server import Viewer

    viewer = Viewer(looking, port)
    try:
        # The address is what one needs, whatever else is not said.
        say(viewer.url, whole=True)
        if browser and not webbrowser.open(viewer.url) and not quiet:
            say("no browser can be opened here; open the address yourself")
        if not quiet:
            say("Ctrl-C ends it")
        viewer.serve()
    except KeyboardInterrupt:
        # This is how it is meant to end.
        return
    finally:
        viewer.release()
