"""Answers that are numbers in a form of their own: complex and hexadecimal numbers, dates, times. See `types`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairwright.keyed import Integers
from pairwright.lazily import np, pl
from pairwright.values.exact import Booleans, Exact
from pairwright.values.types import SIGNED_TERM, ValueType


@dataclass(frozen=True)
class ComplexNumber(ValueType):
    """Complex numbers with whole parts in -highest..highest, given by both; the code has them as two digits.

    >>> kind = ComplexNumber(99)
    >>> columns = Exact(np.array([3, 0, 5, -2])), Exact(np.array([-4, 1, 0, -1]))
    >>> kind.text(kind.encoded(*columns)[0]).to_list()
    ['3-4i', 'i', '5', '-2-i']
    """

    highest: int
    parts = 2

    @property
    def _base(self) -> int:
        return 2 * self.highest + 1

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """Where both parts are whole and in range."""
        real, imaginary = values
        fits = real.whole & imaginary.whole
        for each in values:
            fits = fits & (np.abs(each.n) <= self.highest)
        return np.where(fits, (real.n + self.highest) * self._base + imaginary.n + self.highest, 0), fits

    def split(self, codes: Integers) -> tuple[Integers, Integers]:
        """The real and the imaginary parts (int64)."""
        return codes // self._base - self.highest, codes % self._base - self.highest

    def text(self, codes: Integers) -> pl.Series:
        """Real part, imaginary part, i; neither a part that is 0 nor a 1 before the i."""
        real, imaginary = self.split(codes)
        before = pl.Series(real).cast(pl.String).set(pl.Series((real == 0) & (imaginary != 0)), "")
        behind = (SIGNED_TERM.text(imaginary) + "i").replace({"+1i": "+i", "-1i": "-i", "+0i": ""})
        return pl.select(pl.concat_str([before, behind])).to_series().str.strip_prefix("+")


class Hexadecimal(ValueType):
    """Whole numbers written in base 16; the code is the number.

    >>> Hexadecimal().text(np.array([31, -160, 0])).to_list()
    ['0x1f', '-0xa0', '0x0']
    """

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """The whole ones."""
        (value,) = values
        return np.where(value.whole, value.n, 0), value.whole

    def text(self, codes: Integers) -> pl.Series:
        """0x, and digits in small letters; the loop runs over places."""
        alphabet = pl.Series(list("0123456789abcdef"))
        digits: list[pl.Series] = []
        rest = np.abs(codes)
        while not digits or rest.any():
            digits.append(alphabet.gather(rest % 16))
            rest = rest // 16
        written = pl.select(pl.concat_str(digits[::-1])).to_series().str.strip_chars_start("0").replace("", "0")
        return pl.Series(codes < 0).replace_strict({True: "-0x", False: "0x"}, return_dtype=pl.String) + written

    def exact(self, codes: Integers) -> Exact:
        """The numbers themselves."""
        return Exact(codes)


class _Counted(ValueType):
    """Whole numbers from a first one to a last one, that something else is counted by; the code is the number."""

    first: ClassVar[int]
    last: ClassVar[int]

    def encoded(self, *values: Exact) -> tuple[Integers, Booleans]:
        """The whole ones from the first to the last."""
        (value,) = values
        fits = value.whole & (value.n >= self.first) & (value.n <= self.last)
        return np.where(fits, value.n, 0), fits

    def exact(self, codes: Integers) -> Exact:
        """The numbers that are counted by."""
        return Exact(codes)


class Date(_Counted):
    """Days of the Gregorian calendar, written 2022-03-05; the code is how many days they are behind 1970-01-01.

    >>> Date().text(np.array([19056, 0])).to_list()
    ['2022-03-05', '1970-01-01']
    """

    bounds: ClassVar[str] = "days of the years 1583 to 9999"
    first, last = -141349, 2932896

    def text(self, codes: Integers) -> pl.Series:
        """Year, month and day, of which the last two have two digits."""
        return pl.Series(codes).cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d")


class Clock(_Counted):
    """Times of a day in hours and minutes, 9:05; the code is how many minutes have passed.

    >>> Clock().text(np.array([545, 1439])).to_list()
    ['9:05', '23:59']
    """

    bounds: ClassVar[str] = "times from 0:00 to 23:59"
    first, last = 0, 24 * 60 - 1

    def text(self, codes: Integers) -> pl.Series:
        """Hours, a colon, minutes in two digits."""
        hours, minutes = (pl.Series(each).cast(pl.String) for each in (codes // 60, codes % 60))
        return hours + ":" + minutes.str.zfill(2)
