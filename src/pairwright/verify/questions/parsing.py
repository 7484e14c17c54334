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

# A function of something, and no product; 5 times x, or 5 times x times x.
_APPLIED = re.compile(r"(?<![a-zA-Z\\])[fghFGH]\(|[0)] [xX] [xX](?![a-zA-Z])")
# "12 over 3 plus 1" has one line under both to some.
_OVER = re.compile(
    r"\bover 0 (?:plus|minus|times|[-+*]) 0(?! over\b)|(?<!over )\b0 (?:plus|minus|times|[-+*]) 0 over\b", re.IGNORECASE
)
# Two dates, and no divisions, to most.
_DATES = re.compile(r"0/0/0 ?(?:-|minus|to|and|from|until) ?0/0/0")
# A day, and a digit of a number that is taken out: "What was 9/11?", "the 5 from 55".
_NO_CALCULATION = re.compile(
    r"\bwhat was (?:the )?0/0(?= ?\?* ?\Z)|\b(?:take|taking|remove|removing|delete|erase|drop|cross|strike)(?: away| out| off)? the 0 (?:away |out |off )?(?:from|of|off)\b"
    r"|\bthe 0 (?:is |was |gets )?(?:taken|removed|deleted|dropped|erased)\b|\btake the 0 (?:away|out|off)\b"
    # A part of it, or less by that part.
    r"|\b(?:find|what(?: is|['\u2019]s)|calculate|compute|determine|give me) 0/0 from 0(?![ ]?/)",
    re.IGNORECASE,
)
# In words alone nobody sees what is done first: "three times five minus two".
_SAID_FACTOR, _SAID_TERM = (
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in ("times|multiplied by|divided by", "plus|minus")
)
_STRUCTURED = re.compile(
    r"[0,;:.(]|\b(?:then|sum|difference|product|quotient|equals?|is [a-z]+ what|number|[b-z])\b(?!\Z)"
)
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
    if _APPLIED.search(text) or _DATES.search(text) or _NO_CALCULATION.search(text):
        return None
    if "over" in text and _OVER.search(text):
        return None
    if "0" not in text and _SAID_FACTOR.search(text) and _SAID_TERM.search(text) and not _STRUCTURED.search(text):
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
