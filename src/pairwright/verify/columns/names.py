"""Names and things told apart from what a text says: texts that differ in these alone are read once.

To read a story takes 0.5 ms, and 22 names with 16 things tell each in 352 ways.  So a name is written as another of its
sort, which every reader takes alike: a first name that is no other word, of the same sex, and as much of a plural.
Things are what no reader knows to be money, a unit, or a kind of something else.
"""

from __future__ import annotations

import re

# Who "he" may be, and she, and who may be either (those that end like several things stand apart); and things.
SORTS = tuple(
    names.split()
    for names in (
        "Ben Daniel Emil Felix Ivan Leo Liam Martin Noah Omar Oscar Paul Peter Robert Simon Tom",
        "Carlos Jonas Lucas Thomas",
        "Anna Clara Ella Emma Julia Laura Lena Maria Maya Mia Nina Nora Olga Sara Sofia",
        "Aisha Alex Finn Priya Yuki",
        "beads buttons candles cards coins eggs marbles pencils shells stamps stickers stones",
    )
)
_SORT_OF = {name: sort for sort in SORTS for name in sort}
_NAME = re.compile(rf"\b(?:{'|'.join(_SORT_OF)})\b")
# One thing, or a name without its capital, may be another word, or the same one again.
_OTHER_FORMS = {each for name in _SORT_OF for each in (name.lower(), name.capitalize(), name.rstrip("s"))}
_OTHER_FORMS |= {each.capitalize() for each in _OTHER_FORMS}
_OTHERWISE = re.compile(rf"\b(?:{'|'.join(sorted(_OTHER_FORMS - _SORT_OF.keys()))})\b")


def has_names(text: str) -> bool:
    """Whether there is a name or thing of a sort, in any form."""
    return _NAME.search(text) is not None or _OTHERWISE.search(text) is not None


def renamed(text: str) -> str:
    """The text with its names and things written as the first of their sorts, in the order in which they come.

    >>> renamed("Tom has 0 pears and 0 eggs. Omar has 0 more pears than Tom.")
    'Ben has 0 pears and 0 beads. Daniel has 0 more pears than Ben.'
    """
    if _NAME.search(text) is None or _OTHERWISE.search(text):
        return text
    given: dict[str, str] = {}
    taken = [iter(sort) for sort in SORTS]

    def another(match: re.Match[str]) -> str:
        name = match[0]
        if name not in given:
            given[name] = next(taken[SORTS.index(_SORT_OF[name])])
        return given[name]

    return _NAME.sub(another, text)
