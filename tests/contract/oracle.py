"""Facts told from texts in plain Python, by no code of the package: for every kind whose questions are equations.

A fact is a relation and the sizes of its numbers: `57+4=?`, `61-4=?` and `x-57=4,x=?` are `+ {4, 57, 61}`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fractions import Fraction

Fact = tuple[str, tuple[Fraction, ...]]
_SIGNS = {ast.Add: "+", ast.Sub: "+", ast.Mult: "*", ast.Div: "*"}


def fact(relation: str, *numbers: Fraction) -> Fact:
    return relation, tuple(sorted(map(abs, numbers)))


def value(tree: ast.expr) -> Fraction:
    if isinstance(tree, ast.Constant):
        return Fraction(str(tree.value))
    if isinstance(tree, ast.UnaryOp):
        return -value(tree.operand)
    assert isinstance(tree, ast.BinOp), ast.dump(tree)
    left, right = value(tree.left), value(tree.right)
    if isinstance(tree.op, ast.Add):
        return left + right
    if isinstance(tree.op, ast.Sub):
        return left - right
    if isinstance(tree.op, ast.Pow):
        return Fraction(left ** int(right))
    return left * right if isinstance(tree.op, ast.Mult) else left / right


def parsed(text: str) -> ast.expr:
    """The tree of a calculation, in which 10/3 is one number: x*10/3 is x times ten thirds, x*6/3 two operations."""
    return ast.parse(re.sub(r"(?<![\d.)/])(\d+)/(\d+)(?![\d./])", _as_fraction, text.strip()), mode="eval").body


def _as_fraction(written: re.Match[str]) -> str:
    return written[0] if int(written[1]) % int(written[2]) == 0 else f"({written[0]})"


def is_number(tree: ast.expr) -> bool:
    """Whether it is written as one number: 5, -5, 0.5, or 5/6, a fraction in lowest terms that is no division."""
    if isinstance(tree, ast.UnaryOp):
        return is_number(tree.operand)
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div) and is_number(tree.left) and is_number(tree.right):
        return value(tree).denominator != 1
    return isinstance(tree, ast.Constant)


def operations(tree: ast.expr) -> Iterator[Fact]:
    """The fact that each single operation of a calculation states, those of its parts too."""
    if isinstance(tree, ast.UnaryOp):
        yield from operations(tree.operand)
    elif isinstance(tree, ast.BinOp) and not is_number(tree):
        yield from operations(tree.left)
        yield from operations(tree.right)
        # Of powers nothing is stated that a question of one of the four operations asks.
        if type(tree.op) in _SIGNS:
            yield fact(_SIGNS[type(tree.op)], value(tree.left), value(tree.right), value(tree))


def stated(question: str, answer: str) -> set[Fact]:
    """All facts of single operations that a question states once its answer is known; none of questions in words."""
    return set(_operations_of(question, answer))


def asked_in_one_step(question: str, answer: str) -> Fact | None:
    """The fact of a question of just one operation; None if it is of more steps, or in words."""
    found = list(_operations_of(question, answer))
    return found[0] if len(found) == 1 else None


def _operations_of(question: str, answer: str) -> Iterator[Fact]:
    equation = re.fullmatch(r"([-+*/().\dx ]+)=(?:\?|([-+*/().\dx ]+),x=\?)", question)
    for part in equation.groups() if equation and "//" not in question and "0x" not in question else ():
        yield from operations(parsed(part.replace("x", f"({answer})"))) if part else ()
