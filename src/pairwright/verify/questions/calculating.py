"""Numbers, operations and phrases that the parsers find, built into trees; what has no one meaning is refused."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Any, Final, NamedTuple, cast

from lark import Token
from lark.visitors import Transformer_NonRecursive

from pairwright.verify.columns.number_words import worded
from pairwright.verify.questions.formulas import groups_of
from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.phrases import (
    AMOUNTS,
    BEFORE,
    BEHIND,
    DID,
    DOING,
    DONE,
    DONE_TO_ONE,
    FUNCTIONS,
    NOUNS,
    OF_EACH,
    PARTS,
    POWERED,
    PROGRAMMED,
    UNITS,
)
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Tree, Unknown, Zero, unknowns, unsigned
from pairwright.verify.questions.wordings import OPERATORS, PHRASES, normal

# In place of what fits the grammar but has no meaning, or more than one.
REFUSED: Final = object()
Sides = tuple[Tree, Tree]
TAKEN_FROM = {"subtract": "-", "deduct": "-", "take": "-", "take away": "-", "remove": "-"}
# What a verb does with one more number: "add 5", "take away 5".
_ALONE = {"add": "+", **TAKEN_FROM, "added": "+", "subtracted": "-", "took away": "-"}
_CHANGES = frozenset(["increased by", "decreased by", "reduced by"])
_STEPS = frozenset(["plus", "minus", "times", "divided by", "multiplied by", *_CHANGES])
_LINKS = re.compile(r" (?:of|between)(?: (?:(?:following |these )?(?:two )?numbers|this (?:list|set)))?$")


class FurtherStep(NamedTuple):
    """What is done with a number that is not said again.

    Attributes:
        operator: the operation.
        side: its other side.
        what: what that number is called, where it is called a sum, a product, and so on.
        turned: whether that number stands on the right.
    """

    operator: str
    side: Tree
    what: str = ""
    turned: bool = False


class RefusedError(ValueError):
    """It fits the grammar, but has no one meaning."""


class Calculations(Transformer_NonRecursive[Token, object]):
    """Lark's tree to ours; runs of digits are counted by the place at which they stand in the text."""

    def __init__(self, text: str, first: int) -> None:
        super().__init__()
        self._text = text
        self._first = first

    def _call_userfunc(self, tree: Any, new_children: Any = None) -> object:
        """Lark's own, with refusals as values."""
        return self.applied(tree.data, tree.children if new_children is None else new_children)

    def applied(self, name: str, children: list[Any]) -> object:
        """What a rule makes of its parts; where that has no meaning another reading of the same words may have one."""
        if any(child is REFUSED for child in children):
            return REFUSED
        try:
            return getattr(self, name)(children)
        except RefusedError:
            return REFUSED

    def numeral(self, children: list[Token]) -> Tree:
        written, start = children[0], children[0].start_pos or 0
        index = self._first + self._text.count("0", 0, start)
        return Numeral(index, groups_of(written), "." in written)

    def word(self, children: list[Token]) -> Tree:
        above, below = worded(str(children[0])) or (0, 1)
        return Constant(above) if below == 1 else Operation("/", Constant(above), Constant(below))

    def amount(self, children: list[Token]) -> Tree:
        return Constant(AMOUNTS[normal(children[0])])

    def dozens(self, children: list[Tree]) -> Tree:
        return Operation("*", children[0], Constant(12))

    def vulgar(self, children: list[Token]) -> Tree:
        value = Fraction(unicodedata.numeric(children[0])).limit_denominator(10)
        return Operation("/", Constant(value.numerator), Constant(value.denominator))

    def blank(self, _: list[Token]) -> Tree:
        return Unknown("?")

    def unknown(self, children: list[Token]) -> Tree:
        return Unknown(str(children[0]))

    def infix(self, children: list[Any]) -> Tree:
        left, sign, right = children
        return operation_of(OPERATORS[normal(sign)], left, right)

    def implicit(self, sides: list[Tree]) -> Tree:
        return Operation("*", *sides)

    def sign(self, children: list[Any]) -> Tree:
        sign, side = children
        if normal(sign) not in {"+", "plus", "-", "minus", "negative"}:
            raise RefusedError
        return side if normal(sign) in {"+", "plus"} else Operation("-", Zero(), side)

    def absolute(self, children: list[Tree]) -> Tree:
        return turned_to("abs", 0, children[0])

    def factorial(self, children: list[Tree]) -> Tree:
        return turned_to("!", 0, children[0])

    def function(self, children: list[Any]) -> Tree:
        name, side = children
        return turned_to(*FUNCTIONS[{"√": "sqrt", "∛": "cbrt"}.get(str(name), str(name).lower())], side)

    def superscript(self, children: list[Any]) -> Tree:
        base, written = children
        return operation_of("^", base, Constant("⁰¹²³⁴⁵⁶⁷⁸⁹".index(written)))

    def call(self, children: list[Any]) -> Tree:
        name, *sides = children
        if str(name).lower() == "nthroot":
            degree, base = sides
            if not _is_whole(degree):
                raise RefusedError
            return operation_of("root", base, degree)
        called = str(name).lower()
        return applied_to(PROGRAMMED.get(called) or OPERATORS[called], _arguments(sides))

    def named(self, children: list[Any]) -> Tree:
        name, *sides = children
        return applied_to(OPERATORS[_LINKS.sub("", normal(name))], sides)

    def of_each(self, children: list[Any]) -> Tree:
        phrase, *sides = children
        operator, done, number = OF_EACH[normal(phrase)]
        return applied_to(operator, [turned_to(done, number, side) for side in sides])

    def average(self, children: list[Tree]) -> Tree:
        return Operation("/", applied_to("+", children), Constant(len(children)))

    def before(self, children: list[Any]) -> Tree:
        phrase, side = children
        if normal(phrase) == "floor of" and isinstance(side, Operation) and side.operator == "/":
            # The floor of a division is a reading of its own.
            raise RefusedError
        return turned_to(*BEFORE[normal(phrase)], side)

    def behind(self, children: list[Any]) -> Tree:
        side, phrase = children
        return turned_to(*(BEHIND | POWERED)[normal(phrase)], side)

    def itself(self, children: list[Any]) -> Tree:
        number, word = children
        if OPERATORS[normal(word)] != "*" or normal(word) not in _STEPS:
            raise RefusedError
        return operation_of("^", number, Constant(2))

    def parts(self, children: list[Any]) -> Tree:
        count, part, whole = children
        return Operation("*", Operation("/", count, Constant(PARTS[normal(part)])), whole)

    def single_done(self, children: list[Any]) -> Tree:
        verb, side = children
        return turned_to(*DONE_TO_ONE[normal(verb)], side)

    def nth_power(self, children: list[Tree]) -> Tree:
        return operation_of("^", *children)

    def power_of(self, children: list[Tree]) -> Tree:
        exponent, base = children
        return operation_of("^", base, exponent)

    def root_of(self, children: list[Tree]) -> Tree:
        degree, base = children
        if not _is_whole(degree):
            raise RefusedError
        return operation_of("root", base, degree)

    def off(self, children: list[Tree]) -> Tree:
        return Operation("-", children[1], self.percent(children))

    def on_top(self, children: list[Tree]) -> Tree:
        return Operation("+", children[1], self.percent(children))

    def changed(self, children: list[Any]) -> Tree:
        whole, word, rate = children
        if normal(word) not in _CHANGES:
            raise RefusedError
        return Operation(OPERATORS[normal(word)], whole, self.percent([rate, whole]))

    def from_which(self, children: list[Any]) -> Tree:
        link, whole, verb, part = children
        if str(link).lower() != "from" or DONE[normal(verb)].get("from") != "turned":
            raise RefusedError
        return Operation("-", whole, part)

    def step(self, children: list[Any]) -> FurtherStep:
        verb, *rest = children
        phrase = normal(verb)
        tokens = [each for each in rest if isinstance(each, Token)]
        sides = [each for each in rest if not isinstance(each, Token)]
        what = next((normal(each) for each in tokens if normal(each) in NOUNS), "")
        if not sides:
            operator, number = (DONE_TO_ONE | BEHIND | POWERED)[phrase]
            return FurtherStep(operator, Constant(number), what)
        link = next((str(each).lower() for each in tokens if normal(each) in PHRASES["LINK"]), "")
        # "multiply it by 5", "add it to 5", "subtract it from 5".
        behind = bool(link) and not isinstance(rest[-1], Token)
        operator = (DONE | DID)[phrase].get(link, "") if link else _ALONE.get(phrase, "")
        # "divide 5 by it" is no such step; "add 5 to it", "subtract 5 from it" are.
        if not operator or (link == "by" and not behind):
            raise RefusedError
        if operator == "turned":
            return FurtherStep("-", sides[0], what, turned=behind)
        return FurtherStep(operator, sides[0], what)

    def word_step(self, children: list[Any]) -> FurtherStep:
        word, side = children
        if normal(word) not in _STEPS:
            raise RefusedError
        return FurtherStep(OPERATORS[normal(word)], side)

    def steps(self, children: list[Any]) -> Tree:
        tree, *steps = children
        if _ends_in_product(tree):
            # "3 plus 4 times 5, then halved" goes from step to step to some.
            raise RefusedError
        for each in steps:
            if each.what and not is_called(tree, each.what):
                raise RefusedError
            if each.turned:
                tree = operation_of(each.operator, each.side, tree)
            elif isinstance(each.side, Constant):
                tree = turned_to(each.operator, each.side.value, tree)
            else:
                tree = operation_of(each.operator, tree, each.side)
        return cast(Tree, tree)

    def changing(self, children: list[Any]) -> FurtherStep:
        word, *sides = children
        if not sides:
            return self.step(children)
        phrase = normal(word)
        if phrase in OPERATIONS["-"].turned and phrase.endswith("from"):
            return FurtherStep("-", sides[0], turned=True)
        if phrase not in {*_STEPS, "added to"}:
            raise RefusedError
        return FurtherStep(OPERATORS[phrase], sides[0])

    def percent(self, children: list[Tree]) -> Tree:
        return Operation("*", Operation("/", children[0], Constant(100)), children[1])

    def share(self, children: list[Tree]) -> Tree:
        part, whole = children
        if not isinstance(part, Operation) or part.operator != "/":
            raise RefusedError
        return Operation("*", part, whole)

    def unknown_percent(self, children: list[Tree]) -> Tree:
        return self.percent([Unknown("?"), children[0]])

    def done(self, children: list[Any]) -> Tree:
        verb, *rest = children
        links = (DONE | DOING)[normal(verb)]
        sides = [each for each in rest if not isinstance(each, Token)]
        link = next((str(each).lower() for each in rest if isinstance(each, Token)), "and")
        if link not in links:
            raise RefusedError
        return self.turned([sides[0], "", sides[1]]) if links[link] == "turned" else applied_to(links[link], sides)

    doing = done

    def done_to_product(self, children: list[Any]) -> Tree:
        """As in "Add 2 to 3 times a number"; "add 2 to 3 times 4" is 14 to some, 20 to others."""
        if not unknowns(children[-1]):
            raise RefusedError
        return self.done(children)

    def sums(self, children: list[Any]) -> Tree:
        return _chained(children)

    def products(self, children: list[Any]) -> Tree:
        return _chained(children)

    def quotient(self, children: list[Any]) -> Tree:
        return _chained(children)

    def raised(self, children: list[Any]) -> Tree:
        return _chained(children)

    def pair(self, children: list[Any]) -> Tree:
        return _chained(children)

    def turned(self, children: list[Any]) -> Tree:
        first, _, second = children
        return operation_of("-", second, first)

    def nearest(self, children: list[Any]) -> Tree:
        value, unit = children
        return operation_of("round", value, _power_of_ten(UNITS[normal(unit)]) if isinstance(unit, Token) else unit)

    def places(self, children: list[Any]) -> Tree:
        value, places = (each for each in children if not isinstance(each, Token))
        return operation_of("round", value, Operation("/", Constant(1), Operation("^", Constant(10), places)))

    def divided_out(self, children: list[Any]) -> Tree:
        return Operation("/", *division_of(children))


