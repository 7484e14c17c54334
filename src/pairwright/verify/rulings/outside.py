"""Set phrases that other packages bring, by entry points of the group `pairwright.rulings`.

An entry point names a module with `RULINGS`, or these themselves.  They are asked last, so that nothing that was read
before is read otherwise, and are made of the operations that there are: an operation with a wrong bound would be wrong
beyond 64 bits, in silence.
"""

from __future__ import annotations

from functools import cache

from pairwright.errors import KindError
from pairwright.verify.questions.operations import OPERATIONS
from pairwright.verify.questions.trees import Operation, Question, Tree
from pairwright.verify.rulings.forms import Ruling, asked, phrase

GROUP = "pairwright.rulings"


def outside_ruling_of(shape: str, first: int) -> Question | None:
    """The question that a shape asks in a phrase of another package; None if it is none, or if two of them differ.

    Raises:
        KindError: a package's rulings cannot be used.

    """
    if (text := phrase(shape)) is None:
        return None
    found = [_asked(each, text, first, where) for where, each in _brought()]
    questions = [each for each in found if each is not None]
    return questions[0] if questions and all(each == questions[0] for each in questions) else None


@cache
def _brought() -> tuple[tuple[str, Ruling], ...]:
    """The rulings of installed packages, each with what to call it; to look for them takes 0.03 s."""
    from importlib.metadata import entry_points

    found: list[tuple[str, Ruling]] = []
    for entry in sorted(entry_points(group=GROUP)):
        package = f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else "a package"
        where = f"rulings {entry.name!r} of {package} ({entry.value})"
        # Whatever goes wrong in a file of somebody else's, its name belongs to what is said of it.
        try:
            loaded = entry.load()
            rulings = tuple(getattr(loaded, "RULINGS", loaded))
            for each in rulings:
                _require_ruling(each)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise KindError(f"{where} cannot be used ({what}); mend or uninstall it") from error
        found += [(where, each) for each in rulings]
    return tuple(found)


def _require_ruling(found: object) -> None:
    if not isinstance(found, Ruling):
        raise TypeError(f"RULINGS holds a {type(found).__name__}, not only Ruling")
    # A pattern that is none is told here, not when the first question is read.
    _ = found.pattern


def _asked(ruling: Ruling, text: str, first: int, where: str) -> Question | None:
    try:
        question = asked(ruling, text, first)
        for side in (side for each in question.equations for side in each) if question is not None else ():
            _require_operations(side)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise KindError(f"{where} fails at {text!r} ({what}); mend or uninstall it") from error
    return question


def _require_operations(tree: Tree) -> None:
    if isinstance(tree, Operation):
        if tree.operator not in OPERATIONS:
            raise ValueError(f"no operation is called {tree.operator!r}")
        _require_operations(tree.left)
        _require_operations(tree.right)
