"""Ways to an answer where each of several does so many in a period, or everyone has a pace of their own."""

from __future__ import annotations

from collections.abc import Iterator

from pairwright.verify.questions.trees import Constant, Operation, Tree
from pairwright.verify.stories.ledger import Ledger
from pairwright.verify.stories.questions import Query
from pairwright.verify.stories.things import Thing, covers, sum_of
from pairwright.verify.stories.words import PEOPLE, words

# What is done on all seven days of a week; work is not.
_DAILY = words("eat drink read sleep use lay")


def of_paced_groups(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """4 workers, of whom each packs 3 boxes an hour: how many they pack in 5 hours, or in each."""
    if asked.thing is None or asked.than or asked.more or asked.left or asked.single:
        return
    for container, inner in ledger.each.items():
        count = ledger.count_of(container)
        if (
            container == Thing(inner.rate)
            or inner.thing is None
            or count is None
            or not covers(asked.thing, inner.thing)
        ):
            continue
        theirs = asked.who in {"", f"@{container.head}"} and is_by_verb(ledger, asked, container)
        if theirs or _gets_of_own(ledger, asked, container):
            yield from _in_time(Operation("*", count, inner.tree), inner.rate, asked)


def _gets_of_own(ledger: Ledger, asked: Query, container: Thing) -> bool:
    """Whether somebody gets what those make that are his: the eggs of his hens."""
    own = [entry for entry in ledger.entries if covers(container, entry.thing)]
    return (
        "gain" in asked.does
        and len(own) == 1
        and own[0].does == "have"
        and asked.who != ""
        and asked.who in own[0].where
    )


def is_by_verb(ledger: Ledger, asked: Query, container: Thing) -> bool:
    """Whether it is asked for what each of the containers does; for what each has, if nothing is told that they do."""
    verb = ledger.each_by.get(container)
    return verb is None or verb in asked.does.values()


def of_several_paces(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """Tom packs 12 boxes an hour, Anna 9: how many they pack together in 4 hours, or one of them."""
    people = [who for who, _, _ in ledger.paces]
    if len(people) < 2 or len(set(people)) < len(people) or asked.than or asked.more or asked.left:
        return
    together = _asks_all(ledger, asked)
    asked_for = set(people) if together else set(asked.who.split(" & "))
    if asked.who.partition("'s ")[0] == "@family" and all(who in PEOPLE for who in people):
        # Father, spouse and son are the family.
        asked_for = set(people)
    if not together and len(asked_for) > 1 and any(who.startswith("@") for who in people):
        # Who is not known to be a person may be one of them.
        return
    chosen = [(verb, pace) for who, verb, pace in ledger.paces if who in asked_for]
    if len(chosen) < len(asked_for) or asked.thing is None:
        return
    things = {pace.thing for _, pace in chosen}
    same = len(things) == 1 and len({pace.rate for _, pace in chosen}) == 1
    (thing, *_), verbs = things, {verb for verb, _ in chosen}
    if same and thing and covers(asked.thing, thing) and all(verb in asked.does.values() for verb in verbs):
        total, rate = sum_of([pace.tree for _, pace in chosen]), chosen[0][1].rate
        if asked.count is None and rate == "day" and asked.each == Thing("week") and verbs <= _DAILY:
            yield Operation("*", total, Constant(7))
        yield from _in_time(total, rate, asked)


def _asks_all(ledger: Ledger, asked: Query) -> bool:
    """Whether all are meant: both taps, or "they" where nobody has a name."""
    unnamed = not asked.who and not ledger.named
    return not asked.who and (asked.both == len(ledger.paces) or (unnamed and not asked.both))


def _in_time(pace: Tree, rate: str, asked: Query) -> Iterator[Tree]:
    """So many in each period, for as many periods as are asked about."""
    if asked.count is not None and asked.count.thing == Thing(rate) and asked.each is None:
        yield Operation("*", pace, asked.count.tree)
    elif asked.count is None and asked.each == Thing(rate):
        yield pace
