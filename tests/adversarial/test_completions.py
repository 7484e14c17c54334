"""New completions by kind, from templates, and answers to word problems: what a careful reader takes for right is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from tests.adversarial.completions import completions
from tests.adversarial.composed import composed

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


def test_a_right_text_that_is_spoiled_is_right_no_more() -> None:
    cases = composed(19, 40)
    frame = pl.DataFrame({"question": [c.question for c in cases], "completion": [c.text for c in cases]})
    scored = score_column(frame)["verdict"]
    verdicts = Counter((case.right, verdict) for case, verdict in zip(cases, scored, strict=True))
    false = [case for case, said in zip(cases, scored, strict=True) if said == "RIGHT" and not case.right]
    assert false == []
    assert verdicts[True, "WRONG"] == 0
    assert verdicts[True, "RIGHT"] >= 0.9 * 40


_DISOWNED = ("I'm going to lie now. ", "Answer for someone else's question: ", "Parrot says: ", "Spot the error:\n")
_OWNED = ("Sure, here is my solution:\n", "Let's break it down: ", "")


@pytest.mark.parametrize("head", [*_DISOWNED, *_OWNED])
def test_what_a_text_says_of_itself_first_may_disown_it(head: str) -> None:
    verdict = score_column(pl.DataFrame({"question": ["57+4=?"], "completion": [f"{head}The answer is 61."]}))
    assert verdict["verdict"].to_list() == ["UNPARSED" if head in _DISOWNED else "RIGHT"]


@pytest.mark.parametrize(
    "completion",
    [
        "So we have $57 + 4 = \\boxed{61}$.",
        "The expression evaluates to 61.",
        "We compute 57+4, which is 61.",
        "61. Hope that helps!",
        "The answer is 61. Would you like to see the steps?",
        "We compute 57 + 4 = 61. ∎",
    ],
)
def test_more_ways_to_say_a_result(completion: str) -> None:
    verdict = score_column(pl.DataFrame({"question": ["57+4=?"], "completion": [completion]}))
    assert verdict["verdict"].to_list() == ["RIGHT"]


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
