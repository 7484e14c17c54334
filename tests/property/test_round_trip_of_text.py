"""Rendered expressions, read by Python's own parser, have the value of the numbers that went in."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pairwright.wording.template import filled, slots, text

NUMBERS = st.integers(-(10**9), 10**9)
NAMES = st.sampled_from(["a", "b", "c"])
OPERATORS = st.sampled_from("+-*/")


EXACTLY: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
SIGNS = dict(zip("+-*/", EXACTLY.values(), strict=True))


def value_of(expression: str) -> Fraction:
    """The value of a text of numbers, operators and parentheses, read by Python's parser."""

    def value(node: ast.expr) -> Fraction:
        match node:
            case ast.Constant(value=int(number)):
                return Fraction(number)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -value(operand)
            case ast.BinOp(left=left, op=sign, right=right):
                return EXACTLY[type(sign)](value(left), value(right))
        raise AssertionError(f"{expression!r} holds {ast.dump(node)}")

    return value(ast.parse(expression, mode="eval").body)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    names=st.tuples(NAMES, NAMES, NAMES),
    signs=st.tuples(OPERATORS, OPERATORS),
    numbers=st.fixed_dictionaries({name: NUMBERS.filter(bool) for name in "abc"}),
    spaces=st.sampled_from(["", " "]),
    first_two=st.booleans(),
)
@example(names=("a", "b", "c"), signs=("-", "/"), numbers={"a": 5, "b": -3, "c": -1}, spaces="", first_two=False)
def test_any_expression_reads_back_to_its_value(
    names: tuple[str, str, str], signs: tuple[str, str], numbers: dict[str, int], spaces: str, first_two: bool
) -> None:
    first, second, third = (f"{{{name}}}" for name in names)
    one, two = (f"{spaces}{sign}{spaces}" for sign in signs)
    wording = f"({first}{one}{second}){two}{third}" if first_two else f"{first}{one}({second}{two}{third})"
    frame = pl.DataFrame({name: [str(number)] for name, number in numbers.items()})
    written = str(frame.select(text(wording, signed=list("abc"))).item())
    plain = written.replace(" ", "")
    assert not any(sign + "-" in plain for sign in "+-*/")
    a, b, c = (Fraction(numbers[name]) for name in names)
    outer, inner = (two, one) if first_two else (one, two)
    inside = SIGNS[inner.strip()](a, b) if first_two else SIGNS[inner.strip()](b, c)
    if inside == 0 and outer.strip() == "/" and not first_two:
        with pytest.raises(ZeroDivisionError):
            value_of(written)
    else:
        pair = (inside, c) if first_two else (a, inside)
        assert value_of(written) == SIGNS[outer.strip()](*pair)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(literals=st.lists(st.text(max_size=8), min_size=1, max_size=5), names=st.lists(NAMES, min_size=5, max_size=5))
def test_slots_and_literals_of_any_text_survive_filling(literals: list[str], names: list[str]) -> None:
    escaped = [literal.replace("{", "{{").replace("}", "}}") for literal in literals]
    pairs = list(zip(literals, escaped, names, strict=False))
    wording = "".join(f"{literal}{{{name}}}" for _, literal, name in pairs)
    assert slots(wording) == [name for _, _, name in pairs]
    assert filled(wording, {}) == wording
    frame = pl.DataFrame({"a": ["1"], "b": ["2"], "c": ["3"]})
    values = {"a": "1", "b": "2", "c": "3"}
    assert frame.select(text(wording)).item() == "".join(literal + values[name] for literal, _, name in pairs)
