"""The oracle: what a row says and whether it is right, by regular expressions and brute force, without Pairwright."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

REFUSAL = "Sorry, I don't know."

Family = tuple[str, tuple[int, ...]]
Fact = tuple[str, int, int]


class Question(NamedTuple):
    """A one-step question: the fact that answers it, `left operator right`, and the numbers as written."""

    shape: str
    operator: str
    left: int
    right: int
    written: tuple[int, int]

    @property
    def answer(self) -> Fraction:
        return _CALCULATED[self.operator](self.left, self.right)

    @property
    def family(self) -> Family:
        """The three numbers without their signs, of a sum or of a product."""
        numbers = (self.left, self.right, int(self.answer))
        return ("sum" if self.operator in "+-" else "product", tuple(sorted(map(abs, numbers))))

    @property
    def solved(self) -> bool:
        """Whether the answer, put in the place of x or of `?`, satisfies the question as it is written."""
        return self.answer.denominator == 1 and _SHAPES[self.shape].holds(self.answer, *map(Fraction, self.written))


class Sentence(NamedTuple):
    """`{question} The answer is {answer} because {left}{operator}{right} equals {result}.`, taken apart."""

    question: str
    answer: int
    operator: str
    left: int
    right: int
    result: int


class _Shape(NamedTuple):
    operator: str
    swapped: bool
    holds: Callable[[Fraction, Fraction, Fraction], bool]


# The twelve forms of the notebook.  Its calculation takes the question's numbers in the order in which
# they are written, or swapped; `holds(x, m, n)` is the question itself with its numbers m and n.
_SHAPES = {
    "N+N=?": _Shape("+", False, lambda x, m, n: m + n == x),
    "x-N=N,x=?": _Shape("+", False, lambda x, m, n: x - m == n),
    "N-N=?": _Shape("-", False, lambda x, m, n: m - n == x),
    "x+N=N,x=?": _Shape("-", True, lambda x, m, n: x + m == n),
    "N+x=N,x=?": _Shape("-", True, lambda x, m, n: m + x == n),
    "N-x=N,x=?": _Shape("-", False, lambda x, m, n: m - x == n),
    "N*N=?": _Shape("*", False, lambda x, m, n: m * n == x),
    "x/N=N,x=?": _Shape("*", True, lambda x, m, n: m != 0 and x / m == n),
    "N/N=?": _Shape("/", False, lambda x, m, n: n != 0 and m / n == x),
    "x*N=N,x=?": _Shape("/", True, lambda x, m, n: x * m == n),
    "N*x=N,x=?": _Shape("/", True, lambda x, m, n: m * x == n),
    "N/x=N,x=?": _Shape("/", False, lambda x, m, n: x != 0 and m / x == n),
}
_CALCULATED: dict[str, Callable[[int, int], Fraction]] = {
    "+": lambda a, b: Fraction(a + b),
    "-": lambda a, b: Fraction(a - b),
    "*": lambda a, b: Fraction(a * b),
    "/": Fraction,
}
# A negative number after an operator stands in parentheses, elsewhere it does not.
_FIRST, _AFTER = r"(0|-?[1-9][0-9]*)", r"(0|[1-9][0-9]*|\(-[1-9][0-9]*\))"
_SENTENCE = re.compile(rf"(.+?) The answer is {_FIRST} because {_FIRST}([-+*/]){_AFTER} equals {_FIRST}\.")


def _pattern(shape: str) -> re.Pattern[str]:
    pieces = shape.split("N")
    numbers = [_AFTER if piece.endswith(tuple("+-*/")) else _FIRST for piece in pieces[:-1]]
    parts = zip(map(re.escape, pieces), [*numbers, ""], strict=True)
    return re.compile("".join(piece + number for piece, number in parts))


class Oracle:
    """Reads texts, judges them, and lists whole spaces of questions."""

    refusal = REFUSAL
    shapes = tuple(_SHAPES)
    operators = ("+", "-", "*", "/")
    views = MappingProxyType(
        {
            "sum": "N+N=?",
            "missing_minuend": "x-N=N,x=?",
            "difference": "N-N=?",
            "missing_first_addend": "x+N=N,x=?",
            "missing_second_addend": "N+x=N,x=?",
            "missing_subtrahend": "N-x=N,x=?",
            "product": "N*N=?",
            "missing_dividend": "x/N=N,x=?",
            "quotient": "N/N=?",
            "missing_first_factor": "x*N=N,x=?",
            "missing_second_factor": "N*x=N,x=?",
            "missing_divisor": "N/x=N,x=?",
        }
    )

    def __init__(self) -> None:
        self._patterns = {shape: _pattern(shape) for shape in _SHAPES}

    def read(self, question: str) -> Question:
        """The question that a text asks."""
        for shape, pattern in self._patterns.items():
            if match := pattern.fullmatch(question):
                written = (_number(match[1]), _number(match[2]))
                left, right = reversed(written) if _SHAPES[shape].swapped else written
                return Question(shape, _SHAPES[shape].operator, left, right, written)
        raise ValueError(f"{question!r} has none of the twelve shapes")

    def sentence(self, text: str) -> Sentence:
        """An answered question taken apart."""
        if not (match := _SENTENCE.fullmatch(text)):
            raise ValueError(f"{text!r} is not an answered question")
        question, answer, left, operator, right, result = match.groups()
        return Sentence(question, int(answer), operator, _number(left), _number(right), int(result))

    def fault(self, text: str) -> str:
        """What is wrong with an answered question; empty if nothing is."""
        said = self.sentence(text)
        asked = self.read(said.question)
        if not asked.solved or said.answer != asked.answer:
            return f"{text!r}: the answer is not right"
        if (said.operator, said.left, said.right) != (asked.operator, asked.left, asked.right):
            return f"{text!r}: the reason is not that of the question"
        return "" if said.result == said.answer else f"{text!r}: the reason ends in another number"

    def answer_fault(self, question: str, answer: int) -> str:
        """What is wrong with a bare answer; empty if nothing is."""
        asked = self.read(question)
        return "" if asked.solved and asked.answer == answer else f"{question!r}: the answer is not {answer}"

    def space(self, highest: int = 100) -> dict[str, Question]:
        """Every question with operands 1..highest and a whole result in -highest..highest, by brute force."""
        found: dict[str, Question] = {}
        for operator, left, right in _facts(highest):
            for shape, form in _SHAPES.items():
                if form.operator == operator:
                    first, second = (right, left) if form.swapped else (left, right)
                    text = shape.replace("N", str(first), 1).replace("N", str(second), 1)
                    found[text] = Question(shape, operator, left, right, (first, second))
        return found

    def notebook_divisions(self) -> dict[tuple[int, int], Fraction]:
        """How often the notebook's own procedure asks dividend/divisor, over all pairs that it can draw."""
        weights: Counter[tuple[int, int]] = Counter()
        for one in range(1, 101):
            for other in range(1, 101):
                larger, divisor = max(one, other), min(one, other)
                quotient = larger // divisor
                # It throws a coin for every quotient 1: that halves them.
                weights[quotient * divisor, divisor] += 1 if quotient == 1 else 2
        return {fact: Fraction(weight, weights.total()) for fact, weight in weights.items()}


def _facts(highest: int) -> Iterator[Fact]:
    for left in range(1, highest + 1):
        for right in range(1, highest + 1):
            for operator, calculated in _CALCULATED.items():
                result = calculated(left, right)
                if result.denominator == 1 and -highest <= result <= highest:
                    yield operator, left, right


def _number(text: str) -> int:
    return int(text.strip("()"))
