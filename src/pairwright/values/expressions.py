"""Answers that are expressions: in x polynomials, single terms, products of two brackets; calculations. See `types`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pairwright.keyed import Integers
from pairwright.lazily import np, pl
from pairwright.values.exact import Booleans, Exact
from pairwright.values.types import SIGNED_TERM, ValueType

_LARGEST_COEFFICIENT = 10**9
# Of a calculation: four numbers of ten bits, and its form.
_MOST_NUMBERS, _BASE = 4, 1 << 10
_SLOT, _NAMED = re.compile(r"\{(\d)\}"), re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Polynomial(ValueType):
    """Polynomials in x up to a degree, with whole coefficients in -highest..highest; given from the constant up.

    The code has the coefficients as digits in base 2 * highest + 1.

    >>> kind = Polynomial(2, 99)
    >>> kind.text(kind.encoded(*(Exact(np.array([each])) for each in (-5, 1, 3)))[0]).to_list()
    ['3*x^2+x-5']
    """

    degree: int
    highest: int

    def __post_init__(self) -> None:
        if self._base**self.parts > 1 << 62:
            raise ValueError(
                f"{self.parts} coefficients up to {self.highest} do not fit into 64 bits; allow fewer, or smaller"
            )

    @property
    def parts(self) -> int:  # type: ignore[override]  # a coefficient for each power
        """A coefficient for each power."""
        return self.degree + 1

    @property
    def _base(self) -> int:
        return 2 * self.highest + 1

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where all are whole and in range."""
        fits = np.logical_and.reduce(
            np.broadcast_arrays(*(each.whole & (np.abs(each.n) <= self.highest) for each in values))
        )
        code = np.zeros(fits.shape, dtype=np.int64)
        for each in reversed(values):
            code = code * self._base + np.where(fits, each.n, 0) + self.highest
        return np.where(fits, code, 0), fits

    def coefficient(self, codes: Integers, power: int) -> Integers:
        """The coefficients of one power (int64)."""
        found: Integers = codes // self._base**power % self._base - self.highest
        return found

    def text(self, codes: Integers) -> pl.Series:
        """The terms from the highest power down, without those that are 0, a 1 before a power or a plus in front."""
        terms = [self._term(self.coefficient(codes, power), power) for power in reversed(range(self.parts))]
        written = pl.select(pl.concat_str(terms)).to_series().str.strip_prefix("+")
        return written.replace("", "0")

    @staticmethod
    def _term(coefficients: Integers, power: int) -> pl.Series:
        letter = ("", "x")[power] if power < 2 else f"x^{power}"
        terms = SIGNED_TERM.text(coefficients) + (f"*{letter}" if letter else "")
        for coefficient, written in {0: "", **({1: f"+{letter}", -1: f"-{letter}"} if letter else {})}.items():
            terms = (
                pl.Series([written])
                .extend_constant(written, len(terms))
                .head(len(terms))
                .zip_with(pl.Series(coefficients == coefficient), terms)
            )
        return terms


