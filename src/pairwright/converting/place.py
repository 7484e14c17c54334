"""The file that is written: which format it has, whether it may stand there, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from pairwright.errors import OutputError, did_you_mean
from pairwright.files import FORMATS, JsonEncoder, WrittenFile, arrow_folder, write_arrow, write_json, write_parquet
from pairwright.files.placing import placing_file, placing_folder

Frames = Iterator[tuple[pl.DataFrame, bytes]]
# What `datasets.load_from_disk` gives the only split of an Arrow folder.
_SPLIT = "train"


class Place:
    """Where rows go.

    Args:
        path: the file; with the format 'arrow' and no ending .arrow a folder for `datasets.load_from_disk`.
        format_name: one of `FORMATS`; None: as the file's ending says.
        overwrite: whether to replace what stands there.

    Raises:
        OutputError: no such format, an ending of another one, or something stands there.

    """

    def __init__(self, path: Path, format_name: str | None, *, overwrite: bool) -> None:
        if path.is_dir() and format_name != "arrow":
            raise OutputError(f"{path}: a folder; --out is the file to write, such as {path}/train.jsonl")
        self.path = path
        self.format = _format_of(path, format_name)
        self._is_folder = self.format == "arrow" and path.suffix != ".arrow"
        if path.exists() and not overwrite:
            raise OutputError(f"{path}: stands there already; add --overwrite, or choose another --out")
        if path.is_dir() and not (path / "dataset_dict.json").is_file() and any(path.iterdir()):
            raise OutputError(f"{path}: a folder, and no saved dataset; choose another --out")
        if not path.parent.is_dir():
            raise OutputError(f"{path}: no folder {path.parent}; make it, or choose another --out")

    def require_apart(self, inputs: Iterable[Path], rejects: Path | None) -> None:
        """Refuse to replace a file that is read, or to write two things into one place.

        Raises:
            OutputError: it would.

        """
        for each in inputs:
            if self.path.exists() and (self.path.samefile(each) or self.path.resolve() in each.resolve().parents):
                raise OutputError(f"{self.path}: --out would replace the data that is read; choose another name")
        if rejects is not None and rejects.resolve() == self.path.resolve():
            raise OutputError(f"{rejects}: --rejects and --out are the same file; choose another name for one")

    def require_columns(self, schema: pl.Schema) -> None:
        """Refuse columns that the format cannot hold.

        Raises:
            OutputError: there is one.

        """
        way_out = "write --format parquet, or leave further columns out with --drop-extra"
        if FORMATS[self.format].rows != "frames":
            for name, dtype in schema.items():
                if "Binary" in str(dtype):
                    raise OutputError(f"{self.path}: the column {name} holds bytes, which JSON cannot; {way_out}")
        if self._is_folder:
            try:
                arrow_folder({_SPLIT: []}, {_SPLIT: schema})
            except ValueError as error:
                raise OutputError(f"{self.path}: {error}; {way_out}") from error

    def encoded(self, frame: pl.DataFrame) -> bytes:
        """Rows as they go into the file; empty where they go as columns."""
        if FORMATS[self.format].rows == "frames":
            return b""
        return JsonEncoder(self.format, None).encoded(frame, np.arange(frame.height))

    def write(self, pieces: Frames, schema: pl.Schema) -> WrittenFile:
        """Write everything, then put it in its place.

        Args:
            pieces: frames of the schema, each with what `encoded` made of it.
            schema: the columns.

        Raises:
            OutputError: the disk refuses; nothing has changed.

        """
        with (placing_folder if self._is_folder else placing_file)(self.path) as part:
            if not self._is_folder:
                return self._written(part, pieces, schema, self.path.name)
            name = FORMATS["arrow"].file_name(_SPLIT)
            (part / name).parent.mkdir(parents=True)
            file = self._written(part / name, pieces, schema, name)
            for beside, text in arrow_folder({_SPLIT: [file]}, {_SPLIT: schema}).items():
                (part / beside).write_text(text, encoding="utf-8")
            return replace(file, path=self.path.name)

    def _written(self, path: Path, pieces: Frames, schema: pl.Schema, name: str) -> WrittenFile:
        if FORMATS[self.format].rows != "frames":
            return write_json(path, ((raw, frame.height) for frame, raw in pieces), self.format, name=name)
        frames = (frame for frame, _ in pieces if frame.height)
        return (write_parquet if self.format == "parquet" else write_arrow)(path, frames, schema, name=name)


def _format_of(path: Path, wanted: str | None) -> str:
    """The format asked for, or that of the ending."""
    if wanted is not None and wanted not in FORMATS:
        raise OutputError(f"format: {wanted!r} is none that is known; {did_you_mean(wanted, FORMATS)}")
    ending = next((name for name in sorted(FORMATS, key=len, reverse=True) if path.name.endswith(f".{name}")), None)
    if wanted is None:
        if ending is None:
            raise OutputError(f"{path}: its ending is that of no format ({', '.join(FORMATS)}); add --format")
        return ending
    # JSON Lines may be called .json, as many do.
    if ending is not None and ending != wanted and ending != wanted.replace("jsonl", "json"):
        raise OutputError(f"{path}: ends as {ending} does, but --format is {wanted}; change one of them")
    return wanted
