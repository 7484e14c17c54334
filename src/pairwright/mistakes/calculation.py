"""Calculations as text, worked out on whole columns.

A mistake such as `({c}+{b})/{a}` is declared once, as the text that such a learner writes; its value
comes from the same text, so the two cannot disagree.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pairwright.keyed import Integers
from pairwright.wording.template import slots

Booleans = npt.NDArray[np.bool_]


def value_of(calculation: str, numbers: Mapping[str, Integers]) -> tuple[Integers, Booleans]:
    """The value of a calculation, and whether it is a whole number there.

    Numbers up to 10**9 and at most one product: nothing exceeds 4 * 10**18, so 64 bits are exact.

    Args:
        calculation: `+`, `-`, `*`, parentheses, slots, and at most one division, done last.
        numbers: slot -> int64 column.

    Returns:
        The values (int64; 0 where there is none) and a bool column: defined, and a whole number.

    >>> numbers = {"a": np.array([3, 3]), "b": np.array([5, 5]), "c": np.array([20, 21])}
    >>> values, whole = value_of("({c}-{b})/{a}", numbers)
    >>> values.tolist(), whole.tolist()
    ([5, 0], [True, False])

    """
    tree = _parsed(calculation)
    size = next(iter(numbers.values())).shape
    if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div)):
        return np.broadcast_to(_worked_out(tree, numbers), size).astype(np.int64), np.ones(size, dtype=bool)
    top, bottom = (np.broadcast_to(_worked_out(side, numbers), size) for side in (tree.left, tree.right))
    divisor = np.where(bottom == 0, 1, bottom)
    quotient = top // divisor
    whole = (quotient * divisor == top) & (bottom != 0)
    return np.where(whole, quotient, 0), whole


@lru_cache(maxsize=1024)
def _parsed(calculation: str) -> ast.expr:
    """The tree of a calculation.

    Raises:
        ValueError: it is none, or its value might not fit into 64 bits.

    """
    plain = calculation.format(**{name: name for name in slots(calculation)})
    try:
        tree = ast.parse(plain, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"{calculation!r} is not a calculation; write something like ({{c}}-{{b}})/{{a}}") from error
    if sum(isinstance(node, ast.Mult) for node in ast.walk(tree)) > 1:
        raise ValueError(f"{calculation!r} has more than one product, which may not fit into 64 bits")
    return tree


def _worked_out(tree: ast.expr, numbers: Mapping[str, Integers]) -> Integers | int:
    if isinstance(tree, ast.Name):
        return numbers[tree.id]
    if isinstance(tree, ast.Constant) and isinstance(tree.value, int):
        return tree.value
    if isinstance(tree, ast.BinOp):
        left, right = _worked_out(tree.left, numbers), _worked_out(tree.right, numbers)
        if isinstance(tree.op, ast.Add):
            return left + right
        if isinstance(tree.op, ast.Sub):
            return left - right
        if isinstance(tree.op, ast.Mult):
            return left * right
    raise ValueError(
        f"{ast.unparse(tree)!r} is not a sum, difference or product, with a division only as the last step"
    )
