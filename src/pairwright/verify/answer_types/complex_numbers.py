"""Complex numbers: sums, differences, products and quotients of numbers a+bi, and what is claimed to be one.

An expression in i is a fraction of polynomials in it; with i^2 = -1 each polynomial is a real and an imaginary part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction as Number
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pairwright.verify.answers.numbers import Claim
from pairwright.verify.exact.polynomials import Fraction, Polynomial, Value
from pairwright.verify.questions.trees import Numeral, Operation, Tree, Unknown, Zero

Truth = npt.NDArray[np.bool_]
# What a question may ask for (`Question.answers`), and what such an answer is (`Claim.choice`).
COMPLEX = "complex"
LETTER = "i"
# Of answers in declared wording, in shapes and in texts.
IN_SHAPES = r"-?(?:0[-+])?(?:0)?i"
IN_TEXTS = IN_SHAPES.replace("0", "[0-9]+")
_REAL = r"0(?:\.0)?"
_IMAGINARY = rf"(?:{_REAL}[ ]?\*?[ ]?)?i(?![a-z])"
FREE = (
    rf"[-+]?[ ]?(?:{_IMAGINARY}(?:[ ]?[-+][ ]?{_REAL}(?![ ]?\*?[ ]?i))?|{_REAL}(?:[ ]?[-+][ ]?{_IMAGINARY})?)"
    r"(?![A-Za-z0(^/]|[ ]?[-+*/=^][ ]?[0i(]|,0)"
)
_TERM = re.compile(rf"(?P<sign>[-+]?)[ ]*(?P<number>{_REAL})?[ ]?\*?[ ]?(?P<i>i?)", re.IGNORECASE)


class Parts(NamedTuple):
    """A real and an imaginary part over one denominator, each a column; denominator 0 where something is divided by 0."""

    real: Value
    imaginary: Value
    below: Value


def claim_of(written: str, first: int) -> Claim | None:
    """The claim that a written complex number is, its runs of digits counted from the given one; None if it is none.

    >>> claim_of("0-i", 0).tree.operator
    '-'
    """
    tree: Tree | None = None
    end = 0
    for match in _TERM.finditer(written.strip()):
        if match["number"] is None and not match["i"]:
            continue
        index = first + written.strip().count("0", 0, match.start("number")) if match["number"] else first
        number = Numeral(index, decimal="." in match["number"]) if match["number"] else None
        letter = Unknown(LETTER) if match["i"] else None
        term: Tree = Operation("*", number, letter) if number and letter else number or letter or Zero()
        if tree is None:
            tree = Operation("-", Zero(), term) if match["sign"] == "-" else term
        else:
            tree = Operation(match["sign"] or "+", tree, term)
        end = match.end()
    return Claim(tree, choice=COMPLEX) if tree is not None and end == len(written.strip()) else None


def text_of(parts: Sequence[Number]) -> str:
    """A value as it is told: 4-2i.

    >>> text_of([Number(4), Number(-1)]), text_of([Number(0), Number(1, 2)])
    ('4-i', '(1/2)i')
    """
    real, imaginary = parts
    if not imaginary:
        return str(real)
    size = abs(imaginary)
    digits = "" if size == 1 else str(size) if size.denominator == 1 else f"({size})"
    before = str(real) if real else ""
    sign = "-" if imaginary < 0 else "+" if before else ""
    return f"{before}{sign}{digits}i"


def parts_of(value: Fraction) -> Parts:
    """The parts of a fraction of polynomials in i: both sides times the conjugate of what it is divided by."""
    (above, also), (below, beside) = _reduced(value.numerator), _reduced(value.denominator)
    size = below * below + beside * beside
    for divisor in value.divisors:
        real, imaginary = _reduced(divisor)
        size = size * ((real != 0) | (imaginary != 0))
    return Parts(above * below + also * beside, also * below - above * beside, size)


def same(asked: Parts, claimed: Parts, rows: tuple[int, ...]) -> Truth:
    """Where two numbers are equal, and nothing is divided by 0."""
    found: Any = (asked.below != 0) & (claimed.below != 0)
    for one, other in ((asked.real, claimed.real), (asked.imaginary, claimed.imaginary)):
        found = found & (one * claimed.below == other * asked.below)
    return np.broadcast_to(np.asarray(found, dtype=bool), rows).copy()


def bound(values: Sequence[Fraction]) -> int:
    """What no intermediate result exceeds: of each fraction bounds of the coefficients are given, one for all rows."""
    sizes = [(int(sum(each.numerator)) + 1, int(sum(each.denominator)) + 1) for each in values]
    largest = max(2 * above * below + 2 * below * below for above, below in sizes)
    return largest * largest


def _reduced(polynomial: Polynomial) -> tuple[Value, Value]:
    """The real and the imaginary part of a polynomial in i."""
    signs = (1, 1, -1, -1)
    parts: list[Value] = [0, 0]
    for power, coefficient in enumerate(polynomial):
        parts[power % 2] = parts[power % 2] + signs[power % 4] * coefficient
    return parts[0], parts[1]
