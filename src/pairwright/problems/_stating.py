"""The facts that steps state, told from their calculations."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from pairwright.facts.keys import Fact
from pairwright.values.calculation import FUNCTIONS, parsed, written

_RELATIONS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "+",
    ast.Mult: "*",
    ast.Div: "*",
    ast.Pow: "^",
}
_RELATIONS_OF_FUNCTIONS: Mapping[str, str] = {"gcd": "gcd", "lcm": "gcd", "max": "order", "min": "order"}
_SLOT, _NAMES = re.compile(r"\{(\w+)\}"), re.compile(r"[A-Za-z_]\w*")


def stated_in(
    steps: Mapping[str, str | tuple[str, ...]],
    unwritten: Collection[str],
    facts_of: Callable[[str, Mapping[str, str]], Iterator[Fact]],
) -> Iterator[Fact]:
    """The facts of all steps that are written, each told by `facts_of` from its calculation and those before it."""
    single = {name: calculation for name, calculation in steps.items() if isinstance(calculation, str)}
    values = {name: f"({in_full(calculation, single)})" for name, calculation in single.items()}
    for name, calculations in steps.items():
        for calculation in () if name in unwritten else parts_of(calculations):
            yield from facts_of(calculation, values)


def parts_of(calculations: str | tuple[str, ...]) -> tuple[str, ...]:
    """The calculations of a step: one, or as many as its type has parts."""
    return (calculations,) if isinstance(calculations, str) else calculations


def in_full(calculation: str, earlier: Mapping[str, str]) -> str:
    """A calculation in which each earlier one stands in place of its name."""
    return _SLOT.sub(
        lambda slot: f"({in_full(earlier[slot[1]], earlier)})" if slot[1] in earlier else slot[0], calculation
    )


def facts_of_step(calculation: str, earlier: Mapping[str, str]) -> Iterator[Fact]:
    """The facts that a step's operations state: 64-57 that of the sum, 12/4 that of the product, 3*(12/4) both.

    17//5 and 17%5 state that of the division with remainder: 17 = 5*3+2.
    """
    for node in ast.walk(parsed(calculation)):
        if not isinstance(node, ast.BinOp):
            continue
        left, right, result = (_as_slots(each, earlier) for each in (node.left, node.right, node))
        if type(node.op) in _RELATIONS:
            yield Fact(_RELATIONS[type(node.op)], (left, right, result))
        else:
            yield Fact("*+", (left, right, f"({left})//({right})", f"({left})%({right})"))


def facts_of_written_step(calculation: str, earlier: Mapping[str, str]) -> Iterator[Fact]:
    """The same with that of all operations together, 2*3+4=10, and those of the functions.

    Of these gcd(6, 4) and lcm(6, 4) state that of the pair, max(6, 4) its order.
    """
    yield from facts_of_step(calculation, earlier)
    nodes = list(ast.walk(parsed(calculation)))
    operations = [node.op for node in nodes if isinstance(node, ast.BinOp)]
    calls = any(isinstance(node, ast.Call) for node in nodes)
    if len(operations) > 1 and not calls and all(type(each) in _RELATIONS for each in operations):
        numbers = (_as_slots(node, earlier) for node in nodes if isinstance(node, ast.Name | ast.Constant))
        relation = "".join(sorted(_RELATIONS[type(each)] for each in operations))
        yield Fact(relation, (*numbers, _as_slots(parsed(calculation), earlier)))
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _RELATIONS_OF_FUNCTIONS:
            arguments = tuple(_as_slots(each, earlier) for each in node.args)
            yield Fact(_RELATIONS_OF_FUNCTIONS[node.func.id], arguments)


def _as_slots(tree: ast.expr, earlier: Mapping[str, str]) -> str:
    """Part of a calculation as text with its slots, earlier steps worked out in it."""
    text = written(tree)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - FUNCTIONS
    return _NAMES.sub(lambda match: earlier.get(match[0], f"{{{match[0]}}}") if match[0] in names else match[0], text)
