"""What a conversion read, wrote and rejected."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pairwright.files import WrittenFile


@dataclass(frozen=True)
class Conversion:
    """What `pairwright.convert` did.

    Attributes:
        sources: each file that was read -> what it was taken for.
        layout: that of the rows written.
        format: that of the file.
        kept: the further columns that the rows kept.
        read: how many rows were read.
        rejected: reason -> how many rows could not be converted.
        file: the file with its rows, bytes and SHA-256.
        seconds: how long it took.

    """

    sources: dict[str, str]
    layout: str
    format: str
    kept: tuple[str, ...]
    read: int
    rejected: dict[str, int]
    file: WrittenFile
    seconds: float

    @property
    def converted(self) -> int:
        """How many of the rows read went into the file."""
        return self.read - sum(self.rejected.values())

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {**asdict(self), "kept": list(self.kept), "converted": self.converted}
