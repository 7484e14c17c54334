"""The commands that make, train and score models: arguments only; every command calls one public function."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.learn.base import Base
    from pairwright.learn.nanogpt.architecture import ModelArgs

app = typer.Typer()

OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace a model that stands there.")]


@app.command()
def base(
    out: Annotated[Path, typer.Option(help="The folder to write, made if it is missing.")],
    size: Annotated[str, typer.Option(help="tiny (0.35 M parameters), small (0.8 M) or nanogpt (8.8 M).")] = "tiny",
    tokenizer: Annotated[
        str, typer.Option(help="math (the recipe's phrases are tokens) or character (NanoGPT-Math's).")
    ] = "math",
    recipe: Annotated[str, typer.Option(help="A built-in recipe, or the path of a .yaml file.")] = "arithmetic",
    seed: Annotated[int | None, typer.Option(help="Another seed than the recipe's.")] = None,
    max_steps: Annotated[int, typer.Option(help="When to stop if it does not refuse everything before.")] = 600,
    overwrite: OverwriteOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Make a small model from scratch that refuses every question: where training begins."""
    from pairwright.cli.terminal import progress_bar
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
        print(json.dumps(made.as_dict(), indent=2))
    elif not quiet:
        _print_base(made)


def _print_base(made: Base) -> None:
    print(
        f"{made.size} ({made.parameters:,} parameters), tokenizer {made.tokenizer} ({made.tokens} tokens): "
        f"{made.steps} steps, loss {made.losses[0][1]:.2f} to {made.losses[-1][1]:.2f}"
    )
    print(
        f"{made.questions:,} questions that it was not trained on: refused {made.refused:.1%}, "
        f"answered right {made.right:.1%}, without an end {made.endless:.1%}"
    )
    if made.refused < 1:
        print("it does not refuse everything yet; raise --max-steps")
    print(f"in {made.out}")


@app.command("import-nanogpt")
def import_nanogpt(
    checkpoint: Annotated[Path, typer.Argument(help="What nanoGPT saves, such as gpt.pt.")],
    meta: Annotated[Path, typer.Argument(help="Its vocabulary, meta.pkl.")],
    out: Annotated[Path, typer.Option(help="The folder to write, made if it is missing.")],
    overwrite: OverwriteOption = False,
) -> None:
    """Make a Hugging Face folder of a nanoGPT checkpoint; nothing in its files is executed."""
    from pairwright.learn.nanogpt.importing import import_nanogpt as run_import

    _print_args(run_import(checkpoint, meta, out, overwrite=overwrite), out)


@app.command("export-nanogpt")
def export_nanogpt(
    model: Annotated[Path, typer.Argument(help="A Hugging Face folder: an imported model, or a base of size nanogpt.")],
    out: Annotated[Path, typer.Option(help="The file to write, such as dpo.pt.")],
    meta: Annotated[Path | None, typer.Option(help="Write the vocabulary here too, as meta.pkl.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that stand there.")] = False,
) -> None:
    """Make a checkpoint that NanoGPT-Math opens."""
    from pairwright.learn.nanogpt.exporting import export_nanogpt as run_export

    _print_args(run_export(model, out, meta=meta, overwrite=overwrite), out)


def _print_args(args: ModelArgs, out: Path) -> None:
    biases = "with biases" if args.bias else "no biases"
    print(
        f"layers {args.n_layer}, heads {args.n_head}, width {args.n_embd}, block {args.block_size}, "
        f"characters {args.vocab_size}, {biases}; in {out}"
    )
