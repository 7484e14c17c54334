"""Good data made with pairwright itself, and ways to spoil it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import polars as pl

import pairwright
from pairwright.verify import families

Row = dict[str, str]
AnyRow = Mapping[str, object]


def good_rows(count: int) -> list[Row]:
    """Rows with nothing wrong: each a family of its own, rejected sides that are others' chosen sides."""
    recipe = pairwright.load_recipe("arithmetic").with_layout("preference")
    frame = pairwright.generate(recipe, "train", 0, 12_000).select("prompt", "chosen")
    frame = frame.with_columns(families(frame["prompt"])["family"]).unique("family", maintain_order=True)
    frame = frame.with_columns(answer=pl.col("chosen").str.extract(r"is (-?\d+)")).filter(
        pl.col("answer").str.len_chars() == 2
    )
    rows: list[Row] = []
    found = frame.rows(named=True)
    for row, other in pairwise(found):
        if row["answer"] != other["answer"] and len(rows) < count:
            rows.append({"prompt": row["prompt"], "chosen": row["chosen"], "rejected": other["chosen"]})
    assert len(rows) == count
    return rows


def answer_of(row: Row) -> int:
    return int(row["chosen"].split(" is ")[1].split(" ")[0].rstrip("."))


def with_answer(row: Row, answer: int) -> Row:
    """The row with another chosen answer throughout."""
    before = answer_of(row)
    text = row["chosen"].replace(f" is {before} ", f" is {answer} ").replace(f"equals {before}.", f"equals {answer}.")
    return {**row, "chosen": text}


def spoil(rows: list[Row], at: Iterable[int], change: Callable[[Row], Row]) -> list[Row]:
    """The rows with some of them changed."""
    places = set(at)
    return [change(row) if place in places else row for place, row in enumerate(rows)]


def write(path: Path, rows: Iterable[AnyRow]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
