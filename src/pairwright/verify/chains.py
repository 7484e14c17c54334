"""Chains of whole numbers and the four signs, as most questions are, read without a parser: sixty times as fast.

What they come to must be just what the grammar of `wordings` makes of them; a test compares both.
"""

from __future__ import annotations

import re

from pairwright.verify.trees import Numeral, Operation, Tree

_CHAIN = re.compile(r"0(?:[ \t]*[-+*/][ \t]*0)+(?![.,])")
_SIGN = re.compile(r"[-+*/]")


def chain_of(text: str, first: int) -> Tree | None:
    """The tree of a chain, its numbers counted from `first`; None where a text is anything else.

    >>> chain_of("0+0*0", 0).operator, chain_of("0", 0), chain_of("(0+0)", 0)
    ('+', None, None)
    """
    if _CHAIN.fullmatch(text) is None:
        return None
    tree: Tree | None = None
    waiting, product = "", _numeral(first)
    for place, sign in enumerate(_SIGN.findall(text), first + 1):
        number = _numeral(place)
        if sign in "*/":
            product = Operation(sign, product, number)
            continue
        tree = product if tree is None else Operation(waiting, tree, product)
        waiting, product = sign, number
    return product if tree is None else Operation(waiting, tree, product)


def _numeral(index: int) -> Tree:
    return Numeral(index, 1, decimal=False)
