"""A worked solution as data: calculations in order, the last of which comes to the answer, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pairwright.keyed import Integers
from pairwright.values.calculation import worked_out
from pairwright.values.exact import Exact
from pairwright.wording.template import slots

# A step is "7*3=21". Each is a line of the wording, since ", " may stand in one: "gcd(6, 4)=2".
_BETWEEN = ", "
# The calculation of a view is the one step where it has no others.
ONE_STEP = "{calculation}={result}"


@dataclass(frozen=True)
class Step:
    """One step: what its value is called, and the calculation that gives it, over numbers and earlier steps."""

    name: str
    calculation: str
    is_written: bool = True


@dataclass(frozen=True)
class Solution:
    r"""Two steps or more, all of whole numbers; what is only kept in mind, as a carry, is worked out between them.

    >>> Solution((Step("s", "{b}*{c}"), Step("k", "{s}//10", is_written=False), Step("t", "{a}+{k}"))).wording
    '{b}*{c}={s}\n{a}+{k}={answer}'
    """

    steps: tuple[Step, ...]

    @property
    def wording(self) -> str:
        """All written steps with what they come to, a line each."""
        return written(self.steps)

    def values(self, numbers: Mapping[str, Exact]) -> dict[str, Integers]:
        """What each step comes to (int64), name by name."""
        known = dict(numbers)
        for step in self.steps:
            known[step.name] = worked_out(step.calculation, {name: known[name] for name in slots(step.calculation)})
        return {step.name: known[step.name].n for step in self.steps}


def written(steps: Sequence[Step]) -> str:
    """Steps as a wording, a line each that is written, the last one coming to the slot `answer`."""
    shown = [step for step in steps if step.is_written]
    results = [*(step.name for step in shown[:-1]), "answer"]
    return "\n".join(f"{step.calculation}={{{result}}}" for step, result in zip(shown, results, strict=True))


def in_a_row(solution: str) -> str:
    r"""Steps that stand in lines as they stand in a sentence.

    >>> in_a_row("{b}*{c}={s}\n{a}+{s}={answer}")
    '{b}*{c}={s}, {a}+{s}={answer}'
    """
    return solution.replace("\n", _BETWEEN)
