"""What a mistake is: in each row the answer it claims, and the calculation it gives as the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from pairwright.families.space import Interval, Numbers
from pairwright.keyed import Integers, integers
from pairwright.mistakes.calculation import Booleans

REFUSAL = "refusal"


@dataclass(frozen=True)
class Limits:
    """What numbers a rejected answer may show, so that nothing but the mistake gives it away.

    Attributes:
        least, most: no more digits than the ranges have, and a sign only if they have one.
        answers: the range of right answers.

    """

    least: int
    most: int
    answers: Interval

    @classmethod
    def of(cls, ranges: Mapping[str, Interval], answers: str) -> Limits:
        """The limits that ranges (name -> (min, max)) set; `answers` names the one of the answer.

        >>> Limits.of({"operand": (1, 100), "result": (-20, 20)}, "result")
        Limits(least=-99, most=999, answers=(-20, 20))
        """
        ends = [end for interval in ranges.values() for end in interval]
        return cls(-_nines(-min(ends)), _nines(max(ends)), ranges[answers])


def _nines(number: int) -> int:
    """The largest number with as many digits; 0 for none below 1."""
    return 10 ** len(str(number)) - 1 if number > 0 else 0


@dataclass(frozen=True)
class Case:
    """Rows of one view, for which mistakes are made.

    Attributes:
        numbers: role -> int64 column.
        answer: the right answers (int64).
        index: the rows' numbers in their split (int64), by which random choices are keyed.
        stream: the name of the random choices.

    """

    numbers: Numbers
    answer: Integers
    limits: Limits
    seed: int
    stream: str
    index: Integers

    def drawn(self, bound: int) -> Integers:
        """A random integer in 0..bound-1 (int64) for each row."""
        return integers(self.seed, self.stream, self.index, bound)

    def of(self, name: str) -> Case:
        """The same rows with random choices under a name of their own."""
        return replace(self, stream=f"{self.stream}/{name}")


@dataclass(frozen=True)
class Claim:
    """What is claimed in each row.

    Attributes:
        values: the claimed answers (int64).
        applies: whether the mistake can be made there at all (bool).
        shown: roles that the calculation shows otherwise than the question (role -> int64).

    """

    values: Integers
    applies: Booleans
    shown: Mapping[str, Integers] = field(default_factory=dict)


@dataclass(frozen=True)
class Mistake:
    """One way of going wrong, as data; several ways of one kind share its name.

    Attributes:
        name: the kind, as recipes and metadata call it.
        calculation: wording of the reason that is given, over the roles.
        claim: the claim on whole columns. Claims that are right by chance, or beyond the limits, are
            sorted out elsewhere.
        right_answer: the answer is right, and only the reason is not.
        right_reason: the reason comes to the right number, and only the answer is not it.

    """

    name: str
    calculation: str
    claim: Callable[[Case], Claim] = field(repr=False)
    right_answer: bool = False
    right_reason: bool = False
