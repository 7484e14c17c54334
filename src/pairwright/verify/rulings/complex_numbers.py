"""Complex numbers to be worked out: (3+4i)*(1-2i)=?, "Divide the complex numbers: (5+5i) ÷ (1+2i)".

Two numbers and what they come to are one fact, as with real ones: a sum and its differences, a product and its quotients.
"""

from __future__ import annotations

import re

from pairwright.verify.answer_types.complex_numbers import COMPLEX, LETTER
from pairwright.verify.questions.characters import ONE_SIGN
from pairwright.verify.questions.trees import (
    Constant,
    Operation,
    Question,
    Tree,
    Unknown,
    Zero,
    numerals,
    terms,
    unknowns,
)
from pairwright.verify.rulings.forms import phrase
from pairwright.verify.rulings.functions import Parse, parsed, put
from pairwright.verify.rulings.roots import degree

_EXPRESSION = r"(?P<asked>[-+*/^()0i. ]*[0i)])"
_COMMANDS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
_ASKED = re.compile(
    rf"(?:(?P<done>{'|'.join(_COMMANDS)}) (?:the |these )?(?:two )?complex numbers:? |(?:what is|calculate|compute|evaluate|work out|find)"
    rf" (?:the value of )?)?{_EXPRESSION}(?: ?= ?\??)?(?:,? (?:where i is the imaginary unit|in the form a ?\+ ?bi))?(?: ?[.?])*",
    re.IGNORECASE,
)
_OPERAND = r"[-+0i. ()]*i[-+0i. ()]*?"
_TWO = re.compile(
    rf"(?:(?P<done>{'|'.join(_COMMANDS)})|(?:what is|find|calculate) the (?P<noun>sum|product) of) (?:(?:the |these )?(?:two )?complex numbers )?"
    rf"(?P<one>{_OPERAND}) (?P<link>and|to|from|by|with) (?P<two>{_OPERAND})(?: ?[.?])*",
    re.IGNORECASE,
)
_NOUNS = {"sum": "add", "product": "multiply"}
_LINKS = {"add": {"and", "to"}, "subtract": {"from"}, "multiply": {"and", "by", "with"}, "divide": {"by"}}


def complex_of(shape: str, first: int, parse: Parse) -> Question | None:
    """The question for what complex numbers come to; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        parse: one side of an equation, and its first run of digits, to its tree.
    """
    text = phrase(shape.translate(ONE_SIGN))
    if text is None or not (LETTER in text or "complex" in text.lower()):
        return None
    if (match := _ASKED.fullmatch(text)) is not None:
        if (tree := _parsed(match, "asked", first, parse)) is None:
            return None
        operator = None if match["done"] is None else _COMMANDS[match["done"].lower()]
        # Real numbers are complex ones where they are called so.
        fits = bool(unknowns(tree)) if operator is None else isinstance(tree, Operation) and tree.operator == operator
        # 3+4i alone is to be worked out by nobody.
        return _asking(tree) if fits and ("(" in text or not _is_one(tree)) else None
    return None if (match := _TWO.fullmatch(text)) is None else _of_two(match, first, parse)


def _of_two(match: re.Match[str], first: int, parse: Parse) -> Question | None:
    done = match["done"].lower() if match["done"] else _NOUNS[match["noun"].lower()]
    one, two = (_parsed(match, name, first, parse) for name in ("one", "two"))
    if one is None or two is None or not (_is_one(one) and _is_one(two)) or match["link"].lower() not in _LINKS[done]:
        return None
    return _asking(Operation(_COMMANDS[done], *((two, one) if done == "subtract" else (one, two))))


def _parsed(match: re.Match[str], group: str, first: int, parse: Parse) -> Tree | None:
    tree = parsed(match, group, first, parse)
    return tree if tree is not None and unknowns(tree) <= {LETTER} else None


def _asking(tree: Tree) -> Question | None:
    if not isinstance(tree, Operation):
        return None
    return Question(tree, Unknown("?"), answers=COMPLEX, states=_stated(tree))


def _stated(tree: Operation) -> tuple[str, tuple[Tree, ...]]:
    """Of two numbers the parts of both and of what they come to; of more of them the numbers as they stand."""
    if not (_is_one(tree.left) and _is_one(tree.right)) or tree.operator not in _RELATIONS:
        return COMPLEX, tuple(numerals(tree))
    (a, b), (c, d) = _parts(tree.left), _parts(tree.right)
    if tree.operator in {"+", "-"}:
        result = Operation(tree.operator, a, c), Operation(tree.operator, b, d)
    else:
        real, imaginary = _times(a, c), _times(b, d)
        outer, inner = _times(a, d), _times(b, c)
        if tree.operator == "*":
            result = Operation("-", real, imaginary), Operation("+", outer, inner)
        else:
            size = Operation("+", _times(c, c), _times(d, d))
            above = Operation("+", real, imaginary), Operation("-", inner, outer)
            result = Operation("/", above[0], size), Operation("/", above[1], size)
    return _RELATIONS[tree.operator], (a, b, c, d, *result)


_RELATIONS = {"+": "complex+", "-": "complex+", "*": "complex*", "/": "complex*"}


def _is_one(tree: Tree) -> bool:
    """Whether a tree is written as one complex number: 3, 4i, 3+4i, -4i."""
    parts = list(terms(tree))
    kinds = sorted(bool(unknowns(each)) for each in parts)
    return all(map(_is_term, parts)) and kinds in ([False], [True], [False, True])


def _is_term(tree: Tree) -> bool:
    if isinstance(tree, Operation):
        return tree.operator == "*" and degree(tree) == 1 and len(numerals(tree)) == 1
    return True


def _parts(tree: Tree) -> tuple[Tree, Tree]:
    """The real and the imaginary part of one number."""
    if not unknowns(tree):
        return tree, Zero()
    real, both = put(tree, {LETTER: Zero()}), put(tree, {LETTER: Constant(1)})
    return real, Operation("-", both, real)


def _times(left: Tree, right: Tree) -> Tree:
    return Operation("*", left, right)
