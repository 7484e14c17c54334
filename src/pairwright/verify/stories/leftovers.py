"""Ways to an answer where not all goes into equal groups, or not all that is paid is the price."""

from __future__ import annotations

from collections.abc import Iterator

from pairwright.verify.questions.trees import Operation, Tree
from pairwright.verify.stories.ledger import Entry, Ledger
from pairwright.verify.stories.questions import Query
from pairwright.verify.stories.things import MONEY_THING, Amount, Thing, covers, is_number, sum_of
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.words import MONEY


def left_over(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """47 pencils in boxes of 6, or 47 cookies among 6 children: how many are left over."""
    thing = asked.thing
    if thing is None or thing == MONEY_THING or thing.head in MONEY or asked.each or asked.count or asked.more:
        return
    sizes = _sizes(ledger, thing)
    dealt = [each for each in ledger.dealt if covers(thing, each[0])]
    if len(sizes) == 1 and len(dealt) < 2:
        ((container, inner),) = sizes
        if _goes(ledger, container) or not (dealt or container in ledger.packed):
            return
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
        if ledger.count_of(container) is not None or inner.thing.head in MONEY or _goes(ledger, container):
            continue
        dealt = [tree for thing, tree, _ in ledger.dealt if covers(inner.thing, thing)]
        total = dealt[0] if len(dealt) == 1 else ledger.total(inner.thing, "", frozenset())
        yield Operation("//", total, inner.tree)


def _is_owner(ledger: Ledger, container: Thing) -> bool:
    """Whether it is who has all of them: a potter has 62 cups, as a box has 5."""
    return any("one" in entry.verbs and f"@{container.head}" in entry.where for entry in ledger.entries)


def _goes(ledger: Ledger, container: Thing) -> bool:
    """Whether boxes are sold when they are packed."""
    return any(entry.does == "go" and covers(container, entry.thing) for entry in ledger.entries)


def _sizes(ledger: Ledger, thing: Thing) -> list[tuple[Thing, Amount]]:
    return [
        (container, inner)
        for container, inner in ledger.each.items()
        if inner.thing is not None
        and not inner.rate
        and covers(thing, inner.thing)
        and not _is_owner(ledger, container)
    ]


def change(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """What somebody gets back who pays with more than all costs that he buys."""
    paid = asked.tender
    tenders = [
        *ledger.tenders,
        *([Entry("pay", frozenset({asked.who}), paid.thing, paid.tree)] if paid and paid.thing else []),
    ]
    if len(tenders) != 1 or asked.each or asked.count or asked.than or asked.more or not is_number(tenders[0].tree):
        return
    (tender,) = tenders
    if {asked.who} - {""} <= tender.where:
        yield Operation("-", tender.tree, sum_of(_costs(ledger, tender)))


def _costs(ledger: Ledger, tender: Entry) -> list[Tree]:
    """What each thing comes to that is bought by who pays.

    Raises:
        UnreadError: something has no price, or one in other money, or anybody else buys, too.
    """
    costs: list[Tree] = []
    paid: Entry | None = None
    for entry in ledger.entries:
        spends = entry.does == "go" and "pay" in entry.verbs and entry.thing == tender.thing
        buys = bool(entry.verbs & {"buy", "purchase", "order"})
        if not (spends or buys) or not tender.where <= entry.where:
            raise UnreadError
        if spends:
            costs.append(entry.tree)
        elif paid is None:
            costs.append(Operation("*", entry.tree, _price(ledger, entry.thing, tender.thing)))
        # What is paid for things stands before them.
        paid = entry if spends else None
    if not costs:
        raise UnreadError
    return costs


def _price(ledger: Ledger, thing: Thing, money: Thing) -> Tree:
    price = ledger.each.get(thing)
    if price is None or price.thing != money:
        raise UnreadError
    return price.tree
