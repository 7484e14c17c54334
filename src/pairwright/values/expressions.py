"""Answers that are expressions in x: polynomials, and products of two brackets; see `types`."""

from __future__ import annotations

from dataclasses import dataclass

from pairwright.keyed import Integers
from pairwright.lazily import np, pl
from pairwright.values.exact import Booleans, Exact
from pairwright.values.types import SIGNED_TERM, ValueType


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
