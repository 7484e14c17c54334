"""Three to five numbers in order, the smallest or the largest first; the reason is how far each is from the next.

Mistakes: by size whatever the sign, 2, -3, 5 (KINDS 22); as text, 12 before 5; the other way round.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import Listed

_LETTERS = "abcde"
_MOST = 999


def _by(keys: list[str], place: int) -> str:
    """The number whose key is at a place: a key has room for it, {a} above -1000."""
    packed = ",".join(f"({key})*2000+{{{letter}}}+1000" for key, letter in zip(keys, _LETTERS, strict=False))
    return f"smallest({place},{packed})%2000-1000"


def _gaps(count: int) -> dict[str, str]:
    """How far each number is from the next, and all of that together."""
    steps = {f"gap_{place}": f"{{s{count}_{place + 1}}}-{{s{count}_{place}}}" for place in range(1, count)}
    steps |= {"total_2": "{gap_1}+{gap_2}"}
    return steps | {f"total_{place}": f"{{total_{place - 1}}}+{{gap_{place}}}" for place in range(3, count)}


def _view(count: int, order: str) -> View:
    letters, places = _LETTERS[:count], range(1, count + 1) if order == "ascending" else range(count, 0, -1)
    numbers = [f"{{{letter}}}" for letter in letters]
    # As text, a minus comes first, and a number of fewer digits is compared as if it had three.
    as_text = [f"({x}>=0)*1000+abs({x})*(1+9*(abs({x})<100))*(1+9*(abs({x})<10))" for x in numbers]
    right = tuple(f"smallest({place},{','.join(numbers)})" for place in places)
    gaps = "+".join(f"({{s{count}_{place + 1}}}-{{s{count}_{place}}})" for place in range(1, count))
    # The first of those that are left is looked for, until one is left.
    first, ordered = "min" if order == "ascending" else "max", [f"{{s{count}_{place}}}" for place in places]
    found = {f"at_{at}": f"{first}({', '.join(numbers if at == 1 else ordered[at - 1 :])})" for at in range(1, count)}
    return View(
        f"sort_{count}_{order}", "sort", f"Sort {', '.join(numbers)} in {order} order.", gaps, answer=right,
        type=Listed(count, _MOST, -_MOST),
        result=f"{{range_{count}}}",
        steps=_gaps(count),
        conditions=tuple(f"{{s{count}_{place}}}<{{s{count}_{place + 1}}}" for place in range(1, count)),
        fact=Fact("order", tuple(numbers)),
        mistakes=(
            *calculated(
                "sign_ignored", tuple(_by([f"abs({each})" for each in numbers], place) for place in places), shows=gaps
            ),
            *calculated("as_text", tuple(_by(as_text, place) for place in places), shows=gaps),
            *calculated("other_way_round", right[::-1], shows=gaps),
        ),
        form="sort", solution=found, solved=(*(f"{{{each}}}" for each in found), ordered[-1]),
    )  # fmt: skip


KIND = ProblemKind(
    name="number_sorting",
    title="numbers in order",
    topic="order and averages",
    ranges={"number": (-99, 150)},
    parameters=dict.fromkeys(_LETTERS, "number"),
    given={
        f"s{count}_{place}": f"smallest({place},{','.join(f'{{{each}}}' for each in _LETTERS[:count])})"
        for count in (3, 4, 5)
        for place in range(1, count + 1)
    }
    | {f"range_{count}": f"{{s{count}_{count}}}-{{s{count}_1}}" for count in (3, 4, 5)},
    views=tuple(_view(count, order) for count in (3, 4, 5) for order in ("ascending", "descending")),
)
