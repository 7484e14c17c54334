"""The samples as a file: JSON Lines, a row for each question and model, there when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pairwright.errors import OutputError
from pairwright.files.placing import placing_file


def require_writable(path: Path, inputs: Iterable[Path]) -> None:
    """Refuse a file that cannot be written, or that is read, before a model spends hours on its content.

    Raises:
        OutputError: naming the file and the way out.

    """
    if path.is_dir():
        raise OutputError(f"{path}: a folder; name a file for --samples")
    if path.exists() and any(each.exists() and path.samefile(each) for each in inputs):
        raise OutputError(f"{path}: --samples would replace a file that is read; choose another name")
    if not path.absolute().parent.is_dir():
        raise OutputError(f"{path}: its folder does not exist; make it first")
    if not os.access(path.absolute().parent, os.W_OK):
        raise OutputError(f"{path}: its folder cannot be written; choose another --samples")


def write_samples(path: Path, samples: pl.DataFrame) -> None:
    """Write the samples; a file that stands there is replaced, or stays whole.

    Raises:
        OutputError: the disk refuses.

    """
    with placing_file(path, way_out="make room there") as part:
        samples.write_ndjson(part)
