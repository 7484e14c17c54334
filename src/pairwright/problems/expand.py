"""Products of two brackets multiplied out: (x+2)*(x-3) is x^2-x-6 (expand, polynomial_multiplication).

A product and what it is factored from are one fact, and the equation with its roots too (see `factor`).
Mistakes: a square taken term by term, (z-4)^2 = z^2-16 (entry 4 of 'Math misconceptions'; Matz 1980); the first and the
last terms only; the sign of a term; the brackets added.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import Polynomial
from pairwright.values.types import SIGNED_TERM

_TYPE = Polynomial(2, 99_999)
_MIDDLE = "{a}*{d}+{b}*{c}"
_RESULTS = {"{b}+{d}": "s", "2*{b}": "t", _MIDDLE: "m"}


def _view(name: str, question: str, none: str, letter: str, square: str, steps: dict[str, str], mistakes: Ways) -> View:
    """A view whose answer has these coefficients; the reason is that of the letter's."""
    # The other two are multiplied as they are written down.
    first = "" if square == "1" else f"{square}*"
    before = {name: steps[name] for name in ("outer", "inner", "letters") if name in steps}
    return View(
        name, "expand", question, letter, answer=(none, letter, square), type=_TYPE,
        result=f"{{{_RESULTS[letter]}}}",
        steps=steps,
        fact=Fact("square", (square, letter, none)),
        mistakes=mistakes,
        form="expand",
        solution=before | {"middle": "{letters}", "value": (none, "{letters}", square)},
        lines={"value": f"{first}x^2{{middle}}*x+{none}"},
        unwritten=("middle",),
    )  # fmt: skip


_MONIC = {"letters": "{b}+{d}", "numbers": "{b}*{d}"}
_SQUARED = {"letters": "2*{b}", "numbers": "{b}*{b}"}
_LED = {
    "squares": "{a}*{c}",
    "outer": "{a}*{d}",
    "inner": "{b}*{c}",
    "letters": "{outer}+{inner}",
    "numbers": "{b}*{d}",
}


def _first_and_last(name: str, question: str, letter: str, square: str, steps: dict[str, str]) -> View:
    added = "{b}+{d}", "2" if square == "1" else "{a}+{c}", "0"
    wrong = (
        *calculated("first_and_last_only", ("{b}*{d}", "0", square), shows=letter),
        *calculated("sign_of_product", ("-{b}*{d}", letter, square), shows=letter),
        *calculated("added_for_multiplied", added, shows=letter),
    )
    return _view(name, question, "{b}*{d}", letter, square, steps, wrong)


_TERM_BY_TERM = calculated("squared_term_by_term", ("{b}*{b}", "0", "1"), ("-{b}*{b}", "0", "1"), shows="2*{b}")

KIND = ProblemKind(
    name="expand",
    title="products of two brackets multiplied out",
    topic="algebra",
    ranges={"leading": (2, 9), "term": (-15, 15)},
    parameters={"a": "leading", "c": "leading", "b": "term", "d": "term"},
    given={"s": "{b}+{d}", "t": "2*{b}", "m": _MIDDLE, "b_": "{b}", "d_": "{d}"},
    types=dict.fromkeys(("b_", "d_", "middle"), SIGNED_TERM),
    conditions=("{b}!=0", "{d}!=0", "{s}!=0", "{m}!=0"),
    views=(
        _first_and_last("expand", "Expand (x{b_})*(x{d_}).", "{b}+{d}", "1", _MONIC),
        _first_and_last("expand_with_coefficients", "Expand ({a}*x{b_})*({c}*x{d_}).", _MIDDLE, "{a}*{c}", _LED),
        _view("expand_square", "Expand (x{b_})^2.", "{b}*{b}", "2*{b}", "1", _SQUARED, _TERM_BY_TERM),
    ),
)
