"""What a question or a calculation is, once it is read: trees of operations on the numbers of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True)
class Numeral:
    """A number as written: runs of digits `index`..`index + groups - 1` of the text.

    Attributes:
        groups: more than one where commas part the thousands; none where it begins with the point (`.5`).
        decimal: whether one more run follows, after a point.
        padded: how many digits it may have where it may begin with 0, as the minutes of 9:05; 0 where it may not.
    """

    index: int
    groups: int = 1
    decimal: bool = False
    padded: int = 0


@dataclass(frozen=True)
class Constant:
    """A number that stands in the text without digits: `ninety-five`, the 2 of "7 squared", the 10 of `2e3`."""

    value: int


@dataclass(frozen=True)
class Scale:
    """10 to the number of digits of a run: what the repeating part of a decimal is divided by, and 1 more."""

    index: int


@dataclass(frozen=True)
class Zero:
    """The number 0, from which a negated tree is taken; it stands left of each operation on one number alone."""


@dataclass(frozen=True)
class Unknown:
    """The unknown."""

    name: str


@dataclass(frozen=True)
class Operation:
    """An operation of `operations.OPERATIONS` on two trees; the right side of `^` is a numeral or a constant."""

    operator: str
    left: Tree
    right: Tree

    def __hash__(self) -> int:
        """The same for equal trees; those of questions are asked for it again and again."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.operator, self.left, self.right))

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is plain arithmetic."""
        return self.operator in PLAIN_OPERATORS and is_plain(self.left) and is_plain(self.right)

    @cached_property
    def summands(self) -> tuple[tuple[int, int], ...] | None:
        """The runs of digits that are added up, each with 1, or -1 where it is taken off; None where there is more to it."""
        if self.operator not in _SIGNS:
            return None
        left, right = _summands(self.left), _summands(self.right)
        if left is None or right is None:
            return None
        return (*left, *((run, sign * _SIGNS[self.operator]) for run, sign in right))


PLAIN_OPERATORS = frozenset("+-*/")
_SIGNS = {"+": 1, "-": -1}

Tree = Numeral | Constant | Scale | Zero | Unknown | Operation

# How exactly an answer may be asked for (`Precision.manner`).
ROUNDED, CORRECT, AT_MOST, STEPWISE = "rounded", "correct", "at most", "stepwise"
EITHER, WHOLLY, PICKED = "either", "wholly", "picked"


@dataclass(frozen=True)
class Precision:
    """How exactly an answer is asked for.

    Attributes:
        unit: of what it is to be a multiple, 1/10^2 of two decimals; of significant figures, 10 to their number.
        figures: whether significant figures are counted.
        manner: what of an answer with more digits, all right: 'rounded' leaves it undone; 'correct' takes it (correct to
            three figures); 'at most' leaves open whether fewer digits are enough; 'stepwise' too, and takes ten digits or
            more that come of rounding in each step (solve this to a maximum of twelve digits);
            'either' leaves it undone, and leaves open whether a half, or more, goes up or down; 'wholly' finds it wrong,
            as rounding is all that is asked; 'picked' takes what agrees in the digits that floating point has (of numbers
            written in several notations).
        percent: whether it is of percent, so that these must be asked for.
    """

    unit: Tree
    figures: bool = False
    manner: str = ROUNDED
    percent: bool = False


# The parts of an answer such as 3 R 2.
QUOTIENT, REMAINDER = "quotient", "remainder"
# What a question may ask for (`Question.answers`): all numbers for which its equation holds.
ROOTS = "roots"


@dataclass(frozen=True)
class Question:
    """Two sides that must be equal when the answer stands for the unknown.

    `57+4=?` has the sides 57+4 and the answer itself, so its right side is the unknown `?`.

    Attributes:
        further: more equations that must hold with these; the answer has a part for each.
        parts: the names of the answer's parts, in the order of the equations that tell them; empty where
            the answer is one number. `17 divided by 5 with remainder` has the parts quotient and remainder,
            `x+y=5, x-y=1, x=?, y=?` the parts x and y.
        counts: what the answer must be for the question to have one: 'things' are whole and not negative,
            an 'amount' is not negative, what is 'whole' may be; '' if it may be any number.
        answers: what an answer is: '' a number, 'decimal' one without a stroke, 'ratio' one without a point, or of
            `choices` 'truth' (yes or no, 1 or 0) and 'order' (<, = or >, which is -1, 0 or 1), or of `expressions`
            'expanded' (multiplied out and collected) and 'factored', or 'roots', all that there are; or of
            `inequalities` 'less' (what makes the left side less than the right one) and 'at most', or of `targets`
            'target', a calculation.
        otherwise: what the left side is to those who read the question in a less usual way: as an answer it is in doubt.
        states: the relation and the numbers of the fact that it states, where its operations do not tell them.
        precision: how exactly the answer is asked for; None if it must be exact.
    """

    left: Tree
    right: Tree
    further: tuple[tuple[Tree, Tree], ...] = ()
    parts: tuple[str, ...] = ()
    counts: str = ""
    answers: str = ""
    states: tuple[str, tuple[Tree, ...]] | None = None
    otherwise: Tree | None = None
    precision: Precision | None = None

    @property
    def unknown(self) -> str:
        """The letter of the unknown, `?` where no letter is asked for."""
        if self.parts or (isinstance(self.right, Unknown) and self.right.name == "?"):
            return "?"
        return next(iter(unknowns(self.left) | unknowns(self.right)))

    @property
    def letters(self) -> tuple[str, ...]:
        """The unknowns of a system, all of which are asked for; empty of any other question."""
        return () if self.parts == (QUOTIENT, REMAINDER) else self.parts

    @property
    def equations(self) -> tuple[tuple[Tree, Tree], ...]:
        """All equations, one for each part of the answer."""
        return ((self.left, self.right), *self.further)


def with_remainder(dividend: Tree, divisor: Tree) -> Question:
    """The question for quotient and remainder."""
    further = (Operation("mod", dividend, divisor), Unknown(REMAINDER))
    return Question(Operation("//", dividend, divisor), Unknown(QUOTIENT), (further,), (QUOTIENT, REMAINDER))


def unknowns(tree: Tree) -> set[str]:
    """The names of the unknowns in a tree."""
    if isinstance(tree, Operation):
        return unknowns(tree.left) | unknowns(tree.right)
    return {tree.name} if isinstance(tree, Unknown) else set()


def terms(tree: Tree) -> Iterator[Tree]:
    """What is added up or taken off in a tree, without the zeros from which negated ones are taken."""
    if isinstance(tree, Operation) and tree.operator in {"+", "-"}:
        yield from terms(tree.left)
        yield from terms(tree.right)
    elif not isinstance(tree, Zero):
        yield tree


def numerals(tree: Tree) -> list[Numeral]:
    """The numerals of a tree, from left to right."""
    if isinstance(tree, Operation):
        return numerals(tree.left) + numerals(tree.right)
    return [tree] if isinstance(tree, Numeral) else []


def written(tree: Tree) -> list[Numeral]:
    """The numerals that must be written as numbers are: of 3e-08 the 3 alone."""
    if isinstance(tree, Operation):
        return written(tree.left) + ([] if tree.left == Constant(10) and tree.operator == "^" else written(tree.right))
    return [tree] if isinstance(tree, Numeral) else []


def scales(tree: Tree) -> list[int]:
    """The runs of digits of a tree whose number of digits counts: those behind a point, and those of a `Scale`."""
    if isinstance(tree, Operation):
        return scales(tree.left) + scales(tree.right)
    if isinstance(tree, Scale):
        return [tree.index]
    return [tree.index + tree.groups] if isinstance(tree, Numeral) and tree.decimal else []


def unsigned(tree: Tree) -> Tree:
    """The tree without signs before it."""
    while isinstance(tree, Operation) and tree.operator == "-" and isinstance(tree.left, Zero):
        tree = tree.right
    return tree


def is_plain(tree: Tree) -> bool:
    """Whether a tree is plain arithmetic."""
    return not isinstance(tree, Operation) or tree.is_plain


def _summands(tree: Tree) -> tuple[tuple[int, int], ...] | None:
    if isinstance(tree, Operation):
        return tree.summands
    if isinstance(tree, Numeral) and tree.groups == 1 and not (tree.decimal or tree.padded):
        return ((tree.index, 1),)
    return () if isinstance(tree, Zero) else None


def is_percent(tree: Tree) -> bool:
    """Whether the unknown in a tree is so many percent."""
    if not isinstance(tree, Operation):
        return False
    asked = tree.operator == "/" and isinstance(tree.left, Unknown) and tree.right == Constant(100)
    return asked or is_percent(tree.left) or is_percent(tree.right)


def substituted(tree: Tree, values: Mapping[str, Tree]) -> Tree:
    """The tree with what stands for its unknowns in their place; those without a value stay."""
    if isinstance(tree, Operation):
        return Operation(tree.operator, substituted(tree.left, values), substituted(tree.right, values))
    return values.get(tree.name, tree) if isinstance(tree, Unknown) else tree


def shifted(tree: Tree, by: int) -> Tree:
    """The tree with its runs of digits counted from further on."""
    if not by:
        return tree
    if isinstance(tree, Operation):
        return Operation(tree.operator, shifted(tree.left, by), shifted(tree.right, by))
    return replace(tree, index=tree.index + by) if isinstance(tree, (Numeral, Scale)) else tree
