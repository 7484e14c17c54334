"""Rows of a dataset whose recipe has wordings of its own: its manifest tells them, and the rows are read as such."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import polars as pl

from pairwright.files.plain import open_plain
from pairwright.stores import MANIFEST
from pairwright.verify import Declared

_LARGEST = 1 << 26
_SIDES = ("chosen", "rejected")


def declared_for(path: Path) -> Declared | None:
    """The wordings of the recipe in the manifest beside a file, or above it if that names it; None without one."""
    for folder in (path.parent, path.parent.parent):
        manifest = _manifest(folder)
        if folder != path.parent and path.relative_to(folder).as_posix() not in _named(manifest):
            continue
        recipe = manifest.get("recipe")
        if isinstance(recipe, Mapping) and (found := Declared.of(recipe.get("wording"))) is not None:
            return found
    return None


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        with open_plain(folder, MANIFEST) as file:
            found = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _named(manifest: Mapping[str, Any]) -> set[str]:
    """The files that a manifest names."""
    splits = manifest.get("splits")
    each_split = splits.values() if isinstance(splits, dict) else ()
    files = [split.get("files") for split in each_split if isinstance(split, dict)]
    named = [each for some in files if isinstance(some, list) for each in some if isinstance(each, dict)]
    return {str(each.get("path")) for each in named}


def as_declared(frame: pl.DataFrame, declared: Declared | None, *, whole: bool) -> pl.DataFrame:
    """Pairs whose questions stand bare, and whose answers are said so that `score` reads them.

    Args:
        frame: as `pairwright.texts.sides_of` gives it.
        declared: what the recipe declares; None: nothing.
        whole: whether question and answer stand together in the texts of the sides.

    """
    if declared is None:
        return frame
    if not whole:
        sides = {side: declared.said(frame[side]) for side in _SIDES}
        return frame.with_columns(declared.bare(frame["question"]), *sides.values())
    parts = {side: declared.parted(frame[f"{side}_text"]) for side in _SIDES}
    one, other = (parts[side]["question"] for side in _SIDES)
    return frame.with_columns(
        one.zip_with(one.is_not_null(), other).alias("question"),
        *(pl.Series(side, parts[side]["completion"]).set(frame[f"{side}_text"].is_null(), None) for side in _SIDES),
        one.is_not_null().alias("chosen_asks"),
        other.is_not_null().alias("rejected_asks"),
        (one != other).fill_null(value=False).alias("asks_apart"),
    )


def declared_heads(texts: pl.Series, declared: Declared) -> pl.Series:
    """The question at the head of each whole text, with what is declared to stand around it; null where none does.

    >>> declared = Declared(("Q: {question}",), ("Das macht {answer}.",))
    >>> declared_heads(pl.Series(["Q: 57+4=? Das macht 61."]), declared).item()
    'Q: 57+4=?'
    """
    asked = declared.parted(texts)["question"].rename("asked")
    frame = pl.DataFrame([texts.rename("text"), asked])
    leading = pl.col("text").str.extract(r"^(\s*)")
    found = [
        pl.when(pl.col("text").str.starts_with(head)).then(head)
        for before, after in sorted(map(_around, declared.questions), key=lambda each: -len("".join(each)))
        for head in (pl.concat_str([leading, pl.lit(before), pl.col("asked"), pl.lit(after)]),)
    ]
    bare = pl.concat_str([leading, "asked"])
    found.append(pl.when(pl.col("text").str.starts_with(bare)).then(bare))
    return frame.select(pl.coalesce(found)).to_series().rename("question")


def _around(wording: str) -> tuple[str, str]:
    """What stands before and behind the question in a wording."""
    before, after, slot = "", "", False
    for literal, name, *_ in Formatter().parse(wording):
        before, after = (before, after + literal) if slot else (before + literal, after)
        slot = slot or name is not None
    return before.lstrip(), after.rstrip()
