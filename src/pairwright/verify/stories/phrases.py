"""The phrases of a sentence: amounts of things, who has them, where and when.

Every method reads words from the place where it stands, or stays there and says None; what cannot be a
story at all raises `UnreadError`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import TypeVar

from pairwright.verify.trees import Numeral, Tree, Unknown
from pairwright.verify.stories.tokens import Story, UnreadError, Word, is_plural, stem
from pairwright.verify.stories.words import (
    ARTICLES,
    ASIDES,
    AUXILIARIES,
    EACH,
    ENDS,
    MONEY,
    MORE,
    PEOPLE,
    PERIODS,
    PLACES,
    POSSESSIVES,
    PRONOUNS,
    SEX,
    TIMES,
    VERBS,
)

UNKNOWN = Unknown("?")
# The number of groups whose size is told.
UNTOLD = Unknown("n")
_END = Word("")
_FULL_VERBS = frozenset(VERBS) - AUXILIARIES
_CONTAINING = frozenset({"contain", "hold", "have", "has", "cost", "contains", "holds", "costs"})
# What is done each morning is done each day.
_DAILY = dict.fromkeys(("morning", "evening", "afternoon", "night"), "day")
S = TypeVar("S", bound="Phrases")
R = TypeVar("R")
_MAX_NAME = 4


@dataclass(frozen=True)
class Thing:
    """What is counted: `box` of {red} boxes of `pencil`."""

    head: str
    marks: frozenset[str] = frozenset()
    of: str = ""


@dataclass(frozen=True)
class Amount:
    """So many of a thing.

    Attributes:
        thing: None where it is not said ("4 more").
        more: 'more' or 'fewer' where it is said ("4 more apples").
        each: what each of them holds or costs ("with 8 pencils in each").
        inside: what each of holds so many ("8 pencils in each box").
        rate: in which time so many ("8 pages a day").
        price: what all of them cost ("for 8 dollars").
        groups: the groups that they come into or go among ("into 7 boxes", "among his 7 friends", "for 6 days").
        asides: where and when.
        of_them: whether they are part of those spoken of ("4 of them").
    """

    tree: Tree
    thing: Thing | None
    more: str = ""
    each: Amount | None = None
    inside: Thing | None = None
    rate: str = ""
    price: Amount | None = None
    groups: Amount | None = None
    asides: frozenset[str] = frozenset()
    of_them: bool = False


def whole(read: Callable[[S], R]) -> Callable[[S], R]:
    """A method that reads a phrase whole, or else (its result being false) leaves the place where it was."""

    @wraps(read)
    def reading(self: S) -> R:
        start = self.at
        found = read(self)
        if not found:
            self.at = start
        return found

    return reading


@dataclass
class Phrases:
    """A sentence and how far it has been read."""

    words: tuple[Word, ...]
    story: Story
    at: int = 0
    # People and places in the order in which they are named, with the sex that is known of them.
    named: dict[str, str] = field(default_factory=dict)

    def word(self, ahead: int = 0) -> Word:
        """The word at, or so many words behind, the place."""
        return self.words[self.at + ahead] if self.at + ahead < len(self.words) else _END

    @property
    def text(self) -> str:
        """The word at the place."""
        return self.word().text

    def take(self, *texts: str) -> bool:
        """Read these words if they stand here."""
        if any(self.word(i).text != text for i, text in enumerate(texts)):
            return False
        self.at += len(texts)
        return True

    def any_of(self, texts: frozenset[str]) -> str:
        """Read a word of the set; '' if another stands here."""
        word = self.word()
        if word.text not in texts or word.name:
            return ""
        self.at += 1
        return word.text

    def done(self) -> bool:
        """Whether the sentence ends here."""
        return self.text in {".", "!", "?", ""}

    # Things

    def thing(self, *, before_verb: bool = False, after_number: bool = False) -> Thing | None:
        """`red apples`, `boxes of pencils`; None if no name of a thing stands here."""
        names = self.nouns(before_verb=before_verb, after_number=after_number)
        if not names:
            return None
        *marks, head = names
        if any(is_plural(mark) for mark in marks):
            # 13 marbles ones
            raise UnreadError
        of = ""
        if self.text == "of" and (self.word(1).text not in ENDS | {"0"}) and not self.word(1).name:
            self.at += 1
            of = stem(self.nouns()[-1])
        return Thing(stem(head), frozenset(marks), of)

    def nouns(self, *, before_verb: bool = False, after_number: bool = False) -> list[str]:
        """The words that name a thing; a verb ends them behind a word for several, or where one is expected."""
        start, names = self.at, list[str]()
        while not self._ends_name():
            if names and self.text in VERBS and self.word(1).numeral is not None:
                break
            if self._is_verb() and (
                is_plural(names[-1]) or before_verb if names else after_number and not self._names_more()
            ):
                break
            names.append(self.text)
            self.at += 1
        if len(names) > _MAX_NAME:
            self.at = start
            return []
        return names

    def _ends_name(self) -> bool:
        word = self.word()
        return self.done() or word.name or word.owner or word.numeral is not None or word.text in ENDS

    def _is_verb(self) -> bool:
        """Whether a verb stands here, and not another behind it: the store sells."""
        return self.text in VERBS and self.word(1).text not in VERBS

    def _names_more(self) -> bool:
        """Whether a first word that may be a verb is part of a name: 5 plants, 5 play houses, but 5 leave."""
        following = self.word(1)
        ends = following.text in ENDS | {".", "?", "!", ""} or following.name or following.numeral is not None
        return is_plural(self.text) or not ends

    def known_plural(self, thing: Thing) -> bool:
        """Whether the story speaks of several of the thing somewhere."""
        return any(is_plural(word) and stem(word) == thing.head for word in self.story.words)

    # Amounts

    def amount(self) -> Amount | None:
        """`57 apples`, `4 more`, `$5`, `some apples`, `4 of them`; None if none stands here."""
        start = self.at
        if self.text in {"another", "additional"} and self.word(1).numeral is not None:
            self.at += 1
            found = self._counted("more")
        elif self.word().numeral is not None:
            found = self._counted("")
        elif self.text in POSSESSIVES | {"the", "these", "those"} and self.word(1).numeral is not None:
            self.at += 1
            found = self._counted("")
        elif self.text == "some" or (self.text == "more" and self.word(1).text not in ENDS):
            found = self._uncounted()
        elif self.take("a", "total", "of"):
            found = self._counted("")
        elif self.text in {"a", "an", "his", "her", "their"}:
            found = self._collection()
        else:
            found = None
        if found is None:
            self.at = start
        return found

    def _counted(self, more: str) -> Amount | None:
        word = self.word()
        if word.numeral is None:
            return None
        self.at += 1
        if self.take("times", "as"):
            if not (self.take("many") or self.take("much")):
                return None
            return Amount(word.numeral, self._several_or_none(), "times")
        if self.take("times"):
            return Amount(word.numeral, Thing("time"))
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

    def _more(self) -> str:
        if self.any_of(MORE):
            return "more"
        return "fewer" if self.any_of(frozenset({"fewer", "less"})) else ""

    def _uncounted(self) -> Amount | None:
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
        self.at += 1
        if not (names := self.nouns()) or is_plural(names[-1]) or not self.take("of"):
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
        if is_plural(last) or last in MONEY or self.known_plural(thing):
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
        following = self.words[reached].text if reached < len(self.words) else ""
        return amount is not None and following not in VERBS

    def _with_tails(self, amount: Amount) -> Amount:
        while True:
            start = self.at
            amount = self._tail(amount)
            if self.at == start:
                return amount

    def _tail(self, amount: Amount) -> Amount:
        start = self.at
        if (inner := self._each_holds()) is not None:
            return replace(amount, each=inner)
        self.at = start
        if (container := self._in_each()) is not None:
            return replace(amount, inside=container)
        self.at = start
        if rate := self._rate():
            return replace(amount, rate=rate)
        self.at = start
        if self.take("for") and (price := self.amount()) and price.thing and is_number(price.tree):
            if price.thing.head in MONEY:
                return replace(amount, price=price)
            if price.thing.head in PERIODS or (amount.thing and amount.thing.head in MONEY):
                # for 6 days; 20 dollars for 5 notebooks
                return replace(amount, groups=price)
        self.at = start
        if (groups := self._groups()) is not None:
            return replace(amount, groups=groups)
        self.at = start
        asides = self.asides()
        return replace(amount, asides=amount.asides | asides) if asides else amount

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
        if not (self.any_of(frozenset({"in", "on", "inside", "for", "to"})) and self.any_of(EACH)) and not self.take(
            "per"
        ):
            return None
        thing = self.thing()
        if self.text == "of" and self.word(1).text in POSSESSIVES | {"the"}:
            # on each page of his album
            self.at += 2
            self.nouns()
        return thing if thing and thing.head not in PERIODS else None

    @whole
    def _groups(self) -> Amount | None:
        """`among his 7 friends`, `into 7 boxes`, `in each of 7 boxes`, `in boxes of 8`."""
        equally = self.equally()
        preposition = self.any_of(
            frozenset({"among", "amongst", "between", "into", "in", "on", "onto", "to", "during"})
        )
        if not preposition:
            return None
        if self.take("each", "of") and (groups := self.amount()):
            return replace(groups, rate="each") if is_number(groups.tree) else None
        if self.word().numeral is not None or self.word(1).numeral is not None:
            groups = self.amount()
            if preposition == "to" and not (equally or self.equally()):
                return None
            return None if groups is None else self._with_size(groups)
        # in boxes of 8: so many boxes are not told.
        if preposition in {"in", "into"} and is_plural(self.text):
            container = Thing(stem(self.text))
            self.at += 1
            if self.take("of"):
                size = self.amount() if self.word().numeral is not None else None
                return None if size is None else Amount(UNTOLD, container, each=size)
            return Amount(UNTOLD, container) if self.text in {"with", "so", ",", "."} else None
        return None

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
        if self.any_of(frozenset({"a", "an", "per", "each", "every"})) and self.text in PERIODS:
            self.at += 1
            return _DAILY.get(self.word(-1).text, self.word(-1).text)
        return ""

    # Where, when, who

    def asides(self) -> frozenset[str]:
        """Where, when, and from whom, as far as it says nothing of amounts."""
        found: set[str] = set()
        while (aside := self.aside()) is not None:
            found.add(aside)
        return frozenset(found)

    @whole
    def aside(self) -> str | None:
        """One of them; None if none stands here."""
        start = self.at
        if time := self.any_of(TIMES):
            return f"@{time}"
        if which := self.any_of(frozenset({"this", "that", "last"})):
            if self.text not in PERIODS:
                return None
            self.at += 1
            return f"@{'last ' * (which == 'last')}{self.word(-1).text}"
        self.at = start
        if self.text == "to" and self._purpose():
            return "in order to"
        preposition = self.any_of(ASIDES)
        if preposition and (place := self.place()):
            return f"@{place}" if preposition in PLACES else f"{preposition} {place}"
        self.at = start
        return None

    @whole
    def _purpose(self) -> bool:
        """`to build a tower`, which changes no number; `to give to Anna` may."""
        verb = self.word(1)
        does = VERBS.get(verb.text, {verb.text: verb.text})
        if set(does) & {"lose", "give", "take", "share", "gain"} or verb.text not in does.values():
            return False
        if verb.text in ENDS or verb.name or verb.owner or verb.numeral is not None:
            return False
        self.at += 2
        return bool(self.any_of(ARTICLES | POSSESSIVES) and self.nouns())

    @whole
    def place(self) -> str:
        """What a preposition is about: `the red box`, `Monday`, `his aunt`, `Anna`; '' if no such thing stands here."""
        if time := self.any_of(TIMES):
            return time
        if (who := self.person()) is not None:
            return who
        start = self.at
        if self.text in {"it", "them"}:
            self.at += 1
            return f"*{self.words[start].text}#{len(self.named)}"
        owner = self._owner()
        another = self.text == "another"
        if owner or self.any_of(ARTICLES):
            names = self.nouns()
            return f"{owner}{'another ' * another}{' '.join(map(stem, names))}" if names and self.text != "of" else ""
        # at school, for lunch, on video games
        names = self.nouns()
        return " ".join(map(stem, names)) if len(names) == 1 or (names and is_plural(names[-1])) else ""

    @whole
    def holder(self) -> str:
        """A place or thing that has something: `the red box`, `Anna's basket`; '' if none stands here."""
        owner = self._owner()
        if not owner and not self.any_of(ARTICLES - {"another"}):
            return ""
        names = self.nouns(before_verb=True)
        return f"@{owner}{' '.join(map(stem, names))}" if names else ""

    def _owner(self) -> str:
        """Whose: `his`, `Anna's`."""
        if possessive := self.any_of(POSSESSIVES):
            return f"*{possessive}'s "
        if not (self.word().owner and self.word().name):
            return ""
        self.at += 1
        return f"{self.words[self.at - 1].text}'s "

    @whole
    def person(self) -> str | None:
        """A name, a pronoun, `his mother`, `a farmer`; None if no person stands here."""
        word = self.word()
        if word.name and not word.owner:
            self.at += 1
            names = [word.text]
            while self.word().name and not self.word().owner:
                names.append(self.text)
                self.at += 1
            return self._known(" ".join(names), SEX.get(names[0].split()[-1], _titled(names[0])))
        if word.text in PRONOUNS and word.text != "it" and not (word.text == "her" and self._names_someone()):
            self.at += 1
            # Whoever is named later is not meant.
            return f"*{word.text}#{len(self.named)}"
        owner = self._owner()
        if (
            (owner or self.any_of(ARTICLES - {"another"}))
            and (nouns := self.nouns(before_verb=True))
            and nouns[-1] in PEOPLE
        ):
            # In "his friend gives him 4" the friend is no candidate for "he" later on.
            return self._known(" ".join(nouns), SEX.get(nouns[-1], "")) if not owner else " ".join(nouns)
        return None

    def _names_someone(self) -> bool:
        """Whether "her" is that of "her brother", not of "gives her 4"."""
        following = self.word(1)
        ends = following.text in ENDS | _FULL_VERBS | {".", "?", "!", ""}
        return following.text in PEOPLE or not (ends or following.name or following.numeral is not None)

    def _known(self, who: str, sex: str) -> str:
        self.named.setdefault(who, sex)
        return who


def _titled(name: str) -> str:
    return (
        "m"
        if name.startswith("mr ") or name.startswith("mr. ")
        else "f"
        if name.startswith(("mrs", "ms", "miss"))
        else ""
    )


def _sharing_names(amounts: list[Amount]) -> list[Amount]:
    """The amounts with the thing of `3 blue balls` for that of `5 red`, too."""
    last = amounts[-1].thing if amounts else None
    shared = []
    for amount in amounts:
        thing = amount.thing
        if thing is not None and not thing.head:
            if last is None or not last.head:
                raise UnreadError
            amount = replace(amount, thing=Thing(last.head, thing.marks, last.of))
        shared.append(amount)
    return shared


def is_number(tree: Tree) -> bool:
    """Whether an amount is told."""
    return isinstance(tree, Numeral)
