"""Options of the test run."""

from __future__ import annotations

import gc
import os

import pytest

# What runs tests beside each other sets it for a terminal that there is not.
os.environ.pop("COLUMNS", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden rows and docs/cli.md instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/*.json and docs/cli.md")


# Files that take minutes of one core: last of all, they would leave the other one idle.
_LONGEST = ("tests/e2e/test_readme.py", "tests/contract/test_every_kind.py", "tests/contract/test_every_fact.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first."""
    places = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


def pytest_collection_finish() -> None:
    """Thousands of tests and all that they import stay to the end: garbage is not sought among them again and again."""
    gc.collect()
    gc.freeze()