def operation_of(operator: str, left: Tree, right: Tree) -> Tree:
    """An operation on two trees, refused where it is none on an unknown or of such a power."""
    if not OPERATIONS[operator].polynomial and (unknowns(left) or unknowns(right)):
        raise RefusedError
    if operator == "^" and isinstance(unsigned(right), Operation):
        return _root_of_power(left, right)
    negative = operator == "^" and right != unsigned(right) and _is_whole(unsigned(right))
    if negative and not unknowns(left):
        return Operation("/", Constant(1), Operation("^", left, unsigned(right)))
    if OPERATIONS[operator].raised is not None and not _is_whole(right):
        raise RefusedError
    return Operation(operator, left, right)


def _root_of_power(base: Tree, exponent: Tree) -> Tree:
    """A number to the power of a fraction: 8^(2/3) is the cube root of 8^2; of negative numbers there are several."""
    ratio = unsigned(exponent)
    sides = (base.left, base.right) if isinstance(base, Operation) and base.operator == "/" else (base,)
    if not all(isinstance(side, Numeral | Constant) for side in sides):
        raise RefusedError
    if not (
        isinstance(ratio, Operation) and ratio.operator == "/" and _is_whole(ratio.left) and _is_whole(ratio.right)
    ):
        raise RefusedError
    found = Operation("root", Operation("^", base, ratio.left), ratio.right)
    return found if ratio == exponent else Operation("/", Constant(1), found)


