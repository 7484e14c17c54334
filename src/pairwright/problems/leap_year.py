"""Whether a year is a leap year, also where it ends a century: 2000 is one, 1900 is none.

Mistakes: the last digit alone looked at, as for any divisor (Zazkis & Campbell 1996), or taken for one where it is
even; every fourth year taken for one, every year that ends a century for none (school practice, without a published
frequency).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems._dates import leap
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import TRUTH


def _views(
    behind: str, year: str, divisor: int, conditions: tuple[str, ...], wrong: Mapping[str, str]
) -> Iterator[View]:
    """Of a year, and what it leaves over when it is divided by 4, or by 400."""
    shown = f"{{{year}}}-{divisor}*{{{year}_over}}"
    mistakes: Ways = tuple(way for name, claim in wrong.items() for way in calculated(name, claim, shows=shown))
    for name, question in (
        ("leap_year", f"Is {{{year}}} a leap year?"),
        ("whether_leap_year", f"Tell me whether the year {{{year}}} is a leap year."),
    ):
        yield View(
            f"{name}{behind}", "leap", question, shown, answer=(leap(year),), type=TRUTH, result=f"{{{year}_left}}",
            steps={"product": f"{divisor}*{{{year}_over}}", "rest": f"{{{year}}}-{{product}}"}, conditions=conditions,
            fact=Fact("leap", (f"{{{year}}}",)), mistakes=mistakes, form="leap_year",
        )  # fmt: skip


KIND = ProblemKind(
    name="leap_year",
    title="whether a year is a leap year",
    topic="quantities",
    ranges={"fourth": (400, 600), "other": (0, 1), "century": (16, 99)},
    parameters={"q": "fourth", "o": "other", "c": "century"},
    # Each fourth year has one beside it that is none, so that half of the answers are yes.
    given={"y": "4*{q}+{o}*(1+{q}%3)", "z": "100*{c}", "y_over": "{y}//4", "z_over": "{z}//400"}
    | {"y_left": "{y}%4", "z_left": "{z}%400"},
    conditions=("{o}>=0", "{o}<2", "{y}>=1583", "{y}<10000", "{c}>15", "{c}<100"),
    views=(
        *_views("", "y", 4, ("{y}%100!=0",), {"even_year": "{y}%2==0", "last_digit": "{y}%10%4==0"}),
        *_views(
            "_of_a_century", "z", 400, (),
            {"every_fourth_year": "{z}%4==0", "no_end_of_a_century": "({z}%4==0)*({z}%100!=0)"},
        ),
    ),
)  # fmt: skip
