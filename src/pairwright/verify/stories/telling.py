"""What the clauses of a story say, taken up into its ledger."""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.questions.trees import Operation, Tree, unknowns
from pairwright.verify.stories.facts import Clause
from pairwright.verify.stories.ledger import Entry, Known
from pairwright.verify.stories.relating import Relating
from pairwright.verify.stories.things import UNTOLD, Amount, Thing, covers, is_number, is_time
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.words import MONEY, PERIODS, SELLERS, SEX, words

_PLUS, _MINUS = "+", "-"


_TRADING = words("buy purchase order sell")
# What may be done with what is there.
_PICKING = words("pick harvest gather collect catch")


class Telling(Relating):
    """A ledger that takes up facts."""

    def add(self, fact: Clause) -> None:
        """Take up what a clause says.

        Raises:
            UnreadError: it does not fit what was said before.
        """
        if fact.does == "nothing":
            return
        if self.tenders:
            # What is bought afterwards was not paid with it.
            raise UnreadError
        who = self.whose(fact.who)
        fact = replace(fact, who=who)
        fact = replace(fact, amounts=tuple(self._portioned(each, fact) for each in fact.amounts))
        # "A bird eats 7 berries a day": so does each of the birds that somebody has.
        self.paced |= {(who.split()[-1].strip("@"), each.tree) for each in fact.amounts if each.rate and who}
        self.doers |= {Thing(each.rate): who for each in fact.amounts if each.rate and who}
        self.paces += [(who, fact.verb, each) for each in fact.amounts if each.rate and who]
        if who.startswith("@"):
            self.subjects.add(who)
            self.place = who
        elif who and " & " not in who and fact.does != "nothing":
            self.named.setdefault(who, SEX.get(who.split()[-1], ""))
        _ADD[fact.does](self, fact)
        self.several = len(fact.amounts)
        self._settle()

    def have(self, fact: Clause) -> None:
        """`Tom has 57 apples`, `There are 57 apples in the basket`, `Now he has 61`."""
        contents: list[Entry] = []
        for amount in fact.amounts:
            if (amount.more and not contents) or amount.price or amount.of_them:
                raise UnreadError
            if not self._grouped(amount):
                continue
            thing = self.thing_of(amount)
            said = self.wheres(fact.where | amount.asides)
            times = frozenset(key for key in said if is_time([key]))
            where = said - times | ({fact.who} - {""})
            earlier = [entry for entry in self.entries if entry not in contents]
            before = [entry for entry in earlier if entry.thing == thing and self._same_place(entry.where, where)]
            alike = fact.now and any(self._of_kind(entry.thing, thing) for entry in earlier)
            if before or alike:
                self._now_has(where, thing, amount.tree)
            else:
                self.entries.append(Entry("have", where, thing, amount.tree, frozenset({fact.verb}), times))
                contents += self._contents("have", amount, where, frozenset({fact.verb}), times)
            self.place = next((key for key in where if key.startswith("@")), self.place)

    def _contents(
        self, does: str, amount: Amount, where: frozenset[str], verbs: frozenset[str], asides: frozenset[str]
    ) -> list[Entry]:
        """What 3 boxes with 8 apples in each hold."""
        inner = amount.each
        if inner is None or inner.thing is None or inner.thing.head in MONEY | PERIODS or not is_number(amount.tree):
            return []
        entry = Entry(does, where, inner.thing, Operation("*", amount.tree, inner.tree), verbs, asides)
        self.entries.append(entry)
        return [entry]

    def _same_place(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return one == other or not one or not other

    def _now_has(self, where: frozenset[str], thing: Thing, tree: Tree) -> None:
        mine = [entry for entry in self.entries if entry.thing == thing]
        if not any(unknowns(entry.tree) for entry in mine) or self.known or unknowns(tree):
            raise UnreadError
        self.known.append(Known(where, thing, tree))

    def _grouped(self, amount: Amount) -> bool:
        """Take up what is said of each; whether the amount itself is one that is there."""
        if amount.each is not None and amount.thing is not None:
            self.hold(amount.thing, amount.each)
        if amount.rate and len({who for who, _, _ in self.paces}) > 1:
            # Each has a pace of his own.
            self.each.pop(Thing(amount.rate), None)
        elif amount.rate:
            self.hold(Thing(amount.rate), amount)
        if amount.inside is not None:
            self.hold(amount.inside, amount)
        if amount.groups is not None and amount.groups.thing is not None:
            self._count(amount.groups.thing, amount.groups.tree)
            self._dealt(amount, amount.groups.thing, amount.groups)
        each = amount.groups is not None and amount.groups.rate == "each"
        return not amount.rate and amount.inside is None and amount.tree != UNTOLD and not each

    def _dealt(self, amount: Amount, container: Thing, groups: Amount) -> None:
        """`8 pencils in each of 6 boxes`, `56 pencils in 7 boxes`, `20 dollars for 5 notebooks`."""
        if groups.rate == "each":
            self.hold(container, replace(amount, groups=None))
        elif amount.inside is None and not amount.rate and amount.thing is not None:
            self.dealt.append((amount.thing, amount.tree, container))

    def hold(self, container: Thing, inner: Amount) -> None:
        """Each of the containers holds (or costs) so much."""
        if inner.thing is None:
            inner = replace(inner, thing=self.last)
        container = self._container(container)
        if inner.thing is None or unknowns(inner.tree) or self.each.get(container, inner) != inner:
            raise UnreadError
        self.each[container] = inner

    def _container(self, container: Thing) -> Thing:
        """`each one`: of those that were spoken of."""
        if container.head:
            return container
        if self.last is None:
            raise UnreadError
        return self.last

    def _count(self, thing: Thing, tree: Tree) -> None:
        if tree == UNTOLD:
            return
        if thing in self.counts or unknowns(tree):
            raise UnreadError
        self.counts[thing] = tree

    def come(self, fact: Clause) -> None:
        """Somebody gets, finds, makes so many; or so many come."""
        for amount in map(_for_so_long, map(_multiplied, fact.amounts)):
            if amount.of_them:
                raise UnreadError
            if not self._grouped(amount):
                continue
            if amount.thing is not None and "equal" in amount.thing.marks:
                self._makes_groups(amount)
                continue
            thing = self.thing_of(amount)
            if fact.verb in _TRADING and thing.head in MONEY:
                # Who buys $50 in pants has spent $50, and got none.
                raise UnreadError
            asides = self.wheres(fact.where | amount.asides)
            self._pay(fact, amount, thing, _MINUS)
            where = self._holder(fact.who, thing, asides)
            self._no_source(fact, amount, where)
            verbs = frozenset({fact.verb, fact.does})
            self.entries.append(Entry("come", where, thing, amount.tree, verbs, asides))
            if amount.each is not None and amount.each.thing is not None:
                inside = self._holder(fact.who, amount.each.thing, asides)
                self._contents("come", amount, inside, verbs, asides)
        if fact.other:
            raise UnreadError

    def go(self, fact: Clause) -> None:
        """Somebody eats, loses, sells so many; or so many go."""
        for amount in map(_multiplied, fact.amounts):
            if not self._grouped(amount):
                continue
            thing = self.thing_of(amount)
            if fact.verb in _TRADING and thing.head in MONEY:
                raise UnreadError
            asides = self.wheres(fact.where | amount.asides)
            self._pay(fact, amount, thing, _PLUS)
            where = self._holder(fact.who, thing, asides, of_them=amount.of_them, goes=True)
            self.entries.append(Entry("go", where, thing, amount.tree, frozenset({fact.verb, fact.does}), asides))

    def _no_source(self, fact: Clause, amount: Amount, where: frozenset[str]) -> None:
        """Nothing is picked from where it is counted, nor made of it: who has 12 eggs and cooks 5 has no 17."""
        had = any(
            entry.does == "have" and entry.where == where and self._of_kind(entry.thing, self.thing_of(amount))
            for entry in self.entries
        )
        placed = any(key.startswith("@") for key in where)
        if had and not amount.more and (fact.does == "make" or (fact.verb in _PICKING and placed)):
            raise UnreadError

    def buy_one(self, fact: Clause) -> None:
        """`He buys the game`, whose price was told."""
        thing = fact.amounts[0].thing
        price = None if thing is None else self.each.get(thing)
        if price is None or price.thing is None or price.thing.head not in MONEY:
            raise UnreadError
        paid = frozenset({"pay", "spend", "cost"})
        self.entries.append(Entry("go", frozenset({fact.who}), price.thing, price.tree, paid))

    def _makes_groups(self, amount: Amount) -> None:
        """`He makes 4 equal teams` of those spoken of."""
        if self.last is None or amount.thing is None:
            raise UnreadError
        dealt, container = self.last, Thing(amount.thing.head)
        self._count(container, amount.tree)
        self.dealt.append((dealt, self.total(dealt, "", frozenset()), container))

    def _pay(self, fact: Clause, amount: Amount, thing: Thing, sign: str) -> None:
        """What is paid for things that are bought, got for those that are sold."""
        price = amount.price
        tree = price.tree if price else None
        if amount.each is not None and amount.each.thing and amount.each.thing.head in MONEY:
            price, tree = amount.each, Operation("*", amount.tree, amount.each.tree)
        if price is None or price.thing is None or tree is None:
            return
        if fact.verb not in {"buy", "purchase", "get", "sell", "order"}:
            raise UnreadError
        if amount.price is not None:
            self.dealt.append((price.thing, tree, thing))
        does, verbs = ("go", {"pay", "spend", "cost"}) if sign == _MINUS else ("come", {"earn", "make", "get"})
        self.entries.append(Entry(does, frozenset({fact.who}), price.thing, tree, frozenset(verbs)))

    def _holder(
        self, who: str, thing: Thing, asides: frozenset[str], *, of_them: bool = False, goes: bool = False
    ) -> frozenset[str]:
        """Whose number of the thing changes: of those who have some, the one that is meant."""
        holders = {entry.where for entry in self.entries if entry.does != "did" and self._of_kind(entry.thing, thing)}
        mine = {where for where in holders if not who or who in where}
        placed = {where for where in mine or holders if where & asides}
        free = {
            where for where in holders if not who or of_them or (goes and all(key.startswith("@") for key in where))
        }
        for found in (placed, mine, free):
            if len(found) == 1:
                return next(iter(found))
            if found:
                break
        return frozenset({who} - {""})

    def _of_kind(self, one: Thing, other: Thing) -> bool:
        return covers(one, other) or covers(other, one)

    def tender(self, fact: Clause) -> None:
        """`He pays with 20 dollars`."""
        (amount,) = fact.amounts
        self.tenders.append(Entry("pay", frozenset({fact.who}), self.thing_of(amount), amount.tree))

    def give(self, fact: Clause) -> None:
        """`Tom gives Anna 4 apples`, `Tom gives away 4 apples`, `Tom gives the clerk 20 dollars`, who has sold him something."""
        if (
            fact.other in SELLERS
            and len(fact.amounts) == 1
            and (thing := fact.amounts[0].thing)
            and thing.head in MONEY
        ):
            self.tender(fact)
            return
        for amount in map(_multiplied, fact.amounts):
            to = {aside[3:] for aside in amount.asides | fact.where if aside.startswith("to ")}
            to |= {fact.other} - {""}
            if len(to) > 1 or amount.price or not self._grouped(amount):
                raise UnreadError
            thing = self.thing_of(amount)
            asides = self.wheres(each for each in amount.asides | fact.where if not each.startswith("to "))
            self._hand_over(fact, thing, amount.tree, fact.who, self.whose(next(iter(to), ""), fact.who), asides)

    def _hand_over(
        self, fact: Clause, thing: Thing, tree: Tree, giver: str, taker: str, asides: frozenset[str]
    ) -> None:
        self._transfers += 1
        verbs = frozenset({fact.verb, fact.does})
        if giver:
            where = self._holder(giver, thing, asides, goes=True)
            self.entries.append(Entry("go", where, thing, tree, verbs, asides, transfer=self._transfers))
        if taker:
            mine = [entry for entry in self.entries if taker in entry.where and self._of_kind(entry.thing, thing)]
            where = self._holder(taker, thing, frozenset()) if mine else frozenset({taker})
            got = frozenset({"get", "receive"})
            self.entries.append(
                Entry("come", where, thing, tree, got, asides, partial=not mine, transfer=self._transfers)
            )

    def take(self, fact: Clause) -> None:
        """`Tom takes 4 apples from the basket`: away from where they are."""
        for amount in fact.amounts:
            if amount.price or not self._grouped(amount):
                raise UnreadError
            thing = self.thing_of(amount)
            sources = {aside for aside in amount.asides | fact.where if aside.startswith("from ")}
            others = {e.where for e in self.entries if e.does == "have" and self._of_kind(e.thing, thing)}
            others = {where for where in others if fact.who not in where}
            giver = {key for key in map(self._source, sources) if any(key in where for where in others)}
            if not giver and not sources and len(others) == 1:
                giver = {next(iter(next(iter(others))), "")}
            if len(giver) != 1:
                raise UnreadError
            asides = self.wheres(amount.asides | fact.where - sources)
            self._hand_over(fact, thing, amount.tree, giver.pop(), fact.who, asides)

    def _source(self, aside: str) -> str:
        place = aside.removeprefix("from ")
        return (
            self.whose(place)
            if place.startswith("*") and "'s " not in place
            else (place if place in self.named else self.placed(f"@{place}"))
        )

    def put(self, fact: Clause) -> None:
        """`Tom puts 4 more apples in the basket`."""
        for amount in fact.amounts:
            if amount.price or not self._grouped(amount):
                raise UnreadError
            thing = self.thing_of(amount)
            said = {f"@{each[3:]}" if each.startswith("to ") else each for each in amount.asides | fact.where}
            places = {key for key in self.wheres(said) if key.startswith("@")}
            holders = {e.where for e in self.entries if e.does == "have" and self._of_kind(e.thing, thing)}
            there = {where for where in holders if where & places}
            mine = {where for where in holders if fact.who and fact.who in where}
            if len(there) == 1:
                if mine - there:
                    raise UnreadError
                where = there.pop()
            elif len(holders) == 1 and (amount.more or mine or not places):
                where = holders.pop()
                if places and not fact.verb == "add":
                    raise UnreadError
            elif not holders and len(places) == 1:
                where = frozenset(places)
                self.entries.append(Entry("have", where, thing, amount.tree, frozenset({fact.verb})))
                self.place = next(iter(places))
                continue
            else:
                raise UnreadError
            self.entries.append(Entry("come", where, thing, amount.tree, frozenset({fact.verb}), frozenset(places)))

    def be_at(self, fact: Clause) -> None:
        """`57 birds sit on a fence`, `57 apples are left`."""
        if any(amount.of_them or amount.more for amount in fact.amounts):
            raise UnreadError
        self.have(replace(fact, does="have"))

    def move(self, fact: Clause) -> None:
        """`5 people get on the bus`, `5 birds fly to the tree`: to where they are counted, or from there."""
        thing = self.thing_of(fact.amounts[0])
        holders = [e.where for e in self.entries if e.does == "have" and self._of_kind(e.thing, thing)]
        came, went = False, False
        for aside in {each for amount in fact.amounts for each in amount.asides} | fact.where:
            place = aside.removeprefix("to ").removeprefix("from ").removeprefix("@")
            here = any(self.placed(f"@{place}") in where for where in holders)
            came |= here and not aside.startswith("from ")
            went |= here and aside.startswith("from ")
        came |= fact.verb in {"in", "on", "up"} and bool(holders)
        if came == went:
            raise UnreadError
        (self.come if came else self.go)(replace(fact, does="come" if came else "go", verb="move"))

    def did(self, fact: Clause) -> None:
        """`Tom reads 12 pages`, `Tom works 6 hours`."""
        for amount in fact.amounts:
            if amount.price or amount.of_them:
                raise UnreadError
            thing = self.thing_of(amount)
            if self._grouped(amount):
                where = frozenset({fact.who} - {""})
                asides = self.wheres(fact.where | amount.asides)
                self.entries.append(Entry("did", where, thing, amount.tree, frozenset({fact.verb}), asides))
        if fact.other:
            raise UnreadError

    def of_each(self, fact: Clause) -> None:
        """`Each box holds 8 pencils`, `6 boxes hold 8 pencils each`, `puts 8 pencils in each box`."""
        (amount,) = fact.amounts
        if amount.inside is None and amount.each is None:
            # They have 8 pencils each: how many are they?
            raise UnreadError
        if fact.verb and amount.inside is not None:
            self.packed.add(amount.inside)
        self._grouped(amount)
        if amount.each is not None:
            if amount.thing is not None and not amount.thing.head:
                self.hold(amount.thing, amount.each)
            if amount.tree != UNTOLD and amount.thing is not None:
                self._count(amount.thing, amount.tree)
            self.last = amount.each.thing
        else:
            self.last = amount.thing

    def does_each(self, fact: Clause) -> None:
        """`Each of 5 workers packs 12 boxes`."""
        thing = fact.amounts[0].thing
        if thing is None or not thing.head:
            raise UnreadError
        self.of_each(fact)
        self.each_by[thing] = fact.verb

    def one(self, fact: Clause) -> None:
        """`A basket holds 8 apples`: one of many, or the only one."""
        self.hold(Thing(fact.other), fact.amounts[0])
        self.have(replace(fact, verb="one"))

    def equal_groups(self, fact: Clause) -> None:
        """`56 marbles are shared equally among 7 children`, `He packs them into boxes of 8`."""
        amount = fact.amounts[0]
        thing = self.thing_of(amount)
        tree = amount.tree
        if tree == UNTOLD:
            tree = self.total(thing, "", frozenset())
        if unknowns(tree) or amount.price or amount.rate or amount.more:
            raise UnreadError
        groups = amount.groups
        container = None
        if groups is not None:
            container = groups.thing
            if container is None:
                raise UnreadError
            self._count(container, groups.tree)
            if groups.each is not None:
                self.hold(container, _of(groups.each, thing))
        if len(fact.amounts) > 1:
            self.hold(container or Thing("group"), _of(fact.amounts[1], thing))
        self.dealt.append((thing, tree, container))

    def need(self, fact: Clause) -> None:
        """`Tom needs 20 stickers`."""
        for amount in fact.amounts:
            if amount.more or amount.price or not self._grouped(amount):
                raise UnreadError
            thing = self.thing_of(amount)
            if thing.head in PERIODS:
                # What one needs for something, not for want of it.
                verbs = frozenset({"need", "take"})
                self.entries.append(Entry("did", frozenset({fact.who}), thing, amount.tree, verbs))
            else:
                self.needs.append(Entry("need", frozenset({fact.who}), thing, amount.tree))


def _multiplied(amount: Amount) -> Amount:
    """`gives 2 apples to each of his 3 friends`: 6 in all."""
    groups = amount.groups
    if groups is None or groups.rate != "each":
        return amount
    return replace(amount, tree=Operation("*", groups.tree, amount.tree), groups=None)


def _for_so_long(amount: Amount) -> Amount:
    """`earns 20 dollars a week for 5 weeks`: 100 in all."""
    groups = amount.groups
    if groups is None or not amount.rate or groups.thing != Thing(amount.rate) or not is_number(groups.tree):
        return amount
    return replace(amount, tree=Operation("*", groups.tree, amount.tree), rate="", groups=None)


def _of(amount: Amount, thing: Thing) -> Amount:
    return amount if amount.thing is not None else replace(amount, thing=thing)


_ADD = {
    "have": Telling.have,
    "hold": Telling.have,
    "be at": Telling.be_at,
    "gain": Telling.come,
    "make": Telling.come,
    "come": Telling.come,
    "lose": Telling.go,
    "go": Telling.go,
    "move": Telling.move,
    "give": Telling.give,
    "take": Telling.take,
    "put": Telling.put,
    "do": Telling.did,
    "cost": Telling.did,
    "each": Telling.of_each,
    "each does": Telling.does_each,
    "tender": Telling.tender,
    "that is": Telling.that_is,
    "compare kinds": Telling.compare_kinds,
    "one": Telling.one,
    "equal groups": Telling.equal_groups,
    "need": Telling.need,
    "buy one": Telling.buy_one,
    "part": Telling.part,
    "ratio": Telling.ratio,
    "price": Telling.price,
    "others": Telling.others,
    "compare": Telling.compare,
}
