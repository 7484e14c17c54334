"""Declared wordings in which a number stands with its digits from right to left, and texts in them written plainly.

Learners of addition do best so (Lee and others 2023, *Teaching Arithmetic to Small Transformers*): each digit follows
from what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter

import polars as pl

SLOT = "answer_reversed"
_NUMBER = "(-?[0-9]+)"
# The slots beside it, in one line with it.
_BESIDE = {"question": ".+?", "answer": r"[^\n?]*?", "calculation": r"[^\n?]*?", "steps": r"[^\n?]*?"}
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")


@dataclass(frozen=True)
class ReversedDigits:
    """The wordings that have the slot answer_reversed, as patterns of texts that end in them.

    >>> found = ReversedDigits.of(["{calculation} equals {answer_reversed}. The answer is {answer}."])
    >>> found.plainly(pl.Series(["43-16=? 43-16 equals 72. The answer is 27."])).item()
    '43-16=? 43-16 equals 27. The answer is 27.'
    """

    patterns: tuple[str, ...]

    @classmethod
    def of(cls, wordings: Sequence[str]) -> ReversedDigits:
        """Of all wordings, of answers or of whole texts; what says most is tried first."""
        turned = sorted((each for each in wordings if _has_slot(each)), key=len, reverse=True)
        return cls(tuple(map(_pattern, turned)))

    def plainly(self, texts: pl.Series) -> pl.Series:
        """The texts (String), the numbers in these slots with their digits from left to right."""
        if not self.patterns:
            return texts
        found = [_plainly(texts, pattern) for pattern in self.patterns]
        return pl.select(pl.coalesce(*found, texts).alias(texts.name)).to_series()


def plain_wording(wording: str) -> str:
    """The wording in which texts stand when their digits are turned round.

    >>> plain_wording("{calculation} equals {answer_reversed}.")
    '{calculation} equals {answer}.'
    """
    # A literal brace stays doubled.
    return re.sub(rf"(?<!\{{)((?:\{{\{{)*)\{{{SLOT}\}}", r"\1{answer}", wording)


def literal(text: str) -> str:
    r"""The text as a pattern; spaces stay as they are, since Polars' patterns know no escaped ones.

    >>> print(literal("(57 + 4)?"))
    \(57 \+ 4\)\?
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _has_slot(wording: str) -> bool:
    return any(name == SLOT for _, name, *_ in Formatter().parse(wording))


def _pattern(wording: str) -> str:
    """Groups by turns: what stands before a number, and the number; in front of an answer there may be a question."""
    slots = {**_BESIDE, SLOT: f"){_NUMBER}("}
    parts = (literal(text) + (slots[name] if name else "") for text, name, *_ in Formatter().parse(wording))
    return rf"(?s)^((?:.*\s)?)({''.join(parts)})(\s*)$"


def _plainly(texts: pl.Series, pattern: str) -> pl.Series:
    """The texts with the numbers of the pattern turned round; null where it does not fit."""
    # Not as one expression: the pattern would be matched anew for each group.
    groups = texts.str.extract_groups(pattern).struct.unnest()
    count = len(groups.columns)
    # The second group stands before the first number, the last behind all.
    numbers = set(range(3, count, 2))
    parts = (_turned(pl.col(each)) if place in numbers else each for place, each in enumerate(groups.columns, 1))
    return groups.select(pl.concat_str(parts)).to_series()


def _turned(number: pl.Expr) -> pl.Expr:
    """50 is 5: the zeros that come to stand in front are none of a number's digits."""
    digits = number.str.strip_prefix("-").str.reverse()
    return pl.concat_str(number.str.extract("^(-?)"), digits.str.replace("^0+([0-9])", "${1}"))
