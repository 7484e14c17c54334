"""What a kind of problem is made of: a relation between numbers, and the views of it.

A problem file declares data; the counting, the splits and the text are made elsewhere from it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from pairwright.facts.space import Box, FamilyClass, Interval, Numbers, Statement
from pairwright.facts.strips import Strip
from pairwright.keyed import Integers
from pairwright.mistakes.base import Mistake
from pairwright.mistakes.kinds import Ways, anywhere, names_of

Ranges = Mapping[str, Interval]
Weights = Callable[[Numbers, Ranges], Integers]


@dataclass(frozen=True)
class View:
    """One way of asking: data only.

    Attributes:
        name: the field's term for what is asked, such as 'missing_addend'.
        operator: the operator that finds the answer; recipes share rows out by it.
        question: wording, with a slot for each number that is shown.
        calculation: wording of the calculation that explains the answer.
        holds: the relation of the roles, on integers or on integer columns.
        nonzero: roles that must not be 0, or the question would be degenerate.
        mistakes: what goes wrong in this view, besides what can go wrong anywhere (`kinds.anywhere`);
            a kind that is named here replaces the general one of that name.
        form: views that ask alike up to order (x+3=5, 3+x=5) share a form; default: the name.

    """

    name: str
    operator: str
    question: str
    calculation: str
    holds: Callable[..., bool | np.bool_]
    nonzero: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    form: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", self.form or self.name)


@dataclass(frozen=True)
class DrawWeights:
    """A distribution over a view's questions, for independent draws: an integer weight each."""

    operator: str
    weights: Weights = field(repr=False)
    doc: str


class Problem(ABC):
    """A space of fact families with its views; subclass it in a file of its own and register it.

    Attributes:
        name, title: how recipes and tables call it.
        numbers: the names of a family's numbers, none of which is ever negative.
        shapes: disjoint parts of the space whose families have the same symmetries.
        roles: the roles of a statement, in the order of its metadata, each with its range's name.
        answer: the role that is asked for.
        statement: the canonical wording of a family, by numbers and shape.
        default_ranges: range name -> (min, max), both included.
        views: the ways of asking.
        draws: named distributions for independent draws.

    """

    name: ClassVar[str]
    title: ClassVar[str]
    numbers: tuple[str, ...]
    shapes: tuple[str, ...]
    roles: ClassVar[Mapping[str, str]]
    answer: ClassVar[str]
    statement: ClassVar[Mapping[str, str]]
    default_ranges: ClassVar[Ranges]
    views: ClassVar[Sequence[View]]
    draws: ClassVar[Mapping[str, DrawWeights]] = {}

    @abstractmethod
    def strips(self, shape: str, box: Box) -> Iterable[Strip]:
        """The families of one shape with each number inside its interval of the box."""

    @abstractmethod
    def family(self, shape: str, u: Integers, v: Integers, mark: Integers) -> Numbers:
        """All numbers (name -> int64 column) of the families that strips give as u, v, mark."""

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators of the views, each once, in the views' order."""
        return tuple(dict.fromkeys(view.operator for view in self.views))

    def mistakes(self, view: View) -> Ways:
        """All ways of going wrong in a view: those of its own, and those that can be made anywhere."""
        own = names_of(view.mistakes)
        return (*view.mistakes, *(way for way in anywhere(view.calculation) if way.name not in own))

    def statements(self, ranges: Ranges) -> list[Statement]:
        """The views as statements whose roles lie in the given ranges."""
        return [
            Statement(
                name=view.name,
                holds=view.holds,
                ranges={
                    role: _without_zero(ranges[name]) if role in view.nonzero else (ranges[name],)
                    for role, name in self.roles.items()
                },
            )
            for view in self.views
        ]


def _without_zero(interval: Interval) -> tuple[Interval, ...]:
    low, high = interval
    halves = ((low, min(high, -1)), (max(low, 1), high))
    return tuple((least, most) for least, most in halves if least <= most)


__all__ = ["DrawWeights", "FamilyClass", "Problem", "Ranges", "View"]
