"""Balance: rows per operator, form, digits, carry, sign and answer, and the cells of the space that are empty.

Only questions that the verifier reads count.  Numbers come out of whole columns at once (`verify.lifting`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.auditing.blocks import Block
from pairwright.auditing.findings import Example, Finding, finding
from pairwright.verify.lifting import lifted

AXES = ("operator", "digits", "carry", "sign")
_OPERATOR = re.compile(r"[0A-Za-z)]\s*([-+*/×÷·−^])\s*[0A-Za-z(-]")
_SPELLED = {"×": "*", "·": "*", "÷": "/", "−": "-"}
_SIGNS = ("negative", "zero", "positive")
_POWERS = 10 ** np.arange(1, 19, dtype=np.int64)
# Answers, or forms, beyond so many distinct ones are not told apart.
_MOST = 10_000
_LARGEST = 99
Integers = npt.NDArray[np.int64]


class Balance:
    """Counts rows by what is asked."""

    def __init__(self) -> None:
        self._cells = pl.DataFrame(
            schema={"form": pl.String, "operator": pl.String, "digits": pl.Int64, "carry": pl.Boolean, "sign": pl.Int64, "rows": pl.Int64}
        )
        self._answers = pl.DataFrame(schema={"answer": pl.String, "rows": pl.Int64})
        self._rows = 0

    def look(self, block: Block) -> None:
        """Count a block's questions."""
        asked = block.frame.filter(pl.col("first") & pl.col("family").is_not_null())
        if not asked.height:
            return
        self._rows += asked.height
        cells = _forms(asked["question"]).with_columns(
            carry=_carries(asked["family"]),
            sign=asked["expected"].str.starts_with("-").cast(pl.Int64) * -2 + 1,
        )
        cells = cells.with_columns(sign=pl.when(asked["expected"] == "0").then(0).otherwise("sign"))
        counted = cells.group_by(self._cells.columns[:-1]).agg(pl.len().cast(pl.Int64).alias("rows"))
        self._cells = _merged(self._cells, counted)
        answers = asked.select(answer="expected").drop_nulls().group_by("answer")
        self._answers = _merged(self._answers, answers.agg(pl.len().cast(pl.Int64).alias("rows")))

    def table(self) -> dict[str, dict[str, int]]:
        """Rows by operator, form, digits, carry and sign, and the twelve most frequent answers."""
        names = {"sign": lambda sign: _SIGNS[sign + 1], "carry": lambda carry: "carry" if carry else "no carry"}
        table: dict[str, dict[str, int]] = {}
        for axis in ("operator", "form", "digits", "carry", "sign"):
            counted = self._cells.drop_nulls(axis).group_by(axis).agg(pl.col("rows").sum()).sort("rows", axis, descending=[True, False])
            named = names.get(axis, str)
            table[axis] = {named(value): rows for value, rows in counted.head(30).iter_rows()}
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
        named = [(operator, size, "carry" if carry else "no carry", _SIGNS[sign + 1]) for operator, size, carry, sign in empty]
        return named, len(possible | there)


