"""Which questions are of one family: by the exact values of their numbers, whatever asks them."""

from __future__ import annotations

import tracemalloc

import polars as pl
import pytest

from pairwright.verify import families

FAMILIES = {
    "+ 4 57 61": ["57+4=?", "4+57=?", "x-57=4,x=?", "61-4=?", "4-61=?", "x=61-57,x=?"],
    "+++ 2 3 5 7 13": ["3+5-2+7=?", "x+5-2+7=13,x=?"],
    "++ 2 3 5 6": ["x+5-2=6,x=?", "3+5-2=?"],
    "*+ 3 4 5 23": ["3+4*5=?", "23-4*5=?"],
    "*+ 3 4 5 35": ["(3+4)*5=?", "35/5-3=?"],
    "*+ 3 5 5 20": ["3*x+5=20,x=?", "3*5+5=?"],
    "++ 3 4 5 12": ["12-(3+4)=?", "12-3-4=?", "-12+(3+4)=?"],
    "+ 1/2 1/3 5/6": ["1/2+1/3=?", "5/6-1/3=?", "x+1/3=5/6,x=?", "1/3-5/6=?", "2/4+1/3=?", "0.5+1/3=?"],
    "*+ 3 4 6 12": ["12/4+3=?", "6-12/4=?"],
    "* 1/2 1/3 2/3": ["1/2*2/3=?", "x*2/3=1/3,x=?", "(1/3)/(2/3)=?", "2/3*1/2=?"],
    "* 77 93 7161": ["7161/93=?", "77*93=?"],
    "* 2 7 7/2": ["7/2=?", "x=7/2,x=?", "2*x=7,x=?"],
    "+ 3/2 1/4 7/4": ["1.5+0.25=?", "1.50+0.25=?", "3/2+1/4=?", "x+0.25=1.75,x=?"],
    "gcd 12 18": ["gcd(12, 18)=?", "lcm(12, 18)=?", "What is the greatest common divisor of 18 and 12?"],
    "gcd 4 6 10": ["gcd(4, 6, 10)=?", "lcm(10, 4, 6)=?"],
    "*+ 2 3 5 17": ["17 divided by 5 with remainder=?", "17//5=?", "17 mod 5=?", "5*3+2=?", "17:5=? R ?"],
    "*+ 0 3 5 15": ["15 mod 5=?", "5*3+0=?"],
    "** 2 3 8 4/3": ["8/2/3=?"],
    "** 2 2 8 1/2": ["8/2*2/4=?"],
    "+ 1 99999999999999999999 100000000000000000000": ["99999999999999999999+1=?", "100000000000000000000-x=1,x=?"],
}


def family(*questions: str) -> list[str | None]:
    found: list[str | None] = families(pl.Series(questions))["family"].to_list()
    return found


@pytest.mark.parametrize("name", FAMILIES)
def test_the_family_of_each_question(name: str) -> None:
    assert family(*FAMILIES[name]) == [name] * len(FAMILIES[name])


def test_families_differ_and_are_told_alike_in_any_column() -> None:
    questions = [question for several in FAMILIES.values() for question in several]
    together = family(*questions)
    assert together == [family(question)[0] for question in questions]
    assert len(set(together)) == len(FAMILIES)


def test_large_and_small_numbers_are_ordered_alike() -> None:
    one, other = 10**20 + 39, 10**3
    asked = [f"1/{other}+1/{one}=?", f"1/{one}+1/{other}=?", f"x-1/{other}=1/{one},x=?"]
    assert len(set(family(*asked))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("12/(6/2)=?", "12/6/2=?"), ("2-(3-4)=?", "2-3-4=?"), ("gcd(4, 6)=?", "lcm(4, 6)=?"), ("7//2=?", "7 mod 2=?")],
)
def test_what_is_not_mirrored_has_two_forms(one: str, other: str) -> None:
    forms = families(pl.Series([one, other]))["canonical"].to_list()
    assert forms[0] != forms[1]


def test_mirrored_calls_have_one_form() -> None:
    forms = families(pl.Series(["gcd(12, 18)=?", "gcd(18, 12)=?", "What is the gcd of 18 and 12?"]))["canonical"]
    assert forms.n_unique() == 1


def test_long_sums_are_told_apart_in_linear_space() -> None:
    # 10 terms took 6.1 GB when the members were sorted by expressions of expressions.
    rows = [[(7 * row + place) % 97 + 1 for place in range(140)] for row in range(200)]
    asked = ["+".join(map(str, row)) + "=?" for row in rows]
    mirrored = ["+".join(map(str, reversed(row))) + "=?" for row in rows]
    tracemalloc.start()
    found = families(pl.Series(asked + mirrored))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found["family"][0] == " ".join(["+" * 139, *map(str, sorted([*rows[0], sum(rows[0])]))])
    assert found["canonical"][:200].to_list() == found["canonical"][200:].to_list()
    assert found["family"][:200].to_list() == found["family"][200:].to_list()
    assert peak < 64 * 2**20
