"""What a text claims: its answers, and what it says is equal. Declared wordings are read to it, and anyone's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pairwright.verify.answers.numbers import Claim, Condition
from pairwright.verify.questions.trees import Tree, shifted

# What stands around an answer that a text marks as its own, whatever it is marked with.
OPEN, CLOSE = "\x02", "\x03"


class Equation(NamedTuple):
    """Two sides said to be equal.

    Attributes:
        left: its runs of digits are counted from the first of `text`.
        right: the same.
        text: the stretch in which it stands.
        first: which run of the whole text is the first of it.
        unknown: whether the unknown stands in it.
        plain: whether it is plain arithmetic.
        claim: what stands for the unknown, where that is known.
    """

    left: Tree
    right: Tree
    text: str
    first: int
    unknown: bool = False
    plain: bool = False
    claim: Tree | None = None

    @property
    def absolute(self) -> tuple[Tree, Tree]:
        """Its sides, their runs counted through the whole text."""
        return shifted(self.left, self.first), shifted(self.right, self.first)


@dataclass(frozen=True)
class Reading:
    """A completion taken apart.

    Attributes:
        claims: all must be the same number.
        equations: what is said to be equal; where the unknown stands in it, with the claim in its place.
        unread: whether more is said to be equal that was not read.
        conditions: what must be so for the claims to be claims.
        together: whether they are several answers given as one, and not one given several times.
    """

    claims: tuple[Claim, ...] = ()
    equations: tuple[Equation, ...] = ()
    unread: bool = False
    conditions: tuple[Condition, ...] = ()
    together: bool = False
