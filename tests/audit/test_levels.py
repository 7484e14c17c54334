"""Rows and right answers by the kind and the difficulty that rows state: ours, and those of public sets."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import pairwright
from pairwright.recipe.recipe import Recipe

ROWS = [
    {"problem": "57+4=?", "solution": "61", "type": "Algebra", "level": "Level 2"},
    {"problem": "57+5=?", "solution": "61", "type": "Algebra", "level": "Level 3"},
    {"problem": "What is a cat?", "solution": "an animal", "type": "Biology", "level": "Level 3"},
]


def audited(path: Path, rows: list[dict[str, Any]]) -> dict[str, dict[str, dict[str, int]]]:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return pairwright.audit(path).levels


def counts(rows: int, judged: int, right: int) -> dict[str, int]:
    return {"rows": rows, "judged": judged, "right": right}


def test_the_types_and_levels_of_a_public_set(tmp_path: Path) -> None:
    assert audited(tmp_path / "math.jsonl", ROWS) == {
        "kind": {"Algebra": counts(2, 2, 1), "Biology": counts(1, 0, 0)},
        "difficulty": {"Level 2": counts(1, 1, 1), "Level 3": counts(2, 1, 0)},
    }


def test_rows_that_differ_in_their_level_alone_count_each_by_its_own(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "level": level} for level in (1, 2.5, 2.9, 10, None, 2.5)]
    assert audited(tmp_path / "levels.jsonl", rows)["difficulty"] == {
        "1": counts(1, 1, 1), "2": counts(3, 3, 3), "10": counts(1, 1, 1)
    }  # fmt: skip


def test_a_column_with_a_value_for_each_row_is_no_kind(tmp_path: Path) -> None:
    rows = [{"problem": f"{n}+4=?", "solution": str(n + 4), "task": f"task {n}"} for n in range(1500)]
    assert audited(tmp_path / "ids.jsonl", rows) == {}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_our_own_rows(form: str, tmp_path: Path) -> None:
    train = {"families": "training", "rows": 500, "layout": "kto"}
    mistakes = {"mistakes": ["off_by_one", "refusal"], "rejected_per_prompt": 2}
    problems: dict[str, Any] = {"additive": {}, "gcd": {}, "two_step": {}}
    recipe = Recipe.of({"problems": problems, "splits": {"train": train}, "format": form, **mistakes})
    pairwright.write(recipe, tmp_path / "data", metadata=True)
    found = pairwright.audit(tmp_path / "data" / f"train.{form}").levels
    rows = pairwright.generate(recipe)
    assert {kind: each["rows"] for kind, each in found["kind"].items()} == Counter(rows["kind"].to_list())
    levels = Counter(str(int(each)) for each in rows["difficulty"])
    assert {level: each["rows"] for level, each in found["difficulty"].items()} == levels
    assert all(each["judged"] == each["right"] > 0 for axis in found.values() for each in axis.values())


def test_what_comes_again_in_another_stage_is_meant_and_no_other_repeat(tmp_path: Path) -> None:
    train = {"families": "training", "rows": 300, "difficulty": "..3", "curriculum": {"stages": 2, "overlap": 0.5}}
    recipe = pairwright.load_recipe({"problems": {"additive": {}}, "splits": {"train": train}})
    pairwright.write(recipe, tmp_path / "data", metadata=True)

    def repeats() -> list[tuple[str, bool]]:
        found = pairwright.audit(tmp_path / "data").findings
        return [(each.severity, "overlap" in each.detail) for each in found if each.code == "repeat-exact"]

    assert repeats() == [("info", True)]
    stage = tmp_path / "data" / "train_2.jsonl"
    stage.write_text(stage.read_text() + stage.read_text().splitlines()[0] + "\n")
    assert repeats() == [("warning", False)]
