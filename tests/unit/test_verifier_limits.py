"""Deep, long and large: the verifier is exact at any size, or says that it cannot read; it never fails."""

from __future__ import annotations

import warnings

import polars as pl
import pytest

from pairwright.verify import Verdict, Verifier, reward, score

PLAIN = Verifier("{question} The answer is {answer}.")


def verdict(text: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (code,) = PLAIN.verdicts(pl.Series([text])).tolist()
    return Verdict(code).name


def test_deep_and_long_texts_are_refused_without_harm() -> None:
    assert verdict("(" * 20 + "2" + ")" * 20 + "=? The answer is 2.") == "RIGHT"
    for depth in (51, 1000, 10_000):
        assert verdict("(" * depth + "2" + ")" * depth + "=? The answer is 2.") == "UNPARSED"
        assert verdict("(" * depth + " The answer is 2.") == "UNPARSED"
    million = 10**6
    assert verdict("a" * million) == "UNPARSED"
    assert verdict("1" * million) == "UNPARSED"
    assert verdict("1+" * (million // 2) + "1=? The answer is 2.") == "UNPARSED"
    assert verdict("2+3=? The answer is 5." + " " * million) == "UNPARSED"


@pytest.mark.parametrize("length", [100, 300, 600, 1200, 5000])
@pytest.mark.parametrize("piece", ["1+", "-", "x+", "x*", "x/x+", "1*", "-(", "1/"])
def test_long_expressions_get_a_verdict(piece: str, length: int) -> None:
    closed = ")" * length if piece == "-(" else ""
    for question in (f"{piece * length}1{closed}=?", f"{piece * length}x{closed}=1,x=?"):
        assert verdict(f"{question} The answer is 1.") in {"RIGHT", "WRONG", "UNPARSED", "DEGENERATE"}


@pytest.mark.parametrize("digits", [4300, 4301, 100_000])
def test_numbers_of_thousands_of_digits_are_not_taken_for_others(digits: int) -> None:
    number = "1" * digits
    for claim in ("2", "1", number):
        assert verdict(f"{number}+1=? The answer is {claim}.") in {"WRONG", "UNPARSED"}
        assert verdict(f"x+1={number},x=? The answer is {claim}.") in {"WRONG", "UNPARSED"}


def test_large_coefficients_are_exact_or_refused() -> None:
    for term, end in (("(1+1+1+1)", "=?"), ("(x+x+x+x)", "=0,x=?"), ("(x+1+x+1)", "=0,x=?"), ("9999", "=?")):
        for factors in (8, 16, 31, 32, 33, 48):
            # 4**32 is 2**64, which 64 bits take for 0.
            text = "*".join([term] * factors) + f"{end} The answer is {{}}."
            zero = term == "(x+x+x+x)"
            assert verdict(text.format(0)) in ({"RIGHT", "UNPARSED"} if zero else {"WRONG", "UNPARSED"})
            assert verdict(text.format(5)) in {"WRONG", "UNPARSED"}


LARGE = 10**30


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (f"{LARGE}+1=?", LARGE + 1),
        (f"x-{LARGE}={LARGE},x=?", 2 * LARGE),
        (f"{LARGE}*{LARGE}=?", LARGE**2),
        (f"{LARGE**2}/x={LARGE},x=?", LARGE),
        (f"{2**63 - 1}+1=?", 2**63),
        (f"{2**64}*x=0,x=?", 0),
        (f"{2**32}*{2**32}=?", 2**64),
        (f"{2**31}*{2**32}=?", 2**63),
        (f"{3037000500}*{3037000500}=?", 3037000500**2),
        (f"{3037000499}*{3037000499}=?", 3037000499**2),
        ("999999999999999999+1=?", 10**18),
        ("1000000000000000000-1=?", 10**18 - 1),
        ("9999999999*9999999999*9999999999=?", 9999999999**3),
        (f"x/{10**18}={10**18},x=?", 10**36),
        (f"{10**1990}-1=?", 10**1990 - 1),
        ("10^64*10^64=?", 10**128),
        ("3^40+1=?", 3**40 + 1),
        (f"{10**17}.5*2=?", 2 * 10**17 + 1),
    ],
)
def test_numbers_of_any_size_are_exact(question: str, answer: int) -> None:
    assert verdict(f"{question} The answer is {answer}.") == "RIGHT"
    # What 64 bits would take for the same number, and near misses.
    for other in (answer + 2**64, answer - 2**64, answer + 2**63, answer + 1, answer - 1):
        assert verdict(f"{question} The answer is {other}.") == "WRONG"


def test_more_digits_than_4000_are_not_worked_with() -> None:
    for digits in (1999, 2000):
        # All digits of the text that the numbers of a result can come from.
        written = len(f"{10**digits}1{10**digits - 1}")
        expected = "RIGHT" if written <= 4000 else "UNPARSED"
        assert verdict(f"{10**digits}-1=? The answer is {10**digits - 1}.") == expected
    assert verdict(f"{'0' * 40}5+3=? The answer is 8.") == "UNPARSED"
    assert verdict(f"{10**62}^63=? The answer is 1.") == "WRONG"
    assert verdict(f"{10**62}^64=? The answer is 1.") == "UNPARSED"


def test_a_model_may_say_any_character() -> None:
    """Two of them stand between texts in the verifier; they take nothing from the question."""
    for character in [*map(chr, range(32)), "\x7f", "\u2028", "\ufffe", "\ue000"]:
        said = [f"6{character}2", f"no{character}idea"]
        assert reward(["57+4=?"] * 2, said) == [0.0, 0.0]
        assert score("57+4=?", f"{character}61").expected == 61
