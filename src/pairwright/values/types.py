"""What type a number of a question or an answer is: how it is kept, written, worked out and compared.

Every value is kept as one 64-bit integer, its *code*, and two values of a type are equal just where their
codes are.  So whatever picks, compares and keeps values does it on integer columns, whatever their type.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from pairwright.keyed import Integers
from pairwright.lazily import np, pl
from pairwright.values.exact import Booleans, Exact, least_factor, lowest

_RATIO_BITS = 21
_LARGEST_NUMERATOR, _LARGEST_DENOMINATOR = (1 << 41) - 1, (1 << _RATIO_BITS) - 1
_REMAINDER_BITS = 31
_LARGEST_REMAINDER = (1 << _REMAINDER_BITS) - 1
MAX_PLACES = 9


@dataclass(frozen=True)
class ValueType(ABC):
    """A type of values.

    Attributes:
        parts: how many calculations give a value (2 for a quotient with its remainder).
        bounds: what can be kept at most, in words, where that is less than 64 bits.

    """

    parts: ClassVar[int] = 1
    bounds: ClassVar[str] = ""

    @abstractmethod
    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """The codes (int64) of worked-out values, and where these are values of the type (bool)."""

    @abstractmethod
    def text(self, codes: Integers) -> pl.Series:
        """The values as they are written (String)."""

    def exact(self, codes: Integers) -> Exact:
        """The values as numbers to calculate with.

        Raises:
            TypeError: the type is none of numbers.

        """
        raise TypeError(f"{type(self).__name__} is no number to calculate with: {codes.size} values")

    @property
    def is_whole(self) -> bool:
        """Whether the codes are the numbers, and files hold them as integers."""
        return False


class Whole(ValueType):
    """Whole numbers; the code is the number.

    >>> Whole().text(np.array([5, -3])).to_list()
    ['5', '-3']
    """

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """The numbers themselves."""
        (value,) = values
        return (value.n if value.d is None else np.where(value.whole, value.n, 0)), value.whole

    def text(self, codes: Integers) -> pl.Series:
        """Decimal digits, a minus before negative ones."""
        return pl.Series(codes).cast(pl.String)

    def exact(self, codes: Integers) -> Exact:
        """The numbers themselves."""
        return Exact(codes)

    @property
    def is_whole(self) -> bool:
        """They are."""
        return True


class SignedTerm(Whole):
    """Whole numbers written with their sign, as a term of a sum: 3{b}{c} is 3+5-2.

    >>> SignedTerm().text(np.array([5, -3])).to_list()
    ['+5', '-3']
    """

    def text(self, codes: Integers) -> pl.Series:
        """Decimal digits, a plus or minus before them."""
        signs = pl.Series(np.where(codes < 0, 0, 1)).replace_strict({0: "", 1: "+"}, return_dtype=pl.String)
        return signs + pl.Series(codes).cast(pl.String)


class Ratio(ValueType):
    """Fractions in lowest terms, whole numbers among them; n * 2**21 + d, n below 2**41, d below 2**21.

    >>> codes, fits = Ratio().encoded(Exact(np.array([5, -4]), np.array([6, 1])))
    >>> Ratio().text(codes).to_list()
    ['5/6', '-4']
    """

    bounds: ClassVar[str] = "fractions over at most 2097151"

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """In lowest terms they are already."""
        (value,) = values
        below = value.below
        fits = value.defined & (below <= _LARGEST_DENOMINATOR) & (np.abs(value.n) <= _LARGEST_NUMERATOR)
        return np.where(fits, (value.n << _RATIO_BITS) + below, 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """Numerator, stroke, denominator; a whole number without the stroke."""
        value = self.exact(codes)
        above, below = pl.Series(value.n).cast(pl.String), pl.Series(value.below)
        return (above + "/" + below.cast(pl.String)).zip_with(below != 1, above)

    def exact(self, codes: Integers) -> Exact:
        """The fractions."""
        return Exact(codes >> _RATIO_BITS, codes & _LARGEST_DENOMINATOR)


class Mixed(Ratio):
    """The same written as mixed numbers, the whole part before the fraction.

    >>> codes, fits = Mixed().encoded(Exact(np.array([25, 5, -4, -7]), np.array([6, 6, 1, 2])))
    >>> Mixed().text(codes).to_list()
    ['4 1/6', '5/6', '-4', '-3 1/2']
    """

    def text(self, codes: Integers) -> pl.Series:
        """Whole part, fraction; the one or the other where that is all."""
        value = self.exact(codes)
        size = np.abs(value.n)
        signs = pl.Series(np.where(value.n < 0, "-", ""), dtype=pl.String)
        below = value.below
        whole, above = (pl.Series(each).cast(pl.String) for each in (size // below, size % below))
        fraction = above + "/" + pl.Series(below).cast(pl.String)
        mixed = (whole + " " + fraction).zip_with(pl.Series(size > below), fraction)
        return signs + mixed.zip_with(pl.Series(below > 1), whole)


@dataclass(frozen=True)
class Decimal(ValueType):
    """Decimal numbers with at most `places` places after the point; the code is the number times 10**places.

    >>> Decimal(3).text(np.array([1750, -20, 3000])).to_list()
    ['1.75', '-0.02', '3']
    """

    places: int

    def __post_init__(self) -> None:
        if not 1 <= self.places <= MAX_PLACES:
            raise ValueError(f"a decimal has 1 to {MAX_PLACES} places, not {self.places}")

    @property
    def _unit(self) -> int:
        return int(10**self.places)

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Those that have no more places."""
        (value,) = values
        divisor = np.maximum(value.below, 1)
        fits = value.defined & (self._unit % divisor == 0) & (np.abs(value.n) < (1 << 62) // self._unit)
        return np.where(fits, value.n * (self._unit // divisor), 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """Without trailing zeros; a whole number without a point."""
        size = np.abs(codes)
        whole = pl.Series(size // self._unit).cast(pl.String)
        after = pl.Series(size % self._unit).cast(pl.String).str.zfill(self.places).str.strip_chars_end("0")
        number = (whole + "." + after).str.strip_suffix(".")
        return ("-" + number).zip_with(pl.Series(codes < 0), number)

    def exact(self, codes: Integers) -> Exact:
        """The decimal fractions in lowest terms."""
        return lowest(codes, np.full_like(codes, self._unit))


class Money(Decimal):
    """Prices in dollars and cents, `$6.50`; the code is the number of cents.

    >>> Money().text(np.array([650, 1200, -5])).to_list()
    ['$6.50', '$12.00', '-$0.05']
    """

    def __init__(self) -> None:
        super().__init__(2)

    def text(self, codes: Integers) -> pl.Series:
        """Dollars, a point, cents in two digits."""
        size = np.abs(codes)
        dollars, cents = (pl.Series(each).cast(pl.String) for each in (size // 100, size % 100))
        price = "$" + dollars + "." + cents.str.zfill(2)
        return ("-" + price).zip_with(pl.Series(codes < 0), price)


# How what is below a number is written, that with the number, what is above it, and that with the number.
SIGNS_OF_ORDER = ("<", "<=", ">", ">=")
_ORDER_BITS = 2
_LARGEST_EDGE = (1 << (62 - _RATIO_BITS - _ORDER_BITS)) - 1


class HalfLine(ValueType):
    """All numbers on one side of one, `x<5`; given by the place of the sign in `SIGNS_OF_ORDER`, and that number.

    The code is that of the number as `Ratio` has it, times 4, plus the place.

    >>> codes, fits = HalfLine().encoded(Exact(np.array([0, 3])), Exact(np.array([5, -2]), np.array([1, 3])))
    >>> HalfLine().text(codes).to_list()
    ['x<5', 'x>=-2/3']
    """

    parts = 2
    bounds: ClassVar[str] = "fractions over at most 2097151"

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where there is such a sign, and the number is not too large."""
        sign, edge = values
        codes, fits = RATIO.encoded(edge)
        fits = fits & (np.abs(edge.n) <= _LARGEST_EDGE) & sign.whole & (sign.n >= 0) & (sign.n < len(SIGNS_OF_ORDER))
        return np.where(fits, (codes << _ORDER_BITS) + sign.n, 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """The letter, the sign, the number."""
        signs = pl.Series(SIGNS_OF_ORDER, dtype=pl.String).gather(codes & 3)
        return "x" + signs + RATIO.text(codes >> _ORDER_BITS)


class QuotientWithRemainder(ValueType):
    """What a division gives in whole numbers, `3 R 2`; the code is quotient * 2**31 + remainder.

    >>> three = Exact(np.array([3])), Exact(np.array([2]))
    >>> QuotientWithRemainder().text(QuotientWithRemainder().encoded(*three)[0]).to_list()
    ['3 R 2']
    """

    parts = 2

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where both are whole and not negative."""
        quotient, remainder = values
        fits = quotient.whole & remainder.whole
        for each in values:
            fits = fits & (each.n >= 0) & (each.n <= _LARGEST_REMAINDER)
        return np.where(fits, (quotient.n << _REMAINDER_BITS) + remainder.n, 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """Quotient, R, remainder."""
        quotient, remainder = self.split(codes)
        return pl.Series(quotient).cast(pl.String) + " R " + pl.Series(remainder).cast(pl.String)

    @staticmethod
    def split(codes: Integers) -> tuple[Integers, Integers]:
        """The quotients and the remainders (int64)."""
        return codes >> _REMAINDER_BITS, codes & _LARGEST_REMAINDER


@dataclass(frozen=True)
class Choice(ValueType):
    """One of a few words; the code is its number. A calculation gives the number, counted from 0.

    >>> Choice(("<", "=", ">")).text(np.array([2, 0])).to_list()
    ['>', '<']
    """

    options: tuple[str, ...]

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """The numbers of options that there are."""
        (value,) = values
        fits = value.whole & (value.n >= 0) & (value.n < len(self.options))
        return np.where(fits, value.n, 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """The words."""
        return pl.Series(self.options, dtype=pl.String).gather(codes)

    def exact(self, codes: Integers) -> Exact:
        """The numbers of the words."""
        return Exact(codes)


class Truth(Choice):
    """Yes or no; a calculation gives 1 for yes.

    >>> Truth().text(np.array([1, 0])).to_list()
    ['yes', 'no']
    """

    def __init__(self) -> None:
        super().__init__(("no", "yes"))


@dataclass(frozen=True)
class Listed(ValueType):
    """So many whole numbers in order, each in lowest..highest; the code has them as digits in a base of their own.

    Attributes:
        length: how many at most.
        absent: the number that stands for none, where there are fewer; None: there are never fewer.
        between: what stands between two of them.

    >>> numbers = [Exact(np.array([each])) for each in (2, 2, 5)]
    >>> kind = Listed(3, 100)
    >>> kind.text(kind.encoded(*numbers)[0]).to_list()
    ['2, 2, 5']
    """

    length: int
    highest: int
    lowest: int = 0
    absent: int | None = None
    between: str = ", "
    in_any_order: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if self._base**self.length > 1 << 62:
            raise ValueError(
                f"{self.length} numbers up to {self.highest} do not fit into 64 bits; allow fewer, or smaller"
            )

    @property
    def _base(self) -> int:
        return self.highest - self.lowest + 1

    @property
    def parts(self) -> int:  # type: ignore[override]  # as many as the list is long
        """As many as the list is long."""
        return self.length

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where all are whole and in range, and there is any."""
        columns = np.stack(np.broadcast_arrays(*(each.n for each in values)))
        fits = np.logical_and.reduce(np.broadcast_arrays(*(each.whole for each in values)))
        fits = fits & (columns >= self.lowest).all(axis=0) & (columns <= self.highest).all(axis=0)
        if self.absent is not None:
            # A list of nothing is no answer.
            there = columns != self.absent
            fits &= there.any(axis=0)
            # One list has one code, wherever in it there is none.
            columns = np.take_along_axis(columns, np.argsort(there, axis=0, kind="stable"), axis=0)
        columns = np.sort(columns, axis=0) if self.in_any_order else columns
        code = np.zeros_like(columns[0])
        for column in columns:
            code = code * self._base + np.where(fits, column - self.lowest, 0)
        return code, fits

    def text(self, codes: Integers) -> pl.Series:
        """The numbers with commas between them, or what else stands there."""
        items = [self._item(codes, place) for place in reversed(range(self.length))]
        return pl.select(pl.concat_str(items, separator=self.between, ignore_nulls=True)).to_series()

    def _item(self, codes: Integers, place: int) -> pl.Series:
        numbers = pl.Series(codes // self._base**place % self._base + self.lowest)
        texts = numbers.cast(pl.String)
        return texts if self.absent is None else texts.set(numbers == self.absent, None)


class SetOf(Listed):
    """The same where the order does not matter: the code has them by size.

    >>> numbers = [Exact(np.array([each])) for each in (5, 2)]
    >>> SetOf(2, 9).text(SetOf(2, 9).encoded(*numbers)[0]).to_list()
    ['2, 5']
    """

    in_any_order = True


@dataclass(frozen=True)
class Digits(ValueType):
    """Whole numbers, not negative, written in a base of 2 to 10; the code is the number.

    >>> Digits(2).text(np.array([6, 0])).to_list()
    ['110', '0']
    """

    base: int

    def __post_init__(self) -> None:
        if not 2 <= self.base <= 10:
            raise ValueError(f"a base is 2 to 10, not {self.base}")

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Those that are whole and not negative."""
        (value,) = values
        fits = value.whole & (value.n >= 0)
        return np.where(fits, value.n, 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """Digits of the base; the loop runs over places."""
        digits: list[pl.Series] = []
        rest = codes
        while not digits or rest.any():
            digits.append(pl.Series(rest % self.base).cast(pl.String))
            rest = rest // self.base
        written = pl.select(pl.concat_str(digits[::-1])).to_series().str.strip_chars_start("0")
        return written.replace("", "0")

    def exact(self, codes: Integers) -> Exact:
        """The numbers themselves."""
        return Exact(codes)


class Factored(Whole):
    """Whole numbers from 1 on, written as the product of their primes; the code is the number.

    >>> Factored().text(np.array([12, 7, 1])).to_list()
    ['2*2*3', '7', '1']
    """

    def text(self, codes: Integers) -> pl.Series:
        """The primes, the least first; the loop runs over the most that a number has."""
        items: list[pl.Series] = []
        rest = codes
        while not items or (rest > 1).any():
            factor = least_factor(Exact(rest)).n
            items.append(pl.Series(factor).cast(pl.String).set(pl.Series((factor == 1) & bool(items)), None))
            rest = rest // np.maximum(factor, 1)
        return pl.select(pl.concat_str(items, separator="*", ignore_nulls=True)).to_series()


WHOLE, RATIO, MIXED, SIGNED_TERM, TRUTH = Whole(), Ratio(), Mixed(), SignedTerm(), Truth()
# A calculation gives 0 for the first, 1 for the second, 2 for the third: 1 and the sign of the difference.
ORDER = Choice(("<", "=", ">"))
QUOTIENT_WITH_REMAINDER = QuotientWithRemainder()
HALF_LINE, MONEY = HalfLine(), Money()
