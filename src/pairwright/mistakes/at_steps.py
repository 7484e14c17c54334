"""Mistakes made at one step of a worked solution: what follows is worked out from it, and right in itself.

Up to that step the solution is the right one.  What is misunderstood altogether (a view's own mistakes) is written
as the one calculation that it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import combinations

from pairwright.keyed import Integers
from pairwright.lazily import np
from pairwright.mistakes.base import Case, Claimed, Mistake
from pairwright.mistakes.kinds import Ways, calculated, multiplication_slip, no_borrow, no_carry, remainder_slip
from pairwright.mistakes.slips import digit_swap, off_by, operand_echo, slips_of, wrong_sign
from pairwright.values.exact import Booleans, Exact
from pairwright.values.solution import Solution, Step
from pairwright.values.types import ValueType
from pairwright.wording.template import slots

_TWO_NUMBERS = re.compile(r"\{(\w+)\}([-+*/])\{(\w+)\}")


def at_steps(solution: Solution, own: Ways, *, apart: bool = False) -> Ways:
    r"""All ways of going wrong in a worked solution.

    Args:
        solution: the right one.
        own: the ways that a view declares itself.
        apart: whether these give as their reason a calculation that does not come to the answer: then they go wrong in
            the last step, or where that is no answer, in the answer alone.

    >>> solution = Solution((Step("s", ("{b}*{c}",)), Step("t", ("{a}+{s}",))))
    >>> [(way.name, way.first_error, way.solution) for way in at_steps(solution, ()) if way.first_error][:2]
    [('no_carry', 1, '{b}*{c}={s}\n{a}+{s}={answer}'), ('wrong_operation', 1, '{b}*{c}={s}\n{a}-{s}={answer}')]
    """
    shown = [step for step in solution.steps if step.is_written]
    if apart:
        error = -1 if solution.answer else len(shown) - 1
        told = [replace(way, solution=solution.wording, first_error=error) for way in own]
    else:
        # Who ends after the first step has made no step wrong.
        told = [way for way in own if way.calculation != shown[0].left or len(shown) == 1]
    places = (place for place, step in enumerate(solution.steps) if step.is_written)
    return (*told, *(way for error, place in enumerate(places) for way in _at(solution, place, error)))


def _at(solution: Solution, place: int, error: int) -> Iterator[Mistake]:
    """The ways of going wrong at one step, which is number `error` of those that are written."""
    step = solution.steps[place]
    for slip in _slips(step):
        # Where another operation is taken, its calculation is written.
        taken = replace(step, left=slip.calculation)
        steps = (*solution.steps[:place], taken, *solution.steps[place + 1 :])
        yield Mistake(
            slip.name,
            step.left,
            partial(_carried_on, solution=solution, place=place, slip=slip),
            first_error=error,
            solution=solution.written(steps),
        )


def _slips(step: Step) -> Iterator[Mistake]:
    """What may go wrong in one step: with its operation, then with any number; or with a value of its type."""
    if not step.type.is_whole:
        yield from slips_of(step.type, step.left)
        return
    if (numbers := _TWO_NUMBERS.fullmatch(step.left)) is not None:
        a, operator, b = numbers.groups()
        yield from _OF_OPERATION[operator](a, b)
    yield from off_by("off_by_one", 1, step.left)
    yield from off_by("off_by_ten", 10, step.left)
    yield from digit_swap(step.left)
    yield from wrong_sign(step.left)
    if not step.is_said_otherwise:
        yield from operand_echo(step.left)


def _of_sum(a: str, b: str) -> Ways:
    return *no_carry(a, b), *calculated("wrong_operation", f"{{{a}}}-{{{b}}}")


def _of_difference(a: str, b: str) -> Ways:
    return *no_borrow(a, b), *calculated("wrong_operation", f"{{{a}}}+{{{b}}}")


def _of_product(a: str, b: str) -> Ways:
    return *multiplication_slip(a, b), *calculated("wrong_operation", f"{{{a}}}+{{{b}}}")


def _of_quotient(a: str, b: str) -> Ways:
    return *remainder_slip(f"{{{a}}}", b, f"{{{a}}}/{{{b}}}"), *calculated("wrong_operation", f"{{{a}}}-{{{b}}}")


_OF_OPERATION: Mapping[str, Callable[[str, str], Ways]] = {
    "+": _of_sum,
    "-": _of_difference,
    "*": _of_product,
    "/": _of_quotient,
}


def _carried_on(case: Case, solution: Solution, place: int, slip: Mistake) -> Claimed:
    """What the last step comes to when one went wrong and all that follow are right."""
    step, last = solution.steps[place], solution.steps[-1]
    said = slip.claim(replace(case, answer=case.numbers[step.name], type=step.type))
    values: dict[str, Integers] = {step.name: said.values}
    types = {each.name: each.type for each in solution.steps}
    known = _Known(case, values, types)
    fits = said.applies & (said.values != case.numbers[step.name])
    for later in solution.steps[place + 1 :]:
        values[later.name], there = later.encoded(known)
        fits = fits & there
        if later.is_written:
            fits = fits & _can_be_asked(later, known)
    if solution.answer:
        claimed, there = solution.answers(known)
        return Claimed(claimed, fits & there, shown=values)
    shown = {name: column for name, column in values.items() if name != last.name}
    return Claimed(values[last.name], fits, shown=shown)


def _can_be_asked(step: Step, known: Mapping[str, Exact]) -> Booleans:
    """Nobody asks what a negative number leaves over, nor which of two equal ones is the larger."""
    if not (step.left.startswith(("max(", "min(")) or " mod " in step.left):
        return np.ones(1, dtype=bool)
    values = [known[name].n for name in dict.fromkeys(slots(step.left))]
    pairs = combinations(values, 2)
    fits = [each >= 0 for each in values] if " mod " in step.left else [one != other for one, other in pairs]
    asked: Booleans = np.logical_and.reduce(fits)
    return asked


class _Known(Mapping[str, Exact]):
    """The numbers of a case to calculate with; steps as they were carried on."""

    def __init__(self, case: Case, values: Mapping[str, Integers], types: Mapping[str, ValueType]) -> None:
        self._case, self._values, self._types = case, values, types

    def __getitem__(self, name: str) -> Exact:
        return self._types[name].exact(self._values[name]) if name in self._values else self._case.exact(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._case.numbers)

    def __len__(self) -> int:
        return len(self._case.numbers)
