"""Rows, and how many of their answers are right, by the kind and the difficulty that the rows themselves state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Finding
from pairwright.reading.columns import dtypes_of
from pairwright.reading.json_lines import EXTRA
from pairwright.reading.opening import Opened, is_json
from pairwright.reading.texts import as_text

# As our rows call it, and as public sets do: MATH has a type and a level.
_CALLED = {"kind": ("kind", "type", "subject", "topic", "task"), "difficulty": ("difficulty", "level")}
# Beyond so many values a column says something else: an id, a text.
MOST_VALUES = 1000


def level_columns(file: Opened) -> dict[str, pl.DataType]:
    """The columns in which a file may state a kind or a difficulty; JSON is asked for each, as a key may come late."""
    names = [name for called in _CALLED.values() for name in called if name not in file.meaning.keys]
    there = dict.fromkeys(names, pl.String()) if is_json(file.file) else dtypes_of(file.file)
    return {name: there[name] for name in names if name in there and not there[name].is_nested()}


def stated_levels(rows: pl.DataFrame) -> pl.DataFrame | None:
    """Kind and difficulty of each row as text (row, kind, difficulty; null where none is stated).

    Numbers are told apart by whole ones: 2.7 is `2`. None where a file has no such columns.

    >>> rows = pl.DataFrame({"row": [1, 2], EXTRA: [{"type": "Algebra", "difficulty": "2.7"}] * 2})
    >>> stated_levels(rows).row(0)
    (1, 'Algebra', '2')
    """
    if EXTRA not in rows.columns:
        return None
    fields = rows[EXTRA].struct.unnest()
    named = {axis: next((name for name in called if _says(fields, name)), None) for axis, called in _CALLED.items()}
    if not any(named.values()):
        return None
    nothing = pl.Series([None] * rows.height, dtype=pl.String)
    texts = {axis: nothing if name is None else as_text(fields[name]) for axis, name in named.items()}
    return rows.select("row").with_columns(**texts).with_columns(difficulty=in_whole_numbers("difficulty"))


def in_whole_numbers(column: str) -> pl.Expr:
    """Difficulties that stand as text (String): numbers rounded down, the rest as it is.

    >>> pl.DataFrame({"level": ["2.7", "Level 3"]}).select(in_whole_numbers("level")).to_series().to_list()
    ['2', 'Level 3']
    """
    whole = pl.col(column).cast(pl.Float64, strict=False).floor().cast(pl.Int64, strict=False).cast(pl.String)
    return pl.coalesce(whole, column).alias(column)


def by_size(column: str) -> pl.Expr:
    """What sorts numbers that stand as text by their size, before all else."""
    return pl.col(column).cast(pl.Float64, strict=False)


def _says(fields: pl.DataFrame, name: str) -> bool:
    return name in fields.columns and fields[name].null_count() < fields.height


class Levels:
    """Counts rows and right answers by kind and by difficulty."""

    def __init__(self) -> None:
        self._counts = {axis: pl.DataFrame(schema=_SCHEMA) for axis in _CALLED}

    def look(self, block: Judged) -> None:
        """Count a block's rows; of each the chosen answer, or that which stands in a column of its own."""
        if block.levels is None:
            return
        verdict = pl.coalesce("chosen_verdict", "stated_verdict")
        rows = block.frame.filter("first").unique("row", keep="last", maintain_order=True)
        judged = rows.select("row", judged=verdict.is_in(["RIGHT", "WRONG"]), right=verdict == "RIGHT")
        together = judged.join(block.levels, on="row", how="left", maintain_order="left")
        for axis, counts in self._counts.items():
            found = together.drop_nulls(axis).group_by(value=axis).agg(rows=pl.len(), **_RIGHT).cast(counts.schema)
            summed = pl.concat([counts, found]).group_by("value").agg(pl.all().sum())
            self._counts[axis] = summed.top_k(min(2 * MOST_VALUES, summed.height), by="rows")

    def findings(self) -> Iterator[Finding]:
        """None: what rows state is nothing to find fault with."""
        yield from ()

    def table(self) -> dict[str, dict[str, dict[str, int]]]:
        """Axis -> value -> rows, judged (of them), right (of these); an axis with too many values is left out."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for axis, counts in self._counts.items():
            if 0 < counts.height <= MOST_VALUES:
                listed = counts.sort(by_size("value"), "value", nulls_last=True).iter_rows(named=True)
                found[axis] = {row["value"]: _counted(row) for row in listed}
        return found


_RIGHT = {name: pl.col(name).sum() for name in ("judged", "right")}
_SCHEMA = {"value": pl.String, "rows": pl.Int64, "judged": pl.Int64, "right": pl.Int64}


def _counted(row: Mapping[str, int]) -> dict[str, int]:
    return {name: row[name] for name in ("rows", "judged", "right")}
