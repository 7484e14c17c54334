"""The first rows of every split of every built-in recipe, as they have always been (`make golden` rewrites them)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pairwright
from pairwright.plan import Plan
from pairwright.recipe.file import builtin_names

HERE = Path(__file__).parent


def first_rows(name: str) -> dict[str, list[list[object]]]:
    recipe = pairwright.load_recipe(name)
    return {
        split: [list(row) for row in pairwright.generate(recipe, split, 0, 12).rows()]
        for split in Plan.of(recipe).splits
    }


@pytest.mark.parametrize("name", builtin_names())
def test_rows_are_what_they_were(name: str, request: pytest.FixtureRequest) -> None:
    file = HERE / f"{name}.json"
    found = first_rows(name)
    if request.config.getoption("--update-golden"):
        splits = (
            f"{json.dumps(split)}: [\n" + ",\n".join(f"  {json.dumps(row)}" for row in rows) + "\n]"
            for split, rows in found.items()
        )
        file.write_text("{\n" + ",\n".join(splits) + "\n}\n", encoding="utf-8")
    assert found == json.loads(file.read_text(encoding="utf-8"))


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in HERE.glob("*.json")} == set(builtin_names())
