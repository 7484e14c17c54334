"""What is counted, and so many of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Tree, Unknown
from pairwright.verify.stories.tokens import KINDS, Part
from pairwright.verify.stories.words import MONEY, PERIODS, TIMES

UNKNOWN = Unknown("?")
# The number of groups whose size is told.
UNTOLD = Unknown("n")


@dataclass(frozen=True)
class Thing:
    """What is counted: `box` of {red} boxes of `pencil`."""

    head: str
    marks: frozenset[str] = frozenset()
    of: str = ""


@dataclass(frozen=True)
class Amount:
    """So many of a thing.

    Attributes:
        thing: None where it is not said ("4 more").
        more: 'more' or 'fewer' where it is said ("4 more apples"), 'times' and 'half' of so many times as many.
        each: what each of them holds or costs ("with 8 pencils in each").
        inside: what each of holds so many ("8 pencils in each box").
        rate: in which time so many ("8 pages a day").
        price: what all of them cost ("for 8 dollars").
        groups: the groups that they come into or go among ("into 7 boxes", "among his 7 friends", "for 6 days").
        asides: where and when.
        part: of them so many percent, or which part.
        of_them: whether they are part of those spoken of ("4 of them").
    """

    tree: Tree
    thing: Thing | None
    more: str = ""
    each: Amount | None = None
    inside: Thing | None = None
    rate: str = ""
    price: Amount | None = None
    groups: Amount | None = None
    asides: frozenset[str] = frozenset()
    part: Part | None = None
    of_them: bool = False


def covers(asked: Thing, held: Thing) -> bool:
    """Whether what is held is among what is asked for: red apples among apples, apples among fruit."""
    if asked == MONEY_THING:
        return held.head in MONEY
    if asked.of and asked.of != held.of:
        whole = f"{asked.head} of {asked.of}"
        return not asked.marks and held.head in KINDS.get(whole, frozenset())
    if asked.head == held.head:
        return asked.marks <= held.marks
    return not asked.marks and held.head in KINDS.get(asked.head, frozenset())


MONEY_THING = Thing("money")


def sum_of(trees: Sequence[Tree]) -> Tree:
    """All of them added, from left to right."""
    return reduce(lambda one, other: Operation("+", one, other), trees)


def part_of(whole: Tree, part: Part) -> Tree:
    """`25% of them`, `half of them`, `3/7 of them`."""
    if isinstance(part, Operation):
        return Operation("*", part, whole)
    if isinstance(part, Constant):
        return Operation("/", whole, part)
    return Operation("*", Operation("/", part, Constant(100)), whole)


def is_time(keys: Iterable[str]) -> bool:
    """Whether one of the keys is a time, not a place."""
    return any(key.split()[-1].removeprefix("@") in _TIMES for key in keys)


_TIMES = TIMES | PERIODS | {"noon", "midnight", "lunch", "breakfast", "dinner", "first", "start", "beginning", "end"}


def is_number(tree: Tree) -> bool:
    """Whether an amount is told."""
    return isinstance(tree, Numeral)
