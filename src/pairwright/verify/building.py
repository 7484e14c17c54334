"""What the parsers find, built into trees and questions; what has no one meaning is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any, Final, NamedTuple, NoReturn, cast

from lark import Token
from lark.visitors import Transformer_NonRecursive

from pairwright.verify.chart import Chart
from pairwright.verify.lexing import words_of
from pairwright.verify.number_words import WORDED_ASKED, worded
from pairwright.verify.operations import OPERATIONS
from pairwright.verify.systems import put_in, solved
from pairwright.verify.trees import (
    Constant,
    Numeral,
    Operation,
    Question,
    Tree,
    Unknown,
    Zero,
    unknowns,
    unsigned,
    with_remainder,
)
from pairwright.verify.wordings import (
    AMOUNTS,
    BEFORE,
    BEHIND,
    DID,
    DOING,
    DONE,
    DONE_TO_ONE,
    FUNCTIONS,
    NOUNS,
    OPERATORS,
    POWERED,
    UNITS,
    normal,
)

# In place of what fits the grammar but has no meaning, or more than one.
_REFUSED: Final = object()
_Sides = tuple[Tree, Tree]


_TURNED = {"subtract": "-", "deduct": "-", "take": "-", "take away": "-", "remove": "-"}
# What a verb does with one more number: "add 5", "take away 5".
_ALONE = {"add": "+", **_TURNED, "added": "+", "subtracted": "-", "took away": "-"}
_CHANGES = frozenset(["increased by", "decreased by", "reduced by"])
_STEPS = frozenset(["plus", "minus", "times", "divided by", "multiplied by", *_CHANGES])
_SAID = re.compile(rf"\b({WORDED_ASKED})\W*\Z", re.IGNORECASE)
_LINKS = re.compile(r" (?:of|between)(?: (?:following |these )?numbers)?$")
_TIME = re.compile(r"0[ ]?:[ ]?0")
# Times and lengths of time, and no divisions, to many.
_TIMES = re.compile(r"0:0 ?(?:[-+]|plus|minus)|(?:[-+]|plus|minus) ?0:0")


class Step(NamedTuple):
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


class _RefusedError(ValueError):
    """It fits the grammar, but has no one meaning."""


class _Builder(Transformer_NonRecursive[Token, object]):
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
        if any(child is _REFUSED for child in children):
            return _REFUSED
        try:
            return getattr(self, name)(children)
        except _RefusedError:
            return _REFUSED

    def numeral(self, children: list[Token]) -> Tree:
        written, start = children[0], children[0].start_pos or 0
        index = self._first + self._text.count("0", 0, start)
        return Numeral(index, written.count(",") + 1, "." in written)

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
        return _operation(OPERATORS[normal(sign)], left, right)

    def implicit(self, sides: list[Tree]) -> Tree:
        return Operation("*", *sides)

    def sign(self, children: list[Any]) -> Tree:
        sign, side = children
        if normal(sign) not in {"+", "plus", "-", "minus", "negative"}:
            raise _RefusedError
        return side if normal(sign) in {"+", "plus"} else Operation("-", Zero(), side)

    def absolute(self, children: list[Tree]) -> Tree:
        return _operation("abs", Zero(), children[0])

    def factorial(self, children: list[Tree]) -> Tree:
        return _turned("!", 0, children[0])

    def function(self, children: list[Any]) -> Tree:
        name, side = children
        return _turned(*FUNCTIONS[{"√": "sqrt", "∛": "cbrt"}.get(str(name), str(name).lower())], side)

    def superscript(self, children: list[Any]) -> Tree:
        base, written = children
        return _operation("^", base, Constant("⁰¹²³⁴⁵⁶⁷⁸⁹".index(written)))

    def call(self, children: list[Any]) -> Tree:
        name, *sides = children
        if str(name).lower() == "nthroot":
            degree, base = sides
            if not _is_whole(degree):
                raise _RefusedError
            return _operation("root", base, degree)
        return _applied(OPERATORS[str(name).lower()], _arguments(sides))

    def named(self, children: list[Any]) -> Tree:
        name, *sides = children
        return _applied(OPERATORS[_LINKS.sub("", normal(name))], sides)

    def average(self, children: list[Tree]) -> Tree:
        return Operation("/", _applied("+", children), Constant(len(children)))

    def before(self, children: list[Any]) -> Tree:
        phrase, side = children
        return _turned(*BEFORE[normal(phrase)], side)

    def behind(self, children: list[Any]) -> Tree:
        side, phrase = children
        return _turned(*(BEHIND | POWERED)[normal(phrase)], side)

    def single_done(self, children: list[Any]) -> Tree:
        verb, side = children
        return _turned(*DONE_TO_ONE[normal(verb)], side)

    def nth_power(self, children: list[Tree]) -> Tree:
        return _operation("^", *children)

    def power_of(self, children: list[Tree]) -> Tree:
        exponent, base = children
        return _operation("^", base, exponent)

    def off(self, children: list[Tree]) -> Tree:
        return Operation("-", children[1], self.percent(children))

    def on_top(self, children: list[Tree]) -> Tree:
        return Operation("+", children[1], self.percent(children))

    def changed(self, children: list[Any]) -> Tree:
        whole, word, rate = children
        if normal(word) not in _CHANGES:
            raise _RefusedError
        return Operation(OPERATORS[normal(word)], whole, self.percent([rate, whole]))

    def from_which(self, children: list[Any]) -> Tree:
        link, whole, verb, part = children
        if str(link).lower() != "from" or DONE[normal(verb)].get("from") != "turned":
            raise _RefusedError
        return Operation("-", whole, part)

    def step(self, children: list[Any]) -> Step:
        verb, *rest = children
        phrase = normal(verb)
        tokens = [each for each in rest if isinstance(each, Token)]
        sides = [each for each in rest if not isinstance(each, Token)]
        what = next((normal(each) for each in tokens if normal(each) in NOUNS), "")
        if not sides:
            operator, number = (DONE_TO_ONE | BEHIND | POWERED)[phrase]
            return Step(operator, Constant(number), what)
        link = next((str(each).lower() for each in tokens if each.type == "LINK"), "")
        # "multiply it by 5", "add it to 5", "subtract it from 5".
        behind = bool(link) and not isinstance(rest[-1], Token)
        operator = (DONE | DID)[phrase].get(link, "") if link else _ALONE.get(phrase, "")
        # "multiply 5 by it", "divide 5 by it" and "increase 5 by it" turn it; "add 5 to it", "subtract 5 from it" do not.
        if not operator or (link == "by" and not behind):
            raise _RefusedError
        if operator == "turned":
            return Step("-", sides[0], what, turned=behind)
        return Step(operator, sides[0], what)

    def word_step(self, children: list[Any]) -> Step:
        word, side = children
        if normal(word) not in _STEPS:
            raise _RefusedError
        return Step(OPERATORS[normal(word)], side)

    def steps(self, children: list[Any]) -> Tree:
        tree, *steps = children
        for each in steps:
            if each.what and not _is_called(tree, each.what):
                raise _RefusedError
            if isinstance(each.side, Constant):
                tree = _turned(each.operator, each.side.value, tree)
            else:
                tree = _operation(each.operator, *((each.side, tree) if each.turned else (tree, each.side)))
        return tree

    def changing(self, children: list[Any]) -> Step:
        word, *sides = children
        if not sides:
            return self.step(children)
        phrase = normal(word)
        if phrase in OPERATIONS["-"].turned and phrase.endswith("from"):
            return Step("-", sides[0], turned=True)
        if phrase not in {*_STEPS, "added to"}:
            raise _RefusedError
        return Step(OPERATORS[phrase], sides[0])

    def changed_number(self, children: list[Any]) -> Question:
        """The number of which something is told: what is done with it, and what comes of that."""
        *steps, result = children
        return Question(self.steps([Unknown("?"), *steps]), _known(result))

    def told_number(self, children: list[Tree]) -> Question:
        tree, result = children
        if not unknowns(tree):
            raise _RefusedError
        return Question(tree, _known(result))

    def named_result(self, children: list[Any]) -> Question:
        (tree,) = (each for each in children if not isinstance(each, Token))
        nouns = [normal(each) for each in children if isinstance(each, Token) and normal(each) in NOUNS]
        if not all(_is_called(tree, noun) for noun in nouns):
            raise _RefusedError
        return self.work_out([tree])

    def in_form(self, children: list[Any]) -> Question:
        question, form = children[0], children[-1]
        if question.answers or question.further or question.right != Unknown("?"):
            raise _RefusedError
        return replace(question, answers="ratio" if form.type == "AS_RATIO" else "decimal")

    def question(self, children: list[Any]) -> Question:
        return cast("Question", children[0])

    def percent(self, children: list[Tree]) -> Tree:
        return Operation("*", Operation("/", children[0], Constant(100)), children[1])

    def share(self, children: list[Tree]) -> Tree:
        part, whole = children
        if not isinstance(part, Operation) or part.operator != "/":
            raise _RefusedError
        return Operation("*", part, whole)

    def unknown_percent(self, children: list[Tree]) -> Tree:
        return self.percent([Unknown("?"), children[0]])

    def done(self, children: list[Any]) -> Tree:
        verb, *rest = children
        links = (DONE | DOING)[normal(verb)]
        sides = [each for each in rest if not isinstance(each, Token)]
        link = next((str(each).lower() for each in rest if isinstance(each, Token)), "and")
        if link not in links:
            raise _RefusedError
        return self.turned([sides[0], "", sides[1]]) if links[link] == "turned" else _applied(links[link], sides)

    doing = done

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
        return _operation("-", second, first)

    def nearest(self, children: list[Any]) -> Tree:
        value, unit = children
        return _operation("round", value, _power_of_ten(UNITS[normal(unit)]) if isinstance(unit, Token) else unit)

    def places(self, children: list[Any]) -> Tree:
        value, places = (each for each in children if not isinstance(each, Token))
        return _operation("round", value, Operation("/", Constant(1), Operation("^", Constant(10), places)))

    def equation(self, sides: list[Tree]) -> _Sides:
        return sides[0], sides[1]

    def equations(self, sides: list[_Sides]) -> list[_Sides]:
        return sides

    def names(self, names: list[Unknown]) -> list[str]:
        return [each.name for each in names]

    def work_out(self, children: list[Tree]) -> Question:
        if _is_said(children[0], self._text):
            raise _RefusedError
        if "=" not in self._text and (not isinstance(children[0], Operation) or self._is_time(children[0])):
            # "What is 12?" asks for no number.
            raise _RefusedError
        return Question(_known(children[0]), Unknown("?"))

    def bare(self, children: list[Tree]) -> Question:
        if not isinstance(unsigned(children[0]), Operation) or self._is_time(children[0]):
            raise _RefusedError
        return Question(_known(children[0]), Unknown("?"))

    def _is_time(self, tree: Tree) -> bool:
        """Whether nothing tells 12:30 from a time of day."""
        plain = isinstance(tree, Operation) and isinstance(tree.left, Numeral) and isinstance(tree.right, Numeral)
        return (_TIME if plain else _TIMES).search(self._text) is not None

    def compared(self, children: list[Any]) -> Question:
        kind, *sides = children
        operator = "max" if kind.type == "LARGER" else "min"
        return Question(_operation(operator, _known(sides[0]), _known(sides[1])), Unknown("?"))

    def into(self, children: list[Tree]) -> Question:
        return Question(_operation("quotient", _known(children[1]), _known(children[0])), Unknown("?"))

    def divide(self, children: list[Any]) -> Question:
        return with_remainder(*_division(children))

    def divide_blank(self, children: list[Any]) -> Question:
        return with_remainder(*_division(children[:1]))

    def told(self, children: list[Any]) -> Question:
        verb, tree = normal(children[0]), children[1]
        if not isinstance(tree, Operation) or tree.operator not in {*DONE[verb].values(), _TURNED.get(verb)}:
            raise _RefusedError
        return self.bare(children[1:])

    def put_in(self, children: list[Any]) -> Question:
        several, tree = children
        return put_in(tree, several) or _refused()

    def put_in_behind(self, children: list[Any]) -> Question:
        return self.put_in(children[::-1])

    def divided_out(self, children: list[Any]) -> Tree:
        return Operation("/", *_division(children))

    def exact(self, children: list[Any]) -> Question:
        if isinstance(children[0], Token) and normal(children[0]) != "quotient of":
            raise _RefusedError
        return Question(_operation("quotient", *_division(children)), Unknown("?"))

    def floor(self, children: list[Any]) -> Question:
        if isinstance(children[0], Token) and normal(children[0]) != "quotient of":
            raise _RefusedError
        return Question(_operation("//", *_division(children)), Unknown("?"))

    def rest(self, children: list[Any]) -> Question:
        return Question(_operation("mod", *_division(children)), Unknown("?"))

    def solve(self, children: list[Any]) -> Question:
        several, names, *_ = children
        if isinstance(several, tuple):
            # Written in signs: one equation, and the letter of its unknown.
            return _solved([several], [str(names)])
        if isinstance(names, Unknown):
            names = [names.name]
        return _solved(several, names)

    def sought(self, children: list[Any]) -> Question:
        names, several = children
        return _solved(several, names)

    def find(self, children: list[Any]) -> Question:
        names = sorted({name for sides in children[0] for side in sides for name in unknowns(side)})
        return _solved(children[0], names) if "?" not in names and names else self.asked_in_it(children)

    def asked_in_it(self, children: list[Any]) -> Question:
        """Where a blank is asked, or letters are that are said to be one: `x = ?`."""
        several: list[_Sides] = children[0]
        letters = sorted({name for sides in several for side in sides for name in unknowns(side)})
        if len(several) > 1 and "?" not in letters:
            return _solved(several, letters)
        asked = [left.name for left, right in several if _is_blank(right) and isinstance(left, Unknown)]
        if not asked:
            return _solved(several, ["?"])
        return _solved([sides for sides in several if not _is_blank(sides[1])], asked)


def built(parsed: Any, text: str, first: int) -> Tree | Question | None:
    """The tree or question that Lark's tree of a text is, its runs of digits counted from `first`; None if refused."""
    found = _Builder(text, first).transform(parsed)
    return None if found is _REFUSED else cast("Tree | Question", found)


