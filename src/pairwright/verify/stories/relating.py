"""What is said of how amounts relate: parts of them, so many for so many, more and fewer, a price that changes."""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.stories.facts import Clause
from pairwright.verify.stories.ledger import Entry, Ledger
from pairwright.verify.stories.things import Amount, Thing, covers, part_of
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.words import MEASURES, MONEY
from pairwright.verify.trees import Operation

# From the number of the one to that of the other who has more, fewer, or so many times as many; and back.
_SIGNS = {"more": "+-", "fewer": "-+", "times": "*/"}


class Relating(Ledger):
    """A ledger that takes up what is told in relation to something else."""

    def _portioned(self, amount: Amount, fact: Clause) -> Amount:
        """So many percent, or half, of what somebody has by now."""
        if amount.part is None or fact.does == "price":
            return amount
        beside = (amount.each, amount.inside, amount.rate, amount.price, amount.groups, amount.more)
        if fact.does not in {"lose", "go", "give", "part"} or (any(beside) and fact.does != "part"):
            raise UnreadError
        thing = self.thing_of(amount)
        who = fact.who if any(fact.who in entry.where for entry in self.entries) else ""
        return replace(amount, tree=part_of(self.total(thing, who, frozenset()), amount.part))

    def part(self, fact: Clause) -> None:
        """`12 of them are boys`."""
        (amount,) = fact.amounts
        if amount.inside is None or amount.each or amount.groups or amount.price or amount.rate or self.parts:
            raise UnreadError
        self.parts.append((self.thing_of(amount), amount.inside, amount.tree))

    def others(self, fact: Clause) -> None:
        """`The others are dogs`."""
        kind = fact.amounts[0].thing
        if kind is None or len(self.parts) != 1:
            raise UnreadError
        self.rest = kind

    def ratio(self, fact: Clause) -> None:
        """`For every 3 red apples there are 7 green apples`."""
        one, other = fact.amounts
        if one.thing is None or other.thing is None or self.ratios:
            raise UnreadError
        self.ratios.append((one.thing, one.tree, other.thing, other.tree))

    def price(self, fact: Clause) -> None:
        """`The price goes down by 20%`, of the one thing that has one."""
        prices = [inner.tree for inner in self.each.values() if inner.thing and inner.thing.head in MONEY]
        part = fact.amounts[0].part
        if len(prices) != 1 or len(self.each) > 1 or self.entries or self.new_price is not None or part is None:
            raise UnreadError
        self.new_price = Operation(fact.verb, prices[0], part_of(prices[0], part))

    def compare(self, fact: Clause) -> None:
        """`Anna has 4 more apples than Tom`."""
        other = self.whose(fact.other) if fact.other else self._only_other(fact)
        self.pending.append(replace(fact, other=other))

    def _only_other(self, fact: Clause) -> str:
        """Whom somebody is compared with who is not named: the only other one who has some."""
        (amount,) = fact.amounts
        # "Anna has 4 more" may be 4 more than before.
        if amount.more != "times" and not (amount.thing and amount.thing.marks & MEASURES.keys()):
            raise UnreadError
        others = {key for entry in self.entries for key in entry.where} - {fact.who}
        if len(others) != 1:
            raise UnreadError
        return others.pop()

    def _settle(self) -> None:
        """Comparisons with somebody whose number is known by now."""
        for fact in list(self.pending):
            (amount,) = fact.amounts
            thing = amount.thing or self.last
            if thing is None:
                raise UnreadError
            one, other = (self._only(who, thing, fact.verb) for who in (fact.who, fact.other))
            known = other if one is None else one
            if known is None:
                continue
            if one is not None and other is not None:
                raise UnreadError
            tree = Operation(_SIGNS[amount.more][one is not None], known.tree, amount.tree)
            who = fact.who if one is None else fact.other
            self.entries.append(Entry(known.does, frozenset({who}), thing, tree, frozenset({fact.verb})))
            self.pending.remove(fact)

    def _only(self, who: str, thing: Thing, verb: str) -> Entry | None:
        mine = [entry for entry in self.entries if who in entry.where and covers(thing, entry.thing)]
        if not mine:
            return None
        if len(mine) > 1 or (mine[0].does != "have" and verb not in mine[0].verbs):
            raise UnreadError
        return mine[0]
