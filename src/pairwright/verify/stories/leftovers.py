"""Ways to an answer where not all goes into equal groups, or not all that is paid is the price."""

from __future__ import annotations

from collections.abc import Iterator

from pairwright.verify.stories.ledger import Entry, Ledger
from pairwright.verify.stories.questions import Query
from pairwright.verify.stories.things import MONEY_THING, Amount, Thing, covers, sum_of
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.words import MONEY
from pairwright.verify.trees import Operation, Tree


def left_over(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """47 pencils in boxes of 6, or 47 cookies among 6 children: how many are left over."""
    thing = asked.thing
    if thing is None or thing == MONEY_THING or thing.head in MONEY or asked.each or asked.count or asked.more:
        return
    sizes = _sizes(ledger, thing)
    dealt = [each for each in ledger.dealt if covers(thing, each[0])]
    if len(sizes) == 1 and len(dealt) < 2:
        ((container, inner),) = sizes
        count = ledger.count_of(container)
        total = dealt[0][1] if dealt else ledger.total(thing, "", frozenset())
        if count is None:
            yield Operation("mod", total, inner.tree)
        else:
            yield Operation("-", total, Operation("*", count, inner.tree))
    elif not sizes and len(dealt) == 1 and dealt[0][2] is not None:
        count = ledger.count_of(dealt[0][2])
        if count is not None:
            yield Operation("mod", dealt[0][1], count)


def full_groups(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """75 apples in boxes of 9: how many boxes are full."""
    if asked.thing is None or asked.each or asked.count or asked.more or asked.left:
        return
    for container, inner in ledger.each.items():
        if inner.thing is None or inner.rate or not covers(asked.thing, container):
            continue
        if ledger.count_of(container) is not None or inner.thing.head in MONEY:
            continue
        dealt = [tree for thing, tree, _ in ledger.dealt if covers(inner.thing, thing)]
        total = dealt[0] if len(dealt) == 1 else ledger.total(inner.thing, "", frozenset())
        yield Operation("//", total, inner.tree)


def _sizes(ledger: Ledger, thing: Thing) -> list[tuple[Thing, Amount]]:
    return [
        (container, inner)
        for container, inner in ledger.each.items()
        if inner.thing is not None and not inner.rate and covers(thing, inner.thing)
    ]


def change(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """What somebody gets back who pays with more than all costs that he buys."""
    if len(ledger.tenders) != 1 or asked.each or asked.count or asked.than or asked.more:
        return
    who, tender = ledger.tenders[0]
    if asked.who in {"", who}:
        yield Operation("-", tender, sum_of(_costs(ledger, who)))


def _costs(ledger: Ledger, who: str) -> list[Tree]:
    """What each thing comes to that somebody buys.

    Raises:
        UnreadError: something has no price, or anybody else buys, too.
    """
    costs: list[Tree] = []
    paid: Entry | None = None
    for entry in ledger.entries:
        spends = entry.does == "go" and "pay" in entry.verbs and entry.thing.head in MONEY
        buys = bool(entry.verbs & {"buy", "purchase", "order"})
        if (spends or buys) and who not in entry.where:
            raise UnreadError
        if spends:
            costs.append(entry.tree)
        elif buys and paid is None:
            costs.append(Operation("*", entry.tree, _price(ledger, entry.thing)))
        elif not buys:
            raise UnreadError
        # What is paid for things stands before them.
        paid = entry if spends else None
    if not costs:
        raise UnreadError
    return costs


def _price(ledger: Ledger, thing: Thing) -> Tree:
    price = ledger.each.get(thing)
    if price is None or price.thing is None or price.thing.head not in MONEY:
        raise UnreadError
    return price.tree
