"""Questions that say to how many digits they ask: what is right, what is not, and what cannot be told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.verify import families, score, score_column

_SEVENTHS = "What is 17/7? Round your answer to three decimal places."
_CUBIC = "List all real solutions of x^3 - 4*x + 1 = 0 rounded to 2 decimal places."


@pytest.mark.parametrize(
    ("question", "completion", "verdict"),
    [
        (_SEVENTHS, "2.429", "RIGHT"),
        (_SEVENTHS, "17/7 ≈ 2.429", "RIGHT"),
        (_SEVENTHS, "The answer is approximately 2.429 (rounded to three decimal places).", "RIGHT"),
        (_SEVENTHS, "2.428", "WRONG"),
        (_SEVENTHS, "2.43", "WRONG"),
        # All digits are right, but it was not rounded.
        (_SEVENTHS, "2.4286", "UNPARSED"),
        (_SEVENTHS, "17/7", "UNPARSED"),
        (_SEVENTHS, "2.4287", "WRONG"),
        (_SEVENTHS, "about 2.4", "WRONG"),
        ("Calculate 17/7 correct to 3 s.f.", "2.43", "RIGHT"),
        ("Calculate 17/7 correct to 3 s.f.", "2.4286", "RIGHT"),
        ("Calculate 17/7 correct to 3 s.f.", "2.4285714285714284", "RIGHT"),
        ("Calculate 17/7 correct to 3 s.f.", "2.4287", "WRONG"),
        # Cut off, not rounded.
        ("Calculate 17/7 correct to 3 s.f.", "2.4285", "UNPARSED"),
        # 2.345 is 2.3446 to three decimals, but no 2.34 when it is rounded again.
        ("Work out 1.1723*2. Give your answer correct to 2 decimal places.", "2.34", "RIGHT"),
        ("Work out 1.1723*2. Give your answer correct to 2 decimal places.", "2.345", "UNPARSED"),
        ("What is 100 divided by 7? Round to the nearest hundredth.", "14.29", "RIGHT"),
        ("To the nearest whole number, what is 100/7?", "14", "RIGHT"),
        ("Divide 100 by 7 and round to 2 decimal places.", "14.29", "RIGHT"),
        ("Divide 100 by 7. Round the quotient to the nearest whole number.", "14", "RIGHT"),
        ("What is 1000/7 to the nearest ten?", "140", "RIGHT"),
        ("What is 1000/7 to the nearest ten?", "143", "UNPARSED"),
        ("What is 2/3 to at least 3 decimal places?", "0.667", "UNPARSED"),
        ("What is 2/3 rounded down to 3 decimal places?", "0.667", "UNPARSED"),
        ("What is 12.50 divided by 7 to the nearest cent?", "1.79", "UNPARSED"),
        ("What is 0.125*1? Round to two decimal places.", "0.13", "RIGHT"),
        ("What is 0.125*1? Round to two decimal places.", "0.12", "WRONG"),
        ("What is -0.125*1? Round to two decimal places.", "-0.13", "UNPARSED"),
        ("What is -0.125*1? Round to two decimal places.", "-0.12", "UNPARSED"),
        ("What is -0.125*1? Round to two decimal places.", "-0.14", "WRONG"),
        ("What is 6 divided by 0? Round to 2 decimals.", "0", "DEGENERATE"),
        ("What percent of 7 is 3? Round to one decimal place.", "42.9%", "RIGHT"),
        ("What is 17% of 23.5, rounded to one decimal place?", "4.0", "RIGHT"),
        ("Find the mean of 3, 4, 4 and 8 to 1 d.p.", "4.8", "RIGHT"),
        ("Solve 7x = 22 for x. Round your answer to 2 decimal places.", "x = 3.14", "RIGHT"),
        ("Find the square root of 50, rounded to 2 decimal places.", "7.07", "RIGHT"),
        ("What is the cube root of 10 to 3 decimal places?", "2.154", "RIGHT"),
        ("Evaluate sqrt(2)+sqrt(3) correct to 4 decimal places.", "3.1463", "RIGHT"),
        ("Evaluate sqrt(2)+sqrt(3) correct to 4 decimal places.", "3.1462", "WRONG"),
        # As near to a half as two roots can be that are one number.
        ("Evaluate sqrt(2)*sqrt(2)+0.5 correct to 1 significant figure.", "3", "UNPARSED"),
        ("Round 12345 to 2 significant figures.", "1.2e4", "RIGHT"),
        ("Round 12345 to 2 significant figures.", "12300", "WRONG"),
        ("Round 0.004567 to 2 significant figures.", "4.6 * 10^-3", "RIGHT"),
        ("What is 12345 in scientific notation?", "12345", "UNPARSED"),
        ("Solve x^2 - 3x - 5 = 0, rounded to 2 decimals.", "x ≈ 4.19 or x ≈ -1.19", "RIGHT"),
        ("Solve x^2 - 3x - 5 = 0, rounded to 2 decimals.", "x = 4.19", "UNPARSED"),
        ("Solve x^2 - 3x - 5 = 0, rounded to 2 decimals.", "x = 4.20 or x = -1.19", "WRONG"),
        (_CUBIC, "-2.11, 0.25, 1.86", "RIGHT"),
        (_CUBIC, "-2.11, 0.25, 1.87", "WRONG"),
        (_CUBIC, "-2.11, 0.25", "UNPARSED"),
        ("Solve for real x: 9*x^2 - 6*x + 1 = 0. Round to 2 decimal places.", "0.33", "UNPARSED"),
        ("Solve for real x: 3*x^3 - x^2 = 0. Round to 2 decimal places.", "0, 0.33", "RIGHT"),
        ("Find the real values of x in the equation: x^3 + x = 10", "2", "RIGHT"),
        ("Find the real values of x in the equation: x^3 + x = 10", "3", "WRONG"),
        ("What is 2^-3?", "1/8", "RIGHT"),
        ("Compute (-2)^(-3).", "-0.125", "RIGHT"),
        ("What is 0^-1?", "0", "DEGENERATE"),
        # The root is rounded, not the 9 that is said last.
        ("Solve 3x + 1 = 9 to 2 decimal places.", "2.67", "RIGHT"),
        ("Find the roots of x^2 - 5x + 3 = 0 to 2 decimal places.", "4.30 and 0.70", "RIGHT"),
        ("What is √7 to 2 decimal places?", "2.65", "RIGHT"),
        ("What is √7 to 2 decimal places?", "2.64", "WRONG"),
        ("Approximate sqrt(10) to two decimal places.", "3.16", "RIGHT"),
        ("Calculate 5/6. Give your answer to 3sf.", "0.833", "RIGHT"),
        ("What is 5/6 (2 d.p.)?", "0.83", "RIGHT"),
        # Nothing rounds an exact question.
        ("What is 17/7?", "2.429", "WRONG"),
        ("What is 17/7?", "17/7 ≈ 2.429", "UNPARSED"),
    ],
)
def test_an_answer_is_judged_as_exactly_as_it_is_asked_for(question: str, completion: str, verdict: str) -> None:
    assert score(question, completion).verdict.name == verdict


def test_an_answer_with_fewer_digits_is_said_to_be_rounded_and_no_rounding_is_a_false_reason() -> None:
    assert score(_SEVENTHS, "2.43").note == "rounded"
    assert score(_SEVENTHS, "2.43").expected == Fraction(2429, 1000)
    assert score(_SEVENTHS, "17/7 = 2.429").reason.name == "UNREAD"


def test_the_fact_is_that_of_the_exact_value() -> None:
    asked = ["What is 17/7 correct to 3 s.f.?", "What is 17/7? Round to two decimal places.", "17/7=?"]
    found = families(pl.Series(asked))
    assert found["family"].to_list() == ["* 7 17 17/7"] * 3
    assert found["canonical"].n_unique() == 3


@pytest.mark.parametrize(
    ("question", "completion", "verdict"),
    [
        ("Pick the largest number: 1.5e3, 1,499.9 and 1500.1", "1500.1", "RIGHT"),
        ("Pick the largest number: 1.5e3, 1,499.9 and 1500.1", "1.5e3", "WRONG"),
        ("Select the smallest of the following numbers: 0.5 1e-3 2", "0.001", "RIGHT"),
        # What a program prints of one number in two ways.
        ("Pick the smallest number of: 91585695.82 9.158569304099999e+07", "91585693.041", "RIGHT"),
        ("Pick the smallest number of: 91585695.82 9.158569304099999e+07", "91585693.04", "WRONG"),
        # Two numbers that are one to a program.
        ("Pick the largest number: 1.0000000000000001, 1.0000000000000000", "1", "UNPARSED"),
        ("Pick the largest of 1 234 and 5", "1234", "UNPARSED"),
    ],
)
def test_one_is_picked_of_numbers_in_several_notations(question: str, completion: str, verdict: str) -> None:
    assert score(question, completion).verdict.name == verdict


@settings(deadline=None, max_examples=60)
@given(
    above=st.integers(-(10**9), 10**9),
    below=st.integers(1, 10**6),
    places=st.integers(0, 9),
    figures=st.integers(1, 12),
)
def test_the_right_rounding_is_right_and_its_neighbours_are_not(
    above: int, below: int, places: int, figures: int
) -> None:
    with localcontext(prec=80, rounding=ROUND_HALF_UP) as context:
        value = Decimal(above) / Decimal(below)
        decimals = value.quantize(Decimal(1).scaleb(-places))
        context.prec = figures
        digits = +value
    exact = Fraction(above, below)
    asked = [
        (
            f"What is {above} / {below}? Round your answer to {places} decimal places.",
            decimals,
            Decimal(1).scaleb(-places),
        ),
        (
            f"Calculate {above} / {below} correct to {figures} s.f.",
            digits,
            Decimal(1).scaleb(digits.adjusted() - figures + 1),
        ),
    ]
    for question, rounded, unit in asked:
        said = [f"{each:f}" for each in (rounded, rounded + unit, rounded - unit)]
        verdicts = score_column(pl.DataFrame({"question": [question] * 3, "completion": said}))["verdict"].to_list()
        half = abs(exact - Fraction(rounded)) * 2 == Fraction(unit)
        if half and above < 0:
            assert "RIGHT" not in verdicts
        elif digits or "decimal" in question:
            assert verdicts == ["RIGHT", "WRONG", "WRONG"], (question, said)
