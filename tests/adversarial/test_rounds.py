"""Rounds of hostile and of ordinary completions: none that is not right passes, and nearly all right ones do.

At first sight, before anything was mended, the rounds had 4.5, 4.3, 1.1, 3.0, 4.1, 0, 0.6, 1.7, 0.5, 3.9, 0.6, 2.0
and 0.7 % of false RIGHT, and 81, 79, 83, 82, 79, 57, 55, 77, 61, 91, 98, 88 and 60 % of right ones read; the fourteenth
was written beside what mended the thirteenth.  The fifteenth is three lists of solutions in steps: 0 % of false RIGHT,
and 41 % of right ones read of the first, before any of it was mended; of the second and third, written after the one
before was mended, 82 and 79 % (37 and 39 % without that).  The three lists of the sixteenth had 0, 2.5 and 2.6 % of
false RIGHT, and 43, 66 and 65 % of right ones read; the seventeenth 0 and 44 %.  Of the three lists of
the eighteenth 1.4 % were false RIGHT, and 62, 81 and 64 % of right ones read.  The nineteenth, whose two lists nobody
had looked at when those were mended, had 0 and 0.8 % of false RIGHT, and 90 and 94 % of right ones read (77 % before).
"""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest
from tests.adversarial.rounds import ROUNDS, round_of

from pairwright import score_column


@pytest.mark.parametrize("number", ROUNDS)
def test_a_round_is_judged_as_its_reader_judges_it(number: int) -> None:
    cases = round_of(number, 2027, 2)
    frame = pl.DataFrame(
        {name: [getattr(case, field) for case in cases] for name, field in _FIELDS.items()},
        schema=dict.fromkeys(_FIELDS, pl.String),
    )
    scored = score_column(frame, answer="answer")
    false = [
        (case.question, case.text)
        for case, said in zip(cases, scored["verdict"], strict=True)
        if said == "RIGHT" and not case.right
    ]
    assert false == []
    verdicts = Counter(said for case, said in zip(cases, scored["verdict"], strict=True) if case.right)
    assert verdicts["WRONG"] == 0
    assert verdicts["RIGHT"] >= _READ.get(number, 0.92) * verdicts.total()
    assert len(cases) - verdicts.total() > 200


# The share of right ones that are read of rounds that were not mended to the end.
_READ = {16: 0.88, 17: 0.82, 19: 0.91}
_FIELDS = {"question": "question", "completion": "text", "answer": "answer"}
