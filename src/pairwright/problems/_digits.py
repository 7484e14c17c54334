"""Numbers taken apart in digits, for the methods of school: calculations that name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def in_base(names: str) -> str:
    """The number that three digits make in base b: `{x}*{b}*{b}+{y}*{b}+{z}`."""
    first, second, third = (f"{{{name}}}" for name in names)
    return f"{first}*{{b}}*{{b}}+{second}*{{b}}+{third}"


def numbers_of(counts: Sequence[int]) -> tuple[dict[str, tuple[int, int]], dict[str, str]]:
    """The ranges and the parameters of two numbers of as many digits as each count says, `a3` and `b3`."""
    ranges = {range_of(count): RANGES[range_of(count)] for count in counts}
    return ranges, {f"{letter}{count}": range_of(count) for count in counts for letter in "ab"}


def digits_of(count: int) -> dict[str, str]:
    """The digits of two such numbers, and what those of the second stand for."""
    return digits(f"a{count}", count) | digits(f"b{count}", count) | places(f"b{count}", count)


def one_by_one(start: str, sign: str, terms: Mapping[str, str], name: str) -> dict[str, str]:
    """Numbers added or taken away one after the other: suffix of the step's name -> number.

    >>> one_by_one("{a}", "+", {"b": "b", "c": "c"}, "with")
    {'with_b': '{a}+{b}', 'with_c': '{with_b}+{c}'}
    """
    steps: dict[str, str] = {}
    for suffix, number in terms.items():
        steps[f"{name}_{suffix}"] = f"{start}{sign}{{{number}}}"
        start = f"{{{name}_{suffix}}}"
    return steps


def by_places(a: str, sign: str, b: str, count: int, name: str) -> dict[str, str]:
    """The places of the second number added or taken away one after the other, the largest first."""
    return one_by_one(f"{{{a}}}", sign, {str(at): f"{b}_{at}_whole" for at in reversed(range(count))}, name)


def no_zeros(b: str, count: int) -> tuple[str, ...]:
    """That no digit is 0 but maybe the first, whose place is never one."""
    return tuple(f"{{{b}_{place}}}>0" for place in range(count - 1))


def in_columns(columns: Sequence[str], name: str) -> dict[str, str]:
    """Column by column from the right, with what is carried, then all digits together; see `kept_in_mind`."""
    steps, last = {"column_0": columns[0]}, len(columns) - 1
    for place, column in enumerate(columns[1:], 1):
        steps |= {f"carry_{place}": f"{{column_{place - 1}}}//10", f"digit_{place}": f"{{column_{place - 1}}}%10"}
        steps[f"column_{place}"] = f"{column}+{{carry_{place}}}"
    return steps | {name: from_digits([f"column_{last}", *(f"digit_{at}" for at in range(last, 0, -1))])}


def kept_in_mind(steps: Mapping[str, str]) -> tuple[str, ...]:
    """The carries and the digits among steps in columns."""
    return tuple(each for each in steps if each.startswith(("carry", "digit")))
