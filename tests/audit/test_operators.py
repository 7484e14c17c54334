"""The operator that an audit's table names for a question, told from its text alone."""

from __future__ import annotations

import polars as pl
import pytest

from pairwright.auditing.operators import operators_of
from pairwright.problems import registered
from pairwright.verify import families, score_column


def operators(questions: list[str]) -> list[str | None]:
    asked = pl.Series(questions)
    forms = asked.str.replace_all("[0-9]+", "0")
    expected = score_column(pl.DataFrame({"question": asked, "completion": [""] * len(asked)}))["expected"]
    which = pl.Series(range(len(asked)))
    return operators_of(forms, which, families(asked)["family"], expected).to_list()


@pytest.mark.parametrize(
    ("question", "operator"),
    [
        ("What is 98% of 150?", "%"),
        ("171 is 76% of what number?", "%"),
        ("Calculate 25 percent of 268.", "%"),
        ("Leo has 290 pencils. Leo gives 70% of the pencils to Kim. How many pencils does Kim get?", "%"),
        ("A coat costs 480 dollars. The price goes down by 60%. What is the new price in dollars?", "%"),
        ("17%5=?", "mod"),
        ("17 % 5 = ?", "mod"),
        ("(17+4) % 5 = ?", "mod"),
        ("17 mod 5=?", "mod"),
        ("What is the remainder when 17 is divided by 5?", "mod"),
        ("Tom has 47 pencils. He packs them into boxes of 6. How many pencils are left over?", "mod"),
        ("Which of 106, 71 and -36 is closest to -41?", None),
        ("What is the second largest of 45, -56, 73 and 99?", None),
        ("What is the next number in the sequence -8, -16, -24, -32?", None),
        ("What is the absolute value of -234?", None),
        ("Which is larger, 3/10 or 11/9?", None),
        ("What is 9 6/11 minus 2 1/2?", "-"),
        ("What is 8 1/7 plus 2 6/7?", "+"),
        ("A cap costs $6.13 and a pen costs $1.07. How much do they cost together?", "+"),
        ("A game costs $3.70. You pay with $40. How much change do you get?", "-"),
        ("4 pens cost $9.24. How much does one pen cost?", "/"),
        ("A pen costs $2.12. How much do 6 pens cost?", "*"),
        ("x-9=42,x=?", "+"),
        ("2*x-3=5,x=?", "*-"),
        ("What is 57 less 4?", "-"),
    ],
)
def test_the_operator_is_that_which_finds_the_answer(question: str, operator: str | None) -> None:
    assert operators([question]) == [operator]


def test_no_question_of_percentages_is_one_of_remainders() -> None:
    for name in ("percent", "story_percent", "convert_number"):
        views = registered()[name].views
        slots = {"name": "Tom", "thing": "books"} | dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "20")
        asked = [view.question.format_map(_Any(slots)) for view in views]
        assert "mod" not in operators(asked)


class _Any(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "20"
