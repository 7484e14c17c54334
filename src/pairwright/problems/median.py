"""The median of three, four or five numbers; the reason takes the outer ones, two by two, from all.

What is asked of them is one fact with what sorts them.
Mistakes: the number in the middle before they are sorted, the most frequent one by far (Zawojewski & Shaughnessy 2000);
the mean, the middle of the range; of two in the middle only one.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import WHOLE, Decimal

_LETTERS = "abcde"


def _mistakes(numbers: list[str], shown: str) -> Ways:
    count, half = len(numbers), len(numbers) // 2
    ends = f"(smallest(1,{','.join(numbers)})+smallest({count},{','.join(numbers)}))/2"
    unsorted = numbers[half] if count % 2 else f"({numbers[half - 1]}+{numbers[half]})/2"
    middle = () if count % 2 else (f"{{s{count}_{half}}}", f"{{s{count}_{half + 1}}}")
    return (
        *calculated("not_sorted", unsorted, shows=shown),
        *calculated("mean_for_median", f"({'+'.join(numbers)})/{count}", shows=shown),
        *calculated("middle_of_range", ends, shows=shown),
        *(calculated("one_of_the_middle", *middle, shows=shown) if middle else ()),
    )


def _of_odd(count: int) -> dict[str, str]:
    """All numbers added up, then the outer ones taken away pair by pair."""
    steps = {"sum_2": "{a}+{b}"} | {
        f"sum_{place}": f"{{sum_{place - 1}}}+{{{_LETTERS[place - 1]}}}" for place in range(3, count + 1)
    }
    left = f"{{sum_{count}}}"
    for pair in range(1, count // 2 + 1):
        steps[f"outer_{pair}"] = f"{{s{count}_{pair}}}+{{s{count}_{count + 1 - pair}}}"
        steps[f"left_{pair}"] = f"{left}-{{outer_{pair}}}"
        left = f"{{left_{pair}}}"
    return steps


def _view(name: str, question: str, count: int) -> View:
    numbers = [f"{{{each}}}" for each in _LETTERS[:count]]
    outer = "".join(f"-({{s{count}_{pair}}}+{{s{count}_{count + 1 - pair}}})" for pair in range(1, count // 2 + 1))
    odd = count % 2 == 1
    shown = f"{'+'.join(numbers)}{outer}" if odd else f"({{s{count}_{count // 2}}}+{{s{count}_{count // 2 + 1}}})/2"
    return View(
        name,
        "median",
        question.format(f"{', '.join(numbers[:-1])} and {numbers[-1]}"),
        shown,
        answer=(f"{{s{count}_{count // 2 + 1}}}" if odd else shown,),
        type=WHOLE if odd else Decimal(1),
        steps=_of_odd(count) if odd else {"sum": f"{{s{count}_{count // 2}}}+{{s{count}_{count // 2 + 1}}}"},
        worked=tuple(_of_odd(count)) if odd else None,
        fact=Fact("order", tuple(numbers)),
        mistakes=_mistakes(numbers, shown),
        form="median",
        solution={} if odd else {"middle": "{s4_2}+{s4_3}", "value": "{middle}/2"},
    )


KIND = ProblemKind(
    name="median",
    title="the median of several numbers",
    topic="order and averages",
    ranges={"number": (1, 99)},
    parameters=dict.fromkeys(_LETTERS, "number"),
    given={
        f"s{count}_{place}": f"smallest({place},{','.join(f'{{{each}}}' for each in _LETTERS[:count])})"
        for count in (3, 4, 5)
        for place in range(1, count + 1)
    },
    views=(
        *(_view(f"median_of_{count}", "What is the median of {}?", count) for count in (3, 4, 5)),
        _view("median_of_3_in_list", "Find the median of the numbers {}.", 3),
    ),
)
