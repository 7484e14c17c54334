"""`base`: a small model that refuses, where training begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.options import OverwriteModelOption, QuietOption
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import say, say_json
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.learn.base import Base


def base(
    out: Annotated[Path, typer.Option(help="The folder to write, made if it is missing.")],
    size: Annotated[str, typer.Option(help="tiny (0.35 M parameters), small (0.8 M) or nanogpt (8.8 M).")] = "tiny",
    tokenizer: Annotated[
        str, typer.Option(help="math (the recipe's phrases are tokens) or character (NanoGPT-Math's).")
    ] = "math",
    recipe: Annotated[str, typer.Option(help="A built-in recipe, or the path of a .yaml file.")] = "arithmetic",
    seed: Annotated[int | None, typer.Option(help="Another seed than the recipe's.")] = None,
    max_steps: Annotated[int, typer.Option(help="When to stop if it does not refuse everything before.")] = 600,
    overwrite: OverwriteModelOption = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Make a small model from scratch that refuses every question: where training begins."""
    from pairwright.learn.base import make_base

    with progress_bar(hidden=quiet or as_json, of="steps") as progress:
        made = make_base(
            out,
            size=size,
            tokenizer=tokenizer,
            recipe=recipe,
            seed=seed,
            max_steps=max_steps,
            overwrite=overwrite,
            progress=checked(progress),
        )
    if as_json:
        say_json(made.as_dict())
    elif not quiet:
        _print_base(made)


def _print_base(made: Base) -> None:
    losses = f", loss {made.losses[0][1]:.2f} to {made.losses[-1][1]:.2f}" if made.losses else ""
    say(
        f"{made.size} ({made.parameters:,} parameters), tokenizer {made.tokenizer} ({made.tokens} tokens): "
        f"{made.steps} steps{losses}"
    )
    say(
        f"{made.questions:,} questions that it was not trained on: refused {made.refused:.1%}, "
        f"answered right {made.right:.1%}, without an end {made.endless:.1%}"
    )
    if made.refused < 1:
        say("it does not refuse everything yet; raise --max-steps")
    say(f"in {made.out}")
