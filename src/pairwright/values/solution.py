"""A worked solution as data: calculations in order, the last of which comes to the answer, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pairwright.keyed import Integers
from pairwright.lazily import np
from pairwright.values.calculation import worked_out
from pairwright.values.exact import Booleans, Exact
from pairwright.values.types import WHOLE, ValueType
from pairwright.wording.template import slots

# A step is "7*3=21". Each is a line of the wording, since ", " may stand in one: "gcd(6, 4)=2".
_BETWEEN = ", "
# The calculation of a view is the one step where it has no others.
ONE_STEP = "{calculation}={result}"


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        name: what its value is called.
        calculations: what gives it, over numbers and earlier steps: as many as its type has parts.
        type: of its value.
        left: the wording of what stands before the equals sign; default: the calculation.
        right: that of what stands behind it; default: the value.
        is_written: whether it stands in the solution, or is only kept in mind.

    """

    name: str
    calculations: tuple[str, ...]
    type: ValueType = WHOLE
    left: str = ""
    right: str = ""
    is_written: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "left", self.left or self.calculations[0])
        object.__setattr__(self, "right", self.right or f"{{{self.name}}}")

    @property
    def is_said_otherwise(self) -> bool:
        """Whether it is written in other words than those in which it is worked out."""
        return (self.left,) != self.calculations

    def encoded(self, known: Mapping[str, Exact]) -> tuple[Integers, Booleans]:
        """What it comes to (codes, int64), and where that is a value of its type (bool)."""
        return self.type.encoded(*_values(self.calculations, known))


@dataclass(frozen=True)
class Solution:
    r"""Steps in order; what is only kept in mind, as a carry, is worked out between them.

    Attributes:
        answer: the parts of the answer, over numbers and steps; empty: the last step is the answer.
        type: of the answer.

    >>> Solution((Step("s", ("{b}*{c}",)), Step("k", ("{s}//10",), is_written=False), Step("t", ("{a}+{k}",)))).wording
    '{b}*{c}={s}\n{a}+{k}={answer}'
    """

    steps: tuple[Step, ...]
    answer: tuple[str, ...] = ()
    type: ValueType = WHOLE

    @property
    def wording(self) -> str:
        """All written steps with what they come to, a line each."""
        return self.written(self.steps)

    @property
    def calculations(self) -> Iterator[str]:
        """All that is worked out from numbers and steps."""
        for step in self.steps:
            yield from step.calculations
        yield from self.answer

    def written(self, steps: Sequence[Step]) -> str:
        """Steps as a wording, a line each that is written; where the last is the answer it comes to the slot of it."""
        shown = [step for step in steps if step.is_written]
        rights = [step.right for step in shown]
        if not self.answer:
            rights[-1] = "{answer}"
        return "\n".join(f"{step.left}={right}" for step, right in zip(shown, rights, strict=True))

    def values(self, numbers: Mapping[str, Exact]) -> tuple[dict[str, Integers], Booleans]:
        """What each step comes to (codes, int64), name by name, and where all are values of their types (bool)."""
        known, codes = dict(numbers), dict[str, Integers]()
        fits = np.ones(1, dtype=bool)
        for step in self.steps:
            codes[step.name], there = step.encoded(known)
            fits = fits & there
            if len(step.calculations) == 1:
                (known[step.name],) = _values(step.calculations, known)
        return codes, fits

    def answers(self, known: Mapping[str, Exact]) -> tuple[Integers, Booleans]:
        """The answers (codes) that the steps lead to, where the last is none, and whether they lead to one."""
        return self.type.encoded(*_values(self.answer, known))


def _values(calculations: Sequence[str], known: Mapping[str, Exact]) -> list[Exact]:
    return [worked_out(each, {name: known[name] for name in slots(each)}) for each in calculations]


def turned(solution: str) -> str:
    r"""The wording of steps, of each what it comes to with its digits from right to left; calculations as they are.

    >>> print(turned("{b}*{c}={s}\n{a}+{s}={answer}"))
    {b}*{c}={s_reversed}
    {a}+{s}={answer_reversed}
    """
    return "\n".join(re.sub(r"\{(\w+)\}$", r"{\1_reversed}", line) for line in solution.split("\n"))


def in_a_row(solution: str) -> str:
    r"""Steps that stand in lines as they stand in a sentence.

    >>> in_a_row("{b}*{c}={s}\n{a}+{s}={answer}")
    '{b}*{c}={s}, {a}+{s}={answer}'
    """
    return solution.replace("\n", _BETWEEN)
