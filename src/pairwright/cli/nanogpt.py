"""`import-nanogpt` and `export-nanogpt`: NanoGPT-Math's checkpoints, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.options import OverwriteModelOption
from pairwright.cli.said import say

if TYPE_CHECKING:
    from pairwright.learn.nanogpt.architecture import ModelArgs


def import_nanogpt(
    checkpoint: Annotated[Path, typer.Argument(help="What nanoGPT saves, such as gpt.pt.")],
    meta: Annotated[Path, typer.Argument(help="Its vocabulary, meta.pkl.")],
    out: Annotated[Path, typer.Option(help="The folder to write, made if it is missing.")],
    overwrite: OverwriteModelOption = False,
) -> None:
    """Make a Hugging Face folder of a nanoGPT checkpoint; nothing in its files is executed."""
    from pairwright.learn.nanogpt.importing import import_nanogpt as run_import

    _print_args(run_import(checkpoint, meta, out, overwrite=overwrite), out)


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
    say(
        f"layers {args.n_layer}, heads {args.n_head}, width {args.n_embd}, block {args.block_size}, "
        f"characters {args.vocab_size}, {biases}; in {out}"
    )
