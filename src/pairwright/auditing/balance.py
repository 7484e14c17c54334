"""Balance: rows per operator, form, digits, carry, sign and answer, and the cells of the space that are empty.

Only questions that the verifier reads count.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import polars as pl

from pairwright.auditing.blocks import Judged
from pairwright.auditing.cells import carry
from pairwright.auditing.findings import Example, Finding, finding

AXES = ("operator", "digits", "carry", "sign")
_SIGNS = ("negative", "zero", "positive")
# Answers, or forms, beyond so many distinct ones are not told apart.
_MOST = 10_000
_LARGEST = 99


class Balance:
    """Counts rows by what is asked."""

    def __init__(self) -> None:
        self._cells = pl.DataFrame(
            schema={
                "form": pl.String,
                "operator": pl.String,
                "digits": pl.Int64,
                "carry": pl.Boolean,
                "sign": pl.Int64,
                "rows": pl.Int64,
            }
        )
        self._answers = pl.DataFrame(schema={"answer": pl.String, "rows": pl.Int64})

    def look(self, block: Judged) -> None:
        """Count a block's questions."""
        asked = block.frame.filter(pl.col("first") & pl.col("family").is_not_null())
        counted = asked.group_by(self._cells.columns[:-1]).agg(pl.len().cast(pl.Int64).alias("rows"))
        self._cells = _merged(self._cells, counted)
        answers = asked.select(answer="expected").drop_nulls().group_by("answer")
        self._answers = _merged(self._answers, answers.agg(pl.len().cast(pl.Int64).alias("rows")))

    def table(self) -> dict[str, dict[str, int]]:
        """Rows by operator, form, digits, carry and sign, and the twelve most frequent answers."""
        table: dict[str, dict[str, int]] = {}
        for axis in ("operator", "form", "digits", "carry", "sign"):
            counted = self._cells.drop_nulls(axis).group_by(axis).agg(pl.col("rows").sum())
            top = counted.sort("rows", axis, descending=[True, False]).head(30)
            table[axis] = {_named(axis, value): rows for value, rows in top.iter_rows()}
        table["answer"] = dict(self._answers.sort("rows", "answer", descending=[True, False]).head(12).iter_rows())
        return {axis: counts for axis, counts in table.items() if counts}

    def findings(self) -> Iterator[Finding]:
        """Cells (operator, digits, carry, sign of the answer) that could have rows and have none."""
        cells, possible = self._empty()
        if cells:
            named = [f"{operator} {digits}-digit, {carry}, {sign}" for operator, digits, carry, sign in cells]
            examples = [Example("", 0, name) for name in named[:3]]
            yield finding("empty-cells", len(cells), possible, examples, f"of {possible} cells that the ranges allow")

    def _empty(self) -> tuple[list[tuple[str, int, str, str]], int]:
        counted = self._cells.drop_nulls(["operator", "carry", "sign"]).group_by(AXES).agg(pl.col("rows").sum())
        there = {(row[0], row[1], row[2], row[3]) for row in counted.iter_rows()}
        possible: set[tuple[str, int, bool, int]] = set()
        for operator in sorted({row[0] for row in there}):
            own = [row for row in there if row[0] == operator]
            digits = max(row[1] for row in own)
            signs = {row[3] for row in own}
            possible |= {
                (operator, size, carry, sign)
                for size, carry, sign in _possible(operator)
                if size <= digits and sign in signs
            }
        empty = sorted(possible - there)
        named = [
            (operator, size, "carry" if carry else "no carry", _SIGNS[sign + 1])
            for operator, size, carry, sign in empty
        ]
        return named, len(possible | there)


def _named(axis: str, value: int | str | bool) -> str:
    """A value of an axis in words."""
    if axis == "sign":
        return _SIGNS[int(value) + 1]
    return ("carry" if value else "no carry") if axis == "carry" else str(value)


def _merged(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Counts added up; beyond `_MOST` distinct ones the rarest are forgotten."""
    keys = one.columns[:-1]
    together = pl.concat([one, other.select(one.columns)]).group_by(keys).agg(pl.col("rows").sum())
    return together if together.height <= 2 * _MOST else together.top_k(_MOST, by="rows")


@lru_cache(maxsize=8)
def _possible(operator: str) -> frozenset[tuple[int, bool, int]]:
    """Which (digits, carry, sign) a question that `a op b = c` answers can have, its numbers of up to two digits.

    Larger questions are like those of two digits, so only cells of one and two digits are looked for.
    """
    if operator not in ("+", "-", "*", "/"):
        return frozenset()
    numbers = np.arange(-_LARGEST, _LARGEST + 1)
    a, b = (each.ravel() for each in np.meshgrid(numbers, numbers))
    if operator in "-/":
        # a - b = c is c + b = a, and a / b = c is c * b = a.
        c = a
        a = c + b if operator == "-" else c * b
    else:
        c = a + b if operator == "+" else a * b
    if operator in "+-":
        # Whatever the signs, the two smaller numbers of the family add up to the largest.
        u, v, _ = np.sort(np.abs([a, b, c]), axis=0)
        carries = carry("+", u, v)
    else:
        carries = carry("*", *((a, b) if operator == "*" else (c, b)))
    shown = np.maximum(a, b)
    plain = (a >= 0) & (b >= 0) & (np.abs(c) <= _LARGEST) & (shown <= _LARGEST)
    plain &= (b != 0) if operator == "/" else True
    cells = zip((shown > 9) + 1, carries, np.sign(c), plain, strict=True)
    return frozenset((int(size), bool(some), int(sign)) for size, some, sign, fits in cells if fits)
