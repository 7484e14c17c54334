"""What a judge knows of the numerals in the trees that it judges."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property

from pairwright.verify.exact.algebra import exponents
from pairwright.verify.questions.trees import Numeral, Tree, scales, written


class OfNumerals(ABC):
    """A judge of trees, for all texts of one shape."""

    @property
    @abstractmethod
    def _trees(self) -> Sequence[Tree]:
        """What is judged."""

    @property
    def _stated(self) -> Sequence[Tree]:
        """What is only named, and worked out for that."""
        return ()

    @cached_property
    def exponents(self) -> list[int]:
        """The runs of digits that are exponents: their values are part of the shape, so to speak."""
        return sorted({numeral.index for tree in (*self._trees, *self._stated) for numeral in exponents(tree)})

    @cached_property
    def decimals(self) -> list[int]:
        """The runs of digits whose number counts: those behind a decimal point, or repeated."""
        return [run for tree in self._trees for run in scales(tree)]

    @cached_property
    def written(self) -> list[Numeral]:
        """All numerals, for a check of how they are written."""
        return [each for tree in self._trees for each in written(tree)]
