"""Questions in set phrases against plain Python that shares no code with the verifier: with ties."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright import score_column

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
