"""The Hub on loopback, as its own tests have it."""

from tests.hub.conftest import hub

__all__ = ["hub"]