def _ends_in_product(tree: Tree) -> bool:
    """Whether a product or quotient stands last in a sum, so that its operations are not done in the order of the words."""
    if not isinstance(tree, Operation) or tree.operator not in {"+", "-"}:
        return False
    last = tree.right
    if not isinstance(last, Operation) or last.operator not in {"*", "/"}:
        return False
    return last.operator == "*" or not isinstance(last.left, Numeral | Constant)


def _is_whole(tree: Tree) -> bool:
    """Whether a tree is a number that can be an exponent."""
    return isinstance(tree, Constant) or (isinstance(tree, Numeral) and tree.groups == 1 and not tree.decimal)


def turned_to(operator: str, other: int, side: Tree) -> Tree:
    """One number by an operation on it and one that stands in no digits."""
    if operator == "ceil":
        return Operation("-", Zero(), operation_of("//", Operation("-", Zero(), side), Constant(other)))
    if operator == "!":
        if not _is_whole(side):
            raise RefusedError
        return Operation("!", Zero(), side)
    # Of an unknown, until the equation is known in which it stands (`absolute_values`).
    return Operation("abs", Zero(), side) if operator == "abs" else operation_of(operator, side, Constant(other))


def applied_to(operator: str, sides: list[Tree]) -> Tree:
    """An operation on two numbers or more, from left to right."""
    first, *others = sides
    if operator == "quotient" and any(map(unknowns, sides)):
        operator = "/"
    if not others or (len(others) > 1 and not OPERATIONS[operator].commutes):
        raise RefusedError
    for each in others:
        first = operation_of(operator, first, each)
    return first


