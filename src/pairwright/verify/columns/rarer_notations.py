r"""Notations of numbers that few texts have, brought to those that many have: whole columns, before numbers are lifted out.

Characters told by name (`&minus;63`), repeating decimals in words and under dots (`0.6 recurring`, `0.\dot{6}`), numbers as
programs print them (`Fraction(7, 4)`), small fractions (`⁷⁄₄`), LaTeX's spaces (`6~869`), "46 below zero".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial, reduce
from html.entities import html5
from typing import NamedTuple

import polars as pl

_SMALL, _SMALLER = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_LARGEST = 99
# Of "0.16 repeating" nobody knows which digits do; one digit does, and any of the same.
_AGAIN = "|".join(f"{digit}{{1,9}}" for digit in range(10))
_WORDS = r"(?:recurring|repeating|repeated|periodic)"
_TYPES = (
    r"Decimal|Integer|Fraction|Rational|BigInt|BigDecimal|Float|mpf|mpz|float|u?int(?:8|16|32|64)|float(?:16|32|64)"
)
# Named characters that are read: signs, spaces and marks; and ASCII told by its numbers.
_NAMED = (
    "nbsp ensp emsp thinsp hairsp numsp zwnj zwj shy minus times divide frasl middot sdot plus equals lt gt le ge ne amp quot apos"
    " lpar rpar lbrack rbrack lsqb rsqb comma period colon semi excl quest dollar percnt sol bsol lowbar num ast verbar"
    " hellip mldr ndash mdash rarr rArr there4 because check radic plusmn pm asymp approx infin sup1 sup2 sup3 frac12"
    " frac13 frac23 frac14 frac34 frac15 frac25 frac35 frac45 frac16 frac56 frac18 frac38 frac58 frac78 lsquo rsquo"
    " ldquo rdquo euro pound yen cent deg"
).split()
_NUMBERED = (*range(0x20, 0x7F), 0xA0, 0xB7, 0xD7, 0xF7, *range(0x2002, 0x200B), 0x2013, 0x2014, 0x202F, 0x2212, 0x22C5)


class _Notation(NamedTuple):
    """What a text has that may be written so, one of these, and how that is written otherwise."""

    cues: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]


_NOTATIONS = (
    _Notation(
        ("\u0307", "\u0304"),
        (
            (r"([0-9]*[.])([0-9]*?)([0-9])\x{0307}([0-9]*[0-9])\x{0307}", "${1}${2}(${3}${4})"),
            (r"([0-9]*[.])([0-9]*?)([0-9])[\x{0307}\x{0304}]", "${1}${2}(${3})"),
        ),
    ),
    _Notation(
        (r"\dot", r"\bar", r"\overline"),
        (
            (r"([0-9][.])([0-9]*?)\\dot[ ]?\{?([0-9])\}?([0-9]*)\\dot[ ]?\{?([0-9])\}?", "${1}${2}(${3}${4}${5})"),
            (r"([0-9][.,])([0-9]*?)\\(?:dot|bar|overline)[ ]?(?:\{([0-9]+)\}|([0-9]))", "${1}${2}(${3}${4})"),
        ),
    ),
    _Notation(
        ("recur", "repeat", "periodic"),
        (
            (rf"\b([0-9]+[.])({_AGAIN})(?:,? {_WORDS}\b| \({_WORDS}\))", "${1}(${2})"),
            (
                r"\b([0-9]+[.])([0-9])(?:,? with the [0-9] (?:recurring|repeating)\b| \([0-9] (?:recurring|repeating|repeats|recurs)\))",
                "${1}(${2})",
            ),
        ),
    ),
    _Notation((",(",), ((r"\b([0-9]+),\(([0-9]+)\)", "${1}.(${2})"),)),
    _Notation(
        ("Fraction(", "Rational(", "mpq("), ((r"\b(?:Fraction|Rational|mpq)\(([+-]?[0-9]+), ?([0-9]+)\)", "${1}/${2}"),)
    ),
    _Notation(
        ("mal(", "Integer(", "nt(", "loat(", "nt8(", "16(", "32(", "64(", "mpf(", "mpz(", "Fraction(", "Rational("),
        (
            (
                rf"\b(?:(?:np|numpy|decimal|sympy|sp|fractions)[.])?(?:{_TYPES})\(['\"]?([+-]?[0-9]+(?:[.][0-9]+)?)['\"]?\)",
                "${1}",
            ),
            # int(6.9) is another number.
            (r"\bint\(['\"]?([+-]?[0-9]+)['\"]?\)", "${1}"),
        ),
    ),
    _Notation(
        ("~", "hspace", "vspace"),
        (
            # In mathematics; elsewhere 317~316 is from one to the other.
            (r"([${\\][^\s$]*[0-9])~([0-9]{3})([^0-9]|$)", "${1} ${2}${3}"),
            (r"([0-9])~(\\[dt]?frac)", "${1} ${2}"),
            (r"\\[hv]space\*?[ ]?\{[^{}]*\}", ""),
        ),
    ),
    # Base ten is the usual one.
    _Notation(
        ("_10", "_{10", "ten}", "₁₀"),
        ((r"([0-9)])(?:_\{?10\}?|_\{(?:\\text\{)?ten\}\}?|₁₀)([^0-9₀-₉]|$)", "${1}${2}"),),
    ),
    _Notation(("below zero",), ((r"(^|[^\w.,-])([0-9]+(?:[.][0-9]+)?) below zero\b", "${1}-${2}"),)),
)
_CUES = list(dict.fromkeys(("&", "₀", "⁄", *(cue for each in _NOTATIONS for cue in each.cues))))


def without_rarer(texts: pl.Series) -> pl.Series:
    r"""The texts (dtype String, no nulls), such numbers written as others are.

    >>> without_rarer(pl.Series(["&minus;63", "0.6 recurring", "$0.1\\dot{6}$", "Fraction(7, 4)", "⁷⁄₄"])).to_list()
    ['−63', '0.(6)', '$0.1(6)$', '7/4', '7/4']
    """
    return changed_where(texts, texts.str.contains_any(_CUES), _changed)


def changed_where(texts: pl.Series, where: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """The texts, some of them changed; those that are given stay as they are.

    Args:
        texts: dtype String.
        where: which are changed (dtype Boolean).
        change: the texts there to what takes their places.
    """
    # Polars scatters into the column itself.
    return texts.clone().scatter(where.arg_true(), change(texts.filter(where))) if where.any() else texts


def _changed(texts: pl.Series) -> pl.Series:
    if texts.str.contains("&", literal=True).any():
        texts = texts.str.replace_many(*_entities(), leftmost=True)
    if texts.str.contains("[⁄/][₀-₉]").any():
        apart = texts.str.replace_all(r"([0-9])([⁰¹²³⁴-⁹]+[⁄/][₀-₉])", "${1} ${2}")
        texts = apart.str.replace_many(*_small_fractions(), leftmost=True)
    for cues, changes in _NOTATIONS:
        texts = changed_where(texts, texts.str.contains_any(list(cues)), partial(replaced, changes=changes))
    return texts


def replaced(texts: pl.Series, changes: Iterable[tuple[str, str]]) -> pl.Series:
    """The texts, one pattern after the other replaced."""
    return reduce(lambda column, pair: column.str.replace_all(*pair), changes, texts)


@lru_cache(maxsize=1)
def _entities() -> tuple[list[str], list[str]]:
    """Characters told by name or number, and themselves."""
    table = {f"&{name};": html5[f"{name};"] for name in _NAMED}
    for code in _NUMBERED:
        table |= dict.fromkeys((f"&#{code};", f"&#x{code:x};", f"&#x{code:X};", f"&#X{code:X};"), chr(code))
    return list(table), list(table.values())


@lru_cache(maxsize=1)
def _small_fractions() -> tuple[list[str], list[str]]:
    """Fractions in small digits, the longer ones first, and the same in those of other numbers."""
    above = {number: "".join(_SMALL[int(digit)] for digit in str(number)) for number in range(1, _LARGEST + 1)}
    below = {number: "".join(_SMALLER[int(digit)] for digit in str(number)) for number in range(1, _LARGEST + 1)}
    pairs = sorted(
        (
            (f"{above[top]}{line}{below[bottom]}", f"{top}/{bottom}")
            for top in above
            for bottom in below
            for line in "⁄/"
        ),
        key=lambda each: -len(each[0]),
    )
    return [old for old, _ in pairs], [new for _, new in pairs]
