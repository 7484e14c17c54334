"""Stories to sentences of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Tree
from pairwright.verify.stories.compounds import COMPOUNDED, compounds
from pairwright.verify.stories.tokens import Story, UnreadError, Word
from pairwright.verify.stories.words import ENDS, KINDS_OF, READ_APART, SEX, TIMES, UNREADABLE, VERBS

_MAX_LENGTH = 1000
_MAX_SENTENCES = 12
_MAX_WORDS = 60
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr)\.?[ ]"
_TOKEN = re.compile(
    rf"(?P<fraction>0/0(?= of\b| (?:is|are|were)\b))|(?P<number>[$€£]?0(?:,0)*(?:\.0)?%?)|(?P<word>(?:{_TITLE})?[A-Za-z]+(?:-[A-Za-z]+)*(?:['’][a-z]+)?)"
    r"|(?P<end>[.?!](?=[ \t\n]|$))|(?P<sign>[,;]|(?<=0):(?=0))|(?P<space>[ \t\n]+)|(?P<other>.)",
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


def story_in(shape: str, first: int) -> Story | None:
    """The sentences of a shape, its numbers counted from `first`; None where it cannot be a story."""
    if len(shape) > _MAX_LENGTH or "0" not in shape or " " not in shape:
        return None
    text = shape.strip()
    if not text[:1].isalpha() and not text.startswith(("0 ", "$0 ")):
        return None
    try:
        worded: list[Tree] = []
        sentences = tuple(_sentences(text, first, worded))
    except UnreadError:
        return None
    return Story(sentences, tuple(worded)) if len(sentences) <= _MAX_SENTENCES else None


def _sentences(text: str, first: int, worded: list[Tree]) -> Iterator[tuple[Word, ...]]:
    lowered = frozenset(re.findall(r"(?<![A-Za-z'’])[a-z]+", text))
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "space":
            continue
        if kind == "end":
            if not words or len(words) > _MAX_WORDS:
                raise UnreadError
            yield (*compounds(words, worded), Word(token))
            words = []
        elif kind == "fraction":
            words.append(Word("0%", percent=Operation("/", Numeral(first), Numeral(first + 1))))
            first += 2
        elif kind == "number":
            words.append(_number(token, first))
            first += token.count("0")
        elif kind == "word" and (number := _NUMBERS.get(token.lower())) is not None:
            worded.append(Constant(number))
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
    if (lower in UNREADABLE - READ_APART - COMPOUNDED and stem != "May") or (
        "-" in lower and UNREADABLE.intersection(lower.split("-"))
    ):
        raise UnreadError
    capital = stem[0].isupper() and lower not in TIMES and lower != "i"
    known = lower in lowered or lower in _COMMON
    return Word(lower, name=capital and not (begins and known and lower not in SEX), owner=bool(ending))
