"""Which fact a question states: the operations that join its numbers, and the numbers, told from its trees.

A fraction a/b of two plain numbers is one number where it is not whole (`1/2+1/3=?`), and a division
where it is (`12/4+3=?`) or where it is all that is asked (`7/2=?`); so a shape can state facts of
several kinds, according to which of its fractions are whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown, Zero, unsigned


@dataclass(frozen=True)
class Relation:
    """What a question states.

    Attributes:
        name: its operations, inverse ones counted as one, sorted: '+' of 61-4, '*+' of 3x-5.
        members: the numbers that it joins.
        answered: whether the answer is one of them.
        below: what the answer is divided by to be so: 100 where percent are asked for.
    """

    name: str
    members: tuple[Tree, ...]
    answered: bool = True
    below: int = 1


def relation_of(question: Question, whole: Collection[Operation]) -> Relation:
    """The fact that a question states where those of its `fractions` are whole."""
    if question.states is not None:
        return Relation(*question.states, answered=False)
    if (divided := _with_remainder(question)) is not None:
        dividend, divisor = divided
        parts = (Operation("//", dividend, divisor), Operation("mod", dividend, divisor))
        return Relation("*+", (dividend, divisor, *parts), answered=False)
    if (shifted := _shifted(question)) is not None:
        return shifted
    sides = [_without_percent(side) for side in (question.left, question.right)]
    if (named := _of_several(question.left)) and isinstance(sides[1], Unknown):
        return Relation(OPERATIONS[named[0]].kin, named[1], answered=False)
    stated = [each for side in sides for each in _stated(side, whole, question)]
    name = "".join(sorted(each for each in stated if isinstance(each, str)))
    members = tuple(each for each in stated if not isinstance(each, str))
    return Relation(name, members, below=1 if sides == [question.left, question.right] else 100)


def _without_percent(tree: Tree) -> Tree:
    """The tree with what is so many percent in place of how many percent it is, where these are the unknown."""
    if not isinstance(tree, Operation):
        return tree
    if tree.operator == "/" and isinstance(tree.left, Unknown) and tree.right == Constant(100):
        return tree.left
    return Operation(tree.operator, _without_percent(tree.left), _without_percent(tree.right))


def fractions(question: Question) -> list[Operation]:
    """The fractions a/b of a question that are numbers where they are not whole."""
    if question.states is not None:
        return []
    found = [each for side in (question.left, question.right) for each in _stated(side, (), question)]
    return [each for each in found if isinstance(each, Operation) and not _constant(each)]


def _stated(tree: Tree, whole: Collection[Operation], question: Question) -> Iterator[str | Tree]:
    """The names of the operations of a tree, and its numbers."""
    if isinstance(tree, Unknown | Zero):
        return
    if not isinstance(tree, Operation) or tree.operator == "mixed":
        yield tree
        return
    if tree.operator in {"*", "/"}:
        groups = list(_groups(tree, paired=not _is_asked(tree, question)))
        yield from ["*"] * (len(groups) - 1)
        for group in groups:
            if not _is_fraction(group):
                yield from _stated(group, whole, question)
            elif group in whole:
                yield from ("*", group.left, group.right)
            else:
                yield group
        return
    if not (tree.operator == "-" and isinstance(tree.left, Zero)):
        yield OPERATIONS[tree.operator].kin
        yield from _stated(tree.left, whole, question)
    yield from _stated(tree.right, whole, question)


def _groups(tree: Tree, *, paired: bool) -> Iterator[Tree]:
    """What a chain of products and divisions joins: from left to right a/b of plain numbers is one."""
    factors = list(_factors(tree))
    place = 0
    while place < len(factors):
        sign, factor = factors[place]
        place += 1
        if paired and sign == "*" and place < len(factors) and factors[place][0] == "/":
            pair = Operation("/", unsigned(factor), unsigned(factors[place][1]))
            if _is_fraction(pair):
                place += 1
                yield pair
                continue
        yield factor


def _factors(tree: Tree) -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, Operation) and tree.operator in {"*", "/"}:
        yield from _factors(tree.left)
        yield tree.operator, tree.right
    else:
        yield "*", tree


def _is_fraction(tree: Tree) -> TypeGuard[Operation]:
    return isinstance(tree, Operation) and tree.operator == "/" and _plain(tree.left) and _plain(tree.right)


def _plain(tree: Tree) -> bool:
    """Whether a tree is a number written without a point."""
    return isinstance(tree, Constant) or (isinstance(tree, Numeral) and not tree.decimal)


def _constant(fraction: Operation) -> bool:
    """Whether the fraction is one by its words, as 200% and half are."""
    return isinstance(fraction.left, Constant) or isinstance(fraction.right, Constant)


def _is_asked(tree: Operation, question: Question) -> bool:
    """Whether a fraction a/b is all that the unknown is equal to."""
    sides = (question.left, question.right)
    alone = tree in sides and any(isinstance(side, Unknown) for side in sides)
    return alone and _is_fraction(Operation(tree.operator, unsigned(tree.left), unsigned(tree.right)))


def _with_remainder(question: Question) -> tuple[Tree, Tree] | None:
    """Dividend and divisor of a division of two numbers with remainder, whichever part of it is asked."""
    tree = question.left
    if (
        not isinstance(tree, Operation)
        or tree.operator not in {"//", "mod", "divides"}
        or not isinstance(question.right, Unknown)
    ):
        return None
    sides = unsigned(tree.left), unsigned(tree.right)
    return sides if all(isinstance(side, Numeral) for side in sides) else None


def _shifted(question: Question) -> Relation | None:
    """The fact of a number shifted by some bits: of the product with a power of 2, or of the division by it."""
    tree = question.left
    if not (isinstance(tree, Operation) and tree.operator in {"<<", ">>"} and isinstance(question.right, Unknown)):
        return None
    number, power = unsigned(tree.left), Operation("^", Constant(2), tree.right)
    if not isinstance(number, Numeral):
        return None
    if tree.operator == "<<":
        return Relation("*", (number, power))
    parts = (Operation("//", number, power), Operation("mod", number, power))
    return Relation("*+", (number, power, *parts), answered=False)


def _of_several(tree: Tree) -> tuple[str, tuple[Tree, ...]] | None:
    """The operation and numbers of `gcd(a, b, c)`, whose answer is no part of the fact: gcd and lcm share it."""
    if not isinstance(tree, Operation) or not OPERATIONS[tree.operator].alone:
        return None
    leaves = [each for each in _leaves(tree, tree.operator) if not isinstance(each, Zero)]
    if OPERATIONS[tree.operator].apart:
        leaves = leaves[:1]
    plain = all(_is_number(unsigned(each)) for each in leaves)
    return (tree.operator, tuple(leaves)) if plain else None


def _is_number(tree: Tree) -> bool:
    """Whether a tree is written as one number: 5, 0.5 or 5/6, or is one by its words, as the ten of a place."""
    if isinstance(tree, Operation):
        # 5/6, 1/10^2, the unit of two decimal places, 11 in base 2, and 9:40.
        return tree.operator in {"/", "^", "from base", "clock"} and _is_number(tree.left) and _is_number(tree.right)
    return isinstance(tree, Numeral | Constant)


def _leaves(tree: Tree, operator: str) -> Iterator[Tree]:
    if isinstance(tree, Operation) and tree.operator == operator:
        yield from _leaves(tree.left, operator)
        yield from _leaves(tree.right, operator)
    else:
        yield tree
