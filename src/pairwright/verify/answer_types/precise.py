"""Answers that are asked for to so many decimals or figures, judged on columns of exact numbers.

Roots stand between two fractions that are as near as forty digits; what comes to one answer with both is told by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.exact.algebra import Columns, fraction_of
from pairwright.verify.exact.polynomials import Fraction, Polynomial, Value, at
from pairwright.verify.exact.roots import Holding, real_roots
from pairwright.verify.exact.sides import QuestionSides
from pairwright.verify.questions.trees import (
    AT_MOST,
    CORRECT,
    EITHER,
    PICKED,
    STEPWISE,
    WHOLLY,
    Constant,
    Numeral,
    Operation,
    Precision,
    Question,
    Tree,
    Zero,
    is_plain,
    unknowns,
)
from pairwright.verify.verdict import Verdict

Rows = tuple[int, ...]
# What is worked out in floating point agrees in so many digits; of pow(-731.2715, -8) they are 15.
_FLOATING = 10**14
# So many digits nobody counts who does not work with as many.
_MANY = 10**10
_BETWEEN = ("root below", "root above")
# A polynomial of a higher power may turn twice between two numbers that are next to each other.
_CUBIC = 4


class ExactRatio(NamedTuple):
    """Fractions, a row each: Python integers, the lower ones not negative; 0 where there is none."""

    above: Value
    below: Value


class Told(NamedTuple):
    """Which claims are right, and of which that cannot be told; the others are wrong."""

    right: Holding
    unclear: Holding


def precisely_judged(question: Question, reading: Reading, columns: Columns) -> np.ndarray:
    """The `Verdict` codes (uint8) of claims where `question.precision` says how exactly an answer is asked for."""
    rows, columns = np.shape(columns.values[0]) if columns.values else (1,), _exact(columns)
    right = np.ones(rows, dtype=bool)
    unclear, wrong, degenerate = ~right, ~right, ~right
    for part, (left, other) in enumerate(question.equations):
        claims = [(claim, *claim.further)[part] for claim in reading.claims]
        several = _between(Question(left, other), columns)
        told, whole = _told(question.precision, several, claims, left, columns, rows)
        apart = ~_all_alike(claims, columns, rows) & (not reading.together)
        for each in told:
            right &= each.right
            wrong |= ~each.right & ~each.unclear
        unclear |= apart | ~whole
        for sides in several:
            unclear |= sides.doubted(rows) | ~sides.counted(question.counts, rows)
            degenerate |= sides.degenerate(rows)
    codes = np.where(right, Verdict.RIGHT, Verdict.UNPARSED).astype(np.uint8)
    codes[wrong] = Verdict.WRONG
    codes[unclear] = Verdict.UNPARSED
    codes[degenerate] = Verdict.DEGENERATE
    return codes


def expected_of(question: Question, columns: Columns) -> list[tuple[Value, Value]]:
    """Numerator and denominator of each part of the answer, as exactly as it is asked for; denominator 0: none."""
    rows, columns = np.shape(columns.values[0]) if columns.values else (1,), _exact(columns)
    parts: list[tuple[Value, Value]] = []
    for sides in question.equations:
        several = _between(Question(*sides), columns)
        if len(several[0].difference) > 2 or question.precision is None:
            parts.append((0, 0))
            continue
        found = [_rounded(each, _unit(question.precision, each, columns, rows)) for each in _values(several, rows)]
        doubted = ~_same(found[0], found[-1]) | several[0].doubted(rows) | several[0].degenerate(rows)
        value = _values(several, rows)[0] if question.precision.manner == PICKED else found[0]
        parts.append((value.above, np.where(doubted, 0, value.below)))
    return parts


def _exact(columns: Columns) -> Columns:
    values = [np.asarray(each, dtype=object) for each in columns.values]
    scales = {run: np.asarray(each, dtype=object) for run, each in columns.scales.items()}
    return Columns(values, scales, columns.exponents)


def _between(question: Question, columns: Columns) -> list[QuestionSides]:
    """The question with all roots a bit too small, and with all a bit too large; the same where it has none."""
    below, above = (Question(_put(question.left, name), _put(question.right, name)) for name in _BETWEEN)
    return [QuestionSides(each, columns) for each in ([below] if below == above else [below, above])]


def _put(tree: Tree, name: str) -> Tree:
    if not isinstance(tree, Operation):
        return tree
    return Operation(name if tree.operator == "root" else tree.operator, _put(tree.left, name), _put(tree.right, name))


def _told(
    precision: Precision | None,
    several: Sequence[QuestionSides],
    claims: Sequence[Claim],
    tree: Tree,
    columns: Columns,
    rows: Rows,
) -> tuple[list[Told], Holding]:
    """What is told of each claim, and where they are all that there are."""
    precision = precision or Precision(Constant(1))
    if len(several[0].difference) > 2:
        told = [_root(precision, several[0].difference, each, columns, rows) for each in claims]
        return told, _are_all(several[0], claims, columns, rows)
    low, *rest = (
        [_one(precision, value, each, tree, columns, rows) for each in claims] for value in _values(several, rows)
    )
    agree = np.ones(rows, dtype=bool)
    for high in rest:
        for one, other in zip(low, high, strict=True):
            agree &= (one.right == other.right) & (one.unclear == other.unclear)
    return low, agree


def _values(several: Sequence[QuestionSides], rows: Rows) -> list[ExactRatio]:
    return [_signed(*sides.solution(rows)) for sides in several]


def _one(precision: Precision, value: ExactRatio, claim: Claim, tree: Tree, columns: Columns, rows: Rows) -> Told:
    """What is told of a claim where the one answer is known."""
    found, place = _ratio(claim.tree, columns, rows), _last_place(claim.tree, columns, rows)
    none = (value.below == 0) | (found.below == 0)
    if precision.manner == PICKED:
        return Told(_holding(_agree(found, value) & ~none, rows), _holding(none, rows))
    unit = _unit(precision, value, columns, rows)
    wanted, half = _rounded(value, unit), _is_half(value, unit)
    equal = _same(found, wanted)
    if claim.fraction:
        # Not written as it is asked for.
        return Told(np.zeros(rows, dtype=bool), _holding(none | equal | _same(found, value), rows))
    finer = _less(place, unit)
    near = _within(found, value, place, 2) | _agree(found, value)
    good = finer & near & _same(_rounded(found, unit), wanted)
    right, unclear = equal, none | (finer & (near | _within(found, value, place, 1)))
    toward_zero = equal | _same(found, _cut(value, unit))
    # Some round -2.5 to -3, others to -2.
    split = half & toward_zero & (value.above < 0)
    if precision.manner == CORRECT:
        right = right | good
    if precision.manner == WHOLLY:
        unclear = none
    if precision.manner == EITHER:
        split = split | (half & toward_zero)
        unclear = unclear | (_same(found, _cut(value, unit)) & ~equal)
    if precision.manner in {AT_MOST, STEPWISE}:
        unclear = unclear | (~finer & _within(found, value, place, 2))
    if precision.manner == STEPWISE and is_plain(tree) and not unknowns(tree):
        stepped, off = _stepwise(tree, precision, columns, rows)
        right = right | (_same(found, stepped) & (_ratio(precision.unit, columns, rows).above >= _MANY))
        # What may come of other halves.
        unclear = unclear | ~_less(off, _size(_plus(found, ExactRatio(-value.above, value.below))))
    return Told(_holding(right & ~split & ~none, rows), _holding((unclear & ~right) | split | none, rows))


def _root(precision: Precision, polynomial: Polynomial, claim: Claim, columns: Columns, rows: Rows) -> Told:
    """What is told of a claim that is a root of a polynomial, by the signs beside it."""
    found, place = _ratio(claim.tree, columns, rows), _last_place(claim.tree, columns, rows)
    unit = _unit(precision, found, columns, rows)
    none, exact = found.below == 0, _sign(polynomial, found) == 0
    if claim.fraction:
        return Told(np.zeros(rows, dtype=bool), _holding(none | exact, rows))
    written = (found.above * unit.below) % _not_zero(found.below * unit.above) == 0
    inside, tied, turns = _crossed(polynomial, found, unit, 2)
    right = written & (exact | inside)
    # An edge is a half; and where the polynomial turns it may touch 0, or cross it twice.
    unclear = none | (written & (tied | turns | (len(polynomial) > _CUBIC)))
    own = _crossed(polynomial, found, place, 2)[0] | _crossed(polynomial, found, _tolerance(found), 1)[0] | exact
    finer = ~written & own
    if precision.manner == CORRECT:
        near = _rounded(found, unit)
        right = right | (finer & _crossed(polynomial, near, unit, 2)[0])
    unclear = unclear | finer
    if precision.manner == EITHER:
        unclear = unclear | _crossed(polynomial, found, unit, 1)[0]
    return Told(_holding(right & ~none, rows), _holding(unclear & ~right, rows))


def _are_all(sides: QuestionSides, claims: Sequence[Claim], columns: Columns, rows: Rows) -> Holding:
    """Whether there are as many different claims as real roots."""
    if any(len(divisor) > 1 for divisor in sides.divisors):
        return np.zeros(rows, dtype=bool)
    values = [_ratio(claim.tree, columns, rows) for claim in claims]
    different = np.zeros(rows, dtype=np.int64)
    for place, value in enumerate(values):
        new = np.ones(rows, dtype=bool)
        for other in values[:place]:
            new &= ~_same(value, other)
        different += new
    return _holding(different == real_roots(sides.difference, rows), rows)


def _all_alike(claims: Sequence[Claim], columns: Columns, rows: Rows) -> Holding:
    first, *others = (_ratio(claim.tree, columns, rows) for claim in claims)
    alike = np.ones(rows, dtype=bool)
    for other in others:
        alike &= _same(first, other)
    return alike


def _crossed(
    polynomial: Polynomial, middle: ExactRatio, width: ExactRatio, parts: int
) -> tuple[Holding, Holding, Holding]:
    """Where a polynomial changes its sign so far around a number, is 0 at an edge, and where it turns between them."""
    scale = parts * middle.below * width.below
    edges = [
        ExactRatio(parts * middle.above * width.below + sign * width.above * middle.below, scale) for sign in (-1, 1)
    ]
    low, high = (_sign(polynomial, each) for each in edges)
    slope = [place * coefficient for place, coefficient in enumerate(polynomial)][1:]
    turned = _sign(slope, edges[0]) * _sign(slope, edges[1]) <= 0
    return low * high < 0, low * high == 0, turned


def _sign(polynomial: Polynomial, place: ExactRatio) -> Value:
    return np.sign(np.asarray(at(polynomial, Fraction([place.above], [place.below])), dtype=object))


def _tolerance(found: ExactRatio) -> ExactRatio:
    return ExactRatio(abs(found.above), found.below * _FLOATING)


def _unit(precision: Precision, value: ExactRatio, columns: Columns, rows: Rows) -> ExactRatio:
    """Of what the answer is to be a multiple: of figures, as many places behind the value's first digit."""
    scale = _ratio(precision.unit, columns, rows)
    if not precision.figures:
        return scale
    first = _FIRST_DIGIT(abs(value.above), _not_zero(value.below))
    return ExactRatio(_POWER(np.maximum(first + 1, 0)), scale.above * _POWER(np.maximum(-first - 1, 0)))


