"""The verifier's verdict on single texts, case by case."""

from __future__ import annotations

import warnings

import polars as pl
import pytest

from pairwright.verify import Reason, Verdict, Verifier

PLAIN = Verifier("{question} The answer is {answer}.")
REASONED = Verifier("{question} The answer is {answer} because {calculation} equals {answer}.")


def verdict(text: str, verifier: Verifier = PLAIN) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (code,) = verifier.verdicts(pl.Series([text])).tolist()
    return Verdict(code).name


# The twelve one-step forms, two-step equations and words, each with its right answer.
QUESTIONS = [
    ("57+4=?", 61),
    ("x-57=4,x=?", 61),
    ("61-4=?", 57),
    ("4-61=?", -57),
    ("x+4=61,x=?", 57),
    ("4+x=61,x=?", 57),
    ("61-x=4,x=?", 57),
    ("7*8=?", 56),
    ("x/8=7,x=?", 56),
    ("56/8=?", 7),
    ("x*8=56,x=?", 7),
    ("8*x=56,x=?", 7),
    ("56/x=8,x=?", 7),
    ("3*x+5=20,x=?", 5),
    ("5+3*x=20,x=?", 5),
    ("3*x-20=-5,x=?", 5),
    ("20-3*x=5,x=?", 5),
    ("-5-(-3)=?", -2),
    ("5*(-3)=?", -15),
    ("-x=7,x=?", -7),
    ("x/(-3)=4,x=?", -12),
    ("x+5=x+x,x=?", 5),
    ("2*(x+3)=14,x=?", 4),
    ("14=2*(x+3), find x", 4),
    ("x + 5 = 8, x = ?", 3),
    ("y+5=8,y=?", 3),
    ("X+5=8,X=?", 3),
    ("What is 2+3?", 5),
    ("what is 2+3", 5),
    ("Calculate 2+3.", 5),
    ("Compute 2*3-1.", 5),
    ("Solve x+5=8 for x.", 3),
    ("solve 5-x=8 for x", -3),
    ("x+5=8 find x.", 3),
    ("x=5,x=?", 5),
    ("((2+3))=?", 5),
    ("2+3*4=?", 14),
    ("12/3/2=?", 2),
    ("12/(6/2)=?", 4),
    ("9-3-2=?", 4),
    ("1/2+1/2=?", 1),
    ("6/x+6/x=4,x=?", 3),
    ("1/(1/x)=5,x=?", 5),
    ("+2+3=?", 5),
    ("2++3=?", 5),
    ("2--3=?", 5),
    ("2(3)=?", 6),
    ("(2)(3+1)=?", 8),
    ("2x=6,x=?", 3),
    ("2(x+3)=14,x=?", 4),
    ("2,000+3=?", 2003),
    ("1,234,567-1,234,566=?", 1),
    ("1.5+2.5=?", 4),
    ("x-0.05=2.95,x=?", 3),
    ("2.50*4=?", 10),
    ("1,000.5*2=?", 2001),
    ("2^3=?", 8),
    ("-2^2=?", -4),
    ("(-2)^2=?", 4),
    ("2^0+7=?", 8),
    ("2*3^2=?", 18),
    ("x^3=27,x=?", 3),
    ("2−3=?", -1),
    ("2×3=?", 6),
    ("6÷2=?", 3),
    ("2·3=?", 6),
    ("2⋅3=?", 6),
    ("0+0=?", 0),
    ("0*5=?", 0),
    ("0/5=?", 0),
    ("x*0+x=3,x=?", 3),
]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_the_right_answer_is_right_and_its_neighbours_are_wrong(question: str, answer: int) -> None:
    assert verdict(f"{question} The answer is {answer}.") == "RIGHT"
    for other in (answer - 1, answer + 1, answer + 10, -answer if answer and "x*x" not in question else answer + 7):
        assert verdict(f"{question} The answer is {other}.") == "WRONG"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("95-55=? The answer is 40 because 95-55 equals 40.", "RIGHT"),
        ("x+55=95,x=? The answer is 40 because 95-55 equals 40.", "RIGHT"),
        ("x+55=95,x=? The answer is 40 because 80/2 equals 40.", "RIGHT"),
        ("x+55=95,x=? The answer is 40 because 95-55 equals 41.", "FAILS"),
        ("x+55=95,x=? The answer is 41 because 95-55 equals 40.", "WRONG"),
        ("x+55=95,x=? The answer is 40 because 95-54 equals 40.", "FAILS"),
        ("x+55=95,x=? The answer is 41 because 95-54 equals 41.", "WRONG"),
        ("72/4=? The answer is 17 because 72/4 equals 17.", "WRONG"),
        ("3*x+5=20,x=? The answer is 5 because (20-5)/3 equals 5.", "RIGHT"),
        ("3*x+5=20,x=? The answer is 5 because 20-5/3 equals 5.", "FAILS"),
        ("-5-(-3)=? The answer is -2 because -5-(-3) equals -2.", "RIGHT"),
        ("-5-(-3)=? The answer is -2 because -5-(-3) equals 2.", "FAILS"),
        ("2+3=? The answer is 5 because 5/0 equals 5.", "FAILS"),
        ("2+3=? The answer is 5 because x equals 5.", "UNPARSED"),
        ("2+3=? The answer is 5 because 2+3=? equals 5.", "UNPARSED"),
        ("2+3=? The answer is 5 because I say so.", "UNPARSED"),
        ("2+3=? The answer is 5 because equals 5.", "UNPARSED"),
        ("2+3=? The answer is 5.", "UNPARSED"),
        ("0*x=0,x=? The answer is 5 because 0/0 equals 5.", "DEGENERATE"),
    ],
)
def test_the_reason_counts_too(text: str, expected: str) -> None:
    """FAILS: right, and the reason is not; RIGHT: both are."""
    (code,), (reason,) = (codes.tolist() for codes in REASONED.judged(pl.Series([text])))
    fails = code == Verdict.RIGHT and reason == Reason.FAILS
    assert ("FAILS" if fails else Verdict(code).name) == expected
    assert REASONED.sound(pl.Series([text])).tolist() == [expected == "RIGHT"]


