"""The examples of docs/training-without-files.md run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import pairwright

DOCUMENT = Path(__file__).parents[2] / "docs" / "training-without-files.md"


@pytest.mark.filterwarnings("ignore:This DataLoader will create")
def test_the_examples_run_and_say_what_is_so() -> None:
    names: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 6
    for number, block in enumerate(blocks):
        exec(compile(block, f"{DOCUMENT.name}, example {number}", "exec"), names)  # noqa: S102 (our own text)
        if number == 0:
            assert len(names["rows"]) == 400_000
            assert list(names["rows"][17]) == ["positive", "negative"]
            assert {name: len(texts) for name, texts in names["rows"][-5:].items()} == {"positive": 5, "negative": 5}
    expected = pairwright.dataset(names["preference"])
    assert [len(texts) for texts in names["batch"].values()] == [64, 64, 64]
    assert names["batch"] == expected[:64]
    assert next(iter(names["again"])) == expected[6400]
    assert names["eleventh"] == expected[40]
    assert names["first"].keys() == expected[0].keys()
