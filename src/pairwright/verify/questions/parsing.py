"""What is made of a text by the grammars of `wordings`; imported where `formulas` does not read it.

Lark, its tables and the patterns of all phrases take as long as to import NumPy.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lark import Lark
from lark.exceptions import LarkError

from pairwright.verify.questions.building import built, built_of_words
from pairwright.verify.questions.chart import Chart, TooManyWaysError
from pairwright.verify.questions.lexing import Signs
from pairwright.verify.questions.trees import Question, Tree
from pairwright.verify.questions.wordings import SIGNS, WORDINGS

# A function of something, and no product.
_APPLIED = re.compile(r"(?<![a-zA-Z\\])[fghFGH]\(")
# Two dates, and no divisions, to most.
_DATES = re.compile(r"0/0/0 ?(?:-|minus|to|and|from|until) ?0/0/0")
_TERMINAL = re.compile(r"\b_?[A-Z][A-Z_]+\b")


def in_signs(start: str, text: str, first: int) -> Tree | Question | None:
    """The tree ("value") or question ("asked") that is written in signs alone, its numbers counted from `first`."""
    if _APPLIED.search(text):
        return None
    try:
        return built(_signs().parse(text, start=start), text, first)
    except LarkError:
        return None


def in_words(text: str, first: int) -> Tree | Question | None:
    """The question in any wording, its numbers counted from `first`."""
    if _APPLIED.search(text) or _DATES.search(text):
        return None
    try:
        return built_of_words(_words(), text, first)
    except (LarkError, TooManyWaysError):
        return None


@lru_cache(maxsize=1)
def _signs() -> Lark:
    return Lark(declared(SIGNS), parser="lalr", start=["asked", "value"], lexer=Signs, propagate_positions=False)


@lru_cache(maxsize=1)
def _words() -> Chart:
    return Chart(declared(WORDINGS), "question")


def declared(rules: str) -> str:
    """The rules with their terminals declared: `lexing` makes them."""
    return f"{rules}\n    %declare {' '.join(sorted(set(_TERMINAL.findall(rules))))}\n"
