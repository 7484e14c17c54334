"""Numbers to be put together so that they come to another one: any calculation with each of them once is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.exact.algebra import Columns, fraction_of
from pairwright.verify.questions.trees import Numeral, Operation, Question, Tree, is_plain, numerals

Truth = npt.NDArray[np.bool_]
# What a question may ask for (`Question.answers`), and what such an answer is (`Claim.choice`).
TARGET, CALCULATION = "target", "calculation"
# Of answers in declared wording, in shapes and in texts.
IN_SHAPES = r"\(*0(?:\)*[-+*/]\(*0)+\)*"
IN_TEXTS = IN_SHAPES.replace("0", "[0-9]+")
_SPACED = r"[(][ (]*0[ )]*(?:[-+*/][ (]*0[ )]*)+|0[ ]*(?:[-+*/][ (]*0[ )]*)+"
_ANNOUNCED = re.compile(
    rf"(?:\b(?:answer|expression|solution|result|calculation)\b[\"'*]*[ ]*(?:is:?|:|=)[\s*$`]*|{OPEN}[\s$]*|####[ ]*)(?P<written>{_SPACED})",
    re.IGNORECASE,
)
_ANY = re.compile(rf"(?P<written>{_SPACED})")
# Behind one: what it comes to, or the end of what is said.
_ENDS = re.compile(rf"(?:[ ]*=[ ]*-?0)?[ ]*(?:[.,;!?$*`\"'\n{CLOSE}]|\Z|because\b|since\b|as\b)", re.IGNORECASE)
_SIGNS = ("-", "+", "*", "/", "^", ".", ")", "0")
_DENIED = re.compile(r"\b(?:not|never|maybe|perhaps|or|unless|wrong|doesn't|isn't)\b", re.IGNORECASE)


def claim_of(tree: Tree | None) -> Claim | None:
    """A calculation as a claim; None where there is none, or a number alone."""
    return Claim(tree, choice=CALCULATION) if isinstance(tree, Operation) and is_plain(tree) else None


def written_in(text: str) -> re.Match[str] | None:
    """The calculation that a passage announces as its answer, or the only one in it; None where that is in doubt."""
    if _DENIED.search(text):
        return None
    announced = [match for match in _ANNOUNCED.finditer(text) if _ENDS.match(text, match.end())]
    if announced:
        return announced[-1]
    found = list(_ANY.finditer(text))
    # What stands behind a sign is part of something else.
    whole = len(found) == 1 and not text[: found[0].start()].rstrip(" ").endswith(_SIGNS)
    return found[0] if whole and _ENDS.match(text, found[0].end()) else None


def numbers_of(question: Question) -> list[Tree]:
    """The numbers that a question gives."""
    return _leaves(question.left.left) if isinstance(question.left, Operation) else []


def reached(question: Question, claim: Claim, columns: Columns, rows: tuple[int, ...]) -> Truth:
    """Where a calculation has just the numbers of the question, and comes to what it asks for."""
    used, given = numerals(claim.tree), numbers_of(question)
    if len(used) != len(given):
        return np.zeros(rows, dtype=bool)
    same = _sorted(used, columns, rows) == _sorted(given, columns, rows)
    value, target = fraction_of(claim.tree, columns), fraction_of(question.left, columns)
    there = np.asarray(
        value.numerator[0] * target.denominator[0] == target.numerator[0] * value.denominator[0], dtype=bool
    )
    for divisor in value.divisors:
        there = there & np.asarray(divisor[0] != 0, dtype=bool)
    found: Truth = np.broadcast_to(there, rows) & same.all(axis=0)
    return found


def _sorted(trees: Sequence[Tree], columns: Columns, rows: tuple[int, ...]) -> npt.NDArray[Any]:
    """The numbers of each row by size (number by row), without the signs that `signs` may have brought to them."""
    values = [abs(fraction_of(each, columns).numerator[0]) for each in trees]
    return np.sort(np.stack([np.broadcast_to(each, rows) for each in values]), axis=0)


def _leaves(tree: Tree) -> list[Tree]:
    if isinstance(tree, Operation):
        return [*_leaves(tree.left), *_leaves(tree.right)]
    return [tree] if isinstance(tree, Numeral) else []
