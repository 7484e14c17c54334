r"""How numbers and signs are written, brought to one: whole columns of text, before numbers are lifted out.

Digits of other scripts are digits, `×` and `✕` are `*`, characters that nobody sees are dropped.  What
changes a number for its reader (superscripts, circled digits, marks of direction) stays as it is.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache, partial

import polars as pl

from pairwright.verify.columns.rarer_notations import changed_where, replaced, without_rarer

# Longer texts are read from their end: an answer stands there.
MAX_LENGTH = 32_000
_ESCAPE = "\x1b"
# Colours of a terminal.
_COLOURS = r"\x1b\[[0-9;]*m"
# `\frac12` is a half; in a shape its digits would be one number.
_DIGIT_FRACTION = r"\\([dt]?frac)[ \t]*([0-9])[ \t]*([0-9])"
# A key with a digit on it is the digit; one at the head of a line numbers it.
_KEYCAP = "\u20e3"
_KEYS = ((r"(?m)^([0-9])\x{FE0F}?\x{20E3}[ \t]+", "${1}) "), (r"([0-9])\x{FE0F}?\x{20E3}", "${1}"))
_INVISIBLE = "\x00\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
_SIGNS = {
    "−": "-",
    "×": "*",
    "✕": "*",
    "✖": "*",
    "⨯": "*",
    "∗": "*",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "∕": "÷",
    "⁄": "/",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "。": ". ",
    "।": ". ",
    "、": ",",
    # The end of a proof.
    "∎": " ",
    "➡": "→",
    "👉": "→",
    "⟹": "⇒",
    "⟶": "→",
    "➜": "→",
    "⇨": "⇒",
    # In small letters, or in large ones, these are ASCII's, and so they are to patterns, but not to tables.
    "ſ": "s",
    "\u212a": "K",
    "ı": "i",
    "İ": "I",
}
_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def one_notation(texts: pl.Series) -> pl.Series:
    r"""The texts (dtype String, no nulls), signs and digits written in one way.

    >>> one_notation(pl.Series(["１２ × ٣", "\\frac12"])).to_list()
    ['12 * 3', '\\frac{1}{2}']
    """
    texts = without_rarer(texts)
    wide = (texts.str.len_bytes() != texts.str.len_chars()) | texts.str.contains("\x00", literal=True)
    coloured = texts.str.contains(_ESCAPE, literal=True)
    fractions = texts.str.contains("frac", literal=True)
    if not (wide.any() or coloured.any() or fractions.any()):
        return texts
    olds, news = _table()
    keys = texts.str.contains(_KEYCAP, literal=True)
    texts = changed_where(texts, keys, partial(replaced, changes=_KEYS))
    texts = changed_where(texts, wide, lambda column: column.str.replace_many(olds, news))
    texts = changed_where(texts, coloured, partial(replaced, changes=((_COLOURS, ""),)))
    return changed_where(texts, fractions, partial(replaced, changes=((_DIGIT_FRACTION, r"\${1}{${2}}{${3}}"),)))


@lru_cache(maxsize=1)
def _table() -> tuple[list[str], list[str]]:
    """What is written in another way, and how it is written in ours."""
    table = dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(_SPACES, " ") | _SIGNS
    for code in range(0x80, sys.maxunicode + 1):
        char = chr(code)
        kind = unicodedata.category(char)
        if kind == "Nd":
            table[char] = str(unicodedata.decimal(char))
        elif 0xFF01 <= code <= 0xFF5E or (0x1D400 <= code <= 0x1D7FF and kind[0] == "L"):
            plain = unicodedata.normalize("NFKC", char)
            if plain.isascii():
                table[char] = plain
    return list(table), list(table.values())
