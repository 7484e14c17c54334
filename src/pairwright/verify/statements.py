"""What a text says is equal: only what was read whole, both sides to their ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pairwright.verify.grammar import tree_of
from pairwright.verify.pieces import Page, Piece
from pairwright.verify.trees import Numeral, Operation, Scale, Tree, Unknown, unknowns

_MAX_SIDES = 20
# Texts of one length are many; longer ones are not worth keeping.
_KEPT = 120
# Behind a whole statement: the end of a line, a mark, or a word that goes on to something else.
_ENDS = re.compile(
    r"(?:[ \t]|[*$\"'|`\x03\])}])*(?:$|[.,;:!?\n→⇒✓✅(=]|(?:so|and|because|since|then|which|thus|hence|therefore|as|is[ ]the|now"
    r"|that|this|for|when|where|we|it|in[ ]total|altogether|left|again|holds|makes)\b|(?:dollars|apples|units)\b)",
    re.IGNORECASE,
)
# Before one, with a calculation on its left side, and before a number alone.
_BEGINS = re.compile(
    r"(?:^|[.,;:!?\n(→⇒|>\"'`$*=\[{\x02✓✅]|\b(?:so|because|since|that|is|have|get|gives|check|checking|then|thus|hence"
    r"|therefore|compute|calculate|calculating|computing|now|first|finally|next|here|also|as|equation|expression|answer|result"
    r"|solution|see|know|find|obtain|we|it|write|becomes|where|when|indeed|yes|step|verify|sum|total|equals|means))[\s*$\"'`(]*$",
    re.IGNORECASE,
)
_BEGINS_ALONE = re.compile(
    r"(?:^|[.;:!\n(→⇒|$\x02]|\b(?:because|since|so|that|check|is|it))[\s*$\"'`(]*$", re.IGNORECASE
)
_BESIDE = re.compile(r"(?<=[0)]),?[ \t]+and[ \t]+$", re.IGNORECASE)
_LOOK_BACK = 24
_EQUALS = "="


@dataclass(frozen=True)
class Equation:
    """Two sides said to be equal.

    Attributes:
        left: its runs of digits are counted from the first of `text`.
        right: the same.
        text: the stretch in which it stands.
        first: which run of the whole text is the first of it.
    """

    left: Tree
    right: Tree
    text: str
    first: int

    @property
    def absolute(self) -> tuple[Tree, Tree]:
        """Its sides, their runs counted through the whole text."""
        return shifted(self.left, self.first), shifted(self.right, self.first)


def statements(page: Page, unknown: str) -> tuple[list[Equation], set[int], bool]:
    """What a page says is equal.

    Args:
        page: part of a completion.
        unknown: the letter asked for.

    Returns:
        The equations, which pieces were read whole, by their place among the pieces, and whether something
        was said to be equal that was not read.
    """
    found: list[Equation] = []
    whole: set[int] = set()
    unread = False
    before_whole = False
    for place, piece in enumerate(page.pieces):
        sides = list(_sides(piece, page, unknown, after_whole=before_whole)) if _EQUALS in piece.text else []
        before_whole = bool(sides)
        if sides:
            found += sides
            whole.add(place)
        elif _EQUALS in piece.text:
            unread = True
    return found, whole, unread


def _sides(piece: Piece, page: Page, unknown: str, *, after_whole: bool) -> Iterator[Equation]:
    text = page.text
    inner, offset = trimmed(piece.text)
    trees = read_sides(inner)
    if trees is None or not _ENDS.match(text, piece.end):
        return
    begin = piece.start + offset
    before = text[max(0, begin - _LOOK_BACK) : begin]
    alone = not isinstance(trees[0], (Operation, Unknown))
    if not (_BEGINS_ALONE if alone else _BEGINS).search(before) and not (after_whole and _BESIDE.search(before)):
        return
    runs = page.runs(begin, begin + len(inner))
    if runs[-1] - runs[0] != len(runs) - 1:
        return
    for left, right in pairwise(trees):
        if unknowns(left) | unknowns(right) <= {unknown}:
            yield Equation(left, right, inner, runs[0])


def trimmed(text: str) -> tuple[str, int]:
    """A piece without layout and without the brackets around it that open or close outside; how far it was cut."""
    inner = text.lstrip(" \t*)")
    offset = len(text) - len(inner)
    inner = inner.rstrip(" \t*(")
    excess = inner.count(")") - inner.count("(")
    for _ in range(min(excess, _MAX_SIDES)):
        inner = inner.removesuffix(")").rstrip()
    for _ in range(min(-excess, _MAX_SIDES)):
        shorter = inner.removeprefix("(").lstrip()
        offset += len(inner) - len(shorter)
        inner = shorter
    return inner, offset


def read_sides(text: str) -> tuple[Tree, ...] | None:
    """The sides of an equation, their runs of digits counted from its first; None if one of them is not read."""
    return _read_kept(text) if len(text) <= _KEPT else _read(text)


def _read(text: str) -> tuple[Tree, ...] | None:
    sides = text.split(_EQUALS)
    if not 1 < len(sides) <= _MAX_SIDES:
        return None
    trees: list[Tree] = []
    first = 0
    for side in sides:
        tree = tree_at(side)
        if tree is None:
            return None
        trees.append(shifted(tree, first))
        first += side.count("0")
    return tuple(trees)


def tree_at(side: str) -> Tree | None:
    """The tree of one side of an equation, its runs of digits counted from its own first."""
    side = side.strip()
    return _tree_kept(side) if len(side) <= _KEPT else tree_of(side, 0)


_read_kept = lru_cache(maxsize=4096)(_read)


@lru_cache(maxsize=8192)
def _tree_kept(side: str) -> Tree | None:
    return tree_of(side, 0)


def shifted(tree: Tree, by: int) -> Tree:
    """The tree with its runs of digits counted from further on."""
    if not by:
        return tree
    if isinstance(tree, Operation):
        return Operation(tree.operator, shifted(tree.left, by), shifted(tree.right, by))
    return replace(tree, index=tree.index + by) if isinstance(tree, (Numeral, Scale)) else tree
