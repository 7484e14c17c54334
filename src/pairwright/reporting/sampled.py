"""Samples of an evaluation as sections: answers by verdict and kind of mistake, and each of them to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pairwright.errors import DataError
from pairwright.reporting import charts
from pairwright.reporting.parts import Head, Part, Section, chart, figures, rows, shortened, table

NEEDED = ("question", "completion", "verdict")
# Wrong answers are what one wants to read: so many of each kind of mistake, and so many of the right ones.
_OF_EACH_KIND = 25
_RIGHT = 25
_FIELDS = ("model", "step", "verdict", "mistake", "test", "operator", "digits", "form", "carry", "stopped")
_FILTERS = ("model", "verdict", "mistake", "test", "operator")


def sample_sections(path: Path) -> list[Section]:
    """The sections of a file of samples, as `eval --samples` writes it.

    Raises:
        DataError: it cannot be read as such.

    """
    frame = _read(path)
    right = int((frame["verdict"] == "RIGHT").sum())
    parts: list[Part] = [
        figures([("answers", frame.height, ""), ("right", f"{100 * right / frame.height:.1f} %", f"{right:,} of them")])
    ]
    if {"operator", "digits"} <= set(frame.columns):
        parts.append(_map(frame))
    kinds = [*(name for name in ("model", "mistake") if name in frame.columns)]
    if "mistake" in kinds:
        counted = (
            frame.drop_nulls("mistake")
            .group_by(kinds)
            .len("n")
            .sort("n", *kinds, descending=[True, *[False] * len(kinds)])
        )
        listed = [
            [*(str(row[name]).replace("_", " ") for name in kinds), row["n"], row["n"] / frame.height]
            for row in counted.iter_rows(named=True)
        ]
        heads = [*(Head(name) for name in kinds), Head("answers", "count"), Head("of all", "bar")]
        parts.append(table("Answers that are not right, by the kind of mistake.", heads, listed))
    items = map(sample_row, _picked(frame).iter_rows(named=True))
    caption = f"At most {_OF_EACH_KIND} answers of each kind of mistake and model, and {_RIGHT} right ones."
    parts.append(rows(caption, [name for name in _FILTERS if name in frame.columns], items))
    return [Section("samples", "Answers", "What the models said, with the verdict on each.", tuple(parts))]


def _read(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_ndjson(path, infer_schema_length=None)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataError(
            f"{path}: cannot be read as samples ({str(error).splitlines()[0]}); write it again with eval --samples"
        ) from error
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing or not frame.height:
        raise DataError(f"{path}: has no {', '.join(missing) or 'rows'}; write it again with eval --samples")
    return frame


def _picked(frame: pl.DataFrame) -> pl.DataFrame:
    """Some of each kind, in the order in which they stand there."""
    kinds = [name for name in ("model", "mistake", "verdict") if name in frame.columns]
    numbered = frame.with_row_index("row", offset=1).with_columns(place=pl.int_range(pl.len()).over(kinds))
    return numbered.filter(
        pl.col("place") < pl.when(pl.col("verdict") == "RIGHT").then(_RIGHT).otherwise(_OF_EACH_KIND)
    )


def _map(frame: pl.DataFrame) -> Part:
    named = frame if "model" in frame.columns else frame.with_columns(model=pl.lit("model"))
    cells = (
        named.with_columns(pl.col("operator").fill_null("unknown"), pl.col("digits").cast(pl.Int64))
        .group_by("model", "operator", "digits")
        .agg(share=(pl.col("verdict") == "RIGHT").mean(), of=pl.len())
        .sort("model", "operator", "digits")
        .with_columns(pl.col("share").round(6))
    )
    heads = [
        Head("model"),
        Head("operator", "code"),
        Head("digits", "count"),
        Head("questions", "count"),
        Head("right", "bar"),
    ]
    same = table(
        "",
        heads,
        [[row[key] for key in ("model", "operator", "digits", "of", "share")] for row in cells.iter_rows(named=True)],
    )
    spec = charts.shares_map(list(cells.iter_rows(named=True)), across="digits", down="operator", panels="model")
    return chart(
        "Where it is right.", "By operator and digits of the largest number; the darker, the more is right.", spec, same
    )


def sample_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """An answer as the page shows it; `row` is its number."""
    side = {"name": "answer", "text": shortened(str(row["completion"]).strip()), "verdict": row["verdict"]}
    side |= {"reason": row.get("reason"), "found": shortened(row.get("found"), 200)}
    side |= {"mistake": row["mistake"]} if row.get("mistake") else {}
    return {
        "place": row["row"],
        "question": shortened(row["question"]),
        "sides": [side],
        "expected": row.get("expected"),
        "fields": {name: _plain(row[name]) for name in _FIELDS if row.get(name) is not None},
    }


def _plain(value: object) -> str | None:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else shortened(str(value), 200)
