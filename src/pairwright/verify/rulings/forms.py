"""A phrase as a pattern over shapes, and the trees of the numbers that stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pairwright.verify.columns.number_words import START, WORDED_ASKED, longest_number, worded
from pairwright.verify.questions.formulas import groups_of
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown, Zero

Named = dict[str, str]
# A number in words stands in a phrase as one character of those that are of no script.
_FIRST_SPELLED, _LAST_SPELLED = 0xE000, 0xE0FF
_NUMBER = rf"(\(?-?0(?:,0)*(?:\.0)?(?:/0)?\)?|-?\.0|-?0 0/0|[{chr(_FIRST_SPELLED)}-{chr(_LAST_SPELLED)}])"
_SPELLED = re.compile(rf"\b(?:(?:{START})(?=(?:s|es)\b)|(?:{WORDED_ASKED})\b(?!-))", re.IGNORECASE)
# Numbers with commas between them.
_LISTED = r"-?(?:\.0|0(?:[./]0)?)"
LIST = rf"(?P<list>{_LISTED}(?:, {_LISTED})+(?:,? (?:and|or) {_LISTED})?)"
# The same in any notation, with commas or spaces between them: 569204305.618000 569,204,311.663 5.69e+08.
_NOTED = r"-?0(?:,0)*(?:\.0)?(?:[eE][-+]?0)?"
MIXED_LIST = rf"(?P<mixed>{_NOTED}(?:(?: {_NOTED})+|(?:[,;] {_NOTED})*(?:[,;]? (?:and |or )|[,;] ){_NOTED}))"
_STOPS = r"(?: ?[.?])*"
_AROUND = r"(?:please |can you tell me |tell me |do you know )?", _STOPS


# No phrase with its numbers lifted out is longer.
_MAX_LENGTH = 200


def phrase(shape: str) -> str | None:
    """A shape with single spaces; None if it is too long for a set phrase."""
    text = " ".join(shape.split())
    return text if len(text) <= _MAX_LENGTH else None


def compiled(phrases: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Patterns of phrases, with whatever stops behind each, capital letters like small ones."""
    return tuple(re.compile(rf"{each}{_STOPS}", re.IGNORECASE) for each in phrases)