def _merged(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Counts added up; beyond `_MOST` distinct ones the rarest are forgotten."""
    keys = one.columns[:-1]
    together = pl.concat([one, other.select(one.columns)]).group_by(keys).agg(pl.col("rows").sum())
    return together if together.height <= 2 * _MOST else together.top_k(_MOST, by="rows")


def _forms(questions: pl.Series) -> pl.DataFrame:
    """For each question: its form (numbers written N), its operator (null if none), the digits of its largest number."""
    size = len(questions)
    forms: list[str] = []
    which = np.zeros(size, dtype=np.int64)
    digits = np.zeros(size, dtype=np.int64)
    for shape in lifted(questions):
        which[shape.rows] = len(forms)
        forms.append(shape.text)
        for numbers in _columns(shape.numbers(), shape.rows.size):
            digits[shape.rows] = np.maximum(digits[shape.rows], 1 + np.searchsorted(_POWERS, numbers, side="right"))
    return pl.DataFrame(
        {
            "form": pl.Series([form.replace("0", "N") for form in forms], dtype=pl.String).gather(which),
            "operator": pl.Series([_operator(form) for form in forms], dtype=pl.String).gather(which),
            "digits": digits,
        }
    )


def _columns(numbers: object, rows: int) -> Iterator[Integers]:
    """The columns of numbers of a shape."""
    for column in numbers:  # type: ignore[attr-defined]
        yield np.broadcast_to(np.asarray(column, dtype=np.int64), (rows,))


def _operator(form: str) -> str | None:
    """The first operator between two operands."""
    match = _OPERATOR.search(form)
    return None if match is None else _SPELLED.get(match[1], match[1])


def _carries(families: pl.Series) -> pl.Series:
    """Whether adding (or multiplying out) the two smaller numbers of a family carries (Boolean, null if unknown).

    Of a product: whether its first factor times a digit of the second reaches 10.
    """
    carries = np.zeros(len(families), dtype=bool)
    known = np.zeros(len(families), dtype=bool)
    for shape in lifted(families):
        kind = shape.text[:1]
        if shape.text[1:] == " 0 0 0" and kind in "+*":
            u, v, _ = _columns(shape.numbers(), shape.rows.size)
            carries[shape.rows] = carry(kind, u, v)
            known[shape.rows] = True
    return pl.DataFrame({"carries": carries, "known": known}).select(pl.when("known").then("carries")).to_series()


def carry(kind: str, u: Integers, v: Integers) -> npt.NDArray[np.bool_]:
    """Whether u+v, or u*v, worked out in columns, carries somewhere.

    >>> carry("+", np.array([57, 51]), np.array([4, 4])).tolist()
    [True, False]
    """
    u, v = np.abs(u), np.abs(v)
    found = np.zeros(u.size, dtype=bool)
    if kind == "+":
        while u.any() or v.any():
            found |= u % 10 + v % 10 >= 10
            u, v = u // 10, v // 10
        return found
    largest_of_u, largest_of_v = _largest_digit(u), _largest_digit(v)
    found |= largest_of_u * largest_of_v >= 10
    return found


def _largest_digit(numbers: Integers) -> Integers:
    largest = np.zeros_like(numbers)
    while numbers.any():
        largest = np.maximum(largest, numbers % 10)
        numbers = numbers // 10
    return largest


@lru_cache(maxsize=8)
def _possible(operator: str) -> frozenset[tuple[int, bool, int]]:
    """Which (digits, carry, sign) a question `a op b = c` of numbers up to two digits can have, whichever is asked.

    Larger questions are like those of two digits, so only cells of one and two digits are looked for.
    """
    if operator not in ("+", "-", "*", "/"):
        return frozenset()
    found: set[tuple[int, bool, int]] = set()
    numbers = np.arange(-_LARGEST, _LARGEST + 1)
    a, b = (each.ravel() for each in np.meshgrid(numbers, numbers))
    if operator in "-/":
        # a - b = c is c + b = a, and a / b = c is c * b = a.
        c, b = a, b
        a = c + b if operator == "-" else c * b
    else:
        c = a + b if operator == "+" else a * b
    if operator in "+-":
        # Whatever the signs, the two smaller numbers of the family add up to the largest.
        u, v, _ = np.sort(np.abs([a, b, c]), axis=0)
        carries = carry("+", u, v)
    else:
        carries = carry("*", *((a, b) if operator == "*" else (c, b)))
    for asked, first, second in ((c, a, b), (a, b, c), (b, a, c)):
        shown = np.maximum(first, second)
        plain = (first >= 0) & (second >= 0) & (np.abs(asked) <= _LARGEST) & (shown <= _LARGEST)
        plain &= (b != 0) if operator == "/" else True
        cells = zip((shown > 9) + 1, carries, np.sign(asked), plain, strict=True)
        found |= {(int(size), bool(some), int(sign)) for size, some, sign, fits in cells if fits}
    return frozenset(found)

