"""`report`: what is known of data, models and trainings as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pairwright.cli.options import OverwriteFileOption, QuietOption
from pairwright.cli.said import say, say_json


def report(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Datasets; files of audit --json, eval --json, eval --samples; folders of grade, train.",
        ),
    ],
    out: Annotated[Path, typer.Option(help="The page to write, such as report.html.")],
    overwrite: OverwriteFileOption = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the file and its SHA-256 as JSON.")] = False,
) -> None:
    """Write one page, without a network, about a dataset, an audit, an evaluation or a training."""
    from pairwright.reporting.page import report as run_report
    from pairwright.stopping import begin_work

    begin_work()
    digest = run_report(paths, out, overwrite=overwrite)
    if as_json:
        say_json({"file": str(out), "sha256": digest})
    elif not quiet:
        say(f"{out}: open it in a browser; SHA-256 {digest}")
