"""docs/tutorial.md runs, cell by cell, and docs/tutorial.ipynb is the same (`make golden` rewrites it)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE, NOTEBOOK = DOCS / "tutorial.md", DOCS / "tutorial.ipynb"
# Two steps in place of thousands: what is shown is whether it runs.
QUICK = """
import functools, pairwright
for name in ("make_base", "train"):
    setattr(pairwright, name, functools.partial(getattr(pairwright, name), max_steps=2))
for name in ("evaluate", "ask"):
    setattr(pairwright, name, functools.partial(getattr(pairwright, name), max_new_tokens=4))
"""
_CELL = re.compile(r"^```\{code-cell\}\n(?:(?::[^\n]*\n)+\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)


def cells() -> Iterator[tuple[str, str]]:
    """('markdown' or 'code', text), in order."""
    text = PAGE.read_text(encoding="utf-8").split("---\n", 2)[2]
    place = 0
    for match in _CELL.finditer(text):
        yield "markdown", text[place : match.start()].strip()
        yield "code", match[1].strip()
        place = match.end()
    yield "markdown", text[place:].strip()


def notebook() -> dict[str, Any]:
    """The page as a notebook (nbformat 4.5), without outputs."""
    made = []
    for number, (kind, text) in enumerate((kind, text) for kind, text in cells() if text):
        cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
        made.append(cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def test_the_notebook_is_the_page(request: pytest.FixtureRequest) -> None:
    text = json.dumps(notebook(), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-golden"):
        NOTEBOOK.write_text(text, encoding="utf-8")
    assert NOTEBOOK.read_text(encoding="utf-8") == text


def test_the_cells_run_in_an_empty_folder(tmp_path: Path) -> None:
    code = "\n".join([QUICK, *(text for kind, text in cells() if kind == "code")])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = done.stdout.splitlines()
    assert "test 200 rows, 200 questions, shared with train: 0" in said
    assert not any(line.startswith("error ") for line in said)
    assert len([line for line in said if "is right in" in line]) == 2
