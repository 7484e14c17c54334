"""The conversion: files to blocks, blocks to the layout asked for, these to one file."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path

import polars as pl

from pairwright.arguments import guarded
from pairwright.converting.conversion import Conversion
from pairwright.converting.origin import Origin
from pairwright.converting.piece import Converter, Piece
from pairwright.converting.place import Place
from pairwright.engines.local import in_order
from pairwright.errors import DataError
from pairwright.layouts import Layout, converted_layout
from pairwright.reading.columns import together
from pairwright.reading.json_lines import Dtypes, ReadRows
from pairwright.reading.rejects import RejectsFile
from pairwright.reading.sources import copies, data_files
from pairwright.reading.unpacking import CutShortError
from pairwright.verify import Declared

Progress = Callable[[int], None]
PathLike = str | Path


@guarded
def convert(  # noqa: PLR0913 (all but two by name only)
    data: PathLike | Sequence[PathLike],
    out: PathLike,
    *,
    layout: str,
    format: str | None = None,  # noqa: A002 (as in recipes and on the command line)
    rejects: PathLike | None = None,
    drop_extra: bool = False,
    overwrite: bool = False,
    wording: Declared | None = None,
    progress: Progress | None = None,
) -> Conversion:
    r"""Write the rows of a dataset, ours or anyone's, in another layout or format.

    Args:
        data: files, or folders without tests: JSON Lines, a JSON array, Parquet or Arrow, also as .gz or .zst; or
            addresses of such (`https://`, `s3://`, ...), or datasets of the Hub (`OWNER/NAME`).
        out: the file to write.
        layout: one of `pairwright.layouts.LAYOUTS`, such as 'preference', or 'conversations', 'verl', 'rlvr'.
        format: one of `pairwright.files.FORMATS`; None: as the ending of `out` says.
        rejects: where to write the rows that cannot be converted, as JSON Lines of file, line, reason and row.
        drop_extra: leave out the columns that are not those of the layout.
        overwrite: replace a file that stands there.
        wording: what the recipe of the data declares (`Recipe.declared`); None: what the manifest beside a file says.
        progress: called with the rows read so far after each block.

    Returns:
        How many rows were read, written and rejected, and the file with its checksum.

    Raises:
        RecipeError: there is no such layout.
        DataError: a file cannot be read to its end, or has not what the layout needs.
        OutputError: a file cannot be written; nothing has changed.

    >>> import tempfile, pathlib, pairwright
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name, "pairs.jsonl")
    >>> _ = path.write_text('{"positive": "57+4=? It is 61.", "negative": "57+4=? No idea."}')
    >>> pairwright.convert(path, path.with_name("out.jsonl"), layout="preference").converted
    1
    >>> path.with_name("out.jsonl").read_text()
    '{"prompt":"57+4=?","chosen":" It is 61.","rejected":" No idea."}\n'
    >>> folder.cleanup()

    """
    started = time.perf_counter()
    target = converted_layout(layout)
    place = Place(Path(out), format, overwrite=overwrite)
    aside = Path(rejects) if rejects is not None else None
    with copies() as remote:
        files, tests = data_files([data] if isinstance(data, (str, Path)) else list(data), "DATA", remote)
        if tests:
            raise DataError(
                f"{tests[0].name}: stands in one folder with {files[0].name}, and a test is not to be mixed with what "
                "is trained on; convert them one by one, by their file names"
            )
        place.require_apart((file.path for file in files), aside)
        with RejectsFile(aside, files) as kept:
            job = _Job([Origin.of(file, wording) for file in files], layout, target, place, kept, drop_extra, progress)
            return job.done(started)


@dataclass
class _Job:
    origins: list[Origin]
    layout: str
    target: Layout
    place: Place
    rejects: RejectsFile
    drop_extra: bool
    progress: Progress | None
    _read: int = 0
    _rejected: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        nothing: Dtypes = {}
        self._dtypes = reduce(together, (each.further for each in self.origins), nothing)
        for each in self.origins:
            each.require(self.layout, self.target)
            if not self.drop_extra:
                each.require_room(self.target)
        self._schema = self._schema_of_all()

    def done(self, started: float) -> Conversion:
        """Convert everything."""
        file = self.place.write(self._pieces(), self._schema)
        return Conversion(
            sources={each.name: each.opened.taken_for for each in self.origins},
            layout=self.layout,
            format=self.place.format,
            kept=tuple(name for name in self._schema if name not in self.target.columns),
            read=self._read,
            rejected=dict(self._rejected.most_common()),
            file=file,
            seconds=time.perf_counter() - started,
        )

    def _converter(self, origin: Origin) -> Converter:
        kept = () if self.drop_extra else tuple(name for name in origin.further if name not in self.target.columns)
        return Converter(origin.opened.meaning, self.target, kept, origin.declared)

    def _schema_of_all(self) -> pl.Schema:
        """The columns of the file that is written."""
        nothing: Dtypes = {}
        schemas = [each.schema(self._converter(each), self._dtypes) for each in self.origins]
        schema = pl.Schema(reduce(together, schemas, nothing))
        for origin, own in zip(self.origins, schemas, strict=True):
            for name, dtype in own.items():
                if dtype != schema[name] and not (dtype.is_numeric() or dtype == pl.Boolean):
                    raise DataError(
                        f"{origin.name}: its column {name} ({dtype}) is otherwise in another file; "
                        "convert them one by one, or leave further columns out with --drop-extra"
                    )
        self.place.require_columns(schema)
        return schema

    def _pieces(self) -> Iterator[tuple[pl.DataFrame, bytes]]:
        """All rows in order, as they are written."""
        for origin in self.origins:
            converter = self._converter(origin)

            def work(rows: ReadRows, converter: Converter = converter) -> tuple[Piece, pl.DataFrame, bytes]:
                piece = converter.converted(rows)
                frame = _fitting(piece.frame, self._schema)
                return piece, frame, self.place.encoded(frame)

            try:
                for piece, frame, raw in in_order(work, origin.rows(converter, self._dtypes)):
                    self._count(origin.name, piece)
                    yield frame, raw
            except CutShortError as error:
                raise DataError(f"{origin.name}: ends before its end ({error}); fetch or make it again") from error

    def _count(self, name: str, piece: Piece) -> None:
        self._read += piece.read
        # Where in a line its fault stands is said in the file of rejects.
        self._rejected.update(each.reason.split(" (")[0] for each in piece.rejects)
        self.rejects.add(name, piece.rejects)
        if self.progress is not None:
            self.progress(self._read)


def _fitting(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """The rows with the columns that all files have together."""
    if frame.schema == schema:
        return frame
    return frame.select(
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema.items()
    )
