"""One of several numbers by its place in order, the second largest, the third; the reason tells how far from the end.

What is asked of them is one fact with what sorts them.
Mistakes: counted from the other end, as if the other were asked; one place too far or not far enough; by size whatever
the sign (KINDS 22); the number that stands at that place before they are sorted.
"""

from __future__ import annotations

from itertools import pairwise

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_LETTERS = "abcde"
_RANKS = {2: "second", 3: "third"}


def _at(place: int, numbers: list[str]) -> str:
    return f"smallest({place},{','.join(numbers)})"


def _by_size(place: int, numbers: list[str]) -> str:
    """The number at a place by sizes: a size has room for its number beside it, both below 1000."""
    return _at(place, [f"abs({each})*2000+{each}+1000" for each in numbers]) + "%2000-1000"


def _view(name: str, question: str, count: int, rank: int, size: str) -> View:
    letters = _LETTERS[:count]
    numbers = [f"{{{each}}}" for each in letters]
    place, further, nearer = rank, rank + 1, rank - 1
    if size == "largest":
        place, further, nearer = count + 1 - rank, count - rank, count + 2 - rank
    ordered = [f"{{s{count}_{each}}}" for each in range(1, count + 1)]
    end = ordered[-1] if size == "largest" else ordered[0]
    shown = f"{end}-{ordered[place - 1]}" if size == "largest" else f"{ordered[place - 1]}-{end}"
    # The last is looked for, and left out: so many times.
    most, left = ("max", ordered) if size == "largest" else ("min", ordered[::-1])
    found = {f"at_{at}": f"{most}({', '.join(left[: count + 1 - at])})" for at in range(2, rank + 1)}
    return View(
        name, "rank",
        question.format(rank=_RANKS[rank], size=size, numbers=f"{', '.join(numbers[:-1])} and {numbers[-1]}"),
        shown, answer=(_at(place, numbers),), result=f"{{from_{size}_{rank}_of_{count}}}", steps={"apart": shown},
        conditions=tuple(f"{one}<{other}" for one, other in pairwise(ordered)),
        fact=Fact("order", tuple(numbers)),
        mistakes=(
            *calculated("from_the_other_end", _at(count + 1 - place, numbers), shows=shown),
            *calculated("one_place_off", _at(further, numbers), _at(nearer, numbers), shows=shown),
            *calculated("sign_ignored", _by_size(place, numbers), shows=shown),
            *calculated("not_sorted", numbers[rank - 1], shows=shown),
        ),
        form=f"{_RANKS[rank]}_{size}",
        solution={"at_1": f"{most}({', '.join(numbers)})"} | found,
    )  # fmt: skip


_QUESTIONS = ("What is the {rank} {size} of {numbers}?", "Which of {numbers} is the {rank} {size}?")
_ASKED = ((4, 2, "largest"), (4, 2, "smallest"), (5, 2, "largest"), (4, 3, "largest"))

KIND = ProblemKind(
    name="kth_largest",
    title="the second or third of several numbers by size",
    topic="order and averages",
    ranges={"number": (-99, 150)},
    parameters=dict.fromkeys(_LETTERS, "number"),
    given={
        f"s{count}_{place}": _at(place, [f"{{{each}}}" for each in _LETTERS[:count]])
        for count in (4, 5)
        for place in range(1, count + 1)
    }
    | {"from_largest_2_of_4": "{s4_4}-{s4_3}", "from_largest_3_of_4": "{s4_4}-{s4_2}"}
    | {"from_largest_2_of_5": "{s5_5}-{s5_4}", "from_smallest_2_of_4": "{s4_2}-{s4_1}"},
    views=tuple(
        _view(f"{_RANKS[rank]}_{size}_of_{count}{suffix}", question, count, rank, size)
        for count, rank, size in _ASKED
        for suffix, question in zip(("", "_named"), _QUESTIONS, strict=True)
    ),
)
