"""The digit of a number at a place: what is the tens digit of 31253?

Mistakes: counted from the left; the neighbouring place; the value of the digit in place of the digit, or all that
stands before it (how many tens there are for the tens digit; Ross 1989, Fuson 1990).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import Choice

_SHOWN = "{units}-{tens}*10"
_MISTAKES = (
    *calculated("next_place", "{n}//({u}*10)%10", "({n}*10)//{u}%10", shows=_SHOWN),
    *calculated("value_for_digit", "{units}%10*{u}", shows=_SHOWN),
    *calculated("number_of_units", "{units}", shows=_SHOWN),
)


def _view(name: str, question: str) -> View:
    return View(
        name,
        "digit",
        question,
        _SHOWN,
        answer=(_SHOWN,),
        steps={"whole": "{n}//{u}", "before": "{tens}*10", "digit": "{units}-{before}"},
        mistakes=_MISTAKES,
        form="digit",
    )


KIND = ProblemKind(
    name="place_value",
    title="the digit of a number at a place",
    topic="arithmetic",
    ranges={"number": (10, 99_999), "place": (0, 4)},
    parameters={"n": "number", "k": "place"},
    given={"u": "10**{k}", "units": "{n}//{u}", "tens": "{units}//10"},
    types={"k": Choice(("units", "tens", "hundreds", "thousands", "ten thousands", "hundred thousands", "millions"))},
    conditions=("{n}>={u}", "{k}<7"),
    fact=Fact("digit", ("{n}", "{u}")),
    views=(
        _view("place_value", "What is the {k} digit of {n}?"),
        _view("digit_in_place", "What digit is in the {k} place of {n}?"),
    ),
)