@dataclass(frozen=True)
class SingleTerm(ValueType):
    """A coefficient times a power of x, from x on; the code is coefficient * (highest + 1) + exponent.

    Attributes:
        highest: the largest exponent.

    >>> kind = SingleTerm(99)
    >>> kind.text(kind.encoded(Exact(np.array([6, 1, -1])), Exact(np.array([7, 4, 1])))[0]).to_list()
    ['6*x^7', 'x^4', '-x']
    """

    highest: int
    parts = 2

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where both are whole, the coefficient is not 0 and has at most nine digits, and the exponent is in range."""
        coefficient, exponent = values
        fits = (
            coefficient.whole & exponent.whole & (coefficient.n != 0) & (np.abs(coefficient.n) < _LARGEST_COEFFICIENT)
        )
        fits = fits & (exponent.n >= 1) & (exponent.n <= self.highest)
        return np.where(fits, coefficient.n * (self.highest + 1) + exponent.n, 0), fits

    def split(self, codes: Integers) -> tuple[Integers, Integers]:
        """The coefficients and the exponents (int64)."""
        return codes // (self.highest + 1), codes % (self.highest + 1)

    def text(self, codes: Integers) -> pl.Series:
        """Coefficient, letter, exponent; neither a coefficient nor an exponent of 1."""
        coefficients, exponents = self.split(codes)
        before = (pl.Series(coefficients).cast(pl.String) + "*").replace({"1*": "", "-1*": "-"})
        behind = ("^" + pl.Series(exponents).cast(pl.String)).replace({"^1": ""})
        return pl.select(pl.concat_str([before, pl.lit("x"), behind])).to_series()


@dataclass(frozen=True)
class TwoBrackets(ValueType):
    """Products of two brackets, given by the numbers in them, not 0, in -highest..highest; their order does not matter.

    >>> kind = TwoBrackets(99)
    >>> kind.text(kind.encoded(*(Exact(np.array([each])) for each in (2, -3)))[0]).to_list()
    ['(x-3)*(x+2)']
    """

    parts = 2
    highest: int

    @property
    def _base(self) -> int:
        return 2 * self.highest + 1

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where both are whole, in range, and not 0."""
        one, other = values
        fits = one.whole & other.whole & (one.n * other.n != 0)
        fits = fits & (np.abs(one.n) <= self.highest) & (np.abs(other.n) <= self.highest)
        code = (np.minimum(one.n, other.n) + self.highest) * self._base + np.maximum(one.n, other.n) + self.highest
        return np.where(fits, code, 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """A bracket for each, the smaller number first."""
        first, second = map(SIGNED_TERM.text, self.split(codes))
        return pl.select(pl.concat_str([pl.lit("(x"), first, pl.lit(")*(x"), second, pl.lit(")")])).to_series()

    def split(self, codes: Integers) -> tuple[Integers, Integers]:
        """The numbers in the brackets (int64), the smaller one first."""
        return codes // self._base - self.highest, codes % self._base - self.highest


@dataclass(frozen=True)
class Calculated(ValueType):
    """Calculations of a few forms with up to four numbers in 0..1023, given by the place of the form, then the numbers.

    The code has them as digits in base 1024. What is another calculation is another value, also where both come to one.

    Attributes:
        forms: with the slots {0} to {3}; one that has fewer numbers is given 0 for the others.

    >>> kind = Calculated(("{0}*({1}+{2})", "{0}*{1}"))
    >>> columns = [Exact(np.array(each)) for each in ([0, 1], [3, 3], [5, 5], [8, 0], [0, 0])]
    >>> kind.text(kind.encoded(*columns)[0]).to_list()
    ['3*(5+8)', '3*5']
    """

    forms: tuple[str, ...]
    parts = 1 + _MOST_NUMBERS

    @classmethod
    def of(cls, calculations: Iterable[str]) -> Calculated:
        """The type of all calculations of the forms that some have, such as {a}*({b}+{c})."""
        return cls(tuple(sorted({_form(each) for each in calculations})))

    def parts_of(self, calculation: str) -> tuple[str, ...]:
        """The calculations that give a calculation as a value of the type.

        >>> Calculated.of(["{a}*{b}", "{a}+{b}"]).parts_of("{c}+{a}")
        ('1', '{c}', '{a}', '0', '0')
        """
        numbers = [f"{{{each}}}" for each in _NAMED.findall(calculation)]
        return str(self.forms.index(_form(calculation))), *numbers, *("0",) * (_MOST_NUMBERS - len(numbers))

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where there is such a form, and all numbers are whole and in range."""
        form, *numbers = values
        fits = form.whole & (form.n >= 0) & (form.n < len(self.forms))
        code = form.n
        for each in numbers:
            fits = fits & each.whole & (each.n >= 0) & (each.n < _BASE)
            code = code * _BASE + each.n
        return np.where(fits, code, 0), fits

    def text(self, codes: Integers) -> pl.Series:
        """The calculations; the loop runs over forms."""
        numbers = [pl.Series(codes // _BASE**place % _BASE).cast(pl.String) for place in reversed(range(_MOST_NUMBERS))]
        places = codes // _BASE**_MOST_NUMBERS
        frame = pl.DataFrame({f"n{at}": each for at, each in enumerate(numbers)} | {"form": places})
        written = [
            pl.when(pl.col("form") == place).then(
                pl.format(_SLOT.sub("{}", form), *(f"n{slot}" for slot in _SLOT.findall(form)))
            )
            for place, form in enumerate(self.forms)
        ]
        return frame.select(pl.coalesce(written)).to_series()


def _form(calculation: str) -> str:
    """A calculation with its numbers counted."""
    count = itertools.count()
    return _NAMED.sub(lambda _: f"{{{next(count)}}}", calculation)
