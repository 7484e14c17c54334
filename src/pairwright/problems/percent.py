"""Percentages: the part, the rate, the whole, and a number after a change by so many percent.

25% of 40 is the fact {1/4, 40, 10} of a product, whichever of the three is asked for.
Mistakes: the rate multiplied without its hundredth, or taken as the number itself (entries 29 and 30 of 'Math
misconceptions'); part and whole in each other's place; the change given for what it leads to.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View

# That 1/4*40 = 10 is stated too, though a solution has it as 25*40 = 1000, 1000/100 = 10.
_STEPS = {"rate": "{p}/100", "stated": "{rate}*{w}", "product": "{p}*{w}", "part": "{product}/100"}
_TO_RATE = {"scaled": "100*{a}", "rate": "{scaled}/{w}"}
_TO_WHOLE = {"scaled": "100*{a}", "whole": "{scaled}/{p}"}
_PART, _RATE, _WHOLE = "{p}*{w}/100", "100*{a}/{w}", "100*{a}/{p}"


def _mistakes(shown: str, *claims: tuple[str, str]) -> Ways:
    return tuple(way for name, claim in claims for way in calculated(name, claim, shows=shown))


_OF_PART = _mistakes(_PART, ("rate_for_part", "{p}"), ("taken_off", "{w}-{p}"), ("hundredth_left_out", "{p}*{w}/10"))
_OF_RATE = _mistakes(_RATE, ("part_for_rate", "{a}"), ("turned_over", "100*{w}/{a}"), ("the_rest", "100-{p}"))
_OF_WHOLE = _mistakes(_WHOLE, ("part_of_part", "{p}*{a}/100"), ("rate_added", "{a}+{p}"))


def _change(name: str, question: str, sign: str) -> View:
    shown = f"{{w}}{sign}{{a}}"
    claims = (("change_for_result", "{a}"), ("rate_as_number", f"{{w}}{sign}{{p}}"))
    return View(
        name,
        "%",
        question,
        shown,
        answer=(shown,),
        steps={**_STEPS, "changed": f"{{w}}{sign}{{part}}"},
        worked=("product", "part", "changed"),
        fact=Fact("*+", ("{p}/100", "{w}", "{w}", shown)),
        mistakes=_mistakes(shown, *claims),
    )


def _view(name: str, question: str, shown: str, answer: str, steps: dict[str, str], mistakes: Ways, form: str) -> View:
    worked = tuple(steps)[-2:]
    return View(name, "%", question, shown, answer=(answer,), steps=steps, worked=worked, mistakes=mistakes, form=form)


KIND = ProblemKind(
    name="percent",
    title="percentages",
    topic="fractions and decimals",
    ranges={"percent": (1, 99), "whole": (4, 400)},
    parameters={"p": "percent", "w": "whole"},
    given={"a": "{p}*{w}/100"},
    fact=Fact("*", ("{p}/100", "{w}", "{a}")),
    views=(
        _view("percent_of", "What is {p}% of {w}?", _PART, "{a}", _STEPS, _OF_PART, "percent_of"),
        _view("percent_of_calculated", "Calculate {p} percent of {w}.", _PART, "{a}", _STEPS, _OF_PART, "percent_of"),
        _view("percent_rate", "What percent of {w} is {a}?", _RATE, "{p}", _TO_RATE, _OF_RATE, "percent_rate"),
        _view("percent_whole", "{a} is {p}% of what number?", _WHOLE, "{w}", _TO_WHOLE, _OF_WHOLE, "percent_whole"),
        _change("increase_by_percent", "What is {w} increased by {p}%?", "+"),
        _change("decrease_by_percent", "What is {w} decreased by {p}%?", "-"),
    ),
)
