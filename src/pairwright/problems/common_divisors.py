"""The common divisors of two numbers, listed or counted: those of their greatest one.

Their fact is that of the greatest common divisor (see `gcd`).
Mistakes: 1 left out, or the greatest; all divisors of the smaller number given (Zazkis & Campbell 1996; KINDS 28).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SetOf

_PLACES = range(1, 9)
# 0 stands for no divisor.
_DIVISORS, _OF_ONE = (tuple(f"{{{letter}{place}}}" for place in _PLACES) for letter in "de")
_WITHOUT_GREATEST = tuple(f"{each}*({each}<{{g}})" for each in _DIVISORS)
_COUNT, _COUNT_OF_ONE = ("+".join(f"({each}>0)" for each in letters) for letters in (_DIVISORS, _OF_ONE))
# Of more than eight the smaller number's are not given: so large a number is none of a list.
_ALL_OF_ONE = ("{e1}+1000*({e9}>0)", *_OF_ONE[1:])
_FEW = ("{d9}==0", "{g}<=200")
_SHOWN = "gcd({a}, {b})"
_STEPS = {"first": "{a}/{g}", "second": "{b}/{g}"}


def _list(name: str, question: str) -> View:
    return View(
        name,
        "divisors",
        question,
        _SHOWN,
        answer=_DIVISORS,
        type=SetOf(8, 200, absent=0),
        conditions=_FEW,
        result="{g}",
        steps=_STEPS,
        mistakes=(
            *calculated("one_left_out", ("0", *_DIVISORS[1:]), shows=_SHOWN),
            *calculated("greatest_left_out", _WITHOUT_GREATEST, shows=_SHOWN),
            *calculated("divisors_of_one_number", _ALL_OF_ONE, shows=_SHOWN),
        ),
        form="common_divisors",
    )


KIND = ProblemKind(
    name="common_divisors",
    title="common divisors of two numbers",
    topic="number theory",
    ranges={"divisor": (2, 60), "cofactor": (1, 15)},
    parameters={"g": "divisor", "p": "cofactor", "q": "cofactor"},
    given={"a": "{g}*{p}", "b": "{g}*{q}", "m": "min({a},{b})"}
    | {f"d{place}": f"divisor({{g}},{place})" for place in range(1, 10)}
    | {f"e{place}": f"divisor({{m}},{place})" for place in range(1, 10)},
    conditions=("gcd({p},{q})==1", "{p}!={q}", "{g}>1"),
    fact=Fact("gcd", ("{a}", "{b}")),
    views=(
        _list("common_divisors", "List all common divisors of {a} and {b}."),
        _list("common_factors", "What are the common factors of {a} and {b}?"),
        View(
            "number_of_common_divisors",
            "divisors",
            "How many common divisors do {a} and {b} have?",
            _SHOWN,
            answer=(_COUNT,),
            conditions=_FEW,
            result="{g}",
            steps=_STEPS,
            mistakes=(
                *calculated("one_left_out", f"{_COUNT}-1", shows=_SHOWN),
                *calculated("divisors_of_one_number", f"({_COUNT_OF_ONE})/({{e9}}==0)", shows=_SHOWN),
            ),
        ),
    ),
)
