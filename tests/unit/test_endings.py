"""The end of a text read alone, where all of it is not understood: a right answer counts, and none is called wrong."""

from __future__ import annotations

import pytest

from pairwright import Verdict, score

RIGHT = [
    ("95-35=?", "Picture 95 dollars in your wallet. Spend 35. You still have 60, so the answer is 60."),
    ("What is the average of 20, 23, 32?", "They add up to 75 and there are 3 of them, so the mean comes out as 25."),
    ("What is 60% of 200?", "10% of 200 is 20; scale that by 60/10 and you have 120. So 60% of 200 is 120."),
    ("Round 457 to the nearest ten.", "The ones digit is 7, so we round up to 460."),
    ("Compute 6^3.", "6 × 6 × 6 = 216"),
    ("What is the square root of 121?", "Squares are easy to list. The principal square root of 121 is 11."),
    ("Solve x^2 = 169.", "x² − 169 = (x − 13)(x + 13), which is zero exactly when x = 13 or x = −13."),
]
DOUBTFUL = [
    ("95-35=?", "Picture 95 dollars in your wallet. Perhaps 35 are spent. So the answer is 60."),
    ("95-35=?", "Grandpa spends 35 of 95 and says a number. The answer is 60."),
    ("95-35=?", "The answer is 61. With 95 dollars you still have 60, so it is 60."),
    ("What is the average of 20, 23, 32?", "They add up to 75 and there are 3 of them, so the median comes out as 25."),
    ("What is 17 times 36?", "17 and 36 are multiplied. The product squared is 612."),
    ("Find x if 7x+42=252.", "Subtract 42 from both sides and divide by 7, so y comes out as 30."),
    ("What is 50+11?", "50 + 11 = 62. Nearly there, so the sum comes out as 61."),
    ("Which is larger, 0.4 or 0.22?", "Written with two decimals they are 0.40 and 0.22, and so we compare 40 and 22."),
    ("What is 50+11?", "Options:\n[x] 60\n[ ] 61"),
]


@pytest.mark.parametrize(("question", "text"), RIGHT)
def test_a_right_answer_at_the_end_counts(question: str, text: str) -> None:
    assert score(question, text).verdict is Verdict.RIGHT


@pytest.mark.parametrize(("question", "text"), RIGHT)
def test_another_number_in_its_place_is_not_called_wrong_for_its_words(question: str, text: str) -> None:
    place = max(at for at, char in enumerate(text) if char.isdigit())
    other = f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"
    assert score(question, other).verdict is not Verdict.RIGHT


@pytest.mark.parametrize(("question", "text"), DOUBTFUL)
def test_what_casts_doubt_on_it_leaves_it_unread(question: str, text: str) -> None:
    assert score(question, text).verdict is not Verdict.RIGHT


@pytest.mark.parametrize(
    "text",
    [
        "57 + 4 fails to equal 61.", "57 + 4 is unequal to 61.", "57 + 4 stops short of 61.", "57 + 4 approaches 61.",
        "57 + 4 barely makes 61.", "57 + 4 pretends to equal 61.", "57 + 4 ought to be 61.",
    ],
)  # fmt: skip
def test_what_only_nearly_comes_to_a_number_does_not(text: str) -> None:
    assert score("57+4=?", text).verdict == Verdict.UNPARSED


@pytest.mark.parametrize(
    "text",
    [
        r"answer - 1 = \boxed{61}", "result × 2 = 61", r"-answer = \boxed{61}", r"|answer| = \boxed{61}",
        "answer! = 61", "answer(x) = 61", "answer + answer = 61",
    ],
)  # fmt: skip
def test_what_is_worked_out_with_the_answer_is_another_number(text: str) -> None:
    assert score("57+4=?", text).verdict == Verdict.UNPARSED
