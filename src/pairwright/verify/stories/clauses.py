"""Statements of a story, clause by clause, to facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairwright.verify.stories.comparing import Comparing
from pairwright.verify.stories.facts import Clause, Verb, spread, told
from pairwright.verify.stories.things import UNTOLD, Amount, Thing, is_number
from pairwright.verify.stories.tokens import UnreadError, is_plural
from pairwright.verify.stories.verbs import AWAY, INTENDS
from pairwright.verify.stories.words import ADVERBS, BE, EACH, MONEY, PEOPLE, PERIODS, SELLERS, SEX, VERBS, words

# What somebody may do with so many of something; the first that a verb can mean is what it means.
_WANTING = words("wants wanted")
_DOING = ("need", "give", "take", "put", "gain", "make", "lose", "do", "cost")
# What things do by themselves, and then are no more.
_BREAKING = frozenset({"break", "pop", "burn", "crack", "tear"})


_EACH_HAS, _EACH_DOES = words("have hold cost gain"), words("make do lose pack")

# Whom a clause is about: someone, or things that are counted; None if nobody.
Subject = str | tuple[Amount, ...] | None


class Clauses(Comparing):
    """The statements of one sentence."""

    # The verb of the clause before, of somebody.
    said: Verb | None = None

    def statements(self) -> Iterator[Clause]:
        """All that the sentence says, clause by clause.

        Raises:
            UnreadError: a word of it has no place.
        """
        subject: Subject = None
        while True:
            if self.text == "in" and self.word(1).text == "one" and self.word(2).text in PERIODS:
                # In one minute a machine fills 25 jars.
                self.at += 2
                found, subject = [self._each_period(frozenset())], None
            else:
                where = self.leads()
                found, subject = self._clause(subject, where)
            yield from found
            if self.done():
                return
            if not self._joined():
                raise UnreadError

    def _clause(self, subject: Subject, where: frozenset[str]) -> tuple[list[Clause], Subject]:
        start = self.at
        readers = (
            self._price, self._sold_at, self._there, self._ratio, self._that_is, self._takes, self._on_each, self._others,
            self._of_each, self._measure,
        )  # fmt: skip
        for read in readers:
            if (fact := read(where)) is not None:
                return [fact], None
            self.at = start
        if things := self._counted_subject():
            return [self._of_things(things, where)], things
        self.at = start
        if self.bought and isinstance(subject, str) and (fact := self._bought_one(subject, self.bought, where)):
            # buys 2 kites for 8 dollars each, and a ball for 5 dollars
            return [fact], subject
        self.at = start
        who = self._subject()
        if who is None and isinstance(subject, str) and (fact := self._compared_again(subject)) is not None:
            return [fact], subject
        self.at = start if who is None else self.at
        doer: Subject = who or subject
        if doer is None:
            raise UnreadError
        return [self._of_someone(doer, where) if isinstance(doer, str) else self._again(doer)], doer

    def _compared_again(self, who: str) -> Clause | None:
        """`, and 3 times as many blue balls as Anna`, of who was said to have so many times as many others."""
        amount = self.amount() if self.words[self.at - 1].text == "and" else None
        if amount is None or amount.more not in {"times", "half"} or self.text != "as":
            return None
        if self.said is None or set(self.said.does) != {"have"}:
            # That it is had, and not got, was said before.
            return None
        return self._compared(who, "have", [amount])

    def _there(self, where: frozenset[str]) -> Clause | None:
        """`There are 57 apples in the basket`, `In the basket are 57 apples`."""
        if not (self.take("there") or where) or not self.any_of(BE):
            return None
        amounts = self.amounts()
        if self.text == "than" and not where:
            return self._compared("", "have", amounts)
        if self.text.endswith("ing") and "be at" in VERBS.get(self.text, {}):
            # There are 23 birds sitting on a fence.
            where |= {f"!{VERBS[self.text]['be at']}"}
            self.at += 1
            where |= self.asides()
        now = self.ending()
        return Clause("have", amounts=spread(amounts), where=where | self.asides(), now=now)

    def _on_each(self, where: frozenset[str]) -> Clause | None:
        """`On each shelf there are 9 jars`."""
        container = self._in_each()
        self.take(",")
        if container is None or where or not self.take("there") or not self.any_of(BE):
            return None
        amounts = self.amounts()
        return Clause("each", "", "", (replace(amounts[0], inside=container),)) if len(amounts) == 1 else None

    def _others(self, where: frozenset[str]) -> Clause | None:
        """`The others are dogs`."""
        if where or not (self.take("the", "others") or self.take("the", "rest")):
            return None
        if not self.any_of(BE) or (kind := self.thing()) is None:
            raise UnreadError
        return Clause("others", amounts=(Amount(UNTOLD, kind),))

    # Somebody does something

    def _of_someone(self, who: str, where: frozenset[str]) -> Clause:
        self.said = verb = self.verb()
        if verb is None:
            return self._wants(who)
        self.bought = verb if verb.does.get("gain") == "buy" else None
        if self.text == "and" and self.word(1).text in VERBS:
            # She dropped and broke 14 plates.
            self.at += 1
            verb = self.verb() or verb
        verb.particle = self._particle()
        if verb.passive:
            return self._passive(who, verb, where)
        if verb.does.get("lose") == "pay" and self.take("with"):
            return self._pays_with(who)
        other = self._indirect() if set(verb.does) & {"give", "gain", "make"} else ""
        them = (self.take("them") or self.take("it")) and not verb.particle
        if verb.does.get("pack") and self.take("the", "same", "number", "of") and self.thing():
            return self._equally_each(who, verb)
        if "begin" in verb.does and not self.take("with"):
            raise UnreadError
        return self._does(Clause("", who, other=other, where=where), verb, [] if them else self.amounts(), them=them)

    def _does(self, fact: Clause, verb: Verb, amounts: list[Amount], *, them: bool) -> Clause:
        if len(amounts) == 1 and self.word().numeral is not None and not fact.other:
            return self._to_each(verb, amounts[0])
        verb.particle = verb.particle or self._particle()
        if set(verb.does) & {"share", "pack", "give"} and (dealt := self._shared(fact.who, verb, amounts, them=them)):
            return dealt
        if not amounts and set(verb.does) & {"do", "be at"} and self.text == "for":
            amounts = self._for_so_long()
        if not amounts and self._begins_untold(verb):
            return Clause("nothing")
        if not amounts:
            return self._bought_one(fact.who, verb, fact.where) or self._about(verb)
        return self._with_amounts(fact, verb, amounts)

    def _needs_time(self, fact: Clause, verb: str, amount: Amount) -> Clause:
        """`needs 28 minutes to eat lunch`, `takes 12 minutes less`; what for is no number."""
        if amount.more:
            if not self._compares([amount]):
                raise UnreadError
            return self._compared(fact.who, verb, [amount])
        start = self.at
        if any(word.text == "to" for word in self.words[:start]) or self.text == "to":
            while not self.done():
                if self.word().numeral or self.word().percent or self.text in {",", "and", "but", "then"}:
                    self.at = start
                    break
                self.at += 1
        return replace(fact, does="need", verb=verb, amounts=(amount,))

    def _begins_untold(self, verb: Verb) -> bool:
        """`Rita and Sam wash windows`, to begin with: of how many is told later, or it is none that is asked for."""
        start = self.at
        begins = self.words[: len(self.story.sentences[0])] == self.story.sentences[0]
        does = begins and set(verb.does) & {"do", "make", "pack"}
        if does and self.thing() and is_plural(self.word(-1).text) and self.done():
            return True
        self.at = start
        return False

    def _for_so_long(self) -> list[Amount]:
        """`for 40 minutes`; nothing if no time stands here."""
        start = self.at
        amount = self.amount() if self.take("for") else None
        if amount is not None and amount.thing is not None and amount.thing.head in PERIODS and is_number(amount.tree):
            return [amount]
        self.at = start
        return []

    def _with_amounts(self, fact: Clause, verb: Verb, amounts: list[Amount]) -> Clause:
        if set(verb.does) & {"have", "hold", "begin"}:
            return self._has(fact.who, verb, amounts, fact.where)
        does = next((each for each in _DOING if each in verb.does), "")
        time = amounts[0].thing is not None and amounts[0].thing.head in PERIODS and len(amounts) == 1
        if time and does in {"need", "take"}:
            return self._needs_time(fact, verb.base(does), amounts[0])
        if self._compares(amounts):
            return self._compared(fact.who, verb.does.get(does, ""), amounts)
        where = fact.where | self.asides()
        self.ending()
        if not does and (amounts[0].rate or self.period) and (base := verb.does.get("pack") or verb.does.get("move")):
            # A machine fills 18 bottles a minute.
            return replace(fact, does="do", verb=base, amounts=told(amounts), where=where)
        if not does:
            raise UnreadError
        return replace(fact, does=does, verb=verb.base(does), amounts=told(amounts), where=where)

    def _compares(self, amounts: list[Amount]) -> bool:
        """`12 minutes more than Tom`; `12 minutes less`, which is no change of what one needs."""
        amount = amounts[0]
        less = amount.more == "fewer" and amount.thing is not None and amount.thing.head in PERIODS
        less = less and not amount.asides
        return bool(amount.more) and (self.text == "than" or (less and self.done()))

    def _wants(self, who: str) -> Clause:
        """`wants to buy a bike that costs 95 dollars`: so much is needed."""
        if (
            self.any_of(INTENDS)
            and (self.take("to", "buy") or self.words[self.at - 1].text in _WANTING)
            and self.any_of(frozenset({"a", "an", "the"}))
            and self.thing()
        ):
            self.take("that") or self.take("which") or self.take("for")
            if not self.any_of(frozenset({"costs", "cost", "for"})) and self.words[self.at - 1].text != "for":
                raise UnreadError
            return Clause("need", who, "need", told(self.amounts()))
        raise UnreadError

    def _pays_with(self, who: str) -> Clause:
        """`pays with 20 dollars`, `pays with a 20 dollar bill`."""
        amount = self.bill() or self.amount()
        if amount is None or amount.thing is None or amount.thing.head not in MONEY or amount.more:
            raise UnreadError
        return Clause("tender", who, "pay", (amount,))

    def _indirect(self) -> str:
        """Whom something is given to, named before it."""
        start = self.at
        if self.take("each", "of") and (groups := self.amount()) and groups.thing and is_number(groups.tree):
            self.at = start
            raise UnreadError
        self.at = start
        known = {*self.named}
        other = self.person()
        if other is None or not (self.word().numeral or self.text in {"some", "another"}):
            self.at = start
            return ""
        if other in SELLERS - known:
            # Nobody else of whom the story tells: no candidate for "she".
            del self.named[other]
        return other

    def _bought_one(self, who: str, verb: Verb, where: frozenset[str]) -> Clause | None:
        """`buys a book for 8 dollars and a pen for 3 dollars`: what is told is the money."""
        prices: list[Amount] = []
        while True:
            found = self._one_price(verb)
            if found is None:
                return None
            thing, price = found
            if price is None:
                return (
                    None
                    if prices
                    else Clause("buy one", who, "pay", (Amount(UNTOLD, thing),), where=where | self.asides())
                )
            prices.append(price)
            if not self.any_of(frozenset({"and", ","})):
                return Clause("lose", who, "pay", tuple(prices), where=where | self.asides())

    def _one_price(self, verb: Verb) -> tuple[Thing, Amount | None] | None:
        if verb.does.get("gain") != "buy" or not self.any_of(frozenset({"a", "an", "one", "the"})):
            return None
        if (thing := self.thing()) is None or is_plural(self.words[self.at - 1].text):
            return None
        if not self.any_of(frozenset({"for", "at"})):
            return thing, None
        price = self.amount()
        return None if price is None or price.thing is None else (thing, price)

    def _about(self, verb: Verb) -> Clause:
        """What says nothing of amounts: `Tom goes to the market`."""
        if "go about" not in verb.does:
            raise UnreadError
        self.asides()
        self.thing()
        self.asides()
        return Clause("nothing")

    def _has(self, who: str, verb: Verb, amounts: list[Amount], where: frozenset[str]) -> Clause:
        base = verb.does.get("have") or verb.does.get("hold", "have")
        if amounts[0].more in {"times", "half"} or self.text == "than":
            return self._compared(who, base, amounts)
        each = self.take("each")
        now = self.ending()
        where |= self.asides()
        fact = Clause("have", who, base, spread(amounts), where=where, now=now)
        if each:
            return replace(fact, does="each")
        return fact

    # Something that is counted does something

    def _counted_subject(self) -> tuple[Amount, ...]:
        """`12 boys and 14 girls`, `4 more birds`, `5 of them`, `6 boxes with 8 pencils each`, before a verb."""
        found = []
        while (amount := self.amount()) is not None:
            found.append(self._with_tails(amount))
            if not self.take("and"):
                break
        return tuple(found) if found and self.text in VERBS | dict.fromkeys(ADVERBS | {"each"}) else ()

    def _of_things(self, amounts: tuple[Amount, ...], where: frozenset[str]) -> Clause:
        each = self.take("each")
        verb = self.verb()
        if verb is None:
            raise UnreadError
        verb.particle = self._particle()
        if verb.passive:
            return self._things_passive(amounts, verb, where)
        if set(verb.does) & {"have", "hold", "cost", "share", "gain", "lose", "do", "make"}:
            inner = self.amounts() or self.bill_shared(verb)
            if inner:
                return self._groups_have(amounts, verb, inner, each=each)
        if each:
            raise UnreadError
        if "be at" in verb.does and len(amounts) == 1 and (groups := self._groups()) and is_number(groups.tree):
            # 45 hikers sleep in 9 tents.
            return Clause("equal groups", "", "", (replace(amounts[0], groups=groups),))
        where |= self.asides()
        now = self.ending()
        where |= self.asides()
        return self._came_or_went(amounts, verb, where, now=now)

    def _came_or_went(self, amounts: tuple[Amount, ...], verb: Verb, where: frozenset[str], *, now: bool) -> Clause:
        if verb.particle in AWAY and set(verb.does) & {"move", "come", "go", "be at", "do"}:
            return Clause("go", verb="go", amounts=amounts, where=where)
        if set(verb.does) & {"come", "go"} and not verb.particle and (place := self.holder()):
            where |= {place}
        if "come" in verb.does and not verb.particle:
            self.take("them")
            return Clause("come", verb="come", amounts=amounts, where=where | self.asides())
        if "go" in verb.does or (set(verb.does.values()) & _BREAKING and not verb.particle):
            return Clause("go", verb="go", amounts=amounts, where=where)
        if verb.does.get("be at") == "be" and len(amounts) == 1 and amounts[0].of_them and (kind := self.thing()):
            # 12 of them are boys.
            return Clause("part", verb="be", amounts=(replace(amounts[0], inside=kind),))
        if "be at" in verb.does and not verb.particle:
            base = verb.base("be at")
            doing = frozenset() if base in {"be", "stay", "remain"} else frozenset({f"!{base}"})
            now = now or base == "remain"
            if not (where or now or doing):
                raise UnreadError
            return Clause("be at", verb=base, amounts=amounts, where=where | doing, now=now)
        if "move" in verb.does:
            return Clause("move", verb=verb.particle, amounts=amounts, where=where)
        raise UnreadError

    def _things_passive(self, amounts: tuple[Amount, ...], verb: Verb, where: frozenset[str]) -> Clause:
        if set(verb.does) & {"share", "pack"} and len(amounts) == 1:
            fact = self._shared("", verb, list(amounts), them=False)
            if fact is not None:
                return fact
        where |= self.asides()
        if set(verb.does.values()) & _BREAKING:
            # 5 pens are broken, and there all the same.
            raise UnreadError
        if (
            verb.does.get("gain") == "borrow"
            or "lose" in verb.does
            or "give" in verb.does
            or ("take" in verb.does and verb.particle in AWAY)
        ):
            return Clause("go", verb=next(iter(verb.does.values())), amounts=amounts, where=where)
        if "put" in verb.does:
            return Clause("put", "", verb.base("put"), amounts, "", where)
        raise UnreadError

    def _passive(self, who: str, verb: Verb, where: frozenset[str]) -> Clause:
        """`Tom is given 4 more`, `They are shared equally among 7 children`."""
        if who.partition("#")[0] in {"*they", "*it"} and set(verb.does) & {"share", "pack"}:
            fact = self._shared("", verb, [], them=True)
            if fact is not None:
                return fact
        if "give" in verb.does and (amounts := self.amounts()):
            return Clause("gain", who, "get", told(amounts), where=where | self.asides())
        raise UnreadError

    def _again(self, subject: tuple[Amount, ...]) -> Clause:
        """`4 more birds come and sit on the fence`: that they sit there is no news."""
        verb = self.verb()
        if verb is None or "be at" not in verb.does or not self.asides() or not subject:
            raise UnreadError
        return Clause("nothing")

    # Each of some

    def _of_each(self, where: frozenset[str]) -> Clause | None:
        """`Each box holds 8 pencils`, `A book costs 8 dollars`, `Each day he reads 8 pages`."""
        start = self.at
        article = self.any_of(EACH | words("a an one the"))
        if not article:
            return None if where else self._plural_costs()
        each = article in EACH
        if each and self.text == "one" and self.word(1).text == "of":
            self.at += 1
        if each and self.text == "of" and any(self.word(ahead).numeral for ahead in (1, 2)):
            self.at += 1
            return self._each_of(where)
        them = self.take("of", "them")
        self.take("of") and self.any_of(words("the his her their these those"))
        if each and self.text in PERIODS:
            return self._each_period(where)
        thing = None if them or self.take("one") else self.thing(before_verb=True)
        self.asides()
        verb = self.verb()
        person = thing is not None and thing.head in PEOPLE and not each
        if verb is None or verb.passive or person or (article == "the" and "cost" not in verb.does):
            self.at = start
            return None
        return self._each_has(thing or Thing(""), verb, each=each)

    def _plural_costs(self) -> Clause | None:
        """`Pens cost 2 dollars`: one of them."""
        thing = self.thing(before_verb=True)
        verb = self.verb() if thing and is_plural(self.words[self.at - 1].text) else None
        costs = verb is not None and "cost" in verb.does and not verb.passive
        price = self.amount() if costs or (verb is not None and verb.does.get("be at") == "be") else None
        if thing is None or price is None or price.thing is None or price.thing.head not in MONEY or price.more:
            return None
        if not self._said_of_each() and not costs:
            return None
        return Clause("each", "", "", (Amount(UNTOLD, thing, each=price),))

    def _each_period(self, where: frozenset[str]) -> Clause:
        """`Each day he reads 8 pages`."""
        self.at += 1
        period = self.period = self.words[self.at - 1].text
        self.take(",")
        who = self._subject()
        fact = None if who is None else self._of_someone(who, where)
        if fact is None or len(fact.amounts) != 1:
            raise UnreadError
        return replace(fact, amounts=(replace(fact.amounts[0], rate=period),))

    def _each_has(self, thing: Thing, verb: Verb, *, each: bool) -> Clause | None:
        allowed = _EACH_HAS | _EACH_DOES if each else words("have hold cost")
        inner = self.amounts() if set(verb.does) & allowed else []
        if len(inner) != 1:
            return None
        self.take("in", "it") or self.take("on", "it") or self.take("inside")
        if each or "cost" in verb.does:
            return self._does_each(Amount(UNTOLD, thing), verb, inner[0])
        # A basket may be one of many, or the only one.
        return Clause("one", f"@{' '.join([*sorted(thing.marks), thing.head])}", "hold", (inner[0],), thing.head)

    def _each_of(self, where: frozenset[str]) -> Clause | None:
        """`Each of 5 friends has 6 cards`, `Each of Anna's 5 friends gives her 3 flowers`."""
        if self.word().owner and self.word().name:
            self._known(self.text, SEX.get(self.text, ""))
            self.at += 1
        groups = self.amount()
        # the 20 pupils in a class
        self.asides()
        verb = self.verb()
        if groups is None or verb is None or verb.passive or where:
            return None
        other = self._indirect() if "give" in verb.does else ""
        inner = self.amounts()
        if len(inner) != 1:
            return None
        if other:
            return Clause("gain", other, "get", (replace(inner[0], groups=replace(groups, rate="each")),))
        return self._does_each(groups, verb, inner[0])

    def _does_each(self, groups: Amount, verb: Verb, inner: Amount) -> Clause | None:
        """What each of some has, or does: what they eat they do not have."""
        if set(verb.does) & _EACH_HAS:
            return Clause("each", "", "", (replace(groups, each=inner),))
        does = next((each for each in _EACH_DOES if each in verb.does), "")
        return Clause("each does", "", verb.base(does), (replace(groups, each=inner),)) if does else None
