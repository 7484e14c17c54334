"""Which facts are trained on and which are held out: facts of three numbers as cells of a heat map."""

from __future__ import annotations

from typing import Any

import polars as pl

from pairwright.reporting import charts
from pairwright.reporting.parts import Head, Part, chart, table

_CELLS = 24
_MOST_RELATIONS = 8
# `+ 4 57 61`, as facts are written, or `4+57=61`, as they once were; whole numbers only.
_WRITTEN = r"^(?:(?<name>[^\s\d]+) (?<a>\d+) (?<b>\d+) (?<c>\d+)|(?<u>\d+)(?<sign>[+*])(?<v>\d+)=(?<w>\d+))$"
_NAMES = {"+": "sums", "*": "products", "++": "sums of three", "*+": "products and sums", "gcd": "common divisors"}


def coverage(trained: pl.Series, tested: pl.Series) -> Part | None:
    """The heat map of a dataset; None if it states no fact of three whole numbers.

    Args:
        trained: facts that training states (String), as often as rows do.
        tested: facts that tests ask; those that are trained too are not held out.

    """
    held_out = tested.filter(~tested.is_in(trained.drop_nulls().unique().implode()))
    frame = pl.concat([_numbers(trained, training=True), _numbers(held_out, training=False)])
    if not frame.height:
        return None
    kept = frame["fact"].value_counts(sort=True).head(_MOST_RELATIONS)["fact"].to_list()
    cells = [cell for fact in kept for cell in _cells(frame.filter(pl.col("fact") == fact), fact)]
    columns = [Head("facts"), Head("numbers"), Head("trained on", "count"), Head("held out", "count")]
    listed = table("", columns, [[each[key] for key in ("fact", "numbers", "trained", "held_out")] for each in cells])
    caption = (
        "Each cell is a range of the two numbers that a fact is made of; the darker, the more facts of it are trained "
        "on. A ring marks facts that only tests ask: the larger, the more."
    )
    return chart("Facts trained on and held out.", caption, charts.fact_map(cells), listed)


def _numbers(facts: pl.Series, *, training: bool) -> pl.DataFrame:
    """Fact (the relation), x, y, training: each different fact once."""
    groups = facts.drop_nulls().unique().rename("text").to_frame().select(pl.col("text").str.extract_groups(_WRITTEN))
    found = groups.unnest("text").select(
        fact=pl.coalesce("name", "sign"),
        x=pl.coalesce("a", "u").cast(pl.Int64, strict=False),
        y=pl.coalesce("b", "v").cast(pl.Int64, strict=False),
        training=pl.lit(training),
    )
    named = found.drop_nulls().with_columns(pl.col("fact").replace(_NAMES))
    # Sorted, since `unique` keeps no order and the page is the same bytes each time.
    return named.sort("fact", "x", "y")


def _cells(frame: pl.DataFrame, fact: str) -> list[dict[str, Any]]:
    steps = {name: _step(frame[name]) for name in ("x", "y")}
    counted = (
        frame.with_columns((pl.col(name) // step * step).alias(f"from_{name}") for name, step in steps.items())
        .group_by("from_x", "from_y")
        .agg(trained=pl.col("training").sum(), held_out=(~pl.col("training")).sum())
        .sort("from_x", "from_y")
    )
    return [
        {
            "fact": fact,
            "left": x,
            "right": x + steps["x"],
            "bottom": y,
            "top": y + steps["y"],
            "x": x + steps["x"] / 2,
            "y": y + steps["y"] / 2,
            "numbers": f"{_range(x, steps['x'])} and {_range(y, steps['y'])}",
            "trained": trained,
            "held_out": held_out,
        }
        for x, y, trained, held_out in counted.iter_rows()
    ]


def _range(start: int, step: int) -> str:
    return f"{start}" if step == 1 else f"{start}–{start + step - 1}"


def _step(numbers: pl.Series) -> int:
    """The width of a cell: 1, 2 or 5 times a power of ten, so that there are at most `_CELLS`.

    >>> _step(pl.Series([0, 99])), _step(pl.Series([1, 12]))
    (5, 1)
    """
    spread = int(str(numbers.max())) - int(str(numbers.min())) + 1
    power = 1
    while True:
        for times in (1, 2, 5):
            if spread <= _CELLS * power * times:
                return power * times
        power *= 10
