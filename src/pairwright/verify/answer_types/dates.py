"""Dates and times of day as people write them, over shapes: 2022-03-05, March 5, 2022, Sat Mar 05 2022 14:30:45, 9:40.

Answers in their form, too: a date as 2022-03-05 and time as 9:40, 0:14:38 or 2 days, 20:09.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pairwright.verify.answers.numbers import Claim
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Tree, Zero

# What a question may ask for (`Question.answers`), and what such an answer is (`Claim.choice`).
DATE, TIME = "date", "time"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = rf"(?:{'|'.join(each for name in _MONTHS for each in (name, name[:3]))}|sept)\.?"
_DAY = r"0(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<{}>0)(?!:))?"
_NAMED = (
    rf"(?:(?P<weekday>{_WEEKDAY}),? )?(?:(?P<month>{_MONTH}) {_DAY}{_YEAR.format('year')}"
    rf"|{_DAY} (?:of )?(?P<behind>{_MONTH}){_YEAR.format('year_behind')})"
)
_SIGNS = rf"(?P<iso>0-0-0)(?: \((?P<in_brackets>{_WEEKDAY})\))?|(?P<slashes>0/0/0)"
_TIME = r"0:0(?::0(?:\.0)?)?"
_MOMENT = re.compile(
    rf"(?<![0A-Za-z/:.-])(?:(?P<date>{_NAMED}|{_SIGNS})(?:(?:,? (?:at )?)(?P<time>{_TIME}))?|(?P<alone>{_TIME}))"
    rf"(?P<offset>(?<=0) [-+]0)?(?![0/]|[:.-]0|[A-Za-z])",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(rf"(?:(?P<days>0) days?,? (?:and )?)?(?P<time>{_TIME})", re.IGNORECASE)
_NO_GROUPS = re.compile(r"\?P<\w+>")
# Of answers, in declared wording in shapes and in texts, and of anyone.
DATE_IN_SHAPES, DATE_IN_TEXTS = "0-0-0", "[0-9]+-[0-9]{2}-[0-9]{2}"
TIME_IN_SHAPES, TIME_IN_TEXTS = "0:0", "[0-9]+:[0-9]{2}"
_BEHIND = r"(?![A-Za-z0/]|[:.-]0|[ ]?[-+*/][ ]?0)"
DATE_FREE = rf"(?:{_NO_GROUPS.sub('?:', f'{_NAMED}|0-0-0')}){_BEHIND}"
TIME_FREE = rf"(?:0 days?,? (?:and )?)?{_TIME}{_BEHIND}"


class Moment(NamedTuple):
    """A date, a time of day, or both.

    Attributes:
        start: where it stands.
        end: where it ends.
        month: the number of the month and the day in it, of a date in which the month has a name; None of others.
        year: the year; None where there is none.
        weekday: the number of the weekday that is told with it; None where none is.
        date: the date; None of a time alone, or without a year.
        time: the seconds of the day; None where there are none.
        offset: the seconds by which its time zone is ahead; None where none is told.
        parts: of how many numbers the time is made.
    """

    start: int
    end: int
    month: tuple[int, Tree] | None
    year: Tree | None
    weekday: int | None
    date: Tree | None
    time: Tree | None
    offset: Tree | None
    parts: int

    @property
    def seconds(self) -> Tree | None:
        """The seconds from a moment that is one for all; None of a date without a year."""
        found = self.time or Zero()
        if self.offset is not None:
            found = Operation("-", found, self.offset)
        if self.date is not None:
            found = Operation("+", Operation("*", self.date, Constant(86_400)), found)
        return None if self.date is None and self.month is not None else found


def moments(text: str, first: int) -> Iterator[Moment]:
    """The dates and times in a text, its runs of digits counted from the first one's."""
    for match in _MOMENT.finditer(text):
        run = first + text.count("0", 0, match.start())
        told = match["weekday"] or match["in_brackets"]
        weekday = weekday_of(told) if told else None
        month, year, day = _dated(match, run) if match["date"] else (None, None, None)
        found = None if month is None or year is None or day is None else date_of(year, month, day, weekday)
        time, offset = match["time"] or match["alone"], match["offset"]
        at = run + (match["date"] or "").count("0")
        named = (month.value, day) if isinstance(month, Constant) and day is not None else None
        zone = _offset(offset, at + (time or "").count("0")) if offset else None
        parts = time.count("0") if time else 0
        yield Moment(*match.span(), named, year, weekday, found, _of_day(time, at) if time else None, zone, parts)


