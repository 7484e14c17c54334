"""A column of exact fractions, filled place by place, and written as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.verify.answer_types.choices import word_of
from pairwright.verify.exact.polynomials import Value


class Fractions:
    """Numerators and denominators of a column; 64 bits where they fit, Python integers elsewhere.

    >>> column = Fractions(3)
    >>> column.put(np.array([0, 2]), (np.array([4, -2]), np.array([8, -1])))
    >>> column.texts().to_list()
    ['1/2', None, '2']
    """

    def __init__(self, rows: int) -> None:
        self._above = np.zeros(rows, dtype=np.int64)
        self._below = np.zeros(rows, dtype=np.int64)
        self._large: dict[int, str] = {}

    def put(self, places: npt.NDArray[np.int64], fraction: tuple[Value, Value]) -> None:
        """Set numerator and denominator (columns, or one number for all) at the places; denominator 0: none."""
        above, below = (np.broadcast_to(part, places.shape) for part in fraction)
        if "O" not in above.dtype.kind + below.dtype.kind:
            self._above[places], self._below[places] = above, below
            return
        for place, top, bottom in zip(places.tolist(), above.tolist(), below.tolist(), strict=True):
            if bottom:
                self._large[place] = str(Fraction(top, bottom))

    def put_one(self, place: int, fraction: tuple[int, int] | None) -> None:
        """Set one fraction of Python integers."""
        if fraction is not None:
            above, below = fraction
            self._large[place] = str(above if below == 1 else Fraction(above, below))

    def put_said(self, places: npt.NDArray[np.int64], fraction: tuple[Value, Value], answers: str) -> None:
        """Set answers as they are said where a question asks for a word, given as its number, or for a decimal."""
        above, below = (np.broadcast_to(part, places.shape).tolist() for part in fraction)
        told = zip(places.tolist(), above, below, strict=True)
        write = _decimal if answers == "decimal" else partial(word_of, answers=answers)
        self._large |= {place: write(Fraction(top, bottom)) for place, top, bottom in told if bottom}

    def put_told(
        self,
        places: npt.NDArray[np.int64],
        parts: list[tuple[Value, Value]],
        told: Callable[[Sequence[Fraction]], str],
    ) -> None:
        """Set answers in a form of their own, given by their parts."""
        columns = [np.broadcast_to(each, places.shape).tolist() for part in parts for each in part]
        for place, *row in zip(places.tolist(), *columns, strict=True):
            if all(row[1::2]):
                pairs = zip(row[::2], row[1::2], strict=True)
                self._large[place] = told([Fraction(above, below) for above, below in pairs])

    def put_behind(self, places: npt.NDArray[np.int64], fraction: tuple[Value, Value], signs: list[str]) -> None:
        """Set answers with something before each: x<5."""
        column = Fractions(places.size)
        column.put(np.arange(places.size), fraction)
        told = zip(places.tolist(), signs, column.texts(), strict=True)
        self._large |= {place: f"{sign}{text}" for place, sign, text in told if text is not None}

    def put_list(self, places: npt.NDArray[np.int64], items: list[tuple[Value, Value]], between: str) -> None:
        """Set answers that are lists; an item with denominator 0 is none."""
        columns = [Fractions(places.size) for _ in items]
        for column, item in zip(columns, items, strict=True):
            column.put(np.arange(places.size), item)
        told = pl.DataFrame([column.texts().alias(str(part)) for part, column in enumerate(columns)])
        texts = told.select(pl.concat_str(pl.all(), separator=between, ignore_nulls=True)).to_series()
        self._large |= {place: text for place, text in zip(places.tolist(), texts, strict=True) if text}

    def put_parts(
        self, places: npt.NDArray[np.int64], parts: list[tuple[Value, Value]], names: tuple[str, ...] = ()
    ) -> None:
        """Set an answer of one part, or of several: `3 R 2`, and of named ones `x = 3, y = 2`."""
        if len(parts) == 1:
            self.put(places, parts[0])
            return
        columns = [Fractions(places.size) for _ in parts]
        for column, part in zip(columns, parts, strict=True):
            column.put(np.arange(places.size), part)
        told = pl.DataFrame([column.texts().alias(str(part)) for part, column in enumerate(columns)])
        named = [pl.lit(f"{name} = ") + pl.col(str(part)) for part, name in enumerate(names)] or [pl.all()]
        texts = told.select(pl.concat_str(named, separator=", " if names else " R ")).to_series()
        self._large |= {place: text for place, text in zip(places.tolist(), texts, strict=True) if text is not None}

    def texts(self) -> pl.Series:
        """The fractions in lowest terms (String): '-7', '1/3'; null where there is none."""
        common = np.gcd(self._above, self._below)
        signed = np.where(self._below < 0, -common, common)
        divisor = np.where(signed == 0, 1, signed)
        frame = pl.DataFrame({"above": self._above // divisor, "below": self._below // divisor})
        whole = pl.col("above").cast(pl.String)
        texts = frame.select(
            pl.when(pl.col("below") == 0)
            .then(None)
            .when(pl.col("below") == 1)
            .then(whole)
            .otherwise(pl.concat_str([whole, pl.lit("/"), pl.col("below").cast(pl.String)]))
        ).to_series()
        if self._large:
            texts = texts.scatter(list(self._large), list(self._large.values()))
        return texts


def _decimal(number: Fraction) -> str:
    """A number as a decimal; as a fraction where it has no end.

    >>> _decimal(Fraction(-7, 50)), _decimal(Fraction(1, 3))
    ('-0.14', '1/3')
    """
    rest, places = number.denominator, 0
    while rest % 2 == 0 or rest % 5 == 0:
        rest, places = rest // (10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5), places + 1
    if rest > 1 or not places:
        return str(number)
    digits = str(abs(number.numerator) * 10**places // number.denominator).zfill(places + 1)
    written = f"{digits[:-places]}.{digits[-places:]}".rstrip("0")
    return f"-{written}" if number < 0 else written
