"""Rows as a page shows them: the sides with their verdicts, the facts that they state, the steps of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pairwright.auditing.blocks import block_of
from pairwright.reading.columns import dtypes_of
from pairwright.reading.json_lines import EXTRA
from pairwright.reading.opening import Opened, is_json, opened
from pairwright.reading.sources import data_files
from pairwright.reporting.parts import shortened
from pairwright.verify import Declared, families, score_column

# Columns that say something of a row, where a file has them.
KNOWN = (
    "kind",
    "operator",
    "view",
    "family",
    "difficulty",
    "answer",
    "mistake",
    "wrong_answer",
    "split",
    "first_error",
)
# What rows are filtered by, where they have it.
FILTERS = ("kind", "operator", "view", "difficulty", "mistake")
# A calculation is short; what is longer is not looked at, so that a row of a megabyte costs no more than others.
_LOOKED_AT = 4000
_VALUE = r"-?\d+(?:[./]\d+)?(?: R \d+)?"
_PLAIN = r"[-(\d][-+*/()\d. ]*?[-+*/][-+*/()\d. ]*?[\d)]"
_CALCULATION = re.compile(rf"(?<![\w.,])((?:gcd|lcm)\([-\d, ]+\)|{_PLAIN})\s*(?:=|equals)\s*({_VALUE})(?![\d*/+(])")
_MOST_STEPS = 12


def file_rows(path: Path, count: int, declared: Declared | None) -> list[dict[str, Any]]:
    """The first rows of a file of any layout, as the page shows them; rows that cannot be read are passed over.

    Args:
        path: the file.
        count: how many rows.
        declared: what the recipe of its rows declares.

    Raises:
        DataError: nothing in it can be read.

    """
    (file,), _ = data_files([path])
    there = opened(file)
    return list(_first(there, extra_columns(there), declared, count))


def extra_columns(file: Opened) -> dict[str, pl.DataType]:
    """Those of the `KNOWN` columns that a file has beside its texts; JSON is asked for each, as a key may come late."""
    there = dict.fromkeys(KNOWN, pl.String()) if is_json(file.file) else dtypes_of(file.file)
    known = (name for name in KNOWN if name in there and name not in file.meaning.keys)
    return {name: there[name] for name in known if not isinstance(there[name], pl.Struct)}


def _first(
    file: Opened, extra: Mapping[str, pl.DataType], declared: Declared | None, count: int
) -> Iterator[dict[str, Any]]:
    left = count
    for block in file.rows(extra):
        frame = block.frame.head(left)
        if frame.height:
            yield from shown(block_of(file.file.path.name, 0, file.meaning, frame, declared).frame)
            left -= frame.height
        if left <= 0:
            return


def shown(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows of `auditing.blocks.block_of`, each as plain data.

    Returns:
        place (the line, or the number of the row), question, sides (name, text, verdict, reason, found, mistake),
        expected, facts (texts), steps (side, text, verdict), fields.

    """
    rows = [_row(row) for row in frame.iter_rows(named=True)]
    for row, steps in zip(rows, _steps([row["sides"] for row in rows]), strict=True):
        row["steps"] = [{key: step[key] for key in ("side", "text", "verdict")} for step in steps]
        row["facts"] = list(dict.fromkeys([*row["facts"], *(step["fact"] for step in steps if step["fact"])]))
    return rows


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    known = row.get(EXTRA) or {}
    fields = {name: value for name, value in known.items() if value is not None}
    fields.setdefault("operator", row["operator"])
    sides = [_side(row, side, fields) for side in ("chosen", "rejected") if row[side] is not None]
    if not sides and row["stated"] is not None:
        sides = [{"name": "answer", "text": shortened(row["stated"]), "verdict": row["stated_verdict"]}]
    fact = row["family"] or fields.get("family")
    return {
        "place": row["line"],
        "question": shortened(row["question"]),
        "sides": sides,
        "expected": row["expected"],
        "facts": [fact] if fact else [],
        "fields": {name: shortened(str(value), 200) for name, value in fields.items() if value is not None},
    }


def _side(row: Mapping[str, Any], side: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    mistake = fields.get("mistake", row.get("mistake")) if side == "rejected" else None
    return {
        "name": side,
        "text": shortened(str(row[side]).strip()),
        "verdict": row[f"{side}_verdict"],
        "reason": row[f"{side}_reason"],
        "found": shortened(row[f"{side}_found"], 200),
        **({"mistake": mistake} if mistake else {}),
        **_completion(row, side),
    }


def _completion(row: Mapping[str, Any], side: str) -> dict[str, Any]:
    """What follows the prompt, letter by letter, where that is more than the text that is shown."""
    whole, question = row[f"{side}_text"] or row[side], row["question"] or ""
    follows = whole.removeprefix(question) if row[f"{side}_asks"] else whole
    return {} if follows == str(row[side]).strip() else {"completion": shortened(follows)}


def _steps(sides: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[dict[str, Any]]]:
    """For each row the calculations of its sides, each judged by itself; all of them in one column."""
    found: list[list[dict[str, Any]]] = [[] for _ in sides]
    for steps, row in zip(found, sides, strict=True):
        for side in row:
            for match in list(_CALCULATION.finditer(str(side["text"])[:_LOOKED_AT]))[:_MOST_STEPS]:
                steps.append({"side": side["name"], "text": match[0], "asked": f"{match[1]}=?", "said": match[2]})
    judge([step for steps in found for step in steps])
    return found


def judge(steps: Sequence[dict[str, Any]]) -> None:
    """Say of each step whether it HOLDS, FAILS or is UNREAD, and which fact it states (none unless it holds)."""
    if not steps:
        return
    frame = pl.DataFrame(
        {"question": [step["asked"] for step in steps], "completion": [step["said"] for step in steps]},
        schema={"question": pl.String, "completion": pl.String},
    )
    verdicts = score_column(frame)["verdict"].to_list()
    facts = families(frame["question"])["family"].to_list()
    for step, verdict, fact in zip(steps, verdicts, facts, strict=True):
        step["verdict"] = {"RIGHT": "HOLDS", "WRONG": "FAILS"}.get(verdict, "UNREAD")
        step["fact"] = fact if verdict == "RIGHT" else None
