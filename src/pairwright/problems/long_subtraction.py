"""Written subtraction of numbers with two to four digits: in columns with borrowing, or place by place.

In columns 83-57 is 13-7=6, 7-5=2, 2*10+6=26: what is borrowed is kept in mind.  Place by place it is 83-50=33, 33-7=26.
Mistakes: the smaller digit from the larger one, the most frequent (Brown & Burton 1978; VanLehn 1990); borrowed without
taking it away from the next column; the operation beside it.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated, no_borrow
from pairwright.problems._digits import by_places, digits_of, from_digits, no_zeros, numbers_of
from pairwright.problems.kind import ProblemKind, View

_COUNTS = (2, 3, 4)


def _borrowing(count: int) -> dict[str, str]:
    """What each column takes from: one less where it has lent, and ten more where it borrows."""
    found, left = {}, f"{{a{count}_0}}"
    for place in range(count - 1):
        found[f"lends{count}_{place}"] = f"{left}<{{b{count}_{place}}}"
        found[f"top{count}_{place}"] = f"{left}+10*{{lends{count}_{place}}}"
        left = f"({{a{count}_{place + 1}}}-{{lends{count}_{place}}})"
    return found | {f"top{count}_{count - 1}": left}


def _in_columns(count: int) -> dict[str, str]:
    steps = {f"column_{place}": f"{{top{count}_{place}}}-{{b{count}_{place}}}" for place in range(count)}
    return steps | {"difference": from_digits([f"column_{place}" for place in reversed(range(count))])}


def _view(name: str, question: str, count: int, steps: dict[str, str], conditions: tuple[str, ...] = ()) -> View:
    a, b = f"{{a{count}}}", f"{{b{count}}}"
    shown = f"{a}-{b}"
    lent = "+".join(f"{10 ** (place + 1)}*{{lends{count}_{place}}}" for place in range(count - 1))
    mistakes: Ways = (
        *no_borrow(f"a{count}", f"b{count}"),
        *calculated("wrong_operation", f"{a}+{b}", shows=shown),
        *calculated("borrowed_from_nothing", f"{a}-{b}+{lent}", shows=shown),
    )
    # Of more digits only the longest: no question belongs to two views.
    return View(
        f"{name}_{count}", "-", question.format(a=a, b=b), shown, answer=(shown,), steps=steps, worked=tuple(steps),
        fact=Fact("+", (a, b, shown)),
        conditions=(f"{a}>{b}", *conditions, *([] if count == _COUNTS[-1] else [f"{a}<{10**count}"])),
        mistakes=mistakes, form="difference",
    )  # fmt: skip


def _views(count: int) -> tuple[View, View]:
    a, b = f"a{count}", f"b{count}"
    placed = by_places(a, "-", b, count, "without")
    return (
        _view("borrowing", "{a}-{b}=?", count, _in_columns(count)),
        _view("taken_by_places", "Subtract {b} from {a} place by place.", count, placed, no_zeros(b, count)),
    )


_RANGES, _NUMBERS = numbers_of(_COUNTS)
KIND = ProblemKind(
    name="long_subtraction",
    title="written subtraction, in columns or place by place",
    topic="written methods",
    ranges=_RANGES,
    parameters=_NUMBERS,
    given={name: each for count in _COUNTS for name, each in (digits_of(count) | _borrowing(count)).items()},
    views=tuple(view for count in _COUNTS for view in _views(count)),
)
