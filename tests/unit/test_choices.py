"""Answers that are a word, yes or no, or a sign between two numbers: which are read as what, and which are not."""

from __future__ import annotations

import pytest

from pairwright import score
from pairwright.verify import Verdict

PARITY, PRIMALITY = "Is 374 even or odd?", "Is 61 prime or composite?"
PRIME, DIVISIBLE, SIGN = "Is 97 prime?", "Is 85 divisible by 4?", "Compare 3/4 and 2/3 with <, = or >."


@pytest.mark.parametrize(
    ("question", "completion", "verdict", "reason"),
    [
        (PRIME, "Yes", "RIGHT", "NONE"),
        (PRIME, "no.", "WRONG", "NONE"),
        (PRIME, "The answer is yes because 97*1 equals 97.", "RIGHT", "HOLDS"),
        (PRIME, "The answer is yes because 96*1 equals 97.", "RIGHT", "FAILS"),
        (PRIME, "Yes, 97 is not divisible by 2, 3, 5 or 7.", "RIGHT", "NONE"),
        (PRIME, "\\boxed{yes}", "RIGHT", "NONE"),
        (PRIME, "We try 2, 3, 5 and 7.\n#### yes", "RIGHT", "NONE"),
        (PRIME, "Let us see.\n\nFinal answer: **No**", "WRONG", "NONE"),
        (DIVISIBLE, "So the answer is no, as 85 - 4*21 = 1.", "RIGHT", "HOLDS"),
        (DIVISIBLE, "No, 85 is not divisible by 4.", "RIGHT", "NONE"),
        (DIVISIBLE, "True", "WRONG", "NONE"),
        (SIGN, ">", "RIGHT", "NONE"),
        (SIGN, "3/4 > 2/3", "RIGHT", "NONE"),
        (SIGN, "The answer is < because 3*3-4*2 equals 1.", "WRONG", "HOLDS"),
        (SIGN, "\\boxed{=}", "WRONG", "NONE"),
        (SIGN, "The answer is = because 3*3-4*2 equals 1.", "WRONG", "HOLDS"),
        # What claims two things, nothing, or something else is not read.
        (PRIME, "The answer is 97.", "UNPARSED", "NONE"),
        (PRIME, "Yes or no", "UNPARSED", "NONE"),
        (PRIME, "The answer is yes. The answer is no.", "UNPARSED", "NONE"),
        (PRIME, "Yes. No.", "UNPARSED", "NONE"),
        (PRIME, "The answer is not yes.", "UNPARSED", "NONE"),
        (PRIME, "Maybe yes", "UNPARSED", "NONE"),
        (PRIME, "Yesterday", "UNPARSED", "NONE"),
        (PRIME, "yes?", "UNPARSED", "NONE"),
        (SIGN, "2/3 > 3/4", "UNPARSED", "NONE"),
        (SIGN, "3/4 > 1/3", "UNPARSED", "NONE"),
        (SIGN, "3/4 >= 2/3", "UNPARSED", "NONE"),
        (SIGN, "1", "UNPARSED", "NONE"),
        ("57+4=?", "The answer is yes.", "UNPARSED", "NONE"),
        # A fraction is asked for, or no fraction.
        ("Simplify 6/8.", "0.75", "RIGHT", "NONE"),
        ("Write 6/8 in lowest terms.", "0.75", "UNPARSED", "NONE"),
        ("Write 6/8 in lowest terms.", "6/8", "UNPARSED", "NONE"),
    ],
)
def test_what_is_said_of_words(question: str, completion: str, verdict: str, reason: str) -> None:
    said = score(question, completion)
    assert (said.verdict.name, said.reason.name) == (verdict, reason), said


