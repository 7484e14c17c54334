"""New completions by kind, from templates, and answers to word problems: what a careful reader takes for right is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from tests.adversarial.completions import completions

from pairwright import score_column

_HERE = Path(__file__).parent


@pytest.mark.parametrize("seed", [7, 2026])
def test_nothing_false_is_right_and_nearly_all_that_is_right_is_read(seed: int) -> None:
    cases = completions(seed, 4)
    frame = pl.DataFrame({"question": [c.question for c in cases], "completion": [c.text for c in cases]})
    scored = score_column(frame)
    verdicts = Counter((case.right, verdict) for case, verdict in zip(cases, scored["verdict"], strict=True))
    asked = Counter(case.right for case in cases)
    assert (asked[False] > 1500, asked[True] > 1000) == (True, True)
    false = [case for case, said in zip(cases, scored["verdict"], strict=True) if said == "RIGHT" and not case.right]
    assert false == []
    assert verdicts[True, "RIGHT"] >= 0.95 * asked[True]
    assert verdicts[True, "WRONG"] == 0
    assert not [case for case, why in zip(cases, scored["reason"], strict=True) if case.right and why == "FAILS"]


def test_word_problems_are_judged_by_the_stated_answer() -> None:
    lines = (_HERE / "word_problems.jsonl").read_text(encoding="utf-8").splitlines()
    frame = pl.DataFrame([json.loads(line) for line in lines])
    scored = score_column(frame, answer="answer")
    right = (frame["expected"] == "RIGHT").to_numpy()
    verdicts = scored["verdict"].to_numpy()
    assert frame.filter(pl.Series(~right & (verdicts == "RIGHT"))).rows() == []
    assert (verdicts[right] == "RIGHT").sum() >= 0.9 * right.sum()
    assert (verdicts[right] == "WRONG").sum() == 0
    assert "FAILS" not in scored["reason"].filter(pl.Series(right)).to_list()
