"""Numbers taken apart in digits, for the methods of school: calculations that name them."""

from __future__ import annotations

# Ranges of numbers by how many digits they have; what is wider still is taken for more of the first digit.
RANGES = {
    "one_digit": (2, 9),
    "two_digits": (10, 99),
    "three_digits": (100, 999),
    "four_digits": (1000, 9999),
}
_COUNTED = dict(enumerate(RANGES, 1))


def range_of(count: int) -> str:
    """The range of numbers of so many digits."""
    return _COUNTED[count]


def digits(name: str, count: int) -> dict[str, str]:
    """The digits of a number, `name_0` the ones; the last one is all that stands before the others.

    >>> digits("a", 2)
    {'a_0': '{a}%10', 'a_1': '{a}//10'}
    """
    found = {f"{name}_{place}": f"{{{name}}}//{10**place}%10" for place in range(count - 1)}
    found |= {f"{name}_{count - 1}": f"{{{name}}}//{10 ** (count - 1)}"}
    return {each: calculation.replace("//1%", "%") for each, calculation in found.items()}


def places(name: str, count: int) -> dict[str, str]:
    """What each digit of a number stands for, over its digits: `name_1_whole` is ten times the second one."""
    return {f"{name}_{place}_whole": f"{{{name}_{place}}}*{10**place}" for place in range(count)}


def from_digits(names: list[str]) -> str:
    """The number that digits make, the first one first: `{c}*100+{b}*10+{a}`."""
    last = len(names) - 1
    return "+".join(f"{{{name}}}*{10 ** (last - at)}" if at < last else f"{{{name}}}" for at, name in enumerate(names))
