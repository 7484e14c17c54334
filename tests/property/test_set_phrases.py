"""Questions in set phrases against plain Python that shares no code with the verifier: with ties."""

from __future__ import annotations

import operator
import re
from fractions import Fraction
from statistics import median

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pairwright import score, score_column

NUMBERS = st.lists(st.integers(-12, 12), min_size=3, max_size=6)
RANKS = ["second", "third", "fourth"]


def written(numbers: list[int]) -> str:
    return f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def told(question: str, claims: list[str]) -> list[str]:
    """The verdicts on several answers to one question."""
    return score_column(pl.DataFrame({"question": [question] * len(claims), "completion": claims}))["verdict"].to_list()


def told_numbers(question: str, claims: set[Fraction]) -> dict[Fraction, str]:
    ordered = sorted(claims)
    texts = [str(each) if each.denominator == 1 else str(float(each)) for each in ordered]
    return dict(zip(ordered, told(question, texts), strict=True))


def assert_only(right: Fraction, said: dict[Fraction, str]) -> None:
    assert said == {each: "RIGHT" if each == right else "WRONG" for each in said}


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.sampled_from(["largest", "smallest"]), st.integers(1, 2))
def test_numbers_by_their_place(numbers: list[int], size: str, place: int) -> None:
    ordered = sorted(numbers, reverse=size == "largest")
    said = told_numbers(f"What is the {RANKS[place - 1]} {size} of {written(numbers)}?", {*map(Fraction, numbers)})
    if len(set(numbers)) == len(numbers):
        assert_only(Fraction(ordered[place]), said)
    # Which of two equal numbers is the second, nobody can say.
    assert said[Fraction(ordered[place])] in {"RIGHT", "UNPARSED"}


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_medians(numbers: list[int]) -> None:
    right = Fraction(median(map(Fraction, numbers)))
    said = told_numbers(f"Find the median of the numbers {written(numbers)}.", {right, *map(Fraction, numbers)})
    assert_only(right, said)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.integers(-15, 15))
@example([8, 2, 8], 5)
def test_the_closest_number(numbers: list[int], to: int) -> None:
    said = told_numbers(f"Which of {written(numbers)} is closest to {to}?", {*map(Fraction, numbers)})
    nearest = {each for each in numbers if abs(each - to) == min(abs(other - to) for other in numbers)}
    if len(nearest) == 1:
        assert_only(Fraction(nearest.pop()), said)
    else:
        assert set(said.values()) == {"UNPARSED"}


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 20), st.integers(2, 9), st.sampled_from(["x^{m}*x^{n}", "x^{m}/x^{n}", "(x^{m})^{n}"]))
def test_powers_of_a_letter(m: int, n: int, asked: str) -> None:
    laws = {"x^{m}*x^{n}": m + n, "x^{m}/x^{n}": m - n, "(x^{m})^{n}": m * n}
    claims = sorted(each for each in {*laws.values(), m, n} if 1 < each <= 64)
    for question in ("Simplify {}.", "Write {} as a single power."):
        said = told(question.format(asked.format(m=m, n=n)), [f"x^{each}" for each in claims])
        if laws[asked] <= 64:
            assert said == ["RIGHT" if each == laws[asked] else "WRONG" for each in claims]
        assert "RIGHT" not in told(question.format(asked.format(m=m, n=n)), [f"{m}*x^{laws[asked]}"])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9))
def test_all_roots_of_a_square(a: int, u: int, v: int, one: int, other: int) -> None:
    question = f"What are the roots of {a}*x^2{-a * (u + v):+d}*x{a * u * v:+d}=0?"
    claims = ["{}, {}", "x = {1} or x = {0}", "The answer is {}, {} because 1+1 equals 2.", "The roots are {} and {}."]
    right, wrong = (told(question, [each.format(*pair) for each in claims]) for pair in ((u, v), (one, other)))
    if u != v:
        assert set(right) == {"RIGHT"}
        assert set(wrong) == (
            {"RIGHT"} if {u, v} == {one, other} else {"UNPARSED"} if one == other and one in {u, v} else {"WRONG"}
        )
    else:
        assert set(told(question, [f"x = {u}", f"The answer is {u}."])) == {"RIGHT"}
    none = [f"The answer is not {u}, {v}.", f"{u}, {v}, 99", f"If the roots were {u} and {v}"]
    assert "RIGHT" not in told(question, none)


ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
NOT_ZERO = st.integers(-9, 9).filter(bool)


