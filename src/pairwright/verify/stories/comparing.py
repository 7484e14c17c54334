"""Clauses that relate one amount to another: ratios, more and fewer, so many times as many, prices that change, ages."""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.questions.trees import Constant
from pairwright.verify.stories.dealing import Dealing
from pairwright.verify.stories.facts import Clause, told
from pairwright.verify.stories.phrases import whole
from pairwright.verify.stories.things import UNTOLD, Amount, Thing, is_number
from pairwright.verify.stories.tokens import UnreadError, is_plural, stem
from pairwright.verify.stories.words import BE, MEASURES, MONEY, PERIODS, words

_RISING, _FALLING = words("rises rose increases increased"), words("falls fell drops dropped decreases decreased")
_TAKES_OFF = words("takes took gives gave offers offered")
_THAT_IS = (("that", "is"), ("this", "is"), ("which", "is"), ("that", "was"), ("this", "was"))
_DOES = words("does do did has have had is")
# What may be said to be so many times as many as another has, gets, makes.
_AGE = Thing("year", frozenset({"old"}))
_BEHIND_AN_AGE = words("now . , and")
_SAID_OF = ("have", "gain", "make", "lose", "do")


class Comparing(Dealing):
    """A sentence in which amounts are compared."""

    def _ratio(self, where: frozenset[str]) -> Clause | None:
        """`For every 3 red apples there are 7 green apples`, `The ratio of boys to girls is 3 to 7`, `is 3:7`."""
        first: Amount | None
        second: Amount | None
        places = frozenset(key for key in where if key.startswith("@"))
        if not where and self.take("for", "every") and self.word().numeral is not None:
            first = self.amount()
            self.take(",")
            second = self.amount() if self.take("there") and self.any_of(BE) else None
        elif self.take("the", "ratio", "of"):
            first, second = self._in_proportion(self.thing(), self.thing() if self.take("to") else None)
        elif not where and self._says_in_the_ratio():
            kind = self.thing()
            other = self.thing() if self.take("and") else None
            if (
                kind
                and other
                and not is_plural(kind.head)
                and other.marks
                and self.story.words.isdisjoint({f"{kind.head}s"})
            ):
                # Red and blue beads.
                kind = Thing(other.head, frozenset({kind.head}), other.of)
            first, second = self._in_proportion(kind, other)
        else:
            return None
        pair = [each for each in (first, second) if each and each.thing and is_number(each.tree) and not each.more]
        if len(pair) < 2:
            raise UnreadError
        return Clause("ratio", amounts=tuple(pair), where=places | self.asides())

    def _says_in_the_ratio(self) -> bool:
        texts = [word.text for word in self.words]
        return any(
            texts[place : place + 3] in (["in", "the", "ratio"], ["in", "a", "ratio"]) for place in range(len(texts))
        )

    def _in_proportion(self, one: Thing | None, other: Thing | None) -> tuple[Amount, Amount]:
        """`is 3 to 7`, `are in the ratio 3:7`, of two kinds."""
        amount = Amount(UNTOLD, one, asides=self.asides())
        if one is None or other is None or not self.any_of(BE):
            raise UnreadError
        if self.take("in"):
            self.any_of(words("the a"))
            self.take("ratio")
            self.take("of")
        numerals = [self.word().numeral, self.word(2).numeral]
        self.at += 1
        if not (self.take("to") or self.take(":")):
            raise UnreadError
        self.at += 1
        first, second = (Amount(each or UNTOLD, kind) for each, kind in zip(numerals, (one, other), strict=True))
        return replace(first, asides=amount.asides), second

    def _price(self, where: frozenset[str]) -> Clause | None:
        """`The price goes down by 20%`, `It is 20% off`, `The coat is on sale for 20% off`."""
        if where - {"@today"}:
            return None
        if self.take("the", "price", "of"):
            return self._price_told()
        if self.take("the", "price"):
            return self._price_changes()
        if (discount := self._discount()) is not None:
            return discount
        who = "" if self.take("it") or self.take("they") else self.holder()
        if not (who or self.at) or not self.any_of(BE):
            return None
        self.take("now")
        self.take("on", "sale") and (self.take("for") or self.take("at"))
        percent = self.word().percent
        if percent is None or self.word(1).text != "off":
            return None
        self.at += 2
        self.take("today") or self.take("now")
        return Clause("price", who, "-", (Amount(UNTOLD, None, part=percent),))

    @whole
    def _discount(self) -> Clause | None:
        """`There is a 20% discount`, `The discount is 20%`, `It has a 20% discount`, `The store takes 20% off`."""
        if self.take("the", "discount", "is"):
            percent, ending = self.word().percent, [""]
        elif (self.take("there", "is", "a") or self.take("it", "has", "a")) and self.word(1).text == "discount":
            percent, ending = self.word().percent, ["discount"]
        elif self.any_of(words("the a")) and self.any_of(words("shop store")) and self.any_of(_TAKES_OFF):
            self.take("a")
            percent, ending = self.word().percent, ["discount", "off"]
        else:
            return None
        self.at += 1
        if percent is None or not any(not each or self.take(each) for each in ending):
            return None
        self.take("on", "it")
        return Clause("price", "", "-", (Amount(UNTOLD, None, part=percent),)) if self.done() else None

    def _price_told(self) -> Clause:
        """`The price of a bike is 300 dollars`."""
        thing = self.thing(before_verb=True) if self.any_of(words("a an the one")) else None
        price = self.amount() if thing and self.any_of(BE) else None
        if thing is None or price is None or price.thing is None or price.thing.head not in MONEY or price.more:
            raise UnreadError
        return Clause("each", "", "", (Amount(UNTOLD, thing, each=price),))

    @whole
    def _sold_at(self, where: frozenset[str]) -> Clause | None:
        """`A shop sells pencils at 2 dollars each`."""
        if where or self._subject() is None or not self.any_of(words("sells sold")):
            return None
        thing = self.thing()
        if thing is None or not is_plural(self.word(-1).text) or not self.any_of(words("at for")):
            return None
        price = self.amount()
        if (
            price is None
            or price.thing is None
            or price.thing.head not in MONEY
            or price.more
            or not self._said_of_each()
        ):
            return None
        return Clause("each", "", "", (Amount(UNTOLD, thing, each=price),))

    def _price_changes(self) -> Clause:
        passive = bool(self.any_of(BE))
        if passive:
            up, down = self.take("raised"), bool(self.any_of(words("reduced lowered")))
        else:
            up = self.take("goes", "up") or self.take("went", "up") or bool(self.any_of(_RISING))
            down = self.take("goes", "down") or self.take("went", "down") or bool(self.any_of(_FALLING))
        if not (up or down) or not self.take("by") or (percent := self.word().percent) is None:
            raise UnreadError
        self.at += 1
        return Clause("price", verb="+" if up else "-", amounts=(Amount(UNTOLD, None, part=percent),))

    def _that_is(self, where: frozenset[str]) -> Clause | None:
        """`That is 3 times as many as Anna has`, `That is 4 more than Anna picked`, of what was told last."""
        if where or not any(self.take(*each) for each in _THAT_IS):
            return None
        is_now = self.word(-1).text == "is"
        amount = self.amount()
        if amount is None or not amount.more or not (self.take("than") or self.take("as")):
            raise UnreadError
        other = self.person()
        if other is None:
            raise UnreadError
        if is_now and self.text == "had":
            # Who had so many may have others by now.
            raise UnreadError
        verb = self.verb()
        self.any_of(_DOES)
        does = next((each for each in _SAID_OF if verb and each in verb.does), "")
        if verb and not does:
            raise UnreadError
        return Clause("that is", "", verb.base(does) if verb else "", (amount,), other)

    def _takes(self, where: frozenset[str]) -> Clause | None:
        """`It takes Ben 40 minutes to get to work`."""
        if where or not (self.take("it", "takes") or self.take("it", "took")):
            return None
        who, amount = self.person(), self.amount()
        if who is None or amount is None or amount.thing is None or amount.thing.head not in PERIODS:
            raise UnreadError
        self.asides()
        if amount.more:
            return self._compared(who, "take", [amount])
        return Clause("need", who, "take", (amount,))

    def _compared(self, who: str, verb: str, amounts: list[Amount]) -> Clause:
        if len(amounts) != 1 or not amounts[0].more:
            raise UnreadError
        other = ""
        if self.take("than") or self.take("as"):
            other = self.person() or self._place_subject() or ""
            if not other and (kind := self.thing()):
                return Clause("compare kinds", who, verb, (replace(amounts[0], inside=kind),))
            self.any_of(_DOES)
            if not other:
                raise UnreadError
        return Clause("compare", who, verb, told(amounts), other)

    @whole
    def _so_many_times_as_old(self) -> Amount | None:
        """`3 times as old`, `half as old`."""
        numeral = self.word().numeral
        times = numeral is not None and self.word(1).text == "times"
        if not times and self.text != "half":
            return None
        self.at += 1 + times
        if not self.take("as", "old"):
            return None
        return Amount(numeral, _AGE, "times") if times and numeral else Amount(Constant(2), _AGE, "half")

    def _measure(self, where: frozenset[str]) -> Clause | None:
        """`Tom is 9 years old`, `Anna is 4 years older than Tom`."""
        who = self.person() or self.place() or None
        if where or who is None or not self.any_of(BE):
            return None
        if (amount := self._so_many_times_as_old()) is not None:
            return self._compared(who, "old", [amount])
        numeral = self.word().numeral
        if numeral is None:
            return None
        if not who.startswith("@") and self.word(1).text in _BEHIND_AN_AGE and not self.word().money:
            # Anna is 12 now.
            self.at += 1
            self.ending()
            return Clause("have", who, "old", (Amount(numeral, _AGE),))
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
                return Clause("have", who, measure, (Amount(numeral, thing),))
            if adjective in {more, less}:
                sign = "more" if adjective == more else "fewer"
                return self._compared(who, measure, [Amount(numeral, thing, sign)])
        return None
