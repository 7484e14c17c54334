"""The kinds of problem, one file each; a new file in this folder is found by its `KIND`.

>>> "additive" in registered()
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pairwright.mistakes.base import REFUSAL
from pairwright.mistakes.kinds import names_of
from pairwright.problems.kind import ProblemKind

# What kinds are made of.
_NO_KINDS = frozenset(["kind"])


class Registered(Mapping[str, ProblemKind]):
    """The kinds of problem by name, sorted: a kind is called as its module is, which is imported when it is asked for.

    To import all of them takes 0.1 s of CPU, to plan `arithmetic` 0.015 s.
    """

    def __init__(self) -> None:
        names = (module.name for module in iter_modules(__path__))
        self._names = sorted(name for name in names if name not in _NO_KINDS and not name.startswith("_"))
        self._known: dict[str, ProblemKind] = {}

    def __getitem__(self, name: str) -> ProblemKind:
        """The kind of that name.

        Raises:
            KeyError: there is none.
            ValueError: its file calls it otherwise, or has none.

        """
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            kind: ProblemKind | None = getattr(import_module(f"{__name__}.{name}"), "KIND", None)
            if kind is None:
                raise ValueError(f"problems/{name}.py has no KIND; begin the name of a file that needs none with _")
            if kind.name != name:
                raise ValueError(f"problems/{name}.py: its kind is called {kind.name!r}; call it as the file")
            self._known[name] = kind
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        """Their names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        """Whether a kind is called so; nothing is imported for it."""
        return name in self._names


@cache
def registered() -> Registered:
    """All kinds of problem by name, sorted."""
    return Registered()


def known_mistakes() -> dict[str, tuple[str, ...]]:
    """The kinds of mistake, sorted, each with the views that declare it; the refusal, with all of them."""
    return mistakes_of(*registered())


@cache
def mistakes_of(*kinds: str) -> dict[str, tuple[str, ...]]:
    """The same of some kinds of problem."""
    views = [(registered()[kind], view) for kind in kinds for view in registered()[kind].views]
    found: dict[str, list[str]] = {REFUSAL: [view.name for _, view in views]}
    for kind, view in views:
        for name in names_of(kind.mistakes(view)):
            found.setdefault(name, []).append(view.name)
    return {name: tuple(found[name]) for name in sorted(found)}
