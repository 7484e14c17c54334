"""`export-task`: tests as tasks of another evaluation harness."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table

if TYPE_CHECKING:
    from pairwright.learn.tasks import TaskFolder


def export_task(
    tests: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Dataset folders, or files of questions.")],
    out: Annotated[Path, typer.Option(help="The folder to write; it must be new or empty.")],
    to: Annotated[str, typer.Option(help="The harness: lm-eval.")] = "lm-eval",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Write tests as tasks of another evaluation harness, judged by the same verifier."""
    from pairwright.learn.tasks import export_task as run_export

    made = run_export(tests, out, to=to)
    if as_json:
        say_json(made.as_dict())
        return
    _print_tasks(made)


def _print_tasks(made: TaskFolder) -> None:
    """The tasks, and the command that runs them."""
    print_table(["task", Column("questions", right=True)], [[name, f"{count:,}"] for name, count in made.tasks.items()])
    say(f"lm_eval --include_path {made.out} --tasks {made.group} --model hf --model_args pretrained=MODEL", whole=True)
