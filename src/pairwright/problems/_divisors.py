"""The divisors of a number as numbers of a kind, and the views that ask for the list of them and how many they are."""

from __future__ import annotations

from collections.abc import Mapping

from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import View
from pairwright.values.types import SetOf

# More are not listed.
_PLACES = range(1, 9)
_LIST = SetOf(len(_PLACES), 200, absent=0)


def divisors(letter: str, of: str) -> dict[str, str]:
    """The divisors of a number by size, one more than are listed, 0 for those that it does not have.

    >>> list(divisors("d", "n").items())[::8]
    [('d1', 'divisor({n},1)'), ('d9', 'divisor({n},9)')]
    """
    return {f"{letter}{place}": f"divisor({{{of}}},{place})" for place in (*_PLACES, len(_PLACES) + 1)}


def listed(letter: str) -> tuple[str, ...]:
    """The divisors that are listed, as calculations."""
    return tuple(f"{{{letter}{place}}}" for place in _PLACES)


def counted(letter: str) -> str:
    """How many of those there are."""
    return "+".join(f"({each}>0)" for each in listed(letter))


def divisor_views(
    of: str,
    questions: Mapping[str, str],
    shown: str,
    steps: Mapping[str, str],
    lists: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, str],
) -> tuple[View, ...]:
    """Views that ask for the divisors `d1`, `d2`, ... of a number.

    Args:
        of: the number.
        questions: name -> question; the last asks how many they are, the others for the list.
        shown: the calculation of the reason.
        steps: see `View`.
        lists: the mistakes in lists, with what is listed.
        counts: those in counting, with what they come to.

    """
    *in_words, number = questions
    listing: Ways = tuple(way for name, wrong in lists.items() for way in calculated(name, wrong, shows=shown))
    counting: Ways = tuple(way for name, wrong in counts.items() for way in calculated(name, wrong, shows=shown))
    few = (f"{{d{len(_PLACES) + 1}}}==0", f"{{{of}}}<={_LIST.highest}")
    return (
        *(
            View(
                name, "divisors", questions[name], shown, answer=listed("d"), type=_LIST, result=f"{{{of}}}",
                steps=steps, conditions=few, mistakes=listing, form=in_words[0],
            )
            for name in in_words
        ),
        View(
            number, "divisors", questions[number], shown, answer=(counted("d"),), result=f"{{{of}}}",
            steps=steps, conditions=few, mistakes=counting,
        ),
    )  # fmt: skip
