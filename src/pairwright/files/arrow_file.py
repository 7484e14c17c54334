"""Frames to one Arrow IPC stream, the format of `datasets` on disk, which it maps into memory as it is.

Polars writes a frame as a whole stream: a message with the schema, one message with the rows, and an
end.  Streams of the same schema are joined by leaving out the schema and the end of all but one, so there
is never more than one frame in memory, and pyarrow is not needed.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pairwright.files.columns import of_schema
from pairwright.files.digest import Digest
from pairwright.files.written import WrittenFile

# "An encapsulated message": these four bytes, the length of what describes it (int32), then that; a length of 0
# is the end of the stream.
_MESSAGE = b"\xff\xff\xff\xff"
_END = _MESSAGE + bytes(4)


def write_arrow(path: Path, frames: Iterable[pl.DataFrame], schema: pl.Schema, *, name: str) -> WrittenFile:
    """Write frames to a path as one Arrow IPC stream, a record batch a frame, down to the disk.

    Args:
        path: where the bytes go.
        frames: in order, each with just these columns.
        schema: texts become `large_string` and lists `large_list`: what `datasets` knows of what Polars writes.
        name: what the file is called in its dataset.

    Raises:
        OSError: a frame with other columns, or a disk that is full.

    >>> import tempfile
    >>> frame = pl.DataFrame({"a": [1, 2, 3]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_arrow(Path(folder, "part"), [frame, frame], frame.schema, name="a.arrow").rows
    6

    """
    rows = 0
    head = _schema_message(schema)
    with path.open("wb") as file, Digest() as digest:

        def put(part: bytes | memoryview) -> None:
            digest.update(part)
            file.write(part)

        put(head)
        for frame in of_schema(frames, schema):
            if frame.height:
                put(_stream(frame)[len(head) : -len(_END)])
                rows += frame.height
        put(_END)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    return WrittenFile(name, rows, size, digest.hexdigest())


def _schema_message(schema: pl.Schema) -> bytes:
    """The first message of every stream of this schema."""
    stream = _stream(schema.to_frame())
    return bytes(stream[: len(_END) + int.from_bytes(stream[len(_MESSAGE) : len(_END)], "little")])


def _stream(frame: pl.DataFrame) -> memoryview:
    """A frame as a stream of its own; the oldest dtypes, as `datasets` knows no views of texts."""
    buffer = io.BytesIO()
    frame.write_ipc_stream(buffer, compat_level=pl.CompatLevel.oldest())
    return buffer.getbuffer()
