"""Days from one date to another, and dates so many days later or earlier: What date is 40 days after 2022-03-05?

Their fact is the two dates.
Mistakes: the first day counted too, or neither end (fence-post, KINDS 36); all months of thirty days; the day that a
leap year has more forgotten (school practice, without a published frequency).
"""

from __future__ import annotations

from collections.abc import Mapping

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems._dates import days, length, new_year, without_leap_days
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.forms import Date
from pairwright.values.types import WHOLE, ValueType

# Days with thirty to each month, and without the 29th of February.
_OF_THIRTY = "360*{o}+30*({k}-{m})+{e}-{d}"
_NO_LEAP_DAY = f"({without_leap_days('z', 'k', 'e')})-({without_leap_days('y', 'm', 'd')})"
Named = Mapping[str, str]


def _view(name: str, question: str, answer: str, shown: str, result: str, steps: Named, wrong: Named) -> View:
    answers: ValueType = WHOLE if answer == "{n}" else Date()
    mistakes: Ways = tuple(way for each, claim in wrong.items() for way in calculated(each, claim, shows=shown))
    return View(
        name, "date", question, shown, answer=(answer,), type=answers, result=result, steps=steps, mistakes=mistakes,
        form=name.removesuffix("_in_words"),
    )  # fmt: skip


def _days(name: str, question: str) -> View:
    wrong = {"fence_post": "{n}+1", "months_of_thirty": _OF_THIRTY, "leap_day_forgotten": _NO_LEAP_DAY}
    return _view(name, question, "{n}", "{v}-{u}", "{n}", {"days": "{v}-{u}"}, wrong)


def _after(name: str, question: str) -> View:
    wrong = {"fence_post": "{b}-1", "months_of_thirty": f"{{b}}+{{n}}-({_OF_THIRTY})", "other_direction": "{a}-{n}"}
    return _view(name, question, "{b}", "{u}+{n}", "{v}", {"later": "{u}+{n}"}, wrong)


def _before(name: str, question: str) -> View:
    wrong = {"fence_post": "{a}+1", "months_of_thirty": f"{{a}}-{{n}}+({_OF_THIRTY})", "other_direction": "{b}+{n}"}
    return _view(name, question, "{a}", "{v}-{n}", "{u}", {"earlier": "{v}-{n}"}, wrong)


KIND = ProblemKind(
    name="date_interval",
    title="days between dates, and dates so many days apart",
    topic="quantities",
    ranges={"year": (1990, 2040), "next_year": (0, 1), "month": (1, 12), "day": (1, 31)},
    parameters={"y": "year", "o": "next_year", "m": "month", "k": "month", "d": "day", "e": "day"},
    # The reason counts the days from the last day of the year before: 2022-03-05 is the 64th of its year.
    given={"z": "{y}+{o}", "a": days("y", "m", "d"), "b": days("z", "k", "e"), "n": "{b}-{a}"}
    | {"s": "{a}", "t": "{b}", "l": length("y", "m"), "g": length("z", "k"), "x": new_year("y")}
    | {"u": "{a}-{x}", "v": "{b}-{x}"},
    types={"s": Date(), "t": Date()},
    conditions=(
        "{y}>=1600", "{y}<9000", "{o}>=0", "{o}<2", "{m}>0", "{m}<13", "{k}>0", "{k}<13", "{d}>0", "{e}>0",
        "{d}<={l}", "{e}<={g}", "{n}>0", "{n}<=400",
    ),
    fact=Fact("date", ("{a}", "{b}")),
    views=(
        _days("days_from_to", "How many days is it from {s} to {t}?"),
        _days("days_from_to_in_words", "How many days are there from {s} until {t}?"),
        _after("date_after", "What date is {n} days after {s}?"),
        _after("date_after_in_words", "Which day is {n} days from {s}?"),
        _before("date_before", "What date is {n} days before {t}?"),
    ),
)  # fmt: skip
