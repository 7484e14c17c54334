"""`recipes`: what is built in."""

from __future__ import annotations

from typing import Annotated

import typer

from pairwright.cli.tables import print_table


def recipes(name: Annotated[str | None, typer.Argument(help="Print this recipe's YAML.")] = None) -> None:
    """List the built-in recipes, or print one as YAML to start from."""
    from pairwright.recipe.file import builtin_names, read_recipe_text

    if name is not None:
        print(read_recipe_text(name), end="")
        return
    from pairwright.recipe.recipe import load_recipe

    found = [load_recipe(each) for each in builtin_names()]
    print_table(["recipe", "what it makes"], [[each.name, each.description] for each in found])
