"""The texts of the page."""

from __future__ import annotations

from importlib.resources import files


def viewing_text(name: str) -> str:
    """A text of the page."""
    return (files(__package__) / name).read_text(encoding="utf-8")