def built_of_words(chart: Chart, text: str, first: int) -> Tree | Question | None:
    """The same of a text in words, by the grammar that may derive it in several ways; None where it does not.

    Raises:
        UnexpectedCharacters: a word or sign that no wording has.
        TooManyWaysError: it can be derived in too many ways.
    """
    tokens = [(token, reduce(or_, (chart.bits.get(kind, 0) for kind in kinds))) for token, kinds in words_of(text)]
    found = chart.value(tokens, _Builder(text, first).applied, _the_one)
    return None if found is _REFUSED else cast("Tree | Question | None", found)


def _the_one(readings: Sequence[object]) -> object:
    """What all readings that have a meaning agree on."""
    meant = [each for each in readings if each is not _REFUSED]
    return meant[0] if meant and all(each == meant[0] for each in meant) else _REFUSED


def _is_said(tree: Tree, text: str) -> bool:
    """Whether nothing is to be worked out: "What is three quarters?"."""
    if not (isinstance(tree, Operation) and isinstance(tree.left, Constant) and isinstance(tree.right, Constant)):
        return False
    said = _SAID.search(text)
    return said is not None and worded(said[1]) == (tree.left.value, tree.right.value)


def _is_called(tree: Tree, noun: str) -> bool:
    """Whether the result of an operation has this name."""
    operator = tree.operator if isinstance(tree, Operation) else ""
    return {"difference": "-", "quotient": "/", "//": "/"}.get(operator, operator) == NOUNS[noun]


