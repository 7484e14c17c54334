"""`preview`: rows of a recipe in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.changed_recipe import changed_recipe
from pairwright.cli.options import RecipeArgument, SeedOption
from pairwright.cli.tables import print_table

if TYPE_CHECKING:
    import polars as pl


def preview(
    recipe: RecipeArgument = "arithmetic",
    split: Annotated[str, typer.Option(help="Which split to show.")] = "train",
    rows: Annotated[int, typer.Option(help="How many rows.")] = 12,
    seed: SeedOption = None,
) -> None:
    """Show the first rows of a split in the terminal; nothing is written."""
    from pairwright.rows.blocks import first_rows

    _print_rows(first_rows(changed_recipe(recipe, seed=seed), split, rows))


def _print_rows(frame: pl.DataFrame) -> None:
    """Rows of a split."""
    print_table(frame.columns, [[_cell(value) for value in row] for row in frame.rows()])


def _cell(value: object) -> str:
    """A dash for what is not there; a list with a line for each item; a message with who says it."""
    if isinstance(value, list):
        return "\n".join(map(_cell, value))
    if isinstance(value, dict):
        return ": ".join(map(str, value.values()))
    return "-" if value is None else str(value)