def _first_digit(above: int, below: int) -> int:
    """The power of ten of the first digit of a fraction; 0 of 0."""
    power = len(str(above)) - len(str(below)) if above else 0
    shifted = above * 10 ** max(-power, 0), below * 10 ** max(power, 0)
    return power - 1 if above and shifted[0] < shifted[1] else power


_FIRST_DIGIT = np.frompyfunc(_first_digit, 2, 1)
_POWER = np.frompyfunc(lambda power: 10**power, 1, 1)


def _rounded(value: ExactRatio, unit: ExactRatio) -> ExactRatio:
    """The multiple of the unit next to a value, a half away from 0."""
    above, below = abs(value.above) * unit.below, value.below * unit.above
    multiple = (2 * above + below) // _not_zero(2 * below)
    return ExactRatio(np.sign(value.above) * multiple * unit.above, unit.below)


def _cut(value: ExactRatio, unit: ExactRatio) -> ExactRatio:
    """The multiple of the unit next to a value, from it toward 0."""
    multiple = abs(value.above) * unit.below // _not_zero(value.below * unit.above)
    return ExactRatio(np.sign(value.above) * multiple * unit.above, unit.below)


def _is_half(value: ExactRatio, unit: ExactRatio) -> Value:
    above, below = abs(value.above) * unit.below, value.below * unit.above
    return (2 * above) % _not_zero(2 * below) == below


