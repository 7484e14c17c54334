"""What is known of a finished file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WrittenFile:
    """A finished file: its name in the dataset, rows, bytes and SHA-256 (hex)."""

    path: str
    rows: int
    bytes: int
    sha256: str
