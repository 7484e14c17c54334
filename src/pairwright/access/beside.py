"""An object kept by a helper process, which is asked over a pipe; for processes that were forked.

Polars keeps threads, and threads do not live on in a forked process (a `DataLoader` worker on Linux, say): whatever
needs them waits for ever.  A worker may not start another by `multiprocessing` either.  So the helper is a plain new
Python, which imports the package (0.4 s) and gets the object pickled; a thousand rows take 0.3 ms on their way.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from pairwright.errors import EngineError

_SERVE = f"from {__name__} import serve; serve()"


class Beside:
    """A picklable object in a helper process, which ends when this is dropped or this process ends.

    >>> Beside({"a": 1}).ask("get", "a")
    1
    """

    def __init__(self, subject: object) -> None:
        self._lock = threading.Lock()
        self._connection, far_end = Pipe()
        with far_end:
            self._process = subprocess.Popen(  # noqa: S603 (this Python, and nothing of the user's)
                [sys.executable, "-P", "-c", _SERVE, str(far_end.fileno())],
                pass_fds=[far_end.fileno()],
                # Ctrl-C is for this process; with it the pipe ends, and so does the helper.
                start_new_session=True,
                env=_environment(),
            )
        weakref.finalize(self, _end, self._connection, self._process)
        self._connection.send(subject)

    def ask(self, name: str, *arguments: object) -> Any:
        """The object's attribute of that name, or what it returns if there are arguments; errors are raised here.

        Raises:
            EngineError: the helper has ended.

        """
        try:
            with self._lock:
                self._connection.send((name, arguments))
                reply, failed = self._connection.recv()
        except (EOFError, OSError) as error:
            raise EngineError(
                "the helper process that makes rows for a forked process has ended; if it was short of memory, use "
                "fewer workers, or start them anew: DataLoader(..., multiprocessing_context='spawn')"
            ) from error
        if failed:
            raise reply
        return reply


def _environment() -> dict[str, str]:
    """The helper finds what this process finds, and takes one core: there is one for each worker."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {"POLARS_MAX_THREADS": "1", **os.environ, "PYTHONPATH": path}


def _end(connection: Connection, process: subprocess.Popen[bytes]) -> None:
    connection.close()
    process.wait()


def serve() -> None:
    """In the helper: answer until the other end is gone."""
    connection = Connection(int(sys.argv[1]))
    with suppress(EOFError, OSError):
        subject = connection.recv()
        while True:
            connection.send(_answered(subject, *connection.recv()))


def _answered(subject: object, name: str, arguments: Sequence[object]) -> tuple[object, bool]:
    """What the other end gets: the reply, or the error and that it is one."""
    try:
        found = getattr(subject, name)
        return (found(*arguments) if arguments else found), False
    except Exception as error:
        return error, True