class _Stepped(NamedTuple):
    """What comes of rounding in each step, and how far from the value it may be where halves go either way."""

    value: ExactRatio
    off: ExactRatio


def _stepwise(tree: Tree, precision: Precision, columns: Columns, rows: Rows) -> _Stepped:
    """The value of plain arithmetic with what each operation comes to rounded."""
    if not isinstance(tree, Operation):
        return _Stepped(_ratio(tree, columns, rows), _spread(0, 1, rows))
    (left, one), (right, other) = (_stepwise(each, precision, columns, rows) for each in (tree.left, tree.right))
    if tree.operator == "*":
        found = _times(left, right)
        off = _plus(_plus(_times(_size(left), other), _times(_size(right), one)), _times(one, other))
    elif tree.operator == "/":
        turned = _signed(right.below, right.above)
        found = _times(left, turned)
        # |a/b - c/d| of c and d so near to a and b; d must not be so near to 0 as it may be off.
        room = _plus(_size(right), ExactRatio(-other.above, other.below))
        off = _times(_plus(one, _times(_size(found), other)), ExactRatio(room.below, np.maximum(room.above, 0)))
    else:
        found = _plus(left, right if tree.operator == "+" else ExactRatio(-right.above, right.below))
        off = _plus(one, other)
    if isinstance(tree.left, Zero):
        return _Stepped(found, off)
    rounded = _rounded(found, _unit(precision, found, columns, rows))
    unit = _unit(precision, found, columns, rows)
    cut = np.where(_same(found, rounded), 0, unit.above)
    return _Stepped(rounded, _plus(off, ExactRatio(cut, 2 * unit.below)))


