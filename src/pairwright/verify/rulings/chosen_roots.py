"""Equations of which one solution is asked for by its sign or side: "x^2 = 81 and x > 0", "the positive root of"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pairwright.verify.questions.asides import asked_part, one_line
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
from pairwright.verify.rulings.roots import exponents_of, square

Read = Callable[[str, int], Question | None]
_HINT = re.compile(r"positive|negative|[<>≤≥]|\\[gl](?:e|eq|t)\b", re.IGNORECASE)
_SIGN = r"(?P<sign>positive|negative)"
_IS = r"(?:is|be|are|being)"
_BOUND = r"(?P<name>[a-z]) ?(?P<order><=|>=|[<>≤≥]) ?(?P<bound>-? ?0)(?![.,]0|[a-z0]| ?[-+*/^=<>≤≥])"
_BEFORE, _BEHIND = (
    r"(?:,? ?(?:and|where|with|given that|given|if|for|assuming|when|such that|provided that|provided|subject to|so that|knowing that)|,)",
    r"(?:,? and|,)",
)
_KIND = r"(?:a |an )?(?:real )?"
_CONDITIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![a-z0])(?:if |given |given that |let |suppose |for |when )?{_BOUND}{_BEHIND} ",
        rf" ?{_BEFORE} ?\(?{_BOUND}\)?(?=[ ,.;?]|\Z)",
        rf" ?\({_BOUND}\)",
        rf"(?P<name>[a-z]) {_IS} {_KIND}{_SIGN}(?: (?:real )?number)?{_BEHIND} ",
        rf"(?P<name>[a-z]) {_IS} {_KIND}{_SIGN}(?: (?:real )?number)? (?:such that|for which|with|satisfying|that satisfies) ",
        rf" ?{_BEFORE} (?P<name>[a-z]) {_IS} {_KIND}{_SIGN}(?: (?:real )?number)?(?=[ ,.;?]|\Z)",
        rf" for {_SIGN} (?P<name>[a-z])(?=[ ,.;?:]|\Z)",
    )
)
_NAMED = (
    (
        re.compile(
            rf"(?:the )?(?:only |unique )?{_SIGN} (?:real )?(?:(?P<root>roots?|zeros?)|solutions?) (?:of|to|for|in) ",
            re.IGNORECASE,
        ),
        "solutions of ",
    ),
    (re.compile(rf"{_SIGN} (?=(?:real )?(?:value|number) )", re.IGNORECASE), ""),
)
_OPERATORS = {">": "positive one", "≥": "one not negative", "<": "positive one", "≤": "one not negative"}


def chosen_root_of(shape: str, first: int, read: Read) -> Question | None:
    """The question for the one solution that a condition allows; None if there is no condition, or more to it.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        read: a question without the condition, and its first run of digits, to what it asks.
    """
    if _HINT.search(shape) is None:
        return None
    part = asked_part(shape)
    text, first = one_line(part.text), first + part.skipped
    found = [
        (match, left)
        for pattern, left in (*((each, "") for each in _CONDITIONS), *_NAMED)
        for match in pattern.finditer(text)
    ]
    if not found or _HINT.search(text[: found[0][0].start()] + text[found[0][0].end() :]):
        return None
    match, left = found[0]
    before, behind = text[: match.start()], text[match.end() :]
    if "0" in before and "0" in behind and "0" in match[0]:
        return None
    skipped = match[0].count("0") if "0" not in before else 0
    asked = read(f"{before}{left}{behind}".strip(), first + skipped)
    if asked is None or asked.parts or asked.further or asked.precision or asked.counts or part.whole:
        return None
    name = match.groupdict().get("name")
    letters = unknowns(asked.left) | unknowns(asked.right)
    if len(letters) != 1 or (name is not None and letters != {name}):
        return None
    chosen = _chosen(asked, *_condition(match, first + before.count("0")))
    if chosen is None or not match.groupdict().get("root"):
        return chosen
    # Polynomials have roots: of x^2 = 0 it is the solution to some, the square root to others, unless the right side is 0.
    nothing = Operation("agreeing", asked.right, Zero())
    return replace(chosen, left=Operation("+", chosen.left, _times(Zero(), nothing)))


def _condition(match: re.Match[str], index: int) -> tuple[str, Tree]:
    """The order that holds for the solution, and the number on its other side."""
    groups = match.groupdict()
    if groups.get("sign"):
        return (">" if groups["sign"].lower() == "positive" else "<"), Zero()
    bound: Tree = Numeral(index)
    if groups["bound"].startswith("-"):
        bound = Operation("-", Zero(), bound)
    return {"<=": "≤", ">=": "≥"}.get(groups["order"], groups["order"]), bound


def _chosen(asked: Question, order: str, bound: Tree) -> Question | None:
    """The solution of an equation that lies beyond a number; None where the equation is none of a square or a power."""
    side = Operation("-", asked.left, asked.right)
    power, stated = _power(asked), square(side)
    both: tuple[Tree, ...]
    facts: tuple[str, tuple[Tree, ...]]
    doubts: list[Tree]
    if power is not None:
        # Both signs, of which a power that is not even has one: that of what it comes to.
        root, even = Operation("difference", power, Zero()), Operation("mod", power.right, Constant(2))
        both = (root, _minus(Zero(), root))
        doubts = [] if order in ">≥" else [Operation("agreeing", even, Zero())]
        facts = ("roots", tuple(each for each in numerals(side) if each != power.right))
    elif stated is not None:
        a, b, c = stated
        root = Operation("root", _minus(_times(b, b), _times(Constant(4), _times(a, c))), Constant(2))
        both = tuple(Operation("/", Operation(sign, _minus(Zero(), b), root), _times(Constant(2), a)) for sign in "+-")
        # What the numbers were told from must be a square.
        doubts = [Operation("agreeing", exponent, Constant(2)) for exponent in exponents_of(side)]
        facts = ("square", stated)
    else:
        return None
    found = _beyond(both, order, bound)
    for doubt in doubts:
        found = Operation("+", found, _times(Zero(), doubt))
    return Question(found, Unknown(asked.unknown), states=facts)


def _beyond(both: tuple[Tree, ...], order: str, bound: Tree) -> Tree:
    """The one of two numbers that lies beyond another."""
    above = order in ">≥"
    one, other = (_minus(each, bound) if above else _minus(bound, each) for each in both)
    return Operation("+" if above else "-", bound, Operation(_OPERATORS[order], one, other))


def _power(asked: Question) -> Operation | None:
    """The root that solves x^0 = 0, 0*x^0 = 0 or x^0-0 = 0; None of any other equation."""
    left, right = asked.left, asked.right
    if not unknowns(left):
        left, right = right, left
    if unknowns(right) or not isinstance(left, Operation):
        return None
    if left.operator in {"+", "-"} and not unknowns(left.right) and isinstance(left.left, Operation):
        left, right = left.left, Operation("-" if left.operator == "+" else "+", right, left.right)
    if left.operator == "*" and not unknowns(left.left) and isinstance(left.right, Operation):
        left, right = left.right, Operation("/", right, left.left)
    if left.operator != "^" or not isinstance(left.left, Unknown):
        return None
    return Operation("root", right, left.right)


def _minus(left: Tree, right: Tree) -> Tree:
    return Operation("-", left, right)


def _times(left: Tree, right: Tree) -> Tree:
    return Operation("*", left, right)
