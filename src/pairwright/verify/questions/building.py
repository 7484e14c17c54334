"""What the parsers find, built into questions; what has no one meaning is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any, NoReturn, cast

from lark import Token

from pairwright.verify.columns.number_words import WORDED_ASKED, worded
from pairwright.verify.questions.absolute_values import is_left_open, is_open, squared
from pairwright.verify.questions.calculating import (
    REFUSED,
    TAKEN_FROM,
    Calculations,
    FurtherStep,
    RefusedError,
    Sides,
    division_of,
    is_called,
    known,
    operation_of,
)
from pairwright.verify.questions.chart import Chart
from pairwright.verify.questions.lexing import words_of
from pairwright.verify.questions.phrases import DONE, NOUNS
from pairwright.verify.questions.systems import put_in, solved
from pairwright.verify.questions.trees import (
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
from pairwright.verify.questions.wordings import PHRASES, normal

_SAID = re.compile(rf"\b({WORDED_ASKED})\W*\Z", re.IGNORECASE)
_TIME = re.compile(r"0[ ]?:[ ]?0")
# Times and lengths of time, and no divisions, to many.
_TIMES = re.compile(r"0:0 ?(?:[-+]|plus|minus)|(?:[-+]|plus|minus) ?0:0")
# "P(3) = 6. What is P(4)?": of what is no unknown a function, and no product.
_AT = re.compile(r"(?<![a-zA-Z])[a-zA-Z]\(-?(?:0(?:\.0)?|[a-zA-Z])\)")


class _Builder(Calculations):
    """What is asked."""

    def changed_number(self, children: list[Any]) -> Question:
        """The number of which something is told: what is done with it, and what comes of that."""
        *steps, result = children
        tree = self.steps([Unknown("?"), *steps])
        if list(_occurring(tree)) != ["?"]:
            # A number and a number may be two.
            raise RefusedError
        return Question(tree, known(result))

    def told_number(self, children: list[Tree]) -> Question:
        tree, result = children
        if not unknowns(tree):
            raise RefusedError
        return Question(tree, known(result))

    def changed_by_steps(self, children: list[Any]) -> Question:
        """If you double a number and take off 3, you get 15."""
        *steps, result = children
        return self.told_passive([self.steps(steps), result])

    def solve_where(self, children: list[Any]) -> Question:
        """If y = 2x + 1, find y when x = 5: as all are said at once."""
        several, names, given = children
        return _solved([*several, *given], [names.name] if isinstance(names, Unknown) else names)

    def told_passive(self, children: list[Any]) -> Question:
        tree, *noun, result = children
        if list(_occurring(tree)) != ["?"]:
            # A number and a number may be two.
            raise RefusedError
        if noun and not is_called(tree, normal(noun[0])):
            raise RefusedError
        return self.told_number([tree, result])

    def passive(self, children: list[Any]) -> Tree:
        """Something that is done with a number, and what else is done then."""
        first, *rest = children
        steps: list[FurtherStep] = []
        for each in rest:
            if isinstance(each, FurtherStep):
                steps.append(each)
            elif isinstance(each, Token):
                # "and 4 is added"
                steps[-1] = self.step([each, steps[-1].side])
            else:
                steps.append(FurtherStep("", each))
        return self.steps([first, *steps])

    def named_result(self, children: list[Any]) -> Question:
        (tree,) = (each for each in children if not isinstance(each, Token))
        said = [normal(each) for each in children if isinstance(each, Token)]
        nouns = [
            "difference" if each in PHRASES["LEFT"] else each for each in said if each in {*NOUNS, *PHRASES["LEFT"]}
        ]
        if not all(is_called(tree, noun) for noun in nouns):
            raise RefusedError
        return self.work_out([tree])

    def all_of_it(self, children: list[Any]) -> Question:
        return self.work_out([self.steps(children)])

    def in_form(self, children: list[Any]) -> Question:
        question, form = children[0], children[-1]
        if question.answers or question.further or question.right != Unknown("?"):
            raise RefusedError
        return replace(cast(Question, question), answers="ratio" if normal(form) in PHRASES["AS_RATIO"] else "decimal")

    def question(self, children: list[Any]) -> Question:
        return cast("Question", children[0])

    def equation(self, sides: list[Tree]) -> Sides:
        if any(_rounds(side) for side in sides) and not any(isinstance(side, Unknown) for side in sides):
            # In "3x + 1 = 9 to 2 decimal places" x is rounded, not 9.
            raise RefusedError
        if any(map(is_open, sides)):
            return squared(sides[0], sides[1]) or _refused()
        return sides[0], sides[1]

    def equations(self, sides: list[Sides]) -> list[Sides]:
        return sides

    def names(self, names: list[Unknown]) -> list[str]:
        return [each.name for each in names]

    def work_out(self, children: list[Tree]) -> Question:
        if _is_said(children[0], self._text):
            raise RefusedError
        open_end = "=" in self._text and "?" in self._text
        plain = not isinstance(unsigned(children[0]), Operation)
        if (plain and not open_end) or ("=" not in self._text and self._is_time(children[0])):
            # "What is 12?" and "12 =" ask for no number.
            raise RefusedError
        return Question(known(children[0]), Unknown("?"))

    def bare(self, children: list[Tree]) -> Question:
        if not isinstance(unsigned(children[0]), Operation) or self._is_time(children[0]):
            raise RefusedError
        return Question(known(children[0]), Unknown("?"))

    def _is_time(self, tree: Tree) -> bool:
        """Whether nothing tells 12:30 from a time of day."""
        plain = isinstance(tree, Operation) and isinstance(tree.left, Numeral) and isinstance(tree.right, Numeral)
        return (_TIME if plain else _TIMES).search(self._text) is not None

    def compared(self, children: list[Any]) -> Question:
        kind, *sides = children
        operator = "max" if normal(kind) in PHRASES["LARGER"] else "min"
        return Question(operation_of(operator, known(sides[0]), known(sides[1])), Unknown("?"))

    def into(self, children: list[Tree]) -> Question:
        return Question(operation_of("quotient", known(children[1]), known(children[0])), Unknown("?"))

    def divide(self, children: list[Any]) -> Question:
        return with_remainder(*division_of(children))

    def divide_blank(self, children: list[Any]) -> Question:
        return with_remainder(*division_of(children[:1]))

    def told(self, children: list[Any]) -> Question:
        verb, tree = normal(children[0]), children[1]
        if not isinstance(tree, Operation) or tree.operator not in {*DONE[verb].values(), TAKEN_FROM.get(verb)}:
            raise RefusedError
        return self.bare(children[1:])

    def put_in(self, children: list[Any]) -> Question:
        several, tree = children
        if _AT.search(self._text):
            raise RefusedError
        return put_in(tree, several) or _refused()

    def put_in_behind(self, children: list[Any]) -> Question:
        return self.put_in(children[::-1])

    def exact(self, children: list[Any]) -> Question:
        if isinstance(children[0], Token) and normal(children[0]) != "quotient of":
            raise RefusedError
        return Question(operation_of("quotient", *division_of(children)), Unknown("?"))

    def floor(self, children: list[Any]) -> Question:
        if isinstance(children[0], Token) and normal(children[0]) != "quotient of":
            raise RefusedError
        return Question(operation_of("//", *division_of(children)), Unknown("?"))

    def rest(self, children: list[Any]) -> Question:
        return Question(operation_of("mod", *division_of(children)), Unknown("?"))

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

    def zeros(self, children: list[Tree]) -> Question:
        (tree,) = children
        if len(unknowns(tree) - {"?"}) != 1:
            raise RefusedError
        return Question(tree, Zero())

    def find(self, children: list[Any]) -> Question:
        names = sorted({name for sides in children[0] for side in sides for name in unknowns(side)})
        return _solved(children[0], names) if "?" not in names and names else self.asked_in_it(children)

    def asked_in_it(self, children: list[Any]) -> Question:
        """Where a blank is asked, or letters are that are said to be one: `x = ?`."""
        several: list[Sides] = children[0]
        letters = sorted({name for sides in several for side in sides for name in unknowns(side)})
        if len(several) > 1 and "?" not in letters:
            return _solved(several, letters)
        asked = [left.name for left, right in several if _is_blank(right) and isinstance(left, Unknown)]
        if not asked:
            return _solved(several, ["?"])
        return _solved([sides for sides in several if not _is_blank(sides[1])], asked)


def built(parsed: Any, text: str, first: int) -> Tree | Question | None:
    """The tree or question that Lark's tree of a text is, its runs of digits counted from `first`; None if refused."""
    return _finished(_Builder(text, first).transform(parsed))


