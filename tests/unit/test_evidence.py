"""docs/evidence.md is what evidence/results.json says, and cells that are compared had the same compute."""

from __future__ import annotations

import re

import pytest
from evidence.cells import BATCH, FROM_THE_BASE, KINDS, REJECTED, SHORT, STEPS, TABLES, THEN_DPO, Table, every_cell
from evidence.page import PAGE, TEMPLATE, text_of
from evidence.results import Results


def test_the_page_is_that_of_the_results() -> None:
    assert PAGE.read_text(encoding="utf-8") == text_of(Results.read())


def test_every_cell_was_run() -> None:
    assert set(Results.read().runs) == {cell.name for cell in every_cell()}


def test_the_template_has_a_place_for_each_table_and_the_page_none_left() -> None:
    places = re.findall(r"<!-- (\S+) -->", TEMPLATE.read_text(encoding="utf-8"))
    assert sorted(places) == sorted(["setting", "held-out", *(table.name for table in TABLES)])
    assert "<!--" not in PAGE.read_text(encoding="utf-8")


def test_each_picture_is_there() -> None:
    pictures = re.findall(r"\]\((\S+\.png)\)", PAGE.read_text(encoding="utf-8"))
    assert pictures
    assert [name for name in pictures if not (PAGE.parent / name).is_file()] == []


@pytest.mark.parametrize("table", [FROM_THE_BASE, THEN_DPO, REJECTED, KINDS], ids=lambda table: table.name)
def test_cells_that_are_compared_have_the_same_compute(table: Table) -> None:
    answers = {cell.answers for cell in table.cells if cell.name != "first"}
    assert answers == {BATCH * STEPS}
    assert next(cell.answers for cell in every_cell() if cell.name == "first") == STEPS * BATCH - 2 * SHORT * BATCH
