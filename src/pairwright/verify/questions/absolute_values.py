"""Equations with the absolute value of what has the unknown, as equations without: |x-0| = 0 is (x-0)^2 = 0^2."""

from __future__ import annotations

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, unknowns

_NEVER_NEGATIVE = frozenset(["+", "*", "/", "difference"])


def is_open(tree: Tree) -> bool:
    """Whether the absolute value of what has an unknown stands in a tree."""
    if not isinstance(tree, Operation):
        return False
    return (tree.operator == "abs" and bool(unknowns(tree.right))) or is_open(tree.left) or is_open(tree.right)


def is_left_open(read: Tree | Question | None) -> bool:
    """Whether such a value is left in what was read: no polynomial is one."""
    if isinstance(read, Question):
        return any(is_open(side) for sides in read.equations for side in sides)
    return read is not None and is_open(read)


def squared(left: Tree, right: Tree) -> tuple[Tree, Tree] | None:
    """Both sides of an equation squared where they are an absolute value and no less than 0; None where they are not."""
    if not is_open(left):
        left, right = right, left
    if _is_value(left) and _is_value(right):
        return _square(left), _square(right)
    if not _is_given(right):
        return None
    while isinstance(left, Operation) and not _is_value(left):
        found = _moved(left, right)
        if found is None:
            return None
        left, right = found
    return (_square(left), Operation("^", right, Constant(2))) if _is_value(left) else None


def _moved(left: Operation, right: Tree) -> tuple[Tree, Tree] | None:
    """The equation without the last operation of its left side; of what may be negative the sign is in doubt."""
    one, other = left.left, left.right
    if is_open(one) and _is_given(other):
        operator = {"+": "difference", "-": "+", "*": "/", "/": "*"}.get(left.operator)
        return None if operator is None else (one, Operation(operator, right, other))
    if is_open(other) and _is_given(one):
        if left.operator == "-":
            return other, Operation("difference", one, right)
        operator = {"+": "difference", "*": "/"}.get(left.operator)
        return None if operator is None else (other, Operation(operator, right, one))
    return None


def _is_value(tree: Tree) -> bool:
    return isinstance(tree, Operation) and tree.operator == "abs" and not is_open(tree.right)


def _is_given(tree: Tree) -> bool:
    """Whether a tree is a number that cannot be negative, or one whose sign would be in doubt."""
    if isinstance(tree, Operation):
        return tree.operator in _NEVER_NEGATIVE and _is_given(tree.left) and _is_given(tree.right)
    return isinstance(tree, Numeral | Constant)


def _square(value: Tree) -> Tree:
    return Operation("^", value.right if isinstance(value, Operation) else value, Constant(2))
