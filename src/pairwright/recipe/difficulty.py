"""What a recipe may say of difficulty: bounds such as `2..5`; and the names of files of stages."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The difficulty of a test that goes beyond that of training.
ABOVE_TRAINING = "above_training"
MOST_TENTHS = 100
_BOUNDS = re.compile(r"\s*(\d{1,2}(?:\.\d)?)?\s*\.\.\s*(\d{1,2}(?:\.\d)?)?\s*")
_STEM = re.compile(r"^([^.]+)")


@dataclass(frozen=True)
class Bounds:
    """The least and the largest difficulty, both included, in tenths."""

    least: int = 0
    most: int = MOST_TENTHS

    @property
    def text(self) -> str:
        """As a recipe writes it.

        >>> Bounds(20, 45).text
        '2..4.5'
        """
        return "..".join(f"{each / 10:g}" for each in (self.least, self.most))


def bounds_of(written: object) -> Bounds:
    """The bounds that a text says.

    Raises:
        ValueError: in a few words that go after the field and the value.

    >>> bounds_of("2..5"), bounds_of("..3.5")
    (Bounds(least=20, most=50), Bounds(least=0, most=35))

    """
    if not isinstance(written, str):
        raise ValueError(f"{written!r} is no range of difficulty; write 2..5 (both included), ..5 or 2..")
    found = _BOUNDS.fullmatch(written)
    if found is None or not any(found.groups()):
        raise ValueError("is no range of difficulty; write 2..5 (both included), ..5 or 2..")
    least, most = (round(10 * float(each)) if each else None for each in found.groups())
    bounds = Bounds(least or 0, MOST_TENTHS if most is None else most)
    if bounds.most > MOST_TENTHS or bounds.least > bounds.most:
        raise ValueError("is no range from 0 to 10; write the smaller end first, such as 2..5")
    return bounds


def file_of_stage(file: str, number: int) -> str:
    """The name of a stage's file, where the split has one of its own.

    >>> file_of_stage("pairs.jsonl.gz", 2)
    'pairs_2.jsonl.gz'
    """
    return _STEM.sub(rf"\g<1>_{number}", file)
