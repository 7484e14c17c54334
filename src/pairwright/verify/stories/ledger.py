"""Who has how many of what, as a story goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from pairwright.verify.trees import Operation, Tree, Unknown, numerals, unknowns
from pairwright.verify.stories.clauses import Fact
from pairwright.verify.stories.phrases import UNKNOWN, UNTOLD, Amount, Thing
from pairwright.verify.stories.tokens import KINDS, UnreadError
from pairwright.verify.stories.words import MEASURES, MONEY, PERIODS, PRONOUNS, SEX, TIMES

_PLUS, _MINUS = "+", "-"
# From the number of the one to that of the other who has more, fewer, or so many times as many; and back.
_SIGNS = {"more": "+-", "fewer": "-+", "times": "*/"}


@dataclass(frozen=True)
class Entry:
    """So many of a thing, had, come, gone, or dealt with otherwise.

    Attributes:
        does: 'have', 'come', 'go' or 'did'.
        where: who has it and where it is.
        asides: where and when it came, went or was done.
        verbs: by which verbs it may be asked for.
        partial: whether it came to somebody of whom it is not known how many they had.
        transfer: the number of the hand-over that it is one side of; 0 if none.
    """

    does: str
    where: frozenset[str]
    thing: Thing
    tree: Tree
    verbs: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    partial: bool = False
    transfer: int = 0


@dataclass(frozen=True)
class Known:
    """A total that is told besides the start and what came and went: "now he has 61"."""

    where: frozenset[str]
    thing: Thing
    tree: Tree


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


def is_time(keys: Iterable[str]) -> bool:
    """Whether one of the keys is a time, not a place."""
    return any(key.split()[-1].removeprefix("@") in _TIMES for key in keys)


_TIMES = TIMES | PERIODS | {"noon", "midnight", "lunch", "breakfast", "dinner", "first", "start", "beginning", "end"}


@dataclass
class Ledger:
    """What a story has told so far."""

    named: dict[str, str]
    entries: list[Entry] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    # What each of a thing holds, costs, or what is done in each of a period.
    each: dict[Thing, Amount] = field(default_factory=dict)
    # Things that were dealt out in equal groups, how many there were, and into what.
    dealt: list[tuple[Thing, Tree, Thing | None]] = field(default_factory=list)
    # The numbers of groups that no one has.
    counts: dict[Thing, Tree] = field(default_factory=dict)
    # Of some, how many are of one kind.
    parts: list[tuple[Thing, Thing, Tree]] = field(default_factory=list)
    # What the others are.
    rest: Thing | None = None
    needs: list[Entry] = field(default_factory=list)
    pending: list[Fact] = field(default_factory=list)
    last: Thing | None = None
    place: str = ""
    # Who had or did something without being a person that is known to be one.
    subjects: set[str] = field(default_factory=set)
    _transfers: int = 0

    def add(self, fact: Fact) -> None:
        """Take up what a clause says.

        Raises:
            UnreadError: it does not fit what was said before.
        """
        if fact.does == "nothing":
            return
        who = self.whose(fact.who)
        fact = replace(fact, who=who)
        if who.startswith("@"):
            self.subjects.add(who)
            self.place = who
        elif who and " & " not in who and fact.does != "nothing":
            self.named.setdefault(who, SEX.get(who.split()[-1], ""))
        _ADD[fact.does](self, fact)
        self._settle()

    # Whose and what

    def whose(self, who: str, subject: str = "") -> str:
        """The person, group or place that a name or a pronoun stands for, who is not the subject itself."""
        if " & " in who:
            return " & ".join(sorted(self.whose(each) for each in who.split(" & ")))
        if not who.startswith("*"):
            return self.placed(who) if who.startswith("@") else who
        pronoun, _, named = who[1:].partition("#")
        known = dict(islice(self.named.items(), int(named or len(self.named))))
        if "'s " in pronoun:
            return pronoun.partition("'s ")[2]
        if pronoun == "it":
            if not self.place:
                raise UnreadError
            return self.place
        if pronoun in {"i", "me", "we", "us"}:
            return {"me": "i", "us": "we"}.get(pronoun, pronoun)
        if pronoun in {"they", "them"}:
            return self._they(known)
        sex = PRONOUNS.get(pronoun, "?")
        fitting = [name for name, its in known.items() if its in {"", sex} and name != subject]
        if not known and len(self.subjects) == 1:
            # "A florist has 57 roses. She sells 4."
            fitting = list(self.subjects)
        if len(fitting) != 1:
            raise UnreadError
        return fitting[0]

    def _they(self, known: dict[str, str]) -> str:
        # Where nobody is named, they are all there are.
        return " & ".join(sorted(known))

    def placed(self, key: str) -> str:
        """The place that is meant: "his basket" by its owner, "the basket" as the only one there is."""
        if key.startswith(("@*it#", "@*them#")):
            return self.whose("*it")
        if not key.startswith("@"):
            return key
        noun = key[1:]
        if noun.startswith("*"):
            pronoun, _, noun = noun[1:].partition("'s ")
            owner = {"his": "*he", "her": "*she", "my": "*i", "their": "*they", "our": "*we", "its": "*it"}.get(pronoun)
            if owner is None:
                raise UnreadError
            return f"@{self.whose(owner)}'s {noun}"
        if noun in PRONOUNS:
            raise UnreadError
        known = {place for entry in self.entries for place in entry.where}
        same = {place for place in known if place.endswith((f"'s {noun}", f" {noun}"))}
        return next(iter(same)) if len(same) == 1 and "'s " not in noun and key not in known else key

    def wheres(self, keys: Iterable[str]) -> frozenset[str]:
        """Places and times as they are called here; what else is told of a deed is left as it is."""
        return frozenset(self.placed(key) for key in keys)

    def thing_of(self, amount: Amount) -> Thing:
        """What an amount is of; of "4 more", what was spoken of last."""
        thing = amount.thing
        if thing is None or (amount.of_them and thing is None):
            thing = self.last
        if thing is None:
            raise UnreadError
        if not thing.of and not thing.marks:
            # 13 liters, of the 50 liters of water.
            known = {each.thing for each in self.entries if each.thing.head == thing.head}
            thing = known.pop() if len(known) == 1 and not next(iter(known)).marks else thing
        if amount.thing is None and len({each.thing for each in self.entries}) > 1:
            # "4 more", of apples or of pears?
            kinds = {each.thing for each in self.entries if each.thing.head not in PERIODS}
            if len(kinds) > 1:
                raise UnreadError
        self.last = thing
        return thing

    # What a clause says

    def have(self, fact: Fact) -> None:
        """`Tom has 57 apples`, `There are 57 apples in the basket`, `Now he has 61`."""
        for amount in fact.amounts:
            if amount.more or amount.price or amount.of_them:
                raise UnreadError
            if not self._grouped(amount):
                continue
            thing = self.thing_of(amount)
            said = self.wheres(fact.where | amount.asides)
            times = frozenset(key for key in said if is_time([key]))
            where = said - times | ({fact.who} - {""})
            before = [entry for entry in self.entries if entry.thing == thing and self._same_place(entry.where, where)]
            if before:
                self._now_has(where, thing, amount.tree)
            elif fact.now and any(covers(entry.thing, thing) or covers(thing, entry.thing) for entry in self.entries):
                self._now_has(where, thing, amount.tree)
            else:
                self.entries.append(Entry("have", where, thing, amount.tree, frozenset({fact.verb}), times))
            self.place = next((key for key in where if key.startswith("@")), self.place)

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
        if amount.rate:
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

    def come(self, fact: Fact) -> None:
        """Somebody gets, finds, makes so many; or so many come."""
        for amount in fact.amounts:
            if amount.of_them:
                raise UnreadError
            if not self._grouped(amount):
                continue
            if amount.thing is not None and "equal" in amount.thing.marks:
                self._makes_groups(amount)
                continue
            thing = self.thing_of(amount)
            asides = self.wheres(fact.where | amount.asides)
            self._pay(fact, amount, thing, _MINUS)
            where = self._holder(fact.who, thing, asides)
            self.entries.append(Entry("come", where, thing, amount.tree, frozenset({fact.verb, fact.does}), asides))
        if fact.other:
            raise UnreadError

    def go(self, fact: Fact) -> None:
        """Somebody eats, loses, sells so many; or so many go."""
        for amount in fact.amounts:
            if not self._grouped(amount):
                continue
            thing = self.thing_of(amount)
            asides = self.wheres(fact.where | amount.asides)
            self._pay(fact, amount, thing, _PLUS)
            where = self._holder(fact.who, thing, asides, of_them=amount.of_them, goes=True)
            self.entries.append(Entry("go", where, thing, amount.tree, frozenset({fact.verb, fact.does}), asides))

    def buy_one(self, fact: Fact) -> None:
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

    def _pay(self, fact: Fact, amount: Amount, thing: Thing, sign: str) -> None:
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

    def give(self, fact: Fact) -> None:
        """`Tom gives Anna 4 apples`, `Tom gives away 4 apples`."""
        for amount in fact.amounts:
            to = {aside[3:] for aside in amount.asides | fact.where if aside.startswith("to ")}
            to |= {fact.other} - {""}
            if len(to) > 1 or amount.price or not self._grouped(amount):
                raise UnreadError
            thing = self.thing_of(amount)
            asides = self.wheres(each for each in amount.asides | fact.where if not each.startswith("to "))
            self._hand_over(fact, thing, amount.tree, fact.who, self.whose(next(iter(to), ""), fact.who), asides)

    def _hand_over(self, fact: Fact, thing: Thing, tree: Tree, giver: str, taker: str, asides: frozenset[str]) -> None:
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

    def take(self, fact: Fact) -> None:
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

    def put(self, fact: Fact) -> None:
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

    def be_at(self, fact: Fact) -> None:
        """`57 birds sit on a fence`, `57 apples are left`."""
        if any(amount.of_them or amount.more for amount in fact.amounts):
            raise UnreadError
        self.have(replace(fact, does="have"))

    def move(self, fact: Fact) -> None:
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

    def did(self, fact: Fact) -> None:
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

    def of_each(self, fact: Fact) -> None:
        """`Each box holds 8 pencils`, `6 boxes hold 8 pencils each`, `puts 8 pencils in each box`."""
        (amount,) = fact.amounts
        if amount.inside is None and amount.each is None:
            # They have 8 pencils each: how many are they?
            raise UnreadError
        self._grouped(amount)
        if amount.each is not None:
            if amount.thing is not None and not amount.thing.head:
                self.hold(amount.thing, amount.each)
            if amount.tree != UNTOLD and amount.thing is not None:
                self._count(amount.thing, amount.tree)
            self.last = amount.each.thing
        else:
            self.last = amount.thing

    def one(self, fact: Fact) -> None:
        """`A basket holds 8 apples`: one of many, or the only one."""
        self.hold(Thing(fact.other), fact.amounts[0])
        self.have(replace(fact, verb="one"))

    def equal_groups(self, fact: Fact) -> None:
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

    def part(self, fact: Fact) -> None:
        """`12 of them are boys`."""
        (amount,) = fact.amounts
        if amount.inside is None or amount.each or amount.groups or amount.price or amount.rate or self.parts:
            raise UnreadError
        self.parts.append((self.thing_of(amount), amount.inside, amount.tree))

    def others(self, fact: Fact) -> None:
        """`The others are dogs`."""
        kind = fact.amounts[0].thing
        if kind is None or len(self.parts) != 1:
            raise UnreadError
        self.rest = kind

    def need(self, fact: Fact) -> None:
        """`Tom needs 20 stickers`."""
        for amount in fact.amounts:
            if amount.more or amount.price or not self._grouped(amount):
                raise UnreadError
            self.needs.append(Entry("need", frozenset({fact.who}), self.thing_of(amount), amount.tree))

    def compare(self, fact: Fact) -> None:
        """`Anna has 4 more apples than Tom`."""
        other = self.whose(fact.other) if fact.other else self._only_other(fact)
        self.pending.append(replace(fact, other=other))

    def _only_other(self, fact: Fact) -> str:
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

    # How many there are

    def total(self, thing: Thing, who: str, where: frozenset[str], *, left: bool = False) -> Tree:
        """How many of a thing somebody has, or are somewhere, or are there at all.

        Raises:
            UnreadError: that is not surely known.
        """
        asked = {who} - {""} | where
        kept = [entry for entry in self.entries if entry.does != "did" and covers(thing, entry.thing)]
        self._no_doubt(thing, asked)
        if who.count(" & "):
            people = frozenset(who.split(" & "))
            kept = [each for each in kept if who in each.where or (people & each.where and where <= each.where)]
        else:
            kept = [each for each in kept if asked <= each.where]
        if left and not who:
            # What was given away is not left.
            kept = [each for each in kept if not each.partial]
        ones = {entry.where for entry in kept if "one" in entry.verbs}
        if any(entry.does != "go" and entry.where not in ones for entry in kept):
            # What a basket holds is no number of what there is, if that is told besides.
            kept = [each for each in kept if "one" not in each.verbs]
        handed = [each.transfer for each in kept if each.transfer]
        kept = [each for each in kept if handed.count(each.transfer) < 2]
        if not kept or kept[0].does == "go" or any(entry.partial for entry in kept):
            raise UnreadError
        held = [entry.thing for entry in kept if entry.does == "have"]
        if any(covers(one, other) and not covers(other, one) for one in held for other in held):
            # 20 apples, 5 red apples: among them?
            raise UnreadError
        tree = kept[0].tree
        for entry in kept[1:]:
            tree = Operation(_MINUS if entry.does == "go" else _PLUS, tree, entry.tree)
        return tree

    def _no_doubt(self, thing: Thing, asked: set[str]) -> None:
        """Nothing that came or went may have been of the thing asked for, or elsewhere, without saying so."""
        for entry in self.entries:
            if entry.does == "did":
                continue
            wider = covers(entry.thing, thing) and not covers(thing, entry.thing)
            theirs = any(entry.where == each.where for each in self.entries if each.does != "go")
            if entry.does == "go" and not entry.transfer and not theirs and covers(thing, entry.thing):
                # His dog ate some: of his?
                raise UnreadError
            apart = asked and not asked <= entry.where and entry.where < self._all_of(asked)
            if wider or (apart and covers(thing, entry.thing) and entry.does != "have"):
                raise UnreadError

    def _all_of(self, asked: set[str]) -> frozenset[str]:
        return frozenset(key for entry in self.entries if asked <= entry.where for key in entry.where)

    def count_of(self, thing: Thing) -> Tree | None:
        """The one number of a thing that is told; None if there is none, or several."""
        found = [tree for each, tree in self.counts.items() if covers(thing, each)]
        if not found:
            found = [entry.tree for entry in self.entries if covers(thing, entry.thing)]
        return found[0] if len(found) == 1 and not unknowns(found[0]) else None


def _of(amount: Amount, thing: Thing) -> Amount:
    return amount if amount.thing is not None else replace(amount, thing=thing)


_ADD = {
    "have": Ledger.have,
    "hold": Ledger.have,
    "be at": Ledger.be_at,
    "gain": Ledger.come,
    "make": Ledger.come,
    "come": Ledger.come,
    "lose": Ledger.go,
    "go": Ledger.go,
    "move": Ledger.move,
    "give": Ledger.give,
    "take": Ledger.take,
    "put": Ledger.put,
    "do": Ledger.did,
    "cost": Ledger.did,
    "each": Ledger.of_each,
    "one": Ledger.one,
    "equal groups": Ledger.equal_groups,
    "need": Ledger.need,
    "buy one": Ledger.buy_one,
    "part": Ledger.part,
    "others": Ledger.others,
    "compare": Ledger.compare,
}

__all__ = ["Entry", "Known", "Ledger", "MONEY_THING", "Unknown", "covers", "numerals"]
