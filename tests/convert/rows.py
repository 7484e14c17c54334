"""Rows of every layout, and what they are converted with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

import pairwright
from pairwright.layouts import LAYOUTS

Row = dict[str, Any]
# Layouts that hold the same: question, chosen answer, rejected answers.
SIDES = ("pairs", "preference", "implicit", "chat", "listwise", "kto")
QUESTIONS = pl.DataFrame(
    {
        "question": [f"{i}+{i % 7}=?" for i in range(40)],
        "chosen": [f"The answer is {i + i % 7}." for i in range(40)],
        "rejected": [[f"It is {i}{j}." for j in range(1 + i % 3)] for i in range(40)],
        "answer": [i + i % 7 for i in range(40)],
    }
)


def rows_of(layout: str) -> list[Row]:
    """The same forty prompts, with one to three rejected answers, in a layout."""
    target = LAYOUTS[layout]
    frame = QUESTIONS if layout == "listwise" else QUESTIONS.explode("rejected")
    if layout == "kto":
        heads = QUESTIONS.with_columns(rejected=pl.lit(None, dtype=pl.String))
        parts = [heads.with_columns(place=0), frame.with_columns(place=1)]
        order = pl.col("question").str.extract(r"^(\d+)").cast(pl.Int64)
        frame = pl.concat(parts).sort(order, "place", maintain_order=True)
    elif layout not in SIDES:
        frame = QUESTIONS.with_columns(rejected=pl.lit(None, dtype=pl.String))
    return frame.select(**target.columns).to_dicts()


def write(path: Path, rows: Iterable[Mapping[str, Any] | str]) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def converted(
    folder: Path, rows: Iterable[Mapping[str, Any] | str], layout: str, **options: Any
) -> tuple[pairwright.Conversion, list[Row], list[Row]]:
    """What became of some rows: the report, the rows written, the rejects."""
    source = write(folder / "in.jsonl", rows)
    out, aside = folder / "out.jsonl", folder / "rejects.jsonl"
    done = pairwright.convert(source, out, layout=layout, rejects=aside, overwrite=True, **options)
    rejects = read(aside)
    assert done.read == done.converted + len(rejects)
    assert sum(done.rejected.values()) == len(rejects)
    assert done.file.rows == len(read(out))
    return done, read(out), rejects
