"""The common divisors of two numbers, listed or counted: those of their greatest one.

Their fact is that of the greatest common divisor (see `gcd`).
Mistakes: 1 left out, or the greatest; all divisors of the smaller number given (Zazkis & Campbell 1996; KINDS 28).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.problems._divisors import counted, divisor_views, divisors, listed
from pairwright.problems.kind import ProblemKind

_DIVISORS, _OF_ONE = listed("d"), listed("e")

KIND = ProblemKind(
    name="common_divisors",
    title="common divisors of two numbers",
    topic="number theory",
    ranges={"divisor": (2, 60), "cofactor": (1, 15)},
    parameters={"g": "divisor", "p": "cofactor", "q": "cofactor"},
    given={"a": "{g}*{p}", "b": "{g}*{q}", "m": "min({a},{b})"} | divisors("d", "g") | divisors("e", "m"),
    conditions=("gcd({p},{q})==1", "{p}!={q}", "{g}>1"),
    fact=Fact("gcd", ("{a}", "{b}")),
    views=divisor_views(
        "g",
        {
            "common_divisors": "List all common divisors of {a} and {b}.",
            "common_factors": "What are the common factors of {a} and {b}?",
            "number_of_common_divisors": "How many common divisors do {a} and {b} have?",
        },
        shown="gcd({a}, {b})",
        steps={"first": "{a}/{g}", "second": "{b}/{g}"},
        lists={
            "one_left_out": ("0", *_DIVISORS[1:]),
            "greatest_left_out": tuple(f"{each}*({each}<{{g}})" for each in _DIVISORS),
            # Of more than eight the smaller number's are not given: so large a number is none of a list.
            "divisors_of_one_number": ("{e1}+1000*({e9}>0)", *_OF_ONE[1:]),
        },
        counts={
            "one_left_out": f"{counted('d')}-1",
            "divisors_of_one_number": f"({counted('e')})/({{e9}}==0)",
        },
    ),
)
