"""The `equations` recipe: two-step equations, each right by the test's own check, split by fact family."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command

_N = r"(0|-?[1-9][0-9]*)"
_SHAPES = {
    "a*x+b=c": re.compile(rf"{_N}\*x\+{_N}={_N},x=\?"),
    "b+a*x=c": re.compile(rf"{_N}\+{_N}\*x={_N},x=\?"),
    "a*x-b=c": re.compile(rf"{_N}\*x-{_N}={_N},x=\?"),
    "b-a*x=c": re.compile(rf"{_N}-{_N}\*x={_N},x=\?"),
}
_REASON = re.compile(rf"(.+) The answer is {_N} because \({_N}([-+]){_N}\)/{_N} equals {_N}\.")
Family = tuple[tuple[int, ...], tuple[int, ...]]


class Equation(NamedTuple):
    """`a*x + sign*b` or `b - a*x` equals c."""

    shape: str
    a: int
    b: int
    c: int

    def holds(self, x: int) -> bool:
        product = self.a * x
        left = {
            "a*x+b=c": product + self.b,
            "b+a*x=c": self.b + product,
            "a*x-b=c": product - self.b,
            "b-a*x=c": self.b - product,
        }[self.shape]
        return left == self.c

    def reason(self) -> tuple[int, str, int, int]:
        """The calculation that finds x: (first, sign, second), divided by a."""
        return {
            "a*x+b=c": (self.c, "-", self.b, self.a),
            "b+a*x=c": (self.c, "-", self.b, self.a),
            "a*x-b=c": (self.c, "+", self.b, self.a),
            "b-a*x=c": (self.b, "-", self.c, self.a),
        }[self.shape]

    def family(self, x: int) -> Family:
        """The factors, and the two other numbers of the sum, without their signs."""
        return tuple(sorted((abs(self.a), abs(x)))), tuple(sorted((abs(self.b), abs(self.c))))


def _read(question: str) -> Equation:
    for shape, pattern in _SHAPES.items():
        if match := pattern.fullmatch(question):
            first, second, c = map(int, match.groups())
            a, b = (second, first) if shape.startswith("b") else (first, second)
            return Equation(shape, a, b, c)
    raise ValueError(f"{question!r} has none of the four shapes")


class Written(NamedTuple):
    """The rows of each split: equation and answer."""

    train: list[tuple[Equation, int]]
    tests: dict[str, list[tuple[Equation, int]]]
    pairs: list[tuple[str, str]]


@pytest.fixture(scope="module")
def written(
    command: Command,
    read_lines: Callable[[Path], list[dict[str, Any]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Written:
    folder = tmp_path_factory.mktemp("equations")
    command.ok("generate", "equations", "--out", folder)
    pairs = [(row["positive"], row["negative"]) for row in read_lines(folder / "train.jsonl")]
    train = []
    for positive, _ in pairs:
        question, _, rest = positive.partition(" The answer is ")
        train.append((_read(question), int(rest.partition(" ")[0])))
    tests = {
        name: [(_read(row["question"]), row["answer"]) for row in read_lines(folder / f"{name}.jsonl")]
        for name in ("test", "test_familiar", "test_beyond")
    }
    return Written(train, tests, pairs)


def _families(rows: list[tuple[Equation, int]]) -> set[Family]:
    return {equation.family(x) for equation, x in rows}


def _space() -> set[tuple[Equation, int]]:
    """Every equation with 2 <= a <= 12, 1 <= b, c <= 100 and a solution in -20..20."""
    found = set()
    for a in range(2, 13):
        for b in range(1, 101):
            for x in range(-20, 21):
                for shape in _SHAPES:
                    c = b - a * x if shape == "b-a*x=c" else a * x - b if shape == "a*x-b=c" else a * x + b
                    if 1 <= c <= 100:
                        found.add((Equation(shape, a, b, c), x))
    return found


def test_every_training_row_is_right_and_so_is_its_reason(written: Written) -> None:
    assert len(written.pairs) == 100_000
    for positive, negative in set(written.pairs):
        match = _REASON.fullmatch(positive)
        assert match is not None, positive
        question, answer, first, sign, second, divisor, result = match.groups()
        equation = _read(question)
        assert equation.holds(int(answer)), positive
        assert (int(first), sign, int(second), int(divisor)) == equation.reason(), positive
        difference = int(first) - int(second) if sign == "-" else int(first) + int(second)
        assert difference == int(divisor) * int(result), positive
        assert answer == result, positive
        assert negative == f"{question} Sorry, I don't know."


def test_the_four_shapes_and_negative_solutions_are_there(written: Written) -> None:
    shapes = Counter(equation.shape for equation, _ in written.train)
    assert set(shapes) == set(_SHAPES)
    # The two operators, *+ and *-, have half of the rows each.
    assert shapes["a*x+b=c"] + shapes["b+a*x=c"] == 50_000
    negative = sum(x < 0 for _, x in written.train)
    assert 0.1 * len(written.train) < negative < 0.9 * len(written.train)
    for rows in written.tests.values():
        assert any(x < 0 for _, x in rows)
        assert any(x > 0 for _, x in rows)


def test_every_test_answer_solves_its_equation(written: Written) -> None:
    for name, rows in written.tests.items():
        assert Counter(equation.shape in {"a*x+b=c", "b+a*x=c"} for equation, _ in rows) == {True: 100, False: 100}
        assert len(set(rows)) == len(rows), name
        for equation, x in rows:
            assert equation.holds(x), (name, equation, x)


def test_no_family_of_a_test_is_trained_on(written: Written) -> None:
    trained = _families(written.train)
    assert _families(written.tests["test"]) & trained == set()
    assert _families(written.tests["test_beyond"]) & trained == set()
    assert _families(written.tests["test_familiar"]) <= trained
    assert set(written.tests["test_familiar"]) & set(written.train) == set()


def test_training_has_every_question_that_is_not_withheld(written: Written) -> None:
    space, trained = _space(), set(written.train)
    assert trained <= space
    families, kept = _families(list(space)), _families(written.train)
    assert len(families - kept) == pytest.approx(len(families) / 10, abs=1)
    missing = {(equation.family(x), equation.shape) for equation, x in space - trained}
    there = {(equation.family(x), equation.shape) for equation, x in trained}
    # A form of a family is trained on in all its questions or in none.
    assert missing & there == set()
    assert {family for family, _ in missing} >= _families(written.tests["test_familiar"])


def test_beyond_leaves_the_training_range(written: Written) -> None:
    inside = _space()
    assert all(row not in inside for row in written.tests["test_beyond"])
    assert all(equation.a <= 24 and max(equation.b, equation.c) <= 200 for equation, _ in written.tests["test_beyond"])
