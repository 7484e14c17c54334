"""`preview`: rows of a recipe, or of a finished dataset, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pairwright.cli.changed_recipe import changed_recipe
from pairwright.cli.options import LayoutOption, SeedOption
from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table
from pairwright.errors import RecipeError

if TYPE_CHECKING:
    from pairwright.recipe.recipe import Recipe

# More than anyone reads; they and the table that shows them take some megabytes.
_MOST_ROWS = 1000
# Columns that are left out where a terminal has no room, the last of them first.
_SPARE = ("mistake", "view", "operator", "family", "answer", "wrong_answer", "first_error", "difficulty", "kind")
# What a difficulty is made of is for --json.
_MEASURED = frozenset({"digits", "carries", "steps", "entropy"})


def preview(
    recipe: Annotated[
        str, typer.Argument(help="A built-in recipe, the path of a .yaml file, or the folder of a finished dataset.")
    ] = "arithmetic",
    split: Annotated[str, typer.Option(help="Which split to show.")] = "train",
    rows: Annotated[int, typer.Option(help=f"How many rows, at most {_MOST_ROWS:,}.")] = 12,
    seed: SeedOption = None,
    layout: LayoutOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows as JSON.")] = False,
) -> None:
    """Show the first rows of a split in the terminal; nothing is written."""
    if rows < 1:
        raise RecipeError(f"rows: {rows} should be at least 1")
    count = min(rows, _MOST_ROWS)
    if Path(recipe).is_dir():
        if seed is not None or layout is not None:
            raise RecipeError(f"{recipe}: a finished dataset has its seed and layout; leave --seed and --layout out")
        from pairwright.cli.written_rows import written_rows

        found = written_rows(Path(recipe), split, count)
    else:
        found = _made(changed_recipe(recipe, seed=seed), split, count, layout)
    if as_json:
        say_json(found)
        return
    _print_rows(found)
    if rows > len(found) == _MOST_ROWS:
        say(f"the first {_MOST_ROWS:,} rows, which is the most that preview shows; generate writes all of them")


def _made(recipe: Recipe, split: str, count: int, layout: str | None) -> list[dict[str, Any]]:
    from pairwright.rows.blocks import first_rows

    if layout is not None:
        recipe = recipe.with_layout(layout)
        if split in recipe.splits and split not in recipe.training_splits:
            raise RecipeError(f"layout: {layout} is for training, and split {split!r} is not trained on; leave it out")
    return first_rows(recipe, split, count).to_dicts()


def _print_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name not in _MEASURED]
    # What follows answers in a test describes the rows, too; the answer itself is what a test is about.
    texts = [name for name in names if name not in _SPARE]
    kept = {"answer"} if len(texts) == 1 else set()
    columns = [
        Column(name, prose=name in texts, spare=0 if name in kept or name in texts else 1 + _SPARE.index(name))
        for name in names
    ]
    print_table(columns, [[_cell(row.get(name)) for name in names] for row in rows])


def _cell(value: object) -> str | list[str]:
    """A dash for what is not there; a list with a line for each item; a message with who says it."""
    if isinstance(value, list):
        return [_line(each) for each in value]
    return _line(value)


def _line(value: object) -> str:
    if isinstance(value, dict):
        return ": ".join(map(str, value.values()))
    return "-" if value is None else str(value)