def built_of_words(chart: Chart, text: str, first: int) -> Tree | Question | None:
    """The same of a text in words, by the grammar that may derive it in several ways; None where it does not.

    Raises:
        UnexpectedCharacters: a word or sign that no wording has.
        TooManyWaysError: it can be derived in too many ways.
    """
    tokens = [(token, reduce(or_, (chart.bits.get(kind, 0) for kind in kinds))) for token, kinds in words_of(text)]
    found = chart.value(tokens, _Builder(text, first).applied, _the_one)
    return _finished(found)


def _finished(found: object) -> Tree | Question | None:
    """What was read; None where it was refused, or an absolute value was left in it."""
    read = None if found is REFUSED else cast("Tree | Question | None", found)
    return None if is_left_open(read) else read


def _the_one(readings: Sequence[object]) -> object:
    """What all readings that have a meaning agree on."""
    meant = [each for each in readings if each is not REFUSED]
    return meant[0] if meant and all(each == meant[0] for each in meant) else REFUSED


def _is_said(tree: Tree, text: str) -> bool:
    """Whether nothing is to be worked out: "What is three quarters?"."""
    if not (isinstance(tree, Operation) and isinstance(tree.left, Constant) and isinstance(tree.right, Constant)):
        return False
    said = _SAID.search(text)
    return said is not None and worded(said[1]) == (tree.left.value, tree.right.value)


def _rounds(tree: Tree) -> bool:
    return isinstance(tree, Operation) and (tree.operator == "round" or _rounds(tree.left) or _rounds(tree.right))


def _is_blank(tree: Tree) -> bool:
    return isinstance(tree, Unknown) and tree.name == "?"


def _occurring(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Operation):
        yield from _occurring(tree.left)
        yield from _occurring(tree.right)
    elif isinstance(tree, Unknown):
        yield tree.name


def _refused() -> NoReturn:
    raise RefusedError


def _solved(several: list[Sides], names: list[str]) -> Question:
    """The question for the letters named, all that the equations have."""
    occurring = [name for sides in several for side in sides for name in _occurring(side)]
    if len(several) > 1 and set(names) < set(occurring) and "?" not in occurring:
        return solved(several, names) or _refused()
    if set(occurring) != set(names) or len(set(names)) != len(names) or occurring.count("?") > 1:
        raise RefusedError
    if len(several) != len(names):
        raise RefusedError
    return Question(*several[0]) if len(several) == 1 else solved(several, names) or _refused()
