"""How difficult questions are: digits, carries, steps, how many there are of them, and one number from 0 to 10.

All of it follows from the numbers of a question and from its view, whatever split asks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import log10

import numpy as np

from pairwright.facts.space import Numbers
from pairwright.keyed import Integers
from pairwright.plan.questions import exact_numbers
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.calculation import operations, worked_out
from pairwright.values.carrying import carries, changes_nothing, digits
from pairwright.values.exact import Exact
from pairwright.wording.template import slots

# In points: a digit more or a carry is 1, a step more is 2, ten times as many questions are 0.5.
_DIGIT, _CARRY, _STEP = 100, 100, 200
# So many hundredths of a point are a difficulty of 5.0; twice as many are 6.7, ten times 9.1.
_HALF = 1000
# Tenths: 10.0 is never reached, as there is always something more difficult.
MOST = 100


@dataclass(frozen=True)
class Difficulty:
    """What makes some questions of one view difficult.

    Attributes:
        digits: of the largest number that the question states or its answer has (int64).
        carries: carries and borrows in the columns of all steps (int64).
        steps: how many of a worked solution change anything (int64; at least 1).
        entropy: hundredths of log10 of how many questions the view has in its ranges.

    """

    digits: Integers
    carries: Integers
    steps: Integers
    entropy: int

    @property
    def tenths(self) -> Integers:
        """The difficulty in tenths (int64; 0..99): points / (points + 10), which grows with each of the four.

        >>> one = np.array([1, 2]), np.array([0, 1]), np.array([1, 1])
        >>> Difficulty(*one, entropy=300).tenths.tolist()
        [13, 25]
        """
        points = _DIGIT * (self.digits - 1) + _CARRY * self.carries + _STEP * (self.steps - 1) + self.entropy // 2
        return MOST * points // (points + _HALF)


def difficulty_of(kind: ProblemKind, view: View, numbers: Numbers, questions: int) -> Difficulty:
    """How difficult questions are.

    Args:
        kind: of problem.
        view: of the questions.
        numbers: their codes, name by name.
        questions: how many the view has in all, exactly or about.

    """
    size = next(iter(numbers.values())).size
    values = exact_numbers(kind, view, numbers)
    most, carried, steps = (np.zeros(size, dtype=np.int64) for _ in range(3))
    known = dict(values)
    for name, calculation in view.steps.items():
        known[name] = worked_out(calculation, known)
    for calculation in _worked(kind, view):
        idle = np.ones(size, dtype=bool)
        for sign, left, right in (found := list(operations(calculation, known))):
            carried += carries(sign, left, right)
            idle &= changes_nothing(sign, left, right)
        steps += ~idle if found else True
    for value in _shown(kind, view, known):
        most = np.maximum(most, digits(value))
    return Difficulty(most, carried, np.maximum(steps, 1), round(100 * log10(max(questions, 1))))


@cache
def _worked(kind: ProblemKind, view: View) -> tuple[str, ...]:
    """The calculations of the steps that a solution writes; where there are none, that which explains the answer."""
    solution = None if view.solution else kind.solution(view)
    if solution is not None:
        return tuple(step.left for step in solution.steps if step.is_written)
    return tuple(view.steps[name] for name in view.worked or view.steps) or (view.computes,)


def _shown(kind: ProblemKind, view: View, known: Mapping[str, Exact]) -> Iterator[Exact]:
    """The numbers that a question states, and those of which its answer is made."""
    yield from (known[name] for name in slots(view.question) if name in known)
    if view.answer:
        yield from (worked_out(part, known) for part in view.answer)
    else:
        yield known[kind.answer]
