"""Options of the test run."""

from __future__ import annotations

import os

import pytest

# What runs tests beside each other sets it for a terminal that there is not.
os.environ.pop("COLUMNS", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden rows and docs/cli.md instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/*.json and docs/cli.md")
