r"""What a completion claims: its final answer, and the calculations it gives, over shapes.

A final answer is announced (`The answer is 0`, `#### 0`, `\boxed{0}`), assigned (`x = 0`), ends a
calculation (`0+0 = 0`), or is all there is (`0`).  Whatever could be read in two ways claims nothing:
two announced answers, a number left over behind the answer ("72 or 73"), a "not" in its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from pairwright.verify.grammar import (
    Numeral,
    Operation,
    Tree,
    Unknown,
    Zero,
    calculation_of,
    tree_of,
    unknowns,
)
from pairwright.verify.prose import begins, is_final, is_whole, plain, stands
from pairwright.verify.remainders import joined
from pairwright.verify.wordings import named_operation

# Longer completions, and those with more pieces, are not read: time stays in bounds.
_MAX_LENGTH = 32_000
_MAX_PIECES = 2_000
_MAX_CLAIMS = 20
_MAX_SIDES = 20
_NUMBER = r"0(?:,0)*(?:\.0)?"
_MATH = re.compile(
    rf"(?:{named_operation()}"
    r"|(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])|[0()+*/^×÷·⋅=−-]|[.,](?=0)|(?<=\S)[ \t]+(?=[A-Za-z0()+*/^×÷·⋅=−-]))+"
)
_ANNOUNCED = re.compile(
    r"(?:\b(?:answer|result|solution|value)\b(?:[ \t]+(?:of|for)[ \t]+[a-z])?[ \t*_]*(?:is|:|equals|=)"
    r"|\banswer[\"'][ \t]*:|<answer>|####|\\boxed[ \t]*\{)"
    r"[\s:*_$`(\[{\\\"'“‘]*(?:boxed[ \t]*\{)?[\s$]*",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(r"([A-Za-z])[ \t]*=[ \t]*(.+)")
_SIGNED_NUMBER = re.compile(rf"([-+−]?)[ \t]*({_NUMBER})(?:[ \t]*/[ \t]*({_NUMBER}))?")
_MARKUP = " \t\r\n*_$`\"'“”‘’()[]{}\\"
_NOISE = f"{_MARKUP}.!:;,"


@dataclass(frozen=True)
class Claim:
    """A number given as the answer.

    Attributes:
        numerals: as written, for a check of commas and leading zeros.
        fraction: the two numerals of a fraction a/b, which is an answer in lowest terms alone.
        further: of an answer of several parts (`3 R 2`), the parts behind this one.
    """

    tree: Tree
    numerals: tuple[Numeral, ...]
    fraction: bool
    further: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A completion taken apart.

    Attributes:
        claims: all must be the same number.
        equations: what is said to be equal; where the unknown stands in it, with the claim in its place.
    """

    claims: tuple[Claim, ...] = ()
    equations: tuple[tuple[Tree, Tree], ...] = ()


@dataclass(frozen=True)
class _Piece:
    """A stretch of mathematics in a shape, and the index of its first run of digits."""

    text: str
    start: int
    end: int
    first: int


def reading_of(shape: str, first: int, unknown: str, parts: tuple[str, ...] = ()) -> Reading | None:
    """What a completion's shape claims, its runs of digits counted from `first`; None if nothing certain.

    Args:
        shape: the completion's shape.
        first: how many runs of digits stand before it.
        unknown: the letter that the question asks for ('?' if none).
        parts: the parts of the answer that it asks for, if more than one.
    """
    if len(shape) > _MAX_LENGTH or "0" not in shape:
        return None
    text = plain(joined(shape) if parts else shape)
    pieces = list(islice(_pieces(text, first), _MAX_PIECES + 1))
    if len(pieces) > _MAX_PIECES:
        return None
    if (bare := _bare(text, first)) is not None:
        return Reading((bare,))
    found = _announced(text, pieces, unknown)
    claims, last = _ending(text, pieces) if found == ([], 0) else found or ([], 0)
    statements = [list(_statements(piece, text, unknown)) for piece in pieces]
    leftover = any(piece.start >= last and not each for piece, each in zip(pieces, statements, strict=True))
    if not claims or leftover:
        return None
    return Reading(tuple(claims), tuple(each for several in statements for each in several))


