"""Ways to an answer by what of some is of one kind: by a ratio, by how many are red, by who is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairwright.verify.questions.trees import Operation, Tree
from pairwright.verify.stories.ledger import Ledger
from pairwright.verify.stories.questions import Query
from pairwright.verify.stories.things import Thing, covers

# Who is not the one is the other.
_HALVES = ({"boy", "girl"}, {"man", "woman"})
# Who are nobody but the two of a pair.
_ALL_OF_TWO = {"child", "kid", "pupil", "student", "adult"}


def by_ratio(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """For every 3 of these 7 of those: of 21 of these, how many of those."""
    if asked.each or asked.count or asked.than or asked.more or asked.left or asked.in_all or not asked.asks_what_is:
        return
    thing = asked.counted
    placed = {key for entry in ledger.entries for key in entry.where if key.startswith("@")}
    if ledger.ratio_places and not placed and asked.where <= ledger.ratio_places:
        # In a basket there are so many for so many: so are all that are told of.
        asked = replace(asked, where=frozenset())
    for one, first, other, second in ledger.ratios:
        for this, so_many, that, as_many in ((one, first, other, second), (other, second, one, first)):
            told = [entry.does for entry in ledger.entries if covers(this, entry.thing)]
            if thing == that and this != that and told == ["have"]:
                yield Operation("*", Operation("/", ledger.total(this, asked.who, asked.where), so_many), as_many)
            elif not told and thing == that and (whole := _both_kinds(ledger, this, that)) is not None:
                part = Operation("/", ledger.total(whole, asked.who, asked.where), Operation("+", first, second))
                yield Operation("*", part, as_many)


def _both_kinds(ledger: Ledger, one: Thing, other: Thing) -> Thing | None:
    """The children of which so many are boys and so many girls, where they alone are told of."""
    things = {entry.thing for entry in ledger.entries}
    whole = things.pop() if len(things) == 1 else None
    return whole if whole and one != other and whole not in (one, other) and _is_whole(whole, one, other) else None


def _is_whole(whole: Thing, *kinds: Thing) -> bool:
    """Whether there is nothing else among it: red and green apples may have yellow ones beside them."""
    return whole.head in _ALL_OF_TWO and {each.head for each in kinds} in _HALVES and not whole.marks


def of_a_kind(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """Of 40 apples 25% are red: how many red apples there are."""
    if asked.each or asked.count or asked.than or asked.more or not asked.asks_what_is:
        return
    for whole, kind, tree in ledger.parts:
        told = [entry for entry in ledger.entries if covers(whole, entry.thing)]
        red = Thing(whole.head, whole.marks | {kind.head}, whole.of)
        own = asked.counted == kind and not any(covers(kind, entry.thing) for entry in ledger.entries)
        named = not kind.marks and (asked.counted == red or own)
        if named and len(told) == 1 and told[0].does == "have" and {asked.who} - {""} | asked.where <= told[0].where:
            yield tree


def others(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """Of so many children, how many are girls if so many are boys."""
    if asked.each or asked.count or asked.than or asked.more or not asked.asks_what_is:
        return
    thing = asked.counted
    for whole, kind, tree in ledger.parts:
        halves = {thing.head, kind.head} in _HALVES and not thing.marks | kind.marks
        if halves or thing == ledger.rest:
            yield Operation("-", ledger.total(whole, asked.who, asked.where), tree)
