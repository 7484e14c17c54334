"""Shapes to the tokens of the grammar: signs, numbers, and the phrases of `wordings`, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lark import Token
from lark.exceptions import UnexpectedCharacters
from lark.lexer import Lexer

from pairwright.verify.columns.number_words import WORDED_ASKED, longest_number
from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.phrases import (
    AMOUNTS,
    BEFORE,
    BEHIND,
    CALLS,
    DID,
    DOING,
    DONE,
    DONE_TO_ONE,
    EXTREMES,
    FUNCTIONS,
    NOUNS,
    OF_EACH,
    PARTS,
    POWERED,
    UNITS,
)
from pairwright.verify.questions.wordings import DROPPED, PHRASES, SIGNS_OF, WORDS_OF, normal

# What the grammar names them; terminals without an underscore before them are told to the builder.
_PUNCTUATION = {
    "(": "LPAR", ")": "RPAR", "=": "EQUAL", "?": "QMARK", ",": "COMMA", ";": "SEMICOLON", ".": "DOT", ":": "COLON",
    "!": "BANG", "|": "VBAR", "√": "ROOT", "∛": "ROOT", **dict.fromkeys("²³⁴⁵⁶⁷⁸⁹", "SUPERSCRIPT"),
    **dict.fromkeys("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", "VULGAR"),
}  # fmt: skip
_LINKS = (
    "of", "between", "of numbers", "between numbers", "of following numbers", "of these numbers", "of two numbers",
    "of these two numbers", "of this list", "of this set",
)  # fmt: skip
_TABLES: tuple[tuple[str, Iterable[str]], ...] = (
    ("BEFORE", BEFORE), ("BEHIND", BEHIND), ("POWERED", POWERED), ("DONE", DONE), ("DOING", DOING), ("DID", DID),
    ("PARTS", PARTS), ("UNIT", UNITS), ("OF_EACH", OF_EACH),
    ("DONE_TO_ONE", DONE_TO_ONE), ("NAMED", EXTREMES), ("NOUN", NOUNS), ("AMOUNT", AMOUNTS),
    ("LAST", ("%",)), ("UNKNOWN", ("i",)),
)  # fmt: skip
_TOLD = frozenset(["LINK", "LARGER", "SMALLER", "NEGATIVE", "RESULT", "LEFT", "AS_RATIO", "AS_DECIMAL"])
_NUMERAL = re.compile(r"0(?:,0)*(?:\.0)?|(?<![0a-zA-Z).?!])\.0")
# 17:5 and 17 : 5 are divisions, "x: 5" is a pause.
_RATIO = re.compile(r".?(?:[0)a-zA-Z]:(?=[0(a-zA-Z-])|[0)] :(?= [0(]))")
_WHAT = re.compile(r"what(?:[ \t]+number)?\b|how[ \t]+(?:much|many)\b", re.IGNORECASE)
_JOINING = ("SUM", "PRODUCT", "DIVISION", "POWER", "TURNED", "_EQUALS", "LINK")
_LETTER = re.compile(r"[a-zA-Z](?![a-zA-Z])")


def _any_of(phrases: Iterable[str], behind: str = "") -> re.Pattern[str]:
    """A pattern for any of the phrases, the longest first, spaces of any width in them."""
    each = (
        r"[ \t]+(?:the[ \t]+)?".join(map(re.escape, phrase.split(" ")))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    words = (f"{one}(?![a-zA-Z])" if one[-1].isalpha() else one for one in each)
    # Of letters in another case only ASCII's: the long s of "ſqrt" is in no table.
    return re.compile(rf"(?:{'|'.join(words)}){behind}", re.IGNORECASE | re.ASCII)


def _phrases() -> dict[str, tuple[str, ...]]:
    """Each phrase and the terminals that it may be."""
    of_kinds: list[tuple[str, Iterable[str]]] = [
        (f"{'' if kind in _TOLD else '_'}{kind}", words) for kind, words in PHRASES.items()
    ]
    of_kinds += [
        *WORDS_OF.items(),
        ("NAMED", [f"{name} {link}" for row in OPERATIONS.values() for name in row.names for link in _LINKS]),
        # "The greatest common factor: 12, 18", where no sum could be meant.
        ("NAMED", [name for kind in ("gcd", "lcm") for name in OPERATIONS[kind].names]),
        ("TURNED", [phrase for row in OPERATIONS.values() for phrase in row.turned]),
        *_TABLES,
        ("NEGATIVE", ["negative"]),
    ]
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, phrases in of_kinds:
        for phrase in dict.fromkeys(map(normal, phrases)):
            kinds[phrase] = (*kinds.get(phrase, ()), kind)
    return kinds


_KINDS = _phrases()
_SIGN_KINDS = {sign: kind for kind, signs in SIGNS_OF.items() for sign in signs}
_SIGN = _any_of(_SIGN_KINDS)
_CALL = _any_of(CALLS, behind=r"(?=[ \t]*\()")
_FUNCTION = _any_of(FUNCTIONS, behind=r"(?=[ \t]*\()")


@cache
def _of_words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for phrases, numbers in words, and what is left out: to compile them takes as long as to import Polars.

    Where all is written in signs nobody needs them.
    """
    numbers = re.compile(rf"(?:{WORDED_ASKED})(?![a-zA-Z])", re.IGNORECASE | re.ASCII)
    skipped = re.compile(rf"[ \t]+|{_any_of(DROPPED).pattern}", re.IGNORECASE | re.ASCII)
    return _any_of(_KINDS), numbers, skipped


