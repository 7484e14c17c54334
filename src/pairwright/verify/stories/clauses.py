"""Statements of a story, clause by clause, to facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pairwright.verify.stories.phrases import UNTOLD, Amount, Phrases, Thing, is_number, whole
from pairwright.verify.stories.tokens import UnreadError, is_plural, stem
from pairwright.verify.stories.words import ADVERBS, AUXILIARIES, BE, EACH, MEASURES, PEOPLE, PERIODS, VERBS

_AWAY = frozenset({"away", "off", "out", "down", "home"})
_PARTICLES = _AWAY | {"up", "in", "on", "back"}
# What things do by themselves, and then are no more.
_BREAKING = frozenset({"break", "pop", "burn", "crack", "tear"})
_INTENDS = frozenset("wants wanted decides decided has had needs needed plans planned".split())
_LEADS = ADVERBS | {"so", "if", "suppose", "and", "but", "afterwards"}
_IN_ALL = (("in", "all"), ("in", "total"), ("all", "together"), ("altogether",), ("together",), ("total",))


@dataclass(frozen=True)
class Fact:
    """What a clause says.

    Attributes:
        does: what is said, as `words` sorts verbs, or 'each', 'compare', 'equal groups'.
        who: whose; '' if nobody's.
        verb: its base form.
        amounts: of what.
        other: to whom, from whom, or what it is compared with.
        where: where and when.
        now: whether it is said of the end ("now", "left").
    """

    does: str
    who: str = ""
    verb: str = ""
    amounts: tuple[Amount, ...] = ()
    other: str = ""
    where: frozenset[str] = frozenset()
    now: bool = False


@dataclass
class Verb:
    """A verb as it stands: what it may do, its base, whether it is passive, and its particle."""

    does: dict[str, str]
    passive: bool = False
    particle: str = ""

    def base(self, does: str) -> str:
        return self.does[does]


class Clauses(Phrases):
    """The statements of one sentence."""

    def statements(self) -> Iterator[Fact]:
        """All that the sentence says, clause by clause.

        Raises:
            UnreadError: a word of it has no place.
        """
        subject: str | tuple[Amount, ...] | None = None
        while True:
            where = self.leads()
            found, subject = self._clause(subject, where)
            yield from found
            if self.done():
                return
            if not self._joined():
                raise UnreadError

    def leads(self) -> frozenset[str]:
        """What stands before a clause: `Then`, `Later,`, `In the morning,`."""
        where: set[str] = set()
        while True:
            start = self.at
            if self.any_of(_LEADS) or self.take("after", "that") or self.take("at", "first"):
                self.take(",")
            elif (self.at == 0 or self.words[self.at - 1].text in {",", "and", "then"}) and (aside := self.aside()):
                where.add(aside)
                self.take(",")
            if self.at == start:
                return frozenset(where)

    def _joined(self) -> bool:
        start = self.at
        self.take(",")
        self.any_of(frozenset({"and", "but", "while", ";"}))
        return self.at > start

    def _clause(
        self, subject: str | tuple[Amount, ...] | None, where: frozenset[str]
    ) -> tuple[list[Fact], str | tuple[Amount, ...] | None]:
        start = self.at
        if (self.take("there") or where) and self.any_of(BE):
            return [self._there(where)], None
        self.at = start
        if (container := self._in_each()) is not None and (self.take(",") or True) and self.take("there"):
            # On each shelf there are 9 jars.
            amounts = self.amounts() if self.any_of(BE) else []
            if len(amounts) == 1:
                return [Fact("each", "", "", (replace(amounts[0], inside=container),))], None
        self.at = start
        if self.take("the", "others") or self.take("the", "rest"):
            return [self._others()], None
        if (fact := self._of_each(where)) is not None:
            return [fact], None
        self.at = start
        if (fact := self._measure()) is not None:
            return [fact], None
        self.at = start
        if amounts := self._counted_subject():
            return [self._of_things(amounts, where)], amounts
        self.at = start
        who = self._subject()
        if who is None:
            if subject is None:
                raise UnreadError
            if not isinstance(subject, str):
                return [self._again(subject)], subject
            who = subject
        return [self._of_someone(who, where)], who

    def _there(self, where: frozenset[str]) -> Fact:
        amounts = self.amounts()
        if self.text.endswith("ing") and "be at" in VERBS.get(self.text, {}):
            # There are 23 birds sitting on a fence.
            where |= {f"!{VERBS[self.text]['be at']}"}
            self.at += 1
            where |= self.asides()
        now = self.ending()
        return Fact("have", amounts=_spread(amounts), where=where | self.asides(), now=now)

    def _others(self) -> Fact:
        """`The others are dogs`."""
        if not self.any_of(BE) or (kind := self.thing()) is None:
            raise UnreadError
        return Fact("others", amounts=(Amount(UNTOLD, kind),))

    def ending(self) -> bool:
        """Read `left`, `now`, `in all`; whether one of the first two stands here."""
        now = False
        while True:
            start = self.at
            if self.take("left") or self.take("now"):
                now = True
            self.take("too")
            self.in_all()
            if self.at == start:
                return now

    def in_all(self) -> bool:
        """Read `in all`, `altogether`."""
        return any(self.take(*each) for each in _IN_ALL)

    def _subject(self) -> str | None:
        """Who does something: one or several persons, or a place that has something."""
        if (who := self.person()) is None:
            return self._place_subject()
        several = [who]
        start = self.at
        while self.take("and") and (another := self.person()):
            several.append(another)
            start = self.at
        self.at = start
        return " & ".join(several)

    def _place_subject(self) -> str | None:
        return "*it" if self.take("it") else self.holder() or None

    def verb(self) -> Verb | None:
        """`buys`, `has bought`, `are eaten`, `is given`; None if no verb stands here."""
        start = self.at
        passive = False
        while self.any_of(ADVERBS):
            pass
        intends = self.word().text in _INTENDS and self.word(1).text == "to"
        self.at += 2 * intends
        while self.text in AUXILIARIES and self._verb_follows():
            passive = self.text in BE
            self.at += 1
            while self.any_of(ADVERBS):
                pass
            self.equally()
        word = self.word()
        if word.name or word.text not in VERBS:
            self.at = start
            return None
        self.at += 1
        if intends and not set(VERBS[word.text]) & {"share", "pack"}:
            # Who wants to buy has not bought.
            self.at = start
            return None
        return Verb(VERBS[word.text], passive and not word.text.endswith("ing"))

    def _verb_follows(self) -> bool:
        ahead = 1
        while self.word(ahead).text in ADVERBS | {"equally", "evenly"}:
            ahead += 1
        following = self.word(ahead)
        if following.text == "left" and self.text in BE:
            return False
        return following.text in VERBS and not following.name

    def _particle(self) -> str:
        """A particle, but no preposition of what follows."""
        if self.text in _PARTICLES:
            following = self.word(1)
            if self.text in {"in", "on"} and following.text not in {".", "?", "and", ",", "now"}:
                return ""
            self.at += 1
            particle = self.words[self.at - 1].text
            particle == "off" and self.take("of")
            return particle
        return ""

    # Somebody does something

    def _of_someone(self, who: str, where: frozenset[str]) -> Fact:
        verb = self.verb()
        if verb is None:
            return self._wants(who)
        if "begin" in verb.does and self.take("with"):
            return Fact("have", who, "have", _spread(self.amounts()), where=where | self.asides())
        verb.particle = self._particle()
        if verb.passive:
            return self._passive(who, verb, where)
        other = self._indirect() if set(verb.does) & {"give", "gain", "make"} else ""
        them = self.take("them") and not verb.particle
        if verb.does.get("pack") and self.take("the", "same", "number", "of") and self.thing():
            return self._equally_each(who, verb)
        amounts = [] if them else self.amounts()
        if len(amounts) == 1 and self.word().numeral is not None and not other:
            return self._to_each(verb, amounts[0])
        verb.particle = verb.particle or self._particle()
        if set(verb.does) & {"share", "pack", "give"} and (fact := self._shared(who, verb, amounts, them=them)):
            return fact
        if not amounts:
            return self._bought_one(who, verb, where) or self._about(verb)
        if set(verb.does) & {"have", "hold"}:
            return self._has(who, verb, amounts, where)
        if self.text == "than" and len(amounts) == 1 and amounts[0].more:
            does = next((each for each in ("gain", "make", "lose", "do") if each in verb.does), "")
            return self._compared(who, verb.does.get(does, ""), amounts)
        where |= self.asides()
        self.ending()
        for does in ("need", "give", "take", "put", "gain", "make", "lose", "do", "cost"):
            if does in verb.does:
                return Fact(does, who, verb.base(does), _told(amounts), other, where)
        raise UnreadError

    def _wants(self, who: str) -> Fact:
        """`wants to buy a bike that costs 95 dollars`: so much is needed."""
        if (
            self.any_of(_INTENDS)
            and self.take("to", "buy")
            and self.any_of(frozenset({"a", "an", "the"}))
            and self.thing()
        ):
            self.take("that") or self.take("which") or self.take("for")
            self.any_of(frozenset({"costs", "cost"}))
            return Fact("need", who, "need", _told(self.amounts()))
        raise UnreadError

    def _to_each(self, verb: Verb, groups: Amount) -> Fact:
        """`gives his 7 friends 8 cards each`."""
        inner = self.amounts()
        if "give" not in verb.does or len(inner) != 1 or not self.take("each") or groups.thing is None:
            raise UnreadError
        return Fact("each", "", "", (replace(groups, each=inner[0]),))

    def _equally_each(self, who: str, verb: Verb) -> Fact:
        """`loads the same number of pumpkins onto each of 9 carts`."""
        groups = self._groups()
        if groups is None or groups.rate != "each":
            raise UnreadError
        return Fact("equal groups", who, verb.base("pack"), (Amount(UNTOLD, None, groups=replace(groups, rate="")),))

    def _indirect(self) -> str:
        """Whom something is given to, named before it."""
        start = self.at
        if self.take("each", "of") and (groups := self.amount()) and groups.thing and is_number(groups.tree):
            self.at = start
            raise UnreadError
        self.at = start
        other = self.person()
        if other is None or not (self.word().numeral or self.text in {"some", "another"}):
            self.at = start
            return ""
        return other

    def _bought_one(self, who: str, verb: Verb, where: frozenset[str]) -> Fact | None:
        """`buys a book for 8 dollars and a pen for 3 dollars`: what is told is the money."""
        prices = []
        while True:
            found = self._one_price(verb)
            if found is None:
                return None
            thing, price = found
            if price is None:
                return (
                    None
                    if prices
                    else Fact("buy one", who, "pay", (Amount(UNTOLD, thing),), where=where | self.asides())
                )
            prices.append(price)
            if not self.any_of(frozenset({"and", ","})):
                return Fact("lose", who, "pay", tuple(prices), where=where | self.asides())

    def _one_price(self, verb: Verb) -> tuple[Thing, Amount | None] | None:
        if verb.does.get("gain") != "buy" or not self.any_of(frozenset({"a", "an", "one", "the"})):
            return None
        if (thing := self.thing()) is None or is_plural(self.words[self.at - 1].text):
            return None
        if not self.any_of(frozenset({"for", "at"})):
            return thing, None
        price = self.amount()
        return None if price is None or price.thing is None else (thing, price)

    def _about(self, verb: Verb) -> Fact:
        """What says nothing of amounts: `Tom goes to the market`."""
        if "go about" not in verb.does:
            raise UnreadError
        self.asides()
        self.thing()
        self.asides()
        return Fact("nothing")

    def _has(self, who: str, verb: Verb, amounts: list[Amount], where: frozenset[str]) -> Fact:
        base = verb.does.get("have") or verb.does["hold"]
        if amounts[0].more == "times" or self.text == "than":
            return self._compared(who, base, amounts)
        each = self.take("each")
        now = self.ending()
        where |= self.asides()
        fact = Fact("have", who, base, _spread(amounts), where=where, now=now)
        if each:
            return replace(fact, does="each")
        return fact

    def _compared(self, who: str, verb: str, amounts: list[Amount]) -> Fact:
        if len(amounts) != 1 or not amounts[0].more:
            raise UnreadError
        other = ""
        if self.take("than") or self.take("as"):
            other = self.person() or self._place_subject() or ""
            self.any_of(frozenset({"does", "do", "did", "has", "have", "had", "is"}))
            if not other:
                raise UnreadError
        return Fact("compare", who, verb, _told(amounts), other)

    # Sharing and packing

    def _shared(self, who: str, verb: Verb, amounts: list[Amount], *, them: bool) -> Fact | None:
        """56 marbles (or them) into equal groups; None if it says nothing of groups."""
        if not them and len(amounts) != 1:
            return None
        amount = Amount(UNTOLD, None) if them else amounts[0]
        if them:
            amount = self._with_tails(amount)
        equally = self.equally()
        amount = self._with_tails(amount)
        equally = self.equally() or equally
        self._same_number()
        size = self._with_so_many()
        if amount.groups is not None and amount.each is not None:
            size, amount = amount.each, replace(amount, each=None)
        base = verb.does.get("share") or verb.does.get("pack") or verb.does["give"]
        if amount.groups is None and amount.inside is None and size is None:
            return None
        if base == verb.does.get("give") and not equally and amount.inside is None and amount.groups is not None:
            equally = any(word.text in {"equally", "evenly"} for word in self.words)
            if not equally:
                return None
        if amount.inside is not None:
            # puts 8 pencils in each box
            return Fact("each", "", base, (amount,))
        return Fact("equal groups", who, base, (amount, *([size] if size else [])), now=equally)

    @whole
    def _same_number(self) -> bool:
        """Read `, the same number in each jar`."""
        self.take(",")
        self.take("with")
        if not self.take("the", "same", "number"):
            return False
        self.take("of") and self.thing()
        return self._said_of_each()

    def _with_so_many(self) -> Amount | None:
        """`with 8 in each`, `, 8 in each box`."""
        start = self.at
        self.take(",")
        if self.take("with") or self.at > start:
            size = self.amount() if self.word().numeral else None
            if size is not None and self._said_of_each():
                return size
        self.at = start
        return None

    # Something that is counted does something

    def _counted_subject(self) -> tuple[Amount, ...]:
        """`12 boys and 14 girls`, `4 more birds`, `5 of them`, `6 boxes with 8 pencils each`, before a verb."""
        found = []
        while (amount := self.amount()) is not None:
            found.append(self._with_tails(amount))
            if not self.take("and"):
                break
        return tuple(found) if found and self.text in VERBS | dict.fromkeys(ADVERBS | {"each"}) else ()

    def _of_things(self, amounts: tuple[Amount, ...], where: frozenset[str]) -> Fact:
        each = self.take("each")
        verb = self.verb()
        if verb is None:
            raise UnreadError
        verb.particle = self._particle()
        if verb.passive:
            return self._things_passive(amounts, verb, where)
        if set(verb.does) & {"have", "hold", "cost", "share", "gain", "lose", "do", "make"}:
            inner = self.amounts()
            if inner:
                return self._groups_have(amounts, verb, inner, each=each)
        if each:
            raise UnreadError
        if "be at" in verb.does and len(amounts) == 1 and (groups := self._groups()) and is_number(groups.tree):
            # 45 hikers sleep in 9 tents.
            return Fact("equal groups", "", "", (replace(amounts[0], groups=groups),))
        where |= self.asides()
        now = self.ending()
        where |= self.asides()
        return self._came_or_went(amounts, verb, where, now=now)

    def _groups_have(self, amounts: tuple[Amount, ...], verb: Verb, inner: list[Amount], *, each: bool) -> Fact:
        """`6 boxes hold 8 pencils each`, `7 children share 56 marbles equally`, `6 books cost 48 dollars`."""
        if len(amounts) != 1 or len(inner) != 1:
            raise UnreadError
        equally = self.equally()
        each = self.take("each") or self.take("apiece") or each
        equally = equally or self.equally()
        if each:
            return Fact("each", "", "", (replace(amounts[0], each=inner[0]),))
        if "share" in verb.does or set(verb.does) & {"have", "hold", "cost"}:
            return Fact("equal groups", "", "", (replace(inner[0], groups=amounts[0]),), now=equally)
        raise UnreadError

    def _came_or_went(self, amounts: tuple[Amount, ...], verb: Verb, where: frozenset[str], *, now: bool) -> Fact:
        if verb.particle in _AWAY and set(verb.does) & {"move", "come", "go", "be at", "do"}:
            return Fact("go", verb="go", amounts=amounts, where=where)
        if set(verb.does) & {"come", "go"} and not verb.particle and (place := self.holder()):
            where |= {place}
        if "come" in verb.does and not verb.particle:
            self.take("them")
            return Fact("come", verb="come", amounts=amounts, where=where | self.asides())
        if "go" in verb.does or (set(verb.does.values()) & _BREAKING and not verb.particle):
            return Fact("go", verb="go", amounts=amounts, where=where)
        if verb.does.get("be at") == "be" and len(amounts) == 1 and amounts[0].of_them and (kind := self.thing()):
            # 12 of them are boys.
            return Fact("part", verb="be", amounts=(replace(amounts[0], inside=kind),))
        if "be at" in verb.does and not verb.particle:
            base = verb.base("be at")
            doing = frozenset() if base in {"be", "stay", "remain"} else frozenset({f"!{base}"})
            now = now or base == "remain"
            if not (where or now or doing):
                raise UnreadError
            return Fact("be at", verb=base, amounts=amounts, where=where | doing, now=now)
        if "move" in verb.does:
            return Fact("move", verb=verb.particle, amounts=amounts, where=where)
        raise UnreadError

    def _things_passive(self, amounts: tuple[Amount, ...], verb: Verb, where: frozenset[str]) -> Fact:
        if set(verb.does) & {"share", "pack"} and len(amounts) == 1:
            fact = self._shared("", verb, list(amounts), them=False)
            if fact is not None:
                return fact
        where |= self.asides()
        if (
            verb.does.get("gain") == "borrow"
            or "lose" in verb.does
            or "give" in verb.does
            or ("take" in verb.does and verb.particle in _AWAY)
        ):
            return Fact("go", verb=next(iter(verb.does.values())), amounts=amounts, where=where)
        if "put" in verb.does:
            return Fact("put", "", verb.base("put"), amounts, "", where)
        raise UnreadError

    def _passive(self, who: str, verb: Verb, where: frozenset[str]) -> Fact:
        """`Tom is given 4 more`, `They are shared equally among 7 children`."""
        if who.partition("#")[0] in {"*they", "*it"} and set(verb.does) & {"share", "pack"}:
            fact = self._shared("", verb, [], them=True)
            if fact is not None:
                return fact
        if "give" in verb.does and (amounts := self.amounts()):
            return Fact("gain", who, "get", _told(amounts), where=where | self.asides())
        raise UnreadError

    def _again(self, subject: tuple[Amount, ...]) -> Fact:
        """`4 more birds come and sit on the fence`: that they sit there is no news."""
        verb = self.verb()
        if verb is None or "be at" not in verb.does or not self.asides() or not subject:
            raise UnreadError
        return Fact("nothing")

    # Each of some

    def _of_each(self, where: frozenset[str]) -> Fact | None:
        """`Each box holds 8 pencils`, `A book costs 8 dollars`, `Each day he reads 8 pages`."""
        start = self.at
        article = self.any_of(EACH | {"a", "an", "one", "the"})
        if not article:
            return None
        if article in EACH and self.text == "of" and self.word(1).numeral is not None:
            self.at += 1
            return self._each_of(where)
        self.take("of") and self.any_of(frozenset({"the", "his", "her", "their", "these", "those"}))
        if article in EACH and self.text in PERIODS:
            self.at += 1
            period = self.words[self.at - 1].text
            self.take(",")
            who = self._subject()
            fact = None if who is None else self._of_someone(who, where)
            if fact is None or len(fact.amounts) != 1:
                raise UnreadError
            return replace(fact, amounts=(replace(fact.amounts[0], rate=period),))
        thing = None if self.take("one") else self.thing(before_verb=True)
        self.asides()
        verb = self.verb()
        if verb is None or verb.passive or (article not in EACH and thing and thing.head in PEOPLE):
            self.at = start
            return None
        if article == "the" and "cost" not in verb.does:
            return None
        allowed = {"have", "hold", "cost", "gain"} if article in EACH else {"have", "hold", "cost"}
        if not set(verb.does) & allowed:
            return None
        inner = self.amounts()
        if len(inner) != 1:
            return None
        self.take("in", "it") or self.take("on", "it") or self.take("inside")
        head = Thing("") if thing is None else thing
        if article not in EACH and "cost" not in verb.does:
            # A basket may be one of many, or the only one.
            return Fact("one", f"@{' '.join([*sorted(head.marks), head.head])}", "hold", (inner[0],), head.head)
        return Fact("each", "", "", (Amount(UNTOLD, head, each=inner[0]),))

    def _each_of(self, where: frozenset[str]) -> Fact | None:
        """`Each of 5 friends has 6 cards`."""
        groups, verb = self.amount(), self.verb()
        if groups is None or verb is None or where:
            return None
        inner = self.amounts()
        return Fact("each", "", "", (replace(groups, each=inner[0]),)) if len(inner) == 1 else None

    # Ages and other measures

    def _measure(self) -> Fact | None:
        """`Tom is 9 years old`, `Anna is 4 years older than Tom`."""
        who = self.person() or self.place() or None
        if who is None or not self.any_of(BE) or self.word().numeral is None:
            return None
        numeral = self.word().numeral
        unit = self.word(1).text
        self.at += 2
        adjective = self.text
        self.at += 1
        if numeral is None or not (is_plural(unit) or unit in PERIODS):
            return None
        for measure, (more, less) in MEASURES.items():
            thing = Thing(stem(unit), frozenset({measure}))
            if adjective == measure:
                self.ending()
                return Fact("have", who, measure, (Amount(numeral, thing),))
            if adjective in {more, less}:
                sign = "more" if adjective == more else "fewer"
                return self._compared(who, measure, [Amount(numeral, thing, sign)])
        return None


def _told(amounts: list[Amount]) -> tuple[Amount, ...]:
    if not amounts:
        raise UnreadError
    return tuple(amounts)


def _spread(amounts: list[Amount]) -> tuple[Amount, ...]:
    """`12 boys and 14 girls in the class`: all of them are there."""
    told = _told(amounts)
    if any(amount.asides for amount in told[:-1]):
        return told
    return tuple(replace(amount, asides=told[-1].asides) for amount in told)
