"""Digits by their place, rounding to a place, and roots to the nearest whole number."""

from __future__ import annotations

from pairwright.verify.questions.trees import Constant, Question, Tree
from pairwright.verify.rulings.forms import Named, Ruling, told, unit

_PLACES = {
    "units": 0, "ones": 0, "tens": 1, "hundreds": 2, "thousands": 3, "ten thousands": 4, "hundred thousands": 5,
    "millions": 6, "tenths": -1, "hundredths": -2, "thousandths": -3,
}  # fmt: skip
_PLACE = rf"(?P<place>{'|'.join(sorted(_PLACES, key=len, reverse=True))})"
_ROOTS = {"square": 2, "cube": 3, "fourth": 4, "fifth": 5}
_NEAREST = r"(?:to|rounded to) the nearest (?:whole number|integer)"


def _digit(numbers: list[Tree], named: Named) -> Question:
    return told("digit", numbers[0], unit(_PLACES[named["place"]]))


def _nearest_root(numbers: list[Tree], named: Named) -> Question:
    return told("nearest root", numbers[0], Constant(_ROOTS[named["root"]]))


RULINGS = (
    Ruling((f"what is the {_PLACE} digit (?:of|in) {{n}}",), _digit),
    Ruling((f"(?:what|which) digit (?:is|stands) in the {_PLACE} place of {{n}}",), _digit),
    Ruling(
        (rf"what is the (?P<root>{'|'.join(_ROOTS)}) root of {{n}} {_NEAREST}",),
        _nearest_root,
    ),
)
