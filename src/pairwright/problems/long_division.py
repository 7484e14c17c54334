"""Written division without a remainder: digit by digit (long division), or in chunks of hundreds, tens and ones.

952/4 digit by digit is 9//4=2, 9-2*4=1, 1*10+5=15, 15//4=3 and so on to 2*100+3*10+8=238; in chunks it is 800/4=200,
120/4=30, 32/4=8, 200+30+8=238.
Mistakes: each digit divided by itself, its rest forgotten; a zero in the quotient left out; the operation beside it
(KINDS 5 and 8: school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated, remainder_slip
from pairwright.problems._digits import RANGES, digits, from_digits, places, range_of
from pairwright.problems.kind import ProblemKind, View

_COUNTS = (2, 3)


def _digit_by_digit(count: int) -> dict[str, str]:
    """From the left: how often the divisor goes into what is there, what is left over, the next digit brought down."""
    steps, there = {}, f"{{n{count}_{count - 1}}}"
    for place in reversed(range(count)):
        steps[f"times_{place}"] = f"{there}//{{b}}"
        if place:
            steps[f"left_{place}"] = f"{there}-{{times_{place}}}*{{b}}"
            steps[f"next_{place}"] = f"{{left_{place}}}*10+{{n{count}_{place - 1}}}"
            there = f"{{next_{place}}}"
    return steps | {"quotient": from_digits([f"times_{place}" for place in reversed(range(count))])}


def _in_chunks(count: int) -> dict[str, str]:
    steps = {f"chunk_{place}": f"{{q{count}_{place}_times}}/{{b}}" for place in reversed(range(count))}
    return steps | {"quotient": "+".join(f"{{chunk_{place}}}" for place in reversed(range(count)))}


def _view(name: str, question: str, count: int, steps: dict[str, str], where: tuple[str, ...] = ()) -> View:
    dividend, q = f"{{n{count}}}", f"{{q{count}}}"
    shown = f"{dividend}/{{b}}"
    mistakes: Ways = (
        *remainder_slip(dividend, "b", shown),
        *calculated("wrong_operation", f"{dividend}*{{b}}", shows=shown),
        *calculated("last_digit_left_out", f"{q}//10", shows=shown),
    )
    # Of more digits only the longest: no question belongs to two views.
    return View(
        f"{name}_{count}", "/", question.format(dividend, "{b}"), shown, answer=(q,), steps=steps,
        worked=tuple(steps), fact=Fact("*", (dividend, "{b}", q)),
        conditions=where if count == _COUNTS[-1] else (*where, f"{q}<{10**count}"), mistakes=mistakes,
        form="quotient",
    )  # fmt: skip


def _views(count: int) -> tuple[View, View]:
    no_zeros = tuple(f"{{q{count}_{place}}}>0" for place in range(count - 1))
    return (
        _view("long_division", "Divide {} by {} by long division.", count, _digit_by_digit(count)),
        _view("chunks", "Divide {} by {} in chunks.", count, _in_chunks(count), no_zeros),
    )


def _given(count: int) -> dict[str, str]:
    """The dividend and its digits (it may have one more), and what each place of the quotient takes from it."""
    quotient = digits(f"q{count}", count) | places(f"q{count}", count)
    taken = {f"q{count}_{place}_times": f"{{q{count}_{place}_whole}}*{{b}}" for place in range(count)}
    return {f"n{count}": f"{{q{count}}}*{{b}}"} | digits(f"n{count}", count) | quotient | taken


KIND = ProblemKind(
    name="long_division",
    title="written division, digit by digit or in chunks",
    topic="written methods",
    ranges={name: RANGES[name] for name in ("one_digit", *map(range_of, _COUNTS))},
    parameters={"b": "one_digit"} | {f"q{count}": range_of(count) for count in _COUNTS},
    given={name: each for count in _COUNTS for name, each in _given(count).items()},
    views=tuple(view for count in _COUNTS for view in _views(count)),
)
