"""The phrases of a sentence: things, who has them, where and when.

Every method reads words from the place where it stands, or stays there and says None; what cannot be a
story at all raises `UnreadError`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from pairwright.verify.stories.facts import Verb
from pairwright.verify.stories.things import Thing
from pairwright.verify.stories.tokens import Story, UnreadError, Word, is_plural, stem
from pairwright.verify.stories.words import (
    ARTICLES,
    ASIDES,
    AUXILIARIES,
    ENDS,
    PEOPLE,
    PERIODS,
    PLACES,
    POSSESSIVES,
    PRONOUNS,
    SEX,
    TIMES,
    VERBS,
    words,
)

_BEHIND = (Word(""),) * 8
_ENDS = ENDS | {".", "?", "!", ""}
_NO_NOUNS = _ENDS | (frozenset(VERBS) - AUXILIARIES)
_MAX_NAME = 4
_ALIKE = words("identical")
S = TypeVar("S", bound="Phrases")
R = TypeVar("R")
P = ParamSpec("P")


def whole(read: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method that reads a phrase whole, or else (its result being false) leaves the place where it was."""

    @wraps(read)
    def reading(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        start = self.at
        found = read(self, *args, **kwargs)
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
    # In each of which something is done, where it is named before it.
    period: str = ""
    # The verb of the clause before, where something was bought.
    bought: Verb | None = None

    def __post_init__(self) -> None:
        # Nothing stands behind the end, however far one looks.
        self.words = (*self.words, *_BEHIND)

    def word(self, ahead: int = 0) -> Word:
        """The word at, or so many words behind, the place."""
        return self.words[self.at + ahead]

    @property
    def text(self) -> str:
        """The word at the place."""
        return self.words[self.at].text

    def take(self, first: str, *others: str) -> bool:
        """Read these words if they stand here."""
        if self.words[self.at].text != first:
            return False
        end = self.at + 1
        for text in others:
            if self.words[end].text != text:
                return False
            end += 1
        self.at = end
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
        of, kind = "", frozenset[str]()
        if self.text == "of" and (self.word(1).text not in ENDS | {"0"}) and not self.word(1).name:
            self.at += 1
            if not (kinds := self.nouns()):
                raise UnreadError
            of = stem(kinds[-1])
            # Boxes of red pencils are no boxes of blue ones, and no red boxes.
            kind = frozenset(f"of {each}" for each in kinds[:-1])
        return Thing(stem(head), frozenset(marks) | kind, of)

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
            # 5 identical notebooks, 7 full boxes.
            names += [self.text] if self.text not in _ALIKE or self.word(1).text in _ENDS else []
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
        ends = following.text in _ENDS or following.name or following.numeral is not None
        return is_plural(self.text) or not ends

    def known_plural(self, thing: Thing) -> bool:
        """Whether the story speaks of several of the thing somewhere."""
        return any(is_plural(word) and stem(word) == thing.head for word in self.story.words)

    def known_one(self, nouns: list[str]) -> bool:
        """Whether the story speaks of one such thing elsewhere ("a book costs"), so that of "1 book" all is said."""
        several = [word.text for sentence in self.story.sentences for word in sentence]
        return any(
            several[place] in {"a", "an", "each", "every", "one"}
            and several[place + 1 : place + 1 + len(nouns)] == nouns
            for place in range(len(several))
        )

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
        moves = "move" in does and self.word(2).text in {"to", "home"}
        if (set(does) & {"lose", "give", "take", "share", "gain"} and not moves) or verb.text not in does.values():
            return False
        if verb.text in ENDS - {"do"} or verb.name or verb.owner or verb.numeral is not None:
            return False
        self.at += 2
        if "move" in does and (self.take("home") or (self.take("to") and self.place())):
            # to walk to school
            return True
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
        ends = following.text in _NO_NOUNS
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
