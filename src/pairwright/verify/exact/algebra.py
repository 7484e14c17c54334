"""Trees and columns of numbers to exact fractions of polynomials in the unknown."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pairwright.verify.exact.polynomials import Fraction, Minus, Value
from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Scale, Tree, Unknown


@dataclass(frozen=True)
class Columns:
    """The numbers of texts of one shape.

    Attributes:
        values: for each run of digits, its value.
        scales: for each run whose digits count (after a decimal point, or repeated), 10 to their number.
        exponents: for each run that is an exponent, its one value.
    """

    values: Sequence[Value]
    scales: Mapping[int, Value] = field(default_factory=dict)
    exponents: Mapping[int, int] = field(default_factory=dict)


def fraction_of(tree: Tree, columns: Columns, minus: Minus = operator.sub) -> Fraction:
    """The value of a tree.

    Args:
        tree: as parsed.
        columns: the numbers of the text.
        minus: subtraction; `operator.add` on single absolute values gives a bound on every coefficient.
    """
    if isinstance(tree, Unknown):
        return Fraction([0, 1], [1])
    if isinstance(tree, Numeral):
        return _written(tree, columns)
    if isinstance(tree, Scale):
        return Fraction([columns.scales[tree.index]], [1])
    if not isinstance(tree, Operation):
        return Fraction([tree.value if isinstance(tree, Constant) else 0], [1])
    left, row = fraction_of(tree.left, columns, minus), OPERATIONS[tree.operator]
    if row.raised is not None:
        raised = row.raised if minus is operator.sub else row.raised_bound or row.raised
        return raised(left, exponent_of(tree.right, columns.exponents))
    right = fraction_of(tree.right, columns, minus)
    return row.bound(left, right) if minus is operator.add else row.value(left, right)


def exponent_of(tree: Tree, exponents: Mapping[int, int]) -> int:
    """The one value of an exponent, a numeral or a constant."""
    if isinstance(tree, Constant):
        return tree.value
    return exponents[tree.index] if isinstance(tree, Numeral) else 1


def exponents(tree: Tree) -> list[Numeral]:
    """The numerals of a tree that are exponents."""
    if not isinstance(tree, Operation):
        return []
    if OPERATIONS[tree.operator].raised is None:
        return exponents(tree.left) + exponents(tree.right)
    return exponents(tree.left) + ([tree.right] if isinstance(tree.right, Numeral) else [])


def _written(numeral: Numeral, columns: Columns) -> Fraction:
    value = columns.values[numeral.index] if numeral.groups else 0
    after = numeral.index + numeral.groups
    for index in range(numeral.index + 1, after):
        value = value * 1000 + columns.values[index]
    if not numeral.decimal:
        return Fraction([value], [1])
    scale = columns.scales[after]
    return Fraction([value * scale + columns.values[after]], [scale])
