"""Families and questions of every problem and of any ranges, against plain loops over all numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pairwright.facts.space import FamilyClass, classes_of
from pairwright.problems import registered

Interval = tuple[int, int]
Ranges = dict[str, Interval]
Question = tuple[str, tuple[int, ...]]
Key = tuple[int, ...]


def within(interval: Interval) -> range:
    return range(interval[0], interval[1] + 1)


def additive(ranges: Ranges) -> Iterator[Question]:
    operands, results = within(ranges["operand"]), within(ranges["result"])
    for a in operands:
        for b in operands:
            for view in ("sum", "missing_minuend") if a + b in results else ():
                yield view, (a, b, a + b)
            differences = ("difference", "missing_first_addend", "missing_second_addend", "missing_subtrahend")
            for view in differences if a - b in results else ():
                yield view, (a, b, a - b)


def multiplicative(ranges: Ranges) -> Iterator[Question]:
    operands, results = within(ranges["operand"]), within(ranges["result"])
    for a in operands:
        for b in operands:
            if a * b in results:
                yield "product", (a, b, a * b)
                if b != 0:
                    yield "missing_dividend", (a, b, a * b)
            if b != 0 and a % b == 0 and a // b in results:
                for view in ("quotient", "missing_first_factor", "missing_second_factor"):
                    yield view, (a, b, a // b)
                if a != 0:
                    yield "missing_divisor", (a, b, a // b)


def two_step(ranges: Ranges) -> Iterator[Question]:
    operands = within(ranges["operand"])
    for a in within(ranges["coefficient"]):
        for x in within(ranges["result"]) if a != 0 else ():
            for b in operands:
                for view in ("product_plus", "plus_product") if a * x + b in operands else ():
                    yield view, (a, b, a * x + b, x)
                if a * x - b in operands:
                    yield "product_minus", (a, b, a * x - b, x)
                if b - a * x in operands:
                    yield "minus_product", (a, b, b - a * x, x)


def one_step_key(numbers: Sequence[int]) -> Key:
    """Three numbers without their signs: the largest is the sum (or product) of the others."""
    return tuple(sorted(abs(number) for number in numbers))


def two_step_key(numbers: Sequence[int]) -> Key:
    a, b, c, x = (abs(number) for number in numbers)
    return (*sorted((a, x)), *sorted((b, c)))


BRUTE: dict[str, tuple[Callable[[Ranges], Iterator[Question]], Callable[[Sequence[int]], Key]]] = {
    "additive": (additive, one_step_key),
    "multiplicative": (multiplicative, one_step_key),
    "two_step": (two_step, two_step_key),
}


def by_brute_force(name: str, ranges: Ranges) -> dict[Key, list[Question]]:
    questions, key = BRUTE[name]
    found: dict[Key, list[Question]] = defaultdict(list)
    for view, numbers in questions(ranges):
        found[key(numbers)].append((view, numbers))
    return {each: sorted(found[each]) for each in found}


def by_classes(name: str, classes: Sequence[FamilyClass]) -> dict[Key, list[Question]]:
    """The questions of each family, every rank unranked; a family or question that comes twice fails here."""
    found: dict[Key, list[Question]] = {}
    for each in classes:
        numbers = each.unrank(np.arange(each.count))
        rows: list[list[Question]] = [[] for _ in range(each.count)]
        for view, arrangements in each.arrangements.items():
            for arrangement in arrangements:
                columns = [arrangement.values(numbers)[role].tolist() for role in registered()[name].parameters]
                for row, values in zip(rows, zip(*columns, strict=True), strict=True):
                    row.append((view, values))
        for row in rows:
            keys = {BRUTE[name][1](values) for _, values in row}
            assert len(keys) == 1, "statements of one family have other numbers"
            key = keys.pop()
            assert key not in found, f"the family {key} comes twice"
            found[key] = sorted(row)
    return found


def classes_in(name: str, ranges: Ranges) -> list[FamilyClass]:
    problem = registered()[name]
    return classes_of(problem, problem.statements(ranges))


def agree(name: str, ranges: Ranges) -> None:
    classes = classes_in(name, ranges)
    expected = by_brute_force(name, ranges)
    assert sum(each.count for each in classes) == len(expected)
    assert by_classes(name, classes) == expected
    assert len({each.name for each in classes}) == len(classes)


def intervals(least: int, most: int, width: int) -> st.SearchStrategy[Interval]:
    ends = st.tuples(st.integers(least, most), st.integers(0, width))
    return ends.map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(deadline=None, derandomize=True, max_examples=80)
@given(operand=intervals(-14, 12, 16), result=intervals(-20, 18, 24))
@example(operand=(1, 12), result=(-12, 12))
@example(operand=(0, 0), result=(0, 0))
@example(operand=(5, 5), result=(10, 10))
@example(operand=(-7, -7), result=(0, 0))
@example(operand=(-9, 13), result=(-30, 30))
@example(operand=(3, 8), result=(100, 110))
def test_additive_families(operand: Interval, result: Interval) -> None:
    agree("additive", {"operand": operand, "result": result})


@settings(deadline=None, derandomize=True, max_examples=80)
@given(operand=intervals(-14, 12, 20), result=intervals(-40, 30, 60))
@example(operand=(1, 30), result=(-30, 30))
@example(operand=(0, 0), result=(0, 0))
@example(operand=(0, 9), result=(0, 9))
@example(operand=(-1, 1), result=(-1, 1))
@example(operand=(-12, 12), result=(-200, 200))
@example(operand=(7, 11), result=(1, 1))
@example(operand=(13, 17), result=(2, 100))
def test_multiplicative_families(operand: Interval, result: Interval) -> None:
    agree("multiplicative", {"operand": operand, "result": result})


@settings(deadline=None, derandomize=True, max_examples=30)
@given(coefficient=intervals(-7, 6, 8), operand=intervals(-12, 12, 16), result=intervals(-6, 5, 8))
@example(coefficient=(2, 5), operand=(1, 20), result=(-4, 4))
@example(coefficient=(0, 0), operand=(1, 5), result=(1, 5))
@example(coefficient=(-3, 3), operand=(-9, 9), result=(-3, 3))
@example(coefficient=(0, 4), operand=(0, 8), result=(0, 0))
@example(coefficient=(1, 1), operand=(6, 6), result=(12, 12))
@example(coefficient=(3, 3), operand=(0, 0), result=(-2, 2))
@example(coefficient=(2, 9), operand=(4, 30), result=(5, 5))
def test_two_step_families(coefficient: Interval, operand: Interval, result: Interval) -> None:
    agree("two_step", {"coefficient": coefficient, "operand": operand, "result": result})


@settings(deadline=None, derandomize=True, max_examples=40)
@given(
    name=st.sampled_from(["additive", "multiplicative"]),
    trained=st.tuples(intervals(-6, 6, 8), intervals(-8, 8, 12)),
    wider=st.tuples(intervals(-9, 6, 14), intervals(-14, 8, 22)),
)
@example(name="additive", trained=((1, 10), (-10, 10)), wider=((1, 20), (-20, 20)))
@example(name="multiplicative", trained=((1, 10), (-10, 10)), wider=((1, 20), (-20, 20)))
@example(name="multiplicative", trained=((0, 10), (0, 10)), wider=((-10, 10), (-10, 10)))
def test_families_beyond_are_those_that_training_cannot_state(
    name: str, trained: tuple[Interval, Interval], wider: tuple[Interval, Interval]
) -> None:
    problem = registered()[name]
    inner, outer = (dict(zip(("operand", "result"), each, strict=True)) for each in (trained, wider))
    beyond = classes_of(problem, problem.statements(outer), cut_by=problem.statements(inner))
    known = by_brute_force(name, inner)
    expected = {key: row for key, row in by_brute_force(name, outer).items() if key not in known}
    assert by_classes(name, beyond) == expected


def test_two_step_families_beyond() -> None:
    problem = registered()["two_step"]
    inner: Ranges = {"coefficient": (2, 4), "operand": (1, 12), "result": (-3, 3)}
    outer: Ranges = {"coefficient": (2, 6), "operand": (1, 20), "result": (-5, 5)}
    beyond = classes_of(problem, problem.statements(outer), cut_by=problem.statements(inner))
    known = by_brute_force("two_step", inner)
    expected = {key: row for key, row in by_brute_force("two_step", outer).items() if key not in known}
    assert expected
    assert by_classes("two_step", beyond) == expected
