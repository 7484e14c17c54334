"""What a text says is equal: only what was read whole, both sides to their ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pairwright.verify.answers.claims import Equation
from pairwright.verify.answers.pieces import Formula, Page
from pairwright.verify.answers.words import UNITS
from pairwright.verify.questions.grammar import tree_of
from pairwright.verify.questions.trees import Operation, Tree, Unknown, is_plain, shifted, unknowns

_MAX_SIDES = 20
# Texts of one length are many; longer ones are not worth keeping.
_KEPT = 120
# Behind a whole statement: the end of a line, a mark, or a word that goes on to something else.
_ENDS = re.compile(
    # "0 ÷ 0 = 0, remainder 0" is not wholly so.
    r"(?![ \t]*,?[ \t]*(?:(?:with|and|leaving)[ ])?(?:an?[ ]|the[ ])?(?:remainder|rem|rest|r)\b)(?:[ \t]|[*$\"'|`\x03\])}])*(?:$|[.,;:!?\n→⇒✓✅(=]|(?:so|and|because|since|then|which|thus|hence"
    r"|therefore|as|is[ ]the|now"
    r"|that|this|for|when|where|we|it|in[ ]total|altogether|left|again|holds|makes)\b"
    rf"|(?:{'|'.join(sorted(UNITS - {'%', 'in', 'ft', 'second'}, key=len, reverse=True))})\b(?![ \t]*[-+*/÷^=0]))",
    re.IGNORECASE,
)
# Before one, with a calculation on its left side, and before a number alone.
_LAYOUT = " \t*$\"'`("
_MARKS = frozenset(".,;:!?\n→⇒|>=[{\x02✓✅")
_MARKS_ALONE = frozenset(".;:!\n→⇒|\x02")
_WORDS = frozenset(
    [
        "so",
        "because",
        "since",
        "that",
        "is",
        "have",
        "get",
        "gives",
        "check",
        "checking",
        "then",
        "thus",
        "hence",
        "therefore",
        "compute",
        "calculate",
        "calculating",
        "computing",
        "now",
        "first",
        "finally",
        "next",
        "here",
        "also",
        "as",
        "equation",
        "expression",
        "answer",
        "result",
        "solution",
        "see",
        "know",
        "find",
        "obtain",
        "we",
        "it",
        "write",
        "becomes",
        "where",
        "when",
        "indeed",
        "yes",
        "step",
        "verify",
        "total",
        "equals",
        "means",
    ]
)
_WORDS_ALONE = frozenset(["because", "since", "so", "that", "check", "is", "it"])
_BESIDE = re.compile(r"(?<=[0)]),?[ \t]+and[ \t]+$", re.IGNORECASE)
_LOOK_BACK = 24
_EQUALS = "="
_APART = str.maketrans(dict.fromkeys("\n\t,.;:(", " "))


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
        if _EQUALS not in piece.text:
            before_whole = False
            continue
        sides = _sides(piece, page, unknown, after_whole=before_whole)
        before_whole = bool(sides)
        if sides:
            found += sides
            whole.add(place)
        else:
            unread = True
    return found, whole, unread


def _sides(piece: Formula, page: Page, unknown: str, *, after_whole: bool) -> list[Equation]:
    text, stretch = page.text, piece.text
    inner, offset, read = _piece_kept(stretch) if len(stretch) <= _KEPT else _piece(stretch)
    if read is None or not _ENDS.match(text, piece.end):
        return []
    begin = piece.start + offset
    before = text[max(0, begin - _LOOK_BACK) : begin]
    if not _begins(before, alone=read.alone) and not (after_whole and _BESIDE.search(before)):
        return []
    runs = page.passage.runs
    first, last = runs[piece.first], runs[piece.first + read.runs - 1]
    if last - first != read.runs - 1:
        return []
    return [
        Equation(left, right, inner, first, bool(names), read.plain)
        for left, right, names in read.pairs
        if not names or names == {unknown}
    ]


def _begins(before: str, *, alone: bool) -> bool:
    """Whether a statement may begin behind this; a number alone on its left side says less of where it began."""
    if before.endswith("0:"):
        # Of 5:42 the 42 begins nothing.
        return False
    led = before.rstrip(_LAYOUT)
    if not led or led[-1] in (_MARKS_ALONE if alone else _MARKS):
        return True
    if led != before and before[len(led) :].strip(" \t*"):
        return not alone
    word = led.rpartition(" ")[2]
    if not word.isalpha():
        word = word.translate(_APART).rpartition(" ")[2]
    return word.lower() in (_WORDS_ALONE if alone else _WORDS)


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


@dataclass(frozen=True)
class StatementSides:
    """The sides of an equation, read.

    Attributes:
        pairs: each side with the next, their runs of digits counted from its first, and the unknowns in them.
        alone: whether the first side is a number alone.
        plain: whether all is plain arithmetic.
        runs: how many runs of digits it has.
    """

    pairs: tuple[tuple[Tree, Tree, frozenset[str]], ...]
    alone: bool
    plain: bool
    runs: int


def _piece(text: str) -> tuple[str, int, StatementSides | None]:
    """A piece trimmed, how much was cut at its head, and its sides."""
    inner, offset = trimmed(text)
    return inner, offset, read_sides(inner)


def read_sides(text: str) -> StatementSides | None:
    """The sides of an equation; None if one of them is not read."""
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
    pairs = tuple((left, right, frozenset(unknowns(left) | unknowns(right))) for left, right in pairwise(trees))
    return StatementSides(pairs, not isinstance(trees[0], (Operation, Unknown)), all(map(is_plain, trees)), first)


def tree_at(side: str) -> Tree | None:
    """The tree of one side of an equation, its runs of digits counted from its own first."""
    side = side.strip()
    return _tree_kept(side) if len(side) <= _KEPT else tree_of(side, 0)


_piece_kept = lru_cache(maxsize=4096)(_piece)


@lru_cache(maxsize=8192)
def _tree_kept(side: str) -> Tree | None:
    return tree_of(side, 0)
