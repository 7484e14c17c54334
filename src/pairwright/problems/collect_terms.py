"""Like terms collected: 3*x+5-2*x+8 is x+13 (collect).

Mistakes: unlike terms joined, 3x+5 = 8x, and a letter by itself not counted as one (entry 55 of 'Math misconceptions');
the sign before a term lost.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import Polynomial
from pairwright.values.types import SIGNED_TERM

_LINE, _SQUARE = Polynomial(1, 9999), Polynomial(2, 9999)


def _line(name: str, question: str) -> View:
    return View(
        name,
        "terms",
        question.format("{a}*x{b_}{c_}*x{d_}"),
        "{a}+{c}",
        answer=("{b}+{d}", "{a}+{c}"),
        type=_LINE,
        result="{m}",
        steps={"letters": "{a}+{c}", "numbers": "{b}+{d}"},
        fact=Fact("collect", ("{a}", "{b}", "{c}", "{d}")),
        mistakes=(
            *calculated("unlike_terms_joined", ("0", "{a}+{b}+{c}+{d}"), shows="{a}+{c}"),
            *calculated("sign_lost", ("{b}+{d}", "{a}-{c}"), ("{b}-{d}", "{a}+{c}"), shows="{a}+{c}"),
        ),
        form="collect_line",
        solution={"both": "{a}+{c}", "line": ("0", "{both}"), "value": ("{b}+{d}", "{both}")},
        lines={"both": "{a}*x{c_}*x={line}", "value": "{line}{b_}{d_}"},
        unwritten=("line",),
    )


def _square(name: str, question: str) -> View:
    return View(
        name,
        "terms",
        question.format("{a}*x^2{b_}*x{c_}*x^2{d_}*x"),
        "{a}+{c}",
        answer=("0", "{b}+{d}", "{a}+{c}"),
        type=_SQUARE,
        result="{m}",
        steps={"squares": "{a}+{c}", "letters": "{b}+{d}"},
        fact=Fact("collect", ("{a}", "{b}", "{c}", "{d}")),
        mistakes=(
            *calculated("unlike_terms_joined", ("0", "0", "{a}+{b}+{c}+{d}"), shows="{a}+{c}"),
            *calculated("sign_lost", ("0", "{b}+{d}", "{a}-{c}"), ("0", "{b}-{d}", "{a}+{c}"), shows="{a}+{c}"),
        ),
        form="collect_square",
        solution={"both": "{a}+{c}", "square": ("0", "0", "{both}"), "value": ("0", "{b}+{d}", "{both}")},
        lines={"both": "{a}*x^2{c_}*x^2={square}", "value": "{square}{b_}*x{d_}*x"},
        unwritten=("square",),
    )


KIND = ProblemKind(
    name="collect_terms",
    title="like terms collected",
    topic="algebra",
    ranges={"coefficient": (2, 20), "term": (-30, 30)},
    parameters={"a": "coefficient", "b": "term", "c": "term", "d": "term"},
    given={"m": "{a}+{c}"} | {f"{each}_": f"{{{each}}}" for each in "bcd"},
    types={"line": _LINE, "square": _SQUARE} | {f"{each}_": SIGNED_TERM for each in "bcd"},
    conditions=("abs({b})>1", "abs({c})>1", "abs({d})>1", "{m}!=0", "{b}+{d}!=0"),
    views=(
        _line("collect_line", "Simplify {}."),
        _line("collect_line_in_words", "Collect the terms in {}."),
        _square("collect_square", "Simplify {}."),
        _square("collect_square_in_words", "Collect the terms in {}."),
    ),
)
