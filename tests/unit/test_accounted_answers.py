"""The last number of a text in which all others are the question's, in many languages; and what only looks like it."""

from __future__ import annotations

import pytest

from pairwright import Verdict, score

SUMS = (
    "57 plus 4 is 61",
    "When you calculate 57 plus 4, you get 61.",
    "I added 57 and 4 and got 61.",
    "The sum of 57 and 4 is **61**.",
    "57 más 4 es igual a 61.",
    "57 plus 4 ergibt 61.",
    "57 plus 4 font 61",
    "57 più 4 fa 61.",
    "57 mais 4 é igual a 61",
    "57 plus 4 is gelijk aan 61.",
    "57 plus 4 är 61",
    "57 плюс 4 равно 61.",
    "57 artı 4 eder 61",
    "57加4等于61。",
    "57足す4は61です。",
    "57 더하기 4는 61입니다.",
    "My calculator says 61.",
)
EQUATIONS = ("The value of x that satisfies the equation is 40.", "So the missing number must be 40")


@pytest.mark.parametrize("text", SUMS)
def test_the_last_number_is_the_answer_where_all_others_are_the_questions(text: str) -> None:
    assert score("57+4=?", text).verdict == Verdict.RIGHT
    assert score("57+4=?", text.replace("61", "62")).verdict == Verdict.WRONG


@pytest.mark.parametrize("text", EQUATIONS)
def test_an_unknown_is_told(text: str) -> None:
    assert score("x+55=95,x=?", text).verdict == Verdict.RIGHT
    assert score("x+55=95,x=?", text.replace("40", "41")).verdict == Verdict.WRONG


@pytest.mark.parametrize(
    "text",
    [
        "The answer plus 4 is 61",
        "4 plus the answer is 61",
        "57 plus 4 is not 61",
        "57 plus 5 is 61",
        "57 plus 4 is 61 plus 1",
        "When you add 4 to it you get 61",
        "The sum of 57 and the answer is 61",
        "57 plus 4 is 61 or 62",
        "Is 57 plus 4 61?",
        "57 plus 4 is more than 61",
        "57 und 4 ist nicht 61",
        "You get 61 and then divide by 4",
        "61, now multiply 57 and 4",
        "57 is 61",
        "57 plus 4 is 61 in the book",
        "57加4不等于61。",
    ],
)
def test_other_words_make_it_another_number(text: str) -> None:
    assert score("57+4=?", text).verdict != Verdict.RIGHT


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("x+55=95,x=?", "x plus 55 is 95"),
        ("x+55=95,x=?", "The answer plus 55 is 95"),
        ("12*3-4=?", "12 times 3 is 36"),
    ],
)
def test_a_part_of_the_question_is_no_wrong_answer(question: str, text: str) -> None:
    assert score(question, text).verdict == Verdict.UNPARSED
