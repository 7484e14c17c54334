"""What a kind of problem is made of, for packages that bring their own.

A package says so by an entry point of the group `pairwright.kinds`, called as its kind.  Every command and every worker
knows the kind then, wherever the package is installed.  CONTRIBUTING.md walks through one.

>>> kind = ProblemKind(
...     name="double",
...     title="twice a number",
...     ranges={"number": (1, 50)},
...     parameters={"a": "number"},
...     fact=Fact("*", ("2", "{a}", "2*{a}")),
...     views=(View("double", "*", "2*{a}=?", "2*{a}", answer=("2*{a}",), mistakes=calculated("half", "{a}/2")),),
... )
>>> [mistake.name for mistake in kind.views[0].mistakes]
['half']
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.base import Mistake
from pairwright.mistakes.kinds import calculated, multiplication_slip, no_borrow, no_carry
from pairwright.problems import registered
from pairwright.problems.kind import DrawWeights, ProblemKind, View
from pairwright.values.types import (
    ORDER,
    QUOTIENT_WITH_REMAINDER,
    RATIO,
    TRUTH,
    WHOLE,
    Choice,
    Decimal,
    Listed,
    SetOf,
    SignedTerm,
    ValueType,
)

__all__ = [
    "ORDER",
    "QUOTIENT_WITH_REMAINDER",
    "RATIO",
    "TRUTH",
    "WHOLE",
    "Choice",
    "Decimal",
    "DrawWeights",
    "Fact",
    "Listed",
    "Mistake",
    "ProblemKind",
    "SetOf",
    "SignedTerm",
    "ValueType",
    "View",
    "calculated",
    "multiplication_slip",
    "no_borrow",
    "no_carry",
    "register",
]


def register(kind: ProblemKind) -> None:
    """Have this process know a kind, as a notebook wants it; other processes (Ray's, loaders') know those of packages.

    Raises:
        KindError: it is none, or its name is none or taken.

    """
    registered().add(kind)