@settings(max_examples=100, deadline=None)
@given(NOT_ZERO, st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9), st.sampled_from(list(ORDERS)), NOT_ZERO)
def test_inequalities_hold_just_where_the_right_answer_says(
    a: int, b: int, c: int, d: int, order: str, edge: int
) -> None:
    question = f"Solve {a}*x{b:+d}{order}{c}*x{d:+d} for x."
    claims = [(sign, each) for sign in ORDERS for each in {Fraction(edge), Fraction(d - b, a - c or 1)}]
    said = told(question, [f"x{sign}{each}" for sign, each in claims])
    if a == c:
        assert "RIGHT" not in said
        return
    points = [each + Fraction(by, 1000) for _, each in claims for by in (-1000, -1, 0, 1, 1000)]
    for (sign, each), verdict in zip(claims, said, strict=True):
        same = all(ORDERS[order](a * x + b, c * x + d) == ORDERS[sign](x, each) for x in points)
        assert verdict == ("RIGHT" if same else "WRONG"), (question, sign, each)


SAID = [
    ("The answer is x<5 because (20-5)/3 equals 5.", "RIGHT"),
    ("3x < 15\nx < 5", "RIGHT"),
    ("5 > x", "RIGHT"),
    ("so x is less than 5", "RIGHT"),
    ("\\boxed{x < 5}", "RIGHT"),
    ("x \\le 5", "WRONG"),
    ("x = 5", "UNPARSED"),
    ("x < 5 or x > 7", "UNPARSED"),
    ("x is not less than 5", "UNPARSED"),
    ("y < 5", "UNPARSED"),
    ("x < 10/2", "UNPARSED"),
]


def test_inequalities_are_read_however_they_are_said() -> None:
    assert told("Solve 3*x+5<20 for x.", [each for each, _ in SAID]) == [verdict for _, verdict in SAID]
    found = score("For which x is 5-2*x>=9?", "x > -2")
    assert (found.expected, found.found) == ("x<=-2", "x>-2")


CHANGE = [
    "A book costs ${cost}. You pay with ${paid}. How much change do you get?",
    "Anna buys a book for ${cost} and pays with a ${paid} bill. How much change does she get?",
    "Anna pays ${paid} for a book that costs ${cost}. How much change does Anna get back?",
    "A blue cap costs {cost} dollars. Tom pays with {paid} dollars. How much change does he get?",
]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 99), st.integers(1, 9999), st.sampled_from(CHANGE))
def test_change(paid: int, cents: int, wording: str) -> None:
    question = wording.format(paid=paid, cost=f"{cents // 100}.{cents % 100:02}")
    back = 100 * paid - cents
    if back > 0:
        claims = [f"${each // 100}.{each % 100:02}" for each in (back, back + 10, back + 100)]
        assert told(question, claims) == ["RIGHT", "WRONG", "WRONG"]


SIGNS = st.sampled_from("+-*/")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=3, max_size=4), st.data())
def test_any_calculation_that_makes_the_target_is_right(numbers: list[int], data: st.DataObject) -> None:
    def calculation(of: list[int]) -> str:
        if len(of) == 1:
            return str(of[0])
        cut = data.draw(st.integers(1, len(of) - 1))
        return f"({calculation(of[:cut])}{data.draw(SIGNS)}{calculation(of[cut:])})"

    made, other = (calculation(data.draw(st.permutations(numbers)))[1:-1] for _ in range(2))
    values = [_value(each) for each in (made, other)]
    target = values[0] if values[0] is not None and values[0].denominator == 1 and values[0] >= 0 else Fraction(7)
    question = f"Use {written(numbers)}, each once, to make {target}."
    expected = ["RIGHT" if each == target else "WRONG" for each in values]
    assert told(question, [f"The answer is {made}.", f"\\boxed{{{other}}}"]) == expected
    # One number left out, one too many, one in place of another.
    twice = made.replace(str(numbers[0]), str(numbers[1]), 1)
    more = [f"{made}+{numbers[0]}-{numbers[0]}", f"{made}*1", *([twice] if numbers[0] != numbers[1] else [])]
    assert "RIGHT" not in told(question, more)


def _value(calculation: str) -> Fraction | None:
    try:
        return Fraction(eval(re.sub(r"(\d+)", r"Fraction(\1)", calculation)))  # noqa: S307
    except ZeroDivisionError:
        return None
