"""The recipe that a command names, with what its options change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pairwright.recipe.recipe import Recipe
    from pairwright.verify import Declared


def declared_by(recipe: str | None) -> Declared | None:
    """The wordings of the recipe that an option names; None without it."""
    from pairwright.recipe.recipe import load_recipe

    return None if recipe is None else load_recipe(recipe).declared


def changed_recipe(
    recipe: str,
    *,
    rows: int | None = None,
    seed: int | None = None,
    layout: str | None = None,
    format_name: str | None = None,
) -> Recipe:
    """The recipe with the options of the command line."""
    from pairwright.recipe.recipe import load_recipe

    chosen = load_recipe(recipe)
    if seed is not None:
        chosen = chosen.with_changes(seed=seed)
    if rows is not None:
        chosen = chosen.with_rows(rows)
    if layout is not None:
        chosen = chosen.with_layout(layout)
    return chosen if format_name is None else chosen.with_changes(format=format_name)
