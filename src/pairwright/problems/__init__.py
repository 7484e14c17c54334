"""The kinds of problem, one file each; a new file in this folder is found by its `KIND`, one elsewhere by `outside`.

>>> "additive" in registered()
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from pairwright.errors import KindError
from pairwright.mistakes.base import REFUSAL
from pairwright.mistakes.kinds import names_of
from pairwright.problems import outside
from pairwright.problems.kind import ProblemKind

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

# What kinds are made of, and where those of other packages come from.
_NO_KINDS = frozenset(["kind", "outside"])


class Registered(Mapping[str, ProblemKind]):
    """The kinds of problem by name, sorted: those of this folder, called as their modules are, and those of packages.

    A module is imported when its kind is asked for (to import all takes 0.1 s of CPU, to plan `arithmetic` 0.015 s);
    what other packages bring is looked up when a name is asked for that no kind of this folder has.
    """

    def __init__(self) -> None:
        names = (module.name for module in iter_modules(__path__))
        self.built_in = frozenset(name for name in names if name not in _NO_KINDS and not name.startswith("_"))
        self._known: dict[str, ProblemKind] = {}

    @cached_property
    def _brought(self) -> Mapping[str, EntryPoint]:
        found = outside.brought()
        for name, entry in found.items():
            if name in self.built_in:
                raise KindError(f"kind {name!r} of {outside.said(entry)}: one is built in; it needs another name")
        return found

    def __getitem__(self, name: str) -> ProblemKind:
        """The kind of that name.

        Raises:
            KeyError: there is none.
            ValueError: its file calls it otherwise, or has none.
            KindError: another package brings it, and it cannot be used.

        """
        if name not in self._known:
            if name in self.built_in:
                self._known[name] = _of_this_folder(name)
            else:
                self._known[name] = outside.loaded(self._brought[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        """Their names."""
        return iter(sorted({*self.built_in, *self._known, *self._brought}))

    def __len__(self) -> int:
        """How many there are."""
        return len({*self.built_in, *self._known, *self._brought})

    def __contains__(self, name: object) -> bool:
        """Whether a kind is called so; nothing is imported for it."""
        return name in self.built_in or name in self._known or name in self._brought

    def add(self, kind: ProblemKind) -> None:
        """Have this process know one more kind.

        Raises:
            KindError: it is none, or has a name that is none or taken.

        """
        name = str(getattr(kind, "name", ""))
        outside.required(kind, name)
        if self._known.get(name) is kind:
            return
        if name in self:
            raise KindError(f"kind {name!r}: one is called so already; name yours otherwise")
        self._known[name] = kind
        mistakes_of.cache_clear()


def _of_this_folder(name: str) -> ProblemKind:
    kind: ProblemKind | None = getattr(import_module(f"{__name__}.{name}"), "KIND", None)
    if kind is None:
        raise ValueError(f"problems/{name}.py has no KIND; begin the name of a file that needs none with _")
    if kind.name != name:
        raise ValueError(f"problems/{name}.py: its kind is called {kind.name!r}; call it as the file")
    return kind


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
