"""The kinds of problem, one file each; a new file in this folder registers itself.

>>> sorted(registered())
['additive', 'multiplicative', 'two_step']
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pairwright.mistakes.base import REFUSAL
from pairwright.mistakes.kinds import names_of
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
def known_mistakes() -> dict[str, tuple[str, ...]]:
    """The kinds of mistake, sorted, each with the views that declare it; the refusal, with all of them."""
    views = [(problem, view) for problem in registered().values() for view in problem.views]
    found: dict[str, list[str]] = {REFUSAL: [view.name for _, view in views]}
    for problem, view in views:
        for name in names_of(problem.mistakes(view)):
            found.setdefault(name, []).append(view.name)
    return {name: tuple(found[name]) for name in sorted(found)}
