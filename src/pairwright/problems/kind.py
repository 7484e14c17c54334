"""What a kind of problem is made of, as data: numbers, the facts that a row states, and the views of them.

A kind of problem is a `ProblemKind`; counting, splits, text and mistakes are made from it elsewhere.  Its numbers
come from a closed space (`facts/closed.py`), or from a grid of parameters with numbers worked out from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pairwright.facts.closed import ClosedSpace
from pairwright.facts.keys import Fact
from pairwright.facts.space import Box, Interval, Numbers, RangedStatement
from pairwright.facts.strips import StripTable
from pairwright.keyed import Integers
from pairwright.mistakes.base import Mistake
from pairwright.mistakes.kinds import Ways, names_of
from pairwright.mistakes.slips import slips_of
from pairwright.problems._stating import facts_of_step, facts_of_written_step, in_full, parts_of, stated_in
from pairwright.values.calculation import (
    FUNCTIONS,
    Size,
    Sizes,
    parsed,
    require_calculation,
    require_condition,
    size_of,
)
from pairwright.values.solution import ONE_STEP, Solution, Step, in_a_row, turned
from pairwright.values.types import WHOLE, Choice, SignedTerm, ValueType
from pairwright.wording.template import filled, slots

Ranges = Mapping[str, Interval]
Weights = Callable[[Numbers, Ranges], Integers]
ANSWER = "answer"
_PARENTHESES = re.compile(r"[() ]")


@dataclass(frozen=True, eq=False)
class View:
    """One way of asking: data only.

    Attributes:
        name: the field's term for what is asked, such as 'missing_addend'.
        operator: the operator that finds the answer; recipes share rows out by it.
        question: wording, with a slot for each number that is shown.
        calculation: wording of the calculation that explains the answer.
        computes: the same calculation as it is worked out, where it is written otherwise: {a}%{b} for {a} mod {b}.
        answer: the calculations that give it, as many as the type has parts; a closed space's kind has a role for it.
        type: the answer's type.
        result: the number that the shown calculation comes to, where that is not the answer: 5*3+2 for `3 R 2`.
        steps: name -> calculation, in order; a later one may use an earlier one by its name. Each states a fact.
        worked: the names of the steps that a worked solution writes, the last of which comes to the answer; None:
            all of them, where the last is calculated as the answer is, else the calculation itself.
        fact: the fact that is asked for, where it is not the kind's.
        conditions: comparisons that must hold besides the kind's.
        holds: in a closed space the relation of the roles, `{a}+{b}=={r}`.
        nonzero: roles that must not be 0, or the question would be degenerate.
        mistakes: what goes wrong in this view, besides the slips that are made with any answer of its type;
            a kind of mistake that is named here replaces the general one of that name.
        form: views that ask alike up to order (x+3=5, 3+x=5) share a form, also those of other kinds of problem
            that ask the same in other words; default: the name.
        unwritten: the names of steps that are only kept in mind, as a carry is, so that they state nothing.
        solution: the steps of a worked solution, where they are others than `steps`: name -> calculation, or as many
            as its type (`ProblemKind.types`; of the last one the answer's) has parts.  What they state counts in
            recipes that write them, and in no other.
        lines: step of `solution` -> how it is written, `{a}*x{c_}*x={px}`, where that is not its calculation and its
            value; without an equals sign only what stands before it.
        stated: facts that `lines` state besides those of the calculations.
        solved: the parts of the answer, from the steps of `solution`, where the last of them is not the answer.

    """

    name: str
    operator: str
    question: str
    calculation: str
    computes: str = ""
    answer: tuple[str, ...] = ()
    type: ValueType = WHOLE
    result: str = ""
    steps: Mapping[str, str] = field(default_factory=dict)
    worked: tuple[str, ...] | None = None
    fact: Fact | None = None
    conditions: tuple[str, ...] = ()
    holds: str = ""
    nonzero: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    form: str = ""
    unwritten: tuple[str, ...] = ()
    solution: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    solved: tuple[str, ...] = ()
    stated: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", self.form or self.name)
        object.__setattr__(self, "computes", self.computes or self.calculation)

    @property
    def calculations(self) -> Iterator[str]:
        """All texts in which numbers of the kind stand."""
        yield from (
            self.question,
            self.calculation,
            self.computes,
            self.result,
            *self.answer,
            *self.steps.values(),
            *self.conditions,
        )
        if self.fact is not None:
            yield from self.fact.numbers
        for way in self.mistakes:
            yield from (way.calculation, *way.computes)


@dataclass(frozen=True)
class DrawWeights:
    """A distribution over a view's questions, for independent draws: an integer weight each."""

    operator: str
    weights: Weights = field(repr=False)


@dataclass(frozen=True, eq=False)
class ProblemKind:
    """A kind of problem.

    Attributes:
        name, title: how recipes and tables call it.
        topic: under what tables list it.
        ranges: range name -> (min, max), both included, where a recipe names none.
        parameters: parameter -> the name of its range; in a closed space the roles of a statement.
        views: the ways of asking.
        space: the closed space of its facts; None: all choices of the parameters.
        answer: in a closed space the role that is asked for.
        given: number -> the calculation that gives it, in order, over parameters and earlier ones.
        types: the types of numbers that are not whole.
        words: what is told with the numbers and changes none of them: name -> its choices.
        conditions: comparisons that must hold, where a view uses all of their numbers.
        within: number of `given` -> the name of the range that must hold it.
        fact: what a row asks, whatever the view; a view may have its own.
        draws: named distributions for independent draws.

    Raises:
        ValueError: a text that is no calculation, or over numbers that the kind does not have.

    """

    name: str
    title: str
    ranges: Ranges
    parameters: Mapping[str, str]
    views: Sequence[View]
    space: ClosedSpace | None = None
    answer: str = ANSWER
    given: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, ValueType] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)
    fact: Fact | None = None
    topic: str = "more"
    draws: Mapping[str, DrawWeights] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len({view.name for view in self.views}) < len(self.views):
            raise ValueError(f"{self.name}: two views have the same name; rename one")
        for name in {*self.parameters.values(), *self.within.values()} - set(self.ranges):
            raise ValueError(f"{self.name}: no range is called {name!r}; there are: {', '.join(self.ranges)}")
        known = set(self.parameters)
        for name, calculation in self.given.items():
            require_calculation(calculation, known, f"{self.name}.given.{name}")
            known.add(name)
        for condition in self.conditions:
            require_condition(condition, known, f"{self.name}.conditions")
        for view in self.views:
            self._require_view(view, known)

    def _require_view(self, view: View, known: set[str]) -> None:
        where = f"{self.name}.{view.name}"
        for name in set(slots(view.question)) | set(slots(view.calculation)):
            if name not in known | self.words.keys():
                raise ValueError(f"{where}: no number is called {name!r}; there are: {', '.join(sorted(known))}")
        stated = set(known)
        for name, calculation in view.steps.items():
            require_calculation(calculation, stated, f"{where}.steps.{name}")
            stated.add(name)
        steps = view.steps.keys() | view.solution.keys()
        if unknown := [name for name in (*(view.worked or ()), *view.unwritten, *view.lines) if name not in steps]:
            raise ValueError(f"{where}: no step is called {unknown[0]!r}; there are: {', '.join(sorted(steps))}")
        for calculation in (view.computes, *view.answer):
            require_calculation(calculation, stated, where)
        for condition in view.conditions:
            require_condition(condition, known, f"{where}.conditions")
        for way in view.mistakes:
            self._require_mistake(view, way, stated)
        self._require_fact(view, where)
        self._require_solution(view, where, known)

    def _require_solution(self, view: View, where: str, known: set[str]) -> None:
        if not (view.solution or view.lines or view.solved or view.stated):
            return
        stated = set(known)
        for name, calculations in view.solution.items():
            if name in known | FUNCTIONS:
                taken = "a function" if name in FUNCTIONS else "a number of the kind"
                raise ValueError(f"{where}.solution: {name!r} is {taken}; call the step otherwise")
            for calculation in parts_of(calculations):
                require_calculation(calculation, stated, f"{where}.solution.{name}")
            stated.add(name)
        for calculation in view.solved:
            require_calculation(calculation, stated, f"{where}.solved")
        parts = (part for calculations in view.solution.values() for part in parts_of(calculations))
        numbers = (number for fact in view.stated for number in fact.numbers)
        said = {name for text in (*parts, *numbers, *view.lines.values(), *view.solved) for name in slots(text)}
        if others := sorted(said - stated):
            raise ValueError(f"{where}.solution: no number is called {others[0]!r}")
        if others := sorted((said & known) - self._uses_of(view)):
            raise ValueError(f"{where}.solution: the view has no number {others[0]!r}; work it out from those it has")

    def _require_mistake(self, view: View, way: Mistake, stated: set[str]) -> None:
        where = f"{self.name}.{view.name}.mistakes.{way.name}"
        for calculation in way.computes:
            require_calculation(calculation, stated, where)
        if way.computes and not way.right_answer and self.is_right(view, way.computes):
            raise ValueError(f"{where}: works out the right answer, so it is never a mistake")

    def is_right(self, view: View, calculations: Sequence[str]) -> bool:
        """Whether calculations are those of the right answer: as it is declared, or as it is explained."""
        earlier, right = _right_calculations(self, view)
        claimed = [in_full(each, earlier) for each in calculations]
        return any(_are_the_same(claimed, each) for each in right)

    def _require_fact(self, view: View, where: str) -> None:
        if self.space is None and len(view.answer) != view.type.parts:
            raise ValueError(f"{where}: its answer has {view.type.parts} parts, but {len(view.answer)} are given")
        main = self.fact_of(view)
        if not main.numbers:
            raise ValueError(f"{where}: its fact {main.relation!r} has no numbers; name those that make it")
        for calculation in main.numbers:
            require_calculation(calculation, {*self.parameters, *self.given}, f"{where}.fact")

    def solution(self, view: View) -> Solution | None:
        """The worked solution of a view; None where its calculation is the one step that there is to write."""
        return _solution(self, view)

    def solution_wording(self, view: View) -> str:
        """The solution of a view, a line a step, with the slots of its numbers, and calculation, result or answer."""
        solution = self.solution(view)
        return ONE_STEP if solution is None else solution.wording

    def reasoning(self, view: View) -> dict[str, str]:
        """What gives the answer of a view, over its numbers: slot of an answer's wording -> wording.

        `result` is what the calculation comes to, which may be another number than the answer; `solution` has the
        steps in lines, `steps` in a row, `steps_reversed` what each comes to with its digits from right to left.
        """
        said = {"calculation": view.calculation, "result": view.result or f"{{{ANSWER}}}"}
        solution = filled(self.solution_wording(view), said)
        backwards = filled(turned(self.solution_wording(view)), said)
        return {**said, "solution": solution, "steps": in_a_row(solution), "steps_reversed": in_a_row(backwards)}

    def types_shown(self, view: View, slot: str) -> list[ValueType]:
        """The types of the numbers that a slot of an answer's wording shows: `answer`, or what `steps` come to."""
        solution = self.solution(view)
        if slot == "steps" and solution is not None:
            return [step.type for step in solution.steps if step.is_written]
        return [view.type, *(self.type_of(each, view) for each in slots(view.result))]

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators of the views, each once, in the views' order."""
        return tuple(dict.fromkeys(view.operator for view in self.views))

    def view(self, name: str) -> View:
        """The view of that name."""
        return next(view for view in self.views if view.name == name)

    def mistakes(self, view: View) -> Ways:
        """All ways of going wrong in a view: those of its own, and the slips made with answers of its type."""
        own = names_of(view.mistakes)
        general = slips_of(view.type, view.calculation, view.computes)
        return (*view.mistakes, *(way for way in general if way.name not in own))

    def type_of(self, number: str, view: View) -> ValueType:
        """The type of a number of a view; the answer is one of them."""
        if number in self.words:
            return Choice(self.words[number])
        return view.type if number == self.answer else self.types.get(number, WHOLE)

    def may_need_parentheses(self, number: str) -> bool:
        """Whether a number of this name, when negative, stands in parentheses after an operator."""
        return not isinstance(self.types.get(number, WHOLE), SignedTerm)

    def fact_of(self, view: View) -> Fact:
        """The fact that a view asks for."""
        fact = view.fact or self.fact
        if fact is None:
            raise ValueError(f"{self.name}.{view.name}: what fact does it ask for? give the view or the kind one")
        return fact

    def facts_of(self, view: View, *, solved: bool = False) -> tuple[Fact, ...]:
        """The fact that a view asks for, and then those of its steps; `solved`: those of its worked solution, too."""
        return _stated(self, view, solved and bool(view.solution))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The names of a fact's numbers in the closed space."""
        return () if self.space is None else self.space.numbers

    @property
    def shapes(self) -> tuple[str, ...]:
        """The shapes of the closed space."""
        return () if self.space is None else self.space.shapes

    def strips(self, shape: str, box: Box) -> StripTable:
        """The facts of one shape of the closed space with each number inside its interval of the box."""
        return StripTable([]) if self.space is None else self.space.strips(shape, box)

    def family(self, shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
        """All numbers (name -> int64 column) of the facts that strips give as u, v, mark."""
        return {} if self.space is None else self.space.family(shape, u, v, mark)

    def parameters_of(self, view: View) -> dict[str, str]:
        """The parameters that a view depends on, each with the name of its range."""
        used = self._uses_of(view)
        return {name: range_name for name, range_name in self.parameters.items() if name in used}

    def words_of(self, view: View) -> dict[str, Interval]:
        """The words that a view tells, each with the range of its number."""
        used = self._uses_of(view)
        return {name: (0, len(choices) - 1) for name, choices in self.words.items() if name in used}

    def given_of(self, view: View) -> dict[str, str]:
        """The numbers that are worked out for a view, in order."""
        used = self._uses_of(view)
        return {name: calculation for name, calculation in self.given.items() if name in used}

    def sizes(self, view: View, ranges: Ranges) -> dict[str, Size]:
        """The largest numerator and denominator that each number of a view can have in some ranges.

        Raises:
            OverflowError: one may need more than 64 bits, or would take too long to be found.

        """
        ends = {name: ranges[held] for name, held in self.parameters_of(view).items()}
        sizes = Sizes({name: (max(abs(low), abs(high)), 1) for name, (low, high) in ends.items()})
        for name, calculation in self.given_of(view).items():
            sizes[name] = size_of(calculation, sizes)
        return sizes

    def conditions_of(self, view: View) -> tuple[str, ...]:
        """The conditions that a view's numbers must meet: its own, and those of the kind that concern them."""
        used = self._uses_of(view)
        return (*view.conditions, *(each for each in self.conditions if set(slots(each)) <= used))

    def _uses_of(self, view: View) -> frozenset[str]:
        return _used(self, view)

    def statements(self, ranges: Ranges) -> list[RangedStatement]:
        """The views of a closed space as statements whose roles lie in the given ranges."""
        return [
            RangedStatement(
                name=view.name,
                holds=view.holds,
                ranges={
                    role: _without_zero(ranges[name]) if role in view.nonzero else (ranges[name],)
                    for role, name in self.parameters.items()
                },
            )
            for view in self.views
        ]


@cache
def _solution(kind: ProblemKind, view: View) -> Solution | None:
    """See `ProblemKind.solution`."""
    if view.solution:
        return _declared_solution(kind, view)
    names = view.worked
    if names is None:
        names = tuple(view.steps) if view.steps and kind.is_right(view, [list(view.steps.values())[-1]]) else ()
    else:
        names = tuple(name for name in view.steps if name in {*names, *view.unwritten})
    whole = view.type.is_whole and all(kind.type_of(name, view) is WHOLE for name in names)
    shown = [name for name in names if name not in view.unwritten]
    steps = (Step(name, (view.steps[name],), is_written=name not in view.unwritten) for name in names)
    return Solution(tuple(steps)) if whole and len(shown) > 1 else None


def _declared_solution(kind: ProblemKind, view: View) -> Solution:
    last = list(view.solution)[-1]
    steps = []
    for name, calculations in view.solution.items():
        left, _, right = view.lines.get(name, "").partition("=")
        type_ = view.type if name == last and not view.solved else kind.types.get(name, WHOLE)
        steps.append(Step(name, parts_of(calculations), type_, left, right, name not in view.unwritten))
    return Solution(tuple(steps), view.solved, view.type)


@cache
def _stated(kind: ProblemKind, view: View, solved: bool) -> tuple[Fact, ...]:
    """See `ProblemKind.facts_of`."""
    stated = list(stated_in(view.steps, view.unwritten, facts_of_step))
    if solved:
        stated += [*stated_in(view.solution, view.unwritten, facts_of_written_step), *view.stated]
    return tuple(dict.fromkeys((kind.fact_of(view), *stated)))


@cache
def _used(kind: ProblemKind, view: View) -> frozenset[str]:
    """All numbers and words that a view depends on; kinds and views live as long as the process."""
    return frozenset(_closure((*view.calculations, *kind.fact_of(view).numbers), kind.given))


def _closure(texts: Iterable[str], given: Mapping[str, str]) -> list[str]:
    """All numbers that some texts depend on, those from which others are worked out among them."""
    found: dict[str, None] = {}
    waiting = [name for text in texts for name in slots(text)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += slots(given.get(name, ""))
    return list(found)


@cache
def _right_calculations(kind: ProblemKind, view: View) -> tuple[Mapping[str, str], list[list[str]]]:
    """The calculations of what a view's may use, by name, and those of its right answer with all of these put in."""
    earlier = {**kind.given, **view.steps}
    right = (view.answer, () if view.result else (view.computes,))
    return earlier, [[in_full(part, earlier) for part in each] for each in right if each]


def _are_the_same(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether calculations differ in nothing but parentheses without meaning; most are told apart without parsing."""
    if [_PARENTHESES.sub("", each) for each in some] != [_PARENTHESES.sub("", each) for each in others]:
        return False
    return [parsed(each) for each in some] == [parsed(each) for each in others]


def _without_zero(interval: Interval) -> tuple[Interval, ...]:
    low, high = interval
    halves = ((low, min(high, -1)), (max(low, 1), high))
    return tuple((least, most) for least, most in halves if least <= most)
