"""`recipes`: what is built in."""

from __future__ import annotations

from typing import Annotated

import typer

from pairwright.cli.said import say_json, say_text
from pairwright.cli.tables import Column, print_table


def recipes(
    name: Annotated[str | None, typer.Argument(help="Print this recipe's YAML.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print names and descriptions as JSON.")] = False,
) -> None:
    """List the built-in recipes, or print one as YAML to start from."""
    from pairwright.recipe.file import builtin_names, parse_yaml, read_recipe_text

    if name is not None:
        say_text(read_recipe_text(name))
        return
    # Read, not loaded: to validate them would import what makes rows, for two of their lines.
    found = {each: parse_yaml(read_recipe_text(each), each).get("description", "") for each in builtin_names()}
    if as_json:
        say_json(found)
    else:
        print_table(["recipe", Column("what it makes", prose=True)], list(found.items()))
