"""Numbers in English words: "one hundred and ninety-five", "two thirds", "three point five"."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SMALL = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 20 + 10 * i for i, word in enumerate(_TENS.split())
}
_SMALL["fourty"] = 40
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_FRACTIONS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_FRACTIONS |= {word: 3 + i for i, word in enumerate(_ORDINALS.split())} | {
    f"{word}s": 3 + i for i, word in enumerate(_ORDINALS.split())
}
_ANY = "|".join(sorted([*_SMALL, *_SCALES, *_FRACTIONS, "hundred", "point"], key=len, reverse=True))
START = "|".join(sorted(_SMALL, key=len, reverse=True))
# A number in words; whether its words make one is told by `worded`.
WORDED = rf"(?:{START})\b(?:(?:[ \t]+and[ \t]+|[ \t]*-[ \t]*|[ \t]+|,[ \t]+)(?:{_ANY})\b){{0,30}}"
# The same in a question, where "a hundred" is a number, too.
WORDED_ASKED = WORDED.replace("(?:", rf"(?:a(?=[ \t]+(?:hundred|{'|'.join(_SCALES)})\b)|", 1)
# A word that is a number, or part of one.
NUMBER_WORDS = frozenset([*_SMALL, *_SCALES, *_FRACTIONS, "hundred", "dozen", "score"])
# What may part two numbers.
_JOINT = re.compile(r"[ \t]+and[ \t]+|,[ \t]+", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")


def worded(text: str) -> tuple[int, int] | None:
    """Numerator and denominator of a number in words; None if they make none.

    >>> worded("one thousand two hundred and thirty-four"), worded("two thirds"), worded("three point one four")
    ((1234, 1), (2, 3), (314, 100))
    """
    words = [word for word in _WORD.findall(text.lower()) if word != "and"]
    words[:1] = ["one" if words[0] == "a" else words[0]]
    if "point" in words:
        at = words.index("point")
        whole, digits = _whole(words[:at]), [_SMALL.get(word, 10) for word in words[at + 1 :]]
        if whole is None or not digits or max(digits) > 9:
            return None
        return int(f"{whole}{''.join(map(str, digits))}"), 10 ** len(digits)
    below = _FRACTIONS.get(words[-1], 1)
    whole = _whole(words[:-1] if below > 1 else words)
    return None if whole is None else (whole, below)


def longest_number(written: str) -> str:
    """What of some words, from the first on, makes a number; '' if nothing does.

    >>> longest_number("three and four"), longest_number("one hundred and five, six")
    ('three', 'one hundred and five')
    """
    while written and worded(written) is None:
        joints = list(_JOINT.finditer(written))
        written = written[: joints[-1].start()] if joints else ""
    return written


def _whole(words: list[str]) -> int | None:
    """The whole number that words make, if each stands where it may."""
    total, group, largest = 0, 0, 10**15
    room = 1000
    for word in words:
        if word in _SMALL:
            value = _SMALL[word]
            # Twenty-five, hundred twenty: each smaller than what is left open by the one before.
            if value >= room or (value == 0 and len(words) > 1):
                return None
            group += value
            room = 10 if value >= 20 else 1
        elif word == "hundred":
            if not 0 < group < 100:
                return None
            group, room = group * 100, 100
        elif word in _SCALES:
            if not group or _SCALES[word] >= largest:
                return None
            largest = _SCALES[word]
            total, group, room = total + group * largest, 0, 1000
        else:
            return None
    return total + group if words else None
