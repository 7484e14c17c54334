"""The mean of three, four or five numbers.

Mistakes: the sum not divided; divided by two, however many there are; the number in the middle of the range for the
mean (Mokros & Russell 1995); the median.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View

_LETTERS = "abcde"


def _view(count: int) -> View:
    # The last number is what makes the mean {m} of all.
    letters = [*(f"{{{each}}}" for each in _LETTERS[: count - 1]), f"{{last{count}}}"]
    total = "+".join(letters)
    sums = {"sum_2": f"{letters[0]}+{letters[1]}"}
    sums |= {f"sum_{place + 1}": f"{{sum_{place}}}+{letters[place]}" for place in range(2, count)}
    shown = f"({total})/{count}"
    mistakes: Ways = (
        *calculated("not_divided", total, shows=shown),
        *calculated("divided_by_two", f"({total})/2", shows=shown),
        *calculated(
            "median_for_mean",
            f"(smallest({(count + 1) // 2},{','.join(letters)})+smallest({count // 2 + 1},{','.join(letters)}))/2",
            shows=shown,
        ),
        *calculated("middle_of_range", f"(min({','.join(letters)})+max({','.join(letters)}))/2", shows=shown),
    )
    return View(
        f"mean_of_{count}",
        "mean",
        f"What is the mean of {', '.join(letters[:-1])} and {letters[-1]}?",
        shown,
        answer=("{m}",),
        steps=sums | {"mean": f"{{sum_{count}}}/{count}"},
        conditions=(f"{letters[-1]}>0", f"{letters[-1]}<=2*{{m}}"),
        fact=Fact("*" + "+" * (count - 1), (*letters, str(count), "{m}")),
        mistakes=mistakes,
        form="mean",
    )


KIND = ProblemKind(
    name="mean",
    title="the mean of several numbers",
    topic="order and averages",
    ranges={"number": (1, 60), "mean": (2, 60)},
    parameters=dict.fromkeys(_LETTERS[:-1], "number") | {"m": "mean"},
    given={
        f"last{count}": f"{count}*{{m}}-{'-'.join(f'{{{each}}}' for each in _LETTERS[: count - 1])}"
        for count in (3, 4, 5)
    },
    views=tuple(_view(count) for count in (3, 4, 5)),
)
