"""The question of a story to what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pairwright.verify.questions.trees import Constant, Tree
from pairwright.verify.stories.clauses import Clauses
from pairwright.verify.stories.facts import Verb
from pairwright.verify.stories.phrases import whole
from pairwright.verify.stories.things import MONEY_THING, Amount, Thing, is_number
from pairwright.verify.stories.tokens import UnreadError, is_plural, stem
from pairwright.verify.stories.words import (
    AUXILIARIES,
    BE,
    EACH,
    ENDS,
    MEASURED,
    MEASURES,
    MONEY,
    PEOPLE,
    PERIODS,
    VERBS,
    words,
)

_AT_FIRST = [
    phrase.split() for phrase in ("at first", "to begin with", "to start with", "in the beginning", "at the start")
]
_UNTOUCHED = words("unsold uneaten unused unread")
_BEHIND_A_UNIT = words("? , for if when after")
_HAVING = {"have": "have"}
_TO_HAVE = frozenset({"have", "hold", "own"})


@dataclass
class Query:
    """What is asked.

    Attributes:
        thing: None if it is the thing spoken of.
        who: whose; '' if all there is.
        does: what the verb may do, as in `words`.
        more: whether it is asked how many 'more' or 'fewer'.
        than: the person, place, thing or time that is compared.
        each: what each of has so many; its head is '' if that is not said.
        count: the number of groups that the question itself tells.
        where: where and when.
        left, in_all, at_first: whether these words stand there.
        shift: how many years later (+) or before (-) it is asked for.
        new_price: whether the price after its change is asked for.
        times: on how many days all together it is asked for ("on the two days"); 0 if that is not said.
        passive: whether the verb is.
        now: whether it is asked for what is so by now.
        change: whether the change is asked for that somebody gets.
        tender: what is paid with, where the question tells it.
        single: whether it is asked for one of a kind: what "the baker" bakes.
        both: of how many together it is asked, where nobody of them is named; 0 if that is not said.
        over: whether it is asked for what is left over when the rest is packed or shared.
        full: whether only full groups are asked for.
    """

    thing: Thing | None
    who: str = ""
    does: dict[str, str] = field(default_factory=lambda: dict(_HAVING))
    more: str = ""
    than: str | Thing | frozenset[str] | None = None
    each: Thing | None = None
    count: Amount | None = None
    where: frozenset[str] = frozenset()
    left: bool = False
    in_all: bool = False
    at_first: bool = False
    shift: tuple[str, Tree] | None = None
    new_price: bool = False
    times: int = 0
    passive: bool = False
    now: bool = False
    change: bool = False
    tender: Amount | None = None
    single: bool = False
    both: int = 0
    over: bool = False
    full: bool = False

    @property
    def counted(self) -> Thing:
        """What is counted.

        Raises:
            UnreadError: that is not said.
        """
        if self.thing is None:
            raise UnreadError
        return self.thing

    @property
    def asks_what_is(self) -> bool:
        """Whether it is asked what somebody has, or what there is."""
        return bool(_TO_HAVE & set(self.does.values())) and not self.passive


class Questions(Clauses):
    """The question at the end of a story."""

    def asked(self) -> Query:
        """What the sentence asks for.

        Raises:
            UnreadError: a word of it has no place.
        """
        asked = Query(None)
        while True:
            start = self.at
            asked.in_all |= self.in_all()
            asked.where |= self.leads()
            self.take(",")
            if self.at == start:
                break
        if self.take("how", "many"):
            self._many(asked)
        elif self.take("how", "much"):
            self._much(asked)
        elif self.take("how"):
            self._measured(asked)
        elif self.take("what"):
            self._what(asked)
        else:
            raise UnreadError
        self._ending_asked(asked)
        if not self.done():
            raise UnreadError
        return asked

    def _many(self, asked: Query) -> None:
        asked.more = self._more()
        if self.take("times"):
            asked.thing = Thing("time")
        elif not self.take("of", "them"):
            asked.over = self.take("leftover")
            asked.full = self.take("full")
            asked.thing = self._asked_thing()
        if (asked.thing or asked.more) and self.take("than"):
            # How many more boys than girls are there?
            asked.than = self.person() or (self.thing() if asked.thing else None)
            if asked.than is None:
                raise UnreadError
        asked.in_all |= self.in_all()
        if not self._difference_asked(asked):
            self._clause_asked(asked)

    def _difference_asked(self, asked: Query) -> bool:
        """`How many years older is Robert than his son?`."""
        for measure, (more, less) in MEASURES.items():
            if asked.thing and self.text in {more, less}:
                asked.more = "more" if self.text == more else "fewer"
                asked.thing = Thing(asked.thing.head, frozenset({measure}))
                self.at += 1
                asked.who = (self._subject() or "") if self.any_of(BE) else ""
                return bool(asked.who)
        return False

    def _asked_thing(self) -> Thing | None:
        start = self.at
        thing = self.thing()
        if thing is None:
            return None
        names = [word.text for word in self.words[start : self.at]]
        head = names[names.index("of") - 1] if "of" in names else names[-1]
        if not is_plural(head):
            raise UnreadError
        return thing

    def _much(self, asked: Query) -> None:
        asked.more = self._more()
        asked.thing = MONEY_THING
        money = self.take("money")
        asked.more = asked.more or self._more()
        if self.take("change"):
            asked.left = asked.change = True
            money = True
        asked.in_all |= self.in_all()
        self._clause_asked(asked)
        if not money and not set(asked.does) & {"cost", "lose", "gain", "need", "make"}:
            raise UnreadError

    def _measured(self, asked: Query) -> None:
        measure = self.any_of(frozenset(MEASURES))
        if measure == "old" and self.take("will"):
            self._aged(asked, "+")
            return
        past = self.text == "was"
        if not measure or not self.any_of(BE):
            raise UnreadError
        if past and measure == "old":
            self._aged(asked, "-")
            return
        if self.any_of(EACH | {"one"}):
            asked.each = self.thing() or Thing("")
        else:
            asked.who = self._subject() or ""
            if not asked.who:
                raise UnreadError
        asked.thing = Thing("*", frozenset({measure}))

    def _aged(self, asked: Query, sign: str) -> None:
        """`How old will Tom be in 3 years`, `How old was Tom 3 years ago`; how old somebody was, without a number."""
        asked.who = self._subject() or ""
        asked.thing = Thing("*", frozenset({"old"}))
        if not asked.who or (sign == "+" and not self.take("be", "in")):
            raise UnreadError
        years = self.word().numeral
        if years is None and sign == "-":
            return
        if years is None or stem(self.word(1).text) != "year":
            raise UnreadError
        self.at += 2
        asked.shift = (sign, years)
        if sign == "-" and not self.take("ago"):
            raise UnreadError

    def _what(self, asked: Query) -> None:
        """`What is the total number of apples?`, `What is the total cost?`."""
        if not (self.any_of(BE) and self.take("the")):
            raise UnreadError
        if (self.any_of(words("new sale reduced discounted final")) and self.take("price")) or self._price_afterwards():
            asked.thing, asked.new_price = MONEY_THING, True
            asked.who = self.holder() if self.take("of") else ""
            self._discounted()
            self.take("in") and self.any_of(frozenset({"dollars"}))
            return
        asked.in_all = self.take("total") or asked.in_all
        if self.take("number", "of") and (thing := self.thing()):
            asked.thing = thing
            if asked.in_all:
                return
        elif self.any_of(frozenset({"cost", "price"})):
            asked.thing, asked.does = MONEY_THING, {"cost": "cost"}
            if self.take("of", "each") or self.take("of", "one"):
                asked.each = self.thing() or Thing("")
            return
        raise UnreadError

    @whole
    def _price_afterwards(self) -> bool:
        """`the price after the discount`."""
        return self.take("price") and self._discounted()

    def _discounted(self) -> bool:
        """Read `after the discount`."""
        return (self.take("after") or self.take("with")) and (
            self.take("the", "discount") or self.take("this", "discount")
        )

    def _clause_asked(self, asked: Query) -> None:
        if self.take("will", "be", "leftover"):
            asked.over = True
            return
        if self.text in BE and not (self.word(1).name and not self.word(1).owner):
            self._being(asked)
        elif self.text in AUXILIARIES and not self.word().name:
            self.at += 1
            self._doing(asked)
        elif self.text in VERBS:
            verb = self.verb()
            if verb is None:
                raise UnreadError
            asked.does = {"have": "have"} if set(verb.does.values()) & {"remain", "stay"} else verb.does
            asked.left |= bool(set(verb.does.values()) & {"remain", "stay"})
            verb.particle = self._particle()

    def _being(self, asked: Query) -> None:
        """`are there`, `are left`, `are in each box`, `are playing`, `are needed`."""
        self.at += 1
        self.take("there")
        asked.now = self.any_of(frozenset({"still", "now"})) == "now"
        if self.take("leftover"):
            asked.over = True
            return
        if self.take("full"):
            asked.full = True
            return
        if self.take("needed"):
            asked.does = {"need": "need"}
            if (self.take("to") and self._form()) or self.take("for"):
                asked.count = self.amount()
            return
        start = self.at
        verb = self._form()
        if verb is None:
            if asked.thing and self.text not in ENDS and not self.word().name and self.word(1).text == "?":
                # How many tomatoes are green?
                asked.thing = replace(asked.thing, marks=asked.thing.marks | {self.text})
                self.at += 1
            return
        asked.does, asked.passive = verb.does, not self.words[start].text.endswith("ing")
        if "be at" in verb.does and not asked.passive:
            asked.does = dict(_HAVING)
            asked.where |= {f"!{verb.base('be at')}"}

    def _form(self) -> Verb | None:
        if self.text == "left" or self.word().name or self.text not in VERBS:
            return None
        self.at += 1
        verb = Verb(VERBS[self.words[self.at - 1].text])
        verb.particle = self._particle()
        return verb

    def _doing(self, asked: Query) -> None:
        """`does Tom have`, `does each friend get`, `do 6 books cost`, `can he fill`."""
        if self.take("there"):
            if not self.take("be"):
                raise UnreadError
            return
        if self.take("it", "take"):
            self._taking(asked)
            return
        if self.any_of(EACH | {"one"}):
            named = not (self.take("of", "them") or self.take("one"))
            self.take("of") and self.any_of(frozenset({"the", "his", "her", "their", "these"}))
            asked.each = (self.thing(before_verb=True, after_number=True) if named else None) or Thing("")
        elif self.take("both") or (self.text == "the" and self.word(1).numeral and self.take("the")):
            self._of_both(asked)
        elif self.word().numeral is not None:
            asked.count = self.amount()
        else:
            asked.who = self._subject() or ""
            if not asked.who:
                raise UnreadError
            of_a_kind = asked.who.startswith("@") or asked.who in PEOPLE
            asked.single = of_a_kind and not is_plural(self.word(-1).text)
        asked.now = self.take("now")
        self.take("still")
        self.in_all()
        if self.take("each"):
            asked.each = asked.each or Thing("")
        verb = self._form()
        if verb is None:
            raise UnreadError
        asked.does = verb.does
        if "need" in verb.does and asked.count is None and self.text == "to":
            self._needed_for(asked)
        if {"have", "hold"} & set(verb.does) and asked.each is None:
            self.take("to")

    def _needed_for(self, asked: Query) -> None:
        """`does it need to make 300 screws`."""
        start = self.at
        self.at += 1
        amount = self.amount() if self._form() is not None else None
        if amount is not None and is_number(amount.tree) and not amount.more:
            asked.count = amount
        else:
            self.at = start

    def _of_both(self, asked: Query) -> None:
        """`do both taps fill`, `do the two machines make`, `do the two pack`: all of those whose paces were told."""
        numeral = self.word().numeral
        told = None if numeral is None else self.story.with_words(numeral)
        self.at += told is not None
        self.thing(before_verb=True, after_number=True)
        asked.both = told.value if isinstance(told, Constant) else 2
        if asked.both < 2 or (told is not None and not isinstance(told, Constant)):
            raise UnreadError

    def _taking(self, asked: Query) -> None:
        """`How many hours does it take to drive 90 miles?`, `How many minutes does it take Kate to get to work?`."""
        asked.who = self.person() or ""
        if not self._purposed():
            if not self.take("to") or self._form() is None:
                raise UnreadError
            asked.count = self.amount()
            if asked.count is None or not is_number(asked.count.tree) or asked.count.more:
                raise UnreadError
        asked.does = {"need": "need"}

    @whole
    def _purposed(self) -> bool:
        """Read `to get to work`, or nothing before the end: then no amount of it is told."""
        aside = self.aside() if self.text == "to" else None
        return self.done() or aside == "in order to"

    def _ending_asked(self, asked: Query) -> None:
        while True:
            start = self.at
            self._unit_asked(asked)
            if self.take("left") or self.any_of(_UNTOUCHED):
                asked.left = True
            asked.over |= self.take("leftover")
            if self.text in {"after", "with"} and self.word(2).text == "discount":
                asked.now |= self._discounted()
            asked.now |= self.any_of(frozenset({"now", "then", "still"})) == "now"
            asked.in_all |= self.in_all()
            asked.at_first |= any(self.take(*each) for each in _AT_FIRST)
            if self.take("at", "the", "end"):
                self.take("of") and self.place()
            if self.take("than"):
                self._compared_with(asked)
            elif asked.change and self.any_of(words("from for")):
                asked.tender = self.bill() or self.amount()
            elif (each := self._each_asked()) is not None:
                asked.each = each
            else:
                self.at = self._counted_tail(asked) or self.at
            asked.where |= self.asides()
            if self.at == start:
                return

    @whole
    def _unit_asked(self, asked: Query) -> bool:
        """`, in dollars,`: in the unit that is told, of which the thing asked for must be."""
        self.take(",")
        unit = stem(self.word(1).text)
        if (
            self.text != "in"
            or unit not in MEASURED
            or not is_plural(self.word(1).text)
            or self.word(2).text not in _BEHIND_A_UNIT
        ):
            return False
        if asked.thing == MONEY_THING and self._in_money() == {unit}:
            asked.thing = Thing(unit)
        if asked.thing is None or asked.thing.head != unit:
            raise UnreadError
        self.at += 2
        self.take(",")
        return True

    def _in_money(self) -> set[str]:
        """The units of money that the story speaks of."""
        said = (word.money or stem(word.text) for sentence in self.story.sentences for word in sentence)
        return {unit for unit in said if unit in MONEY}

    def _each_asked(self) -> Thing | None:
        """`each`, `in each box`, `per hour`."""
        if self.text == "each" and self.word(1).text in {"?", "now", "in"} and self.take("each"):
            return Thing("")
        rate = self._rate()
        return Thing(rate) if rate else self._in_each()

    def _compared_with(self, asked: Query) -> None:
        asked.than = self.asides() or self.person() or self._place_subject() or self.thing() or None
        self.any_of(frozenset({"does", "do", "did", "has", "have", "had"}))
        if asked.than is None or not asked.more:
            raise UnreadError

    def _on_all_days(self, asked: Query) -> bool:
        if self.take("both") and is_plural(self.text):
            self.at += 1
            asked.times, asked.in_all = 2, True
            return True
        numeral = self.word().numeral if self.take("the") else None
        if numeral is None or numeral.index >= 0 or stem(self.word(1).text) not in PERIODS | {"game"}:
            return False
        self.at += 2
        told = self.story.worded[-numeral.index - 1]
        if not isinstance(told, Constant):
            return False
        asked.times, asked.in_all = told.value, True
        return True

    def _filled(self, amount: Amount | None) -> Amount | None:
        """`7 full boxes` are 7 boxes, `3 hours of work` are 3 hours."""
        if amount is None or amount.thing is None or not (amount.thing.marks == {"full"} or amount.thing.of == "work"):
            return amount
        return replace(amount, thing=Thing(amount.thing.head))

    def _counted_tail(self, asked: Query) -> int:
        """`in 6 boxes`, `for 6 days`, `with 48 dollars`, `in one box`; where it ends, 0 if none stands here."""
        start = self.at
        if self.any_of(words("in on for during")) and self._on_all_days(asked):
            return self.at
        self.at = start
        working = self.take("for", "working") or self.take("by", "working")
        if working or self.any_of(frozenset({"in", "on", "for", "with", "of", "per", "inside"})):
            if self.take("one"):
                asked.each = self.thing() or Thing("")
                return self.at
            if self.word().numeral is not None or self.word(1).numeral is not None:
                asked.count = self._filled(self.amount())
                if asked.count is not None and is_number(asked.count.tree):
                    return self.at
        self.at = start
        return 0
