"""Shapes (each run of digits is written 0) to trees, by the grammar of `wordings`."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from lark import Lark, Token
from lark.exceptions import LarkError
from lark.visitors import Transformer_NonRecursive

from pairwright.verify.operations import OPERATIONS
from pairwright.verify.stories import story_of
from pairwright.verify.trees import (
    Constant,
    Numeral,
    Operation,
    Question,
    Scale,
    Tree,
    Unknown,
    Zero,
    numerals,
    scales,
    unknowns,
    unsigned,
    with_remainder,
)
from pairwright.verify.wordings import grammar, operator_of

__all__ = [
    "Constant",
    "Numeral",
    "Operation",
    "Question",
    "Scale",
    "Tree",
    "Unknown",
    "Zero",
    "calculation_of",
    "numerals",
    "question_of",
    "scales",
    "tree_of",
    "unknowns",
]

# What reads a question that is no formula and no wording of one: shape and first run of digits to a question.
FALLBACKS: tuple[Callable[[str, int], Question | None], ...] = (story_of,)

# Deeper nesting and longer texts are refused, so that none can exhaust the stack.
_MAX_PARENTHESES = 50
_MAX_LENGTH = 2000
_MAX_SYMBOLS = 300


class _RefusedError(ValueError):
    """It fits the grammar, but asks nothing that has one meaning."""


class _Builder(Transformer_NonRecursive[Token, object]):
    """Lark's tree to ours; runs of digits are counted in the order in which they stand in the text."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._next = first

    def numeral(self, children: list[Token]) -> Tree:
        groups, decimal = children[0].count(",") + 1, "." in children[0]
        index, self._next = self._next, self._next + groups + decimal
        return Numeral(index, groups, decimal)

    exponent = numeral

    def unknown(self, children: list[Token]) -> Tree:
        return Unknown(str(children[0]))

    def infix(self, children: list[object]) -> Tree:
        left, sign, right = children
        return _operation(operator_of(str(sign)), cast(Tree, left), cast(Tree, right))

    def implicit(self, sides: list[Tree]) -> Tree:
        return Operation("*", *sides)

    def sign(self, children: list[object]) -> Tree:
        sign, side = children
        return Operation("-", Zero(), cast(Tree, side)) if operator_of(str(sign)) == "-" else cast(Tree, side)

    def call(self, children: list[object]) -> Tree:
        name, *sides = children
        return _applied(str(name), _arguments(cast(list[Tree], sides)))

    def worded(self, children: list[object]) -> Tree:
        name, *sides = children
        return _applied(str(name), cast(list[Tree], sides))

    def equation(self, sides: list[Tree]) -> tuple[Tree, Tree]:
        return sides[0], sides[1]

    def work_out(self, children: list[Tree]) -> Question:
        return Question(_known(children[0]), Unknown("?"))

    def bare(self, children: list[Tree]) -> Question:
        if not isinstance(unsigned(children[0]), Operation):
            raise _RefusedError
        return self.work_out(children)

    def divide(self, children: list[Tree]) -> Question:
        return with_remainder(*_division(children))

    def floor(self, children: list[Tree]) -> Question:
        return Question(Operation("//", *_division(children)), Unknown("?"))

    def rest(self, children: list[Tree]) -> Question:
        return Question(Operation("mod", *_division(children)), Unknown("?"))

    def solve(self, children: list[object]) -> Question:
        return _equation(children[0], children[1])

    def find(self, children: list[object]) -> Question:
        left, right = cast(tuple[Tree, Tree], children[0])
        names = unknowns(left) | unknowns(right)
        return _equation(children[0], names.pop() if len(names) == 1 else "")

    def sought(self, children: list[object]) -> Question:
        return _equation(children[1], children[0])


def _operation(operator: str, left: Tree, right: Tree) -> Tree:
    if not OPERATIONS[operator].polynomial and (unknowns(left) or unknowns(right)):
        raise _RefusedError
    return Operation(operator, left, right)


def _applied(name: str, sides: list[Tree]) -> Tree:
    """The operation of a name on two numbers or more, from left to right."""
    first, *others = sides
    if not others:
        raise _RefusedError
    for each in others:
        first = _operation(operator_of(name), first, each)
    return first


def _arguments(sides: list[Tree]) -> list[Tree]:
    """The arguments of a call; in `gcd(12,18)` the comma parts two of them, not thousands."""
    if len(sides) == 1 and isinstance(sides[0], Numeral) and not sides[0].decimal:
        return [Numeral(sides[0].index + group) for group in range(sides[0].groups)]
    if any(isinstance(side, Numeral) and side.groups > 1 for side in sides):
        raise _RefusedError
    return sides


def _division(children: list[Tree]) -> tuple[Tree, Tree]:
    """Dividend and divisor: two trees, or the sides of one division of two numbers."""
    if len(children) == 2:
        return _known(children[0]), _known(children[1])
    tree = children[0]
    if not isinstance(tree, Operation) or tree.operator != "/":
        raise _RefusedError
    if not all(isinstance(unsigned(side), Numeral) for side in (tree.left, tree.right)):
        raise _RefusedError
    return tree.left, tree.right


def _known(tree: Tree) -> Tree:
    if unknowns(tree):
        raise _RefusedError
    return tree


def _equation(sides: object, name: object) -> Question:
    left, right = cast(tuple[Tree, Tree], sides)
    if unknowns(left) | unknowns(right) != {str(name)}:
        raise _RefusedError
    return Question(left, right)


@lru_cache(maxsize=2)
def _parser(start: str) -> Lark:
    return Lark(grammar(), parser="lalr", start=start, propagate_positions=False)


def question_of(shape: str, first: int) -> Question | None:
    """The question that a shape asks, its numbers counted from `first`; None if it asks none."""
    asked = cast("Question | None", _built("asked", shape.strip(), first))
    found = (read(shape, first) for read in FALLBACKS) if asked is None else iter([asked])
    return next((question for question in found if question is not None), None)


def calculation_of(shape: str, first: int) -> Tree | None:
    """The tree of a calculation without an unknown, its numbers counted from `first`; None if it is not one."""
    tree = tree_of(shape, first)
    return None if tree is None or unknowns(tree) else tree


def tree_of(shape: str, first: int) -> Tree | None:
    """The tree of one side of an equation, its numbers counted from `first`; None if it is not one."""
    return cast("Tree | None", _built("value", shape, first))


def _built(start: str, shape: str, first: int) -> object:
    if len(shape) > _MAX_LENGTH or shape.count("(") > _MAX_PARENTHESES:
        return None
    if len(shape) - shape.count(" ") - shape.count("\t") > _MAX_SYMBOLS:
        return None
    try:
        return _Builder(first).transform(_parser(start).parse(shape))
    except LarkError:
        return None
