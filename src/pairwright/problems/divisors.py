"""The divisors of a number, listed or counted; numbers of up to eight divisors.

A number's factors are one fact, whatever is asked of them (see `is_prime` and `prime_factorization`).
Mistakes: 1 left out, or the number itself; one of each pair only, 12: 1, 2, 3 (Zazkis & Campbell 1996; KINDS 28).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.problems._divisors import counted, divisor_views, divisors, listed
from pairwright.problems.kind import ProblemKind

_DIVISORS = listed("d")
_PAIR = "{d2}*{q}"

KIND = ProblemKind(
    name="divisors",
    title="divisors of a number",
    topic="number theory",
    ranges={"number": (2, 120)},
    parameters={"n": "number"},
    given=divisors("d", "n") | {"q": "{n}/{d2}"},
    fact=Fact("factors", ("{n}",)),
    views=divisor_views(
        "n",
        {
            "divisors": "List all divisors of {n}.",
            "factors": "What are the factors of {n}?",
            "number_of_divisors": "How many divisors does {n} have?",
        },
        shown=_PAIR,
        steps={"pair": _PAIR},
        lists={
            "one_left_out": ("0", *_DIVISORS[1:]),
            "itself_left_out": tuple(f"{each}*({each}<{{n}})" for each in _DIVISORS),
            "one_of_each_pair": tuple(f"{each}*({each}*{each}<={{n}})" for each in _DIVISORS),
        },
        counts={
            "ends_left_out": f"{counted('d')}-2",
            "one_of_each_pair": "+".join(f"({d}>0)*({d}*{d}<={{n}})" for d in _DIVISORS),
        },
    ),
)
