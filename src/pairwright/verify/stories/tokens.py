"""Stories to sentences of words, and words to what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pairwright.verify.stories.words import (
    ENDS,
    IRREGULAR_PLURALS,
    KINDS_OF,
    READ_APART,
    SEX,
    TIMES,
    UNREADABLE,
    VERBS,
    words,
)
from pairwright.verify.trees import Constant, Numeral, Operation, Tree

_MAX_LENGTH = 1000
_MAX_SENTENCES = 12
_MAX_WORDS = 60
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr)\.?[ ]"
_TOKEN = re.compile(
    rf"(?P<number>[$€£]?0(?:,0)*(?:\.0)?%?)|(?P<word>(?:{_TITLE})?[A-Za-z]+(?:-[A-Za-z]+)*(?:['’][a-z]+)?)"
    r"|(?P<end>[.?!](?=[ \t\n]|$))|(?P<sign>[,;])|(?P<space>[ \t\n]+)|(?P<other>.)",
    re.DOTALL,
)
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound"}
# Not "one", which is one of several as often as it is a number.
_ONES = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_STEMS = ("twen", "thir", "four", "fif", "six", "seven", "eigh", "nine")
_TEENS = ("ten", "eleven", "twelve", *(f"{each}teen" for each in _STEMS[1:]))
_TENS = tuple(f"{each.replace('u', '')}ty" for each in _STEMS)
_NUMBERS = {word: number for number, word in enumerate([*_ONES, *_TEENS], 2)} | {"twice": 2}
_NUMBERS |= {word: 10 * tens for tens, word in enumerate(_TENS, 2)}
_NUMBERS |= {
    f"{word}-{one}": 10 * tens + ones
    for tens, word in enumerate(_TENS, 2)
    for ones, one in enumerate(["one", *_ONES], 1)
}
_COMMON = ENDS | frozenset(VERBS) | frozenset(KINDS_OF) | frozenset({"if", "suppose"})


class UnreadError(Exception):
    """Something in a story is not surely understood."""


@dataclass(frozen=True)
class Word:
    """A word, a number or a comma.

    Attributes:
        text: in lower case; `0` for a number.
        name: whether it is somebody's name.
        owner: whether it ends in 's.
        numeral: the number.
        money: the unit of a sign before the number ('dollar' of $5).
        percent: the number before a percent sign, which counts nothing by itself; `text` is `0%`.
    """

    text: str
    name: bool = False
    owner: bool = False
    numeral: Numeral | None = None
    money: str = ""
    percent: Numeral | None = None


@dataclass(frozen=True)
class Story:
    """The sentences of a text.

    Attributes:
        sentences: each ends with a full stop or the like.
        worded: the numbers that stand in it as words; the first is the numeral -1, the next -2.
    """

    sentences: tuple[tuple[Word, ...], ...]
    worded: tuple[int, ...] = ()

    def with_words(self, tree: Tree) -> Tree:
        """The tree with the numbers that stand as words."""
        if isinstance(tree, Operation):
            return Operation(tree.operator, self.with_words(tree.left), self.with_words(tree.right))
        named = isinstance(tree, Numeral) and tree.index < 0
        return Constant(self.worded[-tree.index - 1]) if named and isinstance(tree, Numeral) else tree

    @cached_property
    def counted(self) -> frozenset[str]:
        """The words that stand for things which are counted or asked for."""
        found: set[str] = set()
        for sentence in self.sentences:
            counts = False
            for word in sentence:
                counts = counts or word.numeral is not None or word.text == "many"
                counts = counts and word.text not in {".", ","}
                found.update({stem(word.text)} if counts else ())
        return frozenset(found)

    @cached_property
    def says_equal(self) -> bool:
        """Whether it speaks of equal shares somewhere."""
        return not self.words.isdisjoint({"equally", "evenly"}) or {"same", "number"} <= self.words

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the text."""
        return frozenset(word.text for sentence in self.sentences for word in sentence)