@dataclass(frozen=True)
class Ruling:
    """One way to ask.

    Attributes:
        phrases: regular expressions with `{n}` for each number; spaces are single, capital letters like small ones.
        question: the trees of the numbers, those of a list behind all others, and what named groups hold, to the
            question; None if it is none.
    """

    phrases: Sequence[str]
    question: Callable[[list[Tree], Named], Question | None]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the phrases; numbered groups are its numbers."""
        before, behind = _AROUND
        each = "|".join(phrase.replace("{n}", _NUMBER) for phrase in self.phrases)
        return re.compile(rf"{before}(?:{each}){behind}", re.IGNORECASE)


def spelled(text: str) -> tuple[str, list[Tree]]:
    """A text with a sign for each number in words, and their trees; the text alone where it has none."""
    trees: list[Tree] = []

    def sign(match: re.Match[str]) -> str:
        said = longest_number(match[0])
        value = worded(said) if said else None
        if value is None or len(trees) > _LAST_SPELLED - _FIRST_SPELLED:
            return match[0]
        above, below = map(Constant, value)
        trees.append(above if value[1] == 1 else Operation("/", above, below))
        # What is left of it may hold more numbers.
        return chr(_FIRST_SPELLED + len(trees) - 1) + _SPELLED.sub(sign, match[0][len(said) :])

    return _SPELLED.sub(sign, text), trees


def asked(ruling: Ruling, text: str, first: int, words: Sequence[Tree] = ()) -> Question | None:
    """The question of a text in one of the phrases; None if it stands in none.

    Args:
        ruling: the phrases.
        text: a shape; numbers in words as `spelled` has them.
        first: how many runs of digits stand before it.
        words: the trees of its numbers in words.
    """
    match = ruling.pattern.fullmatch(text)
    return None if match is None else asked_as(ruling, match, first, words)


def asked_as(ruling: Ruling, match: re.Match[str], first: int, words: Sequence[Tree] = ()) -> Question | None:
    """The question of a text that stands in one of the phrases."""
    text = match.string
    named = {name: found.lower() for name, found in match.groupdict().items() if found is not None}
    inside = set(match.re.groupindex.values())
    trees: list[Tree] = []
    for group in range(1, match.re.groups + 1):
        if match[group] is not None and group not in inside:
            start = match.start(group)
            in_words = ord(match[group][0]) >= _FIRST_SPELLED
            number = (
                words[ord(match[group]) - _FIRST_SPELLED]
                if in_words
                else number_of(match[group], first + text.count("0", 0, start))
            )
            if number is None:
                return None
            trees.append(number)
    if named.pop("list", None) is not None:
        trees += _numbers_in(match, first)
    if named.pop("mixed", None) is not None:
        trees += _noted_in(match, first)
    return ruling.question(trees, named)


def _numbers_in(match: re.Match[str], first: int) -> list[Tree]:
    """The numbers of a list in a phrase, whole ones, decimals and fractions."""
    start = match.start("list")
    trees: list[Tree] = []
    for each in re.finditer(r"(-?)(\.0|0(?:[./]0)?)", match["list"]):
        index = first + match.string.count("0", 0, start + each.start())
        number: Tree = Numeral(index, groups_of(each[2]), "." in each[2])
        if "/" in each[2]:
            number = Operation("/", number, Numeral(index + 1))
        trees.append(Operation("-", Zero(), number) if each[1] else number)
    return trees


def _noted_in(match: re.Match[str], first: int) -> list[Tree]:
    """The numbers of a list in any notation."""
    start = match.start("mixed")
    trees: list[Tree] = []
    for each in re.finditer(r"(-?)(0(?:,0)*(?:\.0)?)(?:e([-+]?)(0))?", match["mixed"], re.IGNORECASE):
        index = first + match.string.count("0", 0, start + each.start())
        tree: Tree = Numeral(index, each[2].count(",") + 1, "." in each[2])
        if each[4]:
            power = Operation("^", Constant(10), Numeral(index + each[2].count("0")))
            tree = Operation("/" if each[3] == "-" else "*", tree, power)
        trees.append(Operation("-", Zero(), tree) if each[1] else tree)
    return trees


def number_of(written: str, index: int) -> Tree | None:
    """The tree of a number whose first run of digits is the given one; None where its brackets do not match."""
    if written.startswith("(") != written.endswith(")"):
        return None
    plain = written.strip("()")
    if " " in plain:
        fraction = plain.removeprefix("-").split(" ")[1]
        mixed = Operation("mixed", Numeral(index), number_of(fraction, index + 1) or Zero())
        return Operation("-", Zero(), mixed) if plain.startswith("-") else mixed
    tree: Tree | None = None
    for part in plain.removeprefix("-").split("/"):
        numeral = Numeral(index, groups_of(part), "." in part)
        tree = numeral if tree is None else Operation("/", tree, numeral)
        index += part.count("0")
    return Operation("-", Zero(), tree) if tree is not None and plain.startswith("-") else tree


def told(operator: str, left: Tree, right: Tree, answers: str = "") -> Question:
    """The question what an operation comes to."""
    return Question(Operation(operator, left, right), Unknown("?"), answers=answers)


def padded(number: Tree) -> Tree:
    """A number of two digits, of which the first may be 0, as the minutes of 9:05."""
    return replace(number, padded=2) if isinstance(number, Numeral) else number


def unit(exponent: int) -> Tree:
    """A power of ten that stands in no digits."""
    power = Constant(10 ** abs(exponent))
    return power if exponent >= 0 else Operation("/", Constant(1), power)