def date_of(year: Tree, month: Tree, day: Tree, weekday: int | None = None) -> Tree:
    """The tree of a date, which is in doubt where it is on another weekday than it is said to be."""
    found = Operation("date", Operation("month", year, month), day)
    return found if weekday is None else Operation("on weekday", found, Constant(weekday))


def weekday_of(name: str) -> int:
    """The number of a weekday, by its name or what that is cut to."""
    return [each[:3] for each in WEEKDAYS].index(name[:3].capitalize())


def month_of(name: str) -> int:
    """The number of a month, from 1, by its name or what that is cut to."""
    return [each[:3] for each in _MONTHS].index(name[:3].lower()) + 1


def _dated(match: re.Match[str], run: int) -> tuple[Tree, Tree | None, Tree]:
    """Month, year and day."""
    if match["iso"]:
        return Numeral(run + 1, padded=2), Numeral(run), Numeral(run + 2, padded=2)
    if match["slashes"]:
        month, day = (Numeral(run + place, padded=2) for place in (0, 1))
        return Operation("month first", month, day), Numeral(run + 2), day
    year = match["year"] or match["year_behind"]
    named = Constant(month_of(match["month"] or match["behind"]))
    return named, Numeral(run + 1) if year else None, Numeral(run, padded=2)


def _of_day(written: str, run: int) -> Tree:
    """The seconds of a day that a time is."""
    minutes = Operation("clock", Numeral(run, padded=2), Numeral(run + 1, padded=2))
    return Operation("sixtieths", minutes, _seconds(written, run))


def _seconds(written: str, run: int) -> Tree:
    return Numeral(run + 2, decimal="." in written, padded=2) if written.count(":") == 2 else Zero()


def _offset(written: str, run: int) -> Tree:
    """The seconds of a time zone: +0530 is five hours and a half ahead."""
    number, hundred = Numeral(run, padded=4), Constant(100)
    minutes = Operation("sixtieths", Operation("//", number, hundred), Operation("mod", number, hundred))
    found = Operation("*", minutes, Constant(60))
    return Operation("-", Zero(), found) if "-" in written else found


def date_claim(written: str, first: int) -> Claim | None:
    """The claim that a written date is; None where it has no year."""
    found = [each for each in moments(written, first) if each.start == 0 and each.end == len(written)]
    tree = found[0].date if found and found[0].time is None else None
    return None if tree is None else Claim(tree, choice=DATE)


def time_claim(written: str, first: int) -> Claim | None:
    """The claim in seconds that a written time is, one of a day or one that has passed."""
    match = _ONE_TIME.fullmatch(written)
    if match is None:
        return None
    run = first + bool(match["days"])
    hours = Operation("sixtieths", Numeral(run, padded=2), Numeral(run + 1, padded=2))
    found: Tree = Operation("sixtieths", hours, _seconds(match["time"], run))
    if match["days"]:
        found = Operation("+", Operation("*", Numeral(first), Constant(86_400)), found)
    return Claim(found, choice=TIME)


def date_text(parts: Sequence[Fraction]) -> str:
    """A date as it is told.

    >>> date_text([Fraction(19_056)])
    '2022-03-05'
    """
    (days,) = parts
    ordinal = int(days) + date(1970, 1, 1).toordinal()
    return date.fromordinal(ordinal).isoformat() if 0 < ordinal <= date.max.toordinal() else str(days)


def time_text(parts: Sequence[Fraction]) -> str:
    """Time as it is told.

    >>> time_text([Fraction(9 * 3600 + 300)]), time_text([Fraction(90_061) + Fraction(1, 4)])
    ('9:05', '1 days, 1:01:01.250')
    """
    (seconds,) = parts
    days, rest = divmod(seconds, 86_400)
    minutes, left = divmod(rest, 60)
    hours = f"{f'{days} days, ' if days else ''}{int(minutes) // 60}:{int(minutes) % 60:02d}"
    if not left:
        return hours
    thousandths = left * 1000
    if thousandths.denominator != 1:
        return str(seconds)
    behind = f".{int(thousandths) % 1000:03d}" if int(thousandths) % 1000 else ""
    return f"{hours}:{int(left):02d}{behind}"
