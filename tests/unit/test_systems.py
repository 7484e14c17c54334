"""Several unknowns: against values that were chosen first, and answers in the ways in which they are written."""

from __future__ import annotations

import random
from fractions import Fraction

import polars as pl
import pytest

from pairwright import score, score_column

_BOTH = "x+y=5, x-y=1, x=?, y=?"


def test_every_system_has_the_values_that_it_was_made_of() -> None:
    draw = random.Random(5)  # noqa: S311
    rows = []
    for _ in range(300):
        a, b, c, d, x, y = (draw.randint(-9, 9) or 3 for _ in range(6))
        if a * d == b * c:
            continue
        first, second = (f"{m}*x+({n})*y={m * x + n * y}" for m, n in ((a, b), (c, d)))
        rows.append((f"{first}, {second}, x=?", f"x = {x}", f"x = {x + 1}"))
        rows.append((f"If {first} and {second}, what is y?", f"y = {y}", f"y = {y - 1}"))
        rows.append((f"{first}, {second}, x=?, y=?", f"x = {x}, y = {y}", f"x = {y}, y = {y + 1}"))
    frame = pl.DataFrame(rows, schema=["question", "right", "wrong"], orient="row")
    for name, verdict in (("right", "RIGHT"), ("wrong", "WRONG")):
        scored = score_column(frame.select("question", completion=name))
        assert scored["verdict"].unique().to_list() == [verdict]


@pytest.mark.parametrize(
    ("completion", "verdict"),
    [
        ("x = 3, y = 2", "RIGHT"),
        ("y = 2 and x = 3", "RIGHT"),
        ("(x, y) = (3, 2)", "RIGHT"),
        ("(3, 2)", "RIGHT"),
        ("(2, 3)", "WRONG"),
        (r"\\boxed{x = 3, y = 2}", "RIGHT"),
        ("Adding both gives 2x = 6, so x = 3. Then y = 5 - 3 = 2. So x = 3 and y = 2.", "RIGHT"),
        ("x = 3", "UNPARSED"),
        ("3, 2", "RIGHT"),
        ("The answer is 3 and 2.", "RIGHT"),
        ("\\boxed{3, 2}", "RIGHT"),
        ("2, 3", "UNPARSED"),
        ("3, 2, 1", "UNPARSED"),
        ("x + y = 3, 2", "UNPARSED"),
        ("x = 3, y = 3", "WRONG"),
        ("not x = 3, y = 2", "UNPARSED"),
        ("x = 3, y = 2, z = 4", "UNPARSED"),
    ],
)
def test_both_are_answered_by_both(completion: str, verdict: str) -> None:
    assert score(_BOTH, completion.replace("\\\\", "\\")).verdict.name == verdict


def test_expected_values_of_both() -> None:
    assert score(_BOTH, "x = 1, y = 2").expected == (Fraction(3), Fraction(2))


@pytest.mark.parametrize("question", ["x+y=5, x+y=6, x=?", "x+y=5, 2*x+2*y=10, x=?"])
def test_no_solution_or_many_are_degenerate(question: str) -> None:
    assert score(question, "3").verdict.name == "DEGENERATE"


@pytest.mark.parametrize("question", ["x*y=6, x+y=5, x=?", "x+y=5, x=?", "x+y+z=5, x-y=1, x=?", "x^2=4, x+y=5, y=?"])
def test_what_is_not_linear_or_lacks_an_equation_is_unread(question: str) -> None:
    assert score(question, "3").verdict.name == "UNPARSED"


def test_three_unknowns_and_a_value_put_in() -> None:
    assert score("x+y+z=6, x-y=0, z=2, x=?", "2").verdict.name == "RIGHT"
    assert score("If x = 3, what is 2x + 1?", "The answer is 7.").verdict.name == "RIGHT"
    assert score("If x = 3, what is 2x + 1?", "The answer is 8.").verdict.name == "WRONG"


def test_reversed_digits_are_told() -> None:
    assert [score("57+4=?", said).note for said in ("16", "17", "61")] == ["reversed", None, None]
    assert score("4-61=?", "-75").note == "reversed"


@pytest.mark.parametrize(
    ("question", "completion", "verdict", "reason"),
    [
        ("17 mod 5=?", "The answer is 2 because 17 mod 5 equals 2.", "RIGHT", "HOLDS"),
        ("17 mod 5=?", "The answer is 2 because 17 mod 5 equals 3.", "RIGHT", "FAILS"),
        ("What is 25% of 80?", "25% of 80 is 20.", "RIGHT", "UNREAD"),
        ("Which is greater, 2^5 or 5^2?", "2^5", "RIGHT", "NONE"),
        ("Which is greater, 2^5 or 5^2?", "The answer is 2^5.", "RIGHT", "NONE"),
        ("Which is greater, 2^5 or 5^2?", "2^5 is greater.", "RIGHT", "NONE"),
        ("Which is greater, 2^5 or 5^2?", "2^5 is smaller.", "UNPARSED", "NONE"),
        ("Which is greater, 2^5 or 5^2?", "The answer is 5^2.", "UNPARSED", "NONE"),
        ("Which is smaller, 3*4 or 2*5?", "2*5", "RIGHT", "NONE"),
        ("What is .75 * 4?", "The answer is 3.", "RIGHT", "NONE"),
        # Of whole parts that are 0 there is a multiple, too.
        ("What is the least common multiple of 1/2 and 1/3?", "The answer is 987654321.", "UNPARSED", "NONE"),
        ("What is 3/4 + 1/8? Give a decimal.", "The answer is 7/8.", "UNPARSED", "NONE"),
        ("gcd(12,18)=?", "The gcd of 12 and 18 is 6.", "RIGHT", "NONE"),
        ("Round 347 to the nearest ten.", "347 rounded to the nearest ten is 350.", "RIGHT", "NONE"),
        ("Round 347 to the nearest ten.", "347 rounded to the nearest ten is 340.", "WRONG", "NONE"),
        ("x^2-5*x+6=0,x=?", "x_1 = 2, x_2 = 3", "RIGHT", "NONE"),
        ("7 ? 9", "7 < 9", "RIGHT", "NONE"),
        ("7 _ 9 (<, > or =)", ">", "WRONG", "NONE"),
    ],
)
def test_operations_are_said_in_words(question: str, completion: str, verdict: str, reason: str) -> None:
    said = score(question, completion)
    assert (said.verdict.name, said.reason.name) == (verdict, reason)
