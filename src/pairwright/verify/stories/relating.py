"""What is said of how amounts relate: parts of them, so many for so many, more and fewer, a price that changes."""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.questions.trees import Operation, Tree
from pairwright.verify.stories.facts import Clause
from pairwright.verify.stories.ledger import Entry, Ledger
from pairwright.verify.stories.things import MONEY_THING, Amount, Thing, covers, part_of
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.words import MEASURES, MONEY

# From the number of the one to that of the other who has more, fewer, or so many times as many; and back.
_SIGNS = {"more": "+-", "fewer": "-+", "times": "*/", "half": "/*"}
_SORTS = frozenset({"gain", "make", "lose", "do", "come", "go"})
_COMPARES = ("compare", "compare kinds", "that is")


class Relating(Ledger):
    """A ledger that takes up what is told in relation to something else."""

    def _portioned(self, amount: Amount, fact: Clause) -> Amount:
        """So many percent, or half, of what somebody has by now."""
        if fact.does in _COMPARES or (fact.does == "price" and amount.part is not None):
            return amount
        if amount.more in {"fewer", "times", "half"}:
            # Fewer than whose?
            raise UnreadError
        if (part := amount.part) is None:
            return amount
        beside = (amount.each, amount.inside, amount.rate, amount.price, amount.groups, amount.more)
        if fact.does not in {"lose", "go", "give", "part"} or (any(beside) and fact.does != "part"):
            raise UnreadError
        if amount.thing == MONEY_THING:
            amount = replace(amount, thing=self._money())
        thing = self.thing_of(amount)
        who = fact.who if any(fact.who in entry.where for entry in self.entries) else ""
        if any(thing == other and (who == of or not (who and of)) for of, other in self.portioned):
            # "A third of the pies, and a quarter of the pies": of all of them, or of what is left?
            raise UnreadError
        self.portioned.append((who, thing))
        return replace(amount, tree=part_of(self.total(thing, who, frozenset()), part))

    def _money(self) -> Thing:
        """Of "half of his money" the dollars that were spoken of."""
        if self.last is None or self.last.head not in MONEY:
            raise UnreadError
        return self.last

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
        self.ratio_places = self.wheres(one.asides | fact.where)

    def price(self, fact: Clause) -> None:
        """`The price goes down by 20%`, of the one thing that has one."""
        prices = [inner.tree for inner in self.each.values() if inner.thing and inner.thing.head in MONEY]
        part = fact.amounts[0].part
        if len(prices) != 1 or len(self.each) > 1 or self.entries or self.new_price is not None or part is None:
            raise UnreadError
        if fact.who not in {"", *(f"@{_called(thing)}" for thing in self.each)}:
            raise UnreadError
        self.new_price = Operation(fact.verb, prices[0], part_of(prices[0], part))

    def compare(self, fact: Clause) -> None:
        """`Anna has 4 more apples than Tom`."""
        other = self.whose(fact.other) if fact.other else self._only_other(fact)
        self.pending.append(replace(fact, other=other))

    def that_is(self, fact: Clause) -> None:
        """`That is 3 times as many as Anna has`: as what was told last."""
        (amount,) = fact.amounts
        last = self.entries[-1] if self.entries else None
        people = [key for key in last.where if not key.startswith("@")] if last else []
        if (
            last is None
            or len(people) != 1
            or self.several > 1
            or (amount.thing and not covers(amount.thing, last.thing))
        ):
            raise UnreadError
        verb = fact.verb or ("have" if last.does == "have" else _verb_of(last))
        alike = verb in last.verbs or (verb == "have" and last.does == "have")
        other = self.whose(fact.other)
        if not alike or other == people[0]:
            raise UnreadError
        amount = replace(amount, thing=last.thing)
        self.pending.append(replace(fact, does="compare", who=people[0], verb=verb, other=other, amounts=(amount,)))

    def compare_kinds(self, fact: Clause) -> None:
        """`He has 3 times as many sheep as cows`, of what one has."""
        (amount,) = fact.amounts
        one, other = amount.thing, amount.inside
        told = [entry for entry in self.entries if other and covers(other, entry.thing)]
        if one is None or len(told) != 1 or one == told[0].thing or told[0].does not in {"have", "come"}:
            raise UnreadError
        entry = told[0]
        if fact.who not in {"", *entry.where} or fact.where or any(covers(one, each.thing) for each in self.entries):
            raise UnreadError
        if not fact.who and any(not key.startswith("@") for key in entry.where):
            # Tom has 12 cats, and there are 7 more dogs: whose?
            raise UnreadError
        if entry.does == "come" and fact.verb not in entry.verbs:
            raise UnreadError
        self.entries.append(replace(entry, thing=one, tree=_related(amount, entry.tree)))
        self.last = one

    def _only_other(self, fact: Clause) -> str:
        """Whom somebody is compared with who is not named: the only other one who has some."""
        (amount,) = fact.amounts
        # "Anna has 4 more" may be 4 more than before; 12 minutes less are less than another's, if hers were not told.
        new = amount.more == "fewer" and not any(fact.who in entry.where for entry in self.entries)
        if amount.more not in {"times", "half"} and not (
            (amount.thing and amount.thing.marks & MEASURES.keys()) or new
        ):
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
            tree = _related(amount, known.tree, back=one is not None)
            who = fact.who if one is None else fact.other
            verbs = known.verbs if known.does == "did" else frozenset({fact.verb})
            self.entries.append(Entry(known.does, frozenset({who}), thing, tree, verbs))
            self.pending.remove(fact)

    def _only(self, who: str, thing: Thing, verb: str) -> Entry | None:
        mine = [entry for entry in self.entries if who in entry.where and covers(thing, entry.thing)]
        if not mine:
            return None
        if len(mine) > 1 or (mine[0].does != "have" and verb not in mine[0].verbs):
            raise UnreadError
        return mine[0]


def _related(amount: Amount, tree: Tree, *, back: bool = False) -> Tree:
    """So many more than a number, or the number than which that one is so many more.

    Raises:
        UnreadError: 20% more than what is asked for.
    """
    sign = _SIGNS[amount.more][back]
    if amount.part is None:
        return Operation(sign, tree, amount.tree)
    if back:
        raise UnreadError
    return Operation(sign, tree, part_of(tree, amount.part))


def _verb_of(entry: Entry) -> str:
    """What was done: of `sell` and `lose`, which is the sort of it, the first."""
    return next((verb for verb in sorted(entry.verbs) if verb not in _SORTS), "")


def _called(thing: Thing) -> str:
    return " ".join([*sorted(thing.marks), thing.head])
