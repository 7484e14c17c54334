"""The first rows of a finished dataset, as they stand in its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pairwright.errors import DataError, OutputError, did_you_mean
from pairwright.reading.columnar import all_frames_of
from pairwright.reading.json_lines import Lines, object_of
from pairwright.reading.opening import parts_of
from pairwright.reading.sources import DataFile, data_files
from pairwright.reading.unpacking import CutShortError, Unpacked
from pairwright.stores import MANIFEST, store_of
from pairwright.stores.base import is_inside


def written_rows(folder: Path, split: str, count: int) -> list[dict[str, Any]]:
    """The first `count` rows of a split; what cannot be read as a row is passed over, `check` tells of it.

    Raises:
        OutputError: no finished dataset stands there.
        DataError: it has no such split, or a file of it cannot be read.

    """
    files = _files(folder)
    if split not in files:
        raise DataError(f"split: {folder} has no split {split!r}; {did_you_mean(split, files)}")
    found = (row for name in files[split] for row in _rows(folder / name, count))
    return list(islice(found, count))


def _files(folder: Path) -> dict[str, list[str]]:
    """Split -> its files, as the manifest has them."""
    content = store_of(folder).read(MANIFEST)
    if content is None:
        raise OutputError(f"{folder}: has no {MANIFEST}, so it is no finished dataset; give a recipe, or one of ours")
    try:
        splits = json.loads(content)["splits"].items()
        found = {name: [str(file["path"]) for file in split["files"]] for name, split in splits}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OutputError(f"{folder / MANIFEST}: not a manifest of ours; make the data again") from error
    for path in (path for paths in found.values() for path in paths):
        if not is_inside(path):
            raise OutputError(f"{folder / MANIFEST}: names {path!r}, which is no file of the dataset")
    return found


def _rows(path: Path, count: int) -> Iterator[dict[str, Any]]:
    (file,), _ = data_files([path])
    if file.format in ("JSON Lines", "JSON array"):
        yield from _json_rows(file)
        return
    try:
        for frame in all_frames_of(file):
            yield from frame.head(count).to_dicts()
    except CutShortError as error:
        raise DataError(f"{path}: cannot be read ({error}); see what check says") from error


def _json_rows(file: DataFile) -> Iterator[dict[str, Any]]:
    for part in parts_of(file, Unpacked(file.path, file.packing)):
        lines = part.raw.split(b"\n") if isinstance(part, Lines) else []
        yield from (row for line in lines if line.strip() and isinstance(row := object_of(line), dict))
