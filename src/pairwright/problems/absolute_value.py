"""Absolute values, of a number and of a difference: |-6|=?, |5-9|=?; the reason is the distance, 0-(-6).

Mistakes: the sign kept; the sign turned, whatever it is; |5-9| worked out as |5|+|9|, or as |5| alone (absolute value
as "drop the minus", Almog & Ilany 2012).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View

_OF_NUMBER, _OF_DIFFERENCE = "{most}-{least}", "{larger}-{smaller}"
_NUMBER: Ways = (
    *calculated("sign_kept", "{a}", shows=_OF_NUMBER),
    *calculated("sign_turned", "{o}", shows=_OF_NUMBER),
)
_DIFFERENCE: Ways = (
    *calculated("first_number_only", "{c}", shows=_OF_DIFFERENCE),
    *calculated("minus_dropped", "{c}+{d}", shows=_OF_DIFFERENCE),
)


def _view(name: str, question: str, shown: str, fact: Fact, mistakes: Ways, form: str) -> View:
    steps = {"apart": shown}
    return View(name, "abs", question, shown, answer=(shown,), steps=steps, fact=fact, mistakes=mistakes, form=form)


_SIZE, _APART = Fact("abs", ("{a}", "{a}")), Fact("+abs", ("{c}", "{d}", "{larger}-{smaller}"))

KIND = ProblemKind(
    name="absolute_value",
    title="absolute values",
    topic="arithmetic",
    ranges={"number": (-999, 999), "term": (1, 99)},
    parameters={"a": "number", "c": "term", "d": "term"},
    given={"o": "-{a}", "most": "max({a},0)", "least": "min({a},0)"}
    | {"larger": "max({c},{d})", "smaller": "min({c},{d})"},
    conditions=("{a}!=0", "{c}!={d}"),
    views=(
        _view("absolute_value", "|{a}|=?", _OF_NUMBER, _SIZE, _NUMBER, "absolute_value"),
        _view("size_of_number", "What is the absolute value of {a}?", _OF_NUMBER, _SIZE, _NUMBER, "absolute_value"),
        _view("absolute_difference", "|{c}-{d}|=?", _OF_DIFFERENCE, _APART, _DIFFERENCE, "absolute_difference"),
    ),
)
