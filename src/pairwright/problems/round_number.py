"""Whole numbers rounded to tens, hundreds and thousands, decimals to places; a half goes up.

Mistakes: cut off in place of rounded; always up; to the place beside it, 347 to 300 for the
nearest ten (KINDS 23: school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import WHOLE, Choice, Decimal

_THREE_PLACES = Decimal(3)
_UNITS, _DECIMAL_PLACES = ("one", "ten", "hundred", "thousand", "ten thousand"), ("thousandth", "hundredth", "tenth")
_SOLUTION = {"thousandths": "1000*{f}", "raised": "{thousandths}+{w}/2"} | {
    "counted": "{raised}//{w}",
    "value": "{counted}*{v}",
}


def _view(name: str, question: str, units: str, scale: str, shown: str, unit: str) -> View:
    """The view whose answer is so many `units`, each `scale`; the number `n` has a `unit` for one of these."""
    whole = scale == unit
    return View(
        name,
        "round",
        question,
        shown,
        answer=(f"{units}*{scale}",),
        type=WHOLE if whole else _THREE_PLACES,
        steps={"above": f"{{n}}+{unit}/2", "units": f"{{above}}//{unit}", "rounded": f"{{units}}*{scale}"},
        fact=Fact("round", ("{n}" if whole else "{f}", scale)),
        mistakes=(
            *calculated("cut_off", f"{{n}}//{unit}*{scale}", shows=shown),
            *calculated("always_up", f"({{n}}//{unit}+1)*{scale}", shows=shown),
            *calculated("wrong_place", f"({{n}}+{unit}*5)//({unit}*10)*({scale}*10)", shows=shown),
        ),
        form="round",
        solution={} if whole else _SOLUTION,
    )


_WHOLE = ("{z}", "{u}", "({n}+{h})//{u}*{u}", "{u}")
_DECIMAL = ("{m}", "{v}", "{m}*{v}", "{w}")

KIND = ProblemKind(
    name="round_number",
    title="rounding to a place",
    topic="arithmetic",
    ranges={"number": (11, 99_999), "place": (1, 3), "decimal_place": (1, 2)},
    parameters={"n": "number", "k": "place", "t": "decimal_place"},
    given={"u": "10**{k}", "h": "{u}/2", "f": "{n}/1000", "w": "10**{t}", "v": "{w}/1000", "m": "({n}+{w}/2)//{w}"}
    | {"z": "({n}+{h})//{u}"},
    types={"k": Choice(_UNITS), "t": Choice(_DECIMAL_PLACES), "f": _THREE_PLACES, "v": _THREE_PLACES},
    conditions=("{n}>{u}", "{n}%10!=0", "{k}<4", "{t}<3"),
    views=(
        _view("round_number", "Round {n} to the nearest {k}.", *_WHOLE),
        _view("rounded", "What is {n} rounded to the nearest {k}?", *_WHOLE),
        _view("round_decimal", "Round {f} to the nearest {t}.", *_DECIMAL),
    ),
)
