"""The divisors of a number, listed or counted; numbers of up to eight divisors.

A number's factors are one fact, whatever is asked of them (see `is_prime` and `prime_factorization`).
Mistakes: 1 left out, or the number itself; one of each pair only, 12: 1, 2, 3 (Zazkis & Campbell 1996; KINDS 28).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SetOf

_DIVISORS = tuple(f"{{d{place}}}" for place in range(1, 9))
# 0 stands for no divisor.
_WITHOUT_ONE = ("0", *_DIVISORS[1:])
_WITHOUT_ITSELF = tuple(f"{each}*({each}<{{n}})" for each in _DIVISORS)
_OF_EACH_PAIR = tuple(f"{each}*({each}*{each}<={{n}})" for each in _DIVISORS)
_COUNT = "+".join(f"({each}>0)" for each in _DIVISORS)
_SHOWN = "{d2}*{q}"
_STEPS = {"pair": _SHOWN}
_FEW = ("{d9}==0", "{n}<=200")


def _list(name: str, question: str) -> View:
    return View(
        name,
        "divisors",
        question,
        _SHOWN,
        answer=_DIVISORS,
        type=SetOf(8, 200, absent=0),
        conditions=_FEW,
        result="{n}",
        steps=_STEPS,
        mistakes=(
            *calculated("one_left_out", _WITHOUT_ONE, shows=_SHOWN),
            *calculated("itself_left_out", _WITHOUT_ITSELF, shows=_SHOWN),
            *calculated("one_of_each_pair", _OF_EACH_PAIR, shows=_SHOWN),
        ),
        form="divisors",
    )


KIND = ProblemKind(
    name="divisors",
    title="divisors of a number",
    topic="number theory",
    ranges={"number": (2, 120)},
    parameters={"n": "number"},
    given={f"d{place}": f"divisor({{n}},{place})" for place in range(1, 10)} | {"q": "{n}/{d2}"},
    fact=Fact("factors", ("{n}",)),
    views=(
        _list("divisors", "List all divisors of {n}."),
        _list("factors", "What are the factors of {n}?"),
        View(
            "number_of_divisors",
            "divisors",
            "How many divisors does {n} have?",
            _SHOWN,
            answer=(_COUNT,),
            conditions=_FEW,
            result="{n}",
            steps=_STEPS,
            mistakes=(
                *calculated("ends_left_out", f"{_COUNT}-2", shows=_SHOWN),
                *calculated("one_of_each_pair", "+".join(f"({d}>0)*({d}*{d}<={{n}})" for d in _DIVISORS), shows=_SHOWN),
            ),
        ),
    ),
)
