"""Amounts of things, with what is said of each, of groups and of prices."""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.questions.trees import Constant, Numeral, Operation
from pairwright.verify.stories.phrases import Phrases, whole
from pairwright.verify.stories.things import MONEY_THING, UNKNOWN, UNTOLD, Amount, Thing, is_number
from pairwright.verify.stories.tokens import UnreadError, is_plural, stem
from pairwright.verify.stories.words import EACH, ENDS, MONEY, MORE, PERIODS, POSSESSIVES, VERBS, words

_CONTAINING = words("contain hold have has cost contains holds costs")
_BEFORE_NUMBERS = POSSESSIVES | words("another additional the these those")
# What is done each morning is done each day.
_DAILY = dict.fromkeys(("morning", "evening", "afternoon", "night"), "day")


class Amounts(Phrases):
    """A sentence in which amounts are read."""

    def amount(self) -> Amount | None:
        """`57 apples`, `4 more`, `$5`, `some apples`, `4 of them`; None if none stands here."""
        start = self.at
        for read in (self._portion, self._plain, self._uncounted, self._collection):
            if (found := read()) is not None:
                return found
            self.at = start
        return None

    def _portion(self) -> Amount | None:
        """`25% of them`, `half of his apples`."""
        percent = self.word().percent
        if percent is None and self.text != "half":
            return None
        self.at += 1
        if percent is None and self.take("as"):
            # half as many apples as Kim
            much = self.take("many") or self.take("much")
            return Amount(Constant(2), self._several_or_none(), "half") if much else None
        if isinstance(percent, (Numeral, Operation)) and (more := self._more()):
            # 20% more apples than Kim
            return Amount(UNTOLD, self._several_or_none(), more, part=percent)
        thing = None
        if percent is None and self.take("of", "it"):
            thing = MONEY_THING
        elif not self.take("of", "them"):
            # half of his apples, half the apples
            of = self.take("of") or percent is None
            if not of or not self.any_of(POSSESSIVES | words("the these those")):
                raise UnreadError
            thing = MONEY_THING if self.take("money") else self._several()
        return Amount(UNTOLD, thing, part=percent or Constant(2), of_them=True)

    def bill(self) -> Amount | None:
        """`a 20 dollar bill`, `a $20 bill`; None if none stands here."""
        start = self.at
        amount = self.money() if self.take("a") else None
        if amount is not None and self.any_of(words("bill note coin")):
            return amount
        self.at = start
        return None

    def money(self) -> Amount | None:
        """`$20`, `20 dollars`; None if none stands here."""
        numeral, unit = self.word().numeral, self.word().money or stem(self.word(1).text)
        if numeral is None or unit not in MONEY:
            return None
        self.at += 1 if self.word().money else 2
        return Amount(numeral, Thing(unit))

    def _plain(self) -> Amount | None:
        more = "more" if self.text in {"another", "additional"} else ""
        if self.text in _BEFORE_NUMBERS and self.word(1).numeral is not None:
            self.at += 1
        else:
            self.take("a", "total", "of")
        return self._counted(more)

    def _counted(self, more: str) -> Amount | None:
        word = self.word()
        if word.numeral is None:
            return None
        self.at += 1
        if self.take("times"):
            return self._times(word.numeral)
        if word.money:
            return Amount(word.numeral, Thing(word.money), self._more())
        more = more or self._more()
        if self.take("of", "them"):
            return Amount(word.numeral, None, more, of_them=True)
        if self.text == "of" and (self.word(1).text in POSSESSIVES | {"the", "these", "those"}):
            self.at += 2
            return Amount(word.numeral, self._several(), more, of_them=True)
        thing = self._several_or_none()
        return Amount(word.numeral, thing, more or self._more())

    def _times(self, numeral: Numeral) -> Amount | None:
        """`3 times as many apples`, `jumped 45 times`."""
        if not self.take("as"):
            return Amount(numeral, Thing("time"))
        much = self.take("many") or self.take("much")
        return Amount(numeral, self._several_or_none(), "times") if much else None

    def _more(self) -> str:
        if self.any_of(MORE):
            return "more"
        return "fewer" if self.any_of(frozenset({"fewer", "less"})) else ""

    def _uncounted(self) -> Amount | None:
        if not (self.text == "some" or (self.text == "more" and self.word(1).text not in ENDS)):
            return None
        self.take("some")
        more = self._more()
        if self.take("of", "them"):
            return Amount(UNKNOWN, None, more, of_them=True)
        of_them = self.text == "of" and self.word(1).text in POSSESSIVES | {"the"}
        self.at += 2 * of_them
        return Amount(UNKNOWN, self._several_or_none(), more, of_them=of_them)

    @whole
    def _collection(self) -> Amount | None:
        """`a box of 57 pencils` is 57 pencils."""
        if (
            not self.any_of(words("a an his her their"))
            or not (names := self.nouns())
            or is_plural(names[-1])
            or not self.take("of")
        ):
            return None
        if self.word().numeral is None or self.word().money:
            return None
        return self._counted("")

    def _several(self) -> Thing:
        thing = self._several_or_none()
        if thing is None:
            raise UnreadError
        return thing

    def _several_or_none(self) -> Thing | None:
        """The thing here, which must be a word for several (or one that is so elsewhere: 1 apple)."""
        start = self.at
        thing = self.thing(after_number=True)
        if thing is None or self.words[self.at - 1].text == "ones":
            return None
        nouns = [word.text for word in self.words[start : self.at]]
        last = nouns[nouns.index("of") - 1] if "of" in nouns else nouns[-1]
        if is_plural(last) or last in MONEY or self.known_plural(thing) or self.known_one(nouns):
            return thing
        if len(nouns) == 1 and self.text in {"and", ","}:
            # 5 red and 3 blue balls: the thing is named behind the last of them.
            return Thing("", frozenset(nouns))
        raise UnreadError

    def amounts(self) -> list[Amount]:
        """Amounts joined by commas and "and", each with what is said of it."""
        found: list[Amount] = []
        while (amount := self.amount()) is not None:
            found.append(self._with_tails(amount))
            start = self.at
            if not (self.any_of(frozenset({",", "and"})) and (self.take("and") or True)):
                break
            if not self._goes_on():
                self.at = start
                break
        return _sharing_names(found)

    def _goes_on(self) -> bool:
        """Whether an amount stands here that is not the subject of a clause of its own."""
        start = self.at
        try:
            amount = self.amount()
            self.asides()
        except UnreadError:
            return True
        finally:
            reached, self.at = self.at, start
        following = self.words[reached].text
        return amount is not None and following not in VERBS

    def _with_tails(self, amount: Amount) -> Amount:
        while True:
            start = self.at
            amount = self._tail(amount)
            if self.at == start:
                return amount

    def _tail(self, amount: Amount) -> Amount:
        if (inner := self._each_holds()) is not None:
            return replace(amount, each=inner)
        if (container := self._in_each()) is not None:
            return replace(amount, inside=container)
        if rate := self._rate():
            return replace(amount, rate=rate)
        start = self.at
        if (found := self._for_so_much(amount)) is not None:
            return found
        self.at = start
        if (groups := self._groups()) is not None:
            return replace(amount, groups=groups)
        return replace(amount, asides=amount.asides | self.asides())

    def _for_so_much(self, amount: Amount) -> Amount | None:
        """`for 8 dollars`, `for 6 days`, `20 dollars for 5 notebooks`, `21 cookies for her 7 children`."""
        price = self.amount() if self.take("for") else None
        if price is None or price.thing is None or not is_number(price.tree):
            return None
        if price.thing.head in MONEY:
            return replace(amount, price=price)
        return replace(amount, groups=price)

    @whole
    def _each_holds(self) -> Amount | None:
        """`with 8 pencils in each`, `of 8 pencils each`, `each holding 8 pencils`, `at 8 dollars each`."""
        each = self.take("each")
        related = self.take("that") or self.take("which")
        each = (related and self.take("each")) or each
        opened = self.any_of(frozenset({"with", "of", "at", "for", "containing", "holding", "having", "costing"}))
        if related:
            opened = self.any_of(_CONTAINING)
        if not opened or (inner := self.amount()) is None or inner.thing is None:
            return None
        if opened in {"for", "at"} and inner.thing.head not in MONEY:
            return None
        each = self._said_of_each() or each
        return inner if each or opened == "of" else None

    def _said_of_each(self) -> bool:
        """`each`, `apiece`, `in each`, `in each box`, `in every one of them`."""
        if self.take("each") or self.take("apiece"):
            return True
        start = self.at
        self.any_of(frozenset({"in", "on", "inside", "per", "for"}))
        if self.any_of(EACH | {"per"}):
            self.take("one") or self.thing()
            return True
        self.at = start
        return False

    @whole
    def _in_each(self) -> Thing | None:
        """`in each box`, `per box`, `on every shelf`; not yet of time."""
        if not (self.any_of(words("in on inside into onto for to")) and self.any_of(EACH)) and not self.take("per"):
            return None
        thing = self.thing()
        if self.text == "of" and self.word(1).text in POSSESSIVES | {"the", "a", "an"}:
            # on each page of his album
            self.at += 2
            self.nouns()
        return thing if thing and thing.head not in PERIODS else None

    @whole
    def _groups(self) -> Amount | None:
        """`among his 7 friends`, `into 7 boxes`, `in each of 7 boxes`, `in boxes of 8`."""
        equally = self.equally()
        preposition = self.any_of(words("among amongst between into in on onto to during by"))
        if not preposition or (preposition == "by" and not (equally or self.story.says_equal)):
            return None
        if self.take("each", "of"):
            groups = self.amount()
            return replace(groups, rate="each") if groups is not None and is_number(groups.tree) else None
        if self.word().numeral is None and self.word(1).numeral is None:
            return self._untold_groups() if preposition in {"in", "into"} and is_plural(self.text) else None
        groups = self.amount()
        if groups is None or (preposition == "to" and not (equally or self.equally() or self.story.says_equal)):
            return None
        return self._with_size(groups)

    def _untold_groups(self) -> Amount | None:
        """`boxes of 8`, `boxes`: so many boxes are not told."""
        container = Thing(stem(self.text))
        self.at += 1
        if self.take("of"):
            size = self.amount() if self.word().numeral is not None else None
            self.take("each")
            return None if size is None else Amount(UNTOLD, container, each=size)
        if self.text in {"that", "which"} and (size := self._each_holds()) is not None:
            # boxes that hold 9 apples each
            return Amount(UNTOLD, container, each=size)
        return Amount(UNTOLD, container) if self.text in {"with", "so", ",", "."} else None

    def _with_size(self, groups: Amount) -> Amount:
        start = self.at
        if (size := self._each_holds()) is not None:
            return replace(groups, each=size)
        self.at = start
        return groups

    def equally(self) -> bool:
        """Read `equally`, `evenly`."""
        return bool(self.any_of(frozenset({"equally", "evenly", "fairly"})))

    @whole
    def _rate(self) -> str:
        """`a day`, `each day`, `per day`, `every day`, `daily`."""
        if self.take("daily"):
            return "day"
        self.take("in")
        if self.any_of(words("a an per each every one")) and self.text in PERIODS:
            self.at += 1
            return _DAILY.get(self.word(-1).text, self.word(-1).text)
        return ""


def _sharing_names(amounts: list[Amount]) -> list[Amount]:
    """The amounts with the thing of `3 blue balls` for that of `5 red`, too."""
    last = amounts[-1].thing if amounts else None
    if last is None or last.head:
        return [_named(amount, last) for amount in amounts]
    raise UnreadError


def _named(amount: Amount, last: Thing | None) -> Amount:
    thing = amount.thing
    if thing is None or thing.head:
        return amount
    if last is None:
        raise UnreadError
    return replace(amount, thing=Thing(last.head, thing.marks, last.of))
