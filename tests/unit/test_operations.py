"""The operations of the table: read in their wordings, worked out exactly, judged by all three ways in."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial, gcd, lcm

import numpy as np
import polars as pl
import pytest

from pairwright.verify import Reason, Verdict, Verifier, score, score_column, split_texts
from pairwright.verify.exact.polynomials import Fraction
from pairwright.verify.questions.operations import OPERATIONS

PLAIN = Verifier("{question} The answer is {answer}.")
REASONED = Verifier("{question} The answer is {answer} because {calculation} equals {answer}.")

GCD = ["gcd(12, 18)=?", "gcd(12,18)=?", "What is the greatest common divisor of 12 and 18?", "gcd(24, 18, 30)=?"]
LCM = ["lcm(4, 6)=?", "What is the least common multiple of 4 and 6?", "lcm(2, 3, 4)=?"]
WITH_REMAINDER = ["17 divided by 5 with remainder=?", "Divide 17 by 5 with remainder.", "17:5=? R ?"]
QUOTIENT = ["17//5=?", "What is the quotient of 17 divided by 5, without the remainder?"]
REMAINDER = ["17 mod 5=?", "17 % 5=?", "What is the remainder when 17 is divided by 5?"]
RIGHT = [
    *((question, "6") for question in GCD),
    *((question, "12") for question in LCM),
    *((question, "3 R 2") for question in WITH_REMAINDER),
    *((question, "3") for question in QUOTIENT),
    *((question, "2") for question in REMAINDER),
    ("3+5-2+7=?", "13"),
    ("x+5-2=6,x=?", "3"),
    ("3-(-5)=?", "8"),
    ("12-(3+4)*2=?", "-2"),
    ("1/2+1/3=?", "5/6"),
    ("5/6-1/3=?", "1/2"),
    ("x+1/3=5/6,x=?", "1/2"),
    ("1/2*2/3=?", "1/3"),
    ("x*2/3=1/3,x=?", "1/2"),
    ("2/3-1/3=?", "1/3"),
    ("1/4-3/4=?", "-1/2"),
    ("1/2+1/2=?", "1"),
    ("7/2=?", "7/2"),
    ("10/4=?", "5/2"),
    ("7161/93=?", "77"),
    ("1.25+0.5=?", "1.75"),
    ("1.75-0.5=?", "1.25"),
    ("x+0.5=1.75,x=?", "1.25"),
    ("1.25+0.5=?", "1.750"),
    ("0.5-1.25=?", "-0.75"),
    ("-17//5=?", "-4"),
    ("gcd(0, 5)=?", "5"),
    ("gcd(-12, 18)=?", "6"),
    (f"gcd({6 * 10**30}, {4 * 10**30})=?", f"{2 * 10**30}"),
    (f"lcm({10**12 + 39}, {10**12 + 61})=?", f"{(10**12 + 39) * (10**12 + 61)}"),
    (f"{10**30 + 7} mod {10**15}=?", "7"),
]


def verdicts(question: str, answer: str) -> set[str]:
    """What is said of the bare answer, of the answer announced, and of the declared wording."""
    whole = f"{question} The answer is {answer}."
    scored = {score(question, answer).verdict.name, score(question, f"The answer is {answer}.").verdict.name}
    return scored | {Verdict(code).name for code in PLAIN.verdicts(pl.Series([whole])).tolist()}


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_the_right_answer_is_right(question: str, answer: str) -> None:
    assert verdicts(question, answer) == {"RIGHT"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("gcd(12, 18)=?", "3"),
        ("lcm(4, 6)=?", "24"),
        ("17//5=?", "4"),
        ("17 mod 5=?", "3"),
        *((question, wrong) for question in WITH_REMAINDER for wrong in ("2 R 7", "3 R 3", "4 R 2")),
        ("1/2+1/3=?", "2/5"),
        ("1/2+1/3=?", "10/13"),
        ("1.25+0.5=?", "1.30"),
        ("3-(-5)=?", "-2"),
    ],
)
def test_a_wrong_answer_is_wrong(question: str, answer: str) -> None:
    assert verdicts(question, answer) == {"WRONG"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        *((question, part) for question in WITH_REMAINDER for part in ("3", "3.4", "17/5")),
        ("17//5=?", "3 R 2"),
        ("17/5=?", "3 R 2"),
        ("1/2+1/3=?", "10/12"),
        ("7161/93=?", "71610/930"),
        ("7161/93=?", "77/1"),
        ("72/4=?", "72/4"),
        ("72/4=?", "36/2"),
        ("10/4=?", "10/4"),
        ("4*x=6,x=?", "6/4"),
        ("-7 mod 5=?", "3"),
        ("-7 mod 5=?", "-2"),
        ("7.5 mod 2=?", "1.5"),
        ("gcd(1/2, 3)=?", "1"),
        ("gcd(1,200, 5)=?", "5"),
    ],
)
def test_what_is_unfinished_or_has_two_readings_is_unparsed(question: str, answer: str) -> None:
    assert verdicts(question, answer) == {"UNPARSED"}


@pytest.mark.parametrize("answer", ["3 remainder 2", "3, remainder 2", "3 r 2", "quotient 3, remainder 2"])
@pytest.mark.parametrize("question", WITH_REMAINDER)
def test_quotient_and_remainder_in_other_words(question: str, answer: str) -> None:
    said = score(question, f"The answer is {answer}.")
    assert said.verdict is score(question, answer).verdict is Verdict.RIGHT
    assert said.expected == said.found == (3, 2)


@pytest.mark.parametrize("question", ["5//0=?", "5 mod 0=?", "Divide 5 by 0 with remainder.", "gcd(1/0, 3)=?"])
def test_a_division_by_zero_is_degenerate(question: str) -> None:
    assert score(question, "0").verdict is Verdict.DEGENERATE


@pytest.mark.parametrize(
    "question", ["x mod 5=2,x=?", "gcd(x, 12)=4,x=?", "x//2=3,x=?", "7+17 mod 5=?", "gcd(5)=?", "gcd()=?"]
)
def test_what_has_many_answers_or_readings_is_not_read(question: str) -> None:
    assert score(question, "7").verdict is Verdict.UNPARSED


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("gcd(12, 18)=? The answer is 6 because gcd(12, 18) equals 6.", "RIGHT", "HOLDS"),
        ("gcd(12, 18)=? The answer is 6 because gcd(12, 18) equals 3.", "RIGHT", "FAILS"),
        ("17 divided by 5 with remainder=? The answer is 3 R 2 because 5*3+2 equals 17.", "RIGHT", "HOLDS"),
        ("Divide 17 by 5 with remainder. The answer is 3 R 2 because 5*3+2 equals 16.", "RIGHT", "FAILS"),
        ("17//5=? The answer is 3 because 17//5 equals 3.", "RIGHT", "HOLDS"),
        ("1/2+1/3=? The answer is 5/6 because 1/2+1/3 equals 5/6.", "RIGHT", "HOLDS"),
        ("x*2/3=1/3,x=? The answer is 1/2 because (1/3)/(2/3) equals 1/2.", "RIGHT", "HOLDS"),
        ("1.25+0.5=? The answer is 1.75 because 1.25+0.5 equals 1.75.", "RIGHT", "HOLDS"),
        ("57+4=? The answer is 61 because 57+4 equals 61.", "RIGHT", "HOLDS"),
        ("1/2+1/3=? The answer is 2/5 because (1+1)/(2+3) equals 2/5.", "WRONG", "HOLDS"),
    ],
)
def test_reasons_are_read_as_declared_and_as_free_text(text: str, verdict: str, reason: str) -> None:
    codes, reasons = REASONED.judged(pl.Series([text]))
    question, completion = split_texts(pl.Series([text])).row(0)
    said = score(question, completion)
    assert (Verdict(codes[0]).name, Reason(reasons[0]).name) == (verdict, reason)
    assert (said.verdict.name, said.reason.name) == (verdict, reason)


def test_whole_columns_agree_with_plain_python() -> None:
    rng = np.random.default_rng(7)
    pairs = [(int(a), int(b)) for a, b in rng.integers(1, 10**6, (300, 2))] + [(10**25 + 5, 10**12 + 1)]
    asked: dict[str, Callable[[int, int], object]] = {
        "gcd({}, {})=?": gcd,
        "lcm({}, {})=?": lcm,
        "{}//{}=?": lambda a, b: a // b,
        "{} mod {}=?": lambda a, b: a % b,
        "{} divided by {} with remainder=?": lambda a, b: f"{a // b} R {a % b}",
    }
    for wording, function in asked.items():
        rows = [(wording.format(a, b), str(function(a, b))) for a, b in pairs]
        scored = score_column(pl.DataFrame(rows, schema=["question", "completion"], orient="row"))
        assert scored["verdict"].unique().to_list() == ["RIGHT"]
        assert scored["expected"].to_list() == [answer for _, answer in rows]


@pytest.mark.parametrize("name", [name for name, row in OPERATIONS.items() if row.raised is None])
def test_no_value_exceeds_its_bound(name: str) -> None:
    row = OPERATIONS[name]
    numbers = (-7, -2, -1, 1, 3, 12)
    largest = Fraction([12], [12]), Fraction([12], [12])
    bound = row.bound(*largest)
    for above in numbers:
        for below in (1, 5, 12):
            for other in numbers:
                value = row.value(Fraction([above], [below]), Fraction([other], [below]))
                assert abs(int(value.numerator[0])) <= bound.numerator[0]
                assert abs(int(value.denominator[0])) <= bound.denominator[0]


@pytest.mark.parametrize("number", [20, 21, 24, 30])
def test_factorials_beyond_64_bits_are_worked_out_though_they_are_written_in_two_digits(number: int) -> None:
    right = factorial(number)
    rows = [(f"{number}!{more:+}=?", f"The answer is {right + more + off}.") for more in (1, -7) for off in (0, 1)]
    rows += [(f"x-{number}!=0,x=?", f"The answer is {right + off}.") for off in (0, 1)]
    scored = score_column(pl.DataFrame(rows, schema=["question", "completion"], orient="row"))
    assert scored["verdict"].to_list() == ["RIGHT", "WRONG"] * 3
    assert scored["expected"][-1] == str(right)
