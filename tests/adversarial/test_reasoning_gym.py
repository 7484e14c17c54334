"""Questions as reasoning-gym asks them, kept as they came (README.md says whence), are read and judged as it does.

docs/coverage.md tells what of its generators is read (`python -m benchmarks.coverage` makes them anew).
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from benchmarks.coverage import GENERATORS, MODULES, PAGE

from pairwright.problems import registered
from pairwright.verify import score_column

KEPT = pl.read_ndjson(Path(__file__).with_name("reasoning_gym.jsonl"))


def test_kept_questions_are_read_and_their_answers_right() -> None:
    said = KEPT.with_columns(completion=pl.format("The answer is {}.", "answer"))
    assert KEPT["task"].n_unique() == 20
    assert set(score_column(said)["verdict"]) == {"RIGHT"}


def test_other_answers_to_them_are_wrong() -> None:
    """The first number is another one: the first factor, the top of a fraction, the first coefficient."""
    other = KEPT["answer"].map_elements(
        lambda answer: re.sub(
            r"\d+(?!\d*x)", lambda number: str(int(number[0]) + 2).zfill(len(number[0])), answer, count=1
        ),
        return_dtype=pl.String,
    )
    said = KEPT.with_columns(completion=pl.format("The answer is {}.", other))
    assert set(score_column(said)["verdict"]) == {"WRONG"}


@pytest.mark.parametrize(
    ("question", "answer", "verdict"),
    [
        ("How many 1 bits are there in the binary representation of the number 7?", "3", "RIGHT"),
        ("Is 1986 a leap year? Answer with Yes or No.", "No", "RIGHT"),
        ("Tell me whether 1900 is a leap year.", "Yes", "WRONG"),
        ("Is 1500 a leap year?", "Yes", "UNPARSED"),
        ("On which weekday did July 26, 2022 fall? Give the weekday name in full.", "Tuesday", "RIGHT"),
        ("What day of the week was December 20, 2022?", "It was a Tuesday.", "RIGHT"),
        ("What day of the week was December 20, 2022?", "It was a Monday or Tuesday.", "UNPARSED"),
        ("Name the day of the week for 07/26/2022.", "Tuesday", "RIGHT"),
        # The twelfth of August to some, the eighth of December to others.
        ("Name the day of the week for 08/12/2022.", "Friday", "UNPARSED"),
        ("What day of the week was February 30, 2022?", "Wednesday", "UNPARSED"),
        # A day that is on another weekday than is said.
        ("If today is Friday, July 26, 2022, what day of the week will it be in 3 days?", "Monday", "UNPARSED"),
        ("If today is Tuesday, July 26, 2022, what day of the week was it 3 days ago?", "Saturday", "RIGHT"),
        ("Given that January 1 fell on a Friday, which weekday occurs on January 6?", "Wednesday", "RIGHT"),
        ("Given that January 2 fell on a Friday, which weekday occurs on January 6?", "Tuesday", "UNPARSED"),
        # In a leap year it is another one.
        ("Given that January 1 fell on a Friday, which weekday occurs on March 28?", "Sunday", "UNPARSED"),
        (
            "How many Fridays are there from August 21, 2022 to August 3, 2022 (inclusive of both dates)?",
            "0",
            "UNPARSED",
        ),
        ("What date is 40 days after 2022-03-05?", "April 14, 2022", "RIGHT"),
        ("What date is 40 days after 2022-03-05?", "The answer is 2022-04-15.", "WRONG"),
        # No days of the calendar, though they would come to it.
        ("What date is 40 days after 2022-03-05?", "The answer is 2022-03-45.", "UNPARSED"),
        ("What date is 30 days after 2022-12-05?", "The answer is 2022-13-04.", "UNPARSED"),
        ("What date is 40 days after 2022-03-05?", "The answer is Friday, April 14, 2022.", "UNPARSED"),
        ("What date is 40 days after 2022-03-05?", "The answer is Thursday, April 14, 2022.", "RIGHT"),
        ("How many days is it from 2024-02-28 to 2024-03-01?", "2 days", "RIGHT"),
        # Some count neither of the two.
        ("How many days are there between 2024-02-28 and 2024-03-01?", "2", "UNPARSED"),
        ("How long is it from 9:40 to 11:25? Answer in HH:MM.", "01:45", "RIGHT"),
        ("How long is it from 9:40 to 11:25? Answer in HH:MM.", "1:85", "UNPARSED"),
        ("How long is it from 9:40 to 11:25? Answer in HH:MM.", "0:105", "UNPARSED"),
        # On the next day, or not at all.
        ("How long is it from 19:40 to 11:25? Answer in HH:MM.", "15:45", "UNPARSED"),
        ("What is the duration between 24:10 and 25:10? Answer in HH:MM.", "1:00", "UNPARSED"),
        ("How many minutes are there between 9:05 and 11:25?", "140", "RIGHT"),
        # Other bits than ones are another question.
        ("How many 0 bits are there in the binary representation of the number 8?", "3", "UNPARSED"),
        ("Your task is to add. What is 3+4?", "7", "RIGHT"),
        ("Your task is to add 5 numbers. What is 3+4?", "7", "UNPARSED"),
        (
            "Simplify the fraction $\\frac{6}{8}$ to its lowest terms. Give only the fraction.",
            "$\\frac{3}{4}$",
            "RIGHT",
        ),
        ("Solve for r: 8*r = 16", "2", "RIGHT"),
        ("17/5 = ? r ?", "3 R 2", "RIGHT"),
        ("How many legs do 3 dogs and 4 unicorns have?", "28", "UNPARSED"),
        ("How many legs do 3 dogs, 2 geese and 4 mice have altogether?", "32", "RIGHT"),
        ("Find the third derivative of 2*x^3-x.", "12", "RIGHT"),
        ("Find the second derivative of 2*w**3 + 5*w**2 - 3 with respect to w.", "12*w + 10", "RIGHT"),
        ("Differentiate 3*y^2+2 with respect to x.", "6*y", "UNPARSED"),
        ("In base 2, what is 101-11?", "10", "RIGHT"),
        ("In base 2, what is 102-11?", "10", "UNPARSED"),
        ("What is 12+21 in base 3, where both numbers are in base 4?", "110", "UNPARSED"),
        ("Expand (x+1)**2.", "x**2 + 2*x + 1", "RIGHT"),
        ("What is 2**3?", "The answer is **8**", "RIGHT"),
    ],
)
def test_questions_of_these_kinds(question: str, answer: str, verdict: str) -> None:
    said = pl.DataFrame({"question": [question], "completion": [answer]})
    assert score_column(said)["verdict"].item() in {verdict, {"UNPARSED": "DEGENERATE"}.get(verdict, verdict)}


def test_the_page_of_what_is_covered_names_kinds_that_are_there() -> None:
    held = [kinds for kinds in MODULES.values() if isinstance(kinds, tuple)]
    generators = [kinds for kinds, _ in GENERATORS.values() if kinds]
    assert (len(MODULES), len(GENERATORS)) == (56, 24)
    assert {kind for kinds in (*held, *generators) for kind in kinds} <= registered().built_in
    text = PAGE.read_text(encoding="utf-8")
    assert f"hold {len(held)} of mathematics_dataset's 56 modules" in text
    assert f"and {len(generators)} of reasoning-gym's 24 generators" in text
    assert all(f"| `{name}` |" in text for name in (*MODULES, *GENERATORS))
