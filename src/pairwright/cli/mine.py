"""`mine`: a model's own mistakes, as preference data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.options import OverwriteFileOption, QuietOption
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import say, say_json
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.learn.mining import Mined


def mine(
    model: Annotated[Path, typer.Argument(help="A Hugging Face folder, or a nanoGPT checkpoint.")],
    recipe: Annotated[str, typer.Argument(help="A built-in recipe, or the path of a .yaml file.")],
    out: Annotated[Path, typer.Option(help="The file to write, JSON Lines in the layout preference.")],
    questions: Annotated[int, typer.Option(help="How many training questions to ask.")] = 2000,
    samples: Annotated[int, typer.Option(help="How often to ask each.")] = 4,
    temperature: Annotated[float, typer.Option(help="0 asks once, for the likeliest answer.")] = 1.0,
    seed: Annotated[int | None, typer.Option(help="Of the samples; else the recipe's.")] = None,
    overwrite: OverwriteFileOption = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Ask a model training questions, and pair each wrong answer of its own with the right one."""
    from pairwright.learn.mining import mine as run_mine

    with progress_bar(hidden=quiet or as_json, of="answers") as progress:
        found = run_mine(
            model,
            recipe,
            out,
            questions=questions,
            samples=samples,
            temperature=temperature,
            seed=seed,
            overwrite=overwrite,
            progress=checked(progress),
        )
    if as_json:
        say_json(found.as_dict())
    elif not quiet:
        _print_mined(found)


def _print_mined(found: Mined) -> None:
    say(
        f"{found.answers:,} answers to {found.questions:,} questions: {found.right:,} right, {found.wrong:,} "
        f"wrong, {found.unread:,} neither; {found.rows:,} different mistakes, all certified, in {found.out}"
    )
    for kind, count in found.mistakes.items():
        say(f"  {kind}: {count:,}")
