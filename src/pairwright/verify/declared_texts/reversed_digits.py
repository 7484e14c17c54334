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

_ANSWER, _STEPS = "answer_reversed", "steps_reversed"
REVERSED = (_ANSWER, _STEPS)
_NUMBER = "(-?[0-9]+)"
# Each step ends in the number that is turned; they begin where a question ends, and go over no end of a sentence.
_WORKED = r"([-(0-9a-z][^\n?.]*?=-?[0-9]+)"
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
    return re.sub(rf"(?<!\{{)((?:\{{\{{)*)\{{({'|'.join(REVERSED)})\}}", _plain_slot, wording)


def _plain_slot(found: re.Match[str]) -> str:
    return f"{found[1]}{{{found[2].removesuffix('_reversed')}}}"


def literal(text: str) -> str:
    r"""The text as a pattern; spaces stay as they are, since Polars' patterns know no escaped ones.

    >>> print(literal("(57 + 4)?"))
    \(57 \+ 4\)\?
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _has_slot(wording: str) -> bool:
    return any(name in REVERSED for _, name, *_ in Formatter().parse(wording))


def _pattern(wording: str) -> str:
    """Groups by turns: what stands before a number, and the number; in front of an answer there may be a question."""
    pieces = list(Formatter().parse(wording))
    slots = {**_BESIDE, _ANSWER: f"){_NUMBER}(", _STEPS: f"){_WORKED}("}
    parts = (literal(text) + (slots[name] if name else "") for text, name, *_ in pieces)
    # No step is part of the question before them.
    before = r"(?:(?:.*[?.])?\s+)??" if any(name == _STEPS for _, name, *_ in pieces) else r"(?:.*\s)?"
    return rf"(?s)^({before})({''.join(parts)})(\s*)$"


def _plainly(texts: pl.Series, pattern: str) -> pl.Series:
    """The texts with the numbers of the pattern turned round; null where it does not fit."""
    # Not as one expression: the pattern would be matched anew for each group.
    groups = texts.str.extract_groups(pattern).struct.unnest()
    count = len(groups.columns)
    # The second group stands before the first number, the last behind all.
    numbers = set(range(3, count, 2))
    turn = _turned_steps if _WORKED in pattern else _turned
    parts = (turn(pl.col(each)) if place in numbers else each for place, each in enumerate(groups.columns, 1))
    return groups.select(pl.concat_str(parts)).to_series()


def _turned_steps(steps: pl.Expr) -> pl.Expr:
    """What each step comes to turned, or a number alone; of "gcd(6, 4)=2" the first part has none."""
    before, number = (pl.element().str.extract(rf"^(.*=|){_NUMBER}$", group) for group in (1, 2))
    plain = pl.coalesce(before + _turned(number), pl.element())
    return steps.str.split(", ").list.eval(plain).list.join(", ")


def _turned(number: pl.Expr) -> pl.Expr:
    """50 is 5: the zeros that come to stand in front are none of a number's digits."""
    digits = number.str.strip_prefix("-").str.reverse()
    return pl.concat_str(number.str.extract("^(-?)"), digits.str.replace("^0+([0-9])", "${1}"))
