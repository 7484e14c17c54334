"""Which of three or four numbers is closest to another: the reason is how far it is.

Mistakes: the number before it alone looked at, or the one behind it; the one that is furthest away, as if that were
asked; the sign of numbers ignored, -12 close to 10 (KINDS 22).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_LETTERS = "abcd"
# A distance has room for its number beside it, both below 1000; what does not count is as far as nothing is.
_FAR = 1500


def _least(place: int, keys: list[str], numbers: list[str]) -> str:
    """The number whose key is at a place among all keys."""
    packed = (f"({key})*2000+{number}+1000" for key, number in zip(keys, numbers, strict=True))
    return f"smallest({place},{','.join(packed)})%2000-1000"


def _view(name: str, question: str, count: int) -> View:
    numbers = [f"{{{each}}}" for each in _LETTERS[:count]]
    distances = [f"abs({each}-{{t}})" for each in numbers]
    above, below = (
        [f"{far}+{_FAR}*({each}{sign}{{t}})" for far, each in zip(distances, numbers, strict=True)] for sign in "<>"
    )
    shown = f"{{high{count}}}-{{low{count}}}"
    letters = _LETTERS[:count]
    kept = {f"upper_{each}": f"max({{{each}}},{{t}})" for each in letters}
    kept |= {f"lower_{each}": f"min({{{each}}},{{t}})" for each in letters}
    apart = {f"from_{each}": f"{{upper_{each}}}-{{lower_{each}}}" for each in letters}
    far = [f"{{from_{each}}}" for each in letters]
    return View(
        name,
        "closest",
        question.format(f"{', '.join(numbers[:-1])} and {numbers[-1]}"),
        shown, answer=(f"{{near{count}}}",), result=f"{{far{count}}}", steps={"distance": shown},
        conditions=(
            f"smallest(1,{','.join(distances)})<smallest(2,{','.join(distances)})",
            *(f"{one}!={other}" for at, one in enumerate(numbers) for other in (*numbers[:at], "{t}")),
        ),
        fact=Fact("closest", ("{t}", *numbers)),
        mistakes=(
            *calculated("one_side_only", _least(1, above, numbers), _least(1, below, numbers), shows=shown),
            *calculated("furthest", _least(count, distances, numbers), shows=shown),
            *calculated(
                "sign_ignored", _least(1, [f"abs(abs({each})-abs({{t}}))" for each in numbers], numbers), shows=shown
            ),
        ),
        form="closest", solution=kept | apart, solved=(_least(1, far, numbers),), unwritten=tuple(kept),
    )  # fmt: skip


def _given(count: int) -> dict[str, str]:
    numbers = [f"{{{each}}}" for each in _LETTERS[:count]]
    near = _least(1, [f"abs({each}-{{t}})" for each in numbers], numbers)
    ends = {f"high{count}": f"max({{near{count}}},{{t}})", f"low{count}": f"min({{near{count}}},{{t}})"}
    return {f"near{count}": near} | ends | {f"far{count}": f"{{high{count}}}-{{low{count}}}"}


KIND = ProblemKind(
    name="closest_number",
    title="which of several numbers is closest to another",
    topic="order and averages",
    ranges={"number": (-99, 150), "target": (-60, 120)},
    parameters=dict.fromkeys(_LETTERS, "number") | {"t": "target"},
    given=_given(3) | _given(4),
    views=(
        _view("closest_of_3", "Which of {} is closest to {{t}}?", 3),
        _view("closest_of_4", "Which of {} is closest to {{t}}?", 4),
        _view("nearest_of_3", "What is the closest to {{t}} in {}?", 3),
        _view("nearest_of_4", "What is the closest to {{t}} in {}?", 4),
    ),
)
