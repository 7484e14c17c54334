"""What a mistake is: in each row the answer it claims, and the calculation it gives as the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pairwright.facts.space import Interval, Numbers
from pairwright.keyed import Integers, integers
from pairwright.lazily import np
from pairwright.values.calculation import value_of, worked_out
from pairwright.values.exact import Booleans, Exact
from pairwright.values.types import WHOLE, ValueType
from pairwright.wording.template import slots

REFUSAL = "refusal"


@dataclass(frozen=True)
class Limits:
    """What numbers a rejected answer may show, so that nothing but the mistake gives it away.

    Attributes:
        least, most: no more digits than the ranges have, and a sign only if right texts have one.
        answers: the range of right answers.

    """

    least: int
    most: int
    answers: Interval

    @classmethod
    def of(cls, ranges: Mapping[str, Interval], answers: str, *, signed: bool) -> Limits:
        """The limits that ranges (name -> (min, max)) set.

        Args:
            ranges: of all roles.
            answers: the name of the answers' range.
            signed: whether any question or right answer has a negative number at all.

        >>> Limits.of({"operand": (1, 100), "result": (-20, 20)}, "result", signed=True)
        Limits(least=-99, most=999, answers=(-20, 20))
        """
        ends = [end for interval in ranges.values() for end in interval]
        least = -_nines(-min(ends)) if signed else 0
        low, high = ranges[answers]
        return cls(least, _nines(max(ends)), (max(low, least), high))


# Where answers are no whole numbers their types set limits of their own.
NO_LIMITS = Limits(-(1 << 62), 1 << 62, (0, 0))


def _nines(number: int) -> int:
    """The largest number with as many digits; 0 for none below 1."""
    return 10 ** len(str(number)) - 1 if number > 0 else 0


@dataclass(frozen=True)
class Case:
    """Rows of one view, for which mistakes are made.

    Attributes:
        numbers: role -> codes (int64), the numbers themselves where they are whole.
        answer: the codes of the right answers (int64).
        index: the rows' numbers in their split (int64), by which random choices are keyed.
        stream: the name of the random choices.
        type: the type of the answers.
        types: role -> the type of its numbers, where they are not whole.
        attempt: 0, or which time it is that these rows are tried again with other random choices.

    """

    numbers: Numbers
    answer: Integers
    limits: Limits
    seed: int
    stream: str
    index: Integers
    type: ValueType = WHOLE
    types: Mapping[str, ValueType] = field(default_factory=dict)
    attempt: int = 0

    def worked_out(self, calculations: Sequence[str]) -> tuple[Integers, Booleans]:
        """What calculations give as an answer of the case's type: codes (int64), and whether they give one."""
        used = {name for calculation in calculations for name in slots(calculation)}
        if self.type.is_whole and not used & self.types.keys():
            return value_of(calculations[0], self.numbers)
        columns = {name: self.exact(name) for name in used}
        codes, fits = self.type.encoded(*(worked_out(each, columns) for each in calculations))
        return np.broadcast_to(codes, self.answer.shape), np.broadcast_to(fits, self.answer.shape)

    def exact(self, role: str) -> Exact:
        """The numbers of a role, to calculate with."""
        return self.types.get(role, WHOLE).exact(self.numbers[role])

    def drawn(self, bound: int) -> Integers:
        """A random integer in 0..bound-1 (int64) for each row."""
        return integers(self.seed, self.stream, self.index, bound)

    def of(self, name: str) -> Case:
        """The same rows with random choices under a name of their own."""
        return replace(self, stream=f"{self.stream}/{name}{f'/again-{self.attempt}' if self.attempt else ''}")

    def at(self, rows: Integers) -> Case:
        """Some of the rows."""
        numbers = {role: column[rows] for role, column in self.numbers.items()}
        return replace(self, numbers=numbers, answer=self.answer[rows], index=self.index[rows])

    def again(self, rows: Integers, attempt: int) -> Case:
        """Some of the rows, with other random choices."""
        return replace(self.at(rows), attempt=attempt)


@dataclass(frozen=True)
class Claimed:
    """What is claimed in each row.

    Attributes:
        values: the codes of the claimed answers (int64).
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
        computes: the calculations that give the claim, where such do.
        right_answer: the answer is right, and only the reason is not.
        right_reason: the reason comes to the right number, and only the answer is not it.
        solution: the wording of a worked solution with it; empty: the calculation with what it comes to.
        first_error: the place of the step that goes wrong in it, counted from 0.

    """

    name: str
    calculation: str
    claim: Callable[[Case], Claimed] = field(repr=False)
    computes: tuple[str, ...] = ()
    right_answer: bool = False
    right_reason: bool = False
    solution: str = ""
    first_error: int = 0
