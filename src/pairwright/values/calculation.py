"""Calculations as text, worked out on whole columns.

A step or a mistake such as `({c}+{b})/{a}` is declared once, as the text that is shown; its value comes
from the same text, so the two cannot disagree.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from math import factorial, prod

from pairwright.keyed import Integers
from pairwright.lazily import np
from pairwright.values import exact
from pairwright.values.exact import Booleans, Exact
from pairwright.wording.template import slots

_LIMIT = 1 << 63
_PARTS = "use + - * / // % **, < <= == != >= >, gcd, lcm, min, max, abs, least_factor, factorial, divisor, smallest"
_Combine = Callable[[Exact, Exact], Exact]

_OPERATIONS: Mapping[type[ast.operator], _Combine] = {
    ast.Add: exact.added,
    ast.Sub: lambda a, b: exact.added(a, exact.negated(b)),
    ast.Mult: exact.multiplied,
    ast.Div: exact.divided,
    ast.FloorDiv: exact.floored,
    ast.Mod: exact.remaining,
    ast.Pow: exact.powered,
}
SIGNS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
_FUNCTIONS: Mapping[str, _Combine] = {
    "gcd": exact.greatest_divisor,
    "lcm": exact.least_multiple,
    "min": exact.smaller,
    "max": exact.larger,
    "divisor": exact.nth_divisor,
}
_FUNCTIONS_OF_ONE: Mapping[str, Callable[[Exact], Exact]] = {
    "abs": exact.magnitude,
    "least_factor": exact.least_factor,
    "factorial": exact.factorial,
}
_ORDERS: Mapping[type[ast.cmpop], Callable[[Integers, Integers | int], Booleans]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
}
# The names that are no numbers in a calculation.
FUNCTIONS = frozenset({*_FUNCTIONS, *_FUNCTIONS_OF_ONE, "smallest"})
# No power of 2 or more with a larger exponent fits into 64 bits.
_LARGEST_EXPONENT = 62
# Beyond, a number's least factor is not looked for: it takes a step for each number up to the root.
LARGEST_FACTORED = 10**8
# Its divisors take a step each.
LARGEST_DIVIDED = 10**4
# The largest numerator and denominator that a number can have.
Size = tuple[int, int]


def worked_out(calculation: str, numbers: Mapping[str, Exact]) -> Exact:
    """The exact values of a calculation.

    Args:
        calculation: `+ - * / // % **`, `gcd lcm min max abs least_factor factorial`, `divisor` (number, which) and
            `smallest` (which, numbers), parentheses, whole numbers and slots; a comparison counts 1 where it holds,
            else 0.
        numbers: slot -> column.

    >>> found = worked_out("({c}-{b})/{a}", {"a": Exact(np.array([3, 0])), "b": Exact(np.array([5, 5])),
    ...     "c": Exact(np.array([21, 20]))})
    >>> found.n.tolist(), found.d.tolist()
    ([16, 0], [3, 0])

    """
    return _value(parsed(calculation), numbers)


def operations(calculation: str, numbers: Mapping[str, Exact]) -> Iterator[tuple[str, Exact, Exact]]:
    """The operations `+ - * / // % **` of a calculation, each with the values on its left and on its right.

    >>> numbers = {"a": Exact(np.array([3])), "b": Exact(np.array([5]))}
    >>> [(sign, left.n.tolist(), right.n.tolist()) for sign, left, right in operations("{a}*({a}+{b})", numbers)]
    [('*', [3], [8]), ('+', [3], [5])]
    """
    for node in ast.walk(parsed(calculation)):
        if isinstance(node, ast.BinOp):
            yield SIGNS[type(node.op)], _value(node.left, numbers), _value(node.right, numbers)


def holds(condition: str, numbers: Mapping[str, Exact]) -> Booleans:
    """Whether a comparison such as `{a}<{b}` or `gcd({a},{b})==1` holds (bool), and all of it is defined.

    >>> holds("{a}<2*{b}", {"a": Exact(np.array([3, 4])), "b": Exact(np.array([2, 2]))}).tolist()
    [True, False]
    """
    tree = parsed(condition)
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        raise ValueError(f"{condition!r} is not a condition; write one comparison, such as {{a}}<{{b}}")
    return _compared_values(tree, numbers)[0]


def _compared_values(tree: ast.Compare, numbers: Mapping[str, Exact]) -> tuple[Booleans, Booleans]:
    """Whether a comparison holds, and whether both sides of it are defined."""
    left, right = _value(tree.left, numbers), _value(tree.comparators[0], numbers)
    order = _ORDERS[type(tree.ops[0])]
    if left.d is None and right.d is None:
        # Most are; so it takes a sixth of the time.
        return np.asarray(order(left.n, right.n)), np.ones(1, dtype=bool)
    defined = left.defined & right.defined
    return order(exact.compared(left, right), 0) & defined, defined


def value_of(calculation: str, numbers: Mapping[str, Integers]) -> tuple[Integers, Booleans]:
    """The value of a calculation with whole numbers, and whether it is a whole number there.

    Numbers up to 10**9 and at most one product: nothing exceeds 4 * 10**18, so 64 bits are exact.

    Args:
        calculation: as for `worked_out`.
        numbers: slot -> int64 column.

    Returns:
        The values (int64; 0 where there is none) and a bool column: defined, and a whole number.

    >>> numbers = {"a": np.array([3, 3]), "b": np.array([5, 5]), "c": np.array([20, 21])}
    >>> values, whole = value_of("({c}-{b})/{a}", numbers)
    >>> values.tolist(), whole.tolist()
    ([5, 0], [True, False])

    """
    tree = parsed(calculation)
    size = next(iter(numbers.values())).shape
    columns = {name: Exact(column) for name, column in numbers.items()}
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div):
        # By a third of the cost of lowest terms.
        top, bottom = _value(tree.left, columns), _value(tree.right, columns)
        if top.d is None and bottom.d is None:
            divisor = np.where(bottom.n == 0, 1, bottom.n)
            quotient = exact.quotient(top.n, divisor)
            whole = (quotient * divisor == top.n) & (bottom.n != 0)
            return np.where(whole, quotient, 0), np.broadcast_to(whole, size)
    found = _value(tree, columns)
    n = np.broadcast_to(found.n, size).astype(np.int64)
    return (n, np.ones(size, dtype=bool)) if found.d is None else (np.where(found.whole, n, 0), found.whole)


def require_calculation(calculation: str, known: Collection[str], where: str) -> None:
    """Refuse a text that is no calculation over known names.

    Raises:
        ValueError: in one line that says where it stands, what is wrong, and what to write.

    """
    _require(calculation, known, where, is_condition=False)


def require_condition(condition: str, known: Collection[str], where: str) -> None:
    """Refuse a text that is no comparison of two calculations over known names.

    Raises:
        ValueError: in one line that says where it stands, what is wrong, and what to write.

    """
    _require(condition, known, where, is_condition=True)


def _require(written: str, known: Collection[str], where: str, *, is_condition: bool) -> None:
    try:
        tree = parsed(written)
        if not _names_in(written).issubset(known):
            name = next(each for each in slots(written) if each not in known)
            raise ValueError(f"{written!r} has the slot {name!r}; there are: {', '.join(sorted(known))}")
        if is_condition:
            _compared(tree, written)
        if (part := _unknown_part(tree)) is not None:
            raise ValueError(f"{written!r} is not a calculation: {ast.unparse(part)!r}; {_PARTS}")
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


# Views of a kind have many calculations in common.
@lru_cache(maxsize=4096)
def _names_in(calculation: str) -> frozenset[str]:
    return frozenset(slots(calculation))


def _compared(tree: ast.expr, condition: str) -> tuple[ast.expr, ast.expr]:
    """The two sides of a condition."""
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in _ORDERS:
        raise ValueError(f"{condition!r} is not a condition; write one comparison, such as {{a}}<{{b}}")
    return tree.left, tree.comparators[0]


def size_of(calculation: str, sizes: Mapping[str, Size]) -> Size:
    """The largest numerator and denominator that a calculation can come to, and any part of it on the way.

    Args:
        calculation: as for `worked_out`.
        sizes: slot -> the largest numerator and denominator of its column.

    Raises:
        OverflowError: some part of it may need more than 64 bits.

    >>> size_of("{a}*{b}+1", {"a": (100, 1), "b": (20, 1)})
    (2001, 1)

    """
    return _size(parsed(calculation), sizes)


@lru_cache(maxsize=4096)
def parsed(calculation: str) -> ast.expr:
    """The tree of a calculation or condition.

    Raises:
        ValueError: it is none.

    """
    plain = calculation.format(**{name: name for name in slots(calculation)})
    try:
        return _shared(ast.parse(plain, mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"{calculation!r} is not a calculation; write something like ({{c}}-{{b}})/{{a}}") from error


_NODES: dict[tuple[object, ...], ast.expr] = {}


def _shared(node: ast.expr) -> ast.expr:
    """The one node of all equal parts of calculations: so they are told apart, and remembered, without being read."""
    if isinstance(node, ast.Name):
        # Half of all nodes; the others are taken apart field by field.
        return _NODES.setdefault((ast.Name, node.id), node)
    key: list[object] = [type(node)]
    for name in node._fields:
        value = getattr(node, name)
        if isinstance(value, ast.expr):
            value = _shared(value)
            setattr(node, name, value)
            key.append(value)
        elif isinstance(value, list):
            value[:] = [_shared(each) if isinstance(each, ast.expr) else each for each in value]
            key += map(_identity, value)
        else:
            key.append(_identity(value))
    return _NODES.setdefault(tuple(key), node)


def _identity(part: object) -> object:
    """What tells parts of nodes apart: shared nodes by themselves, signs by their types, names and numbers by both."""
    if isinstance(part, ast.expr):
        return part
    return type(part) if isinstance(part, ast.AST) else (type(part), part)


@lru_cache(maxsize=8192)
def written(tree: ast.expr) -> str:
    """The text of a part of a calculation, its names without braces."""
    return ast.unparse(tree)


class Remembering(dict[str, Exact]):
    """Numbers by name, with all that was worked out from them: steps and facts of a view have many parts in common.

    A name keeps its column; columns are not changed.
    """

    def __init__(self, numbers: Mapping[str, Exact]) -> None:
        super().__init__(numbers)
        self.found: dict[ast.expr, Exact] = {}
        self.sorted: dict[tuple[ast.expr, ...], list[Exact]] = {}


class Sizes(dict[str, Size]):
    """The sizes of numbers by name, with those of all that was made of them."""

    def __init__(self, sizes: Mapping[str, Size]) -> None:
        super().__init__(sizes)
        self.found: dict[ast.expr, Size] = {}


def _value(tree: ast.expr, numbers: Mapping[str, Exact]) -> Exact:
    if isinstance(tree, ast.Name):
        return numbers[tree.id]
    if isinstance(tree, ast.Constant):
        return Exact(np.int64(tree.value))  # type: ignore[arg-type]  # a column of one value for all rows
    if not isinstance(numbers, Remembering):
        return _value_anew(tree, numbers)
    if tree not in numbers.found:
        numbers.found[tree] = _value_anew(tree, numbers)
    return numbers.found[tree]


def _value_anew(tree: ast.expr, numbers: Mapping[str, Exact]) -> Exact:
    if isinstance(tree, ast.UnaryOp):
        return exact.negated(_value(tree.operand, numbers))
    if isinstance(tree, ast.BinOp):
        return _OPERATIONS[type(tree.op)](_value(tree.left, numbers), _value(tree.right, numbers))
    return _compared_as_number(tree, numbers) if isinstance(tree, ast.Compare) else _value_of_call(tree, numbers)


def _compared_as_number(tree: ast.Compare, numbers: Mapping[str, Exact]) -> Exact:
    true, defined = _compared_values(tree, numbers)
    return Exact(true.astype(np.int64), None if defined.all() else defined.astype(np.int64))


def _value_of_call(tree: ast.expr, numbers: Mapping[str, Exact]) -> Exact:
    name, arguments = _called(tree)
    if name == "smallest":
        place = _value(arguments[0], numbers)
        return _in_order(arguments[1:], numbers)[int(np.max(place.n)) - 1]
    found = [_value(each, numbers) for each in arguments]
    if name in _FUNCTIONS_OF_ONE:
        return _FUNCTIONS_OF_ONE[name](found[0])
    value = found[0]
    for other in found[1:]:
        value = _FUNCTIONS[name](value, other)
    return value


def _in_order(trees: Sequence[ast.expr], numbers: Mapping[str, Exact]) -> list[Exact]:
    """Values sorted by size; whoever asks for the least will ask for the next."""
    if not isinstance(numbers, Remembering):
        return exact.in_order([_value(each, numbers) for each in trees])
    if (asked := tuple(trees)) not in numbers.sorted:
        numbers.sorted[asked] = exact.in_order([_value(each, numbers) for each in trees])
    return numbers.sorted[asked]


def _called(tree: ast.expr) -> tuple[str, list[ast.expr]]:
    """The name of a called function, and its arguments."""
    if not (isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name)):
        raise ValueError(f"{ast.unparse(tree)!r} is not part of a calculation; {_PARTS}")
    return tree.func.id, tree.args


# A node is looked at once, however many calculations it is part of.
@lru_cache(maxsize=16_384)
def _unknown_part(node: ast.expr) -> ast.expr | None:
    """The first part of a calculation, or all of it, that is none; None if there is no such part."""
    if isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) is int):
        return None
    parts: Sequence[ast.expr]
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        parts = (node.left, node.right)
    elif isinstance(node, ast.Call) and _is_function(node):
        parts = node.args
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        parts = (node.operand,)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _ORDERS:
        parts = (node.left, *node.comparators)
    else:
        return node
    return next((found for part in parts if (found := _unknown_part(part)) is not None), None)


def _is_function(node: ast.Call) -> bool:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    return not node.keywords and (
        (name in _FUNCTIONS_OF_ONE and len(node.args) == 1)
        or (name in {*_FUNCTIONS, "smallest"} and len(node.args) > 1)
    )


def _size(tree: ast.expr, sizes: Mapping[str, Size]) -> Size:
    if isinstance(tree, ast.Name):
        return sizes[tree.id]
    if isinstance(tree, ast.Constant):
        return abs(int(str(tree.value))), 1
    if not isinstance(sizes, Sizes):
        return _size_anew(tree, sizes)
    if tree not in sizes.found:
        sizes.found[tree] = _size_anew(tree, sizes)
    return sizes.found[tree]


def _size_anew(tree: ast.expr, sizes: Mapping[str, Size]) -> Size:
    if isinstance(tree, ast.UnaryOp):
        return _size(tree.operand, sizes)
    if isinstance(tree, ast.BinOp):
        return _fitting(_SIZES[type(tree.op)](_size(tree.left, sizes), _size(tree.right, sizes)), tree)
    if isinstance(tree, ast.Compare):
        _fitting(_SIZES[ast.Sub](_size(tree.left, sizes), _size(tree.comparators[0], sizes)), tree)
        return 1, 1
    return _size_of_call(tree, sizes)


def _size_of_call(tree: ast.expr, sizes: Mapping[str, Size]) -> Size:
    name, arguments = _called(tree)
    found = [_size(each, sizes) for each in arguments]
    if name == "lcm":
        return _fitting((prod(n for n, _ in found), 1), tree)
    if name == "factorial":
        # Of a larger number there is none.
        return factorial(min(found[0][0], exact.LARGEST_FACTORIAL)), 1
    most = {"least_factor": LARGEST_FACTORED, "divisor": LARGEST_DIVIDED}.get(name, _LIMIT)
    if found[0][0] > most:
        raise OverflowError(f"{ast.unparse(tree)} is looked for up to {most:,}")
    return max(n for n, _ in found), max(d for _, d in found)


def _fitting(size: Size, tree: ast.expr) -> Size:
    if max(size) >= _LIMIT:
        raise OverflowError(f"{ast.unparse(tree)} may need more than 64 bits")
    return size


def _size_of_power(base: Size, exponent: Size) -> Size:
    """A power with an exponent that exceeds 64 bits whatever its base stands as what does."""
    power = min(exponent[0], _LARGEST_EXPONENT + 1)
    return base[0] ** power, base[1] ** power


_SIZES: Mapping[type[ast.operator], Callable[[Size, Size], Size]] = {
    ast.Add: lambda a, b: (a[0] * b[1] + b[0] * a[1], a[1] * b[1]),
    ast.Sub: lambda a, b: (a[0] * b[1] + b[0] * a[1], a[1] * b[1]),
    ast.Mult: lambda a, b: (a[0] * b[0], a[1] * b[1]),
    ast.Div: lambda a, b: (a[0] * b[1], a[1] * b[0]),
    ast.FloorDiv: lambda a, _: (a[0], 1),
    ast.Mod: lambda _, b: (b[0], 1),
    ast.Pow: _size_of_power,
}
