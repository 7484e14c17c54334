"""Inequalities with one unknown: "Solve 3*x+5<20 for x.", "For which x is 5-2*x>=9?"."""

from __future__ import annotations

import re

from pairwright.verify.answer_types.inequalities import AT_MOST, LESS, ORDER, plain_sign
from pairwright.verify.questions.trees import Question, unknowns
from pairwright.verify.rulings.forms import phrase
from pairwright.verify.rulings.functions import Parse, parsed
from pairwright.verify.rulings.roots import degree

_SIDE = r"[-+*/^()0a-z. ]+?"
_SUCH_THAT = r"find (?:all )?(?:the )?(?:values of |numbers )?[a-z] (?:if|such that|for which|with|where)"
_ASKED = re.compile(
    rf"(?:solve|{_SUCH_THAT}|for (?:which|what) (?:values of |numbers )?[a-z] is)(?: for [a-z])?"
    rf"(?: the| this)?(?: linear)?(?: inequality)?:? (?P<left>{_SIDE}) ?{ORDER} ?(?P<right>{_SIDE})"
    r"(?: for (?P<name>[a-z]))?(?: true)?(?: ?[.?])*",
    re.IGNORECASE,
)


def inequality_of(shape: str, first: int, parse: Parse) -> Question | None:
    """The question for all numbers that a linear inequality holds for; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        parse: one side of an equation, and its first run of digits, to its tree.
    """
    match = None if (text := phrase(shape)) is None else _ASKED.fullmatch(text)
    if match is None:
        return None
    left, right = (parsed(match, side, first, parse) for side in ("left", "right"))
    if left is None or right is None:
        return None
    letters = unknowns(left) | unknowns(right)
    if len(letters) != 1 or (match["name"] or min(letters)) not in letters or max(degree(left), degree(right)) != 1:
        return None
    sign = plain_sign(match["order"])
    if sign.startswith(">"):
        left, right = right, left
    return Question(left, right, answers=AT_MOST if sign.endswith("=") else LESS)
