"""How many ones a number has when it is written in base 2 (reasoning-gym's `count_bits`).

Mistakes: the zeros counted; all digits counted; a one left out at either end (school practice, without a published
frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_PLACES = 12
_BITS = {f"b{place}": f"({{n}}//{2**place})%2" for place in range(_PLACES)}
_ONES = "+".join(f"{{b{place}}}" for place in reversed(range(_PLACES)))
_DIGITS = "+".join(f"min(1,{{n}}//{2**place})" for place in range(_PLACES))
_WAYS = (
    *calculated("zeros_counted", "{digits}-{ones}", shows="{ones}+0"),
    *calculated("all_digits_counted", "{digits}", shows="{ones}+0"),
)


def _view(name: str, question: str) -> View:
    return View(name, "bits", question, "{ones}+0", answer=("{ones}",), mistakes=_WAYS, form="ones")


KIND = ProblemKind(
    name="count_bits",
    topic="number theory",
    title="ones of a number in base 2",
    ranges={"number": (3, 2000)},
    parameters={"n": "number"},
    given=_BITS | {"ones": _ONES, "digits": _DIGITS},
    conditions=(f"{{n}}<{2**_PLACES}",),
    fact=Fact("bits", ("{n}",)),
    views=(
        _view("ones_in_binary", "How many ones are there in the binary representation of {n}?"),
        _view("one_bits", "How many 1 bits are in the binary form of the number {n}?"),
    ),
)
