"""The operations: how each is written, what it comes to, what bounds it, and to which kin it belongs.

A new operation is one more row of `OPERATIONS`: the grammar takes its signs and names from here, the
evaluation its values, the check for 64 bits its bounds, the fact families its kin.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from math import factorial
from typing import Any

import numpy as np

from pairwright.verify.exact import several, whole_numbers
from pairwright.verify.exact.polynomials import Fraction, Minus, Polynomial, Value, combined, is_constant, times
from pairwright.verify.questions import calendar

# A fraction beside a root is that near; numbers of floating point agree in that many digits.
_NEAR, _FLOATING = 10**40, 10**14
Combine = Callable[[Fraction, Fraction], Fraction]
Raise = Callable[[Fraction, int], Fraction]


class Level(Enum):
    """How tightly a sign between two numbers binds, the loosest first."""

    LAST = auto()
    """Beside no other operation without brackets: 7+17 mod 5 is 9 to some, 4 to others."""
    SUM = auto()
    PRODUCT = auto()
    DIVISION = auto()
    """As tightly as PRODUCT; what is divided by must not be a product without a sign."""
    POWER = auto()


@dataclass(frozen=True)
class Row:
    """One operation.

    Attributes:
        value: both sides to the result.
        bound: the same on bounds of absolute values, to a bound of the result and of all on the way to it.
        kin: what it is called in a fact family; an operation and its inverse have one name.
        raised: in place of both, where the right side is one small number for all rows: `2^10`, `5!`.
        raised_bound: its bound, where it is not the same on bounds.
        signs: how it is written between two numbers.
        level: how tightly these signs bind.
        words: how it is said between two numbers; what is said so binds as loosely as signs of its level.
        turned: how it is said with its sides changed: "5 less than 12".
        calls: how it is written before its numbers in brackets: `gcd(12, 18)`.
        names: how it is said before its numbers: "greatest common divisor of 12 and 18".
        polynomial: whether the unknown may stand in it.
        commutes: whether its sides may change places, in chains too.
        alone: whether a question of it states its numbers alone, not the answer: 12 and 18 have a gcd and an lcm.
        apart: whether its right side only says how the left one is written, so that it is no part of what is stated.
    """

    value: Combine
    bound: Combine
    kin: str
    raised: Raise | None = None
    raised_bound: Raise | None = None
    signs: tuple[str, ...] = ()
    level: Level | None = None
    words: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    polynomial: bool = False
    commutes: bool = False
    alone: bool = False
    apart: bool = False


def _joined(left: Fraction, right: Fraction, numerator: Polynomial, denominator: Polynomial) -> Fraction:
    return Fraction(numerator, denominator, left.divisors + right.divisors, left.doubts + right.doubts)


def _added(combine: Minus) -> Combine:
    def added(left: Fraction, right: Fraction) -> Fraction:
        above = combined(times(left.numerator, right.denominator), times(right.numerator, left.denominator), combine)
        return _joined(left, right, above, times(left.denominator, right.denominator))

    return added


def _product(left: Fraction, right: Fraction) -> Fraction:
    return _joined(left, right, times(left.numerator, right.numerator), times(left.denominator, right.denominator))


def _quotient(left: Fraction, right: Fraction) -> Fraction:
    above, below = times(left.numerator, right.denominator), times(left.denominator, right.numerator)
    return _divided(_joined(left, right, above, below), right.numerator)


def _divided(fraction: Fraction, divisor: Polynomial) -> Fraction:
    return Fraction(fraction.numerator, fraction.denominator, (*fraction.divisors, divisor), fraction.doubts)


def _doubted(fraction: Fraction, *doubts: Value) -> Fraction:
    return Fraction(fraction.numerator, fraction.denominator, fraction.divisors, (*fraction.doubts, *doubts))


def _power(base: Fraction, exponent: int) -> Fraction:
    above, below = (_raised(each, exponent) for each in (base.numerator, base.denominator))
    # Nothing times itself not once is 1 to some, and nothing to others.
    doubts = (base.numerator[0] == 0,) if not exponent and len(base.numerator) == 1 else ()
    return Fraction(above, below, base.divisors, base.doubts + doubts)


def _raised(polynomial: Polynomial, exponent: int) -> Polynomial:
    """Squared and multiplied, bit by bit from the first: x^60 takes ten products, none larger than the result."""
    result: Polynomial = [1]
    for bit in f"{exponent:b}" if exponent else "":
        result = times(result, result)
        result = times(result, polynomial) if bit == "1" else result
    return result


def _shifted_left(number: Fraction, bits: int) -> Fraction:
    return _joined(number, _constant(1), [each * 2**bits for each in number.numerator], number.denominator)


def _shifted_right(number: Fraction, bits: int) -> Fraction:
    """What is left of a whole number without its last bits; of a negative one the next below, as with signed numbers."""
    found = _floor(number, _constant(2**bits))
    return _doubted(found, _broken(number))


def _constant(number: int) -> Fraction:
    return Fraction([number], [1])


def _factorial(_: Fraction, number: int) -> Fraction:
    return Fraction([factorial(number)], [1])


def _parts(left: Fraction, right: Fraction) -> tuple[Value, Value, Value]:
    """Numerators over one denominator, and that."""
    return (
        times(left.numerator, right.denominator)[0],
        times(right.numerator, left.denominator)[0],
        times(left.denominator, right.denominator)[0],
    )


def _not_zero(value: Value) -> Value:
    """The value, with 1 for 0 where something is divided by it; that 0 is found among the divisors."""
    return value if isinstance(value, int) and value else np.where(value == 0, 1, value)


def _floor(left: Fraction, right: Fraction) -> Fraction:
    above, below, _ = _parts(left, right)
    return _divided(_joined(left, right, [above // _not_zero(below)], [1]), [below])


def _remainder(left: Fraction, right: Fraction) -> Fraction:
    above, below, scale = _parts(left, right)
    found = _divided(_joined(left, right, [above % _not_zero(below)], [scale]), [below])
    # Some take -7 mod 3 for 2, others for -1.
    return _doubted(found, _negative(left), _negative(right), _broken(left), _broken(right))


def _bound_of_division(left: Fraction, right: Fraction) -> Fraction:
    above, below, scale = _parts(left, right)
    return _divided(_joined(left, right, [above + below], [scale]), [below])


def _negative(fraction: Fraction) -> Value:
    above, below = fraction.numerator[0], fraction.denominator[0]
    return above < 0 if is_constant(below, 1) else above * below < 0


def _broken(fraction: Fraction) -> Value:
    """Where the value is not whole."""
    above, below = fraction.numerator[0], fraction.denominator[0]
    return False if is_constant(below, 1) else above % _not_zero(below) != 0


def _whole(fraction: Fraction) -> Value:
    above, below = fraction.numerator[0], fraction.denominator[0]
    return above if is_constant(below, 1) else above // _not_zero(below)


def _of_whole(function: Callable[[Any, Any], Any]) -> Combine:
    def of_whole(left: Fraction, right: Fraction) -> Fraction:
        found = _joined(left, right, [function(_whole(left), _whole(right))], [1])
        return _doubted(found, _broken(left), _broken(right))

    return of_whole


def _larger(sign: int, *, apart_only: bool = True) -> Combine:
    """The larger of two numbers, or the smaller; two equal ones are in doubt, as neither is, where they must differ."""

    def larger(left: Fraction, right: Fraction) -> Fraction:
        above, below, scale = _parts(left, right)
        apart = (above - below) * np.sign(scale) * sign
        first = apart > 0
        numerator = np.where(first, left.numerator[0], right.numerator[0])
        found = _joined(left, right, [numerator], [np.where(first, left.denominator[0], right.denominator[0])])
        return _doubted(found, apart == 0) if apart_only else found

    return larger


def _picked(sign: int) -> Combine:
    """The larger of two numbers, or the smaller; in doubt where they differ, but are about one in floating point."""
    larger = _larger(sign, apart_only=False)

    def picked(left: Fraction, right: Fraction) -> Fraction:
        above, below, _ = _parts(left, right)
        apart = abs(above - below)
        return _doubted(larger(left, right), (apart != 0) & (apart * _FLOATING <= 2 * abs(above)))

    return picked


def _bound_of_larger(left: Fraction, right: Fraction) -> Fraction:
    above, below, scale = _parts(left, right)
    return _joined(left, right, [(above + below) * scale], [scale])


def _bound_of_picked(left: Fraction, right: Fraction) -> Fraction:
    found = _bound_of_larger(left, right)
    return _joined(left, right, [found.numerator[0] * 2 * _FLOATING], found.denominator)


def _absolute(_: Fraction, right: Fraction) -> Fraction:
    return Fraction([abs(right.numerator[0])], [abs(right.denominator[0])], right.divisors, right.doubts)


def _bound_of_one(_: Fraction, right: Fraction) -> Fraction:
    return right


def _rounded(left: Fraction, right: Fraction) -> Fraction:
    """The multiple of the right side that is next to the left; a half goes up."""
    above, below, _ = _parts(left, right)
    above, below = above * np.sign(below), abs(below)
    twice = 2 * above + below
    multiple = twice // _not_zero(2 * below)
    found = _joined(left, right, [multiple * right.numerator[0]], [right.denominator[0]])
    # Some round -2.5 to -3, others to -2.
    return _doubted(_divided(found, [below]), (above < 0) & (twice % _not_zero(2 * below) == 0))


def _bound_of_rounding(left: Fraction, right: Fraction) -> Fraction:
    above, below, _ = _parts(left, right)
    return _joined(left, right, [(2 * above + 2 * below) * right.numerator[0]], right.denominator)


def _root(base: Fraction, degree: int) -> Fraction:
    if not degree:
        return _doubted(base, True)
    above, below = base.numerator[0], base.denominator[0]
    common = np.gcd(above, below)
    # 0/1, never 0/0: that is found among the divisors.
    above, below = (part // _not_zero(common) * np.sign(below) for part in (above, below))
    tops, bottoms = whole_numbers.whole_root(abs(above), degree), whole_numbers.whole_root(abs(below), degree)
    found = Fraction([tops * (np.sign(above) if degree % 2 else 1)], [bottoms], base.divisors, base.doubts)
    exact = (tops**degree == abs(above)) & (bottoms**degree == abs(below))
    # No fraction is the root of 2, and no real number that of -4.
    return _doubted(found, ~np.asarray(exact, dtype=bool), (above < 0) & (degree % 2 == 0))


def _bound_of_root(base: Fraction, degree: int) -> Fraction:
    return Fraction([base.numerator[0] * 4**degree], [base.denominator[0] * 4**degree], base.divisors)


def _root_beside(above: bool) -> Raise:
    """The root, or a fraction beside it: below it, or above, nearer than by forty digits."""

    def root(base: Fraction, degree: int) -> Fraction:
        if not degree:
            return _doubted(base, True)
        top, bottom = (np.asarray(each[0], dtype=object) for each in (base.numerator, base.denominator))
        top, bottom = top * np.sign(bottom), _not_zero(abs(bottom))
        power = abs(top) * bottom ** (degree - 1) * _NEAR**degree
        found = whole_numbers.whole_root(power, degree)
        outward = np.where(found**degree == power, 0, np.where(top < 0, not above, above))
        value = Fraction([(found + outward) * np.where(top < 0, -1, 1)], [bottom * _NEAR], base.divisors, base.doubts)
        # No real number is the root of -4.
        return _doubted(value, (top < 0) & (degree % 2 == 0))

    return root


def _undoubtful(left: Fraction, right: Fraction) -> Fraction:
    """The difference of two numbers, said without which is taken from which."""
    found = _added(operator.sub)(left, right)
    return _doubted(found, _negative(found))


def _exact_quotient(left: Fraction, right: Fraction) -> Fraction:
    """The quotient of two numbers: of 17 and 5 it is 3 to some, 17/5 to others."""
    found = _quotient(left, right)
    whole = ~np.asarray(_broken(left) | _broken(right), dtype=bool)
    return _doubted(found, whole & _broken(found))


def _agreeing(left: Fraction, right: Fraction) -> Fraction:
    """The value of both sides, in doubt where they differ."""
    above, below, _ = _parts(left, right)
    return _doubted(_joined(left, right, left.numerator, left.denominator), above != below)


def _derivative(_: Fraction, right: Fraction) -> Fraction:
    """The derivative of a polynomial, whatever number it is divided by."""
    found = [place * coefficient for place, coefficient in enumerate(right.numerator)][1:] or [0]
    doubts = (*right.doubts, *(each != 0 for each in right.denominator[1:]))
    return Fraction(found, right.denominator, right.divisors, doubts)


_ADDED = _added(operator.add)
_DIVISOR, _FACTOR, _MULTIPLE = "common divisor", "common factor", "common multiple"
_GREATEST, _LEAST = ("greatest", "highest", "largest", "biggest"), ("least", "lowest", "smallest")
_GCD = ("gcd", "gcf", "hcf", *(f"{size} {what}" for size in _GREATEST for what in (_DIVISOR, _FACTOR)))
_LCM = ("lcm", *(f"{size} {_MULTIPLE}" for size in _LEAST))

OPERATIONS: Mapping[str, Row] = {
    "+": Row(
        _ADDED,
        _ADDED,
        "+",
        signs=("+",),
        level=Level.SUM,
        words=("plus", "added to", "more than", "increased by"),
        names=("sum", "total", "combined total", "grand total"),
        polynomial=True,
        commutes=True,
    ),
    "-": Row(
        _added(operator.sub),
        _ADDED,
        "+",
        signs=("-",),
        level=Level.SUM,
        words=(
            "minus",
            "less",
            "decreased by",
            "reduced by",
            "take away",
            "diminished by",
            "lessened by",
            "subtract",
            "lowered by",
        ),
        turned=(
            *(f"{size} than" for size in ("less", "fewer", "smaller")),
            *(f"{taken} from" for taken in ("subtracted", "taken", "taken away", "deducted")),
            "from",
        ),
        polynomial=True,
    ),
    "*": Row(
        _product,
        _product,
        "*",
        signs=("*",),
        level=Level.PRODUCT,
        words=(
            "times",
            "multiplied by",
            "multiplied with",
            "times as many as",
            "times as much as",
            "times as large as",
            "times as big as",
            "lots of",
            "groups of",
            "sets of",
        ),
        names=("product",),
        polynomial=True,
        commutes=True,
    ),
    "/": Row(
        _quotient,
        _quotient,
        "*",
        signs=("/", ":"),
        level=Level.DIVISION,
        words=("divided by", "over"),
        polynomial=True,
    ),
    "//": Row(_floor, _bound_of_division, "//", signs=("//",), level=Level.DIVISION),
    "mod": Row(_remainder, _bound_of_division, "//", signs=("%", "mod", "modulo"), level=Level.LAST),
    "^": Row(
        _product,
        _product,
        "^",
        raised=_power,
        signs=("^", "**"),
        level=Level.POWER,
        words=("to the power of", "raised to the power of", "raised to the power", "to the power", "raised to"),
        polynomial=True,
    ),
    "<<": Row(_product, _product, "*", raised=_shifted_left, signs=("<<",), level=Level.LAST),
    ">>": Row(_product, _product, "//", raised=_shifted_right, signs=(">>",), level=Level.LAST),
    "root": Row(_product, _product, "^", raised=_root, raised_bound=_bound_of_root),
    # Of answers that are asked for to so many digits.
    "root below": Row(_product, _product, "^", raised=_root_beside(above=False), raised_bound=_bound_of_root),
    "root above": Row(_product, _product, "^", raised=_root_beside(above=True), raised_bound=_bound_of_root),
    "!": Row(_product, _product, "!", raised=_factorial),
    "abs": Row(_absolute, _bound_of_one, "abs"),
    "round": Row(_rounded, _bound_of_rounding, "round", alone=True),
    "gcd": Row(_of_whole(np.gcd), _product, "gcd", calls=("gcd", "gcf", "hcf"), names=_GCD, commutes=True, alone=True),
    "lcm": Row(
        _of_whole(whole_numbers.common_multiple), _product, "gcd", calls=("lcm",), names=_LCM, commutes=True, alone=True
    ),
    "max": Row(
        _larger(1),
        _bound_of_larger,
        "order",
        calls=("max",),
        names=("max", "maximum", "larger", "greater", "bigger"),
        commutes=True,
        alone=True,
    ),
    "min": Row(
        _larger(-1),
        _bound_of_larger,
        "order",
        calls=("min",),
        names=("min", "minimum", "smaller", "lesser"),
        commutes=True,
        alone=True,
    ),
    # Of several numbers in order one may stand twice.
    "higher": Row(_larger(1, apart_only=False), _bound_of_larger, "order", alone=True),
    "lower": Row(_larger(-1, apart_only=False), _bound_of_larger, "order", alone=True),
    "picked larger": Row(_picked(1), _bound_of_picked, "order", alone=True),
    "picked smaller": Row(_picked(-1), _bound_of_picked, "order", alone=True),
    "nearer to zero": Row(whole_numbers.nearer_to_zero, _bound_of_larger, "order", alone=True),
    "beside": Row(several.beside, several.beside, "order", alone=True),
    "most often": Row(several.most_often, several.bound_of_one, "order", alone=True),
    "positive one": Row(whole_numbers.positive_one, _bound_of_larger, "^"),
    "one not negative": Row(whole_numbers.one_not_negative, _bound_of_larger, "^"),
    "difference": Row(_undoubtful, _ADDED, "+", names=("difference",)),
    "quotient": Row(_exact_quotient, _quotient, "*", names=("quotient", "ratio")),
    "divides": Row(whole_numbers.divides, whole_numbers.bound_of_one, "//"),
    "prime": Row(whole_numbers.prime, whole_numbers.bound_of_one, "factors", alone=True),
    "prime above": Row(whole_numbers.prime_above, whole_numbers.bound_of_prime, "factors", alone=True),
    "prime below": Row(whole_numbers.prime_below, whole_numbers.bound_of_prime, "factors", alone=True),
    "composite": Row(whole_numbers.composite, whole_numbers.bound_of_one, "factors", alone=True),
    "compare": Row(whole_numbers.compared, whole_numbers.bound_of_one, "order", alone=True),
    "less": Row(whole_numbers.less, whole_numbers.bound_of_one, "order", alone=True),
    "at most": Row(whole_numbers.at_most, whole_numbers.bound_of_one, "order", alone=True),
    "equal": Row(whole_numbers.equal, whole_numbers.bound_of_one, "order", alone=True),
    "square": Row(whole_numbers.square, whole_numbers.bound_of_one, "square", alone=True),
    "digit": Row(whole_numbers.digit, whole_numbers.bound_of_one, "digit", alone=True),
    "apart from": Row(whole_numbers.apart_from, whole_numbers.bound_of_one, "digit", alone=True),
    "nearest root": Row(
        _product,
        _product,
        "nearest_root",
        raised=whole_numbers.nearest_root,
        raised_bound=whole_numbers.bound_of_root,
        alone=True,
    ),
    "to base": Row(whole_numbers.to_base, whole_numbers.bound_of_digits, "base", alone=True, apart=True),
    "from base": Row(whole_numbers.from_base, whole_numbers.bound_of_digits, "base"),
    "surely decimal": Row(whole_numbers.surely_decimal, whole_numbers.bound_of_digits, "base", apart=True),
    "clock": Row(whole_numbers.clock, whole_numbers.bound_of_time, "time"),
    "minutes": Row(whole_numbers.passed, whole_numbers.bound_of_time, "time", alone=True),
    "sixtieths": Row(calendar.sixtieths, calendar.bound, "time"),
    "of day": Row(calendar.of_day, calendar.bound, "time"),
    "leap": Row(calendar.leap, calendar.bound, "leap", alone=True),
    "month": Row(calendar.month, calendar.bound, "date"),
    "date": Row(calendar.date, calendar.bound, "date"),
    "weekday": Row(calendar.weekday, calendar.bound, "weekday", alone=True),
    "on weekday": Row(calendar.on_weekday, calendar.bound, "date"),
    "month first": Row(calendar.month_first, calendar.bound, "date"),
    "divisor count": Row(whole_numbers.divisor_count, whole_numbers.bound_of_one, "factors", alone=True),
    "derivative": Row(_derivative, _derivative, "derivative", polynomial=True),
    "bits": Row(whole_numbers.bits, whole_numbers.bound_of_one, "bits", alone=True),
    "factors of": Row(whole_numbers.itself, whole_numbers.bound_of_one, "factors", alone=True),
    "sorted": Row(whole_numbers.first, whole_numbers.bound_of_one, "order", commutes=True, alone=True),
    # Left the numbers, right what they are to come to.
    "target": Row(whole_numbers.itself, whole_numbers.bound_of_one, "target", alone=True),
    "agreeing": Row(_agreeing, _ADDED, "agreeing"),
    "mixed": Row(_ADDED, _ADDED, "mixed"),
    "same": Row(whole_numbers.itself, whole_numbers.bound_of_one, "same", alone=True),
}


def named_operation() -> str:
    """A regular expression for what has a name in a shape and begins with it or joins by it: `gcd(0, 0)`, ` mod `."""
    names = [name for row in OPERATIONS.values() for name in row.calls]
    signs = [sign for row in OPERATIONS.values() for sign in row.signs if sign.isalpha()]
    call = rf"(?<![A-Za-z\\])(?i:{'|'.join(names)})[ \t]*\((?=[ \t]*-?0)[0,. \t-]*\)"
    return rf"{call}|(?<=[0)])[ \t]+(?:{'|'.join(signs)})[ \t]+(?=[0(])"
