"""Expressions with a letter to be collected, multiplied out or factored: "Simplify 3*x+5-2*x.", or x^2+5*x+6.

A product of two brackets states its coefficients, so that it is one fact with what it is factored from, and with the
equation that has its roots; what is only collected states its numbers. Powers of the letter multiplied, divided or
raised state their exponents and what these come to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce
from typing import NamedTuple

from pairwright.verify.answer_types.expressions import EXPANDED, FACTORED
from pairwright.verify.questions.trees import (
    Constant,
    Numeral,
    Operation,
    Question,
    Tree,
    Unknown,
    Zero,
    numerals,
    unknowns,
)
from pairwright.verify.rulings.forms import phrase
from pairwright.verify.rulings.functions import Parse, parsed
from pairwright.verify.rulings.roots import exponents_of, square

_EXPRESSION = r"(?P<asked>[-+*/^()0a-z. ]*[0a-z)])"
_EXPANDED = re.compile(
    r"(?:(?:expand|multiply out|simplify|expand and simplify|collect (?:the |like |all )?(?:like )?terms (?:in|of)"
    rf"|collect|calculate|compute|work out)(?: (?:the|this) expression| the following)?:? ){_EXPRESSION}(?: ?[.])*",
    re.IGNORECASE,
)
_ONE_POWER = re.compile(
    rf"(?:write|express|simplify) {_EXPRESSION} (?:as a|to a|into a|as one) (?:single )?power(?: of x)?(?: ?[.])*",
    re.IGNORECASE,
)
_FACTORED = re.compile(rf"(?:factor|factori[sz]e)(?: the expression)?:? {_EXPRESSION}(?: ?[.])*", re.IGNORECASE)

_ORDERS = {"second": 2, "third": 3, "fourth": 4}
_DERIVED = re.compile(
    r"(?:differentiate|(?:find|what is|calculate|determine) the (?:(?P<order>first|second|third|fourth) )?derivative of)"
    rf"(?: the expression)?:? {_EXPRESSION.replace(']*', ']*?')}(?: (?:with respect to|wrt) (?P<by>[a-z]))?(?: ?[.?])*",
    re.IGNORECASE,
)


def expression_of(shape: str, first: int, parse: Parse) -> Question | None:
    """The question for an expression in another form; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        parse: one side of an equation, and its first run of digits, to its tree.
    """
    if (text := phrase(shape)) is None:
        return None
    for pattern, answers in ((_ONE_POWER, EXPANDED), (_EXPANDED, EXPANDED), (_FACTORED, FACTORED)):
        if (match := pattern.fullmatch(text)) is not None:
            tree = parsed(match, "asked", first, parse)
            return None if tree is None or len(unknowns(tree)) != 1 else _asking(tree, answers)
    return _derived(text, first, parse)


def _derived(text: str, first: int, parse: Parse) -> Question | None:
    """The question for a derivative; a further one is a fact of its own."""
    if (match := _DERIVED.fullmatch(text)) is None:
        return None
    tree = parsed(match, "asked", first, parse)
    if (
        tree is None
        or not _is_polynomial(tree)
        or len(unknowns(tree)) != 1
        or match["by"] not in {None, *unknowns(tree)}
    ):
        return None
    powers = list(exponents_of(tree))
    times = _ORDERS.get((match["order"] or "first").lower(), 1)
    stated = tuple(each for each in numerals(tree) if each not in powers)
    for _ in range(times):
        tree = Operation("derivative", Zero(), tree)
    return Question(tree, Unknown("?"), answers=EXPANDED, states=("derivative" * times, stated))


def _asking(tree: Tree, answers: str) -> Question | None:
    if answers == EXPANDED and (stated := _powers(tree)) is not None:
        return Question(tree, Unknown("?"), answers=answers, states=stated)
    if not _is_polynomial(tree):
        return None
    question = Question(tree, Unknown("?"), answers=answers)
    coefficients = square(tree) if answers == FACTORED or _has_product(tree) else None
    if coefficients is None:
        powers = list(exponents_of(tree))
        return replace(question, states=("collect", tuple(each for each in numerals(tree) if each not in powers)))
    a, b, c = coefficients
    for exponent in exponents_of(tree):
        # They are told from a square alone: of any other power there is no such fact.
        a = Operation("+", a, Operation("*", Constant(0), Operation("agreeing", exponent, Constant(2))))
    return replace(question, states=("square", (a, b, c)))


def _powers(tree: Tree) -> tuple[str, tuple[Tree, ...]] | None:
    """What two powers of the letter state where one is multiplied or divided by the other, or a power where it is raised."""
    if not isinstance(tree, Operation):
        return None
    if tree.operator == "^" and (term := _term(tree.left)) is not None and term.exponents:
        numbers = *term.numbers, *term.exponents, tree.right
        return "powers*", (*numbers, Operation("*", _sum(term.exponents), tree.right))
    if tree.operator == "/":
        above, below = _term(tree.left), _term(tree.right)
        if above is None or below is None or len(above.exponents) != 1 or len(below.exponents) != 1:
            return None
        exponents = *above.exponents, *below.exponents
        return "powers+", (*above.numbers, *below.numbers, *exponents, Operation("-", *exponents))
    term = _term(tree)
    if term is None or len(term.exponents) < 2:
        return None
    return "powers+", (*term.numbers, *term.exponents, _sum(term.exponents))


class _Term(NamedTuple):
    """A product of numbers and of powers of a letter."""

    numbers: tuple[Tree, ...] = ()
    exponents: tuple[Tree, ...] = ()


def _term(tree: Tree) -> _Term | None:
    if isinstance(tree, Numeral):
        return _Term((tree,))
    if isinstance(tree, Unknown):
        return _Term((), (Constant(1),))
    if not isinstance(tree, Operation):
        return None
    if tree.operator == "^":
        return _Term((), (tree.right,)) if isinstance(tree.left, Unknown) else None
    left, right = (_term(tree.left), _term(tree.right)) if tree.operator == "*" else (None, None)
    return (
        None if left is None or right is None else _Term(left.numbers + right.numbers, left.exponents + right.exponents)
    )


def _sum(trees: tuple[Tree, ...]) -> Tree:
    return reduce(lambda left, right: Operation("+", left, right), trees)


def _is_polynomial(tree: Tree) -> bool:
    if not isinstance(tree, Operation):
        return True
    if tree.operator not in {"+", "-", "*", "^"}:
        return False
    return _is_polynomial(tree.left) and (tree.operator == "^" or _is_polynomial(tree.right))


def _has_product(tree: Tree) -> bool:
    """Whether what has the letter is multiplied by what has it."""
    if not isinstance(tree, Operation):
        return False
    if tree.operator == "*" and unknowns(tree.left) and unknowns(tree.right):
        return True
    if tree.operator == "^" and isinstance(tree.left, Operation) and isinstance(tree.right, Numeral):
        return True
    return _has_product(tree.left) or _has_product(tree.right)
