"""The kinds of problem, one file each; a new file in this folder is found by its `KIND`.

>>> "additive" in registered()
True
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pairwright.mistakes.base import REFUSAL
from pairwright.mistakes.kinds import names_of
from pairwright.problems.kind import ProblemKind


@cache
def registered() -> dict[str, ProblemKind]:
    """All kinds of problem by name, sorted; every module of this folder is imported once.

    Raises:
        ValueError: two of them are called alike.

    """
    found: dict[str, ProblemKind] = {}
    for module in iter_modules(__path__):
        kind = getattr(import_module(f"{__name__}.{module.name}"), "KIND", None)
        if kind is None:
            continue
        if kind.name in found:
            raise ValueError(f"two kinds of problem are called {kind.name!r}; rename one")
        found[kind.name] = kind
    return dict(sorted(found.items()))


@cache
def known_mistakes() -> dict[str, tuple[str, ...]]:
    """The kinds of mistake, sorted, each with the views that declare it; the refusal, with all of them."""
    views = [(kind, view) for kind in registered().values() for view in kind.views]
    found: dict[str, list[str]] = {REFUSAL: [view.name for _, view in views]}
    for kind, view in views:
        for name in names_of(kind.mistakes(view)):
            found.setdefault(name, []).append(view.name)
    return {name: tuple(found[name]) for name in sorted(found)}
