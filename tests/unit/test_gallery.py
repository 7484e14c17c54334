"""docs/gallery.md shows real rows of every kind of problem (`make golden` rewrites it)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

import pairwright
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.recipe import Recipe

GALLERY = Path(__file__).parents[2] / "docs" / "gallery.md"
_ROWS, _SHOWN_VIEWS, _SHOWN_MISTAKES = 120, 4, 3
_HEAD = """# Gallery

Real rows of every kind of problem, as `pairwright generate` makes them; `make golden` rewrites this page. Each shows
question, chosen answer, the worked solution where there are steps, and answers rejected for mistakes of known kinds.
`pairwright problems NAME` lists all views and mistakes of a kind.
"""


def recipe_of(kind: ProblemKind, view: View, answer: str) -> Recipe:
    mistakes = list(dict.fromkeys(way.name for way in kind.mistakes(view)))
    splits = {"train": {"families": "training", "rows": _ROWS, "layout": "preference"}}
    part = {"views": [view.name]}
    return Recipe.of(
        {"problems": {kind.name: part}, "wording": {"answer": answer}, "mistakes": mistakes, "splits": splits}
    )


def shown(kind: ProblemKind) -> str:
    """The section of one kind."""
    examples = "\n".join(line for view in kind.views[:_SHOWN_VIEWS] for line in rows_of(kind, view))
    ranges = ", ".join(f"{name} {low:,} to {high:,}" for name, (low, high) in kind.ranges.items())
    types = sorted({in_words(type(view.type).__name__) for view in kind.views})
    views = len(kind.views)
    more = f" (the first {_SHOWN_VIEWS} of {views} views)" if views > _SHOWN_VIEWS else ""
    return (
        f"\n## {kind.name}\n\n{kind.title[:1].upper()}{kind.title[1:]}{more}. Answers: {', '.join(types)}. "
        f"Ranges: {ranges}.\n\n```\n{examples}\n```\n"
    )


def in_words(name: str) -> str:
    """The name of a type as words."""
    return "".join(f" {each.lower()}" if each.isupper() else each for each in name).strip()


def rows_of(kind: ProblemKind, view: View) -> Iterator[str]:
    """A question of a view with all that is told of it."""
    frame = pairwright.generate(recipe_of(kind, view, "answer_first"))
    # The row in the middle: the first ones of a small space often have its least numbers.
    one = frame.row(frame.height // 2, named=True)
    yield f"{one['prompt']}"
    yield f"  chosen   {one['chosen'].strip()}"
    if kind.solution(view) is not None:
        solved = pairwright.generate(recipe_of(kind, view, "steps_first")).row(frame.height // 2, named=True)
        yield f"  steps    {solved['chosen'].strip()}"
    yield f"  fact     {one['family']}"
    own = {way.name for way in view.mistakes}
    kinds = frame.with_columns(general=~pl.col("mistake").is_in(own)).sort("general", maintain_order=True)
    for row in kinds.unique("mistake", maintain_order=True, keep="first").head(_SHOWN_MISTAKES).iter_rows(named=True):
        yield f"  {row['mistake']:<26} {row['prompt']}{row['rejected']}"


def test_the_gallery_shows_what_is_made(request: pytest.FixtureRequest) -> None:
    found = _HEAD + "".join(shown(kind) for kind in registered().values())
    if request.config.getoption("--update-golden"):
        GALLERY.write_text(found, encoding="utf-8")
    assert found == GALLERY.read_text(encoding="utf-8")
    assert all(f"\n## {name}\n" in found for name in registered())
