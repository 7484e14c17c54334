"""Numbers and letters with the four signs and brackets, as most questions are, read without a parser.

That is ten times as fast, and a command that reads nothing else need not make the parser (0.04 s of CPU). What is read
here must be just what the grammar of `wordings` makes of it; a test compares both.
"""

from __future__ import annotations

import re
from functools import cache

from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.trees import Numeral, Operation, Question, Tree, Unknown, Zero, unknowns

_PART = r"0(?:,0)*(?:\.0)?|(?<![0a-zA-Z).])\.0|[a-zA-Z](?![a-zA-Z])|[-+*/()]"
_PARTS = re.compile(_PART)
_FORMULA = re.compile(rf"(?:[ \t]*(?:{_PART}))+[ \t]*")
_ASKED = re.compile(r"([^=?;]+)=[ \t]*\?[ \t]*")
_EQUATION = re.compile(r"([^=?;]+)=([^=?;]+?)[,;][ \t]*([a-zA-Z])[ \t]*=[ \t]*\?[ \t]*")
_WORD = re.compile(r"[a-zA-Z]{2,}")
_ADDING = frozenset("+-")
_MULTIPLYING = frozenset("*/")


def groups_of(numeral: str) -> int:
    """How many runs of digits a numeral has before its point, if it has one."""
    return 0 if numeral[0] == "." else numeral.count(",") + 1


def formula_of(text: str, first: int) -> Tree | None:
    """The tree of a formula, its numbers counted from `first`; None where the grammar must be asked.

    >>> formula_of("0+0*x", 0).operator, formula_of("0^0", 0), formula_of("0x", 0)
    ('+', None, None)
    """
    if _FORMULA.fullmatch(text) is None:
        return None
    reader = _Reader(_PARTS.findall(text), first)
    try:
        tree = reader.value()
    except _NoFormulaError:
        return None
    return tree if reader.is_done() else None


def question_in_signs(text: str, first: int) -> Question | None:
    """The question what a formula comes to, or for the letter of an equation; None where the grammar must be asked.

    >>> question_in_signs("x+0=0,x=?", 0).unknown, question_in_signs("0+0=?", 0).unknown
    ('x', '?')
    """
    if (asked := _ASKED.fullmatch(text)) is not None:
        tree = formula_of(asked[1], first)
        return None if tree is None or unknowns(tree) else Question(tree, Unknown("?"))
    if (equation := _EQUATION.fullmatch(text)) is None:
        return None
    left, right = formula_of(equation[1], first), formula_of(equation[2], first + equation[1].count("0"))
    if left is None or right is None or unknowns(left) | unknowns(right) != {equation[3]}:
        return None
    return Question(left, right)


def has_words(text: str) -> bool:
    """Whether a text has words that are no names of operations, so that it is not written in signs alone.

    Other letters than ASCII's are not looked at: in the eyes of `re`, some of them are ASCII's in another case.
    """
    return text.isascii() and not _names().issuperset(word.lower() for word in _WORD.findall(text))


@cache
def _names() -> frozenset[str]:
    """The words that formulas have: `mod`, and functions before brackets."""
    from pairwright.verify.questions.phrases import CALLS, FUNCTIONS

    return frozenset([*FUNCTIONS, *CALLS, *(sign for row in OPERATIONS.values() for sign in row.signs)])


class _NoFormulaError(Exception):
    """The grammar must be asked."""


class _Reader:
    """Reads the parts of a formula from left to right."""

    def __init__(self, parts: list[str], first: int) -> None:
        self._parts = ["", *reversed(parts)]
        self._index = first

    def is_done(self) -> bool:
        """Whether nothing is left."""
        return len(self._parts) == 1

    def value(self) -> Tree:
        """Products, added and subtracted from left to right."""
        tree = self._product()
        while self._parts[-1] in _ADDING:
            tree = Operation(self._parts.pop(), tree, self._product())
        return tree

    def _product(self) -> Tree:
        tree = self._signed()
        while self._parts[-1] in _MULTIPLYING:
            tree = Operation(self._parts.pop(), tree, self._signed())
        return tree

    def _signed(self) -> Tree:
        """A number, a letter or a bracket; a sign before it binds tighter than the four between two numbers."""
        minuses = 0
        while (part := self._parts.pop()) in _ADDING:
            minuses += part == "-"
        tree = self._single(part)
        for _ in range(minuses):
            tree = Operation("-", Zero(), tree)
        return tree

    def _single(self, part: str) -> Tree:
        if part == "(":
            tree = self.value()
            if self._parts[-1] != ")":
                raise _NoFormulaError
            self._parts.pop()
            return tree
        if part.isalpha():
            return Unknown(part)
        if part[:1] not in {"0", "."}:
            raise _NoFormulaError
        numeral = Numeral(self._index, groups_of(part), "." in part)
        self._index += part.count("0")
        return numeral
