"""Several linear equations with as many unknowns: solved by Cramer's rule, as trees of what is given.

`x+y=5, x-y=1` has x = (5*(-1) - 1*1) / (1*(-1) - 1*1); where the determinant is 0 there is not just one solution, and the
question is degenerate, as every division by 0 is.  Cramer, Introduction a l'analyse des lignes courbes (1750), appendix.
"""

from __future__ import annotations

from collections.abc import Sequence

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown, Zero, substituted, unknowns

# Of more the determinants grow as their factorial.
_MAX_UNKNOWNS = 3
_KNOWN = ""
Linear = dict[str, Tree]
Equations = Sequence[tuple[Tree, Tree]]


def solved(equations: Equations, names: Sequence[str]) -> Question | None:
    """The question for some unknowns of a system, or all; None where it is not linear, or has too few equations.

    Args:
        equations: both sides of each.
        names: the unknowns that are asked for, in this order.
    """
    values = _values(equations)
    if values is None or not set(names) <= set(values) or len(set(names)) != len(names):
        return None
    (first, *others) = names
    further = tuple((values[name], Unknown(name)) for name in others)
    return Question(values[first], Unknown(first), further, tuple(names) if further else ())


def put_in(tree: Tree, equations: Equations) -> Question | None:
    """The question what a calculation with unknowns comes to, where equations tell them; None where they do not.

    Args:
        tree: the calculation, more than one letter.
        equations: both sides of each.
    """
    values = _values(equations)
    if values is None or not isinstance(tree, Operation) or set(values) != unknowns(tree):
        return None
    return Question(substituted(tree, values), Unknown("?"))


def _values(equations: Equations) -> dict[str, Tree] | None:
    names = sorted({name for sides in equations for side in sides for name in unknowns(side)})
    if not names or "?" in names or len(names) != len(equations) or len(names) > _MAX_UNKNOWNS:
        return None
    rows: list[Linear] = []
    for left, right in equations:
        sides = _linear(left), _linear(right)
        if sides[0] is None or sides[1] is None:
            return None
        rows.append(_combined("-", sides[0], sides[1]))
    matrix = [[row.get(name, Zero()) for name in names] for row in rows]
    given = [_negative(row.get(_KNOWN, Zero())) for row in rows]
    below = _determinant(matrix)
    return {
        name: _quotient(
            _determinant([[*row[:at], known, *row[at + 1 :]] for row, known in zip(matrix, given, strict=True)]), below
        )
        for at, name in enumerate(names)
    }


def _linear(tree: Tree) -> Linear | None:
    """What each unknown is multiplied by, and what stands alone; None where it is not linear."""
    if isinstance(tree, Unknown):
        return {tree.name: Constant(1)}
    if not unknowns(tree):
        return {_KNOWN: tree}
    if not isinstance(tree, Operation):
        return None
    left, right = _linear(tree.left), _linear(tree.right)
    if left is None or right is None:
        return None
    if tree.operator in {"+", "-"}:
        return _combined(tree.operator, left, right)
    if tree.operator == "*" and not (unknowns(tree.left) and unknowns(tree.right)):
        factor, other = (tree.left, right) if unknowns(tree.right) else (tree.right, left)
        return {name: _product(factor, each) for name, each in other.items()}
    if tree.operator == "/" and not unknowns(tree.right):
        return {name: Operation("/", each, tree.right) for name, each in left.items()}
    return None


def _combined(operator: str, left: Linear, right: Linear) -> Linear:
    return {name: _sum(operator, left.get(name, Zero()), right.get(name, Zero())) for name in {**left, **right}}


def _sum(operator: str, left: Tree, right: Tree) -> Tree:
    if right == Zero():
        return left
    return right if operator == "+" and left == Zero() else Operation(operator, left, right)


def _product(left: Tree, right: Tree) -> Tree:
    if Zero() in {left, right}:
        return Zero()
    if left == Constant(1):
        return right
    return left if right == Constant(1) else Operation("*", left, right)


def _quotient(above: Tree, below: Tree) -> Tree:
    return above if below == Constant(1) else Operation("/", above, below)


def _negative(tree: Tree) -> Tree:
    if isinstance(tree, Operation) and tree.operator == "-" and tree.left == Zero():
        return tree.right
    return tree if tree == Zero() else Operation("-", Zero(), tree)


def _determinant(matrix: list[list[Tree]]) -> Tree:
    """By the first row; what is 0 is left out."""
    first, *others = matrix
    if not others:
        return first[0]
    found: Tree = Zero()
    for at, factor in enumerate(first):
        minor = _determinant([[*row[:at], *row[at + 1 :]] for row in others])
        found = _sum("-" if at % 2 else "+", found, _product(factor, minor))
    return found
