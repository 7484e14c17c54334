r"""What a completion claims: its final answer, and the calculations it gives, over shapes.

A final answer is announced (`The answer is 0`, `#### 0`, `\boxed{0}`), assigned (`x = 0`), ends a
calculation (`0+0 = 0`), or is all there is (`0`).  Whatever could be read in two ways claims nothing:
two announced answers, a number left over behind the answer ("72 or 73"), a "not" in its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from pairwright.verify.grammar import Numeral, Operation, Tree, Zero, calculation_of

# Longer completions, and those with more pieces, are not read: time stays in bounds.
_MAX_LENGTH = 32_000
_MAX_PIECES = 2_000
_MAX_CLAIMS = 20
_NUMBER = r"0(?:,0)*(?:\.0)?"
_MATH = re.compile(
    r"(?:(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])|[0()+*/^×÷·⋅=−-]|[.,](?=0)|(?<=\S)[ \t]+(?=[A-Za-z0()+*/^×÷·⋅=−-]))+"
)
_ANNOUNCED = re.compile(
    r"(?:\b(?:answer|result|solution|value)\b(?:[ \t]+(?:of|for)[ \t]+[a-z])?[ \t*_]*(?:is|:|equals|=)"
    r"|####|\\boxed[ \t]*\{)"
    r"[\s:*_$`(\[{\\]*(?:boxed[ \t]*\{)?[\s$]*",
    re.IGNORECASE,
)
_EQUALS = re.compile(r"\b(?:is[ \t]+equal[ \t]+to|equals[ \t]+to|equals|equal)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$|[*_$`})\"'])|\n")
_DOUBT = re.compile(
    r"\b(?:not|never|wrong|false|incorrect|unless|or|either|maybe|perhaps|instead|rather)\b|n['’]t\b|\?", re.IGNORECASE
)
_ASSIGNED = re.compile(r"([A-Za-z])[ \t]*=[ \t]*(.+)")
_SIGNED_NUMBER = re.compile(rf"([-+−]?)[ \t]*({_NUMBER})(?:[ \t]*/[ \t]*({_NUMBER}))?")
_NOISE = " \t\r\n*_$`\"'.!:;,()[]{}\\"


@dataclass(frozen=True)
class Claim:
    """A number given as the answer.

    Attributes:
        numerals: as written, for a check of commas and leading zeros.
        fraction: the two numerals of a fraction a/b, which not every question allows.
    """

    tree: Tree
    numerals: tuple[Numeral, ...]
    fraction: bool


@dataclass(frozen=True)
class Calculation:
    """A calculation and the number that is said to be its value."""

    tree: Tree
    stated: Tree


@dataclass(frozen=True)
class Reading:
    """A completion taken apart; all its claims must be the same number."""

    claims: tuple[Claim, ...]
    calculations: tuple[Calculation, ...]


@dataclass(frozen=True)
class _Piece:
    """A stretch of mathematics in a shape, and the index of its first run of digits."""

    text: str
    start: int
    end: int
    first: int


def reading_of(shape: str, first: int, unknown: str) -> Reading | None:
    """What a completion's shape claims, its runs of digits counted from `first`; None if nothing certain.

    Args:
        shape: the completion's shape.
        first: how many runs of digits stand before it.
        unknown: the letter that the question asks for ('?' if none).
    """
    if len(shape) > _MAX_LENGTH or "0" not in shape:
        return None
    text = _EQUALS.sub(lambda match: "=".ljust(len(match[0])), shape)
    pieces = list(islice(_pieces(text, first), _MAX_PIECES + 1))
    if len(pieces) > _MAX_PIECES:
        return None
    if (bare := _bare(text, first)) is not None:
        return Reading((bare,), ())
    announced = [match.end() for match in _ANNOUNCED.finditer(text)]
    found = _announced(text, announced, pieces, unknown)
    if found is None:
        return None
    claims, last = found
    equations = [each for piece in pieces for each in _equations(piece)]
    if not claims:
        claims, last = _ending(text, pieces, equations)
    if not 0 < len(claims) <= _MAX_CLAIMS or _leftover(pieces, last):
        return None
    return Reading(tuple(claims), tuple(equation for equation, _ in equations))


def _pieces(text: str, first: int) -> Iterator[_Piece]:
    counted, at = first, 0
    for match in _MATH.finditer(text):
        if "0" in match[0]:
            counted += text.count("0", at, match.start())
            at = match.start()
            yield _Piece(match[0], match.start(), match.end(), counted)


def _bare(text: str, first: int) -> Claim | None:
    """The claim of a completion that is a number and noise."""
    stripped = text.strip(_NOISE)
    return _claim(stripped, first) if stripped.count("0") == text.count("0") else None


def _claim(text: str, first: int) -> Claim | None:
    """The claim that a text is, if it is nothing but a number, signed or a fraction."""
    match = _SIGNED_NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, under = match.groups()
    above = _numeral(whole, first)
    numerals = [above] if under is None else [above, _numeral(under, first + whole.count("0"))]
    tree: Tree = above if under is None else Operation("/", above, numerals[1])
    return Claim(Operation("-", Zero(), tree) if sign in {"-", "−"} else tree, tuple(numerals), under is not None)


def _numeral(text: str, first: int) -> Numeral:
    return Numeral(first, groups=text.count(",") + 1, decimal="." in text)


def _announced(text: str, announced: list[int], pieces: list[_Piece], unknown: str) -> tuple[list[Claim], int] | None:
    """The announced and assigned answers and where the last of them ends; None if one is in doubt."""
    claims: list[Claim] = []
    last = 0
    for piece in pieces:
        place = bisect_left(announced, piece.start)
        near = place < len(announced) and announced[place] <= piece.start + _leading(piece.text)
        after = announced[place] if near else None
        here = piece.text if after is None else text[after : piece.end]
        skipped = piece.text[: len(piece.text) - len(here)].count("0")
        if after is None and not _assigns(here, unknown):
            continue
        claim = _value_of(here, piece.first + skipped, unknown)
        if claim is None or len(claims) == _MAX_CLAIMS or _doubted(text, piece):
            return None
        claims.append(claim)
        last = piece.end
    return claims, last


def _leading(text: str) -> int:
    """How much noise a piece begins with that an announcement may have swallowed."""
    return len(text) - len(text.lstrip(" \t(=*"))


def _assigns(text: str, unknown: str) -> bool:
    match = _ASSIGNED.fullmatch(text.strip(" \t*"))
    return match is not None and match[1] == unknown and _claim(match[2].rstrip(_NOISE), 0) is not None


def _value_of(text: str, first: int, unknown: str) -> Claim | None:
    """The claim of `0`, `x = 0`, or `0+0 = 0` (its last side), as they stand behind an announcement."""
    trimmed = text.strip(" \t*")
    while trimmed.endswith(")") and trimmed.count(")") > trimmed.count("("):
        trimmed = trimmed[:-1].rstrip()
    if (assigned := _ASSIGNED.fullmatch(trimmed)) and assigned[1] == unknown:
        trimmed = assigned[2]
    *sides, last = trimmed.split("=")
    counted = first + sum(side.count("0") for side in sides)
    if any(calculation_of(side, 0) is None for side in sides):
        return None
    return _claim(last, counted)


def _doubted(text: str, piece: _Piece) -> bool:
    """Whether the sentence that holds the piece says "not", "or", or asks."""
    starts = [match.end() for match in _SENTENCE_END.finditer(text, 0, piece.start)]
    ending = _SENTENCE_END.search(text, piece.end)
    sentence = text[starts[-1] if starts else 0 : ending.end() if ending else len(text)]
    return _DOUBT.search(sentence) is not None


def _equations(piece: _Piece) -> Iterator[tuple[Calculation, int]]:
    """The calculations `0+0 = 0` of a piece without an unknown, and where in the text it ends."""
    sides = piece.text.strip(" \t*").split("=")
    counted = piece.first
    trees = []
    for side in sides:
        trees.append(calculation_of(side, counted))
        counted += side.count("0")
    for (left, right), text in zip(pairwise(trees), sides, strict=False):
        if left is not None and right is not None and re.search(r"0[^0]*0", text):
            yield Calculation(left, right), piece.end


def _ending(text: str, pieces: list[_Piece], equations: list[tuple[Calculation, int]]) -> tuple[list[Claim], int]:
    """The right side of the calculation, or of the `= 0`, with which the completion ends."""
    piece = pieces[-1]
    if text[piece.end :].strip(_NOISE):
        return [], 0
    *sides, last = piece.text.strip(" \t*").split("=")
    complete = bool(sides) and (not "".join(sides).strip() or any(end == piece.end for _, end in equations))
    claim = _claim(last, piece.first + sum(side.count("0") for side in sides)) if complete else None
    doubted = claim is None or _doubted(text, piece)
    return ([], 0) if doubted or claim is None else ([claim], piece.end)


def _leftover(pieces: list[_Piece], last: int) -> bool:
    """Whether a number stands behind the last claim that is neither of a calculation nor of an equation."""
    behind = (piece for piece in pieces if piece.start >= last)
    return any(not _is_equation(piece.text) and not list(_equations(piece)) for piece in behind)


def _is_equation(text: str) -> bool:
    return "=" in text and re.search("[A-Za-z]", text) is not None