def _arguments(sides: list[Tree]) -> list[Tree]:
    """The arguments of a call; in `gcd(12,18)` the comma parts two of them, not thousands."""
    if len(sides) == 1 and isinstance(sides[0], Numeral) and not sides[0].decimal:
        return [Numeral(sides[0].index + group) for group in range(sides[0].groups)]
    if any(isinstance(side, Numeral) and side.groups > 1 for side in sides):
        raise RefusedError
    return sides


def _chained(children: list[Any]) -> Tree:
    """Numbers joined by words of one level, from left to right."""
    tree, rest = children[0], iter(children[1:])
    for word, side in zip(rest, rest, strict=True):
        tree = operation_of(OPERATORS[normal(word)], tree, side)
    return cast(Tree, tree)


def _power_of_ten(exponent: int) -> Tree:
    power = Constant(10 ** abs(exponent))
    return power if exponent >= 0 else Operation("/", Constant(1), power)


def is_called(tree: Tree, noun: str) -> bool:
    """Whether the result of an operation has this name."""
    operator = tree.operator if isinstance(tree, Operation) else ""
    return {"difference": "-", "quotient": "/", "//": "/"}.get(operator, operator) == NOUNS[noun]


def division_of(children: list[Any]) -> Sides:
    """Dividend and divisor: two trees, or the sides of one division of two numbers."""
    sides = [each for each in children if not isinstance(each, Token)]
    if len(sides) == 1:
        tree = sides[0]
        if not isinstance(tree, Operation) or tree.operator != "/":
            raise RefusedError
        sides = [tree.left, tree.right]
        if not all(isinstance(unsigned(side), Numeral | Constant) for side in sides):
            raise RefusedError
    return known(sides[0]), known(sides[1])


def known(tree: Tree) -> Tree:
    """The tree, if it has no unknown."""
    if unknowns(tree):
        raise RefusedError
    return tree
