"""Solutions in steps: the last result is the answer where it is right, and nothing is claimed where it is not."""

from __future__ import annotations

import polars as pl
import pytest

from pairwright import Reason, score, score_column

PERCENT = "What is 15% of 320?"
GCD = "What is the greatest common divisor of 252 and 105?"
PRODUCT = "47*36=?"
EQUATION = "Solve for x: 5x + 12 = 47"
SYSTEM = "Solve for x and y: x + y = 10, x - y = 4"
ROOTS = "x^2 - 6x + 5 = 0, x=?"
FACTORS = "What is the prime factorization of 90?"


@pytest.mark.parametrize(
    ("question", "completion", "verdict"),
    [
        (PERCENT, "0.15 × 320 = 48", "RIGHT"),
        (PERCENT, "10% of 320 = 32\n5% of 320 = 16\n32 + 16 = 48", "RIGHT"),
        (PERCENT, "10% of 320 = 32\n5% of 320 = 16\n32 + 16 = 48\n320 - 48 = 272", "UNPARSED"),
        (PERCENT, "x/320 = 15/100\n100x = 4800\nx = 48", "RIGHT"),
        # The letter stands for nothing.
        (PERCENT, "40 + 8 = q = 48, q = 48", "UNPARSED"),
        (GCD, "252 = 2·105 + 42\n105 = 2·42 + 21\n42 = 2·21 + 0\nThe last non-zero remainder is 21.", "RIGHT"),
        (GCD, "252 = 2·105 + 42\n105 = 2·42 + 21\n42 = 2·21 + 0\nThe product is 21.", "UNPARSED"),
        # Not of these numbers.
        (GCD, "84 = 2·42 + 0\n42 = 2·21 + 0\nThe last non-zero remainder is 21.", "UNPARSED"),
        (PRODUCT, "(40 + 7)(30 + 6) = 1200 + 240 + 210 + 42 = 1692", "RIGHT"),
        (PRODUCT, "(90 + 4)(15 + 3) = 1350 + 270 + 60 + 12 = 1692", "UNPARSED"),
        (PRODUCT, "94 × 18 = 90 × 18 + 4 × 18 = 1620 + 72 = 1692", "UNPARSED"),
        (PRODUCT, "   47\n × 36\n ----\n  282\n 1410\n ----\n 1692", "RIGHT"),
        ("2*3+4-4=?", "2*3 = 6, 6 = 6", "UNPARSED"),
        (EQUATION, "5x = 47 - 12 = 35\nx = 35 ÷ 5 = 7\n\nCheck: 5(7) + 12 = 35 + 1", "RIGHT"),
        (EQUATION, "5x = 47 - 12 = 35\nx = 35 ÷ 5 = 7\n\nCheck: 5(7) + 12 ≠ 47", "UNPARSED"),
        (EQUATION, "How many 5s make 35? 7. So x = 7.", "UNPARSED"),
        ("342 = 9*x, x=?", "How many 9s make 342? 38. So x = 38.", "RIGHT"),
        (SYSTEM, "2x = 14\nx = 7\nSubstitute back: 7 + y = 10\ny = 3", "RIGHT"),
        (SYSTEM, "2x = 14\nx = 7\n7 + y = 10\ny = 3\nSolution: x = 3, y = 7", "WRONG"),
        (SYSTEM, "2x = 14, so x = 7 and y = 3. The solution is (7, 3).", "RIGHT"),
        (ROOTS, "(x − 3)² = 4\nx − 3 = ±2\nx = 1 or x = 5", "RIGHT"),
        (ROOTS, "x = (6 + 4)/2 = 5 or x = (6 − 4)/2 = 1.", "RIGHT"),
        (ROOTS, "x₁ = 5, x₂ = 1\nSince x must be larger than 1, x = 5.", "UNPARSED"),
        (FACTORS, "90 ÷ 2 = 45, 45 ÷ 3 = 15, 15 ÷ 3 = 5. Therefore 90 = 2 × 3² × 5.", "RIGHT"),
        (FACTORS, "The answer is 2^1*3^2*5.", "RIGHT"),
        (FACTORS, "The answer is 2*9*5.", "WRONG"),
        (FACTORS, "The answer is 2^2*3^2*5.", "WRONG"),
        ("145 divided by 12 with remainder=?", "Quotient = 12\nRemainder = 145 − 144 = 1", "RIGHT"),
        ("145 divided by 12 with remainder=?", "Quotient = 1\nRemainder = 145 − 133 = 12", "UNPARSED"),
        (
            "936/26=?",
            "      36\n   ------\n26 ) 936\n     78\n     --\n     156\n     156\n     ---\n       0",
            "RIGHT",
        ),
        (
            "936/26=?",
            "      36\n   ------\n24 ) 936\n     78\n     --\n     156\n     156\n     ---\n       0",
            "UNPARSED",
        ),
        ("Is 221 prime?", "221 ÷ 13 = 17. So 221 = 13 × 17 and it is not prime.", "RIGHT"),
        ("Is 221 prime?", "221 ÷ 13 = 17. So 223 = 13 × 17 and 223 is not prime.", "UNPARSED"),
        ("What day of the week is 58 days after Sunday?", "58 = 8 × 7 + 2, so two days later: Tuesday.", "RIGHT"),
        (
            "What is the next number in the sequence 7, 11, 15, 19?",
            "11 − 7 = 4, 15 − 11 = 4\nAdd 4 each time: 19 + 4 = 23",
            "RIGHT",
        ),
        ("What is the median of 14, 3, 9, 27 and 20?", "3, 9, 14, 20, 27 → median = 14", "RIGHT"),
        ("Expand (x+5)*(x+1).", "Outer: x · 1 = x\nLast: 5 · 1 = 5\n\nx² + 6x + 5", "RIGHT"),
        ("Expand (x+5)*(x+1).", "x² + 6x + 5\n\nNo, that is wrong.", "UNPARSED"),
    ],
)
def test_the_last_result_counts_where_it_is_right(question: str, completion: str, verdict: str) -> None:
    assert score(question, completion).verdict.name == verdict


def test_many_solutions_of_a_shape_are_judged_one_by_one() -> None:
    pairs = [(a, b) for a in range(41, 49) for b in range(31, 39)]
    texts = [f"(40 + {a - 40})(30 + {b - 30 + (a == b + 10)}) = {a * b}" for a, b in pairs]
    frame = pl.DataFrame({"question": [f"{a}*{b}=?" for a, b in pairs], "completion": texts})
    verdicts = score_column(frame)["verdict"].to_list()
    expected = ["UNPARSED" if a == b + 10 else "RIGHT" for a, b in pairs]
    assert verdicts == expected


def test_a_division_with_a_remainder_is_no_false_reason() -> None:
    said = score("What is the remainder when 17 is divided by 5?", "17 ÷ 5 = 3, remainder 2. The answer is 2.")
    assert (said.verdict.name, said.reason) == ("RIGHT", Reason.UNREAD)


def test_a_time_begins_no_equation() -> None:
    text = "5:42 = 5·60 + 42 = 342\n11:55 = 11·60 + 55 = 715\n715 − 342 = 373 minutes"
    assert score("How many minutes are there between 5:42 and 11:55?", text).verdict.name == "RIGHT"
