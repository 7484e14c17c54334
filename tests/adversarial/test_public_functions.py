"""What the verifier's public functions promise: fields, rewards, texts parted, families."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import polars as pl
import pytest

from pairwright import DataError, Reason, Score, Verdict, reward, reward_for, score, score_column
from pairwright.verify import families, split_texts
from pairwright.verify.exact.fractions import Fractions
from pairwright.verify.kept import Kept


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
        ("x*x=4,x=?", "2", Score(Verdict.UNPARSED, Reason.NONE, None, None)),
        ("x*x=4,x=?", "2 or -2", Score(Verdict.RIGHT, Reason.NONE, None, Fraction(2))),
        ("2/3=?", "0.6667", Score(Verdict.WRONG, Reason.NONE, Fraction(2, 3), Fraction(6667, 10**4), "rounded")),
        ("x=x,x=?", "2", Score(Verdict.DEGENERATE, Reason.NONE, None, Fraction(2))),
    ],
)
def test_fields_are_exact(question: str, completion: str, expected: Score) -> None:
    assert score(question, completion) == expected


def test_columns_may_have_other_names_nulls_and_no_rows() -> None:
    frame = pl.DataFrame({"q": ["1+1=?", None, "1+1=?"], "a": ["2", "2", None]})
    assert score_column(frame, question="q", completion="a")["verdict"].to_list() == ["RIGHT", "UNPARSED", "UNPARSED"]
    empty = score_column(frame.clear(), question="q", completion="a")
    assert empty.schema == dict.fromkeys(["verdict", "reason", "expected", "found", "note"], pl.String)
    assert empty.is_empty()


def test_reward_reads_texts_and_conversations() -> None:
    asked = [{"role": "system", "content": "Be exact."}, {"role": "user", "content": "57+4=?"}]
    said = [{"role": "assistant", "content": "#### 61"}]
    assert reward(["57+4=?", "57+4=?"], ["61", "62"]) == [1.0, 0.0]
    assert reward([asked], [said]) == [1.0]
    assert reward([], []) == []
    assert reward([asked] * 3, [[], [{"role": "assistant"}], [{"content": None}]]) == [0.0] * 3
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


def test_what_cannot_be_judged_gets_no_reward_and_is_told_once() -> None:
    program = (
        "import warnings; from pairwright import reward; warnings.simplefilter('always')\n"
        "print(reward(['How old is Tom?', '57+4=?'], ['5', '61']), reward(['How old?'], ['5']), reward([[]], ['5']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[None, 1.0] [None] [None]"
    assert done.stderr.count("gets no") + done.stderr.count("get no reward") == 1
    assert "'How old is Tom?'" in done.stderr


def test_right_answers_may_be_stated() -> None:
    story, said = "Tom came home from the fair with apples. How many?", "3+2=5 apples in all.\nThe answer is 5 apples."
    assert reward([story] * 2, [said, "6"], answer=["5", 5]) == [1.0, 0.0]
    assert reward([story], [said], answer=["He has 3+2=5.\n#### 5"]) == [1.0]
    assert reward([story], [said], reward_model=[{"style": "rule", "ground_truth": "5"}]) == [1.0]
    assert reward_for(answer="gold")([story], [said], gold=["5"]) == [1.0]
    assert score("57+4=?", "61", answer="62").note == "gold differs"
    assert score("57+4=?", "61", answer="61").note is None
    frame = pl.DataFrame({"question": ["Tom?"], "completion": ["#### 1,234"], "gold": [1234]})
    assert score_column(frame, answer="gold")["verdict"].to_list() == ["RIGHT"]


def test_rounded_answers_are_told_and_may_be_allowed() -> None:
    assert score("2/3=?", "0.6667", decimals=4).verdict is Verdict.RIGHT
    assert score("2/3=?", "0.667", decimals=4).verdict is Verdict.WRONG
    assert score("2/3=?", "0.6668", decimals=4).verdict is Verdict.WRONG
    assert score("2/3=?", "0.6668").note is None
    many = pl.DataFrame({"question": ["2/3=?"] * 9, "completion": [f"0.66{i}7" for i in range(9)]})
    assert score_column(many)["note"].to_list() == [None] * 6 + ["rounded"] + [None] * 2
    assert score_column(many, decimals=3)["verdict"].to_list().count("RIGHT") == 1


@pytest.mark.parametrize(
    ("extract", "right"),
    [
        ("boxed", "\\boxed{61}"),
        ("hash", "57+4=61\n#### 61"),
        ("last_line", "I add.\n61"),
        ("tag:answer", "<think>62</think><answer>61</answer>"),
    ],
)
def test_who_asks_for_a_place_takes_an_answer_nowhere_else(extract: str, right: str) -> None:
    assert reward_for(extract=extract)(["57+4=?"] * 3, [right, right.replace("61", "62"), ""]) == [1.0, 0.0, 0.0]
    places = {"\\boxed{61}", "57+4=61\n#### 61", "The answer is 61.\nBye", "<b>61</b> is it"} - {right}
    assert (
        reward_for(extract=extract)(["57+4=?"] * len(places), list(places)).count(1.0) <= (extract == "last_line") * 2
    )


def test_options_and_lengths_are_checked() -> None:
    for extract in ("bx", "tag:", "tag:<a>"):
        with pytest.raises(DataError, match=r"^extract: .* should be auto, boxed, hash, last_line, or tag:NAME"):
            score("57+4=?", "61", extract=extract)
    with pytest.raises(DataError, match=r"^decimals: 0 should be a whole number"):
        reward_for(decimals=0)
    with pytest.raises(DataError, match=r"^prompts: 1 for 2 completions"):
        reward(["57+4=?"], ["61", "62"])
    with pytest.raises(DataError, match=r"^answer: 3 for 1 completions"):
        reward(["57+4=?"], ["61"], answer=[1, 2, 3])


def test_a_sound_answer_has_no_false_reason() -> None:
    said = ["The answer is 61 because 57+5 equals 61.", "The answer is 61 because 57+4 equals 61."]
    assert reward(["57+4=?"] * 2, said) == [1.0, 1.0]
    assert reward_for(sound=True)(["57+4=?"] * 2, said) == [0.0, 1.0]
    assert [score("57+4=?", each).sound for each in said] == [False, True]


def test_content_may_be_parts_and_lone_surrogates_are_no_text() -> None:
    asked = [{"role": "user", "content": [{"type": "text", "text": "57+4"}, {"type": "text", "text": "=?"}]}]
    assert reward([asked], [[{"role": "assistant", "content": [{"type": "text", "text": "61"}]}]]) == [1.0]
    assert score("57+4=?", "61\ud800").verdict is Verdict.UNPARSED
    assert reward(["57+4=?"], ["61\ud800"]) == [0.0]


def test_long_texts_are_read_from_their_end_and_never_out_of_a_thought() -> None:
    filling = "We go on and on. " * 5000
    assert score("57+4=?", f"{filling}\nThe answer is 61.").verdict is Verdict.RIGHT
    assert score("57+4=?", f"<think>{filling}\nThe answer is 61.").verdict is Verdict.UNPARSED
    assert score("57+4=?", f"<think>{filling}</think>\nThe answer is 61.").verdict is Verdict.RIGHT


def test_long_texts_of_many_shapes_are_not_kept() -> None:
    program = (
        "import polars as pl; from pairwright import score_column\n"
        "for part in range(5):\n"
        "    said = [chr(97 + i % 26) * (900_000 + 100 * part + i) + ' The answer is 61.' for i in range(60)]\n"
        "    score_column(pl.DataFrame({'question': ['57+4=?'] * 60, 'completion': said}))\n"
        # The usage of resources would count what the parent held when it forked.
        "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 700_000


def test_what_is_kept_is_bounded_in_bytes() -> None:
    made: list[str] = []

    def length(text: str) -> int:
        made.append(text)
        return len(text)

    kept = Kept(length, most=100_000)
    assert [kept("ab"), kept("ab"), kept("c" * 2000)] == [2, 2, 2000]
    assert made == ["ab", "c" * 2000]
    assert [kept(f"{i}" * 500) for i in range(30)] == [500] * 10 + [1000] * 20
    assert len(kept) < 5
