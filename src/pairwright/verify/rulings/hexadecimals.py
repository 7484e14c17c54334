"""Hexadecimal numbers to be worked out, in signs and in words: 0x1f+0xa0=?, "Shift 0x1f left by 3 bits"."""

from __future__ import annotations

import re

from pairwright.verify.answer_types.hexadecimals import HEXADECIMAL, MARK
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings.forms import phrase
from pairwright.verify.rulings.functions import Parse

_NUMBER = rf"-?{MARK}0"
_EXPRESSION = rf"(?P<asked>[-+*<>() ]*{MARK}0(?:[-+*<>() ]*{MARK}0)*[) ]*)"
_IN = r"(?: in (?:hexadecimal|hex|base 16))?"
_ASKED = re.compile(
    rf"(?:in (?:hexadecimal|hex),? )?(?:(?:what is|calculate|compute|evaluate|work out|find) (?:the value of )?)?{_EXPRESSION}"
    rf"(?: ?= ?\??)?{_IN}(?: ?[.?])*",
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    rf"(?:shift (?P<done>{_NUMBER})|what is (?P<asked>{_NUMBER}) shifted)(?: to the)? (?P<where>left|right) by (?P<mark>{MARK})?0 (?:bits?|places?)"
    rf"{_IN}(?: ?[.?])*",
    re.IGNORECASE,
)
# How reasoning-gym asks for it: how a negative number is written changes nothing of what it is.
_ORDERS = re.compile(
    r"(?:please )?solve this problem\. assume there is arbitrary bit depth and that there are signed integers\."
    rf" if the answer is negative, reply as a negative value \(ex\., -{MARK}0\), not the two's-compl[ie]ment form\."
    r" reply only with the final hex[ia]decimal value\.\s*",
    re.IGNORECASE,
)


def hexadecimal_of(shape: str, first: int, parse: Parse) -> Question | None:
    """The question for what hexadecimal numbers come to; None if it is none.

    Args:
        shape: each run of digits written as a single 0, a mark before those that are hexadecimal.
        first: how many runs of digits stand before it.
        parse: one side of an equation, and its first run of digits, to its tree.
    """
    if MARK not in shape:
        return None
    orders = _ORDERS.match(shape)
    asked = shape[orders.end() :] if orders else shape
    first += shape.count("0") - asked.count("0")
    if (text := phrase(asked)) is None:
        return None
    if (match := _SHIFTED.fullmatch(text)) is not None:
        return _shifted(match, first)
    match = _ASKED.fullmatch(text)
    tree = None if match is None else parse(match["asked"].replace(MARK, ""), first)
    return (
        Question(tree, Unknown("?"), answers=HEXADECIMAL) if isinstance(tree, Operation) and _is_asked(tree) else None
    )


def _shifted(match: re.Match[str], first: int) -> Question:
    number: Tree = Numeral(first)
    if (match["done"] or match["asked"]).startswith("-"):
        number = Operation("-", Zero(), number)
    sign = "<<" if match["where"].lower() == "left" else ">>"
    return Question(Operation(sign, number, Numeral(first + 1)), Unknown("?"), answers=HEXADECIMAL)


def _is_asked(tree: Operation) -> bool:
    """Whether there is something to be worked out: -0x1f alone is not."""
    return not (tree.operator == "-" and isinstance(tree.left, Zero) and isinstance(tree.right, (Numeral, Constant)))