@pytest.mark.parametrize(
    ("question", "completion", "verdict"),
    [
        ("Factor 60 into primes.", "60 = 2*2*3*5, so the answer is 2*2*3*5.", "RIGHT"),
        ("Factor 60 into primes.", "\\boxed{2 \\times 2 \\times 3 \\times 5}", "RIGHT"),
        ("Factor 60 into primes.", "The answer is 3*5*2*2.", "RIGHT"),
        ("Factor 60 into primes.", "4*3*5", "WRONG"),
        ("Factor 60 into primes.", "60", "WRONG"),
        ("Factor 60 into primes.", "2*2*3*5*1", "WRONG"),
        ("List the prime factors of 60.", "2, 3 and 5", "RIGHT"),
        ("List the prime factors of 60.", "The answer is 2, 3.", "WRONG"),
        ("List all divisors of 9.", "#### 9, 1, 3", "RIGHT"),
        ("List all divisors of 9.", "1, 3, 3, 9", "WRONG"),
        ("Sort 5, -3, 2 in ascending order.", "[-3, 2, 5]", "RIGHT"),
        ("Sort 5, -3, 2 in ascending order.", "5, 2, -3", "WRONG"),
        ("Sort 0.5, 0.25, 1 in descending order.", "1, 0.5, 0.25", "RIGHT"),
        ("Sort 5, 5, 2 in ascending order.", "2, 5, 5", "RIGHT"),
        ("Sort 5, 5, 2 in ascending order.", "2, 5", "WRONG"),
        # Two lists, half of one, or words.
        ("Sort 5, -3, 2 in ascending order.", "The answer is -3, 2, 5. The answer is 5, 2, -3.", "UNPARSED"),
        ("Sort 5, -3, 2 in ascending order.", "-3, 2, five", "UNPARSED"),
        ("Sort 5, -3, 2 in ascending order.", "ascending", "UNPARSED"),
        ("Factor 60 into primes.", "2^2*3*5", "RIGHT"),
        ("Factor 60 into primes.", "2^3*3*5", "WRONG"),
        ("Factor 60 into primes.", "60 = 2²*15, and 15 = 3*5. So 60 = 2²*3*5.", "RIGHT"),
        ("List all divisors of 9.", "1, 3^1, 9", "UNPARSED"),
        ("57+4=?", "The answer is 57, 61.", "UNPARSED"),
    ],
)
def test_what_is_said_of_lists(question: str, completion: str, verdict: str) -> None:
    said = score(question, completion)
    assert said.verdict.name == verdict, said


def test_words_and_lists_where_they_must_stand() -> None:
    assert score(PRIME, "no, that is \\boxed{yes}", extract="boxed").verdict is Verdict.RIGHT
    assert score(PRIME, "yes", extract="boxed").verdict is Verdict.UNPARSED
    assert score("Factor 60 into primes.", "We try.\n#### 2*2*3*5", extract="hash").verdict is Verdict.RIGHT


def test_words_are_told_as_words() -> None:
    said = score(PRIME, "No")
    assert (said.verdict, said.expected, said.found) == (Verdict.WRONG, "yes", "no")
    said = score(SIGN, "<")
    assert (said.expected, said.found) == (">", "<")


@pytest.mark.parametrize(
    ("question", "completion", "verdict"),
    [
        (PARITY, "even", "RIGHT"),
        (PARITY, "374 is an even number.", "RIGHT"),
        (PARITY, "It's even because it ends in 4.", "RIGHT"),
        (PARITY, "Since the last digit, 4, is even, 374 is even.", "RIGHT"),
        (PARITY, "374 = 2*187, so it is an even number.", "RIGHT"),
        (PARITY, "The answer is odd.", "WRONG"),
        (PARITY, "374 is odd.", "WRONG"),
        # Another number, a condition, what is denied, and both.
        (PARITY, "375 is even.", "UNPARSED"),
        (PARITY, "If it is even, it is divisible by 2.", "UNPARSED"),
        (PARITY, "374 is not odd.", "UNPARSED"),
        (PARITY, "It is neither even nor odd.", "UNPARSED"),
        (PARITY, "4 is even, so 374 is odd.", "UNPARSED"),
        (PARITY, "Is 374 even?", "UNPARSED"),
        (PARITY, "Yes", "UNPARSED"),
        (PRIMALITY, "61 is prime.", "RIGHT"),
        (PRIMALITY, "It is composite.", "WRONG"),
        (PRIMALITY, "61 is not prime.", "UNPARSED"),
    ],
)
def test_which_of_two_properties_a_number_is_said_to_have(question: str, completion: str, verdict: str) -> None:
    assert score(question, completion).verdict.name == verdict
