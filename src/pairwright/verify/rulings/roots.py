"""Equations that no side tells the answer of: two at once, and squares of which one root is asked for, or both.

The numbers beside the letters are told by putting 0, 1 and -1 in their places; the answer is worked out from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pairwright.verify.questions.trees import (
    ROOTS,
    Constant,
    Operation,
    Question,
    Tree,
    Unknown,
    Zero,
    numerals,
    unknowns,
)
from pairwright.verify.rulings.forms import compiled, phrase
from pairwright.verify.rulings.functions import Parse, put

_EQUATION = r"[-+*/^()0a-z². ]+?=[-+*/^()0a-z². ]+?"
_BOTH = rf"(?P<one>{_EQUATION}) ?(?:,? and |[,;] ?)(?P<two>{_EQUATION})"
_A_SYSTEM = (
    r"(?:(?:solve|given(?: that)?|in|using|use|consider|for|from|if|suppose|find|two|system|equations)\b:? ?)?(?:(?:the|these|this|following|two|given) )*"
    r"(?:(?:(?:linear|simultaneous) )?(?:system|equations|pair)(?: of (?:two )?(?:(?:linear|simultaneous) )?equations)?)?:? ?"
)
_ONE_ASKED = (
    r"(?:what is|what['’]s|find|determine|calculate|report|give|state|tell me|work out|write down|compute|output|return)(?: me)?(?: only| just)?(?: the)?"
    r"(?: value (?:of|for))? (?P<name>[a-z])(?: only)?"
)


# Compiled when an equation is first asked about in words.
@cache
def _of_system() -> tuple[re.Pattern[str], ...]:
    return compiled(
        (
            rf"{_BOTH}[,;] ?(?P<name>[a-z]) ?= ?\?",
            rf"{_A_SYSTEM}{_BOTH} for (?P<name>[a-z])",
            rf"{_A_SYSTEM}{_BOTH} ?(?:hold|are true)?(?:[,.;?] ?(?:then )?|,? and ){_ONE_ASKED}",
            rf"solve (?:the |these |this )?(?:following )?(?:(?:linear |simultaneous )?(?:system|equations)(?: of equations)? )?for (?P<name>[a-z]):? {_BOTH}",
        )
    )


_ROOT = re.compile(
    rf"(?:what is|find) the (?P<which>larger|greater|bigger|smaller|lesser) (?:root|solution) of (?:the equation )?"
    rf"(?P<one>{_EQUATION})(?: ?[.?])*",
    re.IGNORECASE,
)
_KINDS = r"(?:(?:polynomial|quadratic|cubic|linear|following|given) )*"
_ONE = rf"(?:the )?{_KINDS}(?:equation)?:? ?(?P<one>{_EQUATION})"
_ALL = r"(?:(?:the|both|all|every|each|two|of|real|its|possible) )*"
_SOLUTIONS = r"(?:roots?|solutions?|zeros?|answers?|values?(?: (?:of|for) (?P<name>[a-z]))?|(?P<letter>[a-z]))"
_TELL = r"(?:give|giving|list|listing|state|stating|find|finding|report|reporting|write|show|showing|name)"
_METHOD = r"(?: by (?:factoring|factori[sz]ing|completing the square|factori[sz]ation|the quadratic formula)| using (?:the )?(?:quadratic formula|factoring|factori[sz]ation))"


# Compiled when an equation is first asked about in words.
@cache
def _of_both_roots() -> tuple[re.Pattern[str], ...]:
    return compiled(
        (
            rf"(?:(?:what are|find|give|determine|list|state|name|compute|calculate) )?{_ALL}(?:roots|solutions|solution|zeros)(?: of| to| for|:) {_ONE}(?: are)?",
            rf"solve{_METHOD}?:? {_ONE}{_METHOD}?(?: over the reals?)?(?: for (?P<for>[a-z]))?(?:[.,;]|,? and) {_TELL} (?:me )?{_ALL}{_SOLUTIONS}",
            rf"solve{_METHOD}:? {_ONE}",
            rf"solve {_ONE}{_METHOD}",
            rf"solve for {_ALL}(?:values of )?(?P<name>[a-z]):? {_ONE}",
            rf"{_TELL} (?:all|every|each|both) (?:real )?(?:(?:numbers?|values?(?: of)?) )?(?P<name>[a-z]) (?:such that|for which|with|where|satisfying|that satisf(?:y|ies)) {_ONE}",
        )
    )


# All real numbers, which the letter is said to be.
_REAL = compiled(
    (
        r"(?:find|determine|give|list|what are) (?:all )?(?:the )?real (?:value[(]s[)]|values|value|solutions|solution[(]s[)]) (?:of|for) "
        r"(?P<name>[a-z]) (?:in|that satisf(?:y|ies)|which satisf(?:y|ies)|such that|for which)"
        rf"(?: the {_KINDS}equation)?:? (?P<one>{_EQUATION})",
        rf"solve(?: the {_KINDS}equation)? for (?:all )?real (?:values of )?(?P<name>[a-z])(?: in)?:? (?P<one>{_EQUATION})",
        rf"solve(?: the {_KINDS}equation)?:? (?P<one>{_EQUATION}) for (?:all )?real (?:values of )?(?P<name>[a-z])",
    )
)
# What is no polynomial has a higher degree.
_NO_POLYNOMIAL = 100
_LARGER = frozenset(["larger", "greater", "bigger"])


def root_of(shape: str, first: int, parse: Parse) -> Question | None:
    """The question for an unknown of two equations, for the larger root, the smaller, or both; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        parse: one side of an equation, and its first run of digits, to its tree.
    """
    if (text := phrase(shape)) is None or "=" not in text:
        return None
    for pattern in _of_system():
        if (match := pattern.fullmatch(text)) is not None and (found := _of_two(match, first, parse)) is not None:
            return found
    for pattern in _of_both_roots():
        if (match := pattern.fullmatch(text)) is not None and (found := _all_of_it(match, first, parse)) is not None:
            return found
    for pattern in _REAL:
        if (match := pattern.fullmatch(text)) is not None:
            return _all_real(match, first, parse)
    match = _ROOT.fullmatch(text)
    return None if match is None else _of_square(match, first, parse)


def _of_two(match: re.Match[str], first: int, parse: Parse) -> Question | None:
    sides = [_difference(match, group, first, parse) for group in ("one", "two")]
    if sides[0] is None or sides[1] is None:
        return None
    letters = sorted(unknowns(sides[0]) | unknowns(sides[1]))
    if len(letters) != 2 or match["name"] not in letters or max(map(degree, sides)) > 1:  # type: ignore[arg-type]
        return None
    other = next(letter for letter in letters if letter != match["name"])
    lines = [_coefficients(side, (match["name"], other)) for side in sides if side is not None]
    (a, b, c), (d, e, f) = lines
    # a*x+b*y+c = 0 and d*x+e*y+f = 0.
    above, below = _minus(_times(b, f), _times(c, e)), _minus(_times(a, e), _times(b, d))
    return Question(Operation("/", above, below), Unknown(match["name"]), states=("system", (a, b, c, d, e, f)))


def _of_square(match: re.Match[str], first: int, parse: Parse) -> Question | None:
    side = _difference(match, "one", first, parse)
    stated = None if side is None else square(side)
    if side is None or stated is None:
        return None
    a, b, c = stated
    four = _times(Constant(4), _times(a, c))
    root = Operation("root", _minus(_times(b, b), four), Constant(2))
    both = (Operation("/", _signed(sign, b, root), _times(Constant(2), a)) for sign in "+-")
    operator = "max" if match["which"].lower() in _LARGER else "min"
    found = Operation(operator, *both)
    for exponent in exponents_of(side):
        # What the numbers were told from must be a square: elsewhere the answer is in doubt.
        found = Operation("+", found, _times(Zero(), Operation("agreeing", exponent, Constant(2))))
    return Question(found, Unknown("?"), states=("square", stated))


def _roots(match: re.Match[str], first: int, parse: Parse) -> Question | None:
    """The question for all that a square equation holds for."""
    side = _difference(match, "one", first, parse)
    stated = None if side is None else square(side)
    if side is None or stated is None:
        return None
    a, b, c = stated
    for exponent in exponents_of(side):
        # They are told from a square alone: of any other power there is no such fact.
        a = Operation("+", a, _times(Zero(), Operation("agreeing", exponent, Constant(2))))
    return Question(side, Zero(), answers=ROOTS, states=("square", (a, b, c)))


def _all_of_it(match: re.Match[str], first: int, parse: Parse) -> Question | None:
    """The question for all solutions of a square equation, or the one of a linear one."""
    side = _difference(match, "one", first, parse)
    named = {match.groupdict().get(name) for name in ("name", "letter", "for")} - {None}
    if side is None or (named and named != unknowns(side)):
        return None
    if isinstance(side, Operation) and len(unknowns(side)) == 1 and degree(side) == 1:
        return Question(side.left, side.right)
    return _roots(match, first, parse)


def _all_real(match: re.Match[str], first: int, parse: Parse) -> Question | None:
    """The question for all real numbers for which an equation in the letter that is named holds."""
    side = _difference(match, "one", first, parse)
    if side is None or unknowns(side) != {match["name"]} or degree(side) >= _NO_POLYNOMIAL:
        return None
    if degree(side) == 1 and isinstance(side, Operation):
        return Question(side.left, side.right)
    if square(side) is not None:
        return _roots(match, first, parse)
    powers = list(exponents_of(side))
    return Question(
        side, Zero(), answers=ROOTS, states=("roots", tuple(each for each in numerals(side) if each not in powers))
    )


def square(tree: Tree) -> tuple[Tree, Tree, Tree] | None:
    """The numbers beside x^2 and x, and the one alone, of a tree in one letter; None if it has no square of it."""
    letters = unknowns(tree)
    if len(letters) != 1 or degree(tree) != 2:
        return None
    (letter,) = letters
    none, up, down = (put(tree, {letter: value}) for value in (Zero(), Constant(1), _negated(Constant(1))))
    half_sum, half_difference = (Operation("/", Operation(sign, up, down), Constant(2)) for sign in "+-")
    return _minus(half_sum, none), half_difference, none


def degree(tree: Tree) -> int:
    """The largest power of letters in a tree; of what is no polynomial in them, larger than any that is read."""
    if isinstance(tree, Unknown):
        return 1
    if not isinstance(tree, Operation):
        return 0
    left, right = degree(tree.left), degree(tree.right)
    if tree.operator in {"+", "-"}:
        return max(left, right)
    if tree.operator == "*":
        return left + right
    if tree.operator == "^":
        # As if it were a square, which is told on the numbers.
        return 2 * left
    return left if tree.operator == "/" and not right else _NO_POLYNOMIAL * (left + right)


def exponents_of(tree: Tree) -> Iterator[Tree]:
    """The exponents of what letters stand in."""
    if isinstance(tree, Operation):
        if tree.operator == "^" and unknowns(tree.left):
            yield tree.right
        yield from exponents_of(tree.left)
        yield from exponents_of(tree.right)


def _difference(match: re.Match[str], group: str, first: int, parse: Parse) -> Tree | None:
    """The left side of an equation less the right one."""
    places = (match.start(group), match.string.index("=", match.start(group)), match.end(group))
    trees = [
        parse(match.string[start:end].lstrip("="), first + match.string.count("0", 0, start))
        for start, end in pairwise(places)
    ]
    return None if trees[0] is None or trees[1] is None else _minus(trees[0], trees[1])


def _coefficients(tree: Tree, letters: tuple[str, str]) -> tuple[Tree, Tree, Tree]:
    """The numbers beside two letters, and the one alone."""
    zero: Mapping[str, Tree] = dict.fromkeys(letters, Zero())
    alone, one, other = (put(tree, {**zero, **values}) for values in ({}, *({each: Constant(1)} for each in letters)))
    return _minus(one, alone), _minus(other, alone), alone


def _minus(left: Tree, right: Tree) -> Tree:
    return Operation("-", left, right)


def _times(left: Tree, right: Tree) -> Tree:
    return Operation("*", left, right)


def _negated(tree: Tree) -> Tree:
    return Operation("-", Zero(), tree)


def _signed(sign: str, b: Tree, root: Tree) -> Tree:
    return Operation(sign, _negated(b), root)
