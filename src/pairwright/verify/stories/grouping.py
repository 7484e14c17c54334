"""Ways to an answer by groups that are alike, and by prices: so many times as many, divided, added up."""

from __future__ import annotations

from collections.abc import Iterator

from pairwright.verify.questions.trees import Operation, Tree
from pairwright.verify.stories.ledger import Entry, Ledger
from pairwright.verify.stories.paces import is_by_verb
from pairwright.verify.stories.questions import Query
from pairwright.verify.stories.things import MONEY_THING, Thing, covers, sum_of
from pairwright.verify.stories.tokens import KINDS, UnreadError
from pairwright.verify.stories.words import MONEY, PEOPLE, PERIODS

_GROUPING = frozenset({"need", "pack", "make", "gain", "lose", "have", "share"})


def in_groups(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """So many groups times what each of them holds, costs, or what is done in each."""
    thing = asked.counted
    if asked.each or asked.than or asked.more or asked.left or (thing == MONEY_THING and asked.asks_what_is):
        return
    if len(_buys(ledger, asked)) > 1 and thing in {MONEY_THING, *(Thing(each) for each in MONEY)}:
        return
    for container, inner in ledger.each.items():
        if inner.thing is None or not covers(thing, inner.thing) or _of_another(ledger, asked, container):
            continue
        if (
            _is_somebody_else(ledger, asked, container)
            or not is_by_verb(ledger, asked, container)
            or (inner.rate and container != Thing(inner.rate))
        ):
            continue
        if asked.count is not None:
            if asked.count.thing is not None and covers(asked.count.thing, container):
                yield Operation("*", asked.count.tree, inner.tree)
            continue
        count = ledger.count_of(container)
        if inner.thing.head in MONEY and container.head not in PEOPLE and not _has_to_pay(ledger, asked, container):
            continue
        if count is None or any(covers(thing, entry.thing) for entry in ledger.entries if entry.does != "did"):
            continue
        if any(covers(dealt, inner.thing) for dealt, _, _ in ledger.dealt):
            continue
        yield Operation("*", count, inner.tree)


def _is_somebody_else(ledger: Ledger, asked: Query, container: Thing) -> bool:
    """Whether it is asked what somebody has, and told what each of other people has: each of his friends."""
    theirs = asked.who.removeprefix("@") == container.head
    if theirs or not asked.who:
        # What one baker bakes is not what all do.
        return asked.single and theirs
    if container in ledger.each_by:
        return True
    has = asked.asks_what_is or "gain" in asked.does
    return has and container.head in PEOPLE and bool(asked.who) and not asked.who.endswith(container.head)


def _has_to_pay(ledger: Ledger, asked: Query, container: Thing) -> bool:
    """Whether who is asked about has to do with the things that cost so much."""
    told = [entry for entry in ledger.entries if covers(container, entry.thing)]
    buys = (entry for entry in told if entry.does != "have")
    own = not asked.who or asked.who.startswith("@") or any(asked.who in entry.where for entry in buys)
    return own or "lose" not in asked.does or container.head in PERIODS


def _of_another(ledger: Ledger, asked: Query, period: Thing) -> bool:
    """Whether one earns so much an hour, and another is asked about, or worked the hours, or minutes are told, too."""
    doer = ledger.doers.get(period, "@")
    if doer.startswith("@"):
        return False
    worked = [entry for entry in ledger.entries if entry.thing.head in PERIODS and entry.does == "did"]
    return asked.who not in {"", doer} or any(doer not in each.where or each.thing != period for each in worked)


def of_each(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """All there are, divided by the number of groups."""
    if asked.each is None or asked.than or asked.more or asked.count:
        return
    thing = asked.counted
    for dealt, tree, container in ledger.dealt:
        if not covers(thing, dealt) or container is None:
            continue
        if asked.each.head and not _is_one_of(asked.each, container):
            continue
        count = ledger.count_of(container)
        if count is not None and container not in ledger.each:
            yield Operation("/", tree, count)


def _is_one_of(each: Thing, container: Thing) -> bool:
    return (
        covers(each, container) or each.head in {"person", "child", "one"} or container.head in KINDS.get(each.head, ())
    )


def groups(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """All there are, divided by what each group holds."""
    if asked.each or asked.than or asked.more or asked.left or not set(asked.does) & _GROUPING:
        return
    thing = asked.counted
    for container, inner in ledger.each.items():
        named = container.head == "group" or covers(thing, container)
        if not named or inner.thing is None or ledger.count_of(container) is not None:
            continue
        if _of_another(ledger, asked, container):
            continue
        if asked.count is not None:
            if asked.count.thing is not None and covers(inner.thing, asked.count.thing):
                yield Operation("/", asked.count.tree, inner.tree)
            continue
        yield Operation("/", _all_of(ledger, inner.thing), inner.tree)


def _all_of(ledger: Ledger, thing: Thing) -> Tree:
    found = {tree for dealt, tree, _ in ledger.dealt if covers(thing, dealt)}
    if len(found) == 1:
        return found.pop()
    if found:
        raise UnreadError
    did = [entry for entry in ledger.entries if entry.does == "did" and covers(thing, entry.thing)]
    if len(did) == 1:
        return did[0].tree
    return ledger.total(thing, "", frozenset())


def prices_summed(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """What several things cost together."""
    if asked.each or asked.count or asked.than or asked.more or "cost" not in asked.does or asked.who or asked.where:
        return
    prices = [inner.tree for inner in ledger.each.values() if inner.thing and covers(asked.counted, inner.thing)]
    if len(prices) > 1 and asked.in_all and not ledger.entries:
        yield sum_of(prices)


def _buys(ledger: Ledger, asked: Query) -> list[Entry]:
    return [each for each in ledger.entries if "buy" in each.verbs and (not asked.who or asked.who in each.where)]


def _bought(ledger: Ledger, asked: Query) -> list[Tree]:
    """What each of the things comes to that somebody bought at prices that are told; none if one has no price."""
    if asked.counted != MONEY_THING and asked.counted.head not in MONEY:
        return []
    bought = _buys(ledger, asked)
    prices = [ledger.each.get(each.thing) for each in bought]
    if any(price is None or price.thing is None or price.thing.head not in MONEY for price in prices):
        return []
    return [Operation("*", each.tree, price.tree) for each, price in zip(bought, prices, strict=True) if price]


def paid(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """What somebody pays who buys several things at so much each."""
    if asked.each or asked.count or asked.than or asked.more or asked.left or not {"lose", "cost"} & set(asked.does):
        return
    if len(trees := _bought(ledger, asked)) > 1 and not any(entry.does == "go" for entry in ledger.entries):
        yield sum_of(trees)


def proportional(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """If 3 apples cost 9 dollars, what 7 of them cost."""
    if asked.count is None or asked.count.thing is None or asked.each or asked.than or asked.more or asked.left:
        return
    for dealt, tree, container in ledger.dealt:
        count = ledger.count_of(container) if container else None
        if container is None or count is None or container in ledger.each:
            continue
        if covers(asked.counted, dealt) and covers(asked.count.thing, container):
            yield Operation("*", Operation("/", tree, count), asked.count.tree)