def _plus(one: ExactRatio, other: ExactRatio) -> ExactRatio:
    return ExactRatio(one.above * other.below + other.above * one.below, one.below * other.below)


def _times(one: ExactRatio, other: ExactRatio) -> ExactRatio:
    return ExactRatio(one.above * other.above, one.below * other.below)


def _size(value: ExactRatio) -> ExactRatio:
    return ExactRatio(abs(value.above), value.below)


def _last_place(tree: Tree, columns: Columns, rows: Rows) -> ExactRatio:
    """The unit of the last digit that is written of a number; 0 of one that is no decimal."""
    scale: Tree | None = None
    while isinstance(tree, Operation) and tree.operator == "-" and isinstance(tree.left, Zero):
        tree = tree.right
    operator = "*"
    if isinstance(tree, Operation) and tree.operator in {"*", "/"} and isinstance(tree.right, Operation):
        operator, scale, tree = tree.operator, tree.right, tree.left
    if not isinstance(tree, Numeral):
        return _spread(0, 1, rows)
    place = _spread(1, columns.scales[tree.index + tree.groups] if tree.decimal else 1, rows)
    if scale is None:
        return place
    power = _ratio(scale, columns, rows)
    return (
        ExactRatio(place.above * power.above, place.below * power.below)
        if operator == "*"
        else ExactRatio(place.above * power.below, place.below * power.above)
    )


def _ratio(tree: Tree, columns: Columns, rows: Rows) -> ExactRatio:
    found = fraction_of(tree, columns)
    return _signed(*_spread(found.numerator[0], found.denominator[0], rows))


def _spread(above: Value, below: Value, rows: Rows) -> ExactRatio:
    return ExactRatio(*(np.broadcast_to(np.asarray(part, dtype=object), rows) for part in (above, below)))


def _signed(above: Value, below: Value) -> ExactRatio:
    above, below = (np.asarray(part, dtype=object) for part in (above, below))
    return ExactRatio(above * np.sign(below), abs(below))


def _not_zero(value: Value) -> Value:
    return np.where(value == 0, 1, value)


def _same(one: ExactRatio, other: ExactRatio) -> Value:
    return one.above * other.below == other.above * one.below


def _less(one: ExactRatio, other: ExactRatio) -> Value:
    return one.above * other.below < other.above * one.below


def _agree(found: ExactRatio, value: ExactRatio) -> Value:
    """Whether two numbers agree in the digits that floating point has."""
    apart = abs(found.above * value.below - value.above * found.below)
    return apart * _FLOATING <= abs(value.above) * found.below


def _within(found: ExactRatio, value: ExactRatio, place: ExactRatio, parts: int) -> Value:
    """Whether two numbers are no further apart than a part of a place; the whole place is not within."""
    apart = parts * abs(found.above * value.below - value.above * found.below) * place.below
    most = place.above * found.below * value.below
    return (apart <= most) if parts > 1 else (apart < most)


def _holding(value: Value, rows: Rows) -> Holding:
    return np.broadcast_to(np.asarray(value, dtype=bool), rows)
