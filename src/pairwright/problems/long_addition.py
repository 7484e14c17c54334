"""Written addition of numbers with two to four digits: in columns with carries, or place by place.

In columns 57+48 is 7+8=15, 5+4+1=10, 10*10+5=105; the carry is kept in mind.  Place by place it is 57+40=97, 97+8=105.
Mistakes: the carry forgotten, the most frequent one, or written down in its column, 57+48 = 915 (Brown & Burton 1978);
the last place left out; the operation beside it.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated, no_carry
from pairwright.problems._digits import RANGES, digits, from_digits, places, range_of
from pairwright.problems.kind import ProblemKind, View

_COUNTS = (2, 3, 4)


def _in_columns(a: str, b: str, count: int) -> dict[str, str]:
    """Column by column from the right, then all digits together; carries and digits are kept in mind."""
    steps = {"column_0": f"{{{a}_0}}+{{{b}_0}}"}
    for place in range(1, count):
        steps |= {f"carry_{place}": f"{{column_{place - 1}}}//10", f"digit_{place}": f"{{column_{place - 1}}}%10"}
        steps[f"column_{place}"] = f"{{{a}_{place}}}+{{{b}_{place}}}+{{carry_{place}}}"
    return steps | {"sum": from_digits([f"column_{count - 1}", *(f"digit_{at}" for at in range(count - 1, 0, -1))])}


def _by_places(a: str, b: str, count: int) -> dict[str, str]:
    """The places of the second number added one after the other, the largest first."""
    steps, before = {}, f"{{{a}}}"
    for place in reversed(range(count)):
        steps[f"with_{place}"] = f"{before}+{{{b}_{place}_whole}}"
        before = f"{{with_{place}}}"
    return steps


def _view(name: str, question: str, count: int, steps: dict[str, str], conditions: tuple[str, ...] = ()) -> View:
    a, b = f"a{count}", f"b{count}"
    shown = f"{{{a}}}+{{{b}}}"
    mistakes: Ways = (
        *no_carry(a, b),
        *calculated("wrong_operation", f"{{{a}}}-{{{b}}}", shows=shown),
        *calculated("last_place_left_out", f"{{{a}}}+{{{b}}}-{{{b}}}%10", shows=shown),
    )
    if count == 2:
        written = f"({{{a}}}//10+{{{b}}}//10)*100+{{{a}}}%10+{{{b}}}%10"
        mistakes += calculated("carry_written_down", written, shows=shown)
    unwritten = tuple(each for each in steps if each.startswith(("carry", "digit")))
    # Of more digits only the longest: no question belongs to two views.
    return View(
        f"{name}_{count}", "+", question.format(f"{{{a}}}", f"{{{b}}}"), shown, answer=(shown,), steps=steps,
        worked=tuple(each for each in steps if each not in unwritten), fact=Fact("+", (f"{{{a}}}", f"{{{b}}}",
        shown)), conditions=(*conditions, *([] if count == _COUNTS[-1] else [f"{{{a}}}<{10**count}",
        f"{{{b}}}<{10**count}"])), mistakes=mistakes, form="sum", unwritten=unwritten,
    )  # fmt: skip


def _views(count: int) -> tuple[View, View]:
    a, b = f"a{count}", f"b{count}"
    no_zeros = tuple(f"{{{b}_{place}}}>0" for place in range(count - 1))
    return (
        _view("columns", "{}+{}=?", count, _in_columns(a, b, count)),
        _view("by_places", "Add {} and {} place by place.", count, _by_places(a, b, count), no_zeros),
    )


KIND = ProblemKind(
    name="long_addition",
    title="written addition, in columns or place by place",
    topic="written methods",
    ranges={range_of(count): RANGES[range_of(count)] for count in _COUNTS},
    parameters={f"{letter}{count}": range_of(count) for count in _COUNTS for letter in "ab"},
    given={
        name: each
        for count in _COUNTS
        for made in (digits(f"a{count}", count), digits(f"b{count}", count), places(f"b{count}", count))
        for name, each in made.items()
    },
    views=tuple(view for count in _COUNTS for view in _views(count)),
)
