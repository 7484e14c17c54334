"""Questions of the calendar: weekdays, leap years, days between two dates, dates so many days later.

Dates are told from the text first (`verify/answer_types/dates.py`) and stand in the phrases below as `{d}`, weekdays as `{w}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pairwright.verify.answer_types.choices import WEEKDAY
from pairwright.verify.answer_types.dates import DATE, WEEKDAYS, Moment, date_of, moments, weekday_of
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings.forms import compiled, phrase

_MARK = "◆"
_DAYS = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_ORDINALS = ("first", "second", "third", "fourth", "last")
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)})"
_BOTH = r"\(?(?:inclusive of both dates|including both (?:start and end )?dates|counting both dates)\)?"
# How the answer is to be written, where every way that is read comes to the same.
_WORDS = (
    r"(?:the|a|an|as|with|in|using|out|just|only|your|full|complete|weekday's|weekday|name|of|day|week|number|count|numerically"
    r"|total|amount|numerical|value|answer|yes|no|or|days?|date)"
)
_REQUEST = re.compile(
    rf"\s+(?:please )?(?:(?:answer|provide|state|give|reply|write|respond|name|express)(?: {_WORDS})+"
    r"(?: \((?:monday through sunday|monday-sunday|e\.g\.,? monday, tuesday, etc\.)\))?"
    r"|answer with -0 if the ordinal does not exist in the month)\.\Z",
    re.IGNORECASE,
)
_MAX_REQUESTS = 3
_TOLD = re.compile(r"0.*(?:day|date|leap)|(?:day|date|leap).*0", re.IGNORECASE)
_WHICH_DAY = r"(?:what|which) (?:day of the week|weekday)"

# Where a weekday is told, no date can be asked for.
_ANY_DAY = r"(?:on )?(?:what|which)(?: day(?: of the week)?| weekday)"
_TODAY = rf"(?:if )?(?:today is|it is|it['’]s|today['’]s) (?:a )?{_DAYS}(?: today)?[.,;] "
_AHEAD = (
    r"(?:in {n} days?(?: from (?:now|today))?|{n} days? (?:from (?:now|today|then)|later|after (?:today|that|then|now)|ahead)"
    r"|after {n} days?)"
)


@dataclass(frozen=True)
class _Asked:
    """What a phrase tells.

    Attributes:
        dates: in the order in which they stand.
        numbers: the same of those that are part of no date.
        named: what its named groups hold.
    """

    dates: list[Moment]
    numbers: list[Tree]
    named: dict[str, str]

    @property
    def day(self) -> Tree:
        """The date that is told."""
        return self.dates[0].date or Zero()

    @property
    def weekday(self) -> Tree:
        """The weekday that is told."""
        return Constant(weekday_of(self.named["weekday"]))


@dataclass(frozen=True)
class _Phrase:
    """One way to ask: phrases, and the question that they ask; None if it is none."""

    phrases: Sequence[str]
    question: Callable[[_Asked], Question | None]

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        return compiled(each.replace("{d}", _MARK).replace("{n}", "0") for each in self.phrases)

    def match(self, text: str) -> re.Match[str] | None:
        return next((match for each in self.patterns if (match := each.fullmatch(text)) is not None), None)


def calendar_of(shape: str, first: int) -> Question | None:
    """The question of the calendar that a shape asks; None if it is none, or has a date without a year.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
    """
    text = phrase(_without_requests(" ".join(shape.split())))
    if text is None or not _TOLD.search(text):
        return None
    found = list(moments(text, first))
    if any(each.time is not None for each in found):
        return None
    plain, runs = _marked(text, found, first)
    for each in _PHRASES:
        if (match := each.match(plain)) is not None:
            named = {name: value for name, value in match.groupdict().items() if value is not None}
            return each.question(_Asked(_with_years(found), [Numeral(run) for run in runs], named))
    return None


def _without_requests(text: str) -> str:
    for _ in range(_MAX_REQUESTS):
        text = _REQUEST.sub("", text)
    return text


def _marked(text: str, found: Sequence[Moment], first: int) -> tuple[str, list[int]]:
    """The text with a mark for each date, and the runs of digits that are left."""
    pieces: list[str] = []
    runs: list[int] = []
    end = 0
    for start, stop in [*((each.start, each.end) for each in found), (len(text), len(text))]:
        before = first + text.count("0", 0, end)
        pieces += [text[end:start], _MARK]
        runs += range(before, before + text.count("0", end, start))
        end = stop
    return "".join(pieces[:-1]), runs


def _with_years(found: Sequence[Moment]) -> list[Moment]:
    """The dates, of which one without a year is in that of the next: from April 4 to April 19, 2022."""
    dated = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        if one.date is None and one.month is not None and other.year is not None:
            month, day = one.month
            dated[place] = one._replace(year=other.year, date=date_of(other.year, Constant(month), day, one.weekday))
    return dated


def _of_date(asked: _Asked) -> Question | None:
    return _on(asked.day, (asked.day,)) if asked.dates[0].date is not None else None


def _later(sign: str) -> Callable[[_Asked], Question | None]:
    """The weekday so many days after, or before, a date or a weekday."""

    def later(asked: _Asked) -> Question | None:
        (number,) = asked.numbers
        if asked.dates:
            moved = Operation(sign, asked.day, number)
            return _on(moved, (asked.day, moved)) if asked.dates[0].date is not None else None
        # The fifth day from 1970 on was a Monday.
        moved = Operation(sign, Operation("+", asked.weekday, Constant(4)), number)
        return _on(moved, (asked.weekday, number, Operation("weekday", Zero(), moved)))

    return later


def _on(day: Tree, states: tuple[Tree, ...]) -> Question:
    return Question(Operation("weekday", Zero(), day), Unknown("?"), answers=WEEKDAY, states=("weekday", states))


def _from_first_day(asked: _Asked) -> Question | None:
    """The weekday of a day of a year of which the first one is told: a year of 365 days, where no other is told."""
    *first, moment = asked.dates
    if moment.month is None or moment.date is not None:
        return None
    month, day = moment.month
    start: Tree = Constant(1)
    if first:
        # It is the first of January that is told.
        if first[0].month is None or first[0].month[0] != 1 or first[0].date is not None:
            return None
        start = Operation("agreeing", first[0].month[1], Constant(1))
    common, leap_year = (
        Operation("-", date_of(year, Constant(month), day), date_of(year, Constant(1), start))
        for year in (Constant(2022), Constant(2024))
    )
    moved, otherwise = (
        Operation("weekday", Zero(), Operation("+", Operation("+", asked.weekday, Constant(4)), passed))
        for passed in (common, leap_year)
    )
    question = _on(moved.right, (asked.weekday, common, moved))
    return replace(question, otherwise=otherwise) if month > 2 else question


def _between(asked: _Asked) -> Question | None:
    days = _span(asked)
    if days is not None:
        return Question(days, Unknown("?"), counts="things", states=("date", tuple(_both(asked))))
    first, second = asked.dates
    if first.month is None or second.month is None or first.year is not None or second.year is not None:
        return None
    # Of one year, of which it is not told whether it has a February 29.
    months = second.month, first.month
    common, leap_year = (
        tuple(date_of(Constant(year), Constant(month), day) for month, day in months) for year in (2023, 2024)
    )
    asking = Question(Operation("difference", *common), Unknown("?"), counts="things", states=("date", common[::-1]))
    passes_february = min(first.month[0], second.month[0]) < 3 <= max(first.month[0], second.month[0])
    return replace(asking, otherwise=Operation("difference", *leap_year)) if passes_february else asking


def _before(asked: _Asked) -> Question | None:
    return _between(replace(asked, dates=asked.dates[::-1]))


def _both(asked: _Asked) -> Iterator[Tree]:
    yield from (each.date for each in asked.dates if each.date is not None)


def _span(asked: _Asked) -> Tree | None:
    """The days from the one date to the other, which is not before it."""
    both = list(_both(asked))
    return Operation("difference", both[1], both[0]) if len(both) == 2 else None


def _moved(sign: str) -> Callable[[_Asked], Question | None]:
    """The date so many days after, or before, another one."""

    def moved(asked: _Asked) -> Question | None:
        if asked.dates[0].date is None:
            return None
        found = Operation(sign, asked.day, asked.numbers[0])
        return Question(found, Unknown("?"), answers=DATE, states=("date", (asked.day, found)))

    return moved


def _count(asked: _Asked) -> Question | None:
    return _counted(asked, [weekday_of(asked.named["weekday"])])


def _business_days(asked: _Asked) -> Question | None:
    return _counted(asked, range(5))


def _counted(asked: _Asked, weekdays: Sequence[int]) -> Question | None:
    """How many days from one date to another, both counted, are on some weekdays."""
    span, both = _span(asked), list(_both(asked))
    if span is None:
        return None
    # 0, unless the one date is before the other, which is in doubt.
    found: Tree = Operation("*", Constant(0), span)
    for number in weekdays:
        weeks = [
            Operation("//", Operation("+", each, Constant(3 - number + shift)), Constant(7))
            for each, shift in zip(both, (-1, 0), strict=True)
        ]
        found = Operation("+", found, Operation("-", weeks[1], weeks[0]))
    return Question(found, Unknown("?"), states=("weekdays", (*both, *map(Constant, weekdays))))


def _recurring(asked: _Asked) -> Question | None:
    """The day of the month on which its second Tuesday is, or its last one."""
    (moment,) = asked.dates
    # April 2022 is told like April 20: the number behind the month is the year.
    if moment.month is None or moment.year is not None:
        return None
    month, year = moment.month[0], moment.month[1]
    year = Numeral(year.index) if isinstance(year, Numeral) else year
    start = date_of(year, Constant(month), Constant(1))
    place = _ORDINALS.index(asked.named["ordinal"].lower())
    after = date_of(Operation("+", year, Constant(month // 12)), Constant(month % 12 + 1), Constant(1))
    if place == len(_ORDINALS) - 1:
        last = Operation("-", after, Constant(1))
        back = Operation("mod", Operation("-", _on_weekday(last, 7), asked.weekday), Constant(7))
        found = Operation("+", Operation("-", Operation("-", last, start), back), Constant(1))
    else:
        ahead = Operation(
            "mod", Operation("-", Operation("+", asked.weekday, Constant(7)), _on_weekday(start, 0)), Constant(7)
        )
        found = Operation("+", ahead, Constant(1 + 7 * place))
    return Question(found, Unknown("?"), states=("weekdays", (start, asked.weekday, Constant(place))))


def _on_weekday(day: Tree, more: int) -> Tree:
    """The weekday of a date, and so much more."""
    return Operation("+", Operation("weekday", Zero(), day), Constant(more))


def _leap(asked: _Asked) -> Question:
    return Question(Operation("leap", Zero(), asked.numbers[0]), Unknown("?"), answers="truth")


_SAME_YEAR = r"(?:,? (?:\(?(?:of|in) the same (?:year|month)\)?))?"
_FROM_TO = r"(?:from {d} (?:to|until|through) {d}|between {d} and {d})"
_PHRASES = (
    _Phrase(
        (
            r"is (?:the year )?{n} a leap year",
            r"(?:determine|tell me|decide) (?:if|whether) (?:the year )?{n} is a leap year",
        ),
        _leap,
    ),
    _Phrase(
        (
            rf"{_WHICH_DAY} (?:is|was|will be) {{d}}",
            rf"on {_WHICH_DAY} (?:did|does|will|is|was) {{d}}(?: fall)?",
            r"name the (?:day of the week|weekday) (?:for|of) {d}",
        ),
        _of_date,
    ),
    _Phrase(
        (
            rf"{_WHICH_DAY} (?:is|will be) {{n}} days? after (?:{{d}}|a? ?{_DAYS})",
            rf"if today is {{d}}, {_WHICH_DAY} will it be in {{n}} days?",
            rf"starting from {{d}}, {_WHICH_DAY} falls after a {{n}}-day jump",
            r"count forward {n} days? from {d} ?- what['’]?s the weekday",
        ),
        _later("+"),
    ),
    _Phrase(
        (
            rf"{_WHICH_DAY} (?:is|was) {{n}} days? before (?:{{d}}|a? ?{_DAYS})",
            rf"if today is {{d}}, {_WHICH_DAY} was it {{n}} days? ago",
            rf"starting from {{d}}, {_WHICH_DAY} was it {{n}} days? before",
            r"count backward {n} days? from {d} ?- what['’]?s the weekday",
        ),
        _later("-"),
    ),
    _Phrase(
        (
            rf"{_TODAY}{_ANY_DAY} (?:will it be|is it|will be|is|comes|falls) {_AHEAD}",
            rf"{_TODAY}{_ANY_DAY} (?:is|will) (?:it )?be {_AHEAD}",
            rf"{_ANY_DAY} (?:will it be|is it|will be|is|comes) {_AHEAD},? if (?:today is|it is) (?:a )?{_DAYS}(?: today)?",
            rf"{_ANY_DAY} (?:will it be|is it|will be|is|comes|falls) {{n}} days? (?:after|from) (?:a )?{_DAYS}",
        ),
        _later("+"),
    ),
    _Phrase(
        (
            rf"{_TODAY}{_ANY_DAY} was it {{n}} days? (?:ago|before|earlier)",
            rf"{_ANY_DAY} was it {{n}} days? ago,? if (?:today is|it is) (?:a )?{_DAYS}(?: today)?",
            rf"{_ANY_DAY} (?:is|was|comes|falls|was it) {{n}} days? before (?:a )?{_DAYS}",
        ),
        _later("-"),
    ),
    _Phrase((rf"if the first day of the year was an? {_DAYS}, {_WHICH_DAY} will {{d}} be",), _from_first_day),
    _Phrase((rf"given that {{d}} fell on an? {_DAYS}, {_WHICH_DAY} occurs on {{d}}",), _from_first_day),
    _Phrase((rf"in a year where {_DAYS} is {{d}}, name the weekday of {{d}}",), _from_first_day),
    _Phrase(
        (
            rf"if a meeting is scheduled on the {_ORDINAL} {_DAYS} of {{d}}, on which day of the month does it occur",
            rf"(?:on which day of the month is|what is the date of) the {_ORDINAL} {_DAYS} (?:of|in) {{d}}",
        ),
        _recurring,
    ),
    _Phrase(
        (
            rf"in {{d}}, if an event recurs on the {_ORDINAL} {_DAYS}, what is the date \(day of the month\) of the event",
        ),
        _recurring,
    ),
    _Phrase((rf"determine the day of the month for the {_ORDINAL} {_DAYS} (?:in|of) {{d}}",), _recurring),
    _Phrase((rf"how many {_DAYS}s are there {_FROM_TO} {_BOTH}",), _count),
    _Phrase((rf"count the occurrences of {_DAYS} {_FROM_TO} {_BOTH}",), _count),
    _Phrase((rf"between {{d}} and {{d}} {_BOTH}, how many times does {_DAYS} occur",), _count),
    _Phrase(
        (
            rf"how many business days \(monday-friday\) are there {_FROM_TO} {_BOTH}",
            rf"count the weekdays \(excluding weekends\) {_FROM_TO} {_BOTH}",
            rf"between {{d}} and {{d}} {_BOTH}, what['’]?s the total count of business days \(monday through friday\)",
        ),
        _business_days,
    ),
    _Phrase(
        # Between two dates some count neither of them.
        (
            rf"how many days (?:are there |pass |is it |is |are )?from {{d}} (?:to|until|till) {{d}}{_SAME_YEAR}",
            rf"how many days after {{d}} (?:is|does|comes|falls|was|will be) {{d}}{_SAME_YEAR}(?: come| fall| be)?",
            rf"{{d}}{_SAME_YEAR} (?:is|comes|falls) how many days after {{d}}",
        ),
        _between,
    ),
    _Phrase((rf"how many days before {{d}} (?:is|does|comes|falls|was) {{d}}{_SAME_YEAR}(?: come| fall)?",), _before),
    _Phrase(
        (r"(?:what|which) (?:date|day) is {n} days? (?:after|from) {d}", r"what is the date {n} days? after {d}"),
        _moved("+"),
    ),
    _Phrase(
        (r"(?:what|which) (?:date|day) (?:is|was) {n} days? before {d}", r"what is the date {n} days? before {d}"),
        _moved("-"),
    ),
)