def story_in(shape: str, first: int) -> Story | None:
    """The sentences of a shape, its numbers counted from `first`; None where it cannot be a story."""
    if len(shape) > _MAX_LENGTH or "0" not in shape or " " not in shape:
        return None
    text = shape.strip()
    if not text[:1].isalpha() and not text.startswith(("0 ", "$0 ")):
        return None
    try:
        worded: list[int] = []
        sentences = tuple(_sentences(text, first, worded))
    except UnreadError:
        return None
    return Story(sentences, tuple(worded)) if len(sentences) <= _MAX_SENTENCES else None


def _sentences(text: str, first: int, worded: list[int]) -> Iterator[tuple[Word, ...]]:
    lowered = frozenset(re.findall(r"(?<![A-Za-z'’])[a-z]+", text))
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "space":
            continue
        if kind == "end":
            if not words or len(words) > _MAX_WORDS:
                raise UnreadError
            yield (*words, Word(token))
            words = []
        elif kind == "number":
            words.append(_number(token, first))
            first += token.count("0")
        elif kind == "word" and (number := _NUMBERS.get(token.lower())) is not None:
            worded.append(number)
            words.append(Word("0", numeral=Numeral(-len(worded))))
            words += [Word("times")] * (token.lower() == "twice")
        elif kind == "word":
            words.append(_word(token, lowered, begins=not words))
        elif kind == "sign":
            words.append(Word(token))
        else:
            raise UnreadError
    if words:
        raise UnreadError


def _number(token: str, first: int) -> Word:
    groups, decimal = token.count(",") + 1, "." in token
    if token.endswith("%"):
        if token[0] in _SIGNS:
            raise UnreadError
        return Word("0%", percent=Numeral(first, groups, decimal))
    return Word("0", numeral=Numeral(first, groups, decimal), money=_SIGNS.get(token[0], ""))


def _word(token: str, lowered: frozenset[str], *, begins: bool) -> Word:
    stem, _, ending = token.replace("’", "'").partition("'")
    if ending not in {"", "s"}:
        raise UnreadError
    lower = stem.lower()
    if (lower in UNREADABLE - READ_APART and stem != "May") or (
        "-" in lower and UNREADABLE.intersection(lower.split("-"))
    ):
        raise UnreadError
    capital = stem[0].isupper() and lower not in TIMES and lower != "i"
    known = lower in lowered or lower in _COMMON
    return Word(lower, name=capital and not (begins and known and lower not in SEX), owner=bool(ending))


def is_beside(words: tuple[Word, ...], story: Story) -> bool:
    """Whether a sentence that is not understood can change no number: it speaks of nothing that is counted."""
    if any(word.numeral is not None or word.percent is not None or word.text in _QUANTITIES for word in words):
        return False
    if any(does - {"go about", "be at"} for word in words if (does := set(VERBS.get(word.text, ()))) and not word.name):
        return False
    return not story.counted.intersection(stem(word.text) for word in words)


# Words that speak of what was counted without naming it.
_QUANTITIES = words(
    """
    all some any every each both them they it its these those this that more less fewer much many same equal equally as
    other others another only also than so if one half ago price ratio third fourth fifth nobody nothing everybody everyone
    """
)


def is_plural(word: str) -> bool:
    """Whether a word is more than one thing."""
    return word in IRREGULAR_PLURALS or (word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "us", "is")))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The same for one thing and for several: of `box` and `boxes`, `berry` and `berries`."""
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    one = word[:-1] if is_plural(word) else word
    if one.endswith("ie"):
        return one[:-2] + "y"
    return one[:-1] if one.endswith(("se", "xe", "ze", "che", "she", "oe")) else one


# A word for several kinds of thing at once, and the kinds, both as `stem` has them.
KINDS = {" of ".join(map(stem, whole.split(" of "))): frozenset(map(stem, kinds)) for whole, kinds in KINDS_OF.items()}