@pytest.mark.parametrize("claim", [0, 1, -1, 3])
@pytest.mark.parametrize(
    "question",
    [
        "0*x=0,x=?",
        "x*0=5,x=?",
        "x=x,x=?",
        "x=x+1,x=?",
        "x-x=0,x=?",
        "2*x=x+x,x=?",
        "0/x=0,x=?",
        "6/x=0,x=?",
        "x/x=1,x=?",
        "x/0=3,x=?",
        "x/(2-2)=3,x=?",
        "5/(x-x)=1,x=?",
        "5/0=?",
        "0/0=?",
        "1/(0*3)=?",
        "x+1/0=x,x=?",
    ],
)
def test_what_every_number_or_none_satisfies_is_degenerate(question: str, claim: int) -> None:
    assert verdict(f"{question} The answer is {claim}.") == "DEGENERATE"


def test_an_answer_that_divides_by_zero_is_wrong() -> None:
    assert verdict("6/x=3,x=? The answer is 0.") == "WRONG"
    assert verdict("6/x=3,x=? The answer is 2.") == "RIGHT"
    assert verdict("6/(x-2)=6,x=? The answer is 2.") == "WRONG"


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "2+3=5",
        "007+08=?",
        "2+08=?",
        "00+2=?",
        "6/2x=3,x=?",
        "6/2(1+2)=?",
        "2+*3=?",
        "2 3=?",
        "(2)3=?",
        "x2=6,x=?",
        "xy=6,x=?",
        "ab+5=8,ab=?",
        "x+y=8,x=?",
        "x+5=8,y=?",
        "y+5=8,x=?",
        "5+3=8,x=?",
        "x+5=8",
        "x+5,x=?",
        "x+5=8=8,x=?",
        "(2+3=?",
        "2+3)=?",
        "()=?",
        "2,00+3=?",
        "2,0000+3=?",
        "2000,000+3=?",
        "1.+2=?",
        "1.5.5+2=?",
        "1.5,000+2=?",
        "2^65=?",
        "2^x=8,x=?",
        "2^1.5=?",
        "2^3^2=?",
        "2+3=!",
        "٢+٣=?",
        "²+3=?",
        "2\n+3=?",
        "2+3=?\x00",
        "2\x1e+3=?",
        "__import__('os')=?",
        "Sorry, I don't know.",
        "What is love?",
        "x+5=8,x=? x+5=8,x=?",
    ],
)
def test_what_is_no_question_is_unparsed(question: str) -> None:
    assert verdict(f"{question} The answer is 5.") == "UNPARSED"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "5",
        "2+3=?",
        "2+3=? 5",
        "2+3=? Sorry, I don't know.",
        "Sorry, I don't know.",
        "2+3=? The answer is .",
        "2+3=? The answer is five.",
        "2+3=? The answer is 5",
        "2+3=? The answer is 5. ",
        "2+3=? The answer is +5.",
        "2+3=? The answer is --5.",
        "2+3=? The answer is - 5.",
        "2+3=? The answer is 10/2.",
        "2+3=? The answer is 5 or 6.",
        "2+3=? The answer is 5. The answer is 6.",
        "2+3=?The answer is 5.",
        "2+3=? the answer is 5.",
        "2+3=? The answer is ٥.",
        "2+3=? The answer is 5.\n",
        "The answer is 5.",
        " The answer is 5.",
        "2+3=? The answer is 5.\x1e",
        "\x1e2+3=? The answer is 5.",
        "\x1e",
        "\x00",
        "0",
        "1" * 5000,
    ],
)
def test_what_claims_no_answer_is_unparsed(text: str) -> None:
    assert verdict(text) == "UNPARSED"


def test_verdicts_are_a_closed_set() -> None:
    assert {verdict.name: verdict.value for verdict in Verdict} == {
        "RIGHT": 0,
        "WRONG": 1,
        "UNPARSED": 2,
        "DEGENERATE": 3,
    }
