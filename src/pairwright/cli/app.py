"""The application: its commands, each in a file of its own, which is imported when the command is wanted."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated

import typer

from pairwright.version import __version__

# In the order of --help; name -> (file, function).
COMMANDS = {
    "generate": ("generate", "generate"),
    "check": ("check", "check"),
    "preview": ("preview", "preview"),
    "recipes": ("recipes", "recipes"),
    "problems": ("problems", "problems"),
    "audit": ("audit", "audit"),
    "report": ("report", "report"),
    "view": ("view", "view"),
    "convert": ("convert", "convert"),
    "push": ("push", "push"),
    "base": ("base", "base"),
    "import-nanogpt": ("nanogpt", "import_nanogpt"),
    "export-nanogpt": ("nanogpt", "export_nanogpt"),
    "train": ("train", "train"),
    "grade": ("grade", "grade"),
    "mine": ("mine", "mine"),
    "eval": ("eval", "evaluate"),
    "ask": ("ask", "ask"),
    "export-task": ("export_task", "export_task"),
}


def application(only: str | None = None) -> typer.Typer:
    """The application, with all commands or with just one: to make all of them takes 0.04 s, one 0.005.

    Args:
        only: the first word of the command line; all commands are there if it is none of them.

    """
    app = typer.Typer(
        name="pairwright",
        help="Preference data for mathematics that is proven right.",
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in [only] if only in COMMANDS else COMMANDS:
        app.command(name)(_function(*COMMANDS[name]))
    return app


def _function(module: str, name: str) -> Callable[..., None]:
    found: Callable[..., None] = getattr(import_module(f"pairwright.cli.{module}"), name)
    return found


def _version(wanted: bool) -> None:
    if wanted:
        print(f"pairwright {__version__}")
        raise typer.Exit


def _options(
    context: typer.Context,
    _wants_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Preference data for mathematics that is proven right."""
    if context.invoked_subcommand is None:
        print(context.get_help())
