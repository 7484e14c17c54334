"""The grammar of questions and calculations, over shapes (each number is written 0).

A question is an equation with one unknown that is asked for, or an expression to work out:
`x-0=0,x=?`, `0*x+0=0, find x`, `Solve 0-x=0 for x.`, `0+0=?`, `What is 0*0?`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError

_GRAMMAR = r"""
    asked: sum "=" "?"                                       -> work_out
         | ("What"i "is"i | "Calculate"i | "Compute"i) sum ("?" | ".")?   -> work_out
         | equation ","? ("find"i)? UNKNOWN "=" "?"          -> solve
         | equation ","? "find"i UNKNOWN "."?                -> solve
         | "Solve"i equation "for"i UNKNOWN "."?             -> solve
    equation: sum "=" sum

    ?sum: product | sum "+" product -> add | sum "-" product -> subtract
    ?product: signed | product "*" signed -> multiply | product "/" signed -> divide
    ?signed: atom | "-" signed -> negate
    ?atom: NUMBER -> number | UNKNOWN -> unknown | "(" sum ")"

    NUMBER: "0"
    UNKNOWN: /[a-zA-Z](?![a-zA-Z])/
    %ignore /[ \t]+/
"""
# Deeper nesting is refused, so that no text can exhaust the stack.
_MAX_PARENTHESES = 50


@dataclass(frozen=True)
class Number:
    """Number `index` of the text."""

    index: int


@dataclass(frozen=True)
class Unknown:
    """The unknown."""

    name: str


@dataclass(frozen=True)
class Operation:
    """`+`, `-`, `*` or `/` of two trees."""

    operator: str
    left: Tree
    right: Tree


Tree = Number | Unknown | Operation


@dataclass(frozen=True)
class Question:
    """Two sides that must be equal when the answer stands for the unknown.

    `57+4=?` has the sides 57+4 and the answer itself, so its right side is the unknown.
    """

    left: Tree
    right: Tree


_ZERO = Number(-1)


class _Builder(Transformer[Token, object]):
    """Lark's tree to ours; numbers are counted in the order in which they stand in the text."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._next = first

    def number(self, _: list[Token]) -> Tree:
        index, self._next = self._next, self._next + 1
        return Number(index)

    def unknown(self, children: list[Token]) -> Tree:
        return Unknown(str(children[0]))

    def add(self, sides: list[Tree]) -> Tree:
        return Operation("+", *sides)

    def subtract(self, sides: list[Tree]) -> Tree:
        return Operation("-", *sides)

    def multiply(self, sides: list[Tree]) -> Tree:
        return Operation("*", *sides)

    def divide(self, sides: list[Tree]) -> Tree:
        return Operation("/", *sides)

    def negate(self, sides: list[Tree]) -> Tree:
        return Operation("-", _ZERO, sides[0])

    def equation(self, sides: list[Tree]) -> tuple[Tree, Tree]:
        return sides[0], sides[1]

    def work_out(self, children: list[Tree]) -> Question | None:
        expression = children[0]
        return None if unknowns(expression) else Question(expression, Unknown("?"))

    def solve(self, children: list[object]) -> Question | None:
        left, right = cast(tuple[Tree, Tree], children[0])
        asked_for = str(children[1])
        return Question(left, right) if unknowns(left) | unknowns(right) == {asked_for} else None


@lru_cache(maxsize=2)
def _parser(start: str) -> Lark:
    return Lark(_GRAMMAR, parser="lalr", start=start, propagate_positions=False)


def question_of(shape: str, first: int) -> Question | None:
    """The question that a shape asks, its numbers counted from `first`; None if it asks none."""
    return cast("Question | None", _built("asked", shape, first))


def calculation_of(shape: str, first: int) -> Tree | None:
    """The tree of a calculation without an unknown, its numbers counted from `first`; None if it is not one."""
    tree = cast("Tree | None", _built("sum", shape, first))
    return None if tree is None or unknowns(tree) else tree


def _built(start: str, shape: str, first: int) -> object:
    if shape.count("(") > _MAX_PARENTHESES or len(shape) > 50 * _MAX_PARENTHESES:
        return None
    try:
        return _Builder(first).transform(_parser(start).parse(shape))
    except LarkError:
        return None


def unknowns(tree: Tree) -> set[str]:
    """The names of the unknowns in a tree."""
    if isinstance(tree, Operation):
        return unknowns(tree.left) | unknowns(tree.right)
    return {tree.name} if isinstance(tree, Unknown) else set()
