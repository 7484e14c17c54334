"""The sentences of a story, their words, and what words name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Tree
from pairwright.verify.stories.words import IRREGULAR_PLURALS, KINDS_OF, VERBS, words

# So many percent (a numeral), one of so many equal parts (a constant), or a fraction.
Part = Numeral | Constant | Operation


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
        percent: the number before a percent sign, which counts nothing by itself, of how many equal parts it is one
            ("a quarter of"), or which fraction ("3/7 of"); `text` is `0%`.
    """

    text: str
    name: bool = False
    owner: bool = False
    numeral: Numeral | None = None
    money: str = ""
    percent: Part | None = None


@dataclass(frozen=True)
class Story:
    """The sentences of a text.

    Attributes:
        sentences: each ends with a full stop or the like.
        worded: what numbers in words come to, and those before "dozen"; the first is the numeral -1, the next -2.
    """

    sentences: tuple[tuple[Word, ...], ...]
    worded: tuple[Tree, ...] = ()

    def with_words(self, tree: Tree) -> Tree:
        """The tree with the numbers that stand as words."""
        if isinstance(tree, Operation):
            return Operation(tree.operator, self.with_words(tree.left), self.with_words(tree.right))
        named = isinstance(tree, Numeral) and tree.index < 0
        return self.worded[-tree.index - 1] if named and isinstance(tree, Numeral) else tree

    @cached_property
    def computed(self) -> frozenset[int]:
        """The numerals below 0 that stand for a calculation: `3 dozen`."""
        return frozenset(-place for place, tree in enumerate(self.worded, 1) if isinstance(tree, Operation))

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
