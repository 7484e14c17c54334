"""Written addition of numbers with two to four digits: in columns with carries, or place by place.

In columns 57+48 is 7+8=15, 5+4+1=10, 10*10+5=105; the carry is kept in mind.  Place by place it is 57+40=97, 97+8=105.
Mistakes: the carry forgotten, the most frequent one, or written down in its column, 57+48 = 915 (Brown & Burton 1978);
the last place left out; the operation beside it.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated, no_carry
from pairwright.problems._digits import by_places, digits_of, in_columns, kept_in_mind, no_zeros, numbers_of
from pairwright.problems.kind import ProblemKind, View

_COUNTS = (2, 3, 4)


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
    unwritten = kept_in_mind(steps)
    # Of more digits only the longest: no question belongs to two views.
    return View(
        f"{name}_{count}", "+", question.format(f"{{{a}}}", f"{{{b}}}"), shown, answer=(shown,), steps=steps,
        worked=tuple(each for each in steps if each not in unwritten), fact=Fact("+", (f"{{{a}}}", f"{{{b}}}",
        shown)), conditions=(*conditions, *([] if count == _COUNTS[-1] else [f"{{{a}}}<{10**count}",
        f"{{{b}}}<{10**count}"])), mistakes=mistakes, form="sum", unwritten=unwritten,
    )  # fmt: skip


def _views(count: int) -> tuple[View, View]:
    a, b = f"a{count}", f"b{count}"
    columns = in_columns([f"{{{a}_{place}}}+{{{b}_{place}}}" for place in range(count)], "sum")
    placed = by_places(a, "+", b, count, "with")
    return (
        _view("columns", "{}+{}=?", count, columns),
        _view("by_places", "Add {} and {} place by place.", count, placed, no_zeros(b, count)),
    )


_RANGES, _NUMBERS = numbers_of(_COUNTS)
KIND = ProblemKind(
    name="long_addition",
    title="written addition, in columns or place by place",
    topic="written methods",
    ranges=_RANGES,
    parameters=_NUMBERS,
    given={name: each for count in _COUNTS for name, each in digits_of(count).items()},
    views=tuple(view for count in _COUNTS for view in _views(count)),
)
