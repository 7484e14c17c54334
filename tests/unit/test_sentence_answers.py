"""Answers in a sentence that says the question once more, and equations whose one candidate divides by 0."""

from __future__ import annotations

import pytest

from pairwright import score

_LARGER = "Which is larger, 3/4 or 2/3?"


@pytest.mark.parametrize(
    ("question", "completion", "verdict"),
    [
        (_LARGER, "3/4 is larger", "RIGHT"),
        (_LARGER, "So 3/4 is larger than 2/3.", "RIGHT"),
        (_LARGER, "3/4 > 2/3", "RIGHT"),
        (_LARGER, "2/3 is larger", "WRONG"),
        (_LARGER, "3/4 is larger than 5/6.", "UNPARSED"),
        (_LARGER, "3/4 is smaller", "UNPARSED"),
        (_LARGER, "3/4 is not larger.", "UNPARSED"),
        (_LARGER, "It is false that 3/4 is larger.", "UNPARSED"),
        ("Which is smaller, 14 or 9?", "The smaller number is 9.", "RIGHT"),
        ("What is the largest of 3, 9 and 4?", "The largest is 9.", "RIGHT"),
        ("Is 97 a prime number?", "97 is a prime number", "RIGHT"),
        ("Is 97 a prime number?", "97 is not divisible by 2, 3, 5 or 7. So 97 is prime.", "RIGHT"),
        ("Is 97 a prime number?", "Neither 2, 3, 5 nor 7 divides 97. So 97 is prime.", "RIGHT"),
        ("Is 97 a prime number?", "No number from 2 to 9 divides 97. So 97 is prime.", "RIGHT"),
        ("Is 97 a prime number?", "No number from 2 to 9 divides 97, so 97 is prime.", "RIGHT"),
        ("Is 91 a prime number?", "No prime below 7 divides 91.", "UNPARSED"),
        ("Is 97 a prime number?", "No, 97 is not prime.", "WRONG"),
        # The long s, the dotless i, and the sign for kelvin are letters in another case to patterns.
        ("Whıch iſ ſmaller, 5/6 or 6/11?", "6/11 iſ smaller", "RIGHT"),
        ("How many legs do 3 \u017fpider\u017f have?", "24", "RIGHT"),
        ("Is 97 a prime number?", "97 isn't prime.", "WRONG"),
        ("Is 97 a prime number?", "91 is a prime number", "UNPARSED"),
        ("Is 97 a prime number?", "Is 97 a prime number?", "UNPARSED"),
        ("Is 97 a prime number?", "Maybe 97 is a prime number", "UNPARSED"),
        ("Is 91 prime?", "91 is prime.", "WRONG"),
        ("Is 14 even?", "14 is odd.", "WRONG"),
        ("Is 7 a factor of 84?", "Yes, 7 is a factor of 84", "RIGHT"),
        ("Is 7 a factor of 84?", "7 is a factor of 84", "RIGHT"),
        ("Is 7 a factor of 84?", "84 is a factor of 7", "UNPARSED"),
        ("Does 7 divide 84?", "7 divides 84.", "RIGHT"),
        ("Does 7 divide 84?", "7 does not divide 84.", "WRONG"),
        ("5!=?", "5! = 5*4*3*2*1 = 120", "RIGHT"),
        ("What is 5 factorial?", "5! = 5 × 4 × 3 × 2 × 1 = 120.", "RIGHT"),
        ("5!=?", "5! = 60", "WRONG"),
        ("5!=?", "6! = 120", "UNPARSED"),
        ("17 mod 5=?", "The remainder is 2.", "RIGHT"),
        ("17 mod 5=?", "The remainder is not 2.", "UNPARSED"),
        ("17 mod 5=?", "The quotient is 2.", "UNPARSED"),
        ("What is the remainder when 17 is divided by 5?", "17 divided by 5 is 3 with a remainder of 2.", "RIGHT"),
        ("What is the remainder when 17 is divided by 5?", "17 divided by 6 is 2 remainder 2.", "UNPARSED"),
        ("What is the remainder when 17 is divided by 5?", "The remainder is 3.", "WRONG"),
        ("What is the median of 3, 9, 4?", "The median is 4.", "RIGHT"),
        ("What is the median of 3, 9, 4?", "The mode is 4.", "UNPARSED"),
        ("9-4=?", "The difference is 5.", "RIGHT"),
        ("What is the gcd of 12 and 18?", "The greatest common divisor is 6.", "RIGHT"),
        ("What is the gcd of 12 and 18?", "The least common multiple is 6.", "UNPARSED"),
        ("sqrt(49)=?", "√49 = 7", "RIGHT"),
        ("sqrt(49)=?", "√36 = 7", "UNPARSED"),
        ("How many divisors does 12 have?", "12 has 6 divisors.", "RIGHT"),
    ],
)
def test_the_question_said_as_a_statement(question: str, completion: str, verdict: str) -> None:
    assert score(question, completion).verdict.name == verdict


@pytest.mark.parametrize("question", ["7/3=0/x,x=?", "0/5=0/x,x=?", "0/x=4,x=?", "0/5=x/x,x=?", "3/x=0/x,x=?"])
@pytest.mark.parametrize("completion", ["0", "x = 0", "no solution", "1"])
def test_an_equation_whose_only_candidate_divides_by_0_has_no_solution(question: str, completion: str) -> None:
    said = score(question, completion)
    assert said.expected is None
    assert said.verdict.name in ({"UNPARSED", "DEGENERATE"} if said.found is None else {"WRONG", "DEGENERATE"})


def test_a_divisor_with_the_unknown_leaves_other_solutions() -> None:
    assert score("12/x=4,x=?", "3").verdict.name == "RIGHT"
    assert score("(x-3)/x=0,x=?", "3").verdict.name == "RIGHT"