class Signs(Lexer):
    """The tokens of what is written in signs alone."""

    def __init__(self, _: Any) -> None:
        """Lark's settings are not needed: the terminals are those of `wordings`."""

    def lex(self, text: Any) -> Iterator[Token]:  # type: ignore[override]
        """The tokens of a text."""
        at = 0
        while at < len(text):
            if text[at] in " \t":
                at += 1
                continue
            kind, written = sign_at(text, at)
            yield Token(kind, written, start_pos=at)
            at += len(written)


def words_of(text: str) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """The tokens of a text in words, each with the terminals that it may be.

    Raises:
        UnexpectedCharacters: a word or sign that no wording has.
    """
    at, last = 0, ""
    while at < len(text):
        kinds, written = _word_at(text, at, last)
        if kinds:
            yield Token(kinds[0], written, start_pos=at), kinds
            last = kinds[0]
        at += len(written)


def _word_at(text: str, at: int, last: str) -> tuple[tuple[str, ...], str]:
    if at and text[at].isalpha() and text[at - 1].isalpha():
        raise UnexpectedCharacters(text, at, 1, at)  # type: ignore[no-untyped-call]
    phrases, numbers, skipping = _of_words()
    phrase, number = phrases.match(text, at), numbers.match(text, at)
    if number and (not phrase or number.end() > phrase.end()) and (said := longest_number(number[0])):
        return ("WORDED",), said
    if _CALL.match(text, at) or _FUNCTION.match(text, at):
        return _sign_at(text, at)
    if phrase and last.startswith(_JOINING) and (what := _WHAT.match(phrase[0])):
        # In "6 times what is 42?" the what is a number, no request.
        return ("_BLANK",), what[0]
    if phrase and phrase[0] == "r" and not text[:at].rstrip().endswith("?"):
        # In 17/5=? r ? it is the remainder, in 8*r=16 a letter like others.
        return _sign_at(text, at)
    skipped = skipping.match(text, at)
    if phrase and not (skipped and skipped.end() > phrase.end()):
        return _KINDS[normal(phrase[0])], phrase[0]
    return ((), skipped[0]) if skipped else _sign_at(text, at)


def _sign_at(text: str, at: int) -> tuple[tuple[str, ...], str]:
    kind, written = sign_at(text, at)
    return (kind,), written


def sign_at(text: str, at: int) -> tuple[str, str]:
    """The terminal at a place of a text, and how it is written."""
    if match := _NUMERAL.match(text, at):
        return "NUMERAL", match[0]
    for pattern, kind in ((_CALL, "CALL"), (_FUNCTION, "FUNCTION")):
        if match := pattern.match(text, at):
            return kind, match[0]
    if text[at] == ":" and not _RATIO.match(text, max(0, at - 2)):
        return "COLON", ":"
    if match := _SIGN.match(text, at):
        return _SIGN_KINDS[normal(match[0])], match[0]
    if text[at] in _PUNCTUATION:
        return _PUNCTUATION[text[at]], text[at]
    if match := _LETTER.match(text, at):
        return "UNKNOWN", match[0]
    raise UnexpectedCharacters(text, at, 1, at)  # type: ignore[no-untyped-call]
