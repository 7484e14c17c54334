"""Hexadecimal numbers, 0x1f: brought to decimal ones behind a mark, so that they are numbers of a shape like others.

0x5 is a product to some, 0x1f to nobody: a text has hexadecimal numbers where one of them cannot be anything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.verify.answers.numbers import Claim
from pairwright.verify.questions.trees import Numeral, Operation, Zero

# What a question may ask for (`Question.answers`), and what such an answer is (`Claim.choice`).
HEXADECIMAL = "hexadecimal"
# Before the decimal digits of a number that was hexadecimal; in no text that anyone wrote.
MARK = "⬡"
# Of answers in declared wording, in shapes and in texts.
IN_SHAPES, IN_TEXTS = f"-?{MARK}0", "-?0x[0-9a-f]+"
FREE = rf"-?[ ]?{MARK}0(?![0A-Za-z]|\.0|[ ]?[-+*/^=<>][ ]?[-(]*{MARK})"
_LITERAL = r"(^|[^0-9A-Za-z_.])0[xX]([0-9a-fA-F]+)\b"
_ONLY_HEXADECIMAL = (
    r"\b0[xX](?:[0-9]*[a-fA-F][0-9a-fA-F]*|[0-9]{3,})\b|(?i:hexadecimal|hexidecimal|\bhex\b)"
    r"|\b0[xX][0-9]{2,}\b.*\b0[xX][0-9]{2,}\b|\b0[xX][0-9]+[ ]*(?:<<|>>)|\b0[xX][0-9]{2,}\b.*\b(?i:bits?)\b"
)
_SMALL, _FIRST_OF_MARK = np.uint8(0x20), np.uint8(MARK.encode()[0])
_BETWEEN, _NONE = "\x1d", "\ufffd"


def may_hold(raw: npt.NDArray[np.uint8]) -> bool:
    """Whether the bytes of texts, joined, may have hexadecimal numbers, or the mark.

    Columns are looked at, as to look for 0x in bytes takes ten times as long: in most texts there is many a 0.
    """
    letters = np.flatnonzero((raw[1:] | _SMALL) == ord("x"))
    return bool((raw[letters] == ord("0")).any()) or bool((raw == _FIRST_OF_MARK).any())


def decimally(texts: pl.Series) -> pl.Series:
    """The texts (String, no nulls) with each hexadecimal number as the mark and decimal digits.

    >>> decimally(pl.Series(["0x1f+0x10=?", "0x5=?"])).to_list()
    ['⬡31+⬡16=?', '0x5=?']
    """
    texts = texts.str.replace_all(f"[{MARK}{_BETWEEN}]", _NONE)
    rows = texts.str.contains(f"(?s){_ONLY_HEXADECIMAL}").arg_true()
    return texts.scatter(rows, _marked(texts.gather(rows))) if len(rows) else texts


def _marked(texts: pl.Series) -> pl.Series:
    frame = texts.rename("text").to_frame().with_row_index("row")
    numbers = pl.col("text").str.extract_all(_LITERAL).list.eval(pl.element().str.extract(r"([0-9a-fA-F]+)$"))
    parts = pl.col("text").str.replace_all(_LITERAL, f"${{1}}{_BETWEEN}").str.split(_BETWEEN)
    pieces = frame.select("row", part=parts, number=numbers.list.concat(pl.lit([""]))).explode("part", "number")
    joined = pieces.select("row", text=pieces["part"] + _decimal(pieces["number"])).group_by("row", maintain_order=True)
    return joined.agg(pl.col("text").str.join("")).get_column("text")


def _decimal(digits: pl.Series) -> pl.Series:
    """The mark and the decimal digits of each number; nothing of nothing."""
    found = MARK + digits.str.to_integer(base=16, strict=False).cast(pl.String)
    # Polars reads up to 64 bits.
    long = (found.is_null() & (digits != "")).arg_true()
    if len(long):
        found = found.scatter(long, [f"{MARK}{int(each, 16)}" for each in digits.gather(long)])
    return found.fill_null("")


def claim_of(written: str, first: int) -> Claim | None:
    """The claim that a written hexadecimal number is, its run of digits given; None if it is none."""
    if not re.fullmatch(rf"-?[ ]?{MARK}0", written):
        return None
    number = Numeral(first)
    return Claim(Operation("-", Zero(), number) if written.startswith("-") else number, choice=HEXADECIMAL)


def text_of(parts: Sequence[Fraction]) -> str:
    """A value as it is told; a fraction of whole numbers where it is not whole.

    >>> text_of([Fraction(-31)])
    '-0x1f'
    """
    (value,) = parts
    return hex(value.numerator) if value.denominator == 1 else str(value)
