"""What the verifier's public functions promise: fields, rewards, texts parted, families."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl
import pytest

from pairwright import Reason, Score, Verdict, reward, score, score_column
from pairwright.verify import families, split_texts
from pairwright.verify.fractions import Fractions


@pytest.mark.parametrize(
    ("question", "completion", "expected"),
    [
        ("57+4=?", "61", Score(Verdict.RIGHT, Reason.NONE, Fraction(61), Fraction(61))),
        (
            "57+4=?",
            "The answer is 61 because 57+4 equals 61.",
            Score(Verdict.RIGHT, Reason.HOLDS, Fraction(61), Fraction(61)),
        ),
        (
            "57+4=?",
            "The answer is 61 because 57+4 equals 62.",
            Score(Verdict.RIGHT, Reason.FAILS, Fraction(61), Fraction(61)),
        ),
        ("1/2+1/3=?", "5/6", Score(Verdict.RIGHT, Reason.NONE, Fraction(5, 6), Fraction(5, 6))),
        ("57+4=?", "Sorry.", Score(Verdict.UNPARSED, Reason.NONE, Fraction(61), None)),
        ("hello", "61", Score(Verdict.UNPARSED, Reason.NONE, None, None)),
        ("x*x=4,x=?", "2", Score(Verdict.RIGHT, Reason.NONE, None, Fraction(2))),
        ("x=x,x=?", "2", Score(Verdict.DEGENERATE, Reason.NONE, None, Fraction(2))),
    ],
)
def test_fields_are_exact(question: str, completion: str, expected: Score) -> None:
    assert score(question, completion) == expected


def test_columns_may_have_other_names_nulls_and_no_rows() -> None:
    frame = pl.DataFrame({"q": ["1+1=?", None, "1+1=?"], "a": ["2", "2", None]})
    assert score_column(frame, question="q", completion="a")["verdict"].to_list() == ["RIGHT", "UNPARSED", "UNPARSED"]
    empty = score_column(frame.clear(), question="q", completion="a")
    assert empty.schema == dict.fromkeys(["verdict", "reason", "expected", "found"], pl.String)
    assert empty.is_empty()


def test_reward_reads_texts_and_conversations() -> None:
    asked = [{"role": "system", "content": "Be exact."}, {"role": "user", "content": "57+4=?"}]
    said = [{"role": "assistant", "content": "#### 61"}]
    assert reward(["57+4=?", "57+4=?"], ["61", "62"]) == [1.0, 0.0]
    assert reward([asked], [said]) == [1.0]
    assert reward([], []) == []
    assert reward([[], asked, asked, asked], [said, [], [{"role": "assistant"}], [{"content": None}]]) == [0.0] * 4
    assert reward(["Please: "], ["61"], question=["57+4=?"], answer=[61]) == [1.0]


def test_reward_takes_the_prompt_where_a_dataset_has_a_question_for_other_splits_only() -> None:
    assert reward(["57+4=?", "Please: "], ["61", "8"], question=[None, "5+3=?"]) == [1.0, 1.0]
    assert reward([[{"role": "user", "content": "57+4=?"}]], ["62"], question=[None]) == [0.0]


def test_texts_are_parted_where_the_question_ends() -> None:
    whole = {
        "57+4=? The answer is 61.": ("57+4=?", "The answer is 61."),
        "x+55=95,x=? 40": ("x+55=95,x=?", "40"),
        "Solve 3x+5=20 for x. x = 5": ("Solve 3x+5=20 for x.", "x = 5"),
        "What is 1.5+2? 3.5": ("What is 1.5+2?", "3.5"),
        "Nine of them. 57+4=? 61": (None, "Nine of them. 57+4=? 61"),
        "": (None, ""),
    }
    assert split_texts(pl.Series(list(whole))).rows() == list(whole.values())
    assert split_texts(pl.Series([None], dtype=pl.String)).rows() == [(None, "")]


def _family(*questions: str) -> list[str | None]:
    found: list[str | None] = families(pl.Series(questions))["family"].to_list()
    return found


@pytest.mark.parametrize(
    "questions",
    [
        ["57+4=?", "4+57=?", "61-4=?", "61-57=?", "4-61=?", "x-57=4,x=?", "57+x=61,x=?", "61=x+57,x=?", "x=61-57,x=?"],
        ["7*8=?", "8*7=?", "56/7=?", "56/8=?", "7*x=56,x=?", "56/x=8,x=?", "x/7=8, find x", "7y=56, find y"],
        ["3x+5=20,x=?", "5+3x=20,x=?", "20=3x+5,x=?", "3x=20-5,x=?", "5+x*3=20,x=?", "Solve 3n+5=20 for n."],
    ],
)
def test_one_family(questions: list[str]) -> None:
    assert len(set(_family(*questions))) == 1
    assert None not in _family(*questions)


def test_what_is_not_understood_has_no_family() -> None:
    assert families(pl.Series(["hello", "", None, "07+1=?", "10,00+1=?"])).rows() == [(None, None)] * 5
    assert _family("x=x,x=?", "5/0=?", "x*x=4,x=?") == [None] * 3


def test_mirrored_questions_have_one_canonical_form() -> None:
    canonical = families(pl.Series(["57+4=?", "4+57=?", "61-4=?", "0.05+1=?", "0.5+1=?", "1,005+1=?", "15+1=?"]))
    forms = canonical["canonical"].to_list()
    assert forms[0] == forms[1]
    assert len(set(forms)) == 6


@pytest.mark.parametrize("sign", ["+", "*"])
def test_distinct_facts_have_distinct_families(sign: str) -> None:
    pairs = [(u, v) for u in range(1, 31) for v in range(u, 31)]
    named = _family(*(f"{u}{sign}{v}=?" for u, v in pairs))
    assert len(set(named)) == len(pairs)
    assert _family(*(f"{v}{sign}{u}=?" for u, v in pairs)) == named
    back, results = ("-", [u + v for u, v in pairs]) if sign == "+" else ("/", [u * v for u, v in pairs])
    together = list(zip(pairs, results, strict=True))
    assert _family(*(f"{w}{back}{v}=?" for (_, v), w in together)) == named
    assert _family(*(f"x{sign}{u}={w},x=?" for (u, _), w in together)) == named
    assert _family(*(f"x{back}{u}={v},x=?" for u, v in pairs)) == named


def test_fractions_are_in_lowest_terms() -> None:
    column = Fractions(5)
    column.put(np.array([0, 1, 2]), (np.array([4, -6, 0]), np.array([-8, -3, 7])))
    column.put(np.array([3]), (np.array([10**30 * 6], dtype=object), np.array([4], dtype=object)))
    assert column.texts().to_list() == ["-1/2", "2", "0", str(15 * 10**29), None]
