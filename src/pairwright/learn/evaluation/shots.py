"""Solved questions to show a model first: training rows of the recipe of the tests, none of a fact that is asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from pairwright.errors import ModelError
from pairwright.learn.evaluation.answering import Manner
from pairwright.learn.evaluation.questions import PathLike, Test
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.rows.blocks import generate
from pairwright.stores import MANIFEST
from pairwright.verify import families

_DEFAULT = "arithmetic"
# Rows that are looked through: where tests are drawn from everything, few of them remain.
_LOOKED_AT = 4096
MOST_SHOTS = 100


def with_shots(how: Manner, count: int, names: Sequence[PathLike], tests: Sequence[Test]) -> Manner:
    """The same with solved questions in front.

    Raises:
        ModelError: fewer than nothing, too many, or not so many that are not asked.

    """
    if not 0 <= count <= MOST_SHOTS:
        raise ModelError(f"shots: {count} should be from 0 to {MOST_SHOTS}")
    if count == 0:
        return how
    asked = pl.concat([test.frame["posed"] for test in tests])
    return replace(how, prompting=replace(how.prompting, shots=solved(_recipe_of(names), count, avoiding=asked)))


def solved(recipe: Recipe, count: int, *, avoiding: pl.Series | None = None) -> tuple[tuple[str, str], ...]:
    """Training questions with their chosen answers, in the recipe's wordings.

    Args:
        recipe: whose training split.
        count: how many.
        avoiding: questions (String) whose facts are not shown.

    Raises:
        ModelError: there are not so many.

    >>> solved(load_recipe("arithmetic"), 1)[0][1].startswith("The answer is")
    True

    """
    own = recipe.with_layout("preference").with_changes(rejected_per_prompt=1)
    split = own.training_splits[0]
    rows = generate(own, split, 0, min(_LOOKED_AT, Plan.of(own).splits[split].rows))
    rows = rows.select("prompt", "chosen").unique("prompt", keep="first", maintain_order=True)
    if avoiding is not None:
        kin = families(avoiding)["family"].drop_nulls().unique()
        own_kin = families(recipe.declared.bare(rows["prompt"]))["family"]
        rows = rows.filter(own_kin.is_not_null() & ~own_kin.is_in(kin.implode()))
    if rows.height < count:
        raise ModelError(f"shots: only {rows.height} of {recipe.name} are of facts that are not asked; show fewer")
    return tuple((prompt, chosen.strip()) for prompt, chosen in rows.head(count).iter_rows())


def _recipe_of(names: Sequence[PathLike]) -> Recipe:
    """The recipe of the first dataset folder among the tests."""
    for name in names:
        try:
            manifest: Any = json.loads((Path(name) / MANIFEST).read_bytes())
            return Recipe.model_validate(manifest["recipe"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return load_recipe(_DEFAULT)
