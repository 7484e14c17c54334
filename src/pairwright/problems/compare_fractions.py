"""Two fractions compared by their cross products: which is larger, which is smaller, which sign belongs between them.

Mistakes: larger numbers taken for a larger fraction (whole-number bias, Ni & Zhou 2005); the smaller gap between top
and bottom taken for larger (gap thinking, Pearn & Stephens 2004); the smaller denominator taken for larger.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import ORDER, RATIO

_SHOWN = "{a}*{d}-{c}*{b}"
# Each says by its sign which of a/b and c/d is larger: the truth, and what learners go by.
_TRUE = "({f}>{g})-({f}<{g})"
_NUMBERS = "({a}+{b}>{c}+{d})-({a}+{b}<{c}+{d})"
_GAP = "({b}-{a}<{d}-{c})-({b}-{a}>{d}-{c})"
_PARTS = "({b}<{d})-({b}>{d})"
_WAYS = {"larger_numbers": _NUMBERS, "smaller_gap": _GAP, "smaller_denominator": _PARTS}


def _asked(name: str, question: str, answer: str) -> View:
    """The view whose answer comes from a sign, {sign} in its calculation."""
    crossed = {"cross": "{a}*{d}", "other_cross": "{c}*{b}"}
    by_size = "max" if "larger" in name else "min"
    chosen = {"below": "{b}*{d}", "above": f"{by_size}({{cross}}, {{other_cross}})", "value": "{above}/{below}"}
    ways = {way: answer.replace("sign", sign) for way, sign in _WAYS.items()}
    return View(
        name,
        "compare",
        question,
        _SHOWN,
        answer=(answer.replace("sign", _TRUE),),
        type=ORDER if "sign" in name else RATIO,
        result="{apart}",
        steps={"one": "{a}*{d}", "other": "{c}*{b}", "apart_by": "{one}-{other}"},
        mistakes=tuple(each for way, claim in ways.items() for each in calculated(way, claim, shows=_SHOWN)),
        form="order",
        solution=crossed if "sign" in name else crossed | chosen,
        solved=("1+({cross}>{other_cross})-({cross}<{other_cross})",) if "sign" in name else (),
    )


KIND = ProblemKind(
    name="compare_fractions",
    title="two fractions compared",
    topic="fractions and decimals",
    ranges={"numerator": (1, 12), "denominator": (2, 12)},
    parameters={"a": "numerator", "b": "denominator", "c": "numerator", "d": "denominator"},
    given={"f": "{a}/{b}", "g": "{c}/{d}", "apart": _SHOWN},
    types={"f": RATIO, "g": RATIO},
    conditions=("gcd({a},{b})==1", "gcd({c},{d})==1", "{f}!={g}", "{b}!={d}"),
    fact=Fact("order", ("{f}", "{g}")),
    views=(
        # Where nothing tells them apart, 0 in place of a sign, no fraction is claimed.
        _asked("larger_fraction", "Which is larger, {f} or {g}?", "({f}+{g}+(sign)*({f}-{g}))/2/abs(sign)"),
        _asked("smaller_fraction", "Which is smaller, {f} or {g}?", "({f}+{g}-(sign)*({f}-{g}))/2/abs(sign)"),
        _asked("sign_between_fractions", "Compare {f} and {g} with <, = or >.", "1+sign"),
    ),
)