def _is_blank(tree: Tree) -> bool:
    return isinstance(tree, Unknown) and tree.name == "?"


def _operation(operator: str, left: Tree, right: Tree) -> Tree:
    if not OPERATIONS[operator].polynomial and (unknowns(left) or unknowns(right)):
        raise _RefusedError
    negative = operator == "^" and right != unsigned(right) and _is_whole(unsigned(right))
    if negative and not unknowns(left):
        return Operation("/", Constant(1), Operation("^", left, unsigned(right)))
    if OPERATIONS[operator].raised is not None and not _is_whole(right):
        raise _RefusedError
    return Operation(operator, left, right)


def _is_whole(tree: Tree) -> bool:
    """Whether a tree is a number that can be an exponent."""
    return isinstance(tree, Constant) or (isinstance(tree, Numeral) and tree.groups == 1 and not tree.decimal)


def _turned(operator: str, other: int, side: Tree) -> Tree:
    """One number by an operation on it and one that stands in no digits."""
    if operator == "!":
        if not _is_whole(side):
            raise _RefusedError
        return Operation("!", Zero(), side)
    return _operation(operator, *((Zero(), side) if operator == "abs" else (side, Constant(other))))


def _applied(operator: str, sides: list[Tree]) -> Tree:
    """An operation on two numbers or more, from left to right."""
    first, *others = sides
    if operator == "quotient" and any(map(unknowns, sides)):
        operator = "/"
    if not others or (len(others) > 1 and not OPERATIONS[operator].commutes):
        raise _RefusedError
    for each in others:
        first = _operation(operator, first, each)
    return first


