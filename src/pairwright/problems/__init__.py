"""The kinds of problem, one file each; a new file in this folder registers itself.

>>> sorted(registered())
['additive', 'multiplicative', 'two_step']
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pairwright.mistakes.base import REFUSAL
from pairwright.problems.base import Problem

_REGISTRY: dict[str, Problem] = {}


def register(problem: type[Problem]) -> type[Problem]:
    """Class decorator: make a kind of problem known by its name."""
    if problem.name in _REGISTRY:
        raise ValueError(f"two problems are called {problem.name!r}; rename one")
    _REGISTRY[problem.name] = problem()
    return problem


@cache
def registered() -> dict[str, Problem]:
    """All kinds of problem by name, sorted; every module of this folder is imported once."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(sorted(_REGISTRY.items()))


@cache
def known_mistakes() -> tuple[str, ...]:
    """The kinds of mistake that some view of some problem declares, and the refusal; sorted."""
    ways = (way for problem in registered().values() for view in problem.views for way in problem.mistakes(view))
    return tuple(sorted({REFUSAL, *(way.name for way in ways)}))
