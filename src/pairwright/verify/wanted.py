"""What must be known of a question to find its answer, and a completion taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from pairwright.verify.extraction import AUTO
from pairwright.verify.numbers import Claim, Condition
from pairwright.verify.statements import Equation


@dataclass(frozen=True)
class Wanted:
    """What must be known of a question to find its answer.

    Attributes:
        shape: its text.
        runs: how many runs of digits that has.
        unknown: the letter that it asks for ('?' if none).
        operations: how many it has.
        parted: whether it asks for quotient and remainder.
        extract: where the answer must stand.
        several: whether it may have several answers, all of which are wanted.
        answers: what an answer is, as `Question.answers` has it.
        told: whether the right answer is stated in place of a question that is read, so that it may be of anything.
    """

    shape: str
    runs: int
    unknown: str
    operations: int = 1
    parted: bool = False
    extract: str = AUTO
    told: bool = False
    several: bool = False
    answers: str = ""


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