def _arguments(sides: list[Tree]) -> list[Tree]:
    """The arguments of a call; in `gcd(12,18)` the comma parts two of them, not thousands."""
    if len(sides) == 1 and isinstance(sides[0], Numeral) and not sides[0].decimal:
        return [Numeral(sides[0].index + group) for group in range(sides[0].groups)]
    if any(isinstance(side, Numeral) and side.groups > 1 for side in sides):
        raise _RefusedError
    return sides


def _chained(children: list[Any]) -> Tree:
    """Numbers joined by words of one level, from left to right."""
    tree, rest = children[0], iter(children[1:])
    for word, side in zip(rest, rest, strict=True):
        tree = _operation(OPERATORS[normal(word)], tree, side)
    return cast(Tree, tree)


def _power_of_ten(exponent: int) -> Tree:
    power = Constant(10 ** abs(exponent))
    return power if exponent >= 0 else Operation("/", Constant(1), power)


def _division(children: list[Any]) -> _Sides:
    """Dividend and divisor: two trees, or the sides of one division of two numbers."""
    sides = [each for each in children if not isinstance(each, Token)]
    if len(sides) == 1:
        tree = sides[0]
        if not isinstance(tree, Operation) or tree.operator != "/":
            raise _RefusedError
        sides = [tree.left, tree.right]
        if not all(isinstance(unsigned(side), Numeral | Constant) for side in sides):
            raise _RefusedError
    return _known(sides[0]), _known(sides[1])


def _known(tree: Tree) -> Tree:
    if unknowns(tree):
        raise _RefusedError
    return tree


def _occurring(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Operation):
        yield from _occurring(tree.left)
        yield from _occurring(tree.right)
    elif isinstance(tree, Unknown):
        yield tree.name


def _refused() -> NoReturn:
    raise _RefusedError


def _solved(several: list[_Sides], names: list[str]) -> Question:
    """The question for the letters named, all that the equations have."""
    occurring = [name for sides in several for side in sides for name in _occurring(side)]
    if len(several) > 1 and set(names) < set(occurring) and "?" not in occurring:
        return solved(several, names) or _refused()
    if set(occurring) != set(names) or len(set(names)) != len(names) or occurring.count("?") > 1:
        raise _RefusedError
    if len(several) != len(names):
        raise _RefusedError
    return Question(*several[0]) if len(several) == 1 else solved(several, names) or _refused()
