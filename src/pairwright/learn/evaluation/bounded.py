"""Replies of a server within limits: so many bytes, and so much time for the whole of it, not for each piece.

A server that is broken, or hostile, may send without end, or a byte now and then: neither fills the memory nor
holds a run for ever.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

# The longest answer that is asked for, 100,000 tokens as JSON, is well below.
MOST_BYTES = 1 << 22


def bounded(response: Any, *, seconds: float, most_bytes: int = MOST_BYTES) -> None:
    """Let the body of a response be read within limits alone; for `event_hooks` of a client.

    Args:
        response: whose head has come.
        seconds: for the whole body.
        most_bytes: of the body, which must not be packed: it was not asked for so, and may unpack to anything.

    """
    import httpx2

    if response.headers.get("content-encoding", "identity") != "identity":
        raise httpx2.DecodingError("the reply is packed, which was not asked for")
    response.stream = _stream(response.stream, seconds, most_bytes)


def _stream(inner: Any, seconds: float, most_bytes: int) -> Any:
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        """A stream that ends in an error at its limits."""

        def __iter__(self) -> Iterator[bytes]:
            end, size = time.monotonic() + seconds, 0
            for piece in inner:
                size += len(piece)
                if size > most_bytes:
                    raise httpx2.ReadError(f"the reply has over {most_bytes >> 20} MiB")
                if time.monotonic() > end:
                    raise httpx2.ReadTimeout(f"the reply takes over {seconds:g} s")
                yield piece

        def close(self) -> None:
            inner.close()

    return Bounded()
