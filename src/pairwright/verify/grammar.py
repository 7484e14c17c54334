"""The grammar of questions and calculations, over shapes (each run of digits is written 0).

A question is an equation with one unknown that is asked for, or an expression to work out:
`x-0=0,x=?`, `0x+0=0, find x`, `Solve 0-x=0 for x.`, `0+0=?`, `What is 0×0?`.

`6/2x` is refused: some read it as 6/(2x), others as (6/2)x, and a verifier must not guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lark import Lark, Token
from lark.exceptions import LarkError
from lark.visitors import Transformer_NonRecursive

_GRAMMAR = r"""
    asked: sum _IS "?"                                    -> work_out
         | (_WHAT_IS | _WORK_OUT) sum (_IS? "?" | ".")?                -> work_out
         | equation ","? UNKNOWN _IS "?"                  -> solve
         | equation ("," | ".")? _FIND UNKNOWN (_IS? "?" | ".")?  -> solve
         | equation ","? _WHAT_IS UNKNOWN "?"             -> solve
         | "Solve"i equation "for"i UNKNOWN "."?          -> solve
         | ("Solve"i "for"i | _FIND) UNKNOWN (":" | ","? "if"i) equation "."? -> sought
    equation: sum _IS sum

    ?sum: product | sum _PLUS product -> add | sum _MINUS product -> subtract
    ?product: signed | product _TIMES signed -> multiply | product _OVER divisor -> divide
    ?signed: implicit | _MINUS signed -> negate | _PLUS signed
    ?divisor: power | _MINUS divisor -> negate | _PLUS divisor
    ?implicit: power | implicit open_power -> multiply
    ?power: atom | atom "^" exponent -> power
    ?open_power: open | open "^" exponent -> power
    ?atom: numeral | open
    ?open: UNKNOWN -> unknown | "(" sum ")"
    numeral: NUMERAL
    exponent: EXPONENT

    NUMERAL: /0(,0)*(\.0)?/
    EXPONENT: /0(?![.,]0)/
    UNKNOWN: /[a-zA-Z](?![a-zA-Z])/
    _WHAT_IS.2: /what[ \t]+is\b|what's\b/i
    _WORK_OUT.2: /(calculate|compute|evaluate|work[ \t]+out)\b/i
    _FIND.2: /find\b/i
    _IS: "="
    _PLUS: "+"
    _MINUS: "-" | "−"
    _TIMES: "*" | "×" | "·" | "⋅"
    _OVER: "/" | "÷"
    %ignore /[ \t]+/
"""
# Deeper nesting and longer texts are refused, so that none can exhaust the stack.
_MAX_PARENTHESES = 50
_MAX_LENGTH = 2000
_MAX_SYMBOLS = 300


@dataclass(frozen=True)
class Numeral:
    """A number as written: runs of digits `index`..`index + groups - 1` of the text.

    Attributes:
        groups: more than one where commas part the thousands; none where it begins with the point (`.5`).
        decimal: whether one more run follows, after a point.
    """

    index: int
    groups: int = 1
    decimal: bool = False


@dataclass(frozen=True)
class Zero:
    """The number 0, from which a negated tree is taken."""


@dataclass(frozen=True)
class Constant:
    """A number that stands in the text without digits: `ninety-five`, the 1 and 2 of `½`, the 10 of `2e3`."""

    value: int


@dataclass(frozen=True)
class Scale:
    """10 to the number of digits of a run: what the repeating part of a decimal is divided by, and 1 more."""

    index: int


@dataclass(frozen=True)
class Unknown:
    """The unknown."""

    name: str


@dataclass(frozen=True)
class Operation:
    """`+`, `-`, `*`, `/` or `^` of two trees; the right side of `^` is a numeral."""

    operator: str
    left: Tree
    right: Tree


Tree = Numeral | Zero | Constant | Scale | Unknown | Operation


@dataclass(frozen=True)
class Question:
    """Two sides that must be equal when the answer stands for the unknown.

    `57+4=?` has the sides 57+4 and the answer itself, so its right side is the unknown `?`.
    """

    left: Tree
    right: Tree

    @property
    def unknown(self) -> str:
        """The letter of the unknown, `?` where an expression is to be worked out."""
        return next(iter(unknowns(self.left) | unknowns(self.right)))


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

    def add(self, sides: list[Tree]) -> Tree:
        return Operation("+", *sides)

    def subtract(self, sides: list[Tree]) -> Tree:
        return Operation("-", *sides)

    def multiply(self, sides: list[Tree]) -> Tree:
        return Operation("*", *sides)

    def divide(self, sides: list[Tree]) -> Tree:
        return Operation("/", *sides)

    def power(self, sides: list[Tree]) -> Tree:
        return Operation("^", *sides)

    def negate(self, sides: list[Tree]) -> Tree:
        return Operation("-", Zero(), sides[0])

    def equation(self, sides: list[Tree]) -> tuple[Tree, Tree]:
        return sides[0], sides[1]

    def work_out(self, children: list[Tree]) -> Question | None:
        expression = children[0]
        return None if unknowns(expression) else Question(expression, Unknown("?"))

    def solve(self, children: list[object]) -> Question | None:
        return self._equation(children[0], children[1])

    def sought(self, children: list[object]) -> Question | None:
        return self._equation(children[1], children[0])

    def _equation(self, sides: object, name: object) -> Question | None:
        left, right = cast(tuple[Tree, Tree], sides)
        asked_for = str(name)
        return Question(left, right) if unknowns(left) | unknowns(right) == {asked_for} else None


@lru_cache(maxsize=2)
def _parser(start: str) -> Lark:
    return Lark(_GRAMMAR, parser="lalr", start=start, propagate_positions=False)


def question_of(shape: str, first: int) -> Question | None:
    """The question that a shape asks, its numbers counted from `first`; None if it asks none."""
    return cast("Question | None", _built("asked", shape.strip(), first))


def calculation_of(shape: str, first: int) -> Tree | None:
    """The tree of a calculation without an unknown, its numbers counted from `first`; None if it is not one."""
    tree = tree_of(shape, first)
    return None if tree is None or unknowns(tree) else tree


def tree_of(shape: str, first: int) -> Tree | None:
    """The tree of one side of an equation, its numbers counted from `first`; None if it is not one."""
    return cast("Tree | None", _built("sum", shape, first))


def _built(start: str, shape: str, first: int) -> object:
    if len(shape) > _MAX_LENGTH or shape.count("(") > _MAX_PARENTHESES:
        return None
    if len(shape) - shape.count(" ") - shape.count("\t") > _MAX_SYMBOLS:
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


def numerals(tree: Tree) -> list[Numeral]:
    """The numerals of a tree, from left to right."""
    if isinstance(tree, Operation):
        return numerals(tree.left) + numerals(tree.right)
    return [tree] if isinstance(tree, Numeral) else []


def scales(tree: Tree) -> list[int]:
    """The runs of digits of a tree whose number of digits counts: those behind a point, and those of a `Scale`."""
    if isinstance(tree, Operation):
        return scales(tree.left) + scales(tree.right)
    if isinstance(tree, Scale):
        return [tree.index]
    return [tree.index + tree.groups] if isinstance(tree, Numeral) and tree.decimal else []


def exponents(tree: Tree) -> list[Numeral]:
    """The numerals of a tree that are exponents."""
    if not isinstance(tree, Operation):
        return []
    own = numerals(tree.right) if tree.operator == "^" else []
    return own + exponents(tree.left) + ([] if own else exponents(tree.right))