def _pieces(text: str, first: int) -> Iterator[_Piece]:
    counted, at = first, 0
    for match in _MATH.finditer(text):
        if "0" in match[0]:
            counted += text.count("0", at, match.start())
            at = match.start()
            yield _Piece(match[0], match.start(), match.end(), counted)


def _bare(text: str, first: int) -> Claim | None:
    """The claim of a completion that is a number and noise."""
    stripped = text.lstrip(_MARKUP).rstrip(_NOISE)
    if stripped.count("0") != text.count("0") or not is_final(text, text.rfind("0") + 1):
        return None
    return _claim(stripped, first)


def _claim(text: str, first: int) -> Claim | None:
    """The claim that a text is, if it is nothing but a number, signed or a fraction, or `0R0`."""
    quotient, *remainder = text.split("R", 1)
    if remainder:
        claims = _claim(quotient, first), _claim(remainder[0], first + quotient.count("0"))
        return None if claims[0] is None or claims[1] is None else replace(claims[0], further=(claims[1],))
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


def _announced(text: str, pieces: list[_Piece], unknown: str) -> tuple[list[Claim], int] | None:
    """The announced and assigned answers and where the last of them ends; None if one is in doubt."""
    announcements = [match.span() for match in _ANNOUNCED.finditer(text)]
    ends = [end for _, end in announcements]
    claims: list[Claim] = []
    last = 0
    for piece in pieces:
        place = bisect_left(ends, piece.start)
        near = place < len(ends) and ends[place] <= piece.start + _leading(piece.text)
        start, after = announcements[place] if near else (piece.start, piece.start)
        here = text[after : piece.end]
        if not near and not _assigns(here, unknown):
            continue
        skipped = piece.text[: len(piece.text) - len(here)].count("0") if near else 0
        claim = _value_of(here, piece.first + skipped, unknown)
        if claim is None or len(claims) == _MAX_CLAIMS or not stands(text, start, piece.end):
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
    trimmed = _trimmed(text)
    if (assigned := _ASSIGNED.fullmatch(trimmed)) and assigned[1] == unknown:
        trimmed = assigned[2]
    *sides, last = trimmed.split("=")
    counted = first + sum(side.count("0") for side in sides)
    if len(sides) > _MAX_SIDES or any(calculation_of(side, 0) is None for side in sides):
        return None
    return _claim(last, counted)


def _trimmed(text: str) -> str:
    """The text without layout and without the brackets around it that open or close outside."""
    inner = text.strip(" \t*").rstrip("( \t")
    excess = inner.count(")") - inner.count("(")
    for _ in range(min(excess, _MAX_SIDES)):
        inner = inner.removesuffix(")").rstrip()
    for _ in range(min(-excess, _MAX_SIDES)):
        inner = inner.removeprefix("(").lstrip()
    return inner


def _statements(piece: _Piece, text: str, unknown: str) -> Iterator[tuple[Tree, Tree]]:
    """What a piece says is equal: `0+0 = 0`, `2x = 0`, or, asked once more, `0+0 =` before a question mark."""
    sides = _trimmed(piece.text).split("=")
    if len(sides) > _MAX_SIDES or not is_whole(text, piece.start, piece.end):
        return
    counted = piece.first
    trees: list[Tree | None] = []
    for side in sides:
        trees.append(tree_of(side, counted))
        counted += side.count("0")
    if len(sides) > 1 and not sides[-1].strip() and text.startswith("?", piece.end) and unknown == "?":
        trees[-1] = Unknown("?")
    for left, right in pairwise(trees):
        if left is None or right is None:
            continue
        if unknowns(left) | unknowns(right) <= {unknown}:
            yield left, right


def _ending(text: str, pieces: list[_Piece]) -> tuple[list[Claim], int]:
    """The right side of the calculation, or of the `= 0`, with which the completion ends."""
    piece = pieces[-1]
    if text[piece.end :].strip(_NOISE):
        return [], 0
    *sides, last = piece.text.strip(" \t*").split("=")
    before = "".join(sides)
    if before.strip():
        complete = before.count("0") > 1 and calculation_of(sides[-1], 0) is not None
    else:
        complete = bool(sides) and begins(text, piece.start)
    claim = _claim(last, piece.first + before.count("0")) if complete else None
    return ([claim], piece.end) if claim and stands(text, piece.start, piece.end) else ([], 0)
