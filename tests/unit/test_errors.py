"""The exceptions: the tree that the docstring draws is the one that exists."""

from __future__ import annotations

import inspect
import re

import pytest

from pairwright import errors
from pairwright.errors import CertificationError, OutputError, PairwrightError, RecipeError, did_you_mean


def test_the_docstring_draws_the_tree() -> None:
    assert errors.__doc__ is not None
    lines = re.findall(r"^([├└─│ ]*)([A-Z]\w*Error)\b", errors.__doc__, re.MULTILINE)
    parents: list[str] = []
    drawn: dict[str, str] = {}
    for lead, name in lines:
        depth = len(lead) // 4
        parents[depth:] = [name]
        drawn[name] = parents[depth - 1] if depth else "Exception"
    classes = [each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, Exception)]
    assert drawn == {each.__name__: each.__bases__[0].__name__ for each in classes}
    assert next(iter(drawn)) == "PairwrightError"


@pytest.mark.parametrize(
    ("ours", "theirs"), [(RecipeError, ValueError), (OutputError, OSError), (CertificationError, Exception)]
)
def test_ours_can_be_caught_as_pythons_own(ours: type[PairwrightError], theirs: type[Exception]) -> None:
    with pytest.raises(theirs, match="one line"):
        raise ours("one line")
    assert issubclass(ours, PairwrightError)
    assert str(ours("one line")) == "one line"


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("sede", ["seed", "rows"], "did you mean 'seed'?"),
        ("row", ["seed", "rows"], "did you mean 'rows'?"),
        ("zzz", ["seed", "rows"], "known are: rows, seed"),
        ("zzz", ["only"], "known are: only"),
    ],
)
def test_did_you_mean(word: str, known: list[str], expected: str) -> None:
    assert did_you_mean(word, known) == expected
    assert did_you_mean(word, iter(known)) == expected
