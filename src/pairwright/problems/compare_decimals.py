"""Two decimals compared: which is larger, which is smaller, which sign belongs between them.

The one has two places, the other one, and before the point they are the same.
Mistakes: what stands behind the point read as a whole number, 0.75 above 0.8; fewer places taken for larger, as halves
are larger than hundredths (whole-number rule and fraction rule, Resnick et al. 1989; entry 5 of 'Math misconceptions').
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import ORDER, Decimal

_PLACES = Decimal(2)
_SHOWN = "{first}-{second}"
# The number of two places where its digits are the larger number, {h} > {t}; else that of one.
_LONGER = "({h}>{t})*{f}+({h}<={t})*{g}"


def _asked(name: str, question: str, answer: str, whole_numbers: str, places: str) -> View:
    mistakes: Ways = (
        *calculated("places_as_whole_number", whole_numbers, shows=_SHOWN),
        *calculated("fewer_places_larger", places, shows=_SHOWN),
    )
    hundredths = {"one": "100*{first}", "other": "100*{second}"}
    by_size = "max" if "larger" in name else "min"
    chosen = {"found": f"{by_size}({{one}}, {{other}})", "value": "{found}/100"}
    return View(
        name,
        "compare",
        question,
        _SHOWN,
        answer=(answer,),
        type=ORDER if "sign" in name else _PLACES,
        result="{apart}",
        steps={"apart_by": _SHOWN},
        mistakes=mistakes,
        form="order",
        solution=hundredths if "sign" in name else hundredths | chosen,
        solved=("1+({one}>{other})-({one}<{other})",) if "sign" in name else (),
    )


def _sign(of: str) -> str:
    """The sign between the two numbers, the second put first in half of the questions, where {f} is so to {g}."""
    return f"1+({of})*(1-2*{{o}})"


KIND = ProblemKind(
    name="compare_decimals",
    title="two decimals compared",
    topic="fractions and decimals",
    ranges={"units": (0, 19), "hundredths": (1, 99), "tenths": (1, 9), "order": (0, 1)},
    parameters={"i": "units", "h": "hundredths", "t": "tenths", "o": "order"},
    given={"f": "{i}+{h}/100", "g": "{i}+{t}/10", "first": "{f}+{o}*({g}-{f})", "second": "{g}+{o}*({f}-{g})"}
    | {"apart": "{first}-{second}"},
    types=dict.fromkeys(("f", "g", "first", "second", "apart"), _PLACES),
    conditions=("{h}%10!=0", "{h}<100", "{t}<10", "{o}<2"),
    fact=Fact("order", ("{f}", "{g}")),
    views=(
        _asked("larger_decimal", "Which is larger, {first} or {second}?", "max({f},{g})", _LONGER, "{g}"),
        _asked(
            "smaller_decimal",
            "Which is smaller, {first} or {second}?",
            "min({f},{g})",
            f"{{f}}+{{g}}-({_LONGER})",
            "{f}",
        ),
        _asked(
            "sign_between_decimals",
            "Compare {first} and {second} with <, = or >.",
            _sign("({f}>{g})-({f}<{g})"),
            _sign("({h}>{t})-({h}<{t})"),
            _sign("-1"),
        ),
    ),
)
