"""The application: its commands, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from pairwright.cli.ask import ask
from pairwright.cli.audit import audit
from pairwright.cli.base import base
from pairwright.cli.check import check
from pairwright.cli.convert import convert
from pairwright.cli.eval import evaluate
from pairwright.cli.export_task import export_task
from pairwright.cli.generate import generate
from pairwright.cli.mine import mine
from pairwright.cli.nanogpt import export_nanogpt, import_nanogpt
from pairwright.cli.preview import preview
from pairwright.cli.problems import problems
from pairwright.cli.push import push
from pairwright.cli.recipes import recipes
from pairwright.cli.train import train
from pairwright.version import __version__

app = typer.Typer(
    name="pairwright",
    help="Preference data for mathematics that is proven right.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"pairwright {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _wants_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Preference data for mathematics that is proven right."""
    if context.invoked_subcommand is None:
        print(context.get_help())


# The order is that of --help.
app.command()(generate)
app.command()(check)
app.command()(preview)
app.command()(recipes)
app.command()(problems)
app.command()(audit)
app.command()(convert)
app.command()(push)
app.command()(base)
app.command()(import_nanogpt)
app.command()(export_nanogpt)
app.command()(train)
app.command()(mine)
app.command("eval")(evaluate)
app.command()(ask)
app.command()(export_task)
