"""Questions of algebra as the verifier reads and judges them, in wordings of its own."""

from __future__ import annotations

import polars as pl
import pytest

from pairwright.verify import Verdict, Verifier, families, score

PLAIN = Verifier("{question} The answer is {answer}.")
RIGHT = [
    ("Solve 3*x+5=2*x-9 for x.", "-14"),
    ("If x=3, what is 2*x+1?", "7"),
    ("Evaluate 3x^2-5 for x = -2.", "7"),
    ("What is the value of x^2+y when x=3, y=4?", "13"),
    ("Let f(x)=2x+1. Find f(3).", "7"),
    ("f(t) = t^2 - 1, f(-3) = ?", "8"),
    ("Let f(x)=2x+1 and g(x)=x-4. What is g(f(3))?", "3"),
    ("What is the next number in the sequence 2, 4, 6?", "8"),
    ("What is next in 1, 4, 9, 16?", "25"),
    ("What comes next: 5, 10, 15, 20, ...?", "25"),
    ("What is the 10th term of the sequence 3, 7, 11, ...?", "39"),
    ("What is the sum of the first 10 terms of 3, 7, 11, ...?", "210"),
    ("2*x+3*y=12, x-y=1, x=?", "3"),
    ("Solve 2x + 3y = 12 and x - y = 1 for y.", "2"),
    ("2*x+y=1 and x-y=1. Find x", "2/3"),
    ("What is the larger root of x^2-5*x+6=0?", "3"),
    ("What is the smaller root of 2x^2-5x=3?", "-1/2"),
    ("What is the larger root of (x-2)*(x+3)=0?", "2"),
    ("Simplify 3*x+5-2*x+8.", "x+13"),
    ("Simplify 3*x+5-2*x+8.", "13+x"),
    ("Simplify (3*x+5)-(2*x-8).", "x+13"),
    ("Simplify 3*x-3*x+2.", "2"),
    ("Expand (x+2)*(x-3).", "x^2-x-6"),
    ("Expand (x+2)^2.", "x^2+4*x+4"),
    ("Factor x^2+5*x+6.", "(x+3)*(x+2)"),
    ("Factor x^2+4*x+4.", "(x+2)^2"),
]
WRONG = [
    ("f(x)=2*x+1, f(3)=?", "24"),
    ("What is the next number in the sequence 3, 7, 11, 15?", "18"),
    ("2*x+3*y=12, x-y=1, x=?", "2"),
    ("What is the larger root of x^2-5*x+6=0?", "2"),
    ("Simplify 3*x+5-2*x+8.", "x+12"),
    ("Expand (x-4)^2.", "x^2-16"),
    ("Factor x^2+5*x+6.", "(x+1)*(x+6)"),
]
# Answers left undone, and questions with more than one answer, or none that is a fraction.
UNPARSED = [
    ("Simplify 3*x+5-2*x+8.", "3*x-2*x+13"),
    ("Simplify 3*x+5-2*x+8.", "0*x+x+13"),
    ("Simplify 3*x-3*x.", "0*x"),
    ("Expand (x+2)*(x-3).", "(x+2)*(x-3)"),
    ("Factor x^2+5*x+6.", "x^2+5*x+6"),
    ("What is the next number in the sequence 2, 4, 8, 16?", "32"),
    ("What is the next number in the sequence 2, 4, 8?", "14"),
    ("What is the 10th term of the sequence 3, 7, 12, ...?", "39"),
    ("What is the larger root of x^2-2=0?", "1"),
    ("2*x+3*y=12, x*y=1, x=?", "3"),
    ("If x=3 and y=2, what is x+y+z?", "5"),
    ("Let f(x)=2x+1. What is f(y)?", "3"),
    ("What is 3 for x=4?", "3"),
]


@pytest.mark.parametrize(
    ("question", "answer", "verdict"),
    [
        (*pair, verdict)
        for verdict, pairs in {"RIGHT": RIGHT, "WRONG": WRONG, "UNPARSED": UNPARSED}.items()
        for pair in pairs
    ],
)
def test_algebra_is_judged_alike_by_all_ways_in(question: str, answer: str, verdict: str) -> None:
    whole = PLAIN.verdicts(pl.Series([f"{question} The answer is {answer}."])).tolist()
    said = {score(question, answer).verdict.name, score(question, f"The answer is {answer}.").verdict.name}
    assert said | {Verdict(code).name for code in whole} == {verdict}


@pytest.mark.parametrize(
    "question", ["2x+3y=12, 4x+6y=24, x=?", "2x+3y=12, 2x+3y=13, x=?", "What is the larger root of x^3-4x=0?"]
)
def test_what_has_no_one_answer_is_never_right(question: str) -> None:
    assert score(question, "2").verdict in {Verdict.DEGENERATE, Verdict.UNPARSED}


def test_what_states_one_fact_is_one_family() -> None:
    asked = {
        "square 1 5 6": ["Expand (x+2)*(x+3).", "Factor x^2+5*x+6.", "What is the larger root of x^2-5*x+6=0?"],
        "sequence 0 3 4": ["What is next in 3, 7, 11?", "What is the sum of the first 9 terms of 3, 7, 11, ...?"],
        "*+ 3 4 5 17": ["What is 3*x+5 when x=4?", "f(x)=3*x+5, f(4)=?", "3*x+5=17,x=?"],
        "collect 2 3 5 8": ["Simplify 3*x+5-2*x+8."],
        "system 1 1 1 2 3 12": ["2*x+3*y=12, x-y=1, x=?", "Solve 2*x+3*y=12 and x-y=1 for y."],
    }
    for family, questions in asked.items():
        assert families(pl.Series(questions))["family"].to_list() == [family] * len(questions)
    # Of a cube no such fact is told.
    assert families(pl.Series(["Expand (x+2)^3."]))["family"].to_list() == [None]


@pytest.mark.parametrize(
    "said", [r"\boxed{x^2 - x - 6}", "So the expanded form is: x^2 - x - 6.", "(x+2)(x-3) = x^2 - x - 6", "x^2-x-6"]
)
def test_expressions_as_people_write_them(said: str) -> None:
    assert score("Expand (x+2)(x-3).", said).verdict is Verdict.RIGHT
