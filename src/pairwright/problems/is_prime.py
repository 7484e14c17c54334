"""Whether a number is prime; the reason is its least factor from 2 on: 91 = 7*13, and 97 = 97*1.

A number's factors are one fact, whatever is asked of them (see `prime_factors` and `divisors`).
Mistakes: every odd number taken for prime; only 2, 3 and 5 tried, so that 49, 77 and 91 pass for prime (Zazkis &
Liljedahl 2004).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import TRUTH

_SHOWN = "{p}*{q}"


def _view(name: str, question: str, answer: str, odd: str, tried: str) -> View:
    return View(
        name,
        "prime",
        question,
        _SHOWN,
        answer=(answer,),
        type=TRUTH,
        result="{n}",
        steps={"product": _SHOWN},
        mistakes=(
            *calculated("odd_is_prime", odd, shows=_SHOWN),
            *calculated("few_factors_tried", tried, shows=_SHOWN),
        ),
        form="prime",
    )


KIND = ProblemKind(
    name="is_prime",
    title="whether a number is prime",
    topic="number theory",
    ranges={"number": (2, 1000)},
    parameters={"n": "number"},
    given={"p": "least_factor({n})", "q": "{n}/{p}"},
    fact=Fact("factors", ("{n}",)),
    views=(
        _view("is_prime", "Is {n} prime?", "{p}=={n}", "{n}%2", "gcd({n},30)==1"),
        _view("is_prime_number", "Is {n} a prime number?", "{p}=={n}", "{n}%2", "gcd({n},30)==1"),
        _view("is_composite", "Is {n} composite?", "{p}<{n}", "1-{n}%2", "gcd({n},30)>1"),
    ),
)
