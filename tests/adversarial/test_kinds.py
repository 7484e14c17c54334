"""Answers by kind: some 900 texts from templates of our own, each with what a careful reader would say of it.

`kinds.jsonl` was written for this test: a template for each way to give an answer, or to give none, filled with sums,
differences, products and quotients; not one of its texts is from elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import polars as pl

from pairwright import score_column

_CASES = [json.loads(line) for line in (Path(__file__).parent / "kinds.jsonl").read_text(encoding="utf-8").splitlines()]


def test_each_kind_is_read_as_its_reader_reads_it() -> None:
    frame = pl.DataFrame({name: [case[name] for case in _CASES] for name in ("question", "completion")})
    verdicts = score_column(frame)["verdict"]
    wrong = [
        (case["kind"], case["question"], case["completion"], verdict)
        for case, verdict in zip(_CASES, verdicts, strict=True)
        if (case["expected"] == "RIGHT") != (verdict == "RIGHT")
    ]
    assert wrong == []


def test_there_are_many_of_each_kind() -> None:
    kinds = Counter((case["kind"], case["expected"]) for case in _CASES)
    assert len(_CASES) > 800
    assert len(kinds) > 25
    assert {expected for _, expected in kinds} == {"RIGHT", "not RIGHT"}
